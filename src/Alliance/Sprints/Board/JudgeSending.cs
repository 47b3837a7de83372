using Alliance.Platform;

namespace Alliance.Sprints.Board;

/// <summary>Judges the operations of one sending, each on the board as those before it leave it. In memory alone.</summary>
internal static class JudgeSending
{
    /// <summary>What is on the board then, and what is to be stored; where one is refused, it is the one after the entries.</summary>
    public static (BoardState Next, List<BoardEntry> Entries, Refusal? Why) Run(
        BoardState from,
        IdeaBoard board,
        long by,
        BoardRole role,
        IReadOnlyList<BoardOp> ops,
        bool fromPaper,
        DateTime now
    )
    {
        var (next, entries) = (from, new List<BoardEntry>());
        foreach (var op in ops)
        {
            var move = new BoardMove(Resolved(op, from.Version), by, role, fromPaper);
            var judged = BoardRules.Judge(next, board, move, now);
            if (judged.Refusal is { } why)
                return (next, entries, why);
            entries.Add(new BoardEntry(next.Version + 1, by, judged.Value));
            next = next.Apply(entries[^1]);
        }
        return (next, entries, null);
    }

    // Lists name what they add by its place, before anybody knows its key.
    private static BoardOp Resolved(BoardOp op, int before)
    {
        string? Key(string? named) =>
            named is ['^', .. var place] && int.TryParse(place, out var n) ? BoardState.KeyOf(before + n) : named;
        return op with { Card = Key(op.Card), Under = Key(op.Under), Cluster = Key(op.Cluster) };
    }
}
