using System.Text.Json.Nodes;
using Alliance.Transparency.Log;

namespace Alliance.Transparency.Api;

/// <summary>An entry of the log.</summary>
/// <param name="Index">Its place in the log, from 0, without gaps.</param>
/// <param name="Kind">What is stated, such as <c>version-signed</c>.</param>
/// <param name="Salt">32 random bytes in hex: part of the leaf. Absent where the statement is.</param>
/// <param name="Statement">The statement itself. Absent while its deal is not public, and where it had to be erased; its leaf stays.</param>
/// <param name="Leaf">The hash of the leaf, in hex.</param>
/// <param name="RecordedAt">When it was appended (UTC).</param>
public sealed record LogEntryResource(
    long Index,
    string Kind,
    string? Salt,
    JsonObject? Statement,
    string Leaf,
    DateTime RecordedAt
)
{
    /// <param name="entry">The entry.</param>
    /// <param name="told">Whether its statement is told: not before its deal is public.</param>
    internal static LogEntryResource Of(LogEntry entry, bool told) =>
        new(
            entry.Index,
            entry.Kind,
            told ? entry.Salt : null,
            told ? LogQueries.StatementOf(entry) : null,
            entry.LeafHash,
            entry.RecordedAt
        );
}

/// <summary>Shows that an entry is in the log (RFC 9162, 2.1.3).</summary>
/// <param name="Index">The place of the entry.</param>
/// <param name="Size">In the log with how many entries.</param>
/// <param name="Leaf">The hash of its leaf, in hex.</param>
/// <param name="Proof">Hashes in hex that lead from the leaf to the root of the checkpoint of that size.</param>
public sealed record InclusionProof(long Index, long Size, string Leaf, IReadOnlyList<string> Proof);

/// <summary>Shows that a log goes on from an earlier state of it (RFC 9162, 2.1.4).</summary>
/// <param name="From">How many entries the earlier one has.</param>
/// <param name="To">How many entries the later one has.</param>
/// <param name="Proof">Hashes in hex that lead to the roots of both checkpoints.</param>
public sealed record ConsistencyProof(long From, long To, IReadOnlyList<string> Proof);
