using System.Globalization;
using Alliance.Knowledge.Told;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Replications;

/// <summary>What is taken over.</summary>
public enum OriginKind
{
    Practice,
    Deal,
}

/// <summary>What came of it in the other city.</summary>
public enum ReplicationOutcome
{
    /// <summary>It does there what it did at its origin.</summary>
    AsHoped,

    /// <summary>Some of it does.</summary>
    Partly,

    /// <summary>It does not: that is a result too.</summary>
    NotAtAll,
}

/// <summary>Why a city gave it up. Stable codes: statistics count them.</summary>
public enum EndOfReplication
{
    NoMoney,
    NoStaff,
    NoPartners,
    NoMandate,
    LegalObstacle,

    /// <summary>The conditions are others than at the origin.</summary>
    DoesNotFit,

    /// <summary>The origin itself advised against it.</summary>
    OriginAdvised,

    /// <summary>Another way was found to the same.</summary>
    OtherWay,

    /// <summary>It was tried, and did not work.</summary>
    DidNotWork,
}

/// <summary>
/// That a city takes a deal or a practice of another one over: what it keeps of it and what not, with whom, and what comes of it. Until it is shown
/// only the two cities see it, the origin from the day on which it is asked.
/// </summary>
public sealed class Replication
{
    public const int TextLength = 4_000;
    public const int MostPartners = 20;

    /// <summary>So many a city keeps: the page of its people reads all of them.</summary>
    public const int MostOfCity = 500;

    public long Id { get; private set; }
    public required long CityId { get; init; }
    public City? City { get; init; }

    /// <summary>Counts on in its city, and is given once.</summary>
    public required int Number { get; init; }

    public required OriginKind Kind { get; init; }

    /// <summary>The identifier of the practice or deal.</summary>
    public required string Origin { get; init; }

    /// <summary>As it was called when it was taken over.</summary>
    public required LocalText Title { get; init; }

    /// <summary>Whose it is; null for what belongs to the network as a whole.</summary>
    public long? OriginCityId { get; init; }
    public City? OriginCity { get; init; }

    /// <summary>Where it is, if another installation has it; null where this one does.</summary>
    public OriginElsewhere? Elsewhere { get; init; }

    /// <summary>Its parts as they were read, and what becomes of each.</summary>
    public List<ReplicationPart> Parts { get; set; } = [];

    /// <summary>Who is to do it here.</summary>
    public List<string> Partners { get; set; } = [];

    /// <summary>UTC, whole seconds; as all that follow.</summary>
    public required DateTime StartedAt { get; init; }

    /// <summary>When the origin was asked to talk.</summary>
    public DateTime? AskedAt { get; set; }

    /// <summary>When they talked: by the origin's answer here, or as the city noted it.</summary>
    public DateTime? TalkedAt { get; set; }

    /// <summary>When the origin itself answered here.</summary>
    public DateTime? AnsweredAt { get; set; }

    /// <summary>What the origin wants to say to it as a whole.</summary>
    public LocalText? Answer { get; set; }
    public DateTime? PartnersAt { get; set; }

    /// <summary>When it was decided what becomes of the parts.</summary>
    public DateTime? PartsAt { get; set; }

    /// <summary>The key of the draft that it became.</summary>
    public string? Draft { get; set; }
    public DateTime? DraftAt { get; set; }

    /// <summary>The identifier of the deal, where this came by a file; what was drafted here finds its deal by <see cref="Draft"/>.</summary>
    public string? Deal { get; set; }
    public ReplicationOutcome? Outcome { get; set; }
    public LocalText? Result { get; set; }
    public DateTime? ResultAt { get; set; }

    /// <summary>What it says to the origin.</summary>
    public LocalText? Thanks { get; set; }
    public EndOfReplication? EndReason { get; set; }
    public LocalText? EndNote { get; set; }
    public DateTime? EndedAt { get; set; }

    /// <summary>Whether everybody reads it. What is in force is public anyway.</summary>
    public bool IsShown { get; set; }

    /// <summary>Changes with every write, so that two of them at once do not both hold.</summary>
    public int Turn { get; set; }

    /// <summary>By which others name it: <c>r3</c>, behind its city's identifier.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"r{Number}");

    /// <summary>The cached pages that show it, or would.</summary>
    public IEnumerable<string> Tags() => ["replications", $"{Code.Of(Kind)}:{Origin}"];
}

/// <summary>An origin that another installation has, as its signed package told.</summary>
/// <param name="Site">The installation's address.</param>
/// <param name="Page">Of the deal or practice there.</param>
/// <param name="Key">By which the package was signed.</param>
/// <param name="City">Whose it is; null for what belongs to no city.</param>
/// <param name="Inhabitants">Of that city, where the package says so.</param>
/// <param name="Content">The document itself, in canonical JSON; null where the replication came by a file, which does not carry it.</param>
public sealed record OriginElsewhere(
    string Site,
    string Page,
    string Key,
    LocalText? City,
    long? Inhabitants,
    string? Content
);

/// <summary>What becomes of a part in the other city.</summary>
public enum PartChoice
{
    Keep,
    Adapt,
    Drop,

    /// <summary>The origin has nothing like it.</summary>
    Add,
}

/// <summary>A part of what is taken over: a practice's component, or what a deal promises.</summary>
/// <param name="Key">The component's or the promise's; <c>n1</c> for what was added.</param>
/// <param name="Title">In the origin's words when it was read; of an added one in the own.</param>
/// <param name="Text">As <paramref name="Title"/>.</param>
/// <param name="Choice">Null as long as nobody has decided.</param>
/// <param name="Why">Why it is not simply kept.</param>
/// <param name="Ours">What is done here instead, or beside.</param>
/// <param name="Confirmed">Whether the origin says that this part is what it was about; null as long as it has not answered.</param>
/// <param name="Note">What the origin says of it.</param>
public sealed record ReplicationPart(
    string Key,
    LocalText Title,
    LocalText? Text = null,
    Importance? Importance = null,
    PartChoice? Choice = null,
    LocalText? Why = null,
    LocalText? Ours = null,
    bool? Confirmed = null,
    LocalText? Note = null
);
