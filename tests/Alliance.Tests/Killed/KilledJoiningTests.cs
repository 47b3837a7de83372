using System.Globalization;
using Alliance.Deals;
using Alliance.Deals.Joining;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Killed;

/// <summary>
/// As <see cref="KilledTests"/>, from the city's answer to the joiner's mail: accepting, appending to the log, and noting that
/// it was appended.
/// </summary>
public sealed class KilledJoiningTests
{
    // Once at each point always, and more where somebody asks for it.
    private static readonly int Times = int.Parse(
        Environment.GetEnvironmentVariable("ALLIANCE_TEST_KILLS") ?? "1",
        CultureInfo.InvariantCulture
    );

    private static readonly string[] Points =
    [
        "before-commit",
        "after-commit",
        "before-append-commit",
        "after-append-commit",
        "before-append-acknowledge",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_joining_is_accepted_logged_and_told_once(DatabaseKind on)
    {
        await using var smtp = new SmtpServer();
        await using var prepared = await Prepared.BeginAsync(on);
        using var server = new DyingServer(prepared, smtp);
        var (slug, requests) = await prepared.JoinableAsync(Points.Length * Times);
        var page = $"/en/deals/{slug}/joinings";
        var (joined, last) = (0, "");
        foreach (var point in Points.SelectMany(p => Enumerable.Repeat(p, Times)))
        {
            await server.StartAsync(point);
            if (joined == 0)
                await server.SignInAsync(prepared.ManagerToken);
            await AssertHoldsAsync();
            await server.SendAsync(page, "answer-joinings", Accept(requests[joined++]));
            await server.DeadAsync();
            await prepared.EndLeasesAsync();
            last = point;
        }
        await server.StartAsync(null);
        await AssertHoldsAsync();
        Assert.Equal(Points.Length * Times, joined);
        TestContext.Current.SendDiagnosticMessage(
            $"{on}: killed {Times} times at each of {string.Join(", ", Points)}."
        );

        // What the manager sees after the server has come back, and does; and what came of it.
        async Task AssertHoldsAsync()
        {
            using var browser = server.NewClient();
            var html = await browser.GetStringAsync(page, Cancel);
            Assert.Equal(
                last == "before-commit",
                joined > 0 && html.Contains(requests[joined - 1].Name!, StringComparison.Ordinal)
            );
            if (last == "before-commit")
            {
                using var again = await browser.SendAsync(page, html, "answer-joinings", Accept(requests[joined - 1]));
                await Forms.LeadsToAsync(again, page);
            }
            await prepared.AssertSoonAsync(async db =>
                await db.Outbox.AllAsync(m => m.ProcessedAt != null, Cancel)
                && await db.Mails.AllAsync(m => m.SentAt != null, Cancel)
            );
            await prepared.AssertAsync(async db =>
            {
                Assert.Equal(joined, await db.JoinRequests.CountAsync(r => r.State == JoinState.Accepted, Cancel));
                Assert.Equal(joined, await db.DealVersions.CountAsync(v => v.Kind == VersionKind.Joined, Cancel));
                var entries = await db.LogEntries.OrderBy(e => e.Index).ToListAsync(Cancel);
                Assert.Equal(Enumerable.Range(0, entries.Count), entries.Select(e => (int)e.Index));
                Assert.Equal(
                    Enumerable.Range(2, joined),
                    entries.Where(e => e.Kind == DealJoined.Kind).Select(e => e.Number!.Value)
                );
                Assert.Equal(entries.Count, await db.LogCheckpoints.CountAsync(Cancel));
            });
            var told = smtp
                .Taken.Select(m => m.To.ToString())
                .Where(t => t.StartsWith("joiner-", StringComparison.Ordinal));
            Assert.Equal(requests.Take(joined).Select(r => r.ContactEmail), told);
        }
    }

    private static (string, string)[] Accept(JoinRequest request) =>
        [("do", "accept:" + request.Submission), ("joining", $"{request.Id}")];
}
