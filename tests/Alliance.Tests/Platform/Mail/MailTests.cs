using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;
using MailKit.Net.Smtp;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Alliance.Tests.Platform.Mail;

public sealed class MailTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_letter_arrives_as_text_and_html_that_say_the_same(DatabaseKind on)
    {
        await using var server = new SmtpServer();
        await using var app = await TestApp.StartAsync(on, server.Settings);

        await SendAsync(app, Sample("one") with { ReplyTo = "manager@city.example" });
        await SentAsync(app);

        var mail = Assert.Single(server.Taken);
        var kept = await OnlyAsync(app);
        Assert.Equal("", kept.Text + kept.Html);
        Assert.Equal("firm@example.org", Assert.IsType<MailboxAddress>(Assert.Single(mail.To)).Address);
        Assert.Equal("deals@city.example", Assert.IsType<MailboxAddress>(Assert.Single(mail.From)).Address);
        Assert.Equal("manager@city.example", Assert.IsType<MailboxAddress>(Assert.Single(mail.ReplyTo)).Address);
        Assert.Equal("Wärme für Alle", mail.Subject);
        Assert.Equal("de", mail.Body!.Headers["Content-Language"]);
        Assert.Contains("Größe & Güte", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://deals.city.example/de/x?a=1&b=2", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Größe &amp; Güte", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains(
            "href=\"https://deals.city.example/de/x?a=1&amp;b=2\"",
            mail.HtmlBody,
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task What_is_stored_twice_under_one_key_is_sent_once(DatabaseKind on)
    {
        await using var server = new SmtpServer();
        await using var app = await TestApp.StartAsync(on, server.Settings);

        await SendAsync(app, Sample("same"));
        await Assert.ThrowsAsync<DbUpdateException>(() => SendAsync(app, Sample("same")));
        await SentAsync(app);

        Assert.Single(server.Taken);
    }

    [Theory, EachDatabase]
    public async Task What_a_server_refuses_is_tried_again_after_growing_gaps(DatabaseKind on)
    {
        await using var server = new SmtpServer();
        server.Refuse(2);
        await using var app = await TestApp.StartAsync(on, server.Settings);

        await SendAsync(app, Sample("late"));
        await UntilAsync(app, m => m.Attempts == 1 && m.Problem != null);
        var first = await OnlyAsync(app);
        Assert.Equal(TestApp.Start.UtcDateTime + TimeSpan.FromMinutes(1), first.DueAt!.Value, TimeSpan.FromSeconds(30));
        Assert.Contains("later, please", first.Problem, StringComparison.Ordinal);

        await SentAsync(app, TimeSpan.FromSeconds(20));

        var sent = await OnlyAsync(app);
        Assert.Equal(3, sent.Attempts);
        Assert.Null(sent.Problem);
        Assert.Single(server.Taken);
        Assert.True(sent.SentAt >= TestApp.Start.UtcDateTime + TimeSpan.FromMinutes(6));
    }

    [Theory, EachDatabase]
    public async Task After_a_day_of_refusals_it_is_given_up_and_stays_visible(DatabaseKind on)
    {
        await using var server = new SmtpServer();
        server.Refuse(1_000);
        await using var app = await TestApp.StartAsync(on, server.Settings);

        await SendAsync(app, Sample("never"));
        await app.UntilAsync(db => db.Mails.AnyAsync(m => m.GivenUpAt != null, Cancel), TimeSpan.FromMinutes(20));

        var dead = await OnlyAsync(app);
        // Kept, so that it can be sent again.
        Assert.Contains("Größe", dead.Text, StringComparison.Ordinal);
        Assert.Equal(7, dead.Attempts);
        Assert.Null(dead.DueAt);
        Assert.Equal(MailTrouble.Message, dead.Trouble);
        Assert.Contains("later, please", dead.Problem, StringComparison.Ordinal);
        Assert.Contains(app.Log.Lines, l => l.Contains("is given up", StringComparison.Ordinal));
        Assert.DoesNotContain(app.Log.Lines, l => l.Contains("firm@example.org", StringComparison.Ordinal));
    }

    [Theory, EachDatabase]
    public async Task What_was_given_up_goes_after_a_month_too(DatabaseKind on)
    {
        await using var server = new SmtpServer();
        server.Refuse(1_000);
        await using var app = await TestApp.StartAsync(on, server.Settings);
        await SendAsync(app, Sample("never"));
        await app.UntilAsync(db => db.Mails.AnyAsync(m => m.GivenUpAt != null, Cancel), TimeSpan.FromMinutes(20));

        app.Time.Advance(TimeSpan.FromDays(30));

        await app.UntilAsync(async db => !await db.Mails.AnyAsync(Cancel), TimeSpan.FromSeconds(1));
    }

    public static TheoryData<Exception, MailTrouble> Troubles =>
        new()
        {
            { Refused(SmtpErrorCode.RecipientNotAccepted), MailTrouble.Recipient },
            { new ParseException("No address", 0, 0), MailTrouble.Recipient },
            { Refused(SmtpErrorCode.SenderNotAccepted), MailTrouble.Sender },
            { Refused(SmtpErrorCode.MessageNotAccepted), MailTrouble.Message },
            { new MailKit.Security.AuthenticationException("535 no"), MailTrouble.SignIn },
            { new MailKit.Security.SslHandshakeException("No certificate"), MailTrouble.Security },
            { new NotSupportedException("No STARTTLS"), MailTrouble.Security },
            { new System.Net.Sockets.SocketException(111), MailTrouble.Unreachable },
            { new TimeoutException(), MailTrouble.Unreachable },
            { new InvalidOperationException(), MailTrouble.Other },
        };

    [Theory, MemberData(nameof(Troubles))]
    public void What_went_wrong_is_told_by_where_it_is_mended(Exception refused, MailTrouble trouble) =>
        Assert.Equal(trouble, MailTroubles.Of(refused));

    [Fact]
    public void A_link_that_a_server_quotes_is_not_noted() =>
        Assert.Equal(
            "550 blocked: … is on a list",
            MailTroubles.Said(new IOException("550 blocked: https://deals.city.example/en/talks/s3cret is on a list"))
        );

    [Fact]
    public async Task Two_nodes_send_each_mail_once()
    {
        await using var server = new SmtpServer();
        await using var app = await TestApp.StartAsync(DatabaseKind.Postgres, server.Settings);
        await using var second = await app.StartNodeAsync(server.Settings);

        for (var i = 0; i < 40; i++)
            await SendAsync(i % 2 == 0 ? app : second, Sample($"mail-{i}"));
        await app.UntilAsync(
            async db =>
            {
                second.Time.Advance(TimeSpan.FromSeconds(1));
                return !await db.Mails.AnyAsync(m => m.SentAt == null, Cancel);
            },
            TimeSpan.FromSeconds(1)
        );

        Assert.Equal(40, server.Taken.Select(m => m.MessageId).Distinct().Count());
        Assert.Equal(40, server.Taken.Count);
    }

    [Theory, EachDatabase]
    public async Task Without_a_server_mails_go_into_a_folder(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);

        await SendAsync(app, Sample("file"));
        await SentAsync(app);

        var file = Assert.Single(Directory.GetFiles(Path.Combine(app.Database.Folder, "mail")));
        var mail = await MimeMessage.LoadAsync(file, Cancel);
        Assert.Equal("Wärme für Alle", mail.Subject);
    }

    [Theory, EachDatabase]
    public async Task What_was_sent_is_forgotten_after_a_month(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await SendAsync(app, Sample("old"));
        await SentAsync(app);

        app.Time.Advance(TimeSpan.FromDays(29));
        await SendAsync(app, Sample("new"));
        await SentAsync(app);
        Assert.Equal(2, await app.WithDbAsync(db => db.Mails.CountAsync(Cancel)));

        app.Time.Advance(TimeSpan.FromDays(2));
        await app.UntilAsync(async db => await db.Mails.CountAsync(Cancel) == 1, TimeSpan.FromSeconds(1));
    }

    private static SmtpCommandException Refused(SmtpErrorCode code) =>
        new(code, SmtpStatusCode.MailboxUnavailable, "550 no");

    private static Letter Sample(string key) =>
        new(key, "firm@example.org", Language.Find("de")!, "Wärme für Alle", ["Guten Tag,", "Größe & Güte <b>"])
        {
            Action = ("Ansehen", "https://deals.city.example/de/x?a=1&b=2"),
            Footnotes = ["Nur zum Üben."],
        };

    private static Task SendAsync(TestApp app, Letter letter) =>
        app.WithDbAsync(async db =>
        {
            db.Send(letter, app.Time.GetUtcNow());
            await db.SaveChangesAsync(Cancel);
        });

    private static Task SentAsync(TestApp app, TimeSpan? advance = null) =>
        app.UntilAsync(
            async db => !await db.Mails.AnyAsync(m => m.SentAt == null, Cancel),
            advance ?? TimeSpan.FromSeconds(1)
        );

    private static Task UntilAsync(TestApp app, System.Linq.Expressions.Expression<Func<OutgoingMail, bool>> isTrue) =>
        app.UntilAsync(db => db.Mails.AnyAsync(isTrue, Cancel), TimeSpan.FromSeconds(1));

    private static Task<OutgoingMail> OnlyAsync(TestApp app) =>
        app.WithDbAsync(db => db.Mails.AsNoTracking().SingleAsync(Cancel));
}
