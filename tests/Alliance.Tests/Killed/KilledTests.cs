using System.Diagnostics;
using System.Globalization;
using System.Net;
using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Deals.Signing;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Killed;

/// <summary>
/// The server is killed at each point where something could be lost or done twice, again and again, and started anew; the
/// person sends the form once more, as people do. Real processes, a real mail server.
/// </summary>
public sealed class KilledTests
{
    /// <summary>How often at each point.</summary>
    private const int Times = 10;

    private static readonly string[] Commit = ["before-commit", "after-commit"];
    private static readonly string[] Mail = ["before-send", "after-send", "before-acknowledge", "after-acknowledge"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_signature_is_neither_lost_nor_doubled(DatabaseKind on)
    {
        await using var prepared = await PreparedAsync(on);
        using var killed = new DyingServer(prepared, null);
        foreach (var point in Commit)
        {
            for (var i = 0; i < Times; i++)
            {
                var (key, token) = await prepared.SigningAsync($"Example deal {point} {i}");
                await killed.StartAsync(point);
                await killed.SendAsync(
                    $"/en/talks/{token}/sign",
                    "sign",
                    ("do", "code:p2"),
                    ("signer", "Faye Firm"),
                    ("code", Prepared.Code)
                );
                await killed.StartAsync(null);
                // What the person sees, and does.
                using var browser = killed.NewClient();
                var html = await browser.GetStringAsync($"/en/talks/{token}/sign", Cancel);
                Assert.Equal(point == "after-commit", html.Contains("in force", StringComparison.Ordinal));
                if (point == "before-commit")
                {
                    using var again = await browser.SendAsync(
                        $"/en/talks/{token}/sign",
                        html,
                        "sign",
                        ("do", "code:p2"),
                        ("signer", "Faye Firm"),
                        ("code", Prepared.Code)
                    );
                    await Deals.Drafting.Story.LeadsToAsync(again, "/en/talks/");
                }
                await prepared.AssertConcludedOnceAsync(key);
            }
        }
    }

    [Theory, EachDatabase]
    public async Task A_mail_is_never_lost_and_comes_twice_only_as_the_same_mail(DatabaseKind on)
    {
        await using var smtp = new SmtpServer();
        await using var prepared = await PreparedAsync(on);
        using var killed = new DyingServer(prepared, smtp);
        var (key, token) = await prepared.SigningAsync("Example deal with remarks");
        var said = 0;
        foreach (var point in Mail)
        {
            for (var i = 0; i < Times; i++)
            {
                var before = smtp.Taken.Select(m => m.MessageId).Distinct().Count();
                await killed.StartAsync(point);
                await killed.SendAsync($"/en/talks/{token}", "say", ("about", ""), ("text", $"Remark {++said}"));
                await killed.DeadAsync();
                await killed.StartAsync(null);
                // A lease that died with its node ends after five minutes; the test does not wait for that.
                await prepared.EndLeasesAsync();
                await DyingServer.UntilAsync(() =>
                    smtp.Taken.Select(m => m.MessageId).Distinct().Count() == before + 1
                );
            }
        }
        await prepared.AssertAsync(async db =>
        {
            Assert.Equal(said, await db.DraftPoints.CountAsync(Cancel));
            Assert.False(await db.Mails.AnyAsync(m => m.GivenUpAt != null, Cancel));
        });
        var mails = smtp.Taken.GroupBy(m => m.MessageId).ToList();
        Assert.Equal(said, mails.Count);
        // Twice only where the server had it and the node could not know: once more, under the same Message-ID.
        Assert.All(mails, m => Assert.InRange(m.Count(), 1, 2));
        Assert.InRange(mails.Count(m => m.Count() == 2), 0, 2 * Times);
    }

    private static Task<Prepared> PreparedAsync(DatabaseKind on) => Prepared.BeginAsync(on);
}
