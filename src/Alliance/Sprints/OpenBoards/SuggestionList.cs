using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.OpenBoards;

/// <summary>A suggestion as it stands in a list.</summary>
/// <param name="Beginning">Of its text.</param>
/// <param name="IsLonger">Its text goes on.</param>
public sealed record SuggestionRow(
    int Number,
    string Title,
    string Beginning,
    bool IsLonger,
    string Language,
    string? From,
    DateTime ShownAt,
    int Supports,
    bool IsAnswered,
    int Mix
);

/// <summary>One page of what a board shows.</summary>
/// <param name="Next">What <see cref="SuggestionFilter.After"/> of the next page is; null on the last.</param>
public sealed record SuggestionList(IReadOnlyList<SuggestionRow> Rows, string? Next)
{
    public const int PageSize = 20;
    private const int BeginningLength = 280;

    /// <param name="today">The board's day: where the mixed order begins. A reader who pages on past midnight stays in the order of the first page.</param>
    /// <remarks>1 query by an index; in the mixed order 2 on the page that goes over its end.</remarks>
    public static async Task<SuggestionList> LoadAsync(
        AppDb db,
        long board,
        SuggestionFilter filter,
        DateOnly today,
        int size = PageSize,
        CancellationToken cancel = default
    )
    {
        var shown = db.Suggestions.AsNoTracking().Where(s => s.BoardId == board && s.State == SuggestionState.Shown);
        foreach (var word in filter.Words)
            shown = shown.Where(s => s.Folded.Contains(word));
        if (filter.Order == SuggestionOrder.Mixed)
            return await MixedAsync(shown, filter, today, size, cancel);
        var rows = await RowsAsync(Ordered(shown, filter), size + 1, cancel);
        return Page(
            rows,
            size,
            filter.Order == SuggestionOrder.Newest
                ? last => FormattableString.Invariant($"{last.Number}")
                : last => FormattableString.Invariant($"{last.Supports}-{last.Number}")
        );
    }

    // The first condition of each follows from the second, and lets the index find the place.
    private static IQueryable<Suggestion> Ordered(IQueryable<Suggestion> shown, SuggestionFilter filter)
    {
        if (filter.Order == SuggestionOrder.Newest)
        {
            if (SuggestionFilter.Cursor(filter.After, 1) is [var before])
                shown = shown.Where(s => s.Number < before);
            return shown.OrderByDescending(s => s.Number);
        }
        if (SuggestionFilter.Cursor(filter.After, 2) is [var supports, var number])
            shown = shown.Where(s => s.Supports <= supports && (s.Supports < supports || s.Number < number));
        return shown.OrderByDescending(s => s.Supports).ThenByDescending(s => s.Number);
    }

    private static async Task<SuggestionList> MixedAsync(
        IQueryable<Suggestion> shown,
        SuggestionFilter filter,
        DateOnly today,
        int size,
        CancellationToken cancel
    )
    {
        var (from, mix, number) = SuggestionFilter.Cursor(filter.After, 3) is [var f, var m, var n]
            ? (f, m, n)
            : (SuggestionFilter.MixOf(today), -1, 0);
        var isBeyond = mix >= 0 && mix < from;
        List<SuggestionRow> rows = [];
        if (!isBeyond)
            rows = await RowsAsync(
                shown
                    .Where(s => s.Mix >= from && s.Mix >= mix && (s.Mix > mix || s.Number > number))
                    .OrderBy(s => s.Mix)
                    .ThenBy(s => s.Number),
                size + 1,
                cancel
            );
        if (rows.Count <= size)
            rows.AddRange(
                await RowsAsync(
                    shown
                        .Where(s => s.Mix < from && (!isBeyond || (s.Mix >= mix && (s.Mix > mix || s.Number > number))))
                        .OrderBy(s => s.Mix)
                        .ThenBy(s => s.Number),
                    size + 1 - rows.Count,
                    cancel
                )
            );
        return Page(rows, size, last => FormattableString.Invariant($"{from}-{last.Mix}-{last.Number}"));
    }

    private static Task<List<SuggestionRow>> RowsAsync(
        IQueryable<Suggestion> ordered,
        int count,
        CancellationToken cancel
    ) =>
        ordered
            .Take(count)
            .Select(s => new SuggestionRow(
                s.Number,
                s.Title,
                s.Text.Substring(0, BeginningLength),
                s.Text.Length > BeginningLength,
                s.Language,
                s.From,
                s.ShownAt!.Value,
                s.Supports,
                s.Answer != null,
                s.Mix
            ))
            .ToListAsync(cancel);

    private static SuggestionList Page(List<SuggestionRow> rows, int size, Func<SuggestionRow, string> cursor) =>
        rows.Count > size ? new(rows[..size], cursor(rows[size - 1])) : new(rows, null);
}
