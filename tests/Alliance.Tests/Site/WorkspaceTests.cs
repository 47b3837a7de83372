using System.Net;
using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
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
    public async Task Where_talks_end_is_told_with_reasons_and_days_and_how_many_stand_where(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        await app.InviteAsync("manager@city.example", MembershipRole.DealManager, "espoo");
        var making = await Making.OfAsync(app);
        Task<string> DraftAsync(string what, bool send = true) =>
            making.DraftAsync("Example " + what, $"Example {what} Oy (example)", send);
        var unsent = await DraftAsync("unsent", send: false);
        string[] read = [await DraftAsync("read"), await DraftAsync("read too"), await DraftAsync("read long")];
        var asked = await DraftAsync("asked");
        await making.FixAsync(asked);
        var signing = await DraftAsync("signing");
        await making.ReleaseAsync(signing);
        var earlier = await DraftAsync("earlier");
        await DraftAsync("going on");
        app.Time.Advance(TimeSpan.FromDays(2));
        using var manager = await app.SignedInAsync("manager@city.example", MembershipRole.FieldManager, "espoo");
        Assert.Empty(Rows(await ReadAsync(app, manager), "ends"));
        async Task EndAsync(string draft, string reason)
        {
            using var ended = await manager.SendAsync("/en/drafts/" + draft, "end", ("reason", reason));
            Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        }
        foreach (
            var (draft, reason) in ((string, string)[])
                [
                    (unsent, "no-time"),
                    (read[0], "no-money"),
                    (read[1], "partner-left"),
                    (asked, "city-refused"),
                    (signing, "legal-doubt"),
                    (earlier, "no-answer"),
                ]
        )
            await EndAsync(draft, reason);
        app.Time.Advance(TimeSpan.FromHours(11));
        app.Time.Advance(TimeSpan.FromDays(2));
        using var later = await app.SignedInAsync("manager@city.example", MembershipRole.Observer, "espoo");
        using (var ended = await later.SendAsync("/en/drafts/" + read[2], "end", ("reason", "no-money")))
            Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        // As it was before the stage was kept.
        await app.WithDbAsync(db =>
            db.Drafts.Where(d => d.Key == earlier)
                .ExecuteUpdateAsync(s => s.SetProperty(d => d.EndedIn, (DraftStage?)null), Cancel)
        );

        var html = await ReadAsync(app, later);

        Assert.Equal(
            [
                "draft 1 no time 1 time, 2 days after the first word",
                "negotiation 3 no money 2 times, 4 days after the first word (median) "
                    + "the partner withdrew 1 time, 2 days after the first word",
                "release 1 not released by the city 1 time, 2 days after the first word",
                "signing 1 legal doubts 1 time, 2 days after the first word",
                "earlier, stage not noted 1 no answer 1 time, 2 days after the first word",
            ],
            Rows(html, "ends")
        );
        Assert.Equal(
            ["draft 0", "negotiation 1", "release 0", "signing 0", "in force 0", "ended 7"],
            Rows(html, "stages")
        );
        // The longest bar is as wide as there is room.
        Assert.Equal(["33.3", "100", "33.3", "33.3", "33.3"], Bars(html, "ends"));
    }

    [Theory, EachDatabase]
    public async Task Every_deal_in_force_has_its_day_among_the_next_evaluations(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        await app.InviteAsync("manager@city.example", MembershipRole.DealManager, "espoo");
        var making = await Making.OfAsync(app);
        foreach (
            var (what, evaluation, end) in ((string, string?, string?)[])
                [
                    ("overdue", "2026-03-01", null),
                    ("until its end", null, "2026-12"),
                    ("with neither", null, null),
                    ("with both", "2028", "2027"),
                ]
        )
        {
            var key = await making.ConcludeAsync("Example " + what, $"Example {what} Oy (example)");
            await app.WithDbAsync(async db =>
            {
                var deal = await db.Drafts.Where(d => d.Key == key).Select(d => d.Deal!).SingleAsync(Cancel);
                deal.Evaluation = evaluation is null ? null : PartialDate.Parse(evaluation);
                deal.End = end is null ? null : PartialDate.Parse(end);
                await db.SaveChangesAsync(Cancel);
            });
        }
        using var manager = await app.SignedInAsync("manager@city.example", MembershipRole.FieldManager, "espoo");

        Assert.Equal(
            [
                "Example overdue 1 March 2026 overdue ○ Not asked: 1",
                "Example until its end December 2026 ○ Not asked: 1",
                "Example with neither 10 March 2027 ○ Not asked: 1",
                "Example with both 2028 ○ Not asked: 1",
            ],
            Rows(await ReadAsync(app, manager), "evaluations")
        );
        using var other = await app.SignedInAsync("umea@city.example", MembershipRole.DealManager, "umea");
        Assert.Empty(Rows(await ReadAsync(app, other), "evaluations"));
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

    // The rows of a section, as they are read.
    private static List<string> Rows(string html, string section) =>
        [
            .. List(html, section)
                .Select(row =>
                    string.Join(' ', row.Descendants<IText>().Select(t => t.Text.Trim()).Where(t => t.Length > 0))
                ),
        ];

    private static List<string?> Bars(string html, string section) =>
        [.. List(html, section).Select(row => row.QuerySelector("svg rect")?.GetAttribute("width"))];

    private static IEnumerable<IElement> List(string html, string section) =>
        new HtmlParser().ParseDocument(html).QuerySelectorAll($"section[aria-labelledby={section}] > ul > li");

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
