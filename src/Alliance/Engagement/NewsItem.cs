using Alliance.Deals;
using Alliance.Knowledge.Replications;
using Alliance.Platform.Texts;
using Alliance.Roadmaps;

namespace Alliance.Engagement;

public enum NewsKind
{
    NewDeal,

    /// <summary>A version that everybody signed.</summary>
    Released,
    Joined,

    /// <summary>A record was read again from its sources.</summary>
    Recorded,

    /// <summary>It is in force no longer.</summary>
    Over,
    Numbers,
    Reports,
    NewPractice,
    ChangedPractice,

    /// <summary>Another city has taken it over, and that is in force.</summary>
    TakenOver,

    /// <summary>What came of it there.</summary>
    Result,

    /// <summary>A city does not take it over after all.</summary>
    GivenUp,

    /// <summary>It is announced, or planned otherwise.</summary>
    Sprint,
    SprintOff,
    Roadmap,
    NewOffer,
    NewNeed,
}

/// <summary>Something that happened, as its record holds it.</summary>
/// <param name="At">When it came to be known here (UTC).</param>
/// <param name="Page">Where it stands, below the language.</param>
/// <param name="Title">What that page is about.</param>
/// <param name="Concerns">Everything that is followed by which one hears of it.</param>
public sealed record NewsItem(
    NewsKind Kind,
    DateTime At,
    string Page,
    LocalText Title,
    IReadOnlyCollection<Followed> Concerns
)
{
    /// <summary>How many numbers or reports.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Of a version.</summary>
    public int? Version { get; init; }

    /// <summary>What a deal that is over came to.</summary>
    public DealState? State { get; init; }

    /// <summary>Who has taken it over, or was at it.</summary>
    public LocalText? City { get; init; }

    /// <summary>What came of it there.</summary>
    public ReplicationOutcome? Outcome { get; init; }

    /// <summary>What a version of a roadmap is.</summary>
    public RoadmapVersionKind? RoadmapIs { get; init; }

    /// <summary>Why it was given up.</summary>
    public EndOfReplication? EndReason { get; init; }

    /// <summary>Numbers and reports of one page are counted together; the newest first.</summary>
    public static IReadOnlyList<NewsItem> Together(IEnumerable<NewsItem> items) =>
        [
            .. items
                .GroupBy(i =>
                    i.Kind is NewsKind.Numbers or NewsKind.Reports
                        ? (i.Kind, i.Page, null)
                        : (i.Kind, i.Page, (object?)i.At)
                )
                .Select(g => g.MaxBy(i => i.At)! with { Count = g.Sum(i => i.Count) })
                .OrderByDescending(i => i.At)
                .ThenBy(i => i.Page, StringComparer.Ordinal)
                .ThenBy(i => i.Kind),
        ];
}
