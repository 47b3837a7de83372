using System.Security.Cryptography;

namespace Alliance.Transparency.Log;

/// <summary>
/// The tree over the log's entries, by RFC 9162, 2.1: how its hashes are made, which of them a proof is made of, and how a
/// reader checks one. It knows no database; <see cref="LogTree"/> keeps the hashes.
/// </summary>
public static class MerkleTree
{
    public const int HashLength = SHA256.HashSizeInBytes;

    /// <summary>A complete subtree of 2^Level leaves, the Index-th of that size from the left.</summary>
    public readonly record struct Subtree(int Level, long Index);

    /// <summary>Leaves of which a proof needs one hash. Ranges begin where a subtree of at least their length would.</summary>
    public readonly record struct Range(long Start, long End)
    {
        /// <summary>The complete subtrees that make it up, the largest first. Only the tree's right edge has several.</summary>
        public IEnumerable<Subtree> Subtrees()
        {
            var (at, left) = (Start, End - Start);
            for (var level = 62; level >= 0; level--)
                if ((left & (1L << level)) != 0)
                {
                    yield return new(level, at >> level);
                    at += 1L << level;
                }
        }
    }

    /// <summary>The root of a tree without leaves.</summary>
    public static byte[] Empty => SHA256.HashData([]);

    public static byte[] Leaf(ReadOnlySpan<byte> entry) => SHA256.HashData([0, .. entry]);

    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        SHA256.HashData([1, .. left, .. right]);

    /// <summary>The hash of a range from those of its subtrees, the largest first.</summary>
    public static byte[] Join(IReadOnlyList<byte[]> subtrees)
    {
        if (subtrees.Count == 0)
            return Empty;
        var hash = subtrees[^1];
        for (var i = subtrees.Count - 2; i >= 0; i--)
            hash = Node(subtrees[i], hash);
        return hash;
    }

    /// <summary>What proves that a leaf is in the tree of this size (2.1.3.1).</summary>
    public static List<Range> Inclusion(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<Range>();
        var (start, end) = (0L, size);
        while (end - start > 1)
        {
            var middle = start + Split(end - start);
            path.Add(index < middle ? new(middle, end) : new(start, middle));
            (start, end) = index < middle ? (start, middle) : (middle, end);
        }
        path.Reverse();
        return path;
    }

    /// <summary>What proves that the larger tree begins with the smaller one (2.1.4.1).</summary>
    public static List<Range> Consistency(long from, long to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(from, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, to);
        var path = new List<Range>();
        var (start, end) = (0L, to);
        while (end != from)
        {
            var middle = start + Split(end - start);
            path.Add(from <= middle ? new(middle, end) : new(start, middle));
            (start, end) = from <= middle ? (start, middle) : (middle, end);
        }
        // From the left edge on it is the smaller tree itself, which the reader has.
        if (start > 0)
            path.Add(new(start, end));
        path.Reverse();
        return path;
    }

    /// <summary>Whether the proof leads from the leaf to the root (2.1.3.2).</summary>
    public static bool Includes(byte[] root, long size, long index, byte[] leaf, IReadOnlyList<byte[]> proof)
    {
        if (index < 0 || index >= size)
            return false;
        var (at, last, hash) = (index, size - 1, leaf);
        foreach (var other in proof)
        {
            if (last == 0)
                return false;
            if ((at & 1) == 1 || at == last)
            {
                hash = Node(other, hash);
                while ((at & 1) == 0 && at != 0)
                    (at, last) = (at >> 1, last >> 1);
            }
            else
                hash = Node(hash, other);
            (at, last) = (at >> 1, last >> 1);
        }
        return last == 0 && hash.AsSpan().SequenceEqual(root);
    }

    /// <summary>Whether the proof shows that the tree of the second root begins with the tree of the first (2.1.4.2).</summary>
    public static bool Continues(long from, byte[] first, long to, byte[] second, IReadOnlyList<byte[]> proof)
    {
        if (from < 0 || from > to)
            return false;
        if (from == 0 || from == to)
            return proof.Count == 0 && (from == 0 ? Empty : second).AsSpan().SequenceEqual(first);
        // A complete tree is in the larger one as it is.
        IReadOnlyList<byte[]> path = long.IsPow2(from) ? [first, .. proof] : proof;
        if (path.Count == 0)
            return false;
        var (at, last) = (from - 1, to - 1);
        while ((at & 1) == 1)
            (at, last) = (at >> 1, last >> 1);
        var (old, present) = (path[0], path[0]);
        foreach (var other in path.Skip(1))
        {
            if (last == 0)
                return false;
            if ((at & 1) == 1 || at == last)
            {
                (old, present) = (Node(other, old), Node(other, present));
                while ((at & 1) == 0 && at != 0)
                    (at, last) = (at >> 1, last >> 1);
            }
            else
                present = Node(present, other);
            (at, last) = (at >> 1, last >> 1);
        }
        return last == 0 && old.AsSpan().SequenceEqual(first) && present.AsSpan().SequenceEqual(second);
    }

    // The largest power of two below the size.
    private static long Split(long size) => 1L << (63 - (int)long.LeadingZeroCount(size - 1));
}
