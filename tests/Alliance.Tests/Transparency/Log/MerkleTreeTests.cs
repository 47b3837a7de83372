using Alliance.Transparency.Log;
using CsCheck;

namespace Alliance.Tests.Transparency.Log;

public sealed class MerkleTreeTests
{
    private static readonly byte[][] Leaves =
    [
        .. new[]
        {
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f",
        }.Select(hex => MerkleTree.Leaf(Convert.FromHexString(hex))),
    ];

    /// <summary>The vectors by which implementations of RFC 6962 and 9162 are compared.</summary>
    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void The_tree_has_the_known_roots(int size, string root) =>
        Assert.Equal(root, Convert.ToHexStringLower(Root(Leaves, 0, size)));

    /// <summary>RFC 9162, 2.1.5: which hashes the proofs of the tree with seven leaves are made of.</summary>
    [Fact]
    public void Proofs_are_made_of_the_hashes_that_the_rfc_names()
    {
        MerkleTree.Range b(int leaf) => new(leaf, leaf + 1);
        MerkleTree.Range g = new(0, 2),
            h = new(2, 4),
            i = new(4, 6),
            k = new(0, 4),
            l = new(4, 7);
        Assert.Equal([b(1), h, l], MerkleTree.Inclusion(0, 7));
        Assert.Equal([b(2), g, l], MerkleTree.Inclusion(3, 7));
        Assert.Equal([b(5), b(6), k], MerkleTree.Inclusion(4, 7));
        Assert.Equal([i, k], MerkleTree.Inclusion(6, 7));
        Assert.Equal([b(2), b(3), g, l], MerkleTree.Consistency(3, 7));
        Assert.Equal([l], MerkleTree.Consistency(4, 7));
        Assert.Equal([i, b(6), k], MerkleTree.Consistency(6, 7));
    }

    [Fact]
    public void Every_leaf_is_included_and_nothing_else_is() =>
        Gen.Int[1, 300]
            .SelectMany(size => Gen.Select(Gen.Const(size), Gen.Int[0, size - 1], Gen.Int))
            .Sample(
                (size, index, seed) =>
                {
                    var (leaves, random) = (Made(size, seed), new Random(seed));
                    var root = Root(leaves, 0, size);
                    var proof = Hashes(leaves, MerkleTree.Inclusion(index, size));
                    Assert.True(MerkleTree.Includes(root, size, index, leaves[index], proof));

                    Assert.False(MerkleTree.Includes(Flipped(root, random), size, index, leaves[index], proof));
                    Assert.False(MerkleTree.Includes(root, size, index, Flipped(leaves[index], random), proof));
                    Assert.False(MerkleTree.Includes(root, size, index, leaves[index], [.. proof, root]));
                    Assert.False(MerkleTree.Includes(root, size, -1, leaves[index], proof));
                    Assert.False(MerkleTree.Includes(root, size, size + index, leaves[index], proof));
                    var other = random.Next(size);
                    if (other != index)
                        Assert.False(MerkleTree.Includes(root, size, other, leaves[index], proof));
                    if (proof.Count > 0)
                    {
                        Assert.False(MerkleTree.Includes(root, size, index, leaves[index], proof[1..]));
                        Assert.False(MerkleTree.Includes(root, size, index, leaves[index], Flipped(proof, random)));
                    }
                }
            );

    [Fact]
    public void Any_two_sizes_are_consistent_and_a_changed_history_is_not() =>
        Gen.Int[1, 300]
            .SelectMany(to => Gen.Select(Gen.Int[1, to], Gen.Const(to), Gen.Int))
            .Sample(
                (from, to, seed) =>
                {
                    var (leaves, random) = (Made(to, seed), new Random(seed));
                    var (first, second) = (Root(leaves, 0, from), Root(leaves, 0, to));
                    var proof = Hashes(leaves, MerkleTree.Consistency(from, to));
                    Assert.True(MerkleTree.Continues(from, first, to, second, proof));

                    Assert.False(MerkleTree.Continues(from, Flipped(first, random), to, second, proof));
                    Assert.False(MerkleTree.Continues(from, first, to, Flipped(second, random), proof));
                    Assert.False(MerkleTree.Continues(from, first, to, second, [.. proof, second]));
                    Assert.False(MerkleTree.Continues(to + 1, first, to, second, proof));
                    if (proof.Count > 0)
                    {
                        Assert.False(MerkleTree.Continues(from, first, to, second, proof[1..]));
                        Assert.False(MerkleTree.Continues(from, first, to, second, Flipped(proof, random)));
                    }

                    // Rewritten: one of the first leaves is another, and every hash is made anew.
                    byte[][] changed = [.. leaves];
                    var at = random.Next(from);
                    changed[at] = Flipped(changed[at], random);
                    Assert.False(
                        MerkleTree.Continues(
                            from,
                            first,
                            to,
                            Root(changed, 0, to),
                            Hashes(changed, MerkleTree.Consistency(from, to))
                        )
                    );
                }
            );

    [Fact]
    public void A_range_is_joined_from_complete_subtrees() =>
        Gen.Select(Gen.Int[1, 500], Gen.Int)
            .Sample(
                (size, seed) =>
                {
                    var leaves = Made(size, seed);
                    var parts = new MerkleTree.Range(0, size).Subtrees().ToList();
                    Assert.Equal(
                        Root(leaves, 0, size),
                        MerkleTree.Join([
                            .. parts.Select(p =>
                                Root(leaves, (int)(p.Index << p.Level), (int)((p.Index + 1) << p.Level))
                            ),
                        ])
                    );
                    Assert.Equal(parts.Count, parts.Select(LogNode.PositionOf).Distinct().Count());
                }
            );

    [Fact]
    public void Subtrees_have_places_of_their_own()
    {
        var places =
            from level in Enumerable.Range(0, 10)
            from index in Enumerable.Range(0, 1 << (9 - level))
            select LogNode.PositionOf(new(level, index));
        // 512 leaves and everything above them, numbered without a gap.
        Assert.Equal(Enumerable.Range(0, 1023).Select(p => (long)p), places.Order());
    }

    // By the definition, top down (RFC 9162, 2.1.1): nothing of the product's way.
    private static byte[] Root(byte[][] leaves, int start, int end)
    {
        if (start == end)
            return MerkleTree.Empty;
        if (end - start == 1)
            return leaves[start];
        var half = 1;
        while (half * 2 < end - start)
            half *= 2;
        return MerkleTree.Node(Root(leaves, start, start + half), Root(leaves, start + half, end));
    }

    private static List<byte[]> Hashes(byte[][] leaves, IEnumerable<MerkleTree.Range> ranges) =>
        [.. ranges.Select(r => Root(leaves, (int)r.Start, (int)r.End))];

    private static byte[][] Made(int size, int seed) =>
        [.. Enumerable.Range(0, size).Select(i => MerkleTree.Leaf(BitConverter.GetBytes(((long)seed << 32) + i)))];

    private static byte[] Flipped(byte[] hash, Random random)
    {
        byte[] flipped = [.. hash];
        flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
        return flipped;
    }

    private static List<byte[]> Flipped(List<byte[]> proof, Random random)
    {
        List<byte[]> flipped = [.. proof];
        var at = random.Next(flipped.Count);
        flipped[at] = Flipped(flipped[at], random);
        return flipped;
    }
}
