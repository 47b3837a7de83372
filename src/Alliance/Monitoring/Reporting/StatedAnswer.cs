using Alliance.Deals;
using Alliance.Platform.Data;

namespace Alliance.Monitoring.Reporting;

/// <summary>What somebody says of one promise, as it was typed. One of number, notation key, sentence, link, or obstacle is enough.</summary>
/// <param name="Question">The question's number.</param>
/// <param name="Value">See <see cref="StatedMeasurement"/>, as for the other fields of a number.</param>
/// <param name="Delivery">A code of <see cref="Deals.Delivery"/>, or empty.</param>
/// <param name="Obstacles">Codes of <see cref="Obstacle"/>.</param>
/// <param name="StillTrue">What was said last time holds for this period too.</param>
/// <param name="Corrects">The version of the report that this one supersedes; 0 for the first.</param>
/// <param name="Reason">Why the one before was wrong; needed with <paramref name="Corrects"/>.</param>
public sealed record StatedAnswer(
    long Question,
    string Value,
    string Unit,
    string Notation,
    string Span,
    string Method,
    string Source,
    string Sentence,
    string Link,
    string Delivery,
    IReadOnlyList<string> Obstacles,
    bool WantsHelp,
    string Help,
    bool StillTrue,
    int Corrects,
    string Reason
)
{
    /// <summary>A file instead of a link.</summary>
    public IFormFile? Sent { get; init; }

    /// <summary>Whether anything was said: a choice that is none says nothing.</summary>
    public bool IsEmpty =>
        string.IsNullOrWhiteSpace(Value + Notation + Sentence + Link)
        && Sent is null or { Length: 0 }
        && !Code.TryParse<Delivery>(Delivery, out _)
        && !Obstacles.Any(o => Code.TryParse<Obstacle>(o, out _));

    /// <summary>A wish for help is no report: it is for the city alone.</summary>
    public bool AsksForHelp => WantsHelp || !string.IsNullOrWhiteSpace(Help);

    /// <summary>
    /// Whether it only says again what stood in the form, and nobody has said that it still holds: who fills in one promise of thirty has not
    /// reported the others.
    /// </summary>
    public bool IsUntouched(Report? before) =>
        before is not null
        && !StillTrue
        && Sent is null or { Length: 0 }
        && string.IsNullOrWhiteSpace(Value + Notation)
        && StatedValues.OneLine(Sentence) == (before.Sentence ?? "")
        && Link.Trim() == (before.Link ?? "")
        && Delivery == (before.Delivery is { } d ? Code.Of(d) : "")
        && Obstacles.SequenceEqual(before.Obstacles.Select(Code.Of));
}
