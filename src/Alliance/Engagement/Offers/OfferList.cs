using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement.Offers;

/// <summary>A page of offers and needs, the newest first.</summary>
/// <param name="Total">How many fit, on all pages.</param>
/// <param name="Next">The cursor of the next page; null on the last one.</param>
public sealed record OfferList(IReadOnlyList<Offer> Rows, int Total, string? Next)
{
    public const int Size = 24;

    /// <param name="db">The register.</param>
    /// <param name="shown">Those that the reader may see.</param>
    /// <param name="filter">What is chosen.</param>
    /// <param name="size">So many on a page.</param>
    /// <param name="cancel">Ends it.</param>
    /// <remarks>2 queries, on later pages 3, and those of <see cref="OfferFilter.ChooseAsync"/>.</remarks>
    public static async Task<OfferList> LoadAsync(
        AppDb db,
        IQueryable<Offer> shown,
        OfferFilter filter,
        int size = Size,
        CancellationToken cancel = default
    )
    {
        var chosen = await filter.ChooseAsync(db, shown, cancel);
        var total = await chosen.CountAsync(cancel);
        // Where the page before ended may be closed meanwhile; its place in the order stays.
        if (
            filter.After is { } after
            && await db
                .Offers.Where(o => o.Identifier == after)
                .Select(o => new { o.PublishedAt, o.Id })
                .SingleOrDefaultAsync(cancel)
                is { } last
        )
            chosen = chosen.Where(o =>
                o.PublishedAt < last.PublishedAt || (o.PublishedAt == last.PublishedAt && o.Id < last.Id)
            );
        var rows = await Ordered(chosen).Take(size + 1).ToListAsync(cancel);
        if (rows.Count <= size)
            return new OfferList(rows, total, null);
        rows.RemoveAt(size);
        return new OfferList(rows, total, rows[^1].Identifier);
    }

    /// <summary>By which other names than those that were typed these are found (1 query, or none).</summary>
    public static Task<IReadOnlyDictionary<long, Excerpt>> OtherNamesAsync(
        AppDb db,
        SearchQuery? query,
        Language language,
        IReadOnlyList<Offer> offers,
        CancellationToken cancel = default
    ) =>
        Excerpts.OtherNamesAsync(
            db,
            OfferTerms.Source,
            query,
            language,
            [.. offers.Select(o => (o.Id, o.Title))],
            cancel
        );

    /// <summary>With their cities and organisations, the newest first.</summary>
    public static IQueryable<Offer> Ordered(IQueryable<Offer> offers) =>
        offers
            .AsNoTracking()
            .Include(o => o.City)
            .Include(o => o.Organisation)
            .OrderByDescending(o => o.PublishedAt)
            .ThenByDescending(o => o.Id);
}
