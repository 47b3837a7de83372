using Alliance.Knowledge.Replications;
using Alliance.Knowledge.Told;
using Alliance.Monitoring;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Reporting;
using Alliance.Network;
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
    EditionRecommendation? Recommendation = null
);

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

public sealed record EditionReplications(
    int All,
    int InForce,
    IReadOnlyDictionary<ReplicationOutcome, int> Outcomes,
    IReadOnlyDictionary<EndOfReplication, int> Ended,
    IReadOnlyDictionary<PartChoice, int> Choices,
    int? DaysToDeal
);

/// <param name="RestsOn">In the order they were chosen.</param>
public sealed record EditionRecommendation(LocalText Words, LocalText? To, IReadOnlyList<EditionGround> RestsOn);

/// <summary>A practice or a kind of obstacle that a recommendation rests on.</summary>
/// <param name="Practice">Its identifier; null for an obstacle.</param>
public sealed record EditionGround(string? Practice, LocalText? Title, Obstacle? Obstacle);
