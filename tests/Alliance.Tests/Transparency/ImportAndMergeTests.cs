using System.Text.Json.Nodes;
using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Tests.Deals;
using Alliance.Tests.Testing;
using Alliance.Transparency;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Alliance.Tests.Transparency;

/// <summary>An import of many deals while organisations of the same deals are merged: both write the same search terms.</summary>
public sealed class ImportAndMergeTests
{
    // More than one batch of search terms; an import stores the first one's words before the second one's rows.
    private const int Deals = 700;
    private const int Pairs = 3;
    private const int Rounds = 5;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Both_come_through_and_the_search_knows_the_outcome(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await StoreAsync(database);
        var merges = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var folder = Path.Combine(database.Folder, $"round-{round}");
            await WithNewTitlesAsync(database, folder, Word(round));
            // A name that was not indexed yet, so that whoever indexes a deal of it has a word to add that the import adds too.
            await using (var db = database.Open())
                await db
                    .Organisations.Where(o => o.Identifier == "bystander")
                    .ExecuteUpdateAsync(s => s.SetProperty(o => o.Name, Word(round)), Cancel);

            using var done = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            var merging = Enumerable
                .Range(0, Pairs)
                .Select(pair => MergeOnAsync(database, pair, () => done.IsCancellationRequested))
                .ToList();
            var result = await TestPackage.ImportAsync(database, folder);
            await done.CancelAsync();
            merges += (await Task.WhenAll(merging)).Sum();

            Assert.Empty(result.Problems);
            Assert.Equal(Deals, result.Changes.Count);
            await using var after = database.Open();
            var found = await SearchFinder.FindAsync(after, DealTerms.Source, SearchQuery.Read(Word(round)), Cancel);
            Assert.Equal(Deals, found.All.Length);
        }
        Assert.True(merges > Rounds * Pairs, $"Only {merges} merges: there was no crowd.");
    }

    private static async Task<int> MergeOnAsync(TestDatabase database, int pair, Func<bool> done)
    {
        var merges = 0;
        while (!done() || merges == 0)
        {
            await using var db = database.Open();
            var time = new FakeTimeProvider(TestApp.Start);
            Assert.Null(
                (await new MergeOrganisations(db, time).MergeAsync($"one-{pair}", $"same-{pair}", Cancel)).Refusal
            );
            db.ChangeTracker.Clear();
            Assert.Null((await new UnmergeOrganisation(db, time).UnmergeAsync($"one-{pair}", Cancel)).Refusal);
            merges++;
            // SQLite lets whoever comes first write, and the import would hardly have its turn.
            await Task.Delay(10, Cancel);
        }
        return merges;
    }

    private static async Task StoreAsync(TestDatabase database)
    {
        await using var db = database.Open();
        var city = DealFixtures.City("espoo");
        var bystander = DealFixtures.Organisation("bystander");
        var pairs = Enumerable
            .Range(0, Pairs)
            .Select(i => (One: DealFixtures.Organisation($"one-{i}"), Same: DealFixtures.Organisation($"same-{i}")))
            .ToList();
        await DealFixtures.StoreAsync(
            db,
            [
                .. Enumerable
                    .Range(0, Deals)
                    .Select(i =>
                        // Of the last batch, so that the import comes to these rows late.
                        DealFixtures
                            .Deal(city, $"d{i:000}", "2024")
                            .Party(bystander)
                            .Party(
                                i < Deals - 60 ? bystander
                                : i % 2 == 0 ? pairs[i % Pairs].One
                                : pairs[i % Pairs].Same
                            )
                    ),
            ]
        );
    }

    // The deals alone: an import of the organisations would be refused after a merge of one of them.
    private static async Task WithNewTitlesAsync(TestDatabase database, string folder, string word)
    {
        await using var db = database.Open();
        Assert.True(await new ExportPackage(db).RunAsync(folder));
        foreach (
            var file in Directory
                .EnumerateFiles(folder)
                .Where(f => Path.GetFileName(f) is not ("deals.jsonl" or "manifest.json"))
        )
            File.Delete(file);
        var deals = Path.Combine(folder, "deals.jsonl");
        var lines = (await File.ReadAllLinesAsync(deals, Cancel)).Select(line =>
        {
            var deal = JsonNode.Parse(line)!;
            deal["title"]!["en"] = $"{word} of {deal["id"]}";
            return deal.ToJsonString(JsonColumn.Options);
        });
        await File.WriteAllTextAsync(deals, string.Concat(lines.ToList().Select(l => l + "\n")), Cancel);
    }

    private static string Word(int round) => "Zusammen" + new string((char)('a' + round), 5);
}
