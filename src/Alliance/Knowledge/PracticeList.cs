using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge;

/// <summary>A page of the published practices, by their addresses.</summary>
/// <param name="Total">How many fit, on all pages.</param>
/// <param name="Next">The cursor of the next page; null on the last one.</param>
public sealed record PracticeList(IReadOnlyList<Practice> Rows, int Total, string? Next)
{
    public const int Size = 24;

    /// <remarks>3 queries, and those of <see cref="PracticeFilter.ChooseAsync"/>.</remarks>
    public static async Task<PracticeList> LoadAsync(
        AppDb db,
        PracticeFilter filter,
        int size = Size,
        CancellationToken cancel = default
    )
    {
        var chosen = await filter.ChooseAsync(db, cancel);
        var total = await chosen.CountAsync(cancel);
        if (filter.After is { } after)
            chosen = chosen.Where(p => p.Identifier!.CompareTo(after) > 0);
        var rows = await chosen
            .Include(p => p.City)
            .Include(p => p.Reviews)
                .ThenInclude(r => r.City)
            .AsSplitQuery()
            .OrderBy(p => p.Identifier)
            .Take(size + 1)
            .ToListAsync(cancel);
        if (rows.Count <= size)
            return new PracticeList(rows, total, null);
        rows.RemoveAt(size);
        return new PracticeList(rows, total, rows[^1].Identifier);
    }

    /// <summary>By which other names than those that were typed these practices are found (1 query, or none).</summary>
    public static Task<IReadOnlyDictionary<long, Excerpt>> OtherNamesAsync(
        AppDb db,
        SearchQuery? query,
        Language language,
        IReadOnlyList<Practice> practices,
        CancellationToken cancel = default
    ) =>
        Excerpts.OtherNamesAsync(
            db,
            PracticeTerms.Source,
            query,
            language,
            [.. practices.Select(p => (p.Id, p.Title))],
            cancel
        );
}
