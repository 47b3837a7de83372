using Alliance.Knowledge.Replications;
using Alliance.Platform.Texts;

namespace Alliance.Site.ComingIn;

public enum CityRequestState
{
    /// <summary>The address is not proven: nobody sees it.</summary>
    Unconfirmed,
    Asked,
    Approved,
    Declined,
}

/// <summary>
/// A city asks to come in, by one of its people. What it says of the person goes when it is answered with yes, and the whole row when its
/// time is over.
/// </summary>
public sealed class CityRequest
{
    public const int NameLength = 200;
    public const int WebsiteLength = 500;
    public const int NoteLength = 2000;
    public const int ReasonLength = 1000;

    /// <summary>Within which the link that proves the address is opened.</summary>
    public static readonly TimeSpan ConfirmedWithin = TimeSpan.FromDays(7);

    /// <summary>Unanswered since it was confirmed, or declined since then.</summary>
    public const int KeptForMonths = 6;

    public long Id { get; private set; }

    /// <summary>The identifier that the city would get.</summary>
    public required string Identifier { get; init; }

    /// <summary>The city's name, as its people write it.</summary>
    public required string Name { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Country { get; init; }
    public required long Inhabitants { get; init; }
    public required string Website { get; init; }

    /// <summary>In which the city writes, by ISO 639-1; the first is that of its name.</summary>
    public required List<string> Languages { get; init; }

    /// <summary>What it wants to begin with; null where it wants nothing of others.</summary>
    public OriginKind? Kind { get; init; }
    public string? Origin { get; init; }

    /// <summary>With whom it thinks of doing that: an organisation.</summary>
    public string? Partner { get; init; }

    /// <summary>Who asks; null once the answer was yes: then there is an account.</summary>
    public string? PersonName { get; set; }

    /// <summary>In small letters.</summary>
    public string? Email { get; set; }

    /// <summary>What the person does in the city.</summary>
    public string? Position { get; set; }
    public string? Note { get; set; }

    /// <summary>In which the answer is written.</summary>
    public required string Language { get; init; }

    /// <summary>Of the link that proves the address; only its hash is kept.</summary>
    public required string TokenHash { get; init; }
    public required CityRequestState State { get; set; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? ConfirmedAt { get; set; }
    public DateTime? DecidedAt { get; set; }
    public long? DecidedByAccountId { get; set; }

    /// <summary>Why it was declined.</summary>
    public string? Reason { get; set; }

    /// <summary>The city that was made of it.</summary>
    public long? CityId { get; set; }

    /// <summary>The row goes then; null where no person stands in it any more.</summary>
    public DateTime? KeepUntil { get; set; }

    public Language Speaks => Platform.Texts.Language.Find(Language) ?? Platform.Texts.Language.English;
}
