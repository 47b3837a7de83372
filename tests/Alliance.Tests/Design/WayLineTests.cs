using System.Globalization;
using Alliance.Design;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alliance.Tests.Design;

/// <summary>Time that passes moves today's sign, and nothing else: only a report draws a way that is gone.</summary>
public sealed class WayLineTests
{
    private static readonly DateOnly Begin = new(2024, 1, 1);

    [Fact]
    public async Task Without_a_report_nothing_is_gone_on_any_day()
    {
        var signs = new List<double>();
        for (var day = Begin.AddYears(-1); day < Begin.AddYears(9); day = day.AddDays(97))
        {
            var way = await RenderAsync(null, day);
            Assert.Empty(way.QuerySelectorAll("line.gone"));
            Assert.Single(way.QuerySelectorAll("line.track"));
            if (way.QuerySelector("svg svg") is { } sign)
                signs.Add(Percent(sign, "x"));
        }
        // Today went on all the time.
        Assert.True(signs.Count > 10);
        Assert.Equal(signs.Order().Distinct(), signs);
    }

    [Fact]
    public async Task What_is_gone_is_as_long_as_was_reported_today_and_three_years_later()
    {
        foreach (var years in (int[])[1, 4])
        {
            var way = await RenderAsync(0.2, Begin.AddYears(years));
            Assert.Equal(20, Percent(Assert.Single(way.QuerySelectorAll("line.gone")), "x2"), 1);
        }
    }

    private static double Percent(IElement element, string attribute) =>
        double.Parse(element.GetAttribute(attribute)!.TrimEnd('%'), CultureInfo.InvariantCulture);

    private static async Task<IDocument> RenderAsync(double? reported, DateOnly today)
    {
        await using var services = new ServiceCollection()
            .AddSingleton(new Reader(Language.English))
            .BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var given = new Dictionary<string, object?>
        {
            [nameof(WayLine.From)] = "2024",
            [nameof(WayLine.To)] = "2030",
            [nameof(WayLine.Start)] = PartialDate.Of(Begin),
            [nameof(WayLine.End)] = PartialDate.Of(new DateOnly(2030, 12, 31)),
            [nameof(WayLine.Today)] = today,
            [nameof(WayLine.Reported)] = reported,
        };
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<WayLine>(ParameterView.FromDictionary(given))).ToHtmlString()
        );
        return new HtmlParser().ParseDocument(html);
    }
}
