using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Site;

/// <summary>How far a city is with its roadmap, as a coordinator is told.</summary>
public enum RoadmapStage
{
    None,

    /// <summary>Somebody writes; nobody else reads it.</summary>
    Begun,
    Recorded,
    Published,
    Adopted,
}

/// <param name="Version">The newest one everybody reads.</param>
/// <param name="On">The day of the council's decision, or on which the version was published.</param>
/// <param name="AdoptedBefore">The number of an older version by decision of the council, where the newest is none.</param>
/// <param name="Begun">When work on it began here.</param>
/// <param name="Changed">When something in it last changed.</param>
/// <param name="LateMilestones">Of the newest version.</param>
public sealed record RoadmapProgress(
    RoadmapStage Stage,
    int? Version = null,
    PartialDate? On = null,
    int? AdoptedBefore = null,
    DateOnly? Begun = null,
    DateOnly? Changed = null,
    int LateMilestones = 0
)
{
    public static readonly RoadmapProgress Nothing = new(RoadmapStage.None);
}

public sealed record SprintName(string Slug, LocalText Title, PartialDate? Begins, PartialDate? Ends);

/// <param name="Held">Of which the last day is over, the newest first.</param>
/// <param name="Next">That everybody sees, the soonest first.</param>
/// <param name="IsPlanning">There is one more that its hosts have not published; that is all that is told of it.</param>
/// <param name="Late">Follow-ups; <paramref name="Open"/> are those that are not late.</param>
public sealed record SprintProgress(
    IReadOnlyList<SprintName> Held,
    IReadOnlyList<SprintName> Next,
    bool IsPlanning,
    int Late,
    int Open,
    int Done,
    int Dropped
)
{
    public static readonly SprintProgress Nothing = new([], [], false, 0, 0, 0, 0);

    public bool HasFollowUps => Late + Open + Done + Dropped > 0;
}

/// <summary>What is overdue in a city.</summary>
public enum LateKind
{
    FollowUp,

    /// <summary>Nobody approved any, so long after a sprint.</summary>
    Minutes,

    /// <summary>The day on which the parties look at what came of a deal.</summary>
    Evaluation,

    /// <summary>The same of a declaration of intent.</summary>
    Intent,

    /// <summary>Promises that somebody was asked about and did not answer.</summary>
    Reports,
    Milestone,
}

/// <param name="Due">The day that is over.</param>
public sealed record LateOutput(LateKind Kind, DateOnly Due)
{
    /// <summary>Where everybody reads it, behind the language; null where there is no such place.</summary>
    public string? Path { get; init; }
    public LocalText? Title { get; init; }

    /// <summary>What has no title, in <see cref="Language"/>.</summary>
    public string? Words { get; init; }
    public string? Language { get; init; }
    public string? Owner { get; init; }

    /// <summary>Of promises.</summary>
    public int Count { get; init; } = 1;

    /// <summary>What it is called for one reader.</summary>
    public string In(Reader reader) =>
        Title?.In(reader.Language).Text ?? Words ?? reader.Count("coordination.promises", Count);
}

/// <summary>What was last heard of a city.</summary>
public enum SignOfLife
{
    Roadmap,
    Sprint,
    FollowUp,
    Minutes,

    /// <summary>Signed here, or joined.</summary>
    Deal,
    Draft,
    Measurement,
    Report,
    Practice,

    /// <summary>What the city keeps for itself, as its stakeholder map: that something moved, and not what.</summary>
    OwnPapers,
}

/// <param name="Days">Before today.</param>
public sealed record LastHeard(SignOfLife What, DateOnly On, int Days);

/// <summary>How one city of a project stands, by its own clock.</summary>
/// <param name="Identifier">The city's.</param>
/// <param name="Late">The longest overdue first, and no more than <see cref="CoordinatorView.MostShown"/> of each kind.</param>
/// <param name="LateCount">How many there are.</param>
/// <param name="Heard">Null where nothing ever happened here.</param>
public sealed record CityProgress(
    string Identifier,
    LocalText Name,
    RoadmapProgress Roadmap,
    SprintProgress Sprints,
    IReadOnlyList<LateOutput> Late,
    int LateCount,
    LastHeard? Heard
)
{
    public bool IsSilent => Heard is not { Days: < CoordinatorView.SilentAfter };

    /// <summary>How many things a coordinator would ask about.</summary>
    public int Attention => LateCount + (IsSilent ? 1 : 0);
}
