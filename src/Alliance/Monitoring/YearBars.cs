using System.Globalization;
using Alliance.Design;
using Alliance.Network;
using Alliance.Platform.Texts;

namespace Alliance.Monitoring;

/// <summary>The bars of a promise: every year from the first to the last one that was reported, gaps included.</summary>
public static class YearBars
{
    /// <summary>More than fits beside each other is left to the table.</summary>
    public const int Most = 16;

    /// <summary>
    /// The last <see cref="Most"/> years at most. Halves, quarters and months of a year are added up where the numbers count what happened and
    /// fill the year; of states the last one of the year stands for it. Empty where fewer than two years have a number.
    /// </summary>
    public static IReadOnlyList<ChartBar> Of(PromiseProgress progress, Reader reader)
    {
        var years = progress
            .Current.Where(m => progress.In(m) is not null)
            .GroupBy(m => m.Period.Year)
            .Select(g => (Year: g.Key, Value: OfYear(progress, [.. g])))
            .Where(y => y.Value is not null)
            .ToDictionary(y => y.Year, y => y.Value);
        if (years.Count < 2)
            return [];
        var last = years.Keys.Max();
        var first = Math.Max(years.Keys.Min(), last - Most + 1);
        return
        [
            .. Enumerable
                .Range(first, last - first + 1)
                .Select(year =>
                    years.GetValueOrDefault(year) is { } value
                        ? new ChartBar(Name(year), value, QuantityText.Number(value, reader))
                        : new ChartBar(Name(year), null, "–")
                ),
        ];
    }

    private static decimal? OfYear(PromiseProgress progress, IReadOnlyList<Measurement> own)
    {
        if (own[0].Span == MeasuredSpan.AtEnd)
            return progress.In(own.MaxBy(m => m.Period.Last)!);
        var isWhole = Period.FillYear([.. own.Select(m => m.Period)]);
        // A half year's number beside whole years would look like a bad year; and shares and rates do not add up to one.
        var adds = own.Count == 1 || (progress.Per is null && progress.Unit != "percent");
        return isWhole && adds ? own.Sum(progress.In) : null;
    }

    private static string Name(int year) => year.ToString(CultureInfo.InvariantCulture);
}
