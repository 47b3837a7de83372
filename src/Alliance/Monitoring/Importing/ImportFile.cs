using Alliance.Monitoring.Indicators;

namespace Alliance.Monitoring.Importing;

/// <summary>A file that is taken in.</summary>
/// <param name="Indicators">Those there were when it began.</param>
/// <param name="Import">What its rows will bear.</param>
/// <param name="At">When they count as recorded.</param>
/// <param name="First">How many rows an earlier run has stored.</param>
internal sealed record ImportFile(
    MeasurementTable Table,
    IReadOnlyDictionary<string, Indicator> Indicators,
    long Import,
    DateTimeOffset At,
    int First
)
{
    /// <summary>So many rows are written at once: more would keep who signs meanwhile waiting.</summary>
    private const int Size = 4_000;

    /// <param name="first">How many rows to leave out.</param>
    /// <param name="report">Told what is wrong with the table.</param>
    public IEnumerable<IReadOnlyList<ImportRow>> Parts(int first, Action<ImportProblem> report) =>
        Table.Parts(first, Size, report);
}

/// <summary>What is wrong with a file; told from several threads.</summary>
internal sealed class ImportProblems
{
    private readonly List<ImportProblem> first = [];

    public int Count { get; private set; }

    public void Add(ImportProblem problem)
    {
        lock (first)
        {
            Count++;
            if (first.Count < ImportMeasurements.MostProblems)
                first.Add(problem);
        }
    }

    public MeasuresImported Stop(int resumed) => new([.. first.OrderBy(p => p.Line)], Count, 0, resumed);
}
