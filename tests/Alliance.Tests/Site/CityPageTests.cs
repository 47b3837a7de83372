using System.Net;
using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals;
using Alliance.Tests.Testing;
using AngleSharp.Dom;

namespace Alliance.Tests.Site;

public sealed class CityPageTests
{
    [Theory, EachDatabase]
    public async Task Cells_count_deals_once_and_lead_to_them(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await StoreMannheimAsync(app);

        var page = await app.ReadAsync("/en/cities/mannheim");

        // Both of the field's areas hold the same deal: it counts once.
        var field = Row(page, "Energy and houses");
        Assert.Equal(["1", "1", ""], Cells(field));
        Assert.Equal(
            "/en/deals?city=mannheim&area=energy&area=buildings&instrument=deal",
            field.QuerySelectorAll("td a")[1].GetAttribute("href")
        );
        Assert.Equal(2, Link(field).Count);
        foreach (var address in Link(field))
            Assert.Single((await app.ReadAsync(address)).QuerySelectorAll(".card"));
    }

    [Theory, EachDatabase]
    public async Task A_gap_is_hatched_and_none_is_said_only_where_the_city_declared_its_list_complete(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await StoreMannheimAsync(app);

        var page = await app.ReadAsync("/en/cities/mannheim");

        // Declared complete.
        Assert.Equal(["none", "none", "none"], Cells(Row(page, "Food")));
        Assert.Empty(Row(page, "Food").QuerySelectorAll(".none"));
        // Not declared.
        Assert.Equal(3, Row(page, "mobility").QuerySelectorAll(".n.none").Length);
        // The city's own field, which stands for no area: nothing can be counted there.
        Assert.Contains("stands for no shared area", Row(page, "Other").TextContent, StringComparison.Ordinal);
        Assert.Empty(Row(page, "Other").QuerySelectorAll("a, .none"));
        Assert.Equal(2, page.QuerySelectorAll(".legend li").Length);
    }

    [Fact]
    public async Task Announced_counts_stand_beside_ours_with_date_and_source_and_are_never_mixed()
    {
        await using var app = await TestApp.StartAsync();
        await StoreMannheimAsync(app);

        var page = await app.ReadAsync("/en/cities/mannheim");

        Assert.Equal(["more than 160 deals", "163 deals", "1 deal"], page.AllSaid("table.bars .amount"));
        var rows = page.AllSaid("table.bars tbody tr");
        Assert.Contains("April 2024 · Stadt Mannheim", rows[0], StringComparison.Ordinal);
        Assert.Contains("undated", rows[1], StringComparison.Ordinal);
        Assert.Contains("Deals recorded here, programmes not counted 10 March 2026", rows[2], StringComparison.Ordinal);
        // The longest bar is the largest number; the open end of "more than" is drawn.
        Assert.Equal(4, page.QuerySelectorAll("table.bars tr:first-child rect").Length);
        Assert.Equal("90", page.QuerySelector("table.bars tr:nth-child(2) rect")?.GetAttribute("width"));
    }

    [Fact]
    public async Task An_observer_city_is_given_no_invented_facts()
    {
        await using var app = await TestApp.StartAsync();
        await StoreMannheimAsync(app);

        var page = await app.ReadAsync("/en/cities/utrecht");

        Assert.Equal("Utrecht: no deal is recorded here", page.Said(".empty .title"));
        Assert.Null(page.QuerySelector("table"));
        Assert.Null(page.QuerySelector(".counts"));
        Assert.Equal(["not found in the sources", "not stated by any source seen"], page.AllSaid(".facts dd.unknown"));
    }

    [Fact]
    public async Task Every_language_says_its_country_and_marks_what_is_in_another()
    {
        await using var app = await TestApp.StartAsync();
        await StoreMannheimAsync(app);

        Assert.Equal("Deutschland", (await app.ReadAsync("/de/cities/mannheim")).Said(".facts dd"));
        var finnish = await app.ReadAsync("/fi/cities/mannheim");
        Assert.Equal("Saksa", finnish.Said(".facts dd"));
        Assert.Equal("Tyskland", (await app.ReadAsync("/sv/cities/mannheim")).Said(".facts dd"));
        // No Finnish wording of the programme: it stands in its own language, and says which.
        Assert.Equal("de", finnish.QuerySelector(".lead b span")?.GetAttribute("lang"));
    }

    [Theory, EachDatabase]
    public async Task The_list_counts_deals_and_programmes_apart(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await StoreMannheimAsync(app);

        var page = await app.ReadAsync("/en/cities");

        Assert.Equal(["Leading cities", "Observer cities"], page.AllSaid("h2"));
        Assert.Equal("1 deal and 1 programme · climate target: 2030", page.Said("ul.rows p"));
        Assert.Equal(2, page.QuerySelectorAll("ul.rows > li").Length);
    }

