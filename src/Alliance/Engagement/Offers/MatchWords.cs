using Alliance.Network;
using Alliance.Platform.Texts;

namespace Alliance.Engagement.Offers;

/// <summary>Why two match, in a sentence: "Both about surplus heat; both in Mannheim; both until 30 June 2027".</summary>
public static class MatchWords
{
    public static string Of(FoundMatch found, Reader reader)
    {
        var match = found.Match;
        string[] reasons =
        [
            reader["offer-match.subject", reader.Name(found.Subject)],
            .. match.Area is { } area && SharedAreas.Find(area) is { } shared
                ? [reader["offer-match.area", shared.Name.In(reader.Language).Text]]
                : Array.Empty<string>(),
            .. match.InOneCity
                ? [reader["offer-match.city", found.City.In(reader.Language).Text]]
                : Array.Empty<string>(),
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
