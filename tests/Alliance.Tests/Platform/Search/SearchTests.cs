using Alliance.Deals;
using Alliance.Deals.Index;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals;
using Alliance.Tests.Testing;
using Alliance.Tests.Transparency;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Alliance.Tests.Platform.Search;

public sealed class SearchTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The promise of the search: whichever database a city runs, its readers find the same in the same order.</summary>
    [Fact]
    public async Task Both_databases_find_the_same_in_the_same_order()
    {
        await using var sqlite = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var postgres = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await SearchCorpus.StoreAsync(sqlite);
        await SearchCorpus.StoreAsync(postgres);
        await using var one = sqlite.Open();
        await using var other = postgres.Open();
        var queries = await SearchCorpus.QueriesAsync(one);
        Assert.True(queries.Count >= 200, $"{queries.Count} queries");

        var finding = 0;
        foreach (var text in queries)
        {
            foreach (var source in AppDb.Searched)
            foreach (var typing in (bool[])[false, true])
            {
                var query = SearchQuery.Read(text, typing);
                var here = await SearchFinder.FindAsync(one, source, query, Cancel);
                var there = await SearchFinder.FindAsync(other, source, query, Cancel);
                Assert.Equal((text, string.Join(' ', here.All)), (text, string.Join(' ', there.All)));
                Assert.Equal((text, string.Join(' ', here.InTitle)), (text, string.Join(' ', there.InTitle)));
                Assert.Equal(here.All.Order(), here.All);
                Assert.Subset(here.All.ToHashSet(), here.InTitle.ToHashSet());
            }
            var pages = await ListedAsync(one, text);
            Assert.Equal((text, string.Join(' ', pages)), (text, string.Join(' ', await ListedAsync(other, text))));
            finding += pages.Count > 0 ? 1 : 0;
            Assert.Equal(
                await SearchSuggestions.ForAsync(one, AppDb.Searched, text, Cancel),
                await SearchSuggestions.ForAsync(other, AppDb.Searched, text, Cancel)
            );
        }
        // Most of them find something: two empty answers would be equal too.
        Assert.True(finding >= 150, $"{finding} of {queries.Count} find something");
    }

    [Theory, EachDatabase]
    public async Task Other_forms_and_compounds_are_found(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await using var db = database.Open();
        var city = DealFixtures.City("espoo");
        Deal In(string language, string title) =>
            DealFixtures.Deal(city, title.ToLowerInvariant(), change: d => d.Title = new LocalText(language, title));
        await DealFixtures.StoreAsync(
            db,
            In("de", "Gebäuden"),
            In("fi", "rakennuksissa"),
            In("de", "Wärme"),
            In("sv", "byggnader"),
            In("de", "Fernwärme"),
            In("fi", "aurinkokatto"),
            In("de", "Klimaschutz"),
            In("en", "coordination")
        );
        async Task<string> Find(string words, bool typing = false)
        {
            var hits = await SearchFinder.FindAsync(db, DealTerms.Source, SearchQuery.Read(words, typing), Cancel);
            Assert.Equal(hits.All, hits.InTitle);
            var found = await db.Deals.Where(d => hits.All.Contains(d.Id)).Select(d => d.Slug).ToListAsync(Cancel);
            return string.Join(' ', found.Order(StringComparer.Ordinal));
        }
        Assert.Equal("gebäuden", await Find("Gebäude"));
        Assert.Equal("gebäuden", await Find("gebaeude"));
        Assert.Equal("rakennuksissa", await Find("rakennus"));
        Assert.Equal("fernwärme wärme", await Find("waerme"));
        Assert.Equal("fernwärme wärme", await Find("Warme"));
        Assert.Equal("byggnader", await Find("byggnad"));
        Assert.Equal("aurinkokatto", await Find("katto"));
        Assert.Equal("aurinkokatto", await Find("aurinko"));
        Assert.Equal("klimaschutz", await Find("klima"));
        Assert.Equal("", await Find("nation"));
        Assert.Equal("", await Find("geb"));
        Assert.Equal("gebäuden", await Find("geb", typing: true));
        Assert.Equal("", await Find("ge", typing: true));
        Assert.Equal("fernwärme", await Find("fernw", typing: true));
    }

    [Theory, EachDatabase]
    public async Task A_title_comes_first_then_the_newest_then_the_last_recorded(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await using var db = database.Open();
        var city = DealFixtures.City("espoo");
        Deal Deal(string slug, string? agreed, string title) =>
            DealFixtures.Deal(city, slug, agreed, title, d => d.Summary = DealFixtures.Text("heat and wood"));
        await DealFixtures.StoreAsync(
            db,
            Deal("old-title", "2015", "Heat"),
            Deal("undated-title", null, "Heat"),
            Deal("new-text", "2024", "Warmth"),
            Deal("new-title-1", "2020", "Heat"),
            Deal("new-title-2", "2020", "Heat"),
            Deal("old-text", "2014", "Warmth")
        );
        Assert.Equal(
            ["new-title-2", "new-title-1", "old-title", "undated-title", "new-text", "old-text"],
            await ListedAsync(db, "heat")
        );
        // Every word has to be in the title, or it is no hit in the title.
        Assert.Equal(
            ["new-text", "new-title-2", "new-title-1", "old-title", "old-text", "undated-title"],
            await ListedAsync(db, "heat wood")
        );
    }

    [Theory, EachDatabase]
    public async Task A_deal_is_found_by_its_parties_through_merges_and_new_names(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        using var package = new TestPackage();
        await TestPackage.ImportAsync(database, package.Folder);
        await using var db = database.Open();
        async Task<bool> Finds(string words, string deal) => (await ListedAsync(db, words)).Contains(deal);
        const string deal = "espoo-climate-city-contract";
        Assert.True(await Finds("Ramboll", deal));
        Assert.False(await Finds("Zweitname", deal));

        package.Change(
            "organisations.jsonl",
            "fortum",
            o => o["otherNames"] = new System.Text.Json.Nodes.JsonArray("Zweitname")
        );
        await TestPackage.ImportAsync(database, package.Folder, at: TestApp.Start.AddDays(1));
        Assert.True(await Finds("Zweitname", deal));
        Assert.Contains("fortum", await OrganisationsAsync(db, "zweitname"));

        var time = new FakeTimeProvider(TestApp.Start);
        Assert.Null((await new MergeOrganisations(db, time).MergeAsync("fortum", "caruna", Cancel)).Refusal);
        db.ChangeTracker.Clear();
        Assert.Equal(["caruna"], await OrganisationsAsync(db, "zweitname"));
        Assert.Null((await new UnmergeOrganisation(db, time).UnmergeAsync("fortum", Cancel)).Refusal);
        db.ChangeTracker.Clear();
        Assert.Equal(["fortum"], await OrganisationsAsync(db, "zweitname"));

        // A deal of a merged record is also found by the name of the record it was merged into.
        package.Change("organisations.jsonl", "siemens", o => o["mergedInto"] = "aimo-park");
        await TestPackage.ImportAsync(database, package.Folder, at: TestApp.Start.AddDays(2));
        Assert.Contains("aimo-park", await OrganisationsAsync(db, "siemens"));
        Assert.DoesNotContain("siemens", await OrganisationsAsync(db, "siemens"));
        package.Change("organisations.jsonl", "siemens", o => o.AsObject().Remove("mergedInto"));
        await TestPackage.ImportAsync(database, package.Folder, at: TestApp.Start.AddDays(3));
        Assert.DoesNotContain("aimo-park", await OrganisationsAsync(db, "siemens"));
        Assert.Contains("siemens", await OrganisationsAsync(db, "siemens"));
    }

    [Theory, EachDatabase]
    public async Task Mistyped_words_are_answered_by_near_ones_that_find_something(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await using var db = database.Open();
        var city = DealFixtures.City("espoo");
        Deal In(string id, string language, string title) =>
            DealFixtures.Deal(city, id, change: d => d.Title = new LocalText(language, title));
        await DealFixtures.StoreAsync(
            db,
            In("a", "de", "Gebäude am Hafen"),
            In("b", "de", "Gebäude im Wald"),
            In("c", "en", "Sustainable heating"),
            In("d", "fi", "Rakennusten katot"),
            In("e", "en", "Seating for all"),
            In("f", "en", "Seating in parks")
        );
        Task<IReadOnlyList<string>> Near(string text) => SearchSuggestions.ForAsync(db, AppDb.Searched, text, Cancel);
        Assert.Equal(["gebäude"], await Near("gebuade"));
        Assert.Equal(["gebäude hafen"], await Near("gebuade hafen"));
        Assert.Equal(["sustainable"], await Near("susteinabel"));
        Assert.Equal(["heating"], await Near("heatign"));
        // As near as each other: what more deals have comes first.
        Assert.Equal(["seating", "heating"], await Near("deating"));
        Assert.Empty(await Near("gebäude"));
        Assert.Empty(await Near("zeppelin"));
        Assert.Empty(await Near("abc"));

        // What is written nowhere any more is not offered.
        await db
            .Deals.Where(d => d.Slug == "c")
            .ExecuteUpdateAsync(s => s.SetProperty(d => d.Title, DealFixtures.Text("Other")), Cancel);
        await SearchIndex.WriteAsync(
            db,
            DealTerms.Source,
            await db.Deals.Select(d => d.Id).ToListAsync(Cancel),
            Cancel
        );
        Assert.Empty(await Near("susteinabel"));
    }

    [Theory, EachDatabase]
    public async Task Building_anew_gives_what_writing_gave(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await SearchCorpus.StoreAsync(database);
        await using var db = database.Open();
        await new MergeOrganisations(db, new FakeTimeProvider(TestApp.Start)).MergeAsync("siemens", "caruna", Cancel);
        db.ChangeTracker.Clear();
        var before = await WholeAsync(db, on);
        Assert.True(before.Count > 1_000);

        // As after an update of the program that makes other terms.
        await db.Database.ExecuteSqlAsync($"INSERT INTO search_state (id, version) VALUES (1, 0)", Cancel);
        await db.Database.ExecuteSqlAsync($"DELETE FROM search_words WHERE word > 'k'", Cancel);
        await SearchIndex.WriteAsync(db, DealTerms.Source, [1, 2, 3], Cancel);
        await MigrateAsync(database);
        Assert.Equal(before, await WholeAsync(db, on));
        Assert.Equal(
            SearchIndex.Version,
            Assert.Single(
                await db.Database.SqlQuery<int>($"SELECT version AS \"Value\" FROM search_state").ToListAsync(Cancel)
            )
        );

        // And not again at the next start.
        await db.Database.ExecuteSqlAsync($"DELETE FROM search_words", Cancel);
        await MigrateAsync(database);
        Assert.Empty(
            await db.Database.SqlQuery<string>($"SELECT word AS \"Value\" FROM search_words").ToListAsync(Cancel)
        );
    }

    [Theory, EachDatabase]
    public async Task A_search_asks_twice_at_most(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await SearchCorpus.StoreAsync(database);
        var queries = new QueryCounter();
        await using var db = database.Open(o => o.AddInterceptors(queries));
        foreach (var (text, count) in new[] { ("Wärme Gebäude rakennuksissa", 2), ("tak", 1), ("🙂", 0) })
        {
            queries.Clear();
            await SearchFinder.FindAsync(db, AppDb.Searched, SearchQuery.Read(text), Cancel);
            Assert.Equal((text, count), (text, queries.Count));
        }
    }

    private static async Task<List<string>> ListedAsync(AppDb db, string words)
    {
        var filter = new DealFilter().WithSearch(words);
        var slugs = new List<string>();
        while (true)
        {
            var page = await DealList.LoadAsync(db, await DealSnapshot.LoadAsync(db, Cancel), filter, Cancel);
            slugs.AddRange(page.Rows.Select(r => r.Slug));
            if (page.Next is null)
                return slugs;
            filter = filter.From(page.Next);
        }
    }

    private static async Task<List<string>> OrganisationsAsync(AppDb db, string words)
    {
        var hits = await SearchFinder.FindAsync(db, OrganisationTerms.Source, SearchQuery.Read(words), Cancel);
        return await db
            .Organisations.Where(o => hits.InTitle.Contains(o.Id))
            .Select(o => o.Identifier)
            .ToListAsync(Cancel);
    }

    /// <summary>Every term of every record, and every word, as the database holds them.</summary>
    private static async Task<List<string>> WholeAsync(AppDb db, DatabaseKind on)
    {
        var whole = await db
            .Database.SqlQuery<string>(
                $"SELECT word || ' ' || reversed || ' ' || coalesce(shown, '') || ' ' || compound AS \"Value\" FROM search_words"
            )
            .ToListAsync(Cancel);
        foreach (var table in AppDb.Searched.Select(s => s.Table))
        {
            var sql =
                on == DatabaseKind.Postgres
                    ? $"SELECT '{table} ' || id || ' ' || title || ' / ' || whole AS \"Value\" FROM {table}"
                    : $"SELECT '{table} ' || doc || ' ' || col || ' ' || term AS \"Value\" FROM temp.{table}_seen";
            if (on == DatabaseKind.Sqlite)
            {
                await db.Database.OpenConnectionAsync(Cancel);
                var seen =
                    $"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{table}_seen USING fts5vocab('main', '{table}', 'instance')";
                await db.Database.ExecuteSqlRawAsync(seen, Cancel);
            }
            whole.AddRange(await db.Database.SqlQueryRaw<string>(sql).ToListAsync(Cancel));
        }
        whole.Sort(StringComparer.Ordinal);
        return whole;
    }

    private static async Task MigrateAsync(TestDatabase database)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddDatabase(database.Connection)
            .BuildServiceProvider();
        await Alliance.Platform.Data.Migrating.ApplyAsync(services, cancellationToken: Cancel);
    }
}
