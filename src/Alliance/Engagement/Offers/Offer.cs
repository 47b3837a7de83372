using Alliance.Network;
using Alliance.Platform.Texts;

namespace Alliance.Engagement.Offers;

/// <summary>Whether somebody has something, or looks for it.</summary>
public enum OfferKind
{
    Offer,
    Need,
}

/// <summary>What it is about. Stable codes: only two of the same match.</summary>
public enum OfferSubject
{
    /// <summary>Things that one has left over and another can use.</summary>
    Materials,

    /// <summary>Warmth that is made and not used.</summary>
    SurplusHeat,
    KnowHow,

    /// <summary>Somebody to do something together with.</summary>
    Partners,

    /// <summary>A place or a first user to try something.</summary>
    Pilots,

    /// <summary>Joint bids: for money, or for a contract.</summary>
    Bids,
}

public enum OfferState
{
    /// <summary>Only its own people see it.</summary>
    Draft,

    /// <summary>Shown until its term is over.</summary>
    Open,
    Closed,
}

/// <summary>Who sees an open one.</summary>
public enum OfferAudience
{
    Everybody,

    /// <summary>Whoever is signed in. It never leaves.</summary>
    Accounts,
}

/// <summary>What came of it.</summary>
public enum OfferOutcome
{
    /// <summary>The two found each other here.</summary>
    MetHere,
    MetElsewhere,
    NotNeeded,

    /// <summary>Nobody came: that is said too.</summary>
    NothingCame,
}

/// <summary>
/// Something that a city or an organisation of it has to give, or looks for. Whoever wants to know more is introduced by the city's known contact: no
/// address stands here.
/// </summary>
public sealed class Offer
{
    public const int TitleLength = 200;
    public const int TextLength = 4_000;
    public const int QuantityLength = 200;

    /// <summary>So many a city keeps, those of its organisations among them.</summary>
    public const int MostOfCity = 2_000;

    /// <summary>Nobody knows further ahead; what goes on is published anew.</summary>
    public const int MostYears = 3;

    public long Id { get; private set; }

    /// <summary>Given when it is published, and stable from then on; also the page's address below <c>/offers/</c>.</summary>
    public string? Identifier { get; set; }
    public required OfferKind Kind { get; set; }
    public required OfferSubject Subject { get; set; }

    /// <summary>In its own language (<see cref="LocalText.Authentic"/>), and translated; as the other texts.</summary>
    public required LocalText Title { get; set; }
    public required LocalText Text { get; set; }

    /// <summary>How much of it, in words.</summary>
    public LocalText? Quantity { get; set; }

    /// <summary>Where it is, and whose contact introduces.</summary>
    public required long CityId { get; set; }
    public City? City { get; init; }

    /// <summary>Whose it is; null for the city itself.</summary>
    public long? OrganisationId { get; set; }
    public Organisation? Organisation { get; init; }

    /// <summary>The identifier of a shared policy area.</summary>
    public string? Area { get; set; }

    /// <summary>From when it holds; null where it holds already.</summary>
    public DateOnly? From { get; set; }

    /// <summary>The last day on which it is shown.</summary>
    public required DateOnly Until { get; set; }
    public OfferAudience SeenBy { get; set; }
    public OfferState State { get; set; }

    /// <summary>UTC, whole seconds; null as long as it never was shown.</summary>
    public DateTime? PublishedAt { get; set; }

    /// <summary>Who said that the organisation agrees; null where it names none, came by a file, or the account is gone. It never leaves, as the next.</summary>
    public long? ConsentById { get; set; }
    public DateTime? ConsentAt { get; set; }
    public OfferOutcome? Outcome { get; set; }
    public DateTime? ClosedAt { get; set; }

    /// <summary>Changes with every write, so that two of them at once do not both hold.</summary>
    public int Turn { get; set; }
    public required DateTime ChangedAt { get; set; }

    public string Language => Title.Authentic;

    /// <summary>The cached pages that show it.</summary>
    public IEnumerable<string> Tags() => Identifier is null ? [] : ["offers", "offer:" + Identifier];
}
