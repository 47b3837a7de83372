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

    /// <summary>
    /// With how far it was, where that still holds and nobody says how far it is now: in the row of a table it is not asked for openly, hence
    /// it does not stand in the field.
    /// </summary>
    public StatedAnswer Carried(Report? before) =>
        StillTrue && Corrects == 0 && Delivery.Length == 0 && before?.Delivery is { } said
            ? this with
            {
                Delivery = Code.Of(said),
            }
            : this;

    /// <summary>
    /// Where its number can be looked up. A link that merely stood in the form, from the report of an earlier period, shows nothing of this
    /// one; and a correction that leaves the report's link alone leaves the number's evidence alone, wherever that came from.
    /// </summary>
    /// <param name="there">The number that counts for the period; null for none.</param>
    internal string EvidenceOf(AskedPromise asked, Measurement? there)
    {
        if (Sent is { Length: > 0 })
            return Link;
        var (link, own) = (StatedValues.Address(Link), asked.Reported?.Link);
        if (Corrects > 0 && there is not null && (link == own || (link is null && there.Evidence != own)))
            return there.Evidence ?? "";
        var begun = Corrects == 0 || link == own;
        return begun && !StillTrue && link is not null && link == asked.Before?.Link ? "" : Link;
    }

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
        && (Delivery.Length == 0 || Delivery == (before.Delivery is { } d ? Code.Of(d) : ""))
        && Obstacles.SequenceEqual(before.Obstacles.Select(Code.Of));
}
