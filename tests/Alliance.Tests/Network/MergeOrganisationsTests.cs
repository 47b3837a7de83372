using Alliance.Deals;
using Alliance.Deals.Index;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Site;
using Alliance.Tests.Deals;
using Alliance.Tests.Testing;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Alliance.Tests.Network;

public sealed class MergeOrganisationsTests
{
    private static readonly FakeTimeProvider Time = new(TestApp.Start);

    [Theory, EachDatabase]
    public async Task Counts_follow_a_merge_and_come_back_with_its_undoing(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await using var db = database.Open();
        var city = await TwoDealsAsync(db);
        var before = await SeenAsync(db, city);
        Assert.Equal((2, 2, 1, 1), before);

        Assert.Null((await Merge(db, "ramboell", "ramboll")).Refusal);
        db.ChangeTracker.Clear();

        Assert.Equal((1, 1, 2, 2), await SeenAsync(db, city));
        // Whoever is named in a deal stays named there.
        Assert.Equal(2, await db.Parties.Select(p => p.OrganisationId).Distinct().CountAsync(Cancel));

        Assert.Null((await Unmerge(db, "ramboell")).Refusal);
        db.ChangeTracker.Clear();
        Assert.Equal(before, await SeenAsync(db, city));
    }

    [Theory, EachDatabase]
    public async Task A_merge_says_so_to_the_pages_that_show_it(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await using var db = database.Open();
        await TwoDealsAsync(db);

        await Merge(db, "ramboell", "ramboll");
        await Unmerge(db, "ramboell");

        var told = await db.Outbox.OrderBy(m => m.Id).Select(m => new { m.Kind, m.Tags }).ToListAsync(Cancel);
        Assert.Equal(["organisation-merged", "organisation-unmerged"], told.Select(m => m.Kind));
        Assert.All(told, m => Assert.Contains("organisation:ramboll", m.Tags.Split(' ')));
        Assert.All(told, m => Assert.Contains("cities", m.Tags.Split(' ')));
    }

    [Theory, EachDatabase]
    public async Task What_cannot_be_merged_is_refused_by_name_and_changes_nothing(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await using var db = database.Open();
        db.AddRange("abcd".Select(c => DealFixtures.Organisation(c.ToString())));
        await db.SaveChangesAsync(Cancel);

        Assert.Equal(new Refusal("not-merged", "a").Code, (await Unmerge(db, "a")).Refusal?.Code);
        await Merge(db, "a", "b");
        await AssertRefused("merge-into-itself", "c", "c");
        await AssertRefused("organisation-not-found", "c", "z");
        await AssertRefused("organisation-not-found", "z", "c");
        await AssertRefused("already-merged", "a", "c");
        await AssertRefused("merge-circle", "b", "a");
        await AssertRefused("merge-target-merged", "c", "a");
        await AssertRefused("has-merged-records", "b", "c");
        Assert.Equal(["a"], await MergedAsync(db));
        Assert.Equal(1, await db.Outbox.CountAsync(Cancel));

        async Task AssertRefused(string code, string record, string into)
        {
            var refusal = (await Merge(db, record, into)).Refusal;
            Assert.Equal(code, refusal?.Code);
            Assert.All(Language.All, l => Assert.DoesNotContain("[refusal", refusal!.In(l), StringComparison.Ordinal));
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Whatever is tried in whatever order: no chain, no circle, and undoing everything gives the beginning.</summary>
    [Fact]
    public async Task Merges_stay_one_step_deep() =>
        await Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], Gen.Bool)
            .List[1, 25]
            .SampleAsync(
                async steps =>
                {
                    await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
                    await using var db = database.Open();
                    db.AddRange(Enumerable.Range(0, 5).Select(i => DealFixtures.Organisation($"o{i}")));
                    await db.SaveChangesAsync();
                    foreach (var (one, other, undo) in steps)
                    {
                        _ = undo ? await Unmerge(db, $"o{one}") : await Merge(db, $"o{one}", $"o{other}");
                        db.ChangeTracker.Clear();
                        Assert.False(await db.Organisations.AnyAsync(o => o.MergedInto!.MergedIntoId != null));
                    }
                    foreach (var merged in await MergedAsync(db))
                        Assert.Null((await Unmerge(db, merged)).Refusal);
                    Assert.Empty(await MergedAsync(db));
                },
                iter: 10
            );

