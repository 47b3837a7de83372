using System.Text.Json.Nodes;
using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals;
using Alliance.Tests.Testing;
using AngleSharp.Dom;

namespace Alliance.Tests.Site;

/// <summary>The search of the whole site for programs finds what its page finds.</summary>
public sealed class ApiSearchTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task It_finds_what_the_page_finds_in_the_same_order(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        foreach (var language in Language.All)
        foreach (
            var words in (string[])
                ["mannheim", "energie", "climate", "rakennus", "Umeå", "zeppelin", "Fernwärme Rechenzentrum"]
        )
        {
            var page = await app.ReadAsync($"/{language.Code}/search?q={Uri.EscapeDataString(words)}");
            var found = await AskAsync(app, $"q={Uri.EscapeDataString(words)}&lang={language.Code}");
            var items = found["items"]!.AsArray();
            foreach (
                var (kinds, section, counts) in ((string[], string, string[])[])
                    [
                        (["city"], "cities", ["cities"]),
                        (["deal", "practice"], "works", ["deals", "practices"]),
                        (["organisation"], "organisations", ["organisations"]),
                        (["offer"], "offers", ["offers"]),
                    ]
            )
            {
                Assert.Equal(
                    Linked(page, section),
                    items.Where(i => kinds.Contains((string)i!["kind"]!)).Select(i => (string)i!["page"]!)
                );
                // Headings say how many there are; where there are none, there is no heading.
                var said = page.QuerySelector($"#{section} .quiet")?.TextContent ?? "0";
                Assert.Equal(said, $"{counts.Sum(c => (int)found["counts"]![c]!)}");
            }
            var near = found["nearest"]!.AsArray();
            Assert.Equal(Linked(page, "near"), near.Select(i => (string)i!["page"]!));
            Assert.Equal(
                page.QuerySelectorAll(".through span").Select(n => n.TextContent),
                items.Concat(near).SelectMany(i => i!["through"]!.AsArray()).Select(n => (string)n!["name"]!)
            );
            Assert.Equal(found["counts"]!.AsObject().Sum(c => (int)c.Value!), (int)found["total"]!);
            Assert.Equal(
                page.QuerySelectorAll("section mark").Select(m => m.TextContent).Order(StringComparer.Ordinal),
                items
                    .Concat(near)
                    .SelectMany(i => new[] { i!["title"], i["excerpt"] })
                    .OfType<JsonNode>()
                    .SelectMany(Marked)
                    .Order(StringComparer.Ordinal)
            );
        }

        List<string> Linked(IDocument page, string section) =>
            [
                .. page.QuerySelectorAll($"section[aria-labelledby={section}] h3 a")
                    .Select(a => new Uri(app.Address, a.GetAttribute("href")).ToString()),
            ];
    }

    [Theory, EachDatabase]
    public async Task What_is_marked_is_plain_text_in_pieces(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await StoreAsync(app);
        var found = await AskAsync(app, "q=w%C3%A4rmepumpe&lang=de");
        var deal = Assert.Single(found["items"]!.AsArray())!;
        Assert.Equal(("deal", "building"), ((string)deal["kind"]!, (string)deal["id"]!));
        Assert.Equal(new Uri(app.Address, "/api/v1/deals/building").ToString(), (string)deal["url"]!);
        var excerpt = deal["excerpt"]!;
        Assert.Equal("de", (string)excerpt["language"]!);
        Assert.Contains("<b>Zehn</b> & mehr Wärmepumpen", (string)excerpt["text"]!, StringComparison.Ordinal);
        Assert.Equal(["Wärmepumpen"], Marked(excerpt));
        Assert.Equal(
            (string)excerpt["text"]!,
            string.Concat(excerpt["pieces"]!.AsArray().Select(p => (string)p!["text"]!))
        );

        // A name is in no language; another of its names is where the word was found.
        var organisation = Assert.Single((await AskAsync(app, "q=kraftwerke&kind=organisation"))["items"]!.AsArray())!;
        Assert.Equal("MVV Energie AG", (string)organisation["title"]!["text"]!);
        Assert.Null(organisation["title"]!["language"]);
        Assert.Equal(["Kraftwerke"], Marked(organisation["excerpt"]!));
    }

    [Theory, EachDatabase]
    public async Task Kinds_and_a_limit_narrow_what_is_listed_and_links_lead_to_all_of_it(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        var all = await AskAsync(app, "q=mannheim");
        var deals = await AskAsync(app, "q=mannheim&kind=deal&limit=2");
        Assert.Equal(all["counts"]!.ToJsonString(), deals["counts"]!.ToJsonString());
        Assert.Equal((int)all["counts"]!["deals"]!, (int)deals["total"]!);
        Assert.Equal(["deal", "deal"], deals["items"]!.AsArray().Select(i => (string)i!["kind"]!));
        Assert.DoesNotContain(
            (await AskAsync(app, "q=mannheim&kind=city&kind=organisation"))["items"]!.AsArray(),
            i => (string)i!["kind"]! == "deal"
        );
        foreach (var (list, address) in all["links"]!.AsObject())
        {
            var whole = JsonNode.Parse(await app.Client.GetStringAsync((string)address!, Cancel))!;
            Assert.Equal((int)all["counts"]![list]!, (int)whole["total"]!);
            var kind = list == "cities" ? "city" : list[..^1];
            var first = all["items"]!.AsArray().Where(i => (string)i!["kind"]! == kind).Select(i => (string)i!["id"]!);
            Assert.Equal(first, whole["items"]!.AsArray().Select(i => (string)i!["id"]!).Take(first.Count()));
        }
    }

    [Theory, EachDatabase]
    public async Task A_mistyped_word_leads_on_and_the_answer_goes_with_what_it_shows(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await StoreAsync(app);
        var nothing = await AskAsync(app, "q=w%C3%A4rmepunpen");
        Assert.Equal(0, (int)nothing["total"]!);
        var suggested = (string)Assert.Single(nothing["suggestions"]!.AsArray())!;
        Assert.Equal(1, (int)(await AskAsync(app, $"q={Uri.EscapeDataString(suggested)}"))["total"]!);

        app.Queries.Clear();
        await AskAsync(app, "q=kraftwerke");
        Assert.NotEqual(0, app.Queries.Count);
        app.Queries.Clear();
        await AskAsync(app, "q=kraftwerke");
        Assert.Equal(0, app.Queries.Count);
        await app.RaiseAsync("changed", null, "organisations");
        await app.SettleAsync();
        await AskAsync(app, "q=kraftwerke");
        Assert.NotEqual(0, app.Queries.Count);
    }

    [Theory, EachDatabase]
    public async Task Cities_are_found_by_their_programmes_too(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        async Task<List<string>> Cities(string query)
        {
            var list = JsonNode.Parse(await app.Client.GetStringAsync("/api/v1/cities?" + query, Cancel))!;
            List<string> ids = [.. list["items"]!.AsArray().Select(i => (string)i!["id"]!)];
            Assert.Equal((int)list["total"]!, ids.Count);
            Assert.Equal(ids, (await SameChoiceTests.CsvAsync(app, "/api/v1/cities.csv", query)).Select(r => r["id"]));
            return ids;
        }
        Assert.Equal(["umea"], await Cities("q=ume%C3%A5"));
        var all = await Cities("");
        Assert.InRange((await Cities("q=green")).Count, 1, all.Count - 1);
        Assert.Empty(await Cities("q=atlantis"));
    }

    /// <summary>What has most of the words is shown all the same, and which one it lacks.</summary>
    [Theory, EachDatabase]
    public async Task A_word_that_is_not_found_is_told(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await StoreAsync(app);
        const string words = "q=wie%20kann%20ein%20geb%C3%A4ude%20xylophon";
        var found = await AskAsync(app, words + "&lang=de");
        Assert.Equal(0, (int)found["total"]!);
        var near = found["nearest"]![0]!;
        Assert.Equal("building", (string)near["id"]!);
        Assert.Equal(["xylophon"], near["missing"]!.AsArray().Select(w => (string)w!));
        var page = await app.ReadAsync("/de/search?" + words);
        Assert.Contains(
            page.QuerySelectorAll("section[aria-labelledby=near] .quiet"),
            p => p.TextContent.Contains("xylophon", StringComparison.Ordinal)
        );
        var whole = await AskAsync(app, "q=geb%C3%A4ude&lang=de");
        Assert.Empty(whole["items"]![0]!["missing"]!.AsArray());
    }

    private static IEnumerable<string> Marked(JsonNode text) =>
        text["pieces"]!.AsArray().Where(p => (bool)p!["marked"]!).Select(p => (string)p!["text"]!);

    private static async Task<JsonNode> AskAsync(TestApp app, string query) =>
        JsonNode.Parse(await app.Client.GetStringAsync("/api/v1/search?" + query, Cancel))!;

    private static Task StoreAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            var city = DealFixtures.City("espoo");
            var mvv = DealFixtures.Organisation("mvv", OrganisationKind.Utility, city);
            (mvv.Name, mvv.OtherNames) = ("MVV Energie AG", ["Kraftwerke am Rhein"]);
            await DealFixtures.StoreAsync(
                db,
                DealFixtures.Deal(
                    city,
                    "building",
                    "2021",
                    change: d =>
                    {
                        d.Title = new LocalText("de", "Sanierung von Gebäuden");
                        d.Summary = new LocalText("de", "<b>Zehn</b> & mehr Wärmepumpen für alle");
                    }
                ),
                DealFixtures.Deal(city, "other", "2020").Party(mvv)
            );
        });
}
