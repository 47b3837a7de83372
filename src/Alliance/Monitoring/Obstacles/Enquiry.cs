using Alliance.Deals;
using Alliance.Monitoring.Reporting;

namespace Alliance.Monitoring.Obstacles;

/// <summary>What came of an enquiry.</summary>
public enum EnquiryOutcome
{
    /// <summary>Nobody has answered yet.</summary>
    Open,

    /// <summary>There is an answer; the obstacle is still there.</summary>
    Answered,

    /// <summary>The obstacle is out of the way.</summary>
    Solved,
    Refused,
}

/// <summary>
/// To whom a city has taken an obstacle, and what was answered. Append-only: an answer or a correction is the next version of the
/// same enquiry, and all of them stay readable.
/// </summary>
public sealed class Enquiry
{
    public const int AddresseeLength = 200;
    public const int TextLength = 1000;

    public long Id { get; private set; }
    public Deal? Deal { get; init; }
    public required long DealId { get; init; }

    /// <summary>The key of the promise in whose way the obstacle stands.</summary>
    public required string Commitment { get; init; }
    public required Obstacle Obstacle { get; init; }

    /// <summary>From 1, for each obstacle of a promise.</summary>
    public required int Number { get; init; }

    /// <summary>From 1; the highest one counts.</summary>
    public required int Version { get; init; }

    /// <summary>An authority, a ministry, a body of the EU.</summary>
    public required string Addressee { get; init; }

    /// <summary>Of which country it is: one of <see cref="Countries"/>, or the city's own.</summary>
    public required string Country { get; init; }
    public required DateOnly AskedOn { get; init; }

    /// <summary>What was asked.</summary>
    public required string Asked { get; init; }
    public string? Link { get; init; }
    public required EnquiryOutcome Outcome { get; init; }

    /// <summary>With every outcome but <see cref="EnquiryOutcome.Open"/>, as <see cref="Answer"/>.</summary>
    public DateOnly? AnsweredOn { get; init; }
    public string? Answer { get; init; }
    public string? AnswerLink { get; init; }

    /// <summary>The language it was written in, ISO 639-1.</summary>
    public required string Language { get; init; }
    public required DateTime RecordedAt { get; init; }

    /// <summary>ISO 3166-1, and <c>EU</c> for the Union's own bodies.</summary>
    public static readonly IReadOnlyList<string> Countries =
    [
        "EU",
        .. (
            "AD AL AT BA BE BG CH CY CZ DE DK EE ES FI FO FR GB GE GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO "
            + "RS SE SI SK SM TR UA XK"
        ).Split(' '),
    ];
}
