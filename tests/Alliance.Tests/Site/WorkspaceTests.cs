using System.Net;
using Alliance.Network;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Site;

public sealed class WorkspaceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task What_waits_is_told_to_the_manager_and_the_approver_with_the_days(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        await app.InviteAsync("manager@city.example", MembershipRole.DealManager, "espoo");
        await app.InviteAsync("approver@city.example", MembershipRole.Approver, "espoo");
        var making = await Making.OfAsync(app);
        await making.DraftAsync("Example read by its partner", "Example One (example)");
        await making.FixAsync(
            await making.DraftAsync("Example at its approver", "Example Two (example)"),
            await ApproverAsync(app)
        );
        var signing = await making.DraftAsync("Example to sign", "Example Three (example)");
        await making.SignAsync(signing, await making.ReleaseAsync(signing), "p1");
        await making.ConcludeAsync("Example in force", "Example Four (example)");

        app.Time.Advance(TimeSpan.FromDays(4));

        using var manager = await app.SignedInAsync("manager@city.example", MembershipRole.FieldManager, "espoo");
        using var approver = await app.SignedInAsync("approver@city.example", MembershipRole.Observer, "espoo");
        var his = await ReadAsync(app, manager);
        foreach (
            var said in (string[])
                [
                    "is read by Example One (example)",
                    "release by approver",
                    "signature of Example Three (example)",
                    "4 days",
                ]
        )
            Assert.Contains(said, his, StringComparison.Ordinal);
        Assert.Contains("Nothing waits for you", his, StringComparison.Ordinal);
        var hers = await ReadAsync(app, approver);
        Assert.DoesNotContain("Nothing waits for you", hers, StringComparison.Ordinal);
        Assert.Contains("Example at its approver", hers, StringComparison.Ordinal);
        using var other = await app.SignedInAsync("umea@city.example", MembershipRole.DealManager, "umea");
        Assert.DoesNotContain("Example", await ReadAsync(app, other), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_party_that_no_mail_reaches_is_told_until_one_does(DatabaseKind on)
    {
        await using var server = new SmtpServer();
        await using var app = await RealRegister.StartAsync(on, server.Settings);
        await app.InviteAsync("manager@city.example", MembershipRole.DealManager, "espoo");
        await app.InviteAsync("approver@city.example", MembershipRole.Approver, "espoo");
        var making = await Making.OfAsync(app);
        server.Refuse(1_000);
        var draft = await making.DraftAsync("Example in talks", "Example One (example)");
        await app.UntilAsync(
            db => db.Mails.AnyAsync(m => m.To == "firm@example.org" && m.GivenUpAt != null, Cancel),
            TimeSpan.FromMinutes(20)
        );
        server.Refuse(0);

        const string said = "no mail reaches Example One (example)";
        using var manager = await app.SignedInAsync("manager@city.example", MembershipRole.FieldManager, "espoo");
        using var approver = await app.SignedInAsync("approver@city.example", MembershipRole.Observer, "espoo");
        var his = await ReadAsync(app, manager);
        Assert.Contains(said, his, StringComparison.Ordinal);
        Assert.Contains($"/en/drafts/{draft}/edit/party.p2", his, StringComparison.Ordinal);
        Assert.DoesNotContain(said, await ReadAsync(app, approver), StringComparison.Ordinal);

        // Another address: nothing is known against it.
        await ContactAsync("other@example.org");
        Assert.DoesNotContain(said, await ReadAsync(app, manager), StringComparison.Ordinal);
        await ContactAsync("firm@example.org");
        Assert.Contains(said, await ReadAsync(app, manager), StringComparison.Ordinal);
        // Sent again, it arrives.
        using var sent = await manager.SendAsync("/en/drafts/" + draft, "send");
        await app.UntilAsync(
            db => db.Mails.AnyAsync(m => m.To == "firm@example.org" && m.SentAt != null, Cancel),
            TimeSpan.FromSeconds(1)
        );
        Assert.DoesNotContain(said, await ReadAsync(app, manager), StringComparison.Ordinal);

        async Task ContactAsync(string email)
        {
            using var changed = await manager.SendAsync(
                $"/en/drafts/{draft}/edit/party.p2",
                "contact",
                ("contact-name", "Faye Firm"),
                ("contact-email", email)
            );
            Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        }
    }

    [Theory, EachDatabase]
    public async Task The_same_text_is_sent_anew_to_whom_it_did_not_reach(DatabaseKind on)
    {
        await using var server = new SmtpServer();
        await using var app = await RealRegister.StartAsync(on, server.Settings);
        await app.InviteAsync("manager@city.example", MembershipRole.DealManager, "espoo");
        var making = await Making.OfAsync(app);
        server.Refuse(1_000);
        var draft = await making.DraftAsync("Example in talks", "Example One (example)");
        await app.UntilAsync(
            db => db.Mails.AnyAsync(m => m.To == "firm@example.org" && m.GivenUpAt != null, Cancel),
            TimeSpan.FromMinutes(20)
        );
        server.Refuse(0);
        using var manager = await app.SignedInAsync("manager@city.example", MembershipRole.FieldManager, "espoo");

        using var sent = await manager.SendAsync("/en/drafts/" + draft, "send");

        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        await app.UntilAsync(
            db => db.Mails.AnyAsync(m => m.To == "firm@example.org" && m.SentAt != null, Cancel),
            TimeSpan.FromSeconds(1)
        );
        Assert.Equal(1, await app.WithDbAsync(db => db.Mails.CountAsync(m => m.To == "firm@example.org", Cancel)));
    }

    [Theory, EachDatabase]
    public async Task The_number_of_queries_does_not_grow(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var manager = await app.SignedInAsync("manager@city.example", MembershipRole.DealManager, "espoo");
        var making = await Making.OfAsync(app);
        async Task<int> QueriesAsync()
        {
            app.Queries.Clear();
            await ReadAsync(app, manager);
            return app.Queries.Count;
        }

        var few = new List<int>();
        foreach (var round in Enumerable.Range(0, 2))
        {
            for (var i = 0; i < 1 + 9 * round; i++)
                await making.FixAsync(
                    await making.DraftAsync($"Example {round} {i}", $"Example partner {round} {i} (example)")
                );
            few.Add(await QueriesAsync());
        }
        Assert.Equal(few[0], few[1]);
    }

    private static async Task<string> ReadAsync(TestApp app, HttpClient browser)
    {
        using var answer = await browser.GetAsync("/en/workspace", Cancel);
        Assert.True(
            answer.StatusCode == HttpStatusCode.OK,
            string.Join('\n', app.Log.Lines.Where(l => l.StartsWith("Error", StringComparison.Ordinal)))
        );
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static Task<long> ApproverAsync(TestApp app) =>
        app.WithDbAsync(db =>
            db.Accounts.Where(a => a.Email == "approver@city.example").Select(a => a.Id).SingleAsync(Cancel)
        );
}
