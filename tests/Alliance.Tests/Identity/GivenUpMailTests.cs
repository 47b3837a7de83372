using System.Net;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Identity;

/// <summary>Mails that were given up: administrators see them and send them again.</summary>
public sealed class GivenUpMailTests
{
    private const string Page = "/en/people/mails";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task What_was_given_up_is_seen_with_the_reason_and_sent_again(DatabaseKind on)
    {
        await using var server = new SmtpServer();
        await using var app = await TestApp.StartAsync(on, server.Settings);
        using var admin = await app.SignedInAsync("ada@city.example");
        Assert.Contains("All mails go out", await ReadAsync(admin), StringComparison.Ordinal);
        await app.UntilAsync(db => db.Mails.AllAsync(m => m.SentAt != null, Cancel), TimeSpan.FromSeconds(1));
        server.Refuse(1_000);
        using var invited = await admin.SendAsync(
            "/en/people",
            "invite",
            ("name", "Aino"),
            ("email", "aino@city.example"),
            ("role", "coordinator"),
            ("language", "en")
        );
        Assert.Equal("/en/people", invited.LeadsTo());
        await app.UntilAsync(db => db.Mails.AnyAsync(m => m.GivenUpAt != null, Cancel), TimeSpan.FromMinutes(20));

        // The day has ended the session.
        using var again = await app.SignedInAsync("berta@city.example");
        var shown = await ReadAsync(again);
        foreach (
            var said in (string[])
                ["To aino@city.example", "The mail server did not take the mail.", "It said: “later, please”"]
        )
            Assert.Contains(said, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("token=", shown, StringComparison.Ordinal);
        Assert.Contains("/en/people/mails", await again.GetStringAsync("/en/people", Cancel), StringComparison.Ordinal);

        server.Refuse(0);
        var id = await app.WithDbAsync(db =>
            db.Mails.Where(m => m.To == "aino@city.example").Select(m => m.Id).SingleAsync(Cancel)
        );
        using var sent = await again.SendAsync(Page, "send-again", ("mail", $"{id}"));
        Assert.Equal(Page, sent.LeadsTo());
        await app.UntilAsync(
            db => db.Mails.AllAsync(m => m.SentAt != null && m.Text == "" && m.Trouble == null, Cancel),
            TimeSpan.FromSeconds(1)
        );
        Assert.Single(server.Taken, m => m.To.ToString().Contains("aino@city.example", StringComparison.Ordinal));
        Assert.Contains("All mails go out", await ReadAsync(again), StringComparison.Ordinal);
        using var twice = await again.SendAsync(Page, "send-again", ("mail", $"{id}"));
        Assert.Contains(
            "nothing to send again",
            Forms.Complaints(await twice.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task All_go_at_once_but_those_whose_text_is_gone(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        using var admin = await app.SignedInAsync("ada@city.example");
        await AddAsync(app, "one@example.org", MailTrouble.Unreachable, "10.0.0.7 port 587: secret of the server room");
        await AddAsync(app, "two@example.org", MailTrouble.Recipient, "550 no such user");
        await AddAsync(app, "old@example.org", null, "whatever", text: "");

        var shown = await ReadAsync(admin);
        Assert.Contains("The mail server did not answer.", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("server room", shown, StringComparison.Ordinal);
        Assert.Contains("It said: “550 no such user”", shown, StringComparison.Ordinal);
        Assert.Contains("no longer kept", shown, StringComparison.Ordinal);
        Assert.Contains("the server’s log may say more", shown, StringComparison.Ordinal);

        using var sent = await admin.SendAsync(Page, "send-again", ("mail", "all"));
        Assert.Equal(Page, sent.LeadsTo());
        await app.UntilAsync(
            async db => await db.Mails.CountAsync(m => m.SentAt == null, Cancel) == 1,
            TimeSpan.FromSeconds(1)
        );
        Assert.Equal(
            "old@example.org",
            await app.WithDbAsync(db => db.Mails.Where(m => m.GivenUpAt != null).Select(m => m.To).SingleAsync(Cancel))
        );
    }

    [Theory, EachDatabase]
    public async Task Many_are_read_page_by_page(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        using var admin = await app.SignedInAsync("ada@city.example");
        for (var i = 0; i < 51; i++)
            await AddAsync(app, $"number-{i}@example.org", MailTrouble.Recipient, "550 no");

        var first = await ReadAsync(admin);
        Assert.Contains("number-50@", first, StringComparison.Ordinal);
        Assert.DoesNotContain("number-0@", first, StringComparison.Ordinal);
        var last = await app.WithDbAsync(db =>
            db.Mails.Where(m => m.To == "number-1@example.org").Select(m => m.Id).SingleAsync(Cancel)
        );
        Assert.Contains($"/en/people/mails?before={last}", first, StringComparison.Ordinal);
        Assert.Contains("number-0@", await ReadAsync(admin, $"?before={last}"), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Whose_account_is_gone_is_named_in_none_of_them(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        using var other = await app.SignedInAsync("other@city.example");
        using var browser = await app.SignedInAsync("ada@city.example");
        await AddAsync(app, "firm@example.org", MailTrouble.Recipient, "550 no", replyTo: "ada@city.example");

        using var deleted = await browser.SendAsync("/en/account", "delete", ("sure", "yes"));

        Assert.Equal("/en", deleted.LeadsTo());
        var kept = await app.WithDbAsync(db => db.Mails.SingleAsync(m => m.GivenUpAt != null, Cancel));
        Assert.Equal("", kept.Text + kept.Html + kept.ReplyTo);
    }

    private static Task AddAsync(
        TestApp app,
        string to,
        MailTrouble? trouble,
        string problem,
        string text = "Text",
        string? replyTo = null
    ) =>
        app.WithDbAsync(async db =>
        {
            var now = app.Time.GetUtcNow().UtcDateTime;
            db.Mails.Add(
                new OutgoingMail
                {
                    Key = "dead:" + to,
                    To = to,
                    ReplyTo = replyTo,
                    Language = "en",
                    Subject = "Example",
                    Text = text,
                    Html = text,
                    CreatedAt = now.AddDays(-1),
                    GivenUpAt = now,
                    Trouble = trouble,
                    Problem = problem,
                }
            );
            await db.SaveChangesAsync(Cancel);
        });

    private static async Task<string> ReadAsync(HttpClient browser, string query = "") =>
        WebUtility.HtmlDecode(await browser.GetStringAsync(Page + query, Cancel));
}
