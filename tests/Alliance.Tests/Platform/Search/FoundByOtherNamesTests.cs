using System.Text.Json.Nodes;
using Alliance.Deals;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals;
using Alliance.Tests.Site;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Platform.Search;

/// <summary>Who types one word finds what says another, behind what says that one, and is told so.</summary>
public sealed class FoundByOtherNamesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Other_names_come_behind_and_are_told(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await StoreAsync(app);
        var page = await app.ReadAsync("/en/search?q=district+heating");
        Assert.Equal(
            ["District heating for all", "Fernwärmenetz im Norden", "Kaukolämpöä kouluille"],
            page.AllSaid("section[aria-labelledby=works] h3")
        );
        Assert.Equal(["Fernwärmenetz", "Kaukolämpöä"], page.AllSaid(".through span"));
        Assert.Equal(["de", "fi"], page.QuerySelectorAll(".through span").Select(s => s.GetAttribute("lang")));

        // The list that the page leads to has the same, in the same order.
        var list = await app.ReadAsync("/en/deals?q=district+heating");
        Assert.Equal(page.AllSaid("section[aria-labelledby=works] h3"), list.AllSaid(".card h2, .card h3"));
        Assert.Equal(["Fernwärmenetz", "Kaukolämpöä"], list.AllSaid(".through span"));

        var found = await AskAsync(app, "district heating");
        Assert.Equal(3, (int)found["total"]!);
        Assert.Equal(["", "Fernwärmenetz", "Kaukolämpöä"], found["items"]!.AsArray().Select(Through));
        // By whichever of the names, in whatever language.
        foreach (var words in (string[])["Fernwärme", "kaukolämpö", "fjärrvärmen", "teleriscaldamento"])
            Assert.Equal(3, (int)(await AskAsync(app, words))["total"]!);
    }

    [Theory, EachDatabase]
    public async Task What_comes_close_fills_up_and_counts_nowhere(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await StoreAsync(app);
        var found = await AskAsync(app, "Fernwärme Bibliothek");
        Assert.Equal(0, (int)found["total"]!);
        var near = found["nearest"]!.AsArray();
        // The one that has the rarer part first.
        Assert.Equal("library", (string)near[0]!["id"]!);
        Assert.Equal(
            ["finnish", "german", "library", "old"],
            near.Select(i => (string)i!["id"]!).Order(StringComparer.Ordinal)
        );
        Assert.Empty((await AskAsync(app, "zeppelin"))["nearest"]!.AsArray());

        var page = await app.ReadAsync("/de/search?q=Fernw%C3%A4rme+Bibliothek");
        Assert.Empty(page.QuerySelectorAll("#works"));
        Assert.Equal("Ähnliche Treffer", page.Said("#near"));
        Assert.Equal(4, page.QuerySelectorAll("section[aria-labelledby=near] .card").Length);
    }

    [Theory, EachDatabase]
    public async Task The_glossary_is_read_by_people_and_programs(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        var page = await app.ReadAsync("/fi/glossary?q=Fernw");
        Assert.Contains("kaukolämpö", page.AllSaid("dt a"));
        Assert.Equal(11, (await app.ReadAsync("/fi/glossary")).QuerySelectorAll("main ul a").Length);
        var list = JsonNode.Parse(await app.Client.GetStringAsync("/api/v1/concepts?q=fernw&limit=1", Cancel))!;
        Assert.Single(list["items"]!.AsArray());
        var one = JsonNode.Parse(await app.Client.GetStringAsync("/api/v1/concepts/district-heating", Cancel))!;
        Assert.Contains("kaukolämpö", one["terms"]!["fi"]!.AsArray().Select(t => (string)t!));
        Assert.Equal(404, (int)(await app.Client.GetAsync("/api/v1/concepts/zeppelin", Cancel)).StatusCode);
    }

    private static string Through(JsonNode? item) =>
        string.Join(", ", item!["through"]!.AsArray().Select(n => (string)n!["name"]!));

    private static async Task<JsonNode> AskAsync(TestApp app, string words) =>
        JsonNode.Parse(
            await app.Client.GetStringAsync("/api/v1/search?lang=en&q=" + Uri.EscapeDataString(words), Cancel)
        )!;

    private static Task StoreAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            var city = DealFixtures.City("espoo");
            Deal Deal(string id, string agreed, string language, string title) =>
                DealFixtures.Deal(
                    city,
                    id,
                    agreed,
                    change: d =>
                    {
                        d.Title = new LocalText(language, title);
                        d.Summary = new LocalText(language, title);
                    }
                );
            await DealFixtures.StoreAsync(
                db,
                Deal("old", "2015", "en", "District heating for all"),
                Deal("german", "2024", "de", "Fernwärmenetz im Norden"),
                Deal("finnish", "2023", "fi", "Kaukolämpöä kouluille"),
                Deal("library", "2016", "en", "A library of things")
            );
        });
}
