using System.Text.Json.Nodes;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Site;

/// <summary>What records are about, on their pages and for programs, and by which names a search of a list found them.</summary>
public sealed class ConceptTagsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [EachDatabase("deals")]
    [EachDatabase("practices")]
    public async Task Pages_show_what_programs_read_each_in_its_language(DatabaseKind on, string list)
    {
        await using var app = await RealRegister.StartAsync(on);
        var items = await ItemsAsync(app, $"/api/v1/{list}?limit=20");
        var tagged = items.Where(i => Concepts(i).Count > 0).ToList();
        Assert.True(tagged.Count > items.Count / 2, $"{tagged.Count} of {items.Count} say what they are about");
        foreach (var item in tagged.Take(3))
        foreach (var language in Language.All)
        {
            var page = await app.ReadAsync($"/{language.Code}/{list}/{(string)item["slug"]!}");
            var links = page.QuerySelectorAll(".concepts a").ToList();
            // What the policy areas beside say already is not said again.
            var beside = page.QuerySelectorAll("main .areas a")
                .Select(a => a.TextContent.Trim())
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
            var names = Concepts(item)
                .Select(c => Glossary.Shipped.Find(c)!.In(language))
                .Where(n => !beside.Contains(n))
                .ToList();
            Assert.Equal(names, links.Select(l => l.TextContent));
            Assert.Equal(
                names.Select(n => $"/{language.Code}/search?q={Uri.EscapeDataString(n)}"),
                links.Select(l => l.GetAttribute("href"))
            );
        }
    }

    [Theory, EachDatabase]
    public async Task A_list_says_by_which_name_it_found_what_lacks_the_words(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        var city = DealFixtures.City("espoo");
        await app.WithDbAsync(db =>
            DealFixtures.StoreAsync(
                db,
                DealFixtures.Deal(city, "same", change: d => d.Title = new LocalText("en", "District heating for all")),
                DealFixtures.Deal(city, "other", change: d => d.Title = new LocalText("fi", "Kaukolämpö kaikille"))
            )
        );
        await app.ChangedAsync();

        var items = await ItemsAsync(app, "/api/v1/deals?q=district+heating");

        Assert.Equal(["same", "other"], items.Select(i => (string)i["id"]!));
        Assert.Null(items[0]["through"]);
        var through = Assert.Single(items[1]["through"]!.AsArray())!;
        Assert.Equal(("Kaukolämpö", "fi"), ((string)through["name"]!, (string)through["language"]!));
        Assert.All(items, i => Assert.Contains("district-heating", Concepts(i)));

        // Without words nothing is found by a name.
        Assert.All(await ItemsAsync(app, "/api/v1/deals"), i => Assert.Null(i["through"]));
    }

    [Theory, EachDatabase]
    public async Task Words_that_say_nothing_find_nothing_and_are_told_so(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        foreach (var address in (string[])["search", "deals", "practices"])
        {
            var page = await app.ReadAsync($"/en/{address}?q=what+is+the");
            Assert.Contains("These words say nothing by themselves.", page.Body!.TextContent, StringComparison.Ordinal);
        }
    }

    private static async Task<List<JsonNode>> ItemsAsync(TestApp app, string address) =>
        [.. JsonNode.Parse(await app.Client.GetStringAsync(address, Cancel))!["items"]!.AsArray().OfType<JsonNode>()];

    private static List<string> Concepts(JsonNode item) => [.. item["concepts"]!.AsArray().Select(c => (string)c!)];
}
