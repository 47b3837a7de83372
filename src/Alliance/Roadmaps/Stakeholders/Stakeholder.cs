using Alliance.Network;

namespace Alliance.Roadmaps.Stakeholders;

/// <summary>How far the city has come with somebody who matters for its climate work.</summary>
public enum StakeholderState
{
    ToContact,
    Talking,

    /// <summary>A deal or declaration is being written together.</summary>
    Preparing,
    InDeal,
    Declined,
}

/// <summary>Why somebody does not take part. Stable codes: they are counted.</summary>
public enum DeclineReason
{
    NoAnswer,
    NoTime,
    NoMoney,
    NoBenefit,
    LegalDoubt,

    /// <summary>The parent company or another body would have to agree.</summary>
    DecidedElsewhere,

    /// <summary>Works on it already, under another scheme.</summary>
    OtherScheme,
}

/// <summary>Groups of people that plans are seldom made with. Whom an organisation can speak for, it says itself.</summary>
public enum SeldomHeard
{
    YoungPeople,
    OlderPeople,
    PeopleWithDisabilities,
    Newcomers,
    LowIncome,
    Tenants,
    OuterDistricts,
    Employees,
    SmallestFirms,
}

/// <summary>
/// Somebody on a city's stakeholder map: what can be expected of each other, and what comes next. It is the city's own
/// unless <see cref="Shown"/>; <see cref="KnownBy"/> and <see cref="Remark"/> are about persons, are never shown, and go on
/// <see cref="PersonalUntil"/>.
/// </summary>
public sealed class Stakeholder
{
    /// <summary>So many a city keeps: the page reads all of them.</summary>
    public const int Most = 2_000;
    public const int NameLength = 300;

    /// <summary>Folding a name makes two letters of some.</summary>
    public const int KeyLength = 2 * NameLength;
    public const int TextLength = 1_000;

    /// <summary>Influence and interest are said on four steps, so that nobody ends in the middle.</summary>
    public const int Steps = 4;

    /// <summary>What is about persons is kept so long at most, and so long where nobody says otherwise.</summary>
    public const int MonthsAtMost = 24;
    public const int UsualMonths = 12;

    public long Id { get; private set; }
    public required long CityId { get; init; }
    public City? City { get; init; }

    /// <summary>Where it stands in the register; its name is the one there then.</summary>
    public long? OrganisationId { get; set; }
    public Organisation? Organisation { get; set; }
    public required string Name { get; set; }

    /// <summary>What a name is found by; once in each city.</summary>
    public required string NameKey { get; set; }
    public required OrganisationKind Kind { get; set; }

    /// <summary>NACE Rev. 2.1 section, <c>A</c>–<c>V</c>.</summary>
    public string? Nace { get; set; }
    public List<SeldomHeard> SpeaksFor { get; set; } = [];

    /// <summary>1 (little) to 4 (decisive) for what the city plans; null until somebody has said it.</summary>
    public int? Influence { get; set; }

    /// <summary>1 (little) to 4 (strong); null until somebody has said it.</summary>
    public int? Interest { get; set; }

    /// <summary>What it does for the climate already.</summary>
    public string Does { get; set; } = "";
    public StakeholderState State { get; set; }

    /// <summary>With <see cref="StakeholderState.Declined"/> only.</summary>
    public DeclineReason? Declined { get; set; }
    public string NextStep { get; set; } = "";
    public DateOnly? NextOn { get; set; }

    /// <summary>Who in the city knows somebody there.</summary>
    public string KnownBy { get; set; } = "";
    public string Remark { get; set; } = "";
    public DateOnly? PersonalUntil { get; set; }

    /// <summary>Everybody sees that it is there, what it does, and whom it speaks for.</summary>
    public bool Shown { get; set; }

    /// <summary>Changes with every write, so that two of them at once do not both hold.</summary>
    public int Turn { get; set; }
    public required DateTime ChangedAt { get; set; }

    public static bool IsHigh(int? step) => step > Steps / 2;
}
