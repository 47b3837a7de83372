using System.Net;
using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Alliance.Tests.Deals;

/// <summary>What a deal's page shows once a record has it: the text, the origin, and figures about single promises.</summary>
public sealed class DealTextTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_figure_stands_at_the_promise_it_is_about_and_leads_there_and_back(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await app.WithDbAsync(StoreAsync);
        var page = await GetAsync(app, "/en/deals/heat");

        var reported = Assert.Single(page.QuerySelectorAll(".reported"));
        Assert.Equal("c1", reported.Closest(".promise")!.Id);
        Assert.Equal("The source reports: End of coal: Done (April 2024)", Said(reported));
        Assert.Equal("/en/deals/heat#i1", reported.QuerySelector("a")!.GetAttribute("href"));

        Assert.Equal("/en/deals/heat#c1", page.QuerySelector("#i1 th a")!.GetAttribute("href"));
        Assert.Null(page.QuerySelector("#i2 th a"));
    }

    [Fact]
    public async Task The_text_keeps_its_numbers_and_its_lines()
    {
        await using var app = await TestApp.StartAsync();
        await app.WithDbAsync(StoreAsync);
        var page = await GetAsync(app, "/en/deals/heat");
        Assert.Equal(["1. Heat", "Article 2"], page.QuerySelectorAll(".articles h3").Select(Said));
        Assert.Equal("First.\nSecond.", page.QuerySelector(".articles p")!.TextContent);
    }

    [Fact]
    public async Task An_origin_outside_the_register_is_named_by_its_host_and_its_note()
    {
        await using var app = await TestApp.StartAsync();
        await app.WithDbAsync(StoreAsync);
        var link = (await GetAsync(app, "/en/deals/heat")).QuerySelector(".facts a.address")!;
        Assert.Equal("example.org", link.TextContent);
        Assert.Equal("https://example.org/a/model", link.GetAttribute("href"));
        Assert.Equal("After a model elsewhere", Said(link.ParentElement!.QuerySelector(".beside")));
    }

    [Theory]
    [InlineData("en", "1 city, 1 firm, 4 other organisations; 4 of them not named; 1 group without a stated number")]
    [InlineData(
        "de",
        "1 Stadt, 1 Unternehmen, 4 weitere Organisationen; davon 4 ohne Namen; 1 Gruppe ohne Zahlenangabe"
    )]
    public async Task Groups_nobody_counted_are_not_among_the_unnamed(string language, string expected)
    {
        await using var app = await TestApp.StartAsync();
        await app.WithDbAsync(StoreAsync);
        var page = await GetAsync(app, $"/{language}/deals");
        Assert.Equal(expected, Said(page.QuerySelector(".card footer p")));
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
        var city = DealFixtures.City("espoo");
        var deal = DealFixtures.Deal(
            city,
            "heat",
            "2022",
            change: d =>
            {
                d.Party(DealFixtures.Organisation("town", OrganisationKind.Municipality, city), PartyRole.City)
                    .Party(DealFixtures.Organisation("firm", OrganisationKind.Company))
                    .Party(null, group: new PartyGroup(DealFixtures.Text("Parishes"), 4))
                    .Party(null, group: new PartyGroup(DealFixtures.Text("Neighbours")))
                    .Promise("p2", "Heat without coal", target: new Target(PartialDate.Parse("2025")))
                    .Promise("p2", "Invest");
                d.Articles =
                [
                    new(1, DealFixtures.Text("Heat"), DealFixtures.Text("First.\nSecond.")),
                    new(2, null, DealFixtures.Text("Third.")),
                ];
                d.Origin = new Origin(
                    null,
                    DealFixtures.Text("After a model elsewhere"),
                    "https://example.org/a/model"
                );
                d.Indicators =
                [
                    new ReportedFigure
                    {
                        Key = "i1",
                        Order = 1,
                        Commitment = "c1",
                        Name = DealFixtures.Text("End of coal"),
                        Word = DealFixtures.Text("Done"),
                        Date = PartialDate.Parse("2024-04"),
                    },
                    new ReportedFigure
                    {
                        Key = "i2",
                        Order = 2,
                        Name = DealFixtures.Text("Meetings"),
                        Quantity = new Quantity(3, Qualifier.Exactly, "times"),
                    },
                ];
            }
        );
        await DealFixtures.StoreAsync(db, deal);
    }
}
