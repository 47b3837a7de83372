using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Roadmaps;

/// <summary>
/// What a city's roadmap says. Parts name each other by keys (<c>f1</c>, <c>s1</c>, <c>c1</c>, <c>g1</c>, <c>m1</c>), which are given once
/// and never again; the order of a list is the order in which it is read.
/// </summary>
public sealed record RoadmapContent
{
    /// <summary>The language it is written in, ISO 639-1; texts in others are translations.</summary>
    public required string Language { get; init; }
    public LocalText? Title { get; init; }

    /// <summary>How the city will be when it has come there.</summary>
    public LocalText? Vision { get; init; }
    public int? From { get; init; }
    public int? To { get; init; }
    public CouncilDecision? Decision { get; init; }
    public IReadOnlyList<FocusArea> FocusAreas { get; init; } = [];
    public IReadOnlyList<StairStep> Steps { get; init; } = [];
    public IReadOnlyList<Challenge> Challenges { get; init; } = [];
    public IReadOnlyList<Goal> Goals { get; init; } = [];
    public IReadOnlyList<Milestone> Milestones { get; init; } = [];

    /// <summary>The highest number that a key of any kind had so far.</summary>
    public int LastKey { get; init; }

    public FocusArea? FocusArea(string? key) => FocusAreas.FirstOrDefault(f => f.Key == key);

    public StairStep? Step(string? key) => Steps.FirstOrDefault(s => s.Key == key);

    public Challenge? Challenge(string? key) => Challenges.FirstOrDefault(c => c.Key == key);

    public Goal? Goal(string? key) => Goals.FirstOrDefault(g => g.Key == key);

    public Milestone? Milestone(string? key) => Milestones.FirstOrDefault(m => m.Key == key);
}

/// <summary>By which the council made it its own.</summary>
/// <param name="On">The day of the decision.</param>
/// <param name="FileNumber">Under which the city's records have it.</param>
/// <param name="Link">Where everybody can read it.</param>
public sealed record CouncilDecision(PartialDate On, string FileNumber = "", string? Link = null);

/// <summary>What challenges are sorted under: mobility, food.</summary>
/// <param name="Areas">The shared policy areas it belongs to, by identifier.</param>
public sealed record FocusArea(string Key, LocalText? Title, LocalText? Text, IReadOnlyList<string> Areas);

/// <summary>A step of the staircase: what whoever stands here can do, so that beginners and leaders find a place.</summary>
public sealed record StairStep(string Key, LocalText? Title, LocalText? Text);

/// <summary>What has to be overcome; deals attach to it.</summary>
/// <param name="Focus">The key of its focus area.</param>
/// <param name="Deals">Identifiers of the deals that work on it.</param>
/// <param name="Practices">Identifiers of what the city wants to take from others, of any city.</param>
public sealed record Challenge(
    string Key,
    LocalText? Title,
    LocalText? Text,
    string? Focus,
    IReadOnlyList<string> Deals,
    IReadOnlyList<string>? Practices = null
);

/// <summary>What is to be reached, and on which way.</summary>
/// <param name="Challenge">The key of the challenge it answers; null for the city as a whole.</param>
/// <param name="Indicator">The identifier of what it is measured by; then the unit is its unit.</param>
/// <param name="Unit">A code of <see cref="Network.Units"/>.</param>
/// <param name="Path">The value that shall stand at the end of a year, by year; the first one is where it began.</param>
public sealed record Goal(
    string Key,
    LocalText? Title,
    string? Challenge,
    string? Indicator,
    string? Unit,
    IReadOnlyList<PathPoint> Path
);

public sealed record PathPoint(int Year, decimal Value);

/// <summary>What stands by when, who sees to it, and what it takes.</summary>
/// <param name="Challenge">The key of the challenge it belongs to.</param>
/// <param name="Step">The key of the step it is for.</param>
/// <param name="Owner">Who answers for it: an organisation or department, not a person.</param>
/// <param name="After">The keys of the milestones that have to stand before.</param>
/// <param name="MoneySource">Where the money comes from, in words.</param>
public sealed record Milestone(
    string Key,
    LocalText? Title,
    string? Challenge,
    string? Step,
    string Owner,
    PartialDate? Due,
    PartialDate? Done,
    IReadOnlyList<string> After,
    decimal? Money,
    string? Currency,
    MoneyState MoneyState,
    string MoneySource
);

public enum MoneyState
{
    NotSaid,

    /// <summary>Nobody has promised it.</summary>
    Open,
    AppliedFor,

    /// <summary>Decided by whoever gives it.</summary>
    Granted,
}
