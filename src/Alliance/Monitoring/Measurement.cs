using Alliance.Deals;
using Alliance.Network;

namespace Alliance.Monitoring;

/// <summary>Why there is no number: the notation keys of greenhouse-gas inventories (IPCC 2006, volume 1, chapter 8, table 8.1).</summary>
public enum NotationKey
{
    NotEstimated,
    NotOccurring,
    IncludedElsewhere,
    Confidential,
}

/// <summary>What a number counts.</summary>
public enum MeasuredSpan
{
    /// <summary>What happened in the period: trees planted, energy used. Periods can be summed.</summary>
    During,

    /// <summary>The state at the end of the period: a share, an area, how many there are by then. Only the last one counts.</summary>
    AtEnd,
}

/// <summary>How a number came about.</summary>
public enum MeasuringMethod
{
    Measured,
    Calculated,
    Estimated,
}

/// <summary>How far a number was looked at by others.</summary>
public enum TrustLevel
{
    /// <summary>The party says so.</summary>
    Declared,

    /// <summary>And shows where it can be read.</summary>
    EvidenceAttached,

    /// <summary>Another party of the deal has checked it.</summary>
    Checked,

    /// <summary>Somebody outside the deal vouches for it.</summary>
    Assured,
}

/// <summary>
/// What came of a promise in one period: a value, or why there is none. Never changed: a correction is a further one that
/// supersedes it, and both stay readable. Baseline and target belong to the promise, not here.
/// </summary>
public sealed class Measurement
{
    public const int SourceLength = 300;
    public const int EvidenceLength = 500;
    public const int TextLength = 1000;

    public long Id { get; private set; }
    public Deal? Deal { get; init; }
    public required long DealId { get; init; }

    /// <summary>The promise's key in the deal (<c>c1</c>).</summary>
    public required string Commitment { get; init; }
    public required Period Period { get; init; }

    /// <summary>The same for all measurements of a promise; of a notation key <see cref="MeasuredSpan.During"/>.</summary>
    public required MeasuredSpan Span { get; init; }

    /// <summary>1, and one more with each correction; the highest one counts.</summary>
    public required int Version { get; init; }

    /// <summary>In <see cref="Unit"/>, exact to six decimals; null with a <see cref="Notation"/>.</summary>
    public decimal? Value { get; init; }

    /// <summary>The promise's own unit, so that what is compared or summed never has to be converted.</summary>
    public string? Unit { get; init; }

    /// <summary>Of a rate: per what, as the promise said it then.</summary>
    public string? Per { get; init; }

    /// <summary>What was typed, where it was another unit.</summary>
    public decimal? StatedValue { get; init; }
    public string? StatedUnit { get; init; }
    public NotationKey? Notation { get; init; }
    public required MeasuringMethod Method { get; init; }

    /// <summary>Where the number comes from, in words: <em>electricity bills of the year</em>.</summary>
    public required string Source { get; init; }

    /// <summary>An address at which it can be looked up.</summary>
    public string? Evidence { get; init; }
    public required TrustLevel Trust { get; init; }
    public string? Note { get; init; }

    /// <summary>Why the one before was wrong; of a check, how it was checked.</summary>
    public string? Reason { get; init; }

    /// <summary>Who recorded it acted for this organisation; null for a city's people.</summary>
    public Organisation? By { get; init; }
    public long? ByOrganisationId { get; init; }

    /// <summary>The city's people recorded it for a partner.</summary>
    public required bool OnBehalf { get; init; }

    /// <summary>Another party says that the version before is right; <see cref="By"/> is who, <see cref="Reason"/> how it was checked.</summary>
    public bool IsCheck => Trust == TrustLevel.Checked && Version > 1;

    /// <summary>Null where it came with a package, and once the account is gone.</summary>
    public long? AccountId { get; init; }
    public required DateTime RecordedAt { get; init; }

    /// <summary>
    /// The <see cref="Importing.MeasurementImport"/> it came with, where many came at once. No foreign key: it and its index would take a fifth
    /// of the time in which ten million come in.
    /// </summary>
    public long? ImportId { get; init; }

    /// <summary>The same number with the word of another party that it is right.</summary>
    public Measurement CheckedBy(Party party, string note, long? account, DateTime now) =>
        new()
        {
            DealId = DealId,
            Commitment = Commitment,
            Period = Period,
            Span = Span,
            Version = Version + 1,
            Value = Value,
            Unit = Unit,
            Per = Per,
            StatedValue = StatedValue,
            StatedUnit = StatedUnit,
            Method = Method,
            Source = Source,
            Evidence = Evidence,
            Trust = TrustLevel.Checked,
            Note = Note,
            Reason = note,
            ByOrganisationId = party.OrganisationId,
            OnBehalf = false,
            AccountId = account,
            RecordedAt = now,
        };
}
