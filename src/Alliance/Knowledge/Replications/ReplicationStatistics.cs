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
/// <param name="All">How many there are.</param>
/// <param name="InForce">How many became a deal.</param>
/// <param name="Outcomes">What came of those that have told their result.</param>
/// <param name="Ended">How many were given up, by reason, the most frequent first.</param>
/// <param name="Choices">How many parts were kept, adapted, dropped and added, of those that were decided about.</param>
/// <param name="DaysToDeal">The median from the first interest to the day the deal was agreed; null where none was.</param>
/// <param name="Times">How many deals took how long from there.</param>
public sealed record ReplicationStatistics(
    int All,
    int InForce,
    IReadOnlyDictionary<ReplicationOutcome, int> Outcomes,
    IReadOnlyList<(EndOfReplication Reason, int Count)> Ended,
    IReadOnlyDictionary<PartChoice, int> Choices,
    int? DaysToDeal,
    IReadOnlyDictionary<TimeToDeal, int> Times
)
{
    /// <remarks>1 query; the page that shows it is cached.</remarks>
    public static async Task<ReplicationStatistics> LoadAsync(AppDb db, CancellationToken cancel = default)
    {
        var all = await ReplicationView.Of(db, ReplicationView.Shown(db)).ToListAsync(cancel);
        var days = all.Where(v => v.Deal?.Since is not null)
            // What was signed elsewhere first, and told here later, says nothing about the time it took.
            .Select(v => v.Deal!.Since!.Value.DayNumber - DateOnly.FromDateTime(v.Replication.StartedAt).DayNumber)
            .Where(d => d >= 0)
            .Order()
            .ToList();
        return new ReplicationStatistics(
            all.Count,
            all.Count(v => v.Deal is not null),
            all.Select(v => v.Replication.Outcome).OfType<ReplicationOutcome>().CountBy(o => o).ToDictionary(),
            [
                .. all.Select(v => v.Replication.EndReason)
                    .OfType<EndOfReplication>()
                    .CountBy(r => r)
                    .OrderByDescending(r => r.Value)
                    .ThenBy(r => r.Key)
                    .Select(r => (r.Key, r.Value)),
            ],
            all.Where(v => v.Replication.PartsAt is not null)
                .SelectMany(v => v.Replication.Parts)
                .Select(p => p.Choice)
                .OfType<PartChoice>()
                .CountBy(c => c)
                .ToDictionary(),
            // Of an even number the lower one in the middle.
            days.Count == 0
                ? null
                : days[(days.Count - 1) / 2],
            days.CountBy(TimeOf).ToDictionary()
        );
    }

    /// <summary>How many outcomes everybody can read: results, and the reasons for which cities gave something up.</summary>
    /// <remarks>1 query.</remarks>
    public static Task<int> OutcomesAsync(AppDb db, CancellationToken cancel = default) =>
        ReplicationView.Shown(db).CountAsync(r => r.ResultAt != null || r.EndedAt != null, cancel);

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
