using Alliance.Deals;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Totals;

namespace Alliance.Monitoring.Importing;

/// <summary>A promise, and what was said of it so far: before, and by rows of this part.</summary>
internal sealed class KnownPromise
{
    private readonly List<Measurement> before;
    private readonly List<Measurement> current;
    private readonly IReadOnlyList<PromiseIndicator> choices;
    private readonly List<Measurement> came;

    public KnownPromise(
        Commitment promise,
        Party by,
        Author author,
        List<Measurement> before,
        List<Measurement> came,
        IReadOnlyList<PromiseIndicator> choices
    )
    {
        (this.before, this.came, this.choices, Author) = (before, came, choices, author);
        current = [.. PromiseProgress.Newest(before)];
        // It sees what is added to the list.
        Progress = new PromiseProgress(promise, by, null, current, [], choices.MaxBy(c => c.Version));
    }

    public Author Author { get; }
    public PromiseProgress Progress { get; }

    public int VersionOf(Period period) => current.Find(m => m.Period == period)?.Version ?? 0;

    public void Add(Measurement measurement)
    {
        came.Add(measurement);
        if (measurement.Version > 1)
            current.RemoveAll(m => m.Period == measurement.Period);
        current.Add(measurement);
    }

    public void AddTo(
        Dictionary<RollupKey, RollupDelta> sums,
        long city,
        IReadOnlyDictionary<string, MeasuredSpan> spans
    )
    {
        if (came.Count == 0 || choices.Count == 0)
            return;
        PromiseHistory.AddTo(sums, 1, city, before.Count == 0 ? came : [.. before, .. came], choices, spans);
        PromiseHistory.AddTo(sums, -1, city, before, choices, spans);
    }
}
