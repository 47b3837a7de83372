using System.Data.Common;
using Alliance.Deals;
using Alliance.Deals.Index;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Deals;

public sealed class DealIndexTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Following_events_comes_to_the_same_as_reading_everything(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        var index = app.Services.GetRequiredService<DealIndex>();
        await app.WithDbAsync(StoreAsync);
        Assert.Equal(60, (await index.CurrentAsync(Cancel)).Count);
        var random = new Random(20260110);
        for (var round = 0; round < 12; round++)
        {
            var tags = await app.WithDbAsync(db => ChangeAsync(db, random, round));
            await index.FollowAsync(tags, Cancel);
            var followed = await index.CurrentAsync(Cancel);
            var read = await app.WithDbAsync(db => DealSnapshot.LoadAsync(db, Cancel));
            Assert.Equal(read.Count, followed.Count);
            foreach (var sort in Enum.GetValues<DealSort>())
                Assert.Equal(
                    Ids(read, new DealFilter().WithSort(sort)),
                    Ids(followed, new DealFilter().WithSort(sort))
                );
            Assert.Equal(Facets(read), Facets(followed));
            var today = new DateOnly(2026, 1, 20);
            Assert.Equal(Counting.Today(read, today), Counting.Today(followed, today));
        }
    }

    [Theory, EachDatabase]
    public async Task A_merge_is_followed_by_the_deals_of_both_records(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        var index = app.Services.GetRequiredService<DealIndex>();
        await app.WithDbAsync(StoreAsync);
        var today = new DateOnly(2026, 1, 20);
        var before = Counting.Today(await index.CurrentAsync(Cancel), today);

        await app.WithDbAsync(db => new MergeOrganisations(db, app.Time).MergeAsync("o1", "o2", Cancel));
        await app.SettleAsync();

        var after = Counting.Today(await index.CurrentAsync(Cancel), today);
        Assert.Equal(before.Signatories - 1, after.Signatories);
    }

    [Theory, EachDatabase]
    public async Task An_event_that_merely_names_an_organisation_reads_none_of_its_deals(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        var index = app.Services.GetRequiredService<DealIndex>();
        await app.WithDbAsync(StoreAsync);
        await index.CurrentAsync(Cancel);
        app.Queries.Clear();

        await index.FollowAsync(["organisation:o1", "organisation:o2"], Cancel);
        Assert.DoesNotContain(app.Queries.Sql, s => s.Contains("string_agg", StringComparison.Ordinal));

        // Once it is of another kind, they are.
        await app.WithDbAsync(db =>
            db.Organisations.Where(o => o.Identifier == "o1")
                .ExecuteUpdateAsync(s => s.SetProperty(o => o.Kind, OrganisationKind.Utility), Cancel)
        );
        await index.FollowAsync(["organisation:o1"], Cancel);
        Assert.Contains(app.Queries.Sql, s => s.Contains("string_agg", StringComparison.Ordinal));
        var read = await app.WithDbAsync(db => DealSnapshot.LoadAsync(db, Cancel));
        Assert.Equal(Facets(read), Facets(await index.CurrentAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task Todays_totals_are_what_counting_says_of_today(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await using var db = database.Open();
        await StoreAsync(db);
        foreach (var day in (DateOnly[])[new(2026, 2, 1), new(2023, 6, 1)])
        {
            var deals = await DealSnapshot.LoadAsync(db, Cancel);
            var counted = await Counting.TotalsAsync(db, deals, day, new DateOnly(2026, 2, 1), Cancel);
            Assert.Equal(counted.Overall, Counting.Today(deals, day));
        }
    }

    [Theory, EachDatabase]
    public async Task Reading_everything_takes_three_commands_however_much_there_is(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await app.WithDbAsync(StoreAsync);
        app.Queries.Clear();
        await app.Services.GetRequiredService<DealIndex>().CurrentAsync(Cancel);
        Assert.Equal(3, app.Queries.Count);
    }

    [Theory, EachDatabase]
    public async Task What_changes_while_the_index_is_first_read_is_not_missed(DatabaseKind on)
    {
        var names = new BeforeNames();
        await using var app = await TestApp.StartAsync(on, s => s.AddSingleton<IInterceptor>(names));
        var index = app.Services.GetRequiredService<DealIndex>();
        await app.WithDbAsync(StoreAsync);
        using var reached = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        names.Do = () =>
        {
            reached.Set();
            Assert.True(goOn.Wait(TimeSpan.FromSeconds(60), Cancel));
        };

        // The deals are read already when one of them changes, and its event is heard before the reading is done.
        var reading = Task.Run(() => index.CurrentAsync(Cancel).AsTask(), Cancel);
        Assert.True(reached.Wait(TimeSpan.FromSeconds(60), Cancel));
        names.Do = null;
        await ConfirmAsync(app);
        var following = index.FollowAsync(["deal:d7"], Cancel);
        goOn.Set();
        Assert.Equal(0, Confirmed(await reading));
        await following;

        Assert.Equal(1, Confirmed(await index.CurrentAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task What_could_not_be_followed_is_read_by_the_next_who_asks(DatabaseKind on)
    {
        var names = new BeforeNames();
        await using var app = await TestApp.StartAsync(on, s => s.AddSingleton<IInterceptor>(names));
        var index = app.Services.GetRequiredService<DealIndex>();
        await app.WithDbAsync(StoreAsync);
        Assert.Equal(0, Confirmed(await index.CurrentAsync(Cancel)));
        await ConfirmAsync(app);

        names.Do = () => throw new IOException("The database is away.");
        await index.FollowAsync(["deal:d7"], Cancel);
        // Who asks while it is still away is told so, rather than shown what was.
        await Assert.ThrowsAsync<IOException>(() => index.CurrentAsync(Cancel).AsTask());
        names.Do = null;

        Assert.Equal(1, Confirmed(await index.CurrentAsync(Cancel)));
        Assert.Contains(app.Log.Lines, l => l.Contains("could not follow a change", StringComparison.Ordinal));
    }

    private static int Confirmed(DealSnapshot deals) =>
        new DealChoice(deals, new DealFilter(), null).CountOf(DealFacet.Standing, Code.Of(Standing.ConfirmedByCity));

    // Around the acts, so that nobody hears of it but who is told by the test.
    private static Task<int> ConfirmAsync(TestApp app) =>
        app.WithDbAsync(db =>
            db.Deals.Where(d => d.Identifier == "d7")
                .ExecuteUpdateAsync(s => s.SetProperty(d => d.Standing, Standing.ConfirmedByCity), Cancel)
        );

    /// <summary>Comes between the two commands that the index is read by: after the deals, before the names.</summary>
    private sealed class BeforeNames : CommandCounter
    {
        public Action? Do { get; set; }

        public override void Sent(DbCommand command)
        {
            if (command.CommandText.StartsWith("SELECT id, identifier, name FROM cities", StringComparison.Ordinal))
                Do?.Invoke();
        }
    }

    private static async Task<string[]> ChangeAsync(AppDb db, Random random, int round)
    {
        if (round % 4 == 3)
        {
            // New ones, more than the sets have room for the third time.
            var city = await db.Cities.OrderBy(c => c.Id).FirstAsync(Cancel);
            var fresh = Enumerable
                .Range(0, 1 + round)
                .Select(i => DealFixtures.Deal(city, $"fresh{round}-{i}", i % 2 == 0 ? null : "2024-05"))
                .ToList();
            await DealFixtures.StoreAsync(db, fresh);
            return [.. fresh.Select(d => "deal:" + d.Identifier), "deals"];
        }
        if (round % 4 == 2)
        {
            var organisation = await db.Organisations.SingleAsync(o => o.Identifier == "o" + round % 3, Cancel);
            organisation.Kind = (OrganisationKind)random.Next(5);
            await db.SaveChangesAsync(Cancel);
            return ["organisation:" + organisation.Identifier, "organisations"];
        }
        var names = Enumerable.Range(0, 5).Select(_ => $"d{random.Next(60)}").Distinct().ToArray();
        var areas = await db.PolicyAreas.ToListAsync(Cancel);
        foreach (
            var deal in await db
                .Deals.Where(d => names.Contains(d.Identifier))
                .Include(d => d.Areas)
                .Include(d => d.Commitments)
                .ToListAsync(Cancel)
        )
        {
            deal.Instrument = (Instrument)random.Next(8);
            deal.Agreed = random.Next(3) == 0 ? null : PartialDate.Parse($"20{random.Next(10, 26)}");
            deal.ChangedAt = DealFixtures.Recorded.AddMinutes(random.Next(1000));
            deal.Areas.Clear();
            deal.Areas.Add(new DealArea { PolicyAreaId = areas[random.Next(areas.Count)].Id });
            if (random.Next(2) == 0)
                deal.Promise($"p{deal.Commitments.Count}", "something");
            deal.Derive();
        }
        await db.SaveChangesAsync(Cancel);
        return [.. names.Select(n => "deal:" + n), "deals"];
    }

    private static async Task StoreAsync(AppDb db)
    {
        City[] cities = [DealFixtures.City("espoo"), DealFixtures.City("umea")];
        PolicyArea[] areas = [DealFixtures.Area("energy", 1), DealFixtures.Area("food", 2)];
        db.AddRange(areas);
        await db.SaveChangesAsync(Cancel);
        var organisations = Enumerable.Range(0, 3).Select(i => DealFixtures.Organisation("o" + i)).ToList();
        string?[] dates = ["2022-05", "2023", null, "2023-05-10", "2030"];
        await DealFixtures.StoreAsync(
            db,
            [
                .. Enumerable
                    .Range(0, 60)
                    .Select(i =>
                        DealFixtures.Deal(
                            cities[i % 2],
                            $"d{i}",
                            dates[i % 5],
                            change: d =>
                            {
                                d.Instrument = (Instrument)(i % 8);
                                d.Party(organisations[i % 3]);
                                if (i % 6 == 0)
                                    d.Party(
                                        null,
                                        i % 4 == 0 ? PartyRole.Joiner : PartyRole.Signatory,
                                        new PartyGroup(DealFixtures.Text("some"), i % 5 == 0 ? null : i)
                                    );
                                if (i % 3 > 0)
                                    d.Promise(
                                        "p1",
                                        "do it",
                                        i % 2 == 0 ? null : new Quantity(5, Qualifier.Exactly, "t")
                                    );
                                d.Areas.Add(new DealArea { PolicyAreaId = areas[i % 2].Id });
                            }
                        )
                    ),
            ]
        );
    }

    private static List<long> Ids(DealSnapshot deals, DealFilter filter) =>
        [.. new DealChoice(deals, filter, null).Ids()];

    private static List<(string, string, int)> Facets(DealSnapshot deals) =>
        [
            .. new DealChoice(deals, new DealFilter(), null)
                .Facets()
                .SelectMany(f => f.Values.Select(v => (f.Facet.Name, v.Value, v.Deals))),
        ];
}
