using System.Globalization;
using Alliance.Deals;
using Alliance.Deals.Index;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Tests.Testing;
using CsCheck;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Deals;

public sealed class CountingTests
{
    private static readonly DateOnly Today = new(2026, 3, 10);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Five_things_are_counted_apart(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await using var db = database.Open();
        var (espoo, umea) = (DealFixtures.City("espoo"), DealFixtures.City("umea"));
        var firm = DealFixtures.Organisation("firm");
        var twin = DealFixtures.Organisation("firm-oy");
        twin.MergedInto = firm;
        var club = DealFixtures.Organisation("club", OrganisationKind.Ngo);
        var town = DealFixtures.Organisation("city-of-espoo", OrganisationKind.Municipality);
        await DealFixtures.StoreAsync(
            db,
            DealFixtures.Deal(
                espoo,
                "one",
                "2023",
                change: d =>
                    d.Party(town, PartyRole.City)
                        .Party(firm)
                        .Party(club)
                        .Party(null, group: new PartyGroup(DealFixtures.Text("17 further companies"), 17))
                        .Party(null, collective: DealFixtures.Text("all signatories"))
                        .Promise("p1", "Lend a hall")
                        .Promise("p2", "Save heat", new Quantity(5, Qualifier.Exactly, "mwh"))
            ),
            // The same firm under its second record, in another city.
            DealFixtures.Deal(umea, "two", "2024-04", change: d => d.Party(twin).Party(club, PartyRole.Joiner)),
            DealFixtures.Deal(espoo, "frame", "2022", change: d => d.Instrument = Instrument.Programme),
            DealFixtures.Deal(espoo, "undated", change: d => d.Party(club).Promise("p1", "Plant trees")),
            DealFixtures.Deal(umea, "next-year", "2027")
        );

        var totals = await TotalsAsync(db, Today, Today, Cancel);
        Assert.Equal(
            new Totals(
                Programmes: 1,
                Deals: 2,
                Commitments: 2,
                Quantified: 1,
                Signatories: 2,
                Joiners: 1,
                GroupMembers: 17,
                new UndatedTotals(0, 1, 1),
                Later: 1
            ),
            totals.Overall
        );
        Assert.Equal(2, totals.ByCity[espoo.Id].Signatories);
        Assert.Equal(1, totals.ByCity[umea.Id].Signatories);
        Assert.Equal(new UndatedTotals(0, 0, 0), totals.ByCity[umea.Id].Undated);
    }

    [Theory, EachDatabase]
    public async Task A_deal_counts_from_the_last_day_its_date_may_mean(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await using var db = database.Open();
        await DealFixtures.StoreAsync(db, DealFixtures.Deal(DealFixtures.City("espoo"), "one", "2015"));
        Assert.Equal(0, (await TotalsAsync(db, new(2015, 12, 30), Today, Cancel)).Overall.Deals);
        Assert.Equal(1, (await TotalsAsync(db, new(2015, 12, 31), Today, Cancel)).Overall.Deals);
        Assert.Equal(1, (await TotalsAsync(db, DateOnly.MaxValue, DateOnly.MaxValue, Cancel)).Overall.Deals);
        Assert.Empty((await TotalsAsync(db, DateOnly.MinValue, DateOnly.MinValue, Cancel)).ByCity);
    }

    [Theory, EachDatabase]
    public async Task What_was_recorded_later_was_not_known_earlier(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await using var db = database.Open();
        var deal = DealFixtures.Deal(
            DealFixtures.City("espoo"),
            "one",
            "2023",
            change: d => d.Promise("p1", "Save heat")
        );
        await DealFixtures.StoreAsync(db, deal);
        // As an act does it: the deal, and the version that describes it from now on.
        var stored = await db.Deals.Include(d => d.Commitments).SingleAsync(Cancel);
        stored.Promise("p1", "Save power").Promise("p1", "Plant trees").Promise("p1", "Lend a hall").Derive([]);
        db.Add(Later(deal, 2, new DateTime(2026, 2, 1, 23, 59, 59, DateTimeKind.Utc), commitments: 4));
        await db.SaveChangesAsync(Cancel);

        async Task<int> Commitments(int month, int day) =>
            (await TotalsAsync(db, Today, new DateOnly(2026, month, day), Cancel)).Overall.Commitments;
        Assert.Equal(0, await Commitments(1, 14));
        Assert.Equal(1, await Commitments(1, 15));
        Assert.Equal(1, await Commitments(1, 31));
        // Recorded in the last second of the day: known by its end.
        Assert.Equal(4, await Commitments(2, 1));
    }

