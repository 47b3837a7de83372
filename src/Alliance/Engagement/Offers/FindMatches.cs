using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement.Offers;

/// <summary>One that matches, as it is listed.</summary>
/// <param name="Slug">Its page's address below <c>/offers/</c>.</param>
/// <param name="CityId">Where it is.</param>
/// <param name="OrganisationId">Whose it is; null for the city itself.</param>
/// <param name="Organisation">Whose it is; null for the city itself.</param>
public sealed record FoundMatch(
    long Id,
    string Slug,
    LocalText Title,
    OfferKind Kind,
    OfferSubject Subject,
    long CityId,
    LocalText City,
    long? OrganisationId,
    string? Organisation,
    OfferMatch Match
);

/// <summary>An offer or need, as it is matched and listed.</summary>
/// <param name="Asked">What is compared of it.</param>
/// <param name="Slug">Its page's address below <c>/offers/</c>; empty before it was published.</param>
/// <param name="Organisation">Whose it is; null for the city itself.</param>
public sealed record OfferEntry(Matched Asked, string Slug, LocalText Title, LocalText City, string? Organisation);

/// <summary>An entry that something matches which others show.</summary>
/// <param name="Matches">At least one, the best first.</param>
public sealed record OwnMatch(OfferEntry Entry, IReadOnlyList<FoundMatch> Matches);

/// <summary>What matches an offer or need, the best first.</summary>
public static class FindMatches
{
    /// <summary>So many are shown.</summary>
    public const int Most = 10;

    // Among more of one subject nobody would look for the eleventh.
    private const int MostLookedAt = 1_000;

    /// <param name="db">The register.</param>
    /// <param name="offer">With its city.</param>
    /// <param name="shown">Those that the reader may see.</param>
    /// <param name="today">Only what holds then, or later.</param>
    /// <param name="cancel">Ends it.</param>
    /// <remarks>1 query.</remarks>
    public static async Task<IReadOnlyList<FoundMatch>> OfAsync(
        AppDb db,
        Offer offer,
        IQueryable<Offer> shown,
        DateOnly today,
        CancellationToken cancel
    )
    {
        if (offer.State == OfferState.Closed || offer.Until < today)
            return [];
        var own = Of(offer);
        var first = offer.From is { } from && from > today ? from : today;
        var (kind, subject, until, id) = (offer.Kind, offer.Subject, offer.Until, offer.Id);
        var others = await LoadAsync(
            Newest(
                shown
                    .Where(o => o.Id != id && o.Kind != kind && o.Subject == subject)
                    .Where(o => o.Until >= first && (o.From == null || o.From <= until))
            ),
            cancel
        );
        return [.. Among(others, own, today).Take(Most)];
    }

    /// <summary>The same for several at once, with all that match.</summary>
    /// <param name="own">None of them closed, or over; in the order in which they come back.</param>
    /// <param name="shown">Those that the reader may see.</param>
    /// <param name="today">Only what holds then, or later.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>What nothing matches is missing.</returns>
    /// <remarks>2 queries at most.</remarks>
    public static async Task<IReadOnlyList<OwnMatch>> OfEachAsync(
        IQueryable<Offer> own,
        IQueryable<Offer> shown,
        DateOnly today,
        CancellationToken cancel
    )
    {
        var entries = await LoadAsync(own, cancel);
        if (entries.Count == 0)
            return [];
        var subjects = entries.Select(e => e.Asked.Subject).Distinct().ToList();
        var others = await LoadAsync(
            Newest(shown.Where(o => o.Until >= today && subjects.Contains(o.Subject))),
            cancel
        );
        return
        [
            .. entries.Select(e => new OwnMatch(e, [.. Among(others, e.Asked, today)])).Where(m => m.Matches.Count > 0),
        ];
    }

    /// <summary>Whether these two match, both with their cities, whatever their state.</summary>
    public static OfferMatch? Between(Offer one, Offer other, DateOnly today) =>
        MatchRule.Between(Of(one), Of(other), today);

    private static IQueryable<Offer> Newest(IQueryable<Offer> offers) =>
        offers.OrderByDescending(o => o.Id).Take(MostLookedAt);

    // Where a city is, where both degrees are known.
    private static (double, double)? PlaceOf(double? latitude, double? longitude) =>
        latitude is { } north && longitude is { } east ? (north, east) : null;

    private static IEnumerable<FoundMatch> Among(List<OfferEntry> candidates, Matched own, DateOnly today) =>
        candidates
            .Where(c => c.Asked.Id != own.Id)
            .Select(c => (Found: c, Match: MatchRule.Between(own, c.Asked, today)))
            .Where(c => c.Match is not null)
            .OrderBy(c => MatchRule.Rank(c.Match!))
            .ThenByDescending(c => c.Found.Asked.Id)
            .Select(c => new FoundMatch(
                c.Found.Asked.Id,
                c.Found.Slug,
                c.Found.Title,
                c.Found.Asked.Kind,
                c.Found.Asked.Subject,
                c.Found.Asked.City,
                c.Found.City,
                c.Found.Asked.Organisation,
                c.Found.Organisation,
                c.Match!
            ));

    private static async Task<List<OfferEntry>> LoadAsync(IQueryable<Offer> chosen, CancellationToken cancel)
    {
        var found = await chosen
            .AsNoTracking()
            .Select(o => new
            {
                o.Id,
                o.Identifier,
                o.Title,
                o.Kind,
                o.Subject,
                o.CityId,
                City = o.City!.Name,
                o.City.Latitude,
                o.City.Longitude,
                o.OrganisationId,
                Organisation = o.Organisation == null ? null : o.Organisation.Name,
                o.Area,
                o.From,
                o.Until,
            })
            .ToListAsync(cancel);
        return found.ConvertAll(o => new OfferEntry(
            new Matched(
                o.Id,
                o.Kind,
                o.Subject,
                o.CityId,
                o.OrganisationId,
                o.Area,
                o.From,
                o.Until,
                PlaceOf(o.Latitude, o.Longitude)
            ),
            o.Identifier ?? "",
            o.Title,
            o.City,
            o.Organisation
        ));
    }

    private static Matched Of(Offer offer) =>
        new(
            offer.Id,
            offer.Kind,
            offer.Subject,
            offer.CityId,
            offer.OrganisationId,
            offer.Area,
            offer.From,
            offer.Until,
            PlaceOf(offer.City!.Latitude, offer.City.Longitude)
        );
}
