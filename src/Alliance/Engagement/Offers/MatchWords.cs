using Alliance.Network;
using Alliance.Platform.Texts;

namespace Alliance.Engagement.Offers;

/// <summary>Why two match, in a sentence: "Both about surplus heat; both in Mannheim; both until 30 June 2027".</summary>
public static class MatchWords
{
    public static string Of(FoundMatch found, Reader reader) => Of(found.Subject, found.City, found.Match, reader);

    /// <param name="subject">What both are about.</param>
    /// <param name="city">Where one of them is.</param>
    /// <param name="match">Why they match.</param>
    /// <param name="reader">Who reads it.</param>
    public static string Of(OfferSubject subject, LocalText city, OfferMatch match, Reader reader)
    {
        string[] reasons =
        [
            reader["offer-match.subject", reader.Name(subject)],
            .. match.Area is { } area && SharedAreas.Find(area) is { } shared
                ? [reader["offer-match.area", shared.Name.In(reader.Language).Text]]
                : Array.Empty<string>(),
            .. match.InOneCity ? [reader["offer-match.city", city.In(reader.Language).Text]] : Array.Empty<string>(),
            .. match is { InOneCity: false, Kilometres: { } kilometres }
                ? [reader["offer-match.distance", reader.Number(kilometres)]]
                : Array.Empty<string>(),
            match.From is { } from
                ? reader["offer-match.term", reader.Date(from), reader.Date(match.Until)]
                : reader["offer-match.until", reader.Date(match.Until)],
        ];
        return reader.Capital(string.Join("; ", reasons));
    }
}
