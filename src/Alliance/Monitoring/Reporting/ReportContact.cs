using Alliance.Deals;

namespace Alliance.Monitoring.Reporting;

/// <summary>
/// The person who is asked what came of a party's promises in a deal. It is personal: it never comes into the deal or the
/// format, and goes when the deal has been over for a while.
/// </summary>
public sealed class ReportContact
{
    public const int NameLength = 120;

    public long Id { get; private set; }
    public Deal? Deal { get; set; }
    public required long DealId { get; init; }

    /// <summary>The party's key in the deal (<c>p2</c>).</summary>
    public required string Party { get; init; }
    public required string Name { get; set; }
    public required string Email { get; set; }

    /// <summary>ISO 639-1.</summary>
    public required string Language { get; set; }

    /// <summary>When it was last typed, handed over or answered from: what was asked since in vain makes it stale (<see cref="StaleContacts"/>).</summary>
    public required DateTime KnownSince { get; set; }

    /// <summary>Names of accounts may be longer than the column is.</summary>
    internal static string Fitting(string name) => name.Length > NameLength ? name[..NameLength] : name;
}

/// <summary>How often a promise is asked about, where that differs from its deal.</summary>
public sealed class ReportRhythm
{
    public long Id { get; private set; }
    public Deal? Deal { get; set; }
    public required long DealId { get; init; }

    /// <summary>The promise's key.</summary>
    public required string Commitment { get; init; }
    public required Rhythm Every { get; set; }
}

public enum Rhythm
{
    Year,
    HalfYear,
    Quarter,

    /// <summary>Once, for the year in which the promise or the deal ends.</summary>
    Once,
}
