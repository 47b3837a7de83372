using Alliance.Knowledge.Replications;
using Alliance.Knowledge.Told;
using Alliance.Monitoring;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Obstacles;
using Alliance.Monitoring.Reporting;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Publications;

/// <summary>What an edition shows, in all languages it was written in.</summary>
/// <param name="On">The day on which everything in it was read.</param>
public sealed record EditionContent(
    PublicationKind Kind,
    LocalText Title,
    LocalText? Introduction,
    DateOnly On,
    IReadOnlyList<EditionChapter> Chapters
)
{
    /// <summary>Everything that is said in words.</summary>
    public IEnumerable<LocalText?> Texts() =>
        Chapters
            .SelectMany(c =>
                (LocalText?[])
                    [
                        c.Heading,
                        c.Comment,
                        c.Practice?.Title,
                        c.Practice?.Text,
                        .. c.Practice?.Told?.Texts() ?? [],
                        c.Recommendation?.Words,
                        c.Recommendation?.To,
                        .. c.Named?.Texts() ?? [],
                    ]
            )
            .Prepend(Introduction)
            .Prepend(Title);
}

/// <summary>One chapter; of what it is about one part is there, by its kind.</summary>
public sealed record EditionChapter(
    string Key,
    ChapterKind Kind,
    LocalText? Heading = null,
    LocalText? Comment = null,
    EditionPractice? Practice = null,
    EditionObstacle? Obstacle = null,
    EditionTotals? Totals = null,
    EditionReplications? Replications = null,
    EditionRecommendation? Recommendation = null,
    EditionNamedObstacle? Named = null
)
{
    /// <summary>Whether it shows what its kind says, and nothing else.</summary>
    internal bool IsWhole =>
        ((object?[])[Practice, Obstacle, Totals, Replications, Recommendation, Named]).Count(p => p is not null) == 1
        && Kind switch
        {
            ChapterKind.Practice => Practice is not null,
            ChapterKind.Obstacle => Obstacle is not null || Named is not null,
            ChapterKind.Totals => Totals is not null,
            ChapterKind.Replications => Replications is not null,
            _ => Recommendation is not null,
        };

    /// <summary>As it is chosen for the next edition; null for totals of a city, which an edition calls by its name alone.</summary>
    internal Chapter? Chosen() =>
        Totals?.City is not null
            ? null
            : new Chapter(
                Key,
                Kind,
                Practice?.Identifier
                    ?? Named?.Name
                    ?? (Obstacle is { } met ? Code.Of(met.Kind) : null)
                    ?? (Totals is null ? null : Chapter.Everywhere),
                Heading,
                Comment,
                Recommendation?.Words,
                Recommendation?.To,
                Recommendation?.RestsOn.Select(g => g.Chosen()).OfType<string>().ToList() is { Count: > 0 } grounds
                    ? grounds
                    : null
            );
}

/// <param name="City">Null for what belongs to the network as a whole.</param>
/// <param name="Collected">It says what its sources say, and its city did not speak for it.</param>
public sealed record EditionPractice(
    string Identifier,
    PracticeKind Kind,
    LocalText Title,
    LocalText? Text,
    PracticeDetails? Told,
    LocalText? City,
    bool Collected,
    IReadOnlyList<Source> Sources
);

/// <param name="Present">How many promises had it in their way still.</param>
/// <param name="Enquired">How many of them were taken to somebody.</param>
public sealed record EditionObstacle(Obstacle Kind, int Promises, int Cities, int Present, int Enquired);