    [Fact]
    public async Task The_command_line_proposes_merges_and_refuses_in_words()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using (var db = database.Open())
            await TwoDealsAsync(db);
        Task<Cli.Result> Run(params string[] arguments) =>
            Cli.RunAsync(["organisations", .. arguments, "--data", database.Folder]);

        var duplicates = await Run("duplicates");
        Assert.Equal(0, duplicates.Code);
        Assert.Contains("ramboell  Ramboell", duplicates.Output, StringComparison.Ordinal);
        Assert.Contains("1 pair.", duplicates.Output, StringComparison.Ordinal);

        Assert.Equal("ramboell now counts as ramboll.", (await Run("merge", "ramboell", "ramboll")).Output.Trim());
        Assert.StartsWith("No pairs", (await Run("duplicates")).Output, StringComparison.Ordinal);
        var again = await Run("merge", "ramboell", "ramboll");
        Assert.Equal((1, ""), (again.Code, again.Output));
        Assert.Contains("already merged", again.Errors, StringComparison.Ordinal);
        Assert.Equal(0, (await Run("unmerge", "ramboell")).Code);
        Assert.Equal(2, (await Run("merge", "ramboell")).Code);
    }

    /// <summary>A city with two deals, signed by what may be one firm under two names.</summary>
    private static async Task<string> TwoDealsAsync(AppDb db)
    {
        var city = DealFixtures.City("umea");
        var first = DealFixtures.Organisation("ramboll", OrganisationKind.Company, city);
        var second = DealFixtures.Organisation("ramboell", OrganisationKind.Company, city);
        (first.Name, second.Name) = ("Ramboll", "Ramboell");
        await DealFixtures.StoreAsync(
            db,
            DealFixtures.Deal(city, "d1", "2022").Party(first),
            DealFixtures.Deal(city, "d2", "2023").Party(second)
        );
        return city.Identifier;
    }

    /// <summary>Organisations that joined, partners listed, deals of the one that stays on its page and in the list.</summary>
    private static async Task<(int Joined, int Partners, int OnPage, int InList)> SeenAsync(AppDb db, string city)
    {
        var deals = await DealSnapshot.LoadAsync(db, Cancel);
        var partners = await CityPartnerQueries.ListAsync(db, deals, city, new Reader(Language.English), Cancel);
        var page = (await OrganisationQueries.FindAsync(db, "ramboll", Cancel))!;
        Assert.Equal(page.Deals, (await OrganisationQueries.DealsAsync(db, page.Records, null, Cancel)).Rows.Count);
        var list = await OrganisationListQueries.ListAsync(
            db,
            new OrganisationFilter("", null, null, city, null, null),
            Cancel
        );
        Assert.Equal(list.Total, partners.Sum(g => g.Total));
        return (
            CityQueries.Totals(deals, city).Joined,
            list.Total,
            page.Deals,
            list.Rows.Single(r => r.Identifier == "ramboll").Deals
        );
    }

    private static Task<List<string>> MergedAsync(AppDb db) =>
        db.Organisations.Where(o => o.MergedIntoId != null).Select(o => o.Identifier).ToListAsync();

    private static Task<Outcome<Organisation>> Merge(AppDb db, string record, string into) =>
        new MergeOrganisations(db, Time).MergeAsync(record, into, Cancel);

    private static Task<Outcome<Organisation>> Unmerge(AppDb db, string record) =>
        new UnmergeOrganisation(db, Time).UnmergeAsync(record, Cancel);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
