using Alliance.Platform.Outbox;
using Alliance.Platform.Web;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Platform.Outbox;

public sealed class OutboxListenerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_lost_connection_everything_is_evicted_because_something_may_have_been_missed()
    {
        await using var app = await TestApp.StartAsync(DatabaseKind.Postgres, s => s.AddProbePage());
        var pages = app.Services.GetRequiredService<PageStore>();
        await app.Client.GetAsync("/en/probe/deal:1", Token);
        Assert.Equal(1, pages.Count);

        await app.WithDbAsync(db =>
            db.Database.ExecuteSqlRawAsync(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'",
                Token
            )
        );

        await app.UntilAsync(_ => Task.FromResult(pages.Count == 0), advance: TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task When_what_was_heard_cannot_be_worked_through_the_listening_begins_anew()
    {
        var broken = true;
        await using var app = await TestApp.StartAsync(
            DatabaseKind.Postgres,
            s =>
                s.AddProbePage()
                    .AddSingleton(
                        new Follower(
                            (tags, _) =>
                                broken && tags.Contains("deal:1")
                                    ? throw new InvalidOperationException("Memory is full.")
                                    : Task.CompletedTask
                        )
                    )
        );
        var pages = app.Services.GetRequiredService<PageStore>();
        await app.Client.GetAsync("/en/probe/deal:2", Token);
        Assert.Equal(1, pages.Count);

        // One notice alone: nobody may have to say anything more before this node finds back.
        await SayAsync("deal:1");
        await app.UntilAsync(_ => Task.FromResult(pages.Count == 0), advance: TimeSpan.FromSeconds(1));
        broken = false;

        await app.Client.GetAsync("/en/probe/deal:2", Token);
        Assert.Equal(1, pages.Count);
        await app.UntilAsync(
            async _ =>
            {
                // Until it listens again, nobody hears it.
                await SayAsync("deal:2");
                return pages.Count == 0;
            },
            advance: TimeSpan.FromSeconds(1)
        );
        Assert.Contains(app.Log.Lines, l => l.Contains("Memory is full.", StringComparison.Ordinal));

        // As another node would.
        Task SayAsync(string tag) =>
            app.WithDbAsync(db =>
                db.Database.ExecuteSqlAsync($"SELECT pg_notify({PageEviction.Channel}, {"other " + tag})", Token)
            );
    }
}
