using System.Text.Json.Nodes;
using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Deals.Menu;
using Alliance.Monitoring.Indicators;
using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Site;

/// <summary>What is shipped with the program is written in every language that it speaks, and is read so.</summary>
public sealed class SharedTextsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Everything_that_is_shipped_is_written_in_every_language()
    {
        var all = Shipped().ToList();
        Assert.True(all.Count > 400, $"{all.Count} texts");
        Assert.All(
            all,
            one =>
            {
                Assert.Equal(Language.Offered.Select(l => l.Code), one.Text.All.Select(t => t.Key));
                Assert.Equal(Language.English.Code, one.Text.Authentic);
                // Nobody writes English and says that it is another language.
                Assert.True(
                    Language.Offered.Skip(1).All(l => one.Text.In(l).Text != one.Text.ToString()),
                    $"{one.Place}: {one.Text}"
                );
                Assert.All(one.Text.All, t => Assert.Equal(t.Value.Trim(), t.Value));
            }
        );
    }

    [Fact]
    public async Task Italian_readers_get_what_is_shipped_in_Italian()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        foreach (var path in (string[])["/menu", "/menu?kind=sme&area=energy", "/indicators"])
        {
            var page = await app.ReadAsync("/it" + path);
            Assert.Empty(page.QuerySelectorAll("main [lang]").Select(e => $"{path}: {e.TextContent}"));
        }
        foreach (var path in (string[])["", "/deals", "/practices", "/menu"])
        {
            var page = await app.ReadAsync("/it" + path);
            Assert.Empty(page.QuerySelectorAll(".area [lang]").Select(e => $"{path}: {e.TextContent}"));
        }
        var filter = (await app.ReadAsync("/it/deals")).QuerySelector("main form[role=search]")!;
        Assert.Contains("Economia circolare", filter.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Circular economy", filter.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "Piste ciclabili realizzate",
            (await app.ReadAsync("/it/indicators")).AllSaid("h3"),
            StringComparer.Ordinal
        );
    }

    [Fact]
    public async Task Who_searches_in_Italian_finds()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        Assert.NotEmpty(
            (await app.ReadAsync("/it/search?q=teleriscaldamento")).QuerySelectorAll(
                "section[aria-labelledby=works] h3"
            )
        );
        Assert.Equal("teleriscaldamento", (await app.ReadAsync("/it/glossary?q=telerisc")).Said("dt#district-heating"));
    }

    [Theory, EachDatabase]
    public async Task The_api_gives_every_language(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        Assert.Equal("Clima", (string)(await AskAsync("policy-areas/climate"))["name"]!["it"]!);
        Assert.Contains(
            MenuAction.Gap,
            (string)(await AskAsync("menu/rescue-meals"))["action"]!["it"]!,
            StringComparison.Ordinal
        );
        Assert.All(
            (await AskAsync("indicators?limit=100"))["items"]!.AsArray(),
            i => Assert.NotEmpty((string)i!["definition"]!["it"]!)
        );

        async Task<JsonNode> AskAsync(string path) =>
            JsonNode.Parse(await app.Client.GetStringAsync("/api/v1/" + path, Cancel))!;
    }

    private static IEnumerable<(string Place, LocalText Text)> Shipped() =>
        [
            .. SharedAreas.All.SelectMany(a =>
                ((string, LocalText)[])[(a.Id + " name", a.Name), (a.Id + " description", a.Description)]
            ),
            .. DealMenu.Shipped.All.SelectMany(a =>
                ((string, LocalText)[])
                    [
                        (a.Id + " title", a.Title),
                        (a.Id + " action", a.Action),
                        (a.Id + " indicator", a.Indicator),
                        (a.Id + " hint", a.Hint),
                    ]
            ),
            .. Indicator.Shipped.SelectMany(i =>
                ((string, LocalText)[])
                    [
                        (i.Identifier + " name", i.Name),
                        (i.Identifier + " definition", i.Definition),
                        (i.Identifier + " source", i.Source),
                    ]
            ),
            .. Enum.GetValues<Instrument>()
                .SelectMany(i => ArticleTemplates.For(i))
                .Distinct()
                .SelectMany(a =>
                    ((string, LocalText)[])[(a.Heading + " heading", a.Heading), (a.Heading + " body", a.Body)]
                ),
        ];
}
