using Alliance.Platform.Data;

namespace Alliance.Deals.Index;

/// <summary>
/// The five counts as they stand now, from the snapshot; <see cref="Counting"/> gives them for any other pair of days, by
/// the same rules.
/// </summary>
public static class TodaysTotals
{
    /// <summary>Of all deals. Worked out once for each snapshot and day.</summary>
    public static Totals Of(DealSnapshot deals, DateOnly today) =>
        deals.Once(("totals", today), () => Of(deals, Enumerable.Range(0, deals.Count), today));

    public static Totals Of(DealSnapshot deals, IEnumerable<int> places, DateOnly today)
    {
        int programmes = 0,
            agreements = 0,
            promises = 0,
            quantified = 0,
            members = 0,
            later = 0;
        int undatedProgrammes = 0,
            undatedDeals = 0,
            undatedPromises = 0;
        HashSet<int> signatories = [],
            joiners = [];
        foreach (var deal in places.Select(p => deals[p]))
        {
            var programme = deal.Instrument == Instrument.Programme;
            if (!deal.Dated)
            {
                undatedProgrammes += programme ? 1 : 0;
                undatedDeals += programme ? 0 : 1;
                undatedPromises += deal.Promises;
                continue;
            }
            if (deal.SortDate > today)
            {
                later++;
                continue;
            }
            programmes += programme ? 1 : 0;
            agreements += programme ? 0 : 1;
            promises += deal.Promises;
            quantified += deal.Quantified;
            foreach (var party in deal.Parties)
                if (party.Role is PartyRole.Signatory or PartyRole.Joiner)
                {
                    if (party.Named)
                        (party.Role == PartyRole.Signatory ? signatories : joiners).Add(party.Organisation);
                    else
                        members += party.Count ?? 0;
                }
        }
        return new Totals(
            programmes,
            agreements,
            promises,
            quantified,
            signatories.Count,
            joiners.Count,
            members,
            new UndatedTotals(undatedProgrammes, undatedDeals, undatedPromises),
            later
        );
    }

    /// <summary>How many deals, and apart from them how many programmes, a city has; with and without a date.</summary>
    public static (int Deals, int Programmes) OfCity(DealSnapshot deals, string city)
    {
        if (deals.Set(DealFacet.City, city) is not { } own)
            return (0, 0);
        var programmes = deals.Set(DealFacet.Instrument, Code.Of(Instrument.Programme))?.CountWith(own) ?? 0;
        return (own.Count() - programmes, programmes);
    }
}
