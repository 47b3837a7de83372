using Alliance.Platform.Data;

namespace Alliance.Engagement.Offers;

/// <summary>The entries of who asks that match what they ask about: an introduction can be about one of them.</summary>
public static class OwnEntries
{
    /// <summary>The open ones, the best first.</summary>
    /// <param name="db">The register.</param>
    /// <param name="asked">What is asked about, with its city.</param>
    /// <param name="sides">For whom this person may ask.</param>
    /// <param name="today">Those that hold then, or later.</param>
    /// <param name="cancel">Ends it.</param>
    /// <remarks>1 query.</remarks>
    public static Task<IReadOnlyList<FoundMatch>> OfAsync(
        AppDb db,
        Offer asked,
        IReadOnlyList<OfferSide> sides,
        DateOnly today,
        CancellationToken cancel
    )
    {
        var cities = sides.Where(s => s.Organisation is null).Select(s => s.City).ToList();
        var organisations = sides.Select(s => s.Organisation).OfType<long>().ToList();
        var own = OfferRights
            .Open(db.Offers, today)
            .Where(o =>
                (o.OrganisationId == null && cities.Contains(o.CityId))
                || (o.OrganisationId != null && organisations.Contains(o.OrganisationId.Value))
            );
        return FindMatches.OfAsync(db, asked, own, today, cancel);
    }

    /// <summary>Whether an entry of that city and organisation is this side's.</summary>
    public static bool IsOf(long city, long? organisation, OfferSide side) =>
        side.Organisation is null ? organisation is null && city == side.City : organisation == side.Organisation;
}
