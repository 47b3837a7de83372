namespace Alliance.Knowledge.Replications;

/// <summary>A day on which a city's managers are asked where a replication stands.</summary>
/// <param name="Months">So long after it began, or after its deal was agreed.</param>
public sealed record ReplicationDay(int Months, DateOnly On);

/// <summary>
/// When a city is asked where a replication stands: 3, 12 and 18 months after it began, and again after its deal was agreed, until it says what came
/// of it or that it gave it up. Mails and pages ask here, so that they say the same.
/// </summary>
public static class ReplicationDays
{
    /// <summary>So long after the agreement a city can say what came of it.</summary>
    public const int MonthsToResult = 12;

    private static readonly int[] Months = [3, MonthsToResult, 18];

    /// <summary>Since when it counts: the day its deal was agreed, else the day it began.</summary>
    public static DateOnly Since(ReplicationView view) =>
        view.Deal?.Since ?? DateOnly.FromDateTime(view.Replication.StartedAt);

    /// <summary>All of them, the first one first; none where it is over.</summary>
    public static IReadOnlyList<ReplicationDay> Of(ReplicationView view) =>
        view.Replication is { EndedAt: null, ResultAt: null }
            ? [.. Months.Select(m => new ReplicationDay(m, Since(view).AddMonths(m)))]
            : [];

    /// <summary>The one that is today or still to come; null where all are past, or where it is over.</summary>
    public static ReplicationDay? Next(ReplicationView view, DateOnly today) =>
        Of(view).FirstOrDefault(d => d.On >= today);

    /// <summary>
    /// How many whole months after the agreement its result was told, where that was before the year was over; null where it was later, or has not been
    /// told, or where nobody knows when it was agreed.
    /// </summary>
    public static int? MonthsWhenToldEarly(ReplicationView view)
    {
        if (view.Deal?.Since is not { } since || view.Replication.ResultAt is not { } at)
            return null;
        var told = DateOnly.FromDateTime(at);
        return told < since.AddMonths(MonthsToResult)
            ? Enumerable.Range(1, MonthsToResult).Count(m => since.AddMonths(m) <= told)
            : null;
    }
}
