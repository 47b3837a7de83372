using Alliance.Network;

namespace Alliance.Deals.Drafting;

/// <summary>Where a deal stands before it is one (docs/language.md, "The life of a deal").</summary>
public enum DraftStage
{
    /// <summary>The city writes down parties and promises.</summary>
    Draft,

    /// <summary>The parties see it and change it.</summary>
    Negotiation,

    /// <summary>The city's people decide about a fixed version.</summary>
    Release,

    /// <summary>The parties sign that version.</summary>
    Signing,

    /// <summary>Signed by all it needs, and in the register.</summary>
    Concluded,

    /// <summary>Given up before it was signed; it never was a deal.</summary>
    Ended,
}

/// <summary>Why talks end before a signature. Stable codes: the workspace counts them.</summary>
public enum EndOfTalks
{
    NoAnswer,
    NoTime,
    NoMoney,
    NoSkills,
    LegalDoubt,
    PartnerLeft,
    CityRefused,
    TooAmbitious,
    NotAmbitious,
    OtherWay,
}

/// <summary>
/// A deal in the making. It lies apart from the register: nothing of it is public, counted or searched until everyone it
/// needs has signed. A draft may also make a new version of a deal in force, or its successor.
/// </summary>
public sealed class Draft
{
    public const int KeyLength = 12;

    public long Id { get; private set; }

    /// <summary>Its address below <c>/drafts/</c>: by chance, so that nobody learns how many there are.</summary>
    public required string Key { get; init; }
    public City? City { get; set; }
    public required long CityId { get; init; }
    public DraftStage Stage { get; private set; } = DraftStage.Draft;

    /// <summary>Since when it stands there (UTC).</summary>
    public required DateTime StageSince { get; set; }

    public required DraftContent Content { get; set; }

    /// <summary>Counts the changes of <see cref="Content"/>, from 1; whoever saves says which one was read.</summary>
    public int Revision { get; set; } = 1;

    /// <summary>Changes with every write, so that two of them at once do not both hold.</summary>
    public int Turn { get; private set; }

    /// <summary>What the form was sent with; sent twice, it is the same draft.</summary>
    public required string Submission { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime ChangedAt { get; set; }

    /// <summary>Who answers for it in the city.</summary>
    public required long ManagerAccountId { get; set; }

    /// <summary>The deal this becomes, or of which this makes a new version.</summary>
    public Deal? Deal { get; set; }
    public long? DealId { get; set; }

    /// <summary>The identifier of the deal it follows on.</summary>
    public string? Renews { get; init; }

    /// <summary>The identifier its deal will have; given when its text is fixed for the first time.</summary>
    public string? Identifier { get; set; }

    /// <summary>Where it grew from or was copied from.</summary>
    public Origin? Origin { get; init; }

    /// <summary>Not public before this day, although signed; null for at once.</summary>
    public DateOnly? PublicFrom { get; set; }
    public EndOfTalks? EndReason { get; private set; }

    /// <summary>Where it stood when it was given up; null of those that ended before this was kept.</summary>
    public DraftStage? EndedIn { get; private set; }
    public string? EndNote { get; private set; }
    public List<DraftParty> Parties { get; set; } = [];

    public bool Amends => DealId is not null && Stage != DraftStage.Concluded;

    /// <summary>Its text may change in these stages only; elsewhere a fixed version is decided about or signed.</summary>
    public bool IsOpen => Stage is DraftStage.Draft or DraftStage.Negotiation;

    public bool IsOver => Stage is DraftStage.Concluded or DraftStage.Ended;

    public void Touch() => Turn++;

    public void MoveTo(DraftStage stage, DateTime now)
    {
        (Stage, StageSince, ChangedAt) = (stage, now, now);
        Touch();
    }

    public void End(EndOfTalks reason, string? note, DateTime now)
    {
        (EndReason, EndNote, EndedIn) = (reason, note, Stage);
        MoveTo(DraftStage.Ended, now);
    }
}

/// <summary>
/// What is known of a party beside the deal's text: the person to write to, and the link that opens the draft to them.
/// It is personal, hence not in the text that is signed, and goes a while after the talks are over.
/// </summary>
public sealed class DraftParty
{
    public long Id { get; private set; }
    public long DraftId { get; set; }
    public Draft? Draft { get; set; }

    /// <summary>The party's key in the text (<c>p1</c>).</summary>
    public required string Key { get; init; }

    /// <summary>Where it stands in the register already: its people act without a link.</summary>
    public long? OrganisationId { get; set; }
    public Organisation? Organisation { get; set; }
    public string? ContactName { get; set; }
    public string? ContactEmail { get; set; }
    public string? ContactLanguage { get; set; }

    /// <summary>When the draft was first sent; before that nobody outside the city sees it.</summary>
    public DateTime? InvitedAt { get; set; }

    /// <summary>When a link was first opened.</summary>
    public DateTime? SeenAt { get; set; }

    /// <summary>One for each mail: only their hashes are kept, so none can be sent twice.</summary>
    public List<DraftLink> Links { get; set; } = [];
}

/// <summary>A link that opens a draft to a party without an account.</summary>
public sealed class DraftLink
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(90);

    public long Id { get; private set; }
    public long DraftPartyId { get; set; }
    public DraftParty? DraftParty { get; set; }

    /// <summary>SHA-256 of the token in lower-case hex.</summary>
    public required string Hash { get; init; }
    public required DateTime ExpiresAt { get; init; }
}

/// <summary>A state of a draft's text, so that what two people typed can be told apart, and nothing is lost.</summary>
public sealed class DraftRevision
{
    public long Id { get; private set; }
    public long DraftId { get; set; }
    public Draft? Draft { get; set; }
    public required int Number { get; init; }
    public required DraftContent Content { get; init; }
    public required DateTime At { get; init; }

    /// <summary>Null for a party that came by its link.</summary>
    public long? AccountId { get; init; }
}
