using System.Globalization;
using Alliance.Deals;
using Alliance.Deals.Index;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Tests.Testing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Deals;

public sealed class DealListTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [EachDatabase(DealSort.Newest)]
    [EachDatabase(DealSort.Oldest)]
    [EachDatabase(DealSort.Changed)]
    public async Task A_walk_through_the_pages_meets_every_deal_once_and_in_order(DatabaseKind on, DealSort sort)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await using var db = database.Open();
        // Many share a day or an instant, and some have none: the places where paging by key goes wrong.
        var city = DealFixtures.City("espoo");
        string?[] dates = ["2015", "2023-05-10", null, "2023-05-10", "2022-12", "2023", "2015-12-31"];
        var deals = Enumerable
            .Range(0, 67)
            .Select(i =>
                DealFixtures.Deal(
                    city,
                    $"d{i}",
                    dates[i % dates.Length],
                    change: d => d.ChangedAt = DealFixtures.Recorded.AddTicks(10 * (i * 7919 % 5))
                )
            )
            .ToList();
        await DealFixtures.StoreAsync(db, deals);

        var filter = new DealFilter().WithSort(sort);
        List<DealCardData> seen = [];
        for (var pages = 0; pages < 10; pages++)
        {
            var page = await LoadAsync(db, filter, Cancel);
            Assert.Equal(67, page.Total);
            Assert.False(page.LostPlace);
            seen.AddRange(page.Rows);
            if (page.Next is null)
                break;
            // As the reader would: through the address.
            filter = Read(filter.From(page.Next).Print());
        }

        Assert.Equal(deals.Select(d => d.Id).Order(), seen.Select(d => d.Id).Order());
        var sorted = sort switch
        {
            DealSort.Changed => seen.OrderByDescending(d => d.ChangedAt).ThenByDescending(d => d.Id),
            DealSort.Oldest => seen.OrderBy(d => d.Dated is null).ThenBy(d => d.Dated?.Last).ThenBy(d => d.Id),
            _ => seen.OrderByDescending(d => d.Dated?.Last ?? DateOnly.MinValue).ThenByDescending(d => d.Id),
        };
        Assert.Equal(sorted.Select(d => d.Id), seen.Select(d => d.Id));
    }

    [Theory, EachDatabase]
    public async Task Words_are_found_as_they_stand(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await using var db = database.Open();
        var city = DealFixtures.City("espoo");
        await DealFixtures.StoreAsync(
            db,
            DealFixtures.Deal(city, "a", title: "100% Wärme for Umeå"),
            DealFixtures.Deal(city, "b", title: "1000 poles in snake_case"),
            DealFixtures.Deal(city, "c", title: "back\\slash snakeXcase")
        );

        async Task<string> Find(string words) =>
            string.Join(
                "",
                (await LoadAsync(db, new DealFilter().WithSearch(words), Cancel)).Rows.Select(r => r.Slug).Order()
            );
        Assert.Equal("a", await Find("100%"));
        Assert.Equal("b", await Find("snake_case"));
        Assert.Equal("c", await Find("\\"));
        Assert.Equal("a", await Find("WARME umea"));
        Assert.Equal("", await Find("warme poles"));
        Assert.Equal("abc", await Find("   "));
        Assert.Equal("", await Find("\0'\"; -- 🙂"));
    }

    [Theory, EachDatabase]
    public async Task Every_facet_says_how_many_deals_each_value_leaves(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await using var db = database.Open();
        await StoreMixedAsync(db);

        string[] choices =
        [
            "",
            "city=espoo",
            "city=espoo&city=umea&year=2023",
            "area=energy&instrument=deal",
            "kind=sme&open=yes",
            "year=undated&area=food",
            "q=something&kind=academia&kind=sme&status=done",
        ];
        foreach (var choice in choices)
        {
            var filter = Read(choice);
            var page = await LoadAsync(db, filter, Cancel);
            Assert.Equal(await CountAsync(db, filter), page.Total);
            foreach (var facet in page.Facets)
            foreach (var value in facet.Values)
                Assert.Equal(
                    (
                        choice,
                        facet.Facet.Name,
                        value.Value,
                        await CountAsync(db, filter.With(facet.Facet, [value.Value]))
                    ),
                    (choice, facet.Facet.Name, value.Value, value.Deals)
                );
        }
    }

    [Theory, EachDatabase]
    public async Task A_kind_of_party_is_found_among_groups_too(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await using var db = database.Open();
        await DealFixtures.StoreAsync(
            db,
            DealFixtures.Deal(
                DealFixtures.City("umea"),
                "store",
                change: d =>
                    d.Party(DealFixtures.Organisation("umea-kommun", OrganisationKind.Municipality), PartyRole.City)
                        .Party(DealFixtures.Organisation("abc", OrganisationKind.SocialEconomy))
                        .Party(
                            null,
                            group: new PartyGroup(DealFixtures.Text("17 companies"), 17, OrganisationKind.Company)
                        )
                        .Party(null, group: new PartyGroup(DealFixtures.Text("residents")))
                        .Party(null, collective: DealFixtures.Text("all signatories"))
            )
        );
        var row = Assert.Single((await LoadAsync(db, Read("kind=company"), Cancel)).Rows);
        Assert.Equal(new PartyTally(1, 17, 1, 0, 17, 1), row.Parties);
        Assert.Empty((await LoadAsync(db, Read("kind=sme"), Cancel)).Rows);
    }

    [Theory, EachDatabase]
    public async Task Where_nothing_fits_the_page_says_what_to_loosen(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await using var db = database.Open();
        await StoreMixedAsync(db);
        var filter = Read("q=nowhere&city=espoo&area=food&kind=utility&year=1999");
        var page = await LoadAsync(db, filter, Cancel);
        Assert.Equal(0, page.Total);
        Assert.Equal(["", "city", "area", "year", "kind"], page.Loosen.Select(l => l.Facet?.Name ?? ""));
        foreach (var step in page.Loosen)
            Assert.Equal(await CountAsync(db, step.Filter), step.Deals);
    }

    [Theory, EachDatabase]
    public async Task What_the_address_asks_for_in_vain_is_named(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await using var db = database.Open();
        await StoreMixedAsync(db);
        var page = await LoadAsync(db, Read("city=atlantis&area=magic&after=nonsense"), Cancel);
        Assert.True(page.LostPlace);
        Assert.Equal([("city", "atlantis"), ("area", "magic")], page.Filter.Unknown);
        Assert.NotEmpty(page.Rows);
    }

    private static async Task<DealListPage> LoadAsync(AppDb db, DealFilter filter, CancellationToken cancel) =>
        await DealList.LoadAsync(db, await DealSnapshot.LoadAsync(db, cancel), filter, cancel);

    private static DealFilter Read(string query) => DealFilter.Parse(QueryHelpers.ParseQuery(query));

    // Counts by walking the pages, which shares nothing with the facets' own counting.
    private static async Task<int> CountAsync(AppDb db, DealFilter filter)
    {
        var count = 0;
        for (string? after = null; ; )
        {
            var page = await LoadAsync(db, filter.From(after), Cancel);
            count += page.Rows.Count;
            after = page.Next;
            if (after is null)
                return count;
        }
    }

    private static async Task StoreMixedAsync(AppDb db)
    {
        City[] cities = [DealFixtures.City("espoo"), DealFixtures.City("umea"), DealFixtures.City("mannheim")];
        PolicyArea[] areas =
        [
            DealFixtures.Area("energy", 1),
            DealFixtures.Area("food", 2),
            DealFixtures.Area("climate", 3),
        ];
        db.AddRange(areas);
        OrganisationKind[] kinds = [OrganisationKind.Sme, OrganisationKind.Academia, OrganisationKind.Utility];
        var organisations = kinds.Select(k => DealFixtures.Organisation(Code.Of(k), k)).ToList();
        string?[] dates = ["2022-05", "2023", null, "2023-05-10", "2024-01-31"];
        var deals = Enumerable
            .Range(0, 45)
            .Select(i =>
                DealFixtures.Deal(
                    cities[i % 3],
                    $"d{i.ToString("00", CultureInfo.InvariantCulture)}",
                    dates[i % 5],
                    change: d =>
                    {
                        d.Instrument = (Instrument)(i * 5 % 8);
                        d.Delivery = (Delivery)(i * 3 % 4);
                        d.OpenToJoin = (OpenToJoin)(i % 3);
                        d.Party(organisations[i % 3]);
                        if (i % 4 == 0)
                            d.Party(organisations[(i + 1) % 3], PartyRole.Joiner);
                    }
                )
            )
            .ToList();
        await DealFixtures.StoreAsync(db, deals);
        foreach (var (deal, i) in deals.Select((d, i) => (d, i)).Where(x => x.i % 7 != 0))
            await DealFixtures.LinkAsync(db, deal, i % 2 == 0 ? [areas[i % 3]] : [areas[i % 3], areas[(i + 1) % 3]]);
    }
}
