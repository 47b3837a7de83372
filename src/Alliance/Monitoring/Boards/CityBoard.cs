using Alliance.Monitoring.Health;
using Alliance.Monitoring.Totals;
using Alliance.Network;

namespace Alliance.Monitoring.Boards;

/// <summary>How many promises stand in which way.</summary>
/// <param name="ByCity">The city promised them itself.</param>
public sealed record StandingCount(HealthState State, bool ByCity, int Promises);

/// <summary>What all cities together are added up from: a hundred boards would take longer to read than everything else of their page.</summary>
/// <inheritdoc cref="CityStanding"/>
public sealed record StandingCounts(
    DateOnly On,
    int Deals,
    IReadOnlyList<StandingCount> Standings,
    int OpenOverlaps,
    bool MoreOverlaps
);

/// <summary>Two promises that may count the same effect.</summary>
public sealed record OverlapName(PromiseName First, PromiseName Second);

/// <summary>What a city's dashboard says of all its promises together.</summary>
/// <param name="On">The day that it was in the city.</param>
/// <param name="Deals">In force, whose promises stand in <paramref name="Standings"/>: of what was collected nobody was asked, and what has ended stands no more.</param>
/// <param name="OpenOverlaps">That nobody has settled.</param>
/// <param name="Overlaps">The first of them, open ones first.</param>
/// <param name="MoreOverlaps">More are open than were counted.</param>
/// <param name="Outside">Of which promises the targets add up to nothing; null in what was kept before that was looked at.</param>
public sealed record CityStanding(
    DateOnly On,
    int Deals,
    IReadOnlyList<StandingCount> Standings,
    IReadOnlyList<PromisedTotal> Promised,
    int OpenOverlaps,
    IReadOnlyList<OverlapName> Overlaps,
    bool MoreOverlaps = false,
    IReadOnlyList<OutsidePromises>? Outside = null
)
{
    /// <summary>Nobody has worked it out yet: of a large city that has just come in.</summary>
    public bool IsPending { get; private init; }

    public StandingCounts Count() => new(On, Deals, Standings, OpenOverlaps, MoreOverlaps);

    public static CityStanding Pending(DateOnly on) =>
        new(on, 0, [], [], 0, [], MoreOverlaps: true) { IsPending = true };
}

/// <summary>
/// What was last worked out of a city (<see cref="CityStanding"/>). Nothing of it is known from here alone: it can be thrown away,
/// and the next run makes it anew.
/// </summary>
public sealed class CityBoard
{
    public City? City { get; init; }
    public required long CityId { get; init; }
    public required CityStanding Standing { get; set; }

    /// <summary>Of <see cref="Standing"/>.</summary>
    public required StandingCounts Counts { get; set; }
    public required DateTime MadeAt { get; set; }

    /// <summary>How long it took: what takes long is made less often.</summary>
    public required int Milliseconds { get; set; }

    /// <summary>Something of the city has changed since; null where nothing has.</summary>
    public DateTime? ChangedAt { get; set; }
}
