using System.Text.Json;
using System.Text.Json.Nodes;
using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Log;

/// <summary>A version of which the log may say something.</summary>
internal sealed record LoggedVersion(string Deal, int Number, string Hash, string Content);

/// <summary>What is read of the log.</summary>
internal static class LogQueries
{
    /// <summary>The newest checkpoint (1 query); null while nothing is logged.</summary>
    public static Task<LogCheckpoint?> LatestAsync(AppDb db, CancellationToken cancel) =>
        db.LogCheckpoints.AsNoTracking().OrderByDescending(c => c.Id).FirstOrDefaultAsync(cancel);

    /// <summary>What is logged of this kind about a version, each with the first checkpoint that covers it (1 query).</summary>
    public static async Task<IReadOnlyList<LoggedStatement>> FindAsync(
        AppDb db,
        string kind,
        string deal,
        int number,
        CancellationToken cancel
    )
    {
        var rows = await db
            .LogEntries.Where(e => e.Deal == deal && e.Number == number && e.Kind == kind && e.Statement != null)
            .OrderBy(e => e.Index)
            .Select(e => new
            {
                e.Statement,
                // Where the key was renewed, a size has two.
                Checkpoint = db
                    .LogCheckpoints.Where(c => c.Size == e.Index + 1)
                    .OrderBy(c => c.Id)
                    .Select(c => c.Note)
                    .First(),
            })
            .ToListAsync(cancel);
        return rows.ConvertAll(r => new LoggedStatement(JsonElement.Parse(r.Statement!), r.Checkpoint));
    }

    /// <summary>
    /// All that the log says of a version, with proofs that lead to the checkpoint (5 queries); null where it says nothing.
    /// </summary>
    /// <param name="since">Shows also that the log goes on from where it had so many entries; 0 for no such proof.</param>
    public static async Task<ProofBundle?> BundleAsync(
        AppDb db,
        LogCheckpoint latest,
        string deal,
        int number,
        long since,
        CancellationToken cancel
    )
    {
        var version = await db
            .DealVersions.Where(v => v.Deal!.Identifier == deal && v.Number == number)
            .Select(v => new LoggedVersion(deal, number, v.Hash, v.Content))
            .FirstOrDefaultAsync(cancel);
        if (version is null || !(await BundlesAsync(db, latest, [version], cancel)).TryGetValue(deal, out var bundle))
            return null;
        return since == 0
            ? bundle
            : bundle with
            {
                Consistency = new(
                    since,
                    await LogTree.ProofAsync(db, MerkleTree.Consistency(since, latest.Size), cancel)
                ),
            };
    }

    /// <summary>
    /// The same of one version for each of several deals, by their identifiers (3 queries); without those of which it says nothing.
    /// </summary>
    public static async Task<Dictionary<string, ProofBundle>> BundlesAsync(
        AppDb db,
        LogCheckpoint latest,
        List<LoggedVersion> versions,
        CancellationToken cancel
    )
    {
        var deals = versions.ConvertAll(v => v.Deal);
        // What is appended meanwhile is in no proof that leads to this checkpoint.
        var entries = (
            await db
                .LogEntries.AsNoTracking()
                .Where(e => deals.Contains(e.Deal!) && e.Index < latest.Size && e.Statement != null)
                .OrderBy(e => e.Index)
                .ToListAsync(cancel)
        ).FindAll(e => versions.Exists(v => v.Deal == e.Deal && v.Number == e.Number));
        if (entries.Count == 0)
            return [];
        var proofs = await LogTree.ProofsAsync(db, entries.ConvertAll(e => e.Index), latest.Size, cancel);
        var proven = entries
            .Zip(
                proofs,
                (e, proof) => (e.Deal, Entry: new ProvenEntry(e.Index, e.Kind, e.Salt!, StatementOf(e)!, proof))
            )
            .ToLookup(e => e.Deal, e => e.Entry);
        return versions
            .Where(v => proven.Contains(v.Deal))
            .ToDictionary(
                v => v.Deal,
                v => new ProofBundle(
                    ProofBundle.FormatName,
                    v.Deal,
                    v.Number,
                    v.Hash,
                    v.Content,
                    [.. proven[v.Deal]],
                    latest.Note,
                    latest.Key,
                    null
                )
            );
    }

    /// <summary>
    /// The identifiers of deals that are public, of those the entries are about. What is stated of others is told when they
    /// are: its leaf stands in the tree already, and the salt keeps it from being guessed.
    /// </summary>
    public static async Task<HashSet<string>> PublicAsync(
        AppDb db,
        IEnumerable<LogEntry> entries,
        CancellationToken cancel
    )
    {
        var named = entries.Select(e => e.Deal).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return await db.Deals.Where(d => named.Contains(d.Identifier)).Select(d => d.Identifier).ToHashSetAsync(cancel);
    }

    /// <summary>Whether this statement may be told.</summary>
    public static bool IsPublic(LogEntry entry, IReadOnlySet<string> deals) =>
        entry.Deal is null || deals.Contains(entry.Deal);

    public static JsonObject? StatementOf(LogEntry entry) =>
        entry.Statement is null ? null : JsonNode.Parse(entry.Statement)!.AsObject();
}