    [Theory, EachDatabase]
    public async Task The_page_asks_as_often_for_many_deals_as_for_few(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await StoreMannheimAsync(app);
        // The first of all pages reads the index.
        await app.ReadAsync("/fi/cities/mannheim");
        var few = await CountAsync("/en/cities/mannheim");
        await app.WithDbAsync(async db =>
        {
            var city = db.Cities.Single(c => c.Identifier == "mannheim");
            var firms = Enumerable.Range(0, 40).Select(i => DealFixtures.Organisation($"firm{i}")).ToList();
            await DealFixtures.StoreAsync(
                db,
                [.. firms.Select((f, i) => DealFixtures.Deal(city, $"many{i}", "2024").Party(f))]
            );
        });

        await app.ChangedAsync();

        Assert.Equal(few, await CountAsync("/de/cities/mannheim"));
        Assert.Equal(6, few);

        var page = await app.ReadAsync("/sv/cities/mannheim");
        Assert.Equal(24, page.QuerySelectorAll(".partners:first-of-type li").Length);
        Assert.Equal(
            "/sv/organisations?kind=sme&partner=mannheim",
            page.QuerySelector(".partners > p a")?.GetAttribute("href")
        );

        async Task<int> CountAsync(string address)
        {
            app.Queries.Clear();
            await app.ReadAsync(address);
            return app.Queries.Count;
        }
    }

    [Theory]
    [InlineData("/de/cities/atlantis")]
    [InlineData("/en/cities/Mannheim%20")]
    public async Task A_city_nobody_knows_is_not_found(string address)
    {
        await using var app = await TestApp.StartAsync();
        var page = await app.ReadAsync(address, HttpStatusCode.NotFound);
        Assert.NotNull(page.QuerySelector("form[role=search] input[name=q]"));
    }

    private static IElement Row(IDocument page, string name) =>
        page.QuerySelectorAll("table.fields tbody tr")
            .Single(r => r.Said("th").StartsWith(name, StringComparison.Ordinal));

    /// <summary>The cells as seen: what is only read aloud is left out.</summary>
    private static List<string> Cells(IElement row) =>
        [
            .. row.QuerySelectorAll("td")
                .Select(td => td.QuerySelector(".aside-voice") is null ? td.TextContent.Trim() : ""),
        ];

    private static List<string> Link(IElement row) =>
        [.. row.QuerySelectorAll("td a").Select(a => a.GetAttribute("href")!)];

    private static Task StoreMannheimAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            var city = DealFixtures.City("mannheim");
            city.Country = "DE";
            city.ClimateTarget = new ClimateTarget(2030);
            city.Programme = new CityProgramme(new LocalText("de", "Der grüne Rahmen"));
            city.CompleteFor = ["food"];
            city.ActionFields =
            [
                new ActionField("f1", DealFixtures.Text("Energy and houses"), ["energy", "buildings"]),
                new ActionField("f2", DealFixtures.Text("Food"), ["food"]),
                // As an import leaves it where the source maps it to nothing.
                new ActionField("f3", DealFixtures.Text("Other"), null!),
            ];
            city.AnnouncedCounts =
            [
                new AnnouncedCount(new Quantity(163, Qualifier.Exactly, "deals"), DealFixtures.Text("Deals")),
                new AnnouncedCount(
                    new Quantity(160, Qualifier.MoreThan, "deals"),
                    DealFixtures.Text("Published deals"),
                    PartialDate.Parse("2024-04"),
                    Source: "https://example.org/press"
                ),
            ];
            city.Sources = [new Source("https://example.org/press", "Stadt Mannheim")];
            var utrecht = DealFixtures.City("utrecht");
            utrecht.Role = CityRole.Observer;
            PolicyArea[] areas =
            [
                DealFixtures.Area("energy", 1),
                DealFixtures.Area("buildings", 2),
                DealFixtures.Area("food", 3),
                DealFixtures.Area("mobility", 4),
            ];
            db.AddRange(areas);
            db.Add(utrecht);
            var heat = DealFixtures
                .Deal(city, "heat", "2023")
                .Party(DealFixtures.Organisation("utility", OrganisationKind.Utility));
            var frame = DealFixtures.Deal(city, "frame", "2021", change: d => d.Instrument = Instrument.Programme);
            await DealFixtures.StoreAsync(db, heat, frame);
            await DealFixtures.LinkAsync(db, heat, areas[0], areas[1]);
            await db.SaveChangesAsync();
        });
}
