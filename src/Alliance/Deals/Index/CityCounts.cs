using Alliance.Platform.Data;

namespace Alliance.Deals.Index;

/// <summary>Counts of a city's deals that several pages show; worked out once for each snapshot.</summary>
public static class CityCounts
{
    /// <summary>How many of the city's deals, programmes apart, are in each area; a deal in two areas stands in both.</summary>
    public static IReadOnlyDictionary<long, int> ByArea(DealSnapshot deals, string city) =>
        deals.Once(
            ("by-area", city),
            () =>
            {
                var own = DealQueries.Of(deals, city, programmes: false);
                return deals.Areas.ToDictionary(a => a.Id, a => own.CountOf(DealFacet.Area, a.Identifier));
            }
        );

    /// <summary>How many deals, and apart from them how many programmes, a city has; with and without a date.</summary>
    public static (int Deals, int Programmes) Of(DealSnapshot deals, string city) =>
        deals.Once(("counts", city), () => Count(deals, city));

    private static (int Deals, int Programmes) Count(DealSnapshot deals, string city)
    {
        if (deals.Set(DealFacet.City, city) is not { } own)
            return (0, 0);
        var programmes = deals.Set(DealFacet.Instrument, Code.Of(Instrument.Programme))?.CountWith(own) ?? 0;
        return (own.Count() - programmes, programmes);
    }
}
