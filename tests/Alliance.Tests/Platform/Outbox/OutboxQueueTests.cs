using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Alliance.Tests.Platform.Outbox;

public sealed class OutboxQueueTests
{
    private readonly FakeTimeProvider time = new(TestApp.Start);
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Many_workers_take_each_row_once(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await RaiseAsync(database, 200);

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(WorkAsync, Token)));

        var ids = taken.SelectMany(t => t).ToList();
        Assert.Equal(200, ids.Count);
        Assert.Equal(200, ids.Distinct().Count());

        async Task<List<long>> WorkAsync()
        {
            await using var db = database.Open();
            var queue = new OutboxQueue(db, time);
            var mine = new List<long>();
            while (await queue.LeaseAsync(7, Token) is { Count: > 0 } leased)
            {
                Assert.Equal(leased.Select(m => m.Id).Order(), leased.Select(m => m.Id));
                foreach (var message in leased)
                {
                    mine.Add(message.Id);
                    await queue.CompleteAsync(message, Token);
                }
            }
            return mine;
        }
    }

    [Theory, EachDatabase]
    public async Task A_leased_row_comes_back_when_its_worker_dies(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await RaiseAsync(database, 1);
        await using var db = database.Open();
        var queue = new OutboxQueue(db, time);

        Assert.Single(await queue.LeaseAsync(10, Token));
        Assert.Empty(await queue.LeaseAsync(10, Token));
        time.Advance(OutboxQueue.Lease);

        var again = Assert.Single(await queue.LeaseAsync(10, Token));
        Assert.Equal(2, again.Attempts);
    }

    [Theory, EachDatabase]
    public async Task What_was_not_tried_is_given_back_and_counts_for_nothing(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await RaiseAsync(database, 2);
        await using var db = database.Open();
        var queue = new OutboxQueue(db, time);
        var mine = await queue.LeaseAsync(10, Token);
        time.Advance(OutboxQueue.Lease);
        var taken = Assert.Single(await queue.LeaseAsync(1, Token));

        await queue.ReturnAsync(mine, Token);

        // The second is free again; the first belongs to whoever took it meanwhile.
        var free = Assert.Single(await queue.LeaseAsync(10, Token));
        Assert.Equal((1, 2), (free.Attempts, taken.Attempts));
        Assert.NotEqual(free.Id, taken.Id);
    }

    [Theory, EachDatabase]
    public async Task A_failing_row_rests_longer_each_time_and_is_given_up_after_ten_attempts(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await RaiseAsync(database, 1);
        await using var db = database.Open();
        var queue = new OutboxQueue(db, time);

        for (var attempt = 1; attempt <= OutboxQueue.MostAttempts; attempt++)
        {
            var message = Assert.Single(await queue.LeaseAsync(10, Token));
            await queue.PostponeAsync(message, Token);
            time.Advance(TimeSpan.FromSeconds(Math.Pow(2, attempt) - 1));
            Assert.Empty(await queue.LeaseAsync(10, Token));
            time.Advance(TimeSpan.FromSeconds(1));
        }

        time.Advance(TimeSpan.FromDays(30));
        Assert.Empty(await queue.LeaseAsync(10, Token));
        Assert.Equal(1, await queue.CountGivenUpAsync(Token));
        Assert.False(await queue.WaitsLongerThanAsync(TimeSpan.FromMinutes(5), Token));
        Assert.Equal(0, await queue.PruneAsync(Token));
    }

    [Theory, EachDatabase]
    public async Task A_row_that_commits_late_with_a_low_number_is_not_missed(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        // SQLite has one writer at a time: numbers are given in the order of commits, and the case cannot arise.
        if (on == DatabaseKind.Sqlite)
        {
            await RaiseAsync(database, 2);
        }
        else
        {
            await using var slow = database.Open();
            await using var transaction = await slow.Database.BeginTransactionAsync(Token);
            slow.Raise("slow", null, [], time.GetUtcNow());
            await slow.SaveChangesAsync(Token);
            await RaiseAsync(database, 1);
            await using var quick = database.Open();
            var first = Assert.Single(await new OutboxQueue(quick, time).LeaseAsync(10, Token));
            Assert.Equal("happened", first.Kind);
            await transaction.CommitAsync(Token);
            var late = Assert.Single(await new OutboxQueue(quick, time).LeaseAsync(10, Token));
            Assert.True(late.Id < first.Id);
            return;
        }
        await using var db = database.Open();
        Assert.Equal(2, (await new OutboxQueue(db, time).LeaseAsync(10, Token)).Count);
    }

    [Theory, EachDatabase]
    public async Task Done_rows_are_deleted_after_a_week(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await RaiseAsync(database, 1);
        await using var db = database.Open();
        var queue = new OutboxQueue(db, time);
        await queue.CompleteAsync(Assert.Single(await queue.LeaseAsync(10, Token)), Token);

        time.Advance(OutboxQueue.Kept);
        Assert.Equal(0, await queue.PruneAsync(Token));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await queue.PruneAsync(Token));
    }

    [Theory, EachDatabase]
    public async Task A_message_is_kept_only_with_its_change(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        await using (var db = database.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Token);
            db.Raise("undone", null, ["deals"], time.GetUtcNow());
            await db.SaveChangesAsync(Token);
        }
        await using var after = database.Open();
        Assert.Equal(0, await after.Outbox.CountAsync(Token));
    }

    [Fact]
    public async Task A_tag_is_one_word()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var db = database.Open();
        Assert.Throws<ArgumentException>(() => db.Raise("x", null, ["two words"], time.GetUtcNow()));
        db.Raise("x", new { Deal = "ma-11" }, ["deal:ma-11", "deals", "deals"], time.GetUtcNow());
        var message = Assert.Single(db.ChangeTracker.Entries<OutboxMessage>()).Entity;
        Assert.Equal("""{"deal":"ma-11"}""", message.Payload);
        Assert.Equal("deal:ma-11 deals", message.Tags);
    }

    private async Task RaiseAsync(TestDatabase database, int count)
    {
        await using var db = database.Open();
        for (var i = 0; i < count; i++)
            db.Raise("happened", null, [], time.GetUtcNow());
        await db.SaveChangesAsync(Token);
    }
}
