using Alliance.Deals;

namespace Alliance.Monitoring.Health;

/// <summary>How a promise stands, as far as anybody has said.</summary>
public enum HealthState
{
    /// <summary>Nobody was asked, or nobody has to have answered yet.</summary>
    NotAsked,
    OnTrack,
    AtRisk,
    OffTrack,
    ReportOverdue,

    /// <summary>Two years without an answer.</summary>
    Inactive,
}

/// <summary>Why it stands so; the text <c>health.reason.…</c>.</summary>
public enum HealthReason
{
    /// <summary>The deal was not concluded here.</summary>
    Collected,
    NeverAsked,
    AnswerAwaited,
    NotAskedLately,

    /// <summary>Before anybody had said a word.</summary>
    DealEnded,
    Overdue,
    Silent,
    Done,
    Stopped,
    Reached,
    TargetPassed,

    /// <summary>The last number beside where an even way to the target would be.</summary>
    Compared,
    Obstacles,
    NotBegun,
    SaidRunning,
    NothingToCompare,

    /// <summary>People have set it; their own words stand beside it.</summary>
    Overridden,
}

/// <summary>How a promise stands, since when, and why.</summary>
/// <param name="Since">Null where no day can be named.</param>
/// <param name="Day">The day that the reason names.</param>
/// <param name="Reached">Of <see cref="HealthReason.Reached"/> and <see cref="HealthReason.Compared"/>: how much of the way, 1 being all of it.</param>
/// <param name="Expected">Of <see cref="HealthReason.Compared"/>: how much of it an even way would have reached.</param>
/// <param name="Count">Of <see cref="HealthReason.Obstacles"/>: how many.</param>
public sealed record PromiseHealth(
    HealthState State,
    DateOnly? Since,
    HealthReason Reason,
    DateOnly? Day = null,
    double? Reached = null,
    double? Expected = null,
    int? Count = null
);

/// <summary>A report that was asked for: the mail was sent.</summary>
/// <param name="From">The first day of the period that it is about.</param>
/// <param name="To">The last one.</param>
/// <param name="Due">The last day on which an answer is in time.</param>
public sealed record AskedReport(DateOnly From, DateOnly To, DateOnly Due, DateOnly? Answered = null);

/// <summary>A report that nobody here has asked for: it came with a package.</summary>
/// <param name="To">The last day of the period that it is about.</param>
/// <param name="On">When it was sent.</param>
public sealed record UnaskedReport(DateOnly To, DateOnly On);

/// <summary>What people have set, while it holds.</summary>
public sealed record SetHealth(HealthState State, DateOnly On);

/// <summary>All that is known of a promise on a day, as far as its health depends on it.</summary>
public sealed record PromiseFacts
{
    public required DateOnly Today { get; init; }

    /// <summary>Only then has anybody agreed to be asked.</summary>
    public required bool ConcludedHere { get; init; }

    /// <summary>The day on which the deal had ended, early, as planned or by a successor; null while it is in force.</summary>
    public DateOnly? Ended { get; init; }

    /// <summary>What people say of this promise; null where nobody has said.</summary>
    public Delivery? Delivery { get; init; }

    /// <summary>Where the way to the target begins (<see cref="WayBegins"/>), and the target's day; null where the promise names none.</summary>
    public DateOnly? Begin { get; init; }

    /// <inheritdoc cref="Begin"/>
    public DateOnly? Target { get; init; }

    /// <summary>It is promised for each year, so that each year is to show all of it.</summary>
    public bool EachYear { get; init; }

    /// <summary>How much of the way is reached (<see cref="PromiseProgress.Share"/>); null where no number says it.</summary>
    public double? Share { get; init; }

    /// <summary>The last day of the newest period with a number, asked for or not. An answer without one is in <see cref="Asked"/>.</summary>
    public DateOnly? MeasuredUntil { get; init; }

    /// <summary>In any order.</summary>
    public IReadOnlyList<AskedReport> Asked { get; init; } = [];

    /// <summary>Of periods that nobody was asked about; in any order.</summary>
    public IReadOnlyList<UnaskedReport> Unasked { get; init; } = [];

    /// <summary>How many obstacles the newest report names.</summary>
    public int Obstacles { get; init; }

    public SetHealth? Set { get; init; }
}
