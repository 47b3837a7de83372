using System.Globalization;
using Alliance.Design;
using Alliance.Platform.Texts;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alliance.Tests.Design;

/// <summary>Bars stand on zero, what is below it hangs from it, and a year without a number is a gap and no zero.</summary>
public sealed class ChartTests
{
    [Fact]
    public async Task Bars_stand_on_zero_and_are_as_high_as_their_numbers()
    {
        var chart = await BarsAsync(goal: null, ("2023", 50), ("2024", null), ("2025", 100));
        var zero = Number(chart.QuerySelector("line.zero")!, "y1");
        var bars = chart.QuerySelectorAll("rect.column").ToList();
        // Two numbers, two bars; the year between says that it has none, and has no bar of no height.
        Assert.Equal(2, bars.Count);
        Assert.Equal([("value", "50"), ("none", "–"), ("value", "100")], Said(chart, "value", "none"));
        Assert.Equal(["2023", "2024", "2025"], Said(chart, "label").Select(s => s.Words));
        Assert.All(bars, b => Assert.Equal(zero, Number(b, "y") + Number(b, "height"), 1));
        Assert.Equal(2 * Number(bars[0], "height"), Number(bars[1], "height"), 1);
        // The gap is as wide as a bar's place.
        Assert.Equal(200 / 3.0, Number(bars[1], "x") - Number(bars[0], "x"), 1);
    }

    [Fact]
    public async Task What_is_below_zero_hangs_from_it()
    {
        var chart = await BarsAsync(goal: null, ("2024", -30), ("2025", 60));
        var zero = Number(chart.QuerySelector("line.zero")!, "y1");
        var bars = chart.QuerySelectorAll("rect.column").ToList();
        Assert.Equal(zero, Number(bars[0], "y"), 1);
        Assert.Equal(zero, Number(bars[1], "y") + Number(bars[1], "height"), 1);
        Assert.Equal(2 * Number(bars[0], "height"), Number(bars[1], "height"), 1);
    }

    [Theory]
    [InlineData(200, -40)]
    [InlineData(-200, 40)]
    public async Task A_goal_has_room_and_zero_stays_in_the_frame(int goal, int value)
    {
        var chart = await BarsAsync(goal, ("2024", value), ("2025", value));
        var (zero, line) = (
            Number(chart.QuerySelector("line.zero")!, "y1"),
            Number(chart.QuerySelector("line.goal")!, "y1")
        );
        Assert.InRange(zero, 10, 90);
        Assert.InRange(line, 10, 90);
        // As far from zero as five bars, on the other side of it.
        var bar = Number(chart.QuerySelector("rect.column")!, "height");
        Assert.Equal(5 * bar, goal > 0 ? zero - line : line - zero, 1);
    }

    [Fact]
    public async Task All_of_nothing_is_drawn_too()
    {
        var chart = await BarsAsync(goal: null, ("2024", 0), ("2025", null));
        Assert.Equal(0, Number(Assert.Single(chart.QuerySelectorAll("rect.column")), "height"));
        Assert.InRange(Number(chart.QuerySelector("line.zero")!, "y1"), 10, 90);
    }

    [Fact]
    public async Task A_path_has_points_where_there_are_numbers_and_breaks_where_there_are_none()
    {
        var chart = await PathAsync(
            target: 100,
            ("2022", 0),
            ("2023", 30),
            ("2024", null),
            ("2025", 60),
            ("2026", null),
            ("2027", null)
        );
        Assert.Equal(["0", "30", "60"], Said(chart, "value").Select(s => s.Words));
        var points = chart.QuerySelectorAll("circle.point").ToList();
        Assert.Equal(3, points.Count);
        // One line joins 2022 and 2023; over 2024 nobody knows the way.
        var line = Assert.Single(chart.QuerySelectorAll("line.measured"));
        Assert.Equal(Number(points[0], "cx"), Number(line, "x1"), 1);
        Assert.Equal(Number(points[1], "cx"), Number(line, "x2"), 1);
        // The even way begins at zero in the first year and ends at the target in the last.
        var (goal, zero) = (chart.QuerySelectorAll("line.goal"), Number(chart.QuerySelector("line.zero")!, "y1"));
        Assert.Equal(zero, Number(goal[0], "y1"), 1);
        Assert.Equal(Number(points[0], "cx"), Number(goal[0], "x1"), 1);
        Assert.True(Number(goal[^1], "x2") > Number(points[2], "cx"));
        // Heights are shares of the target's.
        var whole = zero - Number(goal[^1], "y2");
        Assert.Equal([0, 0.3, 0.6], points.Select(p => Math.Round((zero - Number(p, "cy")) / whole, 2)));
    }

    [Fact]
    public async Task The_even_way_bends_where_promises_begin_and_end()
    {
        // 1,000 by the end of the first year, and 10 more by that of the last.
        var chart = await RenderAsync<PathChart>(
            ("Points", Bars([("2026", 900), ("2027", null), ("2028", null)])),
            ("Way", (IReadOnlyList<decimal?>)[1_003, 1_006, 1_010]),
            ("Target", 1_010m),
            ("TargetSays", "1,010")
        );
        var (way, zero) = (chart.QuerySelectorAll("line.goal"), Number(chart.QuerySelector("line.zero")!, "y1"));
        Assert.Equal(2, way.Length);
        Assert.Equal((Number(way[0], "x2"), Number(way[0], "y2")), (Number(way[1], "x1"), Number(way[1], "y1")));
        var whole = zero - Number(way[1], "y2");
        Assert.InRange((zero - Number(way[0], "y1")) / whole, 0.99, 1);
        // Where nobody has worked it out none is drawn.
        var none = await RenderAsync<PathChart>(
            ("Points", Bars([("2026", 900), ("2027", 950)])),
            ("Target", 1_010m),
            ("TargetSays", "1,010")
        );
        Assert.Empty(none.QuerySelectorAll("line.goal"));
        Assert.Equal("1,010", none.QuerySelector("text.target-label")!.TextContent);
    }

