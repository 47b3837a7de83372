using Alliance.Network;
using Alliance.Platform.Texts;

namespace Alliance.Engagement.Offers;

public enum IntroductionState
{
    Asked,

    /// <summary>From then on each side knows the other's contact.</summary>
    Agreed,
    Declined,

    /// <summary>Taken back, or over.</summary>
    Ended,
}

/// <summary>
/// That somebody asked to be introduced. Until the city's contact agrees neither side learns a name of the other; afterwards each learns that of the
/// other's city contact.
/// </summary>
public sealed class Introduction
{
    public const int TextLength = 500;

    /// <summary>So many of a city, and of its organisations, wait for an answer at a time.</summary>
    public const int MostOpen = 10;

    public long Id { get; private set; }
    public required long OfferId { get; init; }
    public Offer? Offer { get; init; }

    /// <summary>Of who asks: its contact is named to the other side.</summary>
    public required long CityId { get; init; }
    public City? City { get; init; }

    /// <summary>Who asks; null for the city itself.</summary>
    public long? OrganisationId { get; init; }
    public Organisation? Organisation { get; init; }

    /// <summary>The same as one word (<see cref="OfferSide.Code"/>), by which the database holds that nobody asks twice.</summary>
    public required string Asker { get; init; }

    /// <summary>Null once the account is gone.</summary>
    public long? AskedById { get; set; }
    public required DateTime AskedAt { get; init; }

    /// <summary>Their own entry that it is about, which matches; null where none was named.</summary>
    public long? OwnOfferId { get; init; }
    public Offer? OwnOffer { get; init; }

    /// <summary>One sentence.</summary>
    public required LocalText Why { get; init; }
    public IntroductionState State { get; set; }

    /// <summary>Null once the account is gone.</summary>
    public long? AnsweredById { get; set; }
    public DateTime? AnsweredAt { get; set; }

    /// <summary>Why it was declined.</summary>
    public LocalText? Reason { get; set; }
    public DateTime? EndedAt { get; set; }

    /// <summary>Changes with every write, so that two of them at once do not both hold.</summary>
    public int Turn { get; set; }
}
