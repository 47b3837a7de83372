using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Log;

/// <summary>The hashes of the log's tree, from the database: always two queries, of as many rows as the tree is high.</summary>
internal static class LogTree
{
    /// <summary>The root that the log had with its first <paramref name="size"/> entries.</summary>
    public static async Task<byte[]> RootAsync(AppDb db, long size, CancellationToken cancel)
    {
        if (size == 0)
            return MerkleTree.Empty;
        return (await HashesAsync(db, [new(0, size)], cancel))[0];
    }

    /// <summary>A hash for each range, in hex.</summary>
    public static async Task<List<string>> ProofAsync(
        AppDb db,
        IReadOnlyList<MerkleTree.Range> ranges,
        CancellationToken cancel
    ) => [.. (await HashesAsync(db, ranges, cancel)).Select(Convert.ToHexStringLower)];

    /// <summary>The proofs of several entries at once, each in hex; still two queries.</summary>
    public static async Task<List<List<string>>> ProofsAsync(
        AppDb db,
        IReadOnlyList<long> indexes,
        long size,
        CancellationToken cancel
    )
    {
        var paths = indexes.Select(i => MerkleTree.Inclusion(i, size)).ToList();
        var hashes = await ProofAsync(db, [.. paths.SelectMany(p => p)], cancel);
        var (proofs, at) = (new List<List<string>>(), 0);
        foreach (var path in paths)
        {
            proofs.Add(hashes.GetRange(at, path.Count));
            at += path.Count;
        }
        return proofs;
    }

    /// <summary>The hashes of the complete subtrees of a tree of this size, the largest first.</summary>
    public static async Task<List<(MerkleTree.Subtree Place, byte[] Hash)>> EdgeAsync(
        AppDb db,
        long size,
        CancellationToken cancel
    )
    {
        var subtrees = new MerkleTree.Range(0, size).Subtrees().ToList();
        var known = await LoadAsync(db, subtrees, cancel);
        return [.. subtrees.Select(s => (s, known[s]))];
    }

    private static async Task<List<byte[]>> HashesAsync(
        AppDb db,
        IReadOnlyList<MerkleTree.Range> ranges,
        CancellationToken cancel
    )
    {
        var subtrees = ranges.Select(r => r.Subtrees().ToList()).ToList();
        var known = await LoadAsync(db, subtrees.SelectMany(s => s), cancel);
        return [.. subtrees.Select(parts => MerkleTree.Join([.. parts.Select(p => known[p])]))];
    }

    private static async Task<Dictionary<MerkleTree.Subtree, byte[]>> LoadAsync(
        AppDb db,
        IEnumerable<MerkleTree.Subtree> subtrees,
        CancellationToken cancel
    )
    {
        var wanted = subtrees.ToHashSet();
        var leaves = wanted.Where(s => s.Level == 0).Select(s => s.Index).ToArray();
        var places = wanted.Where(s => s.Level > 0).ToDictionary(LogNode.PositionOf);
        var positions = places.Keys.ToArray();
        var known = await db
            .LogEntries.Where(e => leaves.Contains(e.Index))
            .Select(e => new { e.Index, e.LeafHash })
            .ToDictionaryAsync(e => new MerkleTree.Subtree(0, e.Index), e => Convert.FromHexString(e.LeafHash), cancel);
        foreach (
            var node in await db.LogNodes.AsNoTracking().Where(n => positions.Contains(n.Position)).ToListAsync(cancel)
        )
            known[places[node.Position]] = Convert.FromHexString(node.Hash);
        return known;
    }
}
