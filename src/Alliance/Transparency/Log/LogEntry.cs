using System.Text;
using System.Text.Json;
using Alliance.Platform.Exchange;

namespace Alliance.Transparency.Log;

/// <summary>
/// A statement in the log: a version was released, a party signed, a deal ended. Nothing is ever changed here. The salt
/// stands beside the statement so that, should a statement have to be erased with its salt one day, nobody can find it again
/// by trying what it may have said; the leaf stays, and every proof holds.
/// </summary>
public sealed class LogEntry
{
    /// <summary>Its place, from 0, without gaps.</summary>
    public required long Index { get; init; }

    /// <summary>What is stated, e.g. <c>version-signed</c> (<see cref="LoggedKinds"/>).</summary>
    public required string Kind { get; init; }

    /// <summary>The statement, as canonical JSON; null when it had to be erased.</summary>
    public required string? Statement { get; init; }

    /// <summary>32 random bytes in hex; erased with the statement.</summary>
    public required string? Salt { get; init; }

    /// <summary>The hash of the leaf, in hex.</summary>
    public required string LeafHash { get; init; }

    /// <summary>The identifier of the deal that the statement is about.</summary>
    public required string? Deal { get; init; }

    /// <summary>The number of the version that it is about.</summary>
    public required int? Number { get; init; }

    /// <summary>The event that it was made from: an event that is handled twice is logged once.</summary>
    public required long EventId { get; init; }
    public required DateTime RecordedAt { get; init; }

    /// <summary>What is hashed as the leaf: canonical JSON of kind, salt and statement (docs/format.md, "The log").</summary>
    public static string LeafOf(string kind, string salt, JsonElement statement) =>
        CanonicalJson.Of(
            new
            {
                Kind = kind,
                Salt = salt,
                Statement = statement,
            }
        );

    /// <summary>The hash of that leaf.</summary>
    public static byte[] HashOf(string kind, string salt, JsonElement statement) =>
        MerkleTree.Leaf(Encoding.UTF8.GetBytes(LeafOf(kind, salt, statement)));
}

/// <summary>
/// The hash of a complete subtree of two leaves or more. Kept so that appending and proving read as many hashes as the tree
/// is high, not as many as it has leaves.
/// </summary>
public sealed class LogNode
{
    /// <summary>The subtree's place when the tree is read from left to right: one number for level and index.</summary>
    public required long Position { get; init; }

    /// <summary>In hex.</summary>
    public required string Hash { get; init; }

    public static long PositionOf(MerkleTree.Subtree subtree) => ((2 * subtree.Index + 1) << subtree.Level) - 1;
}

/// <summary>What was signed of the log when it had so many entries.</summary>
public sealed class LogCheckpoint
{
    public long Id { get; private set; }
    public required long Size { get; init; }

    /// <summary>The signed note, as readers get it.</summary>
    public required string Note { get; init; }

    /// <summary>The public key to check it by, as readers get it. The private one is never in the database.</summary>
    public required string Key { get; init; }
    public required DateTime SignedAt { get; init; }
}
