namespace Alliance.Deals.Index;

/// <summary>Adds deals up to the five counts, as of a day. docs/language.md holds the rules.</summary>
internal sealed class TotalsSum(DateOnly asOf)
{
    // An organisation counts once, however often it signed.
    private readonly HashSet<int> signatories = [];
    private readonly HashSet<int> joiners = [];
    private int programmes;
    private int deals;
    private int promises;
    private int quantified;
    private int members;
    private int undatedProgrammes;
    private int undatedDeals;
    private int undatedPromises;
    private int later;

    public TotalsSum Add(DealRow deal)
    {
        var programme = deal.Instrument == Instrument.Programme ? 1 : 0;
        if (!deal.Dated)
        {
            undatedProgrammes += programme;
            undatedDeals += 1 - programme;
            undatedPromises += deal.Promises;
        }
        else if (deal.SortDate > asOf)
            later++;
        else
        {
            programmes += programme;
            deals += 1 - programme;
            promises += deal.Promises;
            quantified += deal.Quantified;
            foreach (var party in deal.Parties)
                Add(party);
        }
        return this;
    }

    public Totals Totals() =>
        new(
            programmes,
            deals,
            promises,
            quantified,
            signatories.Count,
            joiners.Count,
            members,
            new UndatedTotals(undatedProgrammes, undatedDeals, undatedPromises),
            later
        );

    private void Add(PartyFact party)
    {
        if (party.Role is not (PartyRole.Signatory or PartyRole.Joiner))
            return;
        if (party.Named)
            (party.Role == PartyRole.Signatory ? signatories : joiners).Add(party.Organisation);
        else
            members += party.Count ?? 0;
    }
}
