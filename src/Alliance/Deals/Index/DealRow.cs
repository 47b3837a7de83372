using Alliance.Network;

namespace Alliance.Deals.Index;

/// <summary>What lists and totals need of a deal, and no text: a hundred bytes.</summary>
/// <param name="SortDate">The day the deal counts from; the first day of the calendar for an undated one.</param>
/// <param name="ChangedAt">Ticks of the instant (UTC).</param>
/// <param name="Areas">Keys of its policy areas.</param>
/// <param name="Parties">All but collective words, which are never counted.</param>
public sealed record DealRow(
    long Id,
    long City,
    Instrument Instrument,
    Delivery Delivery,
    OpenToJoin Open,
    Standing Standing,
    int? Year,
    DateOnly SortDate,
    long ChangedAt,
    int Promises,
    int Quantified,
    long[] Areas,
    PartyFact[] Parties
)
{
    public bool Dated => SortDate != DateOnly.MinValue;
}

/// <summary>A party as totals see it.</summary>
/// <param name="Organisation">
/// The organisation's key; a merged record is the one it was merged into. 0 for a group that is not named.
/// </param>
/// <param name="Kind">Of that organisation, or of the group; null where no source states it.</param>
/// <param name="Count">Members of a group, as stated; null where nobody counted, and for organisations.</param>
public readonly record struct PartyFact(int Organisation, PartyRole Role, OrganisationKind? Kind, int? Count)
{
    public bool Named => Organisation != 0;
}