    [Theory, EachDatabase]
    public async Task A_fixed_pair_of_days_never_changes(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await using var db = database.Open();
        var city = DealFixtures.City("espoo");
        var firms = Enumerable.Range(0, 5).Select(i => DealFixtures.Organisation($"firm{i}")).ToList();
        var deals = Enumerable
            .Range(0, 12)
            .Select(i =>
                DealFixtures.Deal(
                    city,
                    $"d{i}",
                    i % 5 == 0 ? null : $"{2018 + (i % 7)}",
                    change: d => d.Party(firms[i % 5])
                )
            )
            .ToList();
        await DealFixtures.StoreAsync(db, deals);
        var numbers = deals.ToDictionary(d => d, _ => 1);
        var knownAt = new DateOnly(2026, 2, 1);

        // Whatever is recorded after the day: other dates, other promises, other firms, new deals.
        var changes = Gen.Select(
            Gen.Int[0, 11],
            Gen.Int[0, 400],
            Gen.Int[0, 9],
            Gen.Int[2000, 2030],
            Gen.Int[0, 4]
        ).List[1, 6];
        await changes.SampleAsync(
            async list =>
            {
                DateOnly[] days = [new(2019, 1, 1), new(2022, 6, 30), new(2026, 12, 31)];
                List<CountedTotals> before = [];
                foreach (var day in days)
                    before.Add(await TotalsAsync(db, day, knownAt, Cancel));
                foreach (var (which, hours, commitments, year, firm) in list)
                {
                    var deal = deals[which];
                    var at = new DateTime(2026, 2, 2, 0, 0, 0, DateTimeKind.Utc).AddHours(hours);
                    var version = Later(deal, ++numbers[deal], at, commitments, new DateOnly(year, 12, 31));
                    version.Parties.Add(new VersionParty { OrganisationId = firms[firm].Id, Role = PartyRole.Joiner });
                    db.Add(version);
                }
                await db.SaveChangesAsync(Cancel);
                db.ChangeTracker.Clear();
                foreach (var (day, was) in days.Zip(before))
                {
                    var now = await TotalsAsync(db, day, knownAt, Cancel);
                    Assert.Equal(was.Overall, now.Overall);
                    Assert.Equal(was.ByCity.OrderBy(c => c.Key), now.ByCity.OrderBy(c => c.Key));
                }
            },
            iter: 15,
            threads: 1
        );
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("2025-12-31", null)]
    [InlineData("2025-02-30", "counting.no-such-day")]
    [InlineData("yesterday", "counting.no-such-day")]
    [InlineData("2027-01-01", "counting.not-yet-known")]
    public void A_mistaken_day_is_kept_and_named(string? typed, string? problem)
    {
        var day = AskedDay.Parse(typed, Today, mayBeLater: false);
        Assert.Equal(problem, day.Problem);
        Assert.Equal(typed, day.Typed);
        Assert.Equal(
            problem is null && typed is not null ? DateOnly.Parse(typed, CultureInfo.InvariantCulture) : Today,
            day.Day
        );
    }

    private static async Task<CountedTotals> TotalsAsync(
        AppDb db,
        DateOnly asOf,
        DateOnly knownAt,
        CancellationToken cancel
    ) => await Counting.TotalsAsync(db, await DealSnapshot.LoadAsync(db, cancel), asOf, knownAt, cancel);

    private static DealVersion Later(Deal deal, int number, DateTime at, int commitments, DateOnly? datedBy = null) =>
        new()
        {
            DealId = deal.Id,
            Number = number,
            Kind = VersionKind.Recorded,
            RecordedAt = at,
            Content = "{}",
            Hash = new string('0', 64),
            CityId = deal.CityId,
            Instrument = deal.Instrument,
            DatedBy = datedBy ?? deal.DatedBy,
            Commitments = commitments,
            Quantified = 0,
        };
}