/// <summary>One obstacle: what it keeps from happening, in whose words, and to whom it was taken.</summary>
/// <param name="Name">As an <see cref="ObstacleName"/> is written.</param>
/// <param name="Deal">The title of the deal whose promise it stands in the way of.</param>
/// <param name="Slug">That deal's address.</param>
/// <param name="Action">The promise; null where a change of the deal has dropped it.</param>
/// <param name="Until">The last period that names it.</param>
/// <param name="Words">What its party said for that period.</param>
/// <param name="OnBehalf">The city's people said it for the party.</param>
/// <param name="Enquiries">The newest first; of each what held on the day.</param>
public sealed record EditionNamedObstacle(
    string Name,
    Obstacle Kind,
    LocalText Deal,
    string Slug,
    LocalText City,
    string? Party,
    LocalText? Action,
    Period Since,
    Period Until,
    bool Present,
    LocalText? Words,
    bool OnBehalf,
    IReadOnlyList<EditionEnquiry> Enquiries
)
{
    /// <summary>Everything that is said in words.</summary>
    public IEnumerable<LocalText?> Texts() =>
        Enquiries.SelectMany(e => (LocalText?[])[e.Asked, e.Answer]).Prepend(Words).Prepend(Action).Prepend(Deal);
}

/// <summary>To whom an obstacle was taken, and what was answered.</summary>
/// <param name="Country">As <see cref="Enquiry.Countries"/> has it.</param>
public sealed record EditionEnquiry(
    string Addressee,
    string Country,
    DateOnly AskedOn,
    LocalText Asked,
    EnquiryOutcome Outcome,
    DateOnly? AnsweredOn,
    LocalText? Answer
);

/// <param name="City">Null for all cities.</param>
public sealed record EditionTotals(LocalText? City, IReadOnlyList<EditionTotal> Rows);

/// <param name="Net">Each shared effect counted once; gross each promise says it.</param>
/// <param name="Numbers">How many numbers stand in it.</param>
public sealed record EditionTotal(
    LocalText Indicator,
    int Year,
    string Unit,
    string? Per,
    EmissionScope Scope,
    TrustLevel Trust,
    decimal Gross,
    decimal Net,
    int Numbers
);

/// <param name="InForce">How many became a deal; where <paramref name="UnderWay"/> is there, without those that were given up after.</param>
/// <param name="Times">How long it took from the first interest to the deal; null in editions from before that was counted.</param>
/// <param name="UnderWay">How many were neither a deal nor given up; null in editions from before that was counted, as those that follow.</param>
/// <param name="Adapted">In how many of those that became a deal some part was changed, left out or added.</param>
/// <param name="NotShown">How many more were given up that their cities did not show; null also where that would have said too much.</param>
public sealed record EditionReplications(
    int All,
    int InForce,
    IReadOnlyDictionary<ReplicationOutcome, int> Outcomes,
    IReadOnlyDictionary<EndOfReplication, int> Ended,
    IReadOnlyDictionary<PartChoice, int> Choices,
    int? DaysToDeal,
    IReadOnlyDictionary<TimeToDeal, int>? Times = null,
    int? UnderWay = null,
    int? Adapted = null,
    int? NotShown = null
);

/// <param name="RestsOn">In the order they were chosen.</param>
public sealed record EditionRecommendation(LocalText Words, LocalText? To, IReadOnlyList<EditionGround> RestsOn);

/// <summary>A practice, a kind of obstacle or one obstacle that a recommendation rests on.</summary>
/// <param name="Practice">Its identifier; null for an obstacle.</param>
/// <param name="Title">The practice's, or that of the deal in whose way the one obstacle stands.</param>
/// <param name="Named">The one obstacle, as an <see cref="ObstacleName"/> is written.</param>
public sealed record EditionGround(string? Practice, LocalText? Title, Obstacle? Obstacle, string? Named = null)
{
    /// <summary>As <see cref="Chapter.Ground"/> writes it.</summary>
    internal string? Chosen() =>
        Practice is { } practice ? $"{Code.Of(ChapterKind.Practice)}:{practice}"
        : (Named ?? (Obstacle is { } kind ? Code.Of(kind) : null)) is { } name
            ? $"{Code.Of(ChapterKind.Obstacle)}:{name}"
        : null;
}
