using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.OpenBoards;

/// <summary>How many suggestions of a board stand how: everybody reads it, so that nobody has to believe that little was left out.</summary>
/// <param name="Withdrawn">By their authors, after somebody had decided on them.</param>
/// <param name="Refused">How many for which reason; only those that occur.</param>
public sealed record OpenBoardCounts(
    int Shown,
    int Waiting,
    int Withdrawn,
    IReadOnlyList<(SuggestionRefusal Reason, int Count)> Refused
)
{
    public int NotShown => Refused.Sum(r => r.Count);

    /// <remarks>1 query, by an index alone; and 1 for what was taken back.</remarks>
    public static async Task<OpenBoardCounts> OfAsync(AppDb db, long board, CancellationToken cancel = default)
    {
        var counted = await db
            .Suggestions.Where(s => s.BoardId == board)
            .GroupBy(s => new { s.State, s.Reason })
            .Select(g => new
            {
                g.Key.State,
                g.Key.Reason,
                Count = g.Count(),
            })
            .ToListAsync(cancel);
        int Of(SuggestionState state) => counted.Where(c => c.State == state).Sum(c => c.Count);
        var withdrawn = Of(SuggestionState.Withdrawn);
        if (withdrawn > 0)
            withdrawn = await db.Suggestions.CountAsync(
                s => s.BoardId == board && s.State == SuggestionState.Withdrawn && s.DecidedAt != null,
                cancel
            );
        return new OpenBoardCounts(
            Of(SuggestionState.Shown),
            Of(SuggestionState.Waiting),
            withdrawn,
            [
                .. counted
                    .Where(c => c is { State: SuggestionState.Refused, Reason: not null })
                    .OrderBy(c => c.Reason)
                    .Select(c => (c.Reason!.Value, c.Count)),
            ]
        );
    }
}
