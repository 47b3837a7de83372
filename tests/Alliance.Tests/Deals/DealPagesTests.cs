using System.Net;
using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Deals;

public sealed class DealPagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_deal_shows_both_sides_and_never_a_seal_it_has_not_earned(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await app.WithDbAsync(StoreAsync);
        var page = await GetAsync(app, "/en/deals/store");

        Assert.Equal("Building store", page.QuerySelector("h1")!.TextContent.Trim());
        Assert.Null(page.QuerySelector(".seal"));
        Assert.Equal("Collected from public sources", Said(page.QuerySelector(".sides > .standing")));
        var sides = page.QuerySelectorAll(".side");
        Assert.Equal(2, sides.Length);
        Assert.Contains("The sources name no promise of the city.", Said(sides[0]), StringComparison.Ordinal);
        Assert.Contains(
            "Whether “All signatories” includes the city, they do not say.",
            Said(sides[0]),
            StringComparison.Ordinal
        );
        var promises = sides[1].QuerySelectorAll(".promise");
        Assert.Equal("5.5 million SEK by 2030", Said(promises[0].QuerySelector(".amount")));
        Assert.Equal("not quantified", Said(promises[1].QuerySelector(".unnumbered")));
        Assert.Contains("counted by the source, not named", Said(sides[1]), StringComparison.Ordinal);
        Assert.Contains("the source states 19", Said(page.QuerySelector(".facts")), StringComparison.Ordinal);
        Assert.Contains(
            "According to 1 public source; none of the parties has confirmed it",
            Said(page.Body),
            StringComparison.Ordinal
        );
        Assert.Contains("“5.5 million SEK”", Said(page.QuerySelector(".said")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Corrections_go_to_the_contact_and_without_one_the_page_offers_nothing_it_has_not()
    {
        await using var app = await TestApp.StartAsync(services: services =>
            services.Configure<OperatorSettings>(o => o.Contact = "green&deal@city.example")
        );
        await app.WithDbAsync(StoreAsync);
        var address =
            "mailto:green%26deal@city.example?subject=Deal%20%E2%80%9CBuilding%20store%E2%80%9D%20%28store%29";
        var page = await GetAsync(app, "/en/deals/store");
        Assert.Equal(
            ["Add a promise you know of", "Confirm or correct this deal"],
            page.QuerySelectorAll("a[href^='mailto:']").Select(Said)
        );
        Assert.All(page.QuerySelectorAll("a[href^='mailto:']"), a => Assert.Equal(address, a.GetAttribute("href")));

        await using var bare = await TestApp.StartAsync();
        await bare.WithDbAsync(StoreAsync);
        page = await GetAsync(bare, "/en/deals/store");
        Assert.DoesNotContain("Add a promise you know of", Said(page.Body), StringComparison.Ordinal);
        Assert.Equal(
            "Are you one of the parties, or do you know better? Whoever runs this site has not yet said where to write. What the imprint says",
            Said(page.QuerySelector(".claim"))
        );
        Assert.Equal("/en/imprint", page.QuerySelector(".claim a")?.GetAttribute("href"));
    }

    [Fact]
    public async Task A_wording_in_another_language_says_so()
    {
        await using var app = await TestApp.StartAsync();
        await app.WithDbAsync(StoreAsync);
        var page = await GetAsync(app, "/de/deals/store");
        Assert.Equal("de", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("en", page.QuerySelector("h1 [lang]")!.GetAttribute("lang"));
        Assert.Equal(
            "sv",
            page.QuerySelectorAll("[lang]").First(e => e.TextContent == "Bygghandel").GetAttribute("lang")
        );
        Assert.Equal("5,5 Millionen SEK bis 2030", Said(page.QuerySelector(".amount")));
    }

    [Theory]
    [InlineData("/en/deals/nowhere")]
    [InlineData("/en/deals/Not--A%20slug")]
    [InlineData("/fi/deals/%F0%9F%99%82")]
    public async Task An_unknown_deal_is_not_found(string path)
    {
        await using var app = await TestApp.StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await app.Client.GetAsync(path, Cancel)).StatusCode);
    }

    [Fact]
    public async Task The_list_can_be_narrowed_by_its_form_and_widened_by_links()
    {
        await using var app = await TestApp.StartAsync();
        await app.WithDbAsync(StoreAsync);
        var all = await GetAsync(app, "/en/deals");
        Assert.Equal("1 deal and 1 programme", Said(all.QuerySelector("#found")));
        var form = all.QuerySelector("form[action='/en/deals']")!;
        Assert.Equal("get", form.GetAttribute("method"));
        Assert.All(form.QuerySelectorAll("input"), i => Assert.NotEmpty(i.GetAttribute("name")!));

        var narrow = await GetAsync(app, "/en/deals?city=umea&instrument=deal&q=store");
        Assert.Equal("1 deal", Said(narrow.QuerySelector("#found")));
        Assert.Equal(
            ["/en/deals?city=umea&instrument=deal", "/en/deals?q=store&instrument=deal", "/en/deals?q=store&city=umea"],
            narrow.QuerySelectorAll(".pick").Select(a => a.GetAttribute("href"))
        );
        Assert.All(
            narrow.QuerySelectorAll(".filter-box input[type=checkbox]"),
            box => Assert.Equal(box.GetAttribute("value") is "umea" or "deal", box.HasAttribute("checked"))
        );
    }

    [Fact]
    public async Task Broken_addresses_are_answered_with_a_page_that_names_what_is_wrong()
    {
        await using var app = await TestApp.StartAsync();
        await app.WithDbAsync(StoreAsync);
        var page = await GetAsync(app, "/en/deals?city=<script>&kind=zebra&year=0&after=%27%3B--&sort=up&q=%C3%28");
        Assert.Contains("kind=zebra", Said(page.QuerySelector(".notice")), StringComparison.Ordinal);
        Assert.Contains("This is the first page.", Said(page.QuerySelector(".notice")), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main script"));
    }

    [Fact]
    public async Task Counting_keeps_a_mistaken_day_and_says_what_is_wrong_with_it()
    {
        await using var app = await TestApp.StartAsync();
        await app.WithDbAsync(StoreAsync);
        var page = await GetAsync(app, "/en/counting?asOf=2023-02-30&knownAt=2026-02-01");
        Assert.Equal("2023-02-30", page.QuerySelector("#asOf")!.GetAttribute("value"));
        Assert.Equal("true", page.QuerySelector("#asOf")!.GetAttribute("aria-invalid"));
        Assert.Equal("2026-02-01", page.QuerySelector("#knownAt")!.GetAttribute("value"));
        Assert.Contains("This is not a day.", Said(page.QuerySelector("#asOf-error")), StringComparison.Ordinal);
        Assert.Contains(
            page.QuerySelectorAll("a"),
            a => a.GetAttribute("href") == "/en/counting?asOf=2026-03-10&knownAt=2026-02-01"
        );
        Assert.Equal(
            ["All cities", "1", "1", "2", "1", "1", "0", "17", "0"],
            page.QuerySelectorAll("tfoot th, tfoot td").Select(Said)
        );
    }

    [Fact]
    public async Task Numbers_beside_choices_say_that_programmes_are_among_them()
    {
        await using var app = await TestApp.StartAsync();
        await app.WithDbAsync(StoreAsync);
        var form = (await GetAsync(app, "/en/deals")).QuerySelector("form[role=search]");
        Assert.Contains("2 deals and programmes", form!.QuerySelectorAll(".choice .aside-voice").Select(Said));
        Assert.Contains("how many deals and programmes, taken together", Said(form), StringComparison.Ordinal);
        var nothing = await GetAsync(app, "/en/deals?q=nothing");
        Assert.Contains(
            ": 2 deals and programmes",
            Said(nothing.QuerySelector(".finder section")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Counting_names_what_may_change_even_a_fixed_pair_of_days()
    {
        await using var app = await TestApp.StartAsync();
        await app.WithDbAsync(StoreAsync);
        var page = await GetAsync(app, "/en/counting");
        var exceptions = Said(page.QuerySelector("#exceptions")!.NextElementSibling);
        Assert.Contains("merged or parted", exceptions, StringComparison.Ordinal);
        Assert.Contains("taken over from another register", exceptions, StringComparison.Ordinal);
        Assert.Contains("two exceptions", Said(page.Body), StringComparison.Ordinal);
    }

    [Theory]
    [EachDatabase("deals", 1)]
    [EachDatabase("deals?city=umea&area=energy&kind=company&q=store", 3)]
    [EachDatabase("deals?city=umea&area=energy&kind=company&q=nothing", 5)]
    [EachDatabase("deals/store", 6)]
    [EachDatabase("counting", 1)]
    public async Task A_page_asks_as_often_for_many_deals_as_for_few(DatabaseKind on, string path, int times)
    {
        await using var app = await TestApp.StartAsync(on);
        await app.WithDbAsync(StoreAsync);
        await app.WithDbAsync(db => StoreMoreAsync(db, 0, 3));
        // The first of all pages reads the index. Not the page itself: what its search finds is kept with the index.
        await GetAsync(app, "/fi/deals");
        app.Queries.Clear();
        await GetAsync(app, "/en/" + path);
        Assert.True(app.Queries.Count == times, $"{app.Queries.Count} queries:\n{string.Join("\n", app.Queries.Sql)}");

        await app.WithDbAsync(db => StoreMoreAsync(db, 3, 90));
        await app.ChangedAsync();
        app.Queries.Clear();
        await GetAsync(app, "/en/" + path);
        Assert.True(app.Queries.Count == times, $"{app.Queries.Count} queries:\n{string.Join("\n", app.Queries.Sql)}");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [InlineData("fi")]
    [InlineData("sv")]
    public async Task No_text_is_missing(string language)
    {
        await using var app = await TestApp.StartAsync();
        await app.WithDbAsync(StoreAsync);
        foreach (
            var path in (string[])["deals", "deals?q=zzz&city=umea&city=x&after=y", "deals/store", "counting?knownAt=x"]
        )
        {
            var page = await GetAsync(app, $"/{language}/{path}");
            Assert.DoesNotContain(
                page.QuerySelectorAll("main *"),
                e =>
                    System.Text.RegularExpressions.Regex.IsMatch(
                        e.TextContent,
                        @"\[[a-z-]+\.[a-zA-Z.-]+\]",
                        System.Text.RegularExpressions.RegexOptions.None,
                        TimeSpan.FromSeconds(1)
                    )
            );
        }
    }

    private static string Said(IElement? element) =>
        string.Join(' ', element!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> GetAsync(TestApp app, string path)
    {
        var answer = await app.Client.GetAsync(path, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Cancel), Cancel);
    }

    private static async Task StoreAsync(AppDb db)
    {
        var umea = DealFixtures.City("umea");
        var energy = DealFixtures.Area("energy");
        db.Add(energy);
        var store = DealFixtures.Deal(
            umea,
            "store",
            "2023",
            "Building store",
            d =>
            {
                d.OriginalName = new LocalText("sv", "Bygghandel");
                d.PartyCountStated = 19;
                d.Party(DealFixtures.Organisation("umea-kommun", OrganisationKind.Municipality, umea), PartyRole.City)
                    .Party(DealFixtures.Organisation("abc", OrganisationKind.SocialEconomy))
                    .Party(
                        null,
                        group: new PartyGroup(DealFixtures.Text("17 further companies"), 17, OrganisationKind.Company)
                    )
                    .Party(null, collective: DealFixtures.Text("All signatories"))
                    .Promise(
                        "p2",
                        "Invest",
                        new Quantity(5_500_000, Qualifier.Exactly, "sek"),
                        new Target(PartialDate.Parse("2030"))
                    )
                    .Promise("p4", "Meet");
                d.Commitments[0].AsSource = new SourceWords { ["quantity"] = "5.5", ["unit"] = "million SEK" };
            }
        );
        await DealFixtures.StoreAsync(
            db,
            store,
            DealFixtures.Deal(umea, "frame", "2022", change: d => d.Instrument = Instrument.Programme)
        );
        await DealFixtures.LinkAsync(db, store, energy);
    }

    private static async Task StoreMoreAsync(AppDb db, int from, int to)
    {
        var (city, area) = (await db.Cities.SingleAsync(), await db.PolicyAreas.SingleAsync());
        var firm = DealFixtures.Organisation("firm" + from, OrganisationKind.Company);
        var deals = Enumerable
            .Range(from, to - from)
            .Select(i => DealFixtures.Deal(city, $"d{i}", "2024", "Another store", d => d.Party(firm)))
            .ToList();
        await DealFixtures.StoreAsync(db, deals);
        foreach (var deal in deals)
            await DealFixtures.LinkAsync(db, deal, area);
    }
}
