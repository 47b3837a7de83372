using System.Globalization;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Killed;

/// <summary>
/// The server is killed at each point where something could be lost or done twice, again and again, and started anew; the
/// person sends the form once more, as people do. Real processes, a real mail server.
/// </summary>
public sealed class KilledTests
{
    /// <summary>How often at each point: a few times always, and more where somebody asks for it.</summary>
    private static readonly int Times = int.Parse(
        Environment.GetEnvironmentVariable("ALLIANCE_TEST_KILLS") ?? "2",
        CultureInfo.InvariantCulture
    );

    private static readonly string[] Commit = ["before-commit", "after-commit"];
    private static readonly string[] Mail = ["before-send", "after-send", "before-acknowledge", "after-acknowledge"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static IEnumerable<string> Kills(string[] points) => points.SelectMany(p => Enumerable.Repeat(p, Times));

    [Theory, EachDatabase]
    public async Task A_signature_is_neither_lost_nor_doubled(DatabaseKind on)
    {
        await using var prepared = await Prepared.BeginAsync(on);
        using var server = new DyingServer(prepared, null);
        (string Point, string Key, string Token)? last = null;
        var number = 0;
        foreach (var point in Kills(Commit))
        {
            var (key, token) = await prepared.SigningAsync($"Example deal {++number}");
            await server.StartAsync(point);
            await AssertHoldsAsync();
            await server.SendAsync($"/en/talks/{token}/sign", "sign", Fields);
            await server.DeadAsync();
            last = (point, key, token);
        }
        await server.StartAsync(null);
        await AssertHoldsAsync();
        Assert.Equal(Commit.Length * Times, number);

        // What the person sees after the server has come back, and does.
        async Task AssertHoldsAsync()
        {
            if (last is not { } before)
                return;
            using var browser = server.NewClient();
            var page = $"/en/talks/{before.Token}/sign";
            var html = await browser.GetStringAsync(page, Cancel);
            Assert.Equal(before.Point == "after-commit", html.Contains("in force", StringComparison.Ordinal));
            if (before.Point == "before-commit")
            {
                using var again = await browser.SendAsync(page, html, "sign", Fields);
                await Forms.LeadsToAsync(again, page);
            }
            await prepared.AssertConcludedOnceAsync(before.Key);
        }
    }

    [Theory, EachDatabase]
    public async Task A_mail_is_never_lost_and_comes_twice_only_as_the_same_mail(DatabaseKind on)
    {
        await using var smtp = new SmtpServer();
        await using var prepared = await Prepared.BeginAsync(on);
        using var server = new DyingServer(prepared, smtp);
        var (_, token) = await prepared.SigningAsync("Example deal with remarks");
        // The receipt of the city's signature, which the first server sends.
        await server.StartAsync(null);
        await prepared.AssertSoonAsync(async db =>
            await db.Outbox.AllAsync(m => m.ProcessedAt != null, Cancel)
            && await db.Mails.AllAsync(m => m.SentAt != null, Cancel)
        );
        var receipts = smtp.Taken.Count;
        var said = 0;
        foreach (var point in Kills(Mail))
        {
            await server.StartAsync(point);
            await AllCameAsync();
            await server.SendAsync($"/en/talks/{token}", "say", ("about", ""), ("text", $"Remark {++said}"));
            await server.DeadAsync();
        }
        await server.StartAsync(null);
        await AllCameAsync();
        await prepared.AssertAsync(async db =>
        {
            Assert.Equal(said, await db.DraftPoints.CountAsync(Cancel));
            Assert.False(await db.Mails.AnyAsync(m => m.SentAt == null, Cancel));
        });
        // Twice only where the mail server had it and the node could not know: once more, under the same Message-ID.
        Assert.All(smtp.Taken.GroupBy(m => m.MessageId), m => Assert.InRange(m.Count(), 1, 2));
        Assert.Equal(2 * Times, smtp.Taken.GroupBy(m => m.MessageId).Count(m => m.Count() == 2));

        async Task AllCameAsync()
        {
            // A lease that died with its node ends after five minutes; the test does not wait for that.
            await prepared.EndLeasesAsync();
            await DyingServer.UntilAsync(() =>
                smtp.Taken.Select(m => m.MessageId).Distinct().Count() == receipts + said
            );
            await prepared.AssertSoonAsync(db => db.Mails.AllAsync(m => m.SentAt != null, Cancel));
        }
    }

    private static (string, string)[] Fields => [("do", "code:p2"), ("signer", "Faye Firm"), ("code", Making.Code)];
}
