using Alliance.Engagement.Offers;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site;

/// <param name="Organisation">Whose it is; null for the city itself.</param>
public sealed record FoundOffer(
    long Id,
    string Identifier,
    OfferKind Kind,
    OfferSubject Subject,
    LocalText Title,
    LocalText City,
    string? Organisation
);

/// <summary>Offers and needs that a search finds.</summary>
/// <param name="Excerpts">By number: where one has what its title does not show, and by which other names.</param>
public sealed record FoundOffers(IReadOnlyList<FoundOffer> Rows, int Total, IReadOnlyDictionary<long, Excerpt> Excerpts)
{
    public static readonly FoundOffers None = new([], 0, new Dictionary<long, Excerpt>());
}

/// <summary>
/// Offers and needs among hits. Their terms end by themselves, and no index notices: what is over on the day is neither shown nor counted.
/// </summary>
internal static class FindOffers
{
    /// <remarks>3 queries; none where nothing is hit.</remarks>
    public static async Task<FoundOffers> LoadAsync(
        AppDb db,
        SearchQuery query,
        SearchHits hits,
        DateOnly today,
        Language language,
        int each,
        CancellationToken cancel
    )
    {
        if (hits.Count == 0)
            return FoundOffers.None;
        var total = await Shown(db, hits, today).CountAsync(cancel);
        var rows = await FirstAsync(db, hits, today, each, cancel);
        return new FoundOffers(
            rows,
            total,
            await Excerpts.ForAsync(
                db,
                OfferTerms.Source,
                query,
                language,
                [.. rows.Select(o => SiteSearch.TitleOf(o.Id, o.Title, language))],
                hits.Through.ToHashSet(),
                cancel
            )
        );
    }

    /// <summary>The first of them: those with every word in the title, with every word, by another name; the newest first among equals.</summary>
    /// <remarks>1 query; none where nothing is hit.</remarks>
    public static async Task<List<FoundOffer>> FirstAsync(
        AppDb db,
        SearchHits hits,
        DateOnly today,
        int count,
        CancellationToken cancel
    ) =>
        hits.Count == 0
            ? []
            : await Shown(db, hits, today)
                .OrderByDescending(o => hits.InTitle.Contains(o.Id))
                .ThenByDescending(o => hits.All.Contains(o.Id))
                .ThenByDescending(o => hits.ThroughInTitle.Contains(o.Id))
                .ThenByDescending(o => o.PublishedAt)
                .ThenByDescending(o => o.Id)
                .Take(count)
                .Select(o => new FoundOffer(
                    o.Id,
                    o.Identifier!,
                    o.Kind,
                    o.Subject,
                    o.Title,
                    o.City!.Name,
                    o.Organisation == null ? null : o.Organisation.Name
                ))
                .ToListAsync(cancel);

    private static IQueryable<Offer> Shown(AppDb db, SearchHits hits, DateOnly today)
    {
        long[] ids = [.. hits.All, .. hits.Through];
        return OfferRights.Public(db.Offers, today).Where(o => ids.Contains(o.Id));
    }
}
