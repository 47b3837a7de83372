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

/// <summary>A whole and its parts: all of it is drawn, told apart without colour, and said in words.</summary>
public sealed class ShareBarTests
{
    [Fact]
    public async Task Parts_fill_the_whole_each_with_a_pattern_of_its_own_and_all_are_named()
    {
        var bar = await RenderAsync(("Kept", 5), ("On the way", 0), ("Late", 3), ("Silent", 2));
        var drawn = bar.QuerySelectorAll("figure > svg > rect[fill]").ToList();
        Assert.Equal([50, 30, 20], drawn.Select(r => Percent(r, "width")));
        Assert.Equal([0, 50, 80], drawn.Select(r => Percent(r, "x")));
        // Silent is the same one in the bar and in the key, whatever has no part.
        var keys = bar.QuerySelectorAll(".key rect").Select(r => r.GetAttribute("fill")).ToList();
        Assert.Equal(4, keys.Distinct().Count());
        Assert.Equal([keys[0], keys[2], keys[3]], drawn.Select(r => r.GetAttribute("fill")));
        Assert.Equal(keys, bar.QuerySelectorAll("defs > pattern").Select(p => $"url(#{p.Id})"));
        Assert.Equal(
            ["Kept 5 50 %", "On the way 0 0 %", "Late 3 30 %", "Silent 2 20 %"],
            bar.QuerySelectorAll(".key tbody tr").Select(Words)
        );
        // A table like those of other charts, with its source below.
        Assert.Equal(["Part", "Number", "Share"], bar.QuerySelectorAll(".key thead th[scope=col]").Select(Words));
        Assert.Equal(4, bar.QuerySelectorAll(".key tbody th[scope=row]").Length);
        Assert.Equal("Counted.", bar.QuerySelector("figure")!.LastElementChild!.TextContent);
        // What has no room for its name bears its number.
        Assert.Equal(["Kept 50 %", "Late 30 %", "20 %"], bar.QuerySelectorAll("figure > svg > text").Select(Words));
        Assert.Equal("Promises", bar.QuerySelector("svg > title")!.TextContent);
        Assert.Contains("Silent: 2 (20", bar.QuerySelector("svg > desc")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_said_to_be_nothing_and_one_part_is_all_of_it()
    {
        var none = await RenderAsync(("Kept", 0), ("Late", 0));
        Assert.Null(none.QuerySelector("svg"));
        Assert.Contains("Promises: Nothing.", none.Body!.TextContent, StringComparison.Ordinal);
        var one = await RenderAsync(("Kept", 0), ("Late", 3));
        Assert.Equal(100, Percent(one.QuerySelector("figure > svg > rect[fill]")!, "width"));
        Assert.Equal("Late 100 %", Words(one.QuerySelector("figure > svg > text")!));
    }

    [Fact]
    public async Task What_is_there_is_never_nothing_and_what_is_not_all_never_all()
    {
        var bar = await RenderAsync(("Kept", 999), ("Late", 1));
        Assert.Equal(["Kept 999 99 %", "Late 1 1 %"], bar.QuerySelectorAll(".key tbody tr").Select(Words));
        // A sliver has no room for words.
        Assert.Equal(["Kept 99 %"], bar.QuerySelectorAll("figure > svg > text").Select(Words));
    }

    private static double Percent(IElement element, string attribute) =>
        double.Parse(element.GetAttribute(attribute)!.TrimEnd('%'), CultureInfo.InvariantCulture);

    private static string Words(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task<IDocument> RenderAsync(params (string Label, int Value)[] parts)
    {
        await using var services = new ServiceCollection()
            .AddSingleton(new Reader(Language.English))
            .BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (
                await renderer.RenderComponentAsync<ShareBar>(
                    ParameterView.FromDictionary(
                        new Dictionary<string, object?>
                        {
                            [nameof(ShareBar.Id)] = "shares",
                            [nameof(ShareBar.Title)] = "Promises",
                            [nameof(ShareBar.Nothing)] = "Nothing.",
                            [nameof(ShareBar.Source)] = "Counted.",
                            [nameof(ShareBar.Parts)] = parts
                                .Select(p => new ChartBar(p.Label, p.Value, $"{p.Value}"))
                                .ToList(),
                        }
                    )
                )
            ).ToHtmlString()
        );
        return new HtmlParser().ParseDocument(html);
    }
}
