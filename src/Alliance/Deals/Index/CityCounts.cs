using Alliance.Platform.Data;

namespace Alliance.Deals.Index;

public static class CityCounts
{
    /// <summary>How many deals, and apart from them how many programmes, a city has; with and without a date.</summary>
    public static (int Deals, int Programmes) Of(DealSnapshot deals, string city)
    {
        if (deals.Set(DealFacet.City, city) is not { } own)
            return (0, 0);
        var programmes = deals.Set(DealFacet.Instrument, Code.Of(Instrument.Programme))?.CountWith(own) ?? 0;
        return (own.Count() - programmes, programmes);
    }
}
