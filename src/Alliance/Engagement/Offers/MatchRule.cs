namespace Alliance.Engagement.Offers;

/// <summary>What is asked of two that may match.</summary>
/// <param name="City">Where it is.</param>
/// <param name="Organisation">Whose it is; null for the city itself.</param>
/// <param name="Area">The identifier of a policy area.</param>
/// <param name="Place">Degrees, where the city's are known.</param>
public sealed record Matched(
    long Id,
    OfferKind Kind,
    OfferSubject Subject,
    long City,
    long? Organisation,
    string? Area,
    DateOnly? From,
    DateOnly Until,
    (double Latitude, double Longitude)? Place
);

/// <summary>Why two match, and how well.</summary>
/// <param name="Area">The policy area that both are about.</param>
/// <param name="InOneCity">Both are in the same city.</param>
/// <param name="Kilometres">As the crow flies; null where nobody knows.</param>
/// <param name="From">From when both hold; null where both hold already.</param>
/// <param name="Until">Until when both hold.</param>
public sealed record OfferMatch(string? Area, bool InOneCity, int? Kilometres, DateOnly? From, DateOnly Until);

/// <summary>
/// The one rule by which an offer and a need match: the same subject, held at the same time, of two. Nobody weighs anything, so that the reason can be said
/// in a sentence.
/// </summary>
public static class MatchRule
{
    // The Earth's mean radius.
    private const double Radius = 6371.0088;

    /// <returns>Null where they do not match on that day. Asked the other way round the answer is the same.</returns>
    public static OfferMatch? Between(Matched one, Matched other, DateOnly today)
    {
        if (one.Kind == other.Kind || one.Subject != other.Subject)
            return null;
        // Nobody is introduced to themselves.
        if (one.City == other.City && one.Organisation == other.Organisation)
            return null;
        var until = one.Until < other.Until ? one.Until : other.Until;
        var from = one.From > other.From || other.From is null ? one.From : other.From;
        if (until < today || until < from)
            return null;
        var inOneCity = one.City == other.City;
        return new OfferMatch(
            one.Area == other.Area ? one.Area : null,
            inOneCity,
            inOneCity ? 0 : Kilometres(one.Place, other.Place),
            from,
            until
        );
    }

    /// <summary>Better ones first: the same policy area, the same city, then the nearer.</summary>
    public static (bool, bool, int) Rank(OfferMatch match) =>
        (match.Area is null, !match.InOneCity, match.Kilometres ?? int.MaxValue);

    private static int? Kilometres((double Latitude, double Longitude)? from, (double Latitude, double Longitude)? to)
    {
        if (from is not { } a || to is not { } b)
            return null;
        var (north, east) = (Half(b.Latitude - a.Latitude), Half(b.Longitude - a.Longitude));
        var chord =
            Math.Pow(Math.Sin(north), 2)
            + (
                Math.Cos(double.DegreesToRadians(a.Latitude))
                * Math.Cos(double.DegreesToRadians(b.Latitude))
                * Math.Pow(Math.Sin(east), 2)
            );
        return (int)Math.Round(2 * Radius * Math.Asin(Math.Min(1, Math.Sqrt(chord))));

        static double Half(double degrees) => double.DegreesToRadians(degrees) / 2;
    }
}
