using System.Net;
using System.Text.Json.Nodes;
using Alliance.Deals.Menu;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Tests.Site;
using Alliance.Tests.Testing;
using AngleSharp.Dom;

namespace Alliance.Tests.Deals;

/// <summary>The menu as readers and programs get it.</summary>
public sealed class MenuPageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("area=food")]
    [InlineData("kind=sme")]
    [InlineData("kind=citizen-group&effort=small")]
    [InlineData("kind=utility&area=mobility")]
    [InlineData("area=biodiversity&side=partner")]
    [InlineData("area=mobility&kind=social-economy&side=city")]
    public async Task A_choice_shows_what_fits_on_the_page_and_in_the_api_on_both_sides(string choice)
    {
        await using var app = await TestApp.StartAsync();
        var page = await app.ReadAsync("/en/menu?" + choice);
        var shown = Ids(page);
        var fitting = DealMenu.Shipped.All.Where(a => Fits(a, choice)).ToList();
        Assert.NotEmpty(fitting);
        Assert.Equal(fitting.Select(a => a.Id).Order(), shown.Order());
        if (!choice.Contains("side", StringComparison.Ordinal))
        {
            Assert.Contains(fitting, a => a.Side == MenuSide.City);
            Assert.StartsWith(
                $"{fitting.Count(a => a.Side == MenuSide.Partner)} promise",
                page.Said("#partners"),
                StringComparison.Ordinal
            );
            Assert.StartsWith(
                $"{fitting.Count(a => a.Side == MenuSide.City)} offer",
                page.Said("#city"),
                StringComparison.Ordinal
            );
        }
        Assert.Equal(shown, await ItemsAsync(app, choice, 7));
    }

    [Fact]
    public async Task Every_card_says_in_every_language_what_is_promised_how_it_is_measured_and_what_it_takes()
    {
        await using var app = await TestApp.StartAsync();
        foreach (var language in Language.Offered)
        {
            var page = await app.ReadAsync($"/{language.Code}/menu");
            foreach (var action in DealMenu.Shipped.All)
            {
                var card = page.GetElementById(action.Id)!;
                var blank = Words(QuantityText.Blank(action.Unit, action.Per, new Reader(language)).ToString());
                Assert.Equal(Words(action.Title.In(language).Text), card.Said("h3, h4"));
                Assert.Equal(
                    Words(action.Action.In(language).Text).Replace(MenuAction.Gap, blank, StringComparison.Ordinal),
                    card.Said("h3 + p, h4 + p")
                );
                Assert.Equal(
                    [$"{action.Indicator.In(language).Text}: {blank}", action.Hint.In(language).Text],
                    card.AllSaid("dd")
                );
                Assert.Contains(
                    new Reader(language).Name(action.Effort),
                    card.Said("footer"),
                    StringComparison.Ordinal
                );
            }
            Assert.Empty(page.QuerySelectorAll(".translation-note"));
        }
        var meals = (await app.ReadAsync("/en/menu")).GetElementById("rescue-meals")!;
        Assert.Equal(
            "We save … meals a year from the bin: what is left over we sell at a low price or give away.",
            meals.Said("h4 + p")
        );
    }

    [Fact]
    public async Task What_is_chosen_can_be_taken_back_and_what_is_unknown_is_named()
    {
        await using var app = await TestApp.StartAsync();
        var page = await app.ReadAsync("/de/menu?kind=sme&area=food&effort=small");
        Assert.Equal(
            ["sme", "food", "small"],
            page.QuerySelectorAll(".filters option[selected]").Select(o => o.GetAttribute("value")).ToList()
        );
        Assert.Equal(
            ["/de/menu?area=food&effort=small", "/de/menu?kind=sme&effort=small", "/de/menu?area=food&kind=sme"],
            page.QuerySelectorAll("a.pick").Select(a => a.GetAttribute("href")).ToList()
        );
        // Those whose main area it is come first.
        Assert.Equal("food", DealMenu.Shipped.Find(Ids(page)[0])!.Areas[0]);

        var strange = await app.ReadAsync("/de/menu?area=astrology&kind=sme");
        Assert.Equal(["area=astrology"], strange.AllSaid(".notice code"));
        Assert.Equal(await ItemsAsync(app, "kind=sme", 100), Ids(strange));

        var none = await app.ReadAsync("/en/menu?kind=sme-association&area=biodiversity&effort=large");
        Assert.Equal("No ready promise fits all of this", none.Said(".empty .title"));
    }

    [Theory, EachDatabase]
    public async Task It_is_there_before_anything_is_recorded_and_asks_the_database_nothing(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        foreach (
            var address in (string[])["/en/menu", "/en/menu?area=food", "/api/v1/menu", "/api/v1/menu/rescue-meals"]
        )
        {
            app.Queries.Clear();
            using var answer = await app.Client.GetAsync(address, Cancel);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(0, app.Queries.Count);
        }
        foreach (var page in (string[])["/fi", "/fi/deals"])
            Assert.NotNull((await app.ReadAsync(page)).QuerySelector("main a[href='/fi/menu']"));
    }

    [Fact]
    public async Task A_program_gets_one_action_with_its_place_on_the_page()
    {
        await using var app = await TestApp.StartAsync();
        var action = JsonNode.Parse(await app.Client.GetStringAsync("/api/v1/menu/rescue-meals", Cancel))!;
        Assert.Equal("meals", (string)action["unit"]!);
        Assert.Equal("year", (string)action["per"]!);
        Assert.Equal("partner", (string)action["side"]!);
        Assert.Equal("small", (string)action["effort"]!);
        Assert.Contains(MenuAction.Gap, (string)action["action"]!["sv"]!, StringComparison.Ordinal);
        Assert.EndsWith("/sv/menu#rescue-meals", (string)action["links"]!["pages"]!["sv"]!, StringComparison.Ordinal);

        using var missing = await app.Client.GetAsync("/api/v1/menu/no-such-thing", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        var problem = JsonNode.Parse(await missing.Content.ReadAsStringAsync(Cancel))!;
        Assert.Equal("menu-action-not-found", (string)problem["code"]!);
    }

    private static List<string> Ids(IDocument page) => [.. page.QuerySelectorAll("li.offer").Select(c => c.Id!)];

    // As the page's text is read: a space that does not break is a space.
    private static string Words(string text) =>
        string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private static bool Fits(MenuAction action, string choice) =>
        choice
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('='))
            .All(part =>
                part[0] switch
                {
                    "area" => action.Areas.Contains(part[1]),
                    "kind" => action.Kinds.Select(Code.Of).Contains(part[1]),
                    "effort" => Code.Of(action.Effort) == part[1],
                    _ => Code.Of(action.Side) == part[1],
                }
            );

    private static async Task<List<string>> ItemsAsync(TestApp app, string choice, int limit)
    {
        var met = new List<string>();
        for (string? next = $"/api/v1/menu?{choice}&limit={limit}"; next is not null; )
        {
            var page = JsonNode.Parse(await app.Client.GetStringAsync(next, Cancel))!;
            met.AddRange(page["items"]!.AsArray().Select(i => (string)i!["id"]!));
            next = (string?)page["next"];
            if (next is null)
                Assert.Equal(met.Count, (int)page["total"]!);
        }
        return met;
    }
}
