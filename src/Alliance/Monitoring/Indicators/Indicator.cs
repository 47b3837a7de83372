using System.Text.Json;
using Alliance.Deals;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Monitoring.Indicators;

/// <summary>Where in the chain from effort to change an indicator looks.</summary>
public enum IndicatorKind
{
    /// <summary>What is put in: hours, money.</summary>
    Input,

    /// <summary>What is done: homes renovated, people trained.</summary>
    Output,

    /// <summary>What changes by it: emissions avoided, jobs kept.</summary>
    Outcome,
}

/// <summary>For which periods it is usually measured.</summary>
public enum PeriodType
{
    Year,
    HalfYear,
    Quarter,
    Month,
}

/// <summary>
/// What promises of many deals count in the same way, so that it can be summed. A figure that a source reports is none
/// (<see cref="ReportedFigure"/>).
/// </summary>
public sealed class Indicator
{
    /// <summary>Stable: choices, totals and packages name it.</summary>
    public required string Identifier { get; init; }
    public required LocalText Name { get; set; }

    /// <summary>What counts, and what does not.</summary>
    public required LocalText Definition { get; set; }

    /// <summary>A code of <see cref="Network.Units"/>; never changed, as what was summed is in it.</summary>
    public required string Unit { get; init; }
    public required Direction Direction { get; set; }
    public required IndicatorKind Kind { get; set; }
    public required PeriodType PeriodType { get; set; }

    /// <summary>Never changed either: what happened and how it stands are summed in different ways.</summary>
    public required MeasuredSpan Span { get; init; }

    /// <summary>Where the definition comes from, in words.</summary>
    public required LocalText Source { get; set; }

    /// <summary>The list that comes with the program; a migration stores it in every register.</summary>
    public static IReadOnlyList<Indicator> Shipped { get; } = Read();

    private static Indicator[] Read()
    {
        using var stream = typeof(Indicator).Assembly.GetManifestResourceStream(
            "alliance.Monitoring.Indicators.indicators.json"
        )!;
        return
        [
            .. JsonSerializer
                .Deserialize<List<IndicatorDocument>>(stream, JsonColumn.Options)!
                .Select(d => d.Apply(null)),
        ];
    }
}
