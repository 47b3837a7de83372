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
}
