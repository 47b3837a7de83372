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
        var candidates = await shown
            .AsNoTracking()
            .Where(o => o.Id != id && o.Kind != kind && o.Subject == subject)
            .Where(o => o.Until >= first && (o.From == null || o.From <= until))
            .OrderByDescending(o => o.Id)
            .Take(MostLookedAt)
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
        return
        [
            .. candidates
                .Select(c =>
                    (
                        Found: c,
                        Match: MatchRule.Between(
                            own,
                            new Matched(
                                c.Id,
                                c.Kind,
                                c.Subject,
                                c.CityId,
                                c.OrganisationId,
                                c.Area,
                                c.From,
                                c.Until,
                                PlaceOf(c.Latitude, c.Longitude)
                            ),
                            today
                        )
                    )
                )
                .Where(c => c.Match is not null)
                .OrderBy(c => MatchRule.Rank(c.Match!))
                .ThenByDescending(c => c.Found.Id)
                .Take(Most)
                .Select(c => new FoundMatch(
                    c.Found.Identifier!,
                    c.Found.Title,
                    c.Found.Kind,
                    c.Found.Subject,
                    c.Found.CityId,
                    c.Found.City,
                    c.Found.OrganisationId,
                    c.Found.Organisation,
                    c.Match!
                )),
        ];
    }

    /// <summary>Whether these two match, both with their cities, whatever their state.</summary>
    public static OfferMatch? Between(Offer one, Offer other, DateOnly today) =>
        MatchRule.Between(Of(one), Of(other), today);

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

    private static (double, double)? PlaceOf(double? latitude, double? longitude) =>
        latitude is { } north && longitude is { } east ? (north, east) : null;
}
