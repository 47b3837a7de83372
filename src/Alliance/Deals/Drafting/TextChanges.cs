using System.Text;
using DiffPlex;
using DiffPlex.Chunkers;

namespace Alliance.Deals.Drafting;

public enum ChangeKind
{
    Same,
    Removed,
    Added,
}

public sealed record ChangePiece(ChangeKind Kind, string Text);

/// <summary>What goes and what comes between two texts, word by word.</summary>
public static class TextChanges
{
    private static readonly char[] Between = [' ', '\n', '\t', ',', '.', ';', ':', '(', ')', '–', '-'];

    public static IReadOnlyList<ChangePiece> Of(string before, string after)
    {
        var diff = Differ.Instance.CreateDiffs(
            before,
            after,
            ignoreWhiteSpace: false,
            ignoreCase: false,
            new DelimiterChunker(Between)
        );
        var pieces = new List<ChangePiece>();
        var at = 0;
        foreach (var block in diff.DiffBlocks)
        {
            Add(pieces, ChangeKind.Same, diff.PiecesOld, at, block.DeleteStartA - at);
            Add(pieces, ChangeKind.Removed, diff.PiecesOld, block.DeleteStartA, block.DeleteCountA);
            Add(pieces, ChangeKind.Added, diff.PiecesNew, block.InsertStartB, block.InsertCountB);
            at = block.DeleteStartA + block.DeleteCountA;
        }
        Add(pieces, ChangeKind.Same, diff.PiecesOld, at, diff.PiecesOld.Count - at);
        return pieces;
    }

    private static void Add(List<ChangePiece> pieces, ChangeKind kind, IReadOnlyList<string> words, int from, int count)
    {
        if (count <= 0)
            return;
        var text = new StringBuilder();
        for (var i = from; i < from + count; i++)
            text.Append(words[i]);
        pieces.Add(new ChangePiece(kind, text.ToString()));
    }
}
