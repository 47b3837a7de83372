using Alliance.Network;

namespace Alliance.Deals.Index;

/// <summary>What lists and totals need of a deal, and no text: some two hundred bytes.</summary>
/// <param name="SortDate">The day the deal counts from; the first day of the calendar for an undated one.</param>
/// <param name="ChangedAt">Ticks of the instant (UTC).</param>
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
    int Quantified
)
{
    /// <summary>Keys of its policy areas.</summary>
    public long[] Areas { get; internal set; } = [];

    /// <summary>All but collective words, which are never counted.</summary>
    public PartyFact[] Parties { get; internal set; } = [];

    /// <summary>The number of its latest version, 0 without any, and the instant (ticks, UTC) at which it was recorded.</summary>
    public int Version { get; internal set; }

    /// <inheritdoc cref="Version"/>
    public long RecordedAt { get; internal set; }

    public bool Dated => SortDate != DateOnly.MinValue;
}

/// <summary>A party as totals see it: twelve bytes, because there are millions.</summary>
public readonly record struct PartyFact
{
    private const byte Unknown = byte.MaxValue;

    private readonly int count;
    private readonly byte kind;
    private readonly byte role;

    /// <param name="organisation">The organisation's key; 0 for a group that is not named.</param>
    /// <param name="role">Its part in the deal.</param>
    /// <param name="kind">Of that organisation, or of the group; null where no source states it.</param>
    /// <param name="count">Members of a group, as stated; null where nobody counted, and for organisations.</param>
    public PartyFact(long organisation, PartyRole role, OrganisationKind? kind, int? count)
    {
        Organisation = checked((int)organisation);
        this.role = (byte)role;
        this.kind = kind is { } known ? (byte)known : Unknown;
        this.count = count ?? -1;
    }

    /// <summary>The organisation's key; a merged record is the one it was merged into. 0 for a group that is not named.</summary>
    public int Organisation { get; }
    public bool Named => Organisation != 0;
    public PartyRole Role => (PartyRole)role;
    public OrganisationKind? Kind => kind == Unknown ? null : (OrganisationKind)kind;
    public int? Count => count < 0 ? null : count;
}