    [Fact]
    public async Task A_year_that_is_not_over_is_hollow()
    {
        var chart = await RenderAsync<BarChart>(
            ("Bars", (IReadOnlyList<ChartBar>)[new("2025", 40, "40"), new("2026", 10, "10", SoFar: true)])
        );
        Assert.Equal(
            ["column", "column so-far"],
            chart.QuerySelectorAll("rect.column").Select(b => b.GetAttribute("class"))
        );
    }

    [Fact]
    public async Task A_path_may_go_below_where_it_began()
    {
        var chart = await PathAsync(target: 50, ("2024", 0), ("2025", -50), ("2026", 10));
        var zero = Number(chart.QuerySelector("line.zero")!, "y1");
        var points = chart.QuerySelectorAll("circle.point").Select(p => Number(p, "cy")).ToList();
        Assert.Equal(zero, points[0], 1);
        Assert.Equal(zero - Number(chart.QuerySelectorAll("line.goal")[^1], "y2"), points[1] - zero, 1);
        Assert.True(points[2] < zero);
        Assert.Equal(2, chart.QuerySelectorAll("line.measured").Length);
    }

    [Fact]
    public async Task Ranks_begin_at_zero_and_the_longest_leaves_room_for_its_number()
    {
        var chart = await RenderAsync<RankChart>(
            ("Bars", (IReadOnlyList<ChartBar>)[new("Espoo", 40, "40"), new("Umeå", 10, "10"), new("Mannheim", 0, "0")])
        );
        var bars = chart.QuerySelectorAll("rect.column").ToList();
        Assert.All(bars, b => Assert.Equal("0", b.GetAttribute("x")));
        Assert.Equal(4 * Number(bars[1], "width"), Number(bars[0], "width"), 1);
        Assert.Equal(0, Number(bars[2], "width"));
        Assert.InRange(Number(bars[0], "width"), 1, 60);
        Assert.Equal(["Espoo", "Umeå", "Mannheim"], Said(chart, "label").Select(s => s.Words));
        Assert.Equal(["40", "10", "0"], Said(chart, "value").Select(s => s.Words));
        var none = await RenderAsync<RankChart>(("Bars", (IReadOnlyList<ChartBar>)[new("Espoo", 0, "0")]));
        Assert.Equal(0, Number(Assert.Single(none.QuerySelectorAll("rect.column")), "width"));
    }

    [Fact]
    public async Task Whoever_hears_a_chart_hears_its_title_and_its_numbers()
    {
        var chart = await BarsAsync(goal: null, ("2024", 5), ("2025", 6));
        var svg = chart.QuerySelector("svg")!;
        Assert.Equal("img", svg.GetAttribute("role"));
        Assert.Equal(
            ["Trees", "In words"],
            svg.GetAttribute("aria-labelledby")!.Split(' ').Select(id => chart.GetElementById(id)!.TextContent)
        );
        Assert.Equal("Counted.", chart.QuerySelector("figcaption")!.TextContent);
    }

    private static Task<IDocument> BarsAsync(decimal? goal, params (string Label, int? Value)[] bars) =>
        RenderAsync<BarChart>(("Bars", Bars(bars)), ("Goal", goal), ("GoalSays", "Goal"));

    private static Task<IDocument> PathAsync(decimal target, params (string Label, int? Value)[] points) =>
        RenderAsync<PathChart>(
            ("Points", Bars(points)),
            ("Way", (IReadOnlyList<decimal?>)[.. points.Select((_, i) => (decimal?)target * i / (points.Length - 1))]),
            ("Target", target),
            ("TargetSays", "Target")
        );

    private static IReadOnlyList<ChartBar> Bars((string Label, int? Value)[] bars) =>
        [.. bars.Select(b => new ChartBar(b.Label, b.Value, b.Value is { } value ? $"{value}" : "–"))];

    // The words in the chart of these kinds, in order.
    private static List<(string Kind, string Words)> Said(IDocument chart, params string[] kinds) =>
        [
            .. chart
                .QuerySelectorAll("svg > text")
                .Where(t => kinds.Contains(t.GetAttribute("class")))
                .Select(t => (t.GetAttribute("class")!, t.TextContent.Trim())),
        ];

    private static double Number(IElement element, string attribute) =>
        double.Parse(element.GetAttribute(attribute)!.TrimEnd('%'), CultureInfo.InvariantCulture);

    private static async Task<IDocument> RenderAsync<T>(params (string Name, object? Value)[] parameters)
        where T : IComponent
    {
        await using var services = new ServiceCollection()
            .AddSingleton(new Reader(Language.English))
            .BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var given = parameters.ToDictionary(p => p.Name, p => p.Value);
        (given["Id"], given["Title"], given["Description"], given["Source"]) = (
            "chart",
            "Trees",
            "In words",
            "Counted."
        );
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(given))).ToHtmlString()
        );
        return new HtmlParser().ParseDocument(html);
    }
}
