using Alliance.Platform.Outbox;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Platform.Outbox;

public sealed class OutboxProcessorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task What_is_raised_in_the_application_is_handled_without_waiting_for_a_poll(DatabaseKind on)
    {
        var handled = new List<string>();
        await using var app = await TestApp.StartAsync(on, s => s.AddSingleton(Remember(handled)));

        await app.RaiseAsync("deal-signed", new { Deal = "ma-11" });

        // The clock stands still: only the signal can have woken the processor.
        await app.SettleAsync();
        Assert.Equal("""{"deal":"ma-11"}""", Assert.Single(handled));
    }

    [Theory, EachDatabase]
    public async Task What_another_process_stores_is_found(DatabaseKind on)
    {
        var handled = new List<string>();
        await using var app = await TestApp.StartAsync(on, s => s.AddSingleton(Remember(handled)));
        await app.SettleAsync();

        // A context outside of the application sends no signal, like an import at the command line.
        await using (var db = app.Database.Open())
        {
            db.Raise("deal-signed", null, [], TestApp.Start);
            await db.SaveChangesAsync(Token);
        }

        // SQLite is polled each second, PostgreSQL each fifteen.
        await app.SettleAsync(advance: TimeSpan.FromSeconds(1));
        Assert.Single(handled);
    }

    [Theory, EachDatabase]
    public async Task A_handler_that_fails_is_tried_again_and_does_not_hold_up_the_others(DatabaseKind on)
    {
        var handled = new List<string>();
        var broken = true;
        await using var app = await TestApp.StartAsync(
            on,
            s =>
                s.AddSingleton(Remember(handled))
                    .AddSingleton(
                        new OutboxHandler(
                            "mail-wanted",
                            (_, _, _) =>
                                broken ? throw new InvalidOperationException("No mail server.") : Task.CompletedTask
                        )
                    )
        );

        await app.RaiseAsync("mail-wanted");
        await app.RaiseAsync("deal-signed");
        await app.UntilAsync(db => db.Outbox.AnyAsync(m => m.Kind == "deal-signed" && m.ProcessedAt != null, Token));
        await app.UntilAsync(db => db.Outbox.AnyAsync(m => m.Kind == "mail-wanted" && m.Attempts == 1, Token));

        broken = false;
        await app.SettleAsync(advance: TimeSpan.FromSeconds(1));
        Assert.Equal(
            2,
            await app.WithDbAsync(db =>
                db.Outbox.Where(m => m.Kind == "mail-wanted").Select(m => m.Attempts).SingleAsync(Token)
            )
        );
        Assert.Contains(
            app.Log.Lines,
            l =>
                l.StartsWith("Warning", StringComparison.Ordinal) && l.Contains("mail-wanted", StringComparison.Ordinal)
        );
    }

    [Theory, EachDatabase]
    public async Task A_row_that_fails_ten_times_stays_and_is_reported(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(
            on,
            s => s.AddSingleton(new OutboxHandler("bad", (_, _, _) => throw new InvalidOperationException("Always.")))
        );

        await app.RaiseAsync("bad");
        await app.UntilAsync(
            db => db.Outbox.AnyAsync(m => m.Attempts == OutboxQueue.MostAttempts && m.ProcessedAt == null, Token),
            advance: TimeSpan.FromMinutes(20)
        );
        await app.UntilAsync(_ =>
            Task.FromResult(
                app.Log.Lines.Any(l =>
                    l.StartsWith("Error", StringComparison.Ordinal) && l.Contains("given up", StringComparison.Ordinal)
                )
            )
        );
    }

    [Theory, EachDatabase]
    public async Task What_could_not_be_evicted_is_handed_back_at_once_and_was_no_attempt(DatabaseKind on)
    {
        var handled = new List<string>();
        var asked = 0;
        var broken = true;
        await using var app = await TestApp.StartAsync(
            on,
            s =>
                s.AddSingleton(Remember(handled))
                    .AddSingleton(
                        new Follower(
                            (tags, _) =>
                            {
                                if (!tags.Contains("deal:ma-11"))
                                    return Task.CompletedTask;
                                Interlocked.Increment(ref asked);
                                return broken
                                    ? throw new InvalidOperationException("Memory is full.")
                                    : Task.CompletedTask;
                            }
                        )
                    )
        );

        await app.RaiseAsync("deal-signed", null, "deal:ma-11");
        await app.UntilAsync(async db =>
            Volatile.Read(ref asked) > 0
            && await db.Outbox.AnyAsync(m => m.Kind == "deal-signed" && m.LeasedUntil == null && m.Attempts == 0, Token)
        );
        Assert.Empty(handled);

        broken = false;
        await app.SettleAsync(advance: TimeSpan.FromSeconds(1));
        Assert.Single(handled);
        // Long before the lease would have ended.
        Assert.InRange(app.Time.GetUtcNow() - TestApp.Start, TimeSpan.Zero, OutboxQueue.Lease / 2);
    }

    private static OutboxHandler Remember(List<string> handled) =>
        new(
            "deal-signed",
            (message, _, _) =>
            {
                lock (handled)
                    handled.Add(message.Payload);
                return Task.CompletedTask;
            }
        );
}
