using System.Net;
using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Tests.Deals;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Site;

public sealed class OrganisationPagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Its_page_shows_what_it_promised_in_each_deal_quantified_or_not(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await StoreAsync(app);

        var page = await app.ReadAsync("/en/organisations/mvv");

        Assert.Equal("MVV Energie AG", page.Said("h1"));
        Assert.Equal(["Heat", "Pledge"], page.AllSaid(".part h3"));
        Assert.Equal(["20 MW", "not quantified"], page.AllSaid(".promise .row > :last-child"));
        Assert.Contains(
            "The sources name no promise of its own in this deal.",
            page.AllSaid(".part:nth-of-type(2) .quiet")
        );
        Assert.Equal("In 2 deals or programmes. 2 promises, 1 with a number.", page.Said("section > p"));
    }

    [Theory, EachDatabase]
    public async Task A_merged_record_leads_to_the_other_for_now_and_its_deals_stand_there(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await StoreAsync(app);
        await app.WithDbAsync(async db =>
        {
            Assert.Null((await new MergeOrganisations(db, app.Time).MergeAsync("mvv-ag", "mvv", Cancel)).Refusal);
        });

        var answer = await app.Client.GetAsync("/de/organisations/mvv-ag", Cancel);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.EndsWith("/de/organisations/mvv", answer.Headers.Location?.ToString(), StringComparison.Ordinal);

        var page = await app.ReadAsync("/en/organisations/mvv");
        Assert.Equal(3, page.QuerySelectorAll(".part").Length);
        Assert.Contains("MVV", page.AllSaid(".facts dd"));
        Assert.Contains("ALLIANCE", page.AllSaid("ul.rows h3"));

        // Not listed any more, and still found by its name.
        var list = await app.ReadAsync("/en/organisations?q=mvv");
        Assert.Equal(["MVV Energie AG"], list.AllSaid("ul.rows h3"));
        Assert.Contains("in 3 deals", list.Said("ul.rows p"), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task The_list_is_paged_without_gaps_and_in_the_same_order_on_both_databases(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        string[] names = ["Zebra", "ähnlich", "Ahorn", "a-b", "A B", "Ånge", "zoo", "3i", "Øst", "_x", "a.c"];
        await app.WithDbAsync(async db =>
        {
            db.AddRange(
                Enumerable
                    .Range(0, 90)
                    .Select(i => new Organisation
                    {
                        Identifier = $"o{i}",
                        Name = i < names.Length ? names[i] : $"Firm {i % 7}",
                        Kind = OrganisationKind.Sme,
                    })
            );
            await db.SaveChangesAsync();
        });

        var seen = new List<string>();
        string? next = "/en/organisations";
        while (next is not null)
        {
            var page = await app.ReadAsync(next);
            seen.AddRange(page.QuerySelectorAll("ul.rows a").Select(a => a.GetAttribute("href")!));
            next = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(90, seen.Distinct().Count());
        Assert.Equal(90, seen.Count);
        var first = await app.ReadAsync("/de/organisations?letter=a");
        Assert.Equal(["A B", "a-b", "a.c", "ähnlich", "Ahorn", "Ånge"], first.AllSaid("ul.rows h3"));
    }

    [Theory, EachDatabase]
    public async Task The_list_is_chosen_by_name_kind_city_and_part_and_asks_a_fixed_number_of_times(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await StoreAsync(app);
        async Task<List<string>> Found(string query) =>
            (await app.ReadAsync("/en/organisations?" + query)).AllSaid("ul.rows h3");

        Assert.Equal(["MVV", "MVV Energie AG"], await Found("q=mvv"));
        Assert.Equal(["Ünter GmbH"], await Found("q=unter"));
        Assert.Equal(["Ünter GmbH"], await Found("q=Alias"));
        Assert.Equal(["MVV", "MVV Energie AG"], await Found("kind=utility"));
        Assert.Equal(["MVV Energie AG"], await Found("city=mannheim&kind=utility"));
        Assert.Equal(["MVV", "MVV Energie AG"], await Found("partner=mannheim"));
        Assert.Empty(await Found("q=zzz"));
        // What the address says wrongly is as if it were not there.
        Assert.Equal(4, (await Found("kind=nonsense&city=atlantis&letter=abc&after=nobody%00")).Count);

        app.Queries.Clear();
        await app.ReadAsync("/fi/organisations?q=m&kind=utility&city=mannheim&partner=mannheim&letter=m");
        Assert.Equal(6, app.Queries.Count);
        app.Queries.Clear();
        await app.ReadAsync("/fi/organisations/mvv");
        Assert.Equal(6, app.Queries.Count);
    }

    [Theory, EachDatabase]
    public async Task All_of_its_deals_can_be_read_a_page_at_a_time_and_every_page_says_how_many_there_are(
        DatabaseKind on
    )
    {
        await using var app = await TestApp.StartAsync(on);
        string?[] dates = ["2015", "2023-05-10", null, "2023-05-10", "2022-12"];
        await app.WithDbAsync(db =>
        {
            var city = DealFixtures.City("mannheim");
            var firm = DealFixtures.Organisation("firm", OrganisationKind.Sme, city);
            return DealFixtures.StoreAsync(
                db,
                [
                    .. Enumerable
                        .Range(0, 67)
                        .Select(i =>
                            DealFixtures
                                .Deal(city, $"d{i}", dates[i % dates.Length])
                                .Party(firm)
                                // Twice in one deal: still one deal.
                                .Party(firm, PartyRole.Supporter)
                                .Promise("p1", "Saves", i % 2 == 0 ? new Quantity(1, Qualifier.Exactly, "mw") : null)
                        ),
                    DealFixtures.Deal(city, "other", "2024"),
                ]
            );
        });

        var seen = new List<string>();
        var sizes = new List<int>();
        string? next = "/en/organisations/firm";
        while (next is not null)
        {
            app.Queries.Clear();
            var page = await app.ReadAsync(next);
            Assert.Equal(6, app.Queries.Count);
            Assert.Equal("In 67 deals or programmes. 67 promises, 34 with numbers.", page.Said("section > p"));
            var deals = page.QuerySelectorAll(".part h3 a").Select(a => a.GetAttribute("href")!).ToList();
            Assert.Equal($"{deals.Count} of 67 on this page, newest first", page.Said(".pages .quiet"));
            Assert.Equal(
                next.Contains('?', StringComparison.Ordinal) ? ["/en/organisations/firm#deals"] : [],
                page.QuerySelectorAll(".pages a:not([rel])").Select(a => a.GetAttribute("href")!)
            );
            seen.AddRange(deals);
            sizes.Add(deals.Count);
            next = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }
        Assert.Equal([30, 30, 7], sizes);
        Assert.Equal(67, seen.Distinct().Count());

        // A place that says nothing is the beginning; one behind the end says so and leads back.
        Assert.Equal(30, (await app.ReadAsync("/en/organisations/firm?after=x")).QuerySelectorAll(".part").Length);
        var end = await app.ReadAsync("/en/organisations/firm?after=0001-01-01_0");
        Assert.Contains("The list ends before this place.", end.AllSaid("section > p"));
        Assert.NotNull(end.QuerySelector(".pages a:not([rel])"));
    }

    [Theory, EachDatabase]
    public async Task A_project_shows_its_consortium_city_by_city_with_what_is_recorded_there(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await StoreAsync(app);

        var page = await app.ReadAsync("/de/projects/alliance");

        Assert.Equal("ALLIANCE", page.Said("h1"));
        Assert.Equal("Mai 2022 bis Mai 2024", page.Said(".facts dd"));
        Assert.Equal(["Mannheim", "gone"], page.AllSaid(".card h3"));
        Assert.Equal("Hier verzeichnet: 3 Deals", page.Said(".card footer"));
        // A member without a record is still named.
        Assert.Contains("nobody", page.AllSaid(".card li"));
        Assert.Equal(HttpStatusCode.NotFound, (await app.Client.GetAsync("/de/projects/x", Cancel)).StatusCode);
    }

    private static Task StoreAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            var city = DealFixtures.City("mannheim");
            var mvv = DealFixtures.Organisation("mvv", OrganisationKind.Utility, city);
            mvv.Name = "MVV Energie AG";
            var twin = DealFixtures.Organisation("mvv-ag", OrganisationKind.Utility);
            twin.Name = "MVV";
            var other = DealFixtures.Organisation("unter");
            (other.Name, other.OtherNames) = ("Ünter GmbH", ["Älias"]);
            var council = DealFixtures.Organisation("city-of-mannheim", OrganisationKind.Municipality, city);
            db.AddRange(other);
            db.Add(
                new Project
                {
                    Identifier = "alliance",
                    Name = "ALLIANCE",
                    Start = PartialDate.Parse("2022-05"),
                    End = PartialDate.Parse("2024-05"),
                    Consortium = [new ConsortiumPart("mannheim", ["mvv-ag", "nobody"]), new ConsortiumPart("gone", [])],
                }
            );
            await DealFixtures.StoreAsync(
                db,
                DealFixtures
                    .Deal(city, "heat", "2023", "Heat")
                    .Party(council, PartyRole.City)
                    .Party(mvv)
                    .Promise("p2", "River heat", new Quantity(20, Qualifier.Exactly, "mw"))
                    .Promise("p2", "Tells about it")
                    .Promise("p1", "Helps"),
                DealFixtures.Deal(city, "pledge", "2015", "Pledge").Party(mvv),
                DealFixtures.Deal(city, "twin", "2014", "Twin").Party(twin)
            );
        });
}
