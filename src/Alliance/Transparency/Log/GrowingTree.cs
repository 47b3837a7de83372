namespace Alliance.Transparency.Log;

/// <summary>A tree of which only the hashes of its complete subtrees are kept.</summary>
internal sealed class GrowingTree
{
    private readonly List<byte[]> edge = [];

    public long Size { get; private set; }

    public byte[] Root => MerkleTree.Join(edge);

    public void Add(byte[] leaf)
    {
        var hash = leaf;
        for (var index = Size; (index & 1) == 1; index >>= 1)
        {
            hash = MerkleTree.Node(edge[^1], hash);
            edge.RemoveAt(edge.Count - 1);
        }
        edge.Add(hash);
        Size++;
    }
}
