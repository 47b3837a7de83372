using Alliance.Monitoring;
using Alliance.Platform;

namespace Alliance.Transparency.Loading;

/// <summary>What is wrong with a row.</summary>
/// <param name="Cell">Letter and name of its column, <c>C (period)</c>; null where the whole row is meant.</param>
public sealed record RowProblem(string? Cell, Refusal Why);

/// <summary>A row of a table of measurements, and what would become of it.</summary>
/// <param name="Number">From 1, as spreadsheets count.</param>
/// <param name="About">Deal, promise, period and number as they stand there.</param>
/// <param name="Action">The promise in the words of the deal; null where it is not known.</param>
/// <param name="Measured">What would be stored; null where something is wrong, or nothing is new.</param>
/// <param name="Before">What is recorded of this period already.</param>
public sealed record LookedRow(
    int Number,
    string About,
    Platform.Texts.LocalText? Action,
    Measurement? Measured,
    Measurement? Before,
    IReadOnlyList<RowProblem> Problems
);

/// <summary>A table of measurements, looked at.</summary>
/// <param name="Problems">What is wrong with the table itself: its head, a cell outside of it.</param>
public sealed record LookedTable(IReadOnlyList<Problem> Problems, IReadOnlyList<LookedRow> Rows)
{
    public int Wrong => Problems.Count + Rows.Sum(r => r.Problems.Count);

    public IEnumerable<Measurement> New => Rows.Select(r => r.Measured).OfType<Measurement>();
}
