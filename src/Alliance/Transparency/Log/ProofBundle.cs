using System.Text.Json.Nodes;

namespace Alliance.Transparency.Log;

/// <summary>
/// Everything that shows what the log says of one version of a deal, in one file that can be checked without asking anybody
/// (docs/format.md, "The log"): <c>alliance verify</c> and <c>tools/verify.mjs</c> do.
/// </summary>
/// <param name="Format">The form of this file: <c>alliance-proof-1</c>.</param>
/// <param name="Deal">The identifier of the deal.</param>
/// <param name="Number">The number of the version.</param>
/// <param name="Hash">SHA-256 of <c>content</c> in UTF-8, lower-case hex.</param>
/// <param name="Content">The deal as it was released: a JSON document, as text, so that no bit of it is lost on the way.</param>
/// <param name="Entries">What the log says of this version, in the order in which it was logged.</param>
/// <param name="Checkpoint">The signed checkpoint to which the proofs lead (C2SP tlog-checkpoint).</param>
/// <param name="Key">The log's public key (C2SP signed-note).</param>
/// <param name="Consistency">Where <c>since</c> was asked for: that the log goes on from there.</param>
public sealed record ProofBundle(
    string Format,
    string Deal,
    int Number,
    string Hash,
    string Content,
    IReadOnlyList<ProvenEntry> Entries,
    string Checkpoint,
    string Key,
    BundleConsistency? Consistency
)
{
    public const string FormatName = "alliance-proof-1";
}

/// <summary>An entry of the log, and the proof that it is there.</summary>
/// <param name="Index">Its place in the log, from 0.</param>
/// <param name="Kind">What is stated, such as <c>version-signed</c>.</param>
/// <param name="Salt">32 random bytes in hex: part of the leaf, so that no statement can be found by trying.</param>
/// <param name="Statement">The statement itself.</param>
/// <param name="Proof">Hashes in hex that lead from the entry's leaf to the root (RFC 9162, 2.1.3).</param>
public sealed record ProvenEntry(
    long Index,
    string Kind,
    string Salt,
    JsonObject Statement,
    IReadOnlyList<string> Proof
);

/// <summary>Shows that the log of the checkpoint begins with the smaller one that a reader knows.</summary>
/// <param name="From">How many entries the smaller log has.</param>
/// <param name="Proof">Hashes in hex that lead to both roots (RFC 9162, 2.1.4).</param>
public sealed record BundleConsistency(long From, IReadOnlyList<string> Proof);
