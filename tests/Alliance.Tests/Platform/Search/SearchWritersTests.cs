using Alliance.Deals;
using Alliance.Platform.Search;
using Alliance.Tests.Deals;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Platform.Search;

/// <summary>Two acts that index the same record at the same time. Only PostgreSQL has two writers at once.</summary>
public sealed class SearchWritersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_indexes_a_record_that_another_is_just_indexing_waits_and_comes_through()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await using var one = database.Open();
        var deal = DealFixtures.Deal(DealFixtures.City("espoo"), "d1", "2024", "Heating without oil");
        one.Add(deal);
        await one.SaveChangesAsync(Cancel);

        // Neither finds terms to replace, and both add them.
        await using var first = await one.Database.BeginTransactionAsync(Cancel);
        await SearchIndex.WriteAsync(one, DealTerms.Source, [deal.Id], Cancel);
        await using var two = database.Open();
        var second = WriteAsync();
        await using (var watching = database.Open())
            while (
                !await watching
                    .Database.SqlQuery<int>(
                        $"SELECT pid AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
                    )
                    .AnyAsync(Cancel)
            )
            {
                Assert.False(second.IsCompleted, "The second writer had nothing to wait for.");
                await Task.Delay(10, Cancel);
            }
        await first.CommitAsync(Cancel);
        await second;

        var found = await SearchFinder.FindAsync(two, DealTerms.Source, SearchQuery.Read("heating"), Cancel);
        Assert.Equal([deal.Id], found.All);

        async Task WriteAsync()
        {
            await using var transaction = await two.Database.BeginTransactionAsync(Cancel);
            await SearchIndex.WriteAsync(two, DealTerms.Source, [deal.Id], Cancel);
            await transaction.CommitAsync(Cancel);
        }
    }
}
