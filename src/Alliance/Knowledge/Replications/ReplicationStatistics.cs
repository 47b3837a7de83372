using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Replications;

/// <summary>How long it took from the first interest to the day a deal was agreed.</summary>
public enum TimeToDeal
{
    UnderThreeMonths,
    UnderSixMonths,
    UnderOneYear,
    UnderTwoYears,
    Longer,
}

/// <summary>What came of all that cities took over from each other, of what everybody may read.</summary>
/// <param name="All">How many there are: each is taken over, under way or given up.</param>
/// <param name="TakenOver">How many became a deal and were not given up after.</param>
/// <param name="Adapted">In how many of those some part was changed, left out or added.</param>
/// <param name="UnderWay">How many are neither a deal nor given up.</param>
/// <param name="Outcomes">What came of those that have told their result.</param>
/// <param name="Ended">How many were given up, by reason, the most frequent first.</param>
/// <param name="NotShown">How many more were given up that their cities do not show; null where that would say too much.</param>
/// <param name="Choices">How many parts were kept, adapted, dropped and added, of those that were decided about.</param>
/// <param name="DaysToDeal">The median from the first interest to the day the deal was agreed; null where none was.</param>
/// <param name="Times">How many deals took how long from there.</param>
public sealed record ReplicationStatistics(
    int All,
    int TakenOver,
    int Adapted,
    int UnderWay,
    IReadOnlyDictionary<ReplicationOutcome, int> Outcomes,
    IReadOnlyList<(EndOfReplication Reason, int Count)> Ended,
    int? NotShown,
    IReadOnlyDictionary<PartChoice, int> Choices,
    int? DaysToDeal,
    IReadOnlyDictionary<TimeToDeal, int> Times
)
{
    /// <summary>Of so many cities there has to be something that is not shown before it is counted: whose it is nobody can tell then.</summary>
    public const int FewestCities = 3;

    /// <summary>How many were given up, of what is shown.</summary>
    public int GivenUp => All - TakenOver - UnderWay;

    /// <remarks>2 queries; the page that shows it is cached.</remarks>
    public static async Task<ReplicationStatistics> LoadAsync(AppDb db, CancellationToken cancel = default)
    {
        var all = await ReplicationView.Of(db, ReplicationView.Shown(db)).ToListAsync(cancel);
        var takenOver = all.Where(v => v is { Deal: not null, Replication.EndedAt: null }).ToList();
        var days = all.Where(v => v.Deal?.Since is not null)
            // What was signed elsewhere first, and told here later, says nothing about the time it took.
            .Select(v => v.Deal!.Since!.Value.DayNumber - DateOnly.FromDateTime(v.Replication.StartedAt).DayNumber)
            .Where(d => d >= 0)
            .Order()
            .ToList();
        return new ReplicationStatistics(
            all.Count,
            takenOver.Count,
            takenOver.Count(v =>
                v.Replication.Parts.Any(p => p.Choice is PartChoice.Adapt or PartChoice.Drop or PartChoice.Add)
            ),
            all.Count(v => v is { Deal: null, Replication.EndedAt: null }),
            all.Select(v => v.Replication.Outcome).OfType<ReplicationOutcome>().CountBy(o => o).ToDictionary(),
            [
                .. all.Select(v => v.Replication.EndReason)
                    .OfType<EndOfReplication>()
                    .CountBy(r => r)
                    .OrderByDescending(r => r.Value)
                    .ThenBy(r => r.Key)
                    .Select(r => (r.Key, r.Value)),
            ],
            await NotShownAsync(db, cancel),
            all.Where(v => v.Replication.PartsAt is not null)
                .SelectMany(v => v.Replication.Parts)
                .Select(p => p.Choice)
                .OfType<PartChoice>()
                .CountBy(c => c)
                .ToDictionary(),
            Median(days),
            days.CountBy(TimeOf).ToDictionary()
        );
    }

    /// <summary>How many outcomes everybody can read: results, and the reasons for which cities gave something up.</summary>
    /// <remarks>1 query.</remarks>
    public static Task<int> OutcomesAsync(AppDb db, CancellationToken cancel = default) =>
        ReplicationView.Shown(db).CountAsync(r => r.ResultAt != null || r.EndedAt != null, cancel);

    // A city decides whether others see what it gave up. That somebody did may be told where several have; who and why never is.
    private static async Task<int?> NotShownAsync(AppDb db, CancellationToken cancel)
    {
        var shown = ReplicationView.Shown(db).Select(r => r.Id);
        var ofCities = await db
            .Replications.Where(r => r.EndedAt != null && !shown.Contains(r.Id))
            .GroupBy(r => r.CityId)
            .Select(g => g.Count())
            .ToListAsync(cancel);
        return ofCities.Count < FewestCities ? null : ofCities.Sum();
    }

    // In whole days; half a day counts as one.
    private static int? Median(List<int> days) =>
        days.Count == 0 ? null : (days[(days.Count - 1) / 2] + days[days.Count / 2] + 1) / 2;

    private static TimeToDeal TimeOf(int days) =>
        days switch
        {
            < 91 => TimeToDeal.UnderThreeMonths,
            < 183 => TimeToDeal.UnderSixMonths,
            < 365 => TimeToDeal.UnderOneYear,
            < 730 => TimeToDeal.UnderTwoYears,
            _ => TimeToDeal.Longer,
        };

    /// <summary>The share of the origins' parts that were kept as they are, 0 to 1; null where nothing was decided.</summary>
    public double? Kept => KeptOf(Choices);

    /// <inheritdoc cref="Kept"/>
    /// <param name="choices">How many parts were kept, adapted, dropped and added.</param>
    public static double? KeptOf(IReadOnlyDictionary<PartChoice, int> choices)
    {
        var of = choices.Where(c => c.Key != PartChoice.Add).Sum(c => c.Value);
        return of == 0 ? null : (double)choices.GetValueOrDefault(PartChoice.Keep) / of;
    }
}
