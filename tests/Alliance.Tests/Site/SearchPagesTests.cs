using System.Net;
using System.Text.Json;
using Alliance.Deals;
using Alliance.Knowledge;
using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals;
using Alliance.Tests.Knowledge;
using Alliance.Tests.Testing;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Site;

public sealed class SearchPagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>
    /// A list of hits is one value (a parameter for each would end at SQLite's limit), and so is a page of records: neither
    /// the statements nor their number grow with what is found.
    /// </summary>
    [Theory]
    [EachDatabase("/en/search?q=heating", 5)]
    [EachDatabase("/en/deals?q=heating", 3)]
    [EachDatabase("/en/organisations?q=heating", 7)]
    [EachDatabase("/en/search/suggest?q=heating", 5)]
    [EachDatabase("/api/v1/deals?q=heating", 3)]
    [EachDatabase("/api/v1/organisations?q=heating", 6)]
    public async Task Many_hits_take_the_same_statements_as_few(DatabaseKind on, string address, int statements)
    {
        await using var app = await TestApp.StartAsync(on);
        // Fewer than ten would be asked once more for what comes close.
        await StoreAsync(0, 12);
        await app.ChangedAsync();
        // Reads what the node keeps in memory.
        await AskedAsync("/en/deals?q=nothing");
        var few = await AskedAsync(address);
        Assert.Equal(statements, few.Count);
        await StoreAsync(12, 60);
        await app.ChangedAsync();
        Assert.Equal(few, await AskedAsync(address));

        Task StoreAsync(int from, int to) =>
            app.WithDbAsync(db =>
                DealFixtures.StoreAsync(
                    db,
                    [
                        .. Enumerable
                            .Range(from, to - from)
                            .Select(i =>
                                DealFixtures
                                    .Deal(DealFixtures.City($"city{i}"), $"d{i}", "2024", $"Heating no. {i}")
                                    .Party(DealFixtures.Organisation($"heating-{i}"))
                            ),
                    ]
                )
            );

        async Task<List<string>> AskedAsync(string address)
        {
            app.Queries.Clear();
            var answer = await app.Client.GetStringAsync(address, Cancel);
            if (!address.EndsWith("nothing", StringComparison.Ordinal))
                Assert.Contains("eating", answer, StringComparison.Ordinal);
            return [.. app.Queries.Sql];
        }
    }

    [Theory, EachDatabase]
    public async Task One_search_finds_cities_deals_and_organisations_and_leads_to_all_of_them(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await StoreAsync(app);

        var page = await app.ReadAsync("/en/search?q=mannheim");

        Assert.Equal("13 results · Search · Alliance", page.Title);
        Assert.Equal(["Cities 1", "Deals and practices 10", "Organisations 2"], page.AllSaid("main h2"));
        Assert.Equal("/en/cities/mannheim", page.QuerySelector("#cities ~ ul a")?.GetAttribute("href"));
        Assert.Equal(10, page.QuerySelectorAll(".cards .card").Length);
        Assert.Contains(
            "/en/deals?q=mannheim|All 10 deals and programmes in the list, with filters",
            page.QuerySelectorAll("main section > p a").Select(a => $"{a.GetAttribute("href")}|{a.TextContent}")
        );
        Assert.Equal("mannheim", page.QuerySelector("#q")?.GetAttribute("value"));
        // A name that has the word before one that only has it in its text.
        Assert.Equal(["Mannheim Works", "MVV Energie AG"], page.AllSaid("#organisations ~ ul h3"));
    }

    [Theory, EachDatabase]
    public async Task What_was_looked_for_is_marked_as_it_is_written_and_shown_where_it_stands(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await StoreAsync(app);

        var page = await app.ReadAsync("/de/deals?q=gebaeude");
        Assert.Equal(["Gebäuden"], page.QuerySelectorAll(".card h3 mark").Select(m => m.TextContent));
        Assert.Null(page.QuerySelector(".excerpt"));

        // Not in the title: a few words around it, safely.
        page = await app.ReadAsync("/de/deals?q=wärmepumpen");
        Assert.Equal(
            "… <b>Zehn</b> & mehr Wärmepumpen für alle …",
            Around(page.QuerySelector(".excerpt")!, "Wärmepumpen")
        );
        Assert.Equal(["Wärmepumpen"], page.QuerySelectorAll("mark").Select(m => m.TextContent));
        Assert.Null(page.QuerySelector(".excerpt b"));

        // Found in another language than the page's: told so.
        page = await app.ReadAsync("/sv/deals?q=lämpöpumppu");
        Assert.Equal("fi", page.QuerySelector(".excerpt span[lang]")?.GetAttribute("lang"));
        Assert.Equal("lämpöpumppuja", page.Said(".excerpt mark"));

        // By a party's other name.
        page = await app.ReadAsync("/en/organisations?q=kraftwerke");
        Assert.Equal(["MVV Energie AG"], page.AllSaid("ul.rows h3"));
        Assert.Equal("Kraftwerke", page.Said(".excerpt mark"));
    }

    [Theory, EachDatabase]
    public async Task Filters_narrow_what_words_find(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await StoreAsync(app);
        var all = await app.ReadAsync("/en/deals?q=mannheim");
        var one = await app.ReadAsync("/en/deals?q=mannheim&year=2020");
        Assert.Equal(10, all.QuerySelectorAll(".card").Length);
        Assert.Equal(["Deal 5"], one.AllSaid(".card h3"));
        // And the words narrow what the filters would find.
        Assert.Contains(
            "1",
            one.QuerySelector("input[name=year][value='2020'] + span .quiet")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task A_mistyped_word_leads_on(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await StoreAsync(app);
        foreach (var (address, to) in new[] { ("/de/search", "/de/search"), ("/de/deals", "/de/deals") })
        {
            var page = await app.ReadAsync($"{address}?q=gebuaden");
            var link = page.QuerySelector(".did-you-mean a")!;
            Assert.Equal($"{to}?q=geb%C3%A4uden", link.GetAttribute("href"));
            Assert.NotEmpty((await app.ReadAsync(link.GetAttribute("href")!)).QuerySelectorAll(".card"));
        }
        var list = await app.ReadAsync("/de/organisations?q=energei");
        Assert.Equal("energie", list.Said(".did-you-mean a"));
    }

    [Theory, EachDatabase]
    public async Task A_list_without_all_the_words_leads_to_what_comes_close(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await StoreAsync(app);
        const string close = "a[href='/de/search?q=mannheim%20zeppelin']";
        Assert.NotNull((await app.ReadAsync("/de/deals?q=mannheim+zeppelin")).QuerySelector(close));
        // What finds something, and words that say nothing, do not.
        Assert.Null((await app.ReadAsync("/de/deals?q=mannheim")).QuerySelector("a[href^='/de/search?q=']"));
        Assert.Null((await app.ReadAsync("/de/deals?q=und")).QuerySelector("a[href^='/de/search?q=']"));
    }

    [Theory, EachDatabase]
    public async Task Whatever_is_looked_for_is_answered(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await StoreAsync(app);
        string[] strange =
        [
            "",
            " ",
            "\"",
            "'",
            "a OR b",
            "NEAR(",
            "title:",
            "*",
            "%",
            "_",
            "\\",
            "\0",
            "%00",
            "🙂",
            "<script>alert(1)</script>",
            "\"><img src=x>",
            "(",
            "!&|",
            ":*",
            new('w', 3000),
            string.Join(' ', Enumerable.Repeat("heat", 600)),
            "\u202eabc",
            "中文",
        ];
        foreach (var text in strange)
        foreach (var path in (string[])["search", "deals", "organisations", "search/suggest"])
        {
            var answer = await app.Client.GetAsync($"/en/{path}?q={Uri.EscapeDataString(text)}", Cancel);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}?q={text}: {answer.StatusCode}");
            var body = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.DoesNotContain("<script>alert", body, StringComparison.Ordinal);
            Assert.DoesNotContain("<img", body, StringComparison.Ordinal);
        }
        // What is no UTF-8 at all.
        Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync("/en/search?q=%ff%fe%c3", Cancel)).StatusCode);
        // Ten thousand letters do not fit into an address that the server takes with its other headers; it says so.
        var long10 = await app.Client.GetAsync("/en/search?q=" + new string('x', 10_000), Cancel);
        Assert.True((int)long10.StatusCode is 200 or 414, long10.StatusCode.ToString());
    }

    [Theory, EachDatabase]
    public async Task While_typing_names_and_titles_are_offered(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await StoreAsync(app);
        Assert.Empty(await OfferedAsync(app, "en", "ma"));
        var offered = await OfferedAsync(app, "en", "mann");
        Assert.Equal("/en/cities/mannheim Mannheim (City)", offered[0]);
        Assert.Equal("/en/organisations/works Mannheim Works (Organisation)", offered[1]);
        Assert.Equal(5, offered.Count(o => o.Contains("(Deal, Mannheim)", StringComparison.Ordinal)));
        Assert.Equal(
            ["/de/deals/building Sanierung von Gebäuden (Deal, Mannheim)"],
            (await OfferedAsync(app, "de", "gebäu")).Where(o => !o.EndsWith("(Begriff)", StringComparison.Ordinal))
        );
        // What is typed in one language is offered in the reader's.
        Assert.Contains(
            "/fi/search?q=kaukol%C3%A4mp%C3%B6 kaukolämpö (Käsite)",
            await OfferedAsync(app, "fi", "Fernw")
        );

        // Answered from the cache the second time, and gone with what it shows.
        app.Queries.Clear();
        await OfferedAsync(app, "de", "gebäu");
        Assert.Equal(0, app.Queries.Count);
    }

    [Theory, EachDatabase]
    public async Task While_typing_practices_are_offered_as_long_as_everybody_reads_them(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        await ReplicationScene.PublishAsync(app);
        await app.ChangedAsync();
        const string address = "practices/" + ReplicationScene.Practice;
        Assert.Contains(
            $"/en/{address} Warm halls (example) (Good practice, Umeå)",
            await OfferedAsync(app, "en", "warm hall")
        );
        // Who reads German is offered it in German.
        Assert.Contains(
            $"/de/{address} Warme Hallen (Beispiel) (Gute Praxis, Umeå)",
            await OfferedAsync(app, "de", "warme hal")
        );
        await app.WithDbAsync(db =>
            db.Practices.Where(p => p.Identifier == ReplicationScene.Practice)
                .ExecuteUpdateAsync(p => p.SetProperty(x => x.Standing, PracticeStanding.Withdrawn), Cancel)
        );
        await app.ChangedAsync();
        Assert.DoesNotContain(
            await OfferedAsync(app, "en", "warm hall"),
            o => o.Contains(address, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Every_language_says_how_it_went()
    {
        await using var app = await TestApp.StartAsync();
        await StoreAsync(app);
        foreach (var language in Language.All)
        foreach (var query in (string[])["", "?q=mannheim", "?q=deal", "?q=nothing", "?q=%25"])
        {
            var page = await app.ReadAsync($"/{language.Code}/search{query}");
            Assert.DoesNotMatch(@"\[[a-z-]+\.[a-z.-]+\]", page.Body!.TextContent);
            Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")?.GetAttribute("content"));
        }
    }

    private static async Task<List<string>> OfferedAsync(TestApp app, string language, string text)
    {
        var answer = await app.Client.GetAsync($"/{language}/search/suggest?q={Uri.EscapeDataString(text)}", Cancel);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        return
        [
            .. json
                .RootElement.GetProperty("items")
                .EnumerateArray()
                .Select(i => $"{i.GetProperty("href")} {i.GetProperty("text")} ({i.GetProperty("kind")})"),
        ];
    }

    private static string Around(IElement excerpt, string word)
    {
        var text = string.Join(' ', excerpt.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var at = text.IndexOf(word, StringComparison.Ordinal);
        return "… " + text[(at - 19)..(at + word.Length + 9)] + " …";
    }

    private static Task StoreAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            var city = DealFixtures.City("mannheim");
            var mvv = DealFixtures.Organisation("mvv", OrganisationKind.Utility, city);
            (mvv.Name, mvv.OtherNames) = ("MVV Energie AG", ["Kraftwerke am Rhein"]);
            var works = DealFixtures.Organisation("works");
            works.Name = "Mannheim Works";
            var filler = string.Join(' ', Enumerable.Repeat("Lorem ipsum dolor", 12));
            await DealFixtures.StoreAsync(
                db,
                [
                    DealFixtures
                        .Deal(
                            city,
                            "building",
                            "2021",
                            change: d =>
                            {
                                d.Title = new LocalText("de", "Sanierung von Gebäuden");
                                d.Summary = new LocalText(
                                    "de",
                                    [
                                        new("de", $"{filler} <b>Zehn</b> & mehr Wärmepumpen für alle {filler}"),
                                        new("fi", "Kymmenen lämpöpumppuja"),
                                    ]
                                );
                            }
                        )
                        .Party(mvv)
                        .Party(works),
                    .. Enumerable
                        .Range(0, 9)
                        .Select(i => DealFixtures.Deal(city, $"deal-{i}", $"{2015 + i}", $"Deal {i}").Party(mvv)),
                ]
            );
        });
}
