using System.Net;
using System.Xml.Linq;
using Alliance.Engagement;
using Alliance.Platform.Texts;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Engagement;

/// <summary>What comes in through the form for strangers, and what mail programs press; and the feeds, which need neither.</summary>
public sealed class FollowingEndTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_mail_program_ends_it_with_one_click_and_without_a_session(DatabaseKind on)
    {
        await using var server = new SmtpServer();
        await using var app = await RealRegister.StartAsync(on, server.Settings);
        using var scene = new FollowingScene(app);
        foreach (var what in (string[])["deal=ma-11", "city=umea"])
        {
            await scene.AskAsync(what, "at-once");
            await SentAsync(app);
            var link = new Uri(
                server.Taken[^1].TextBody!.Split('\n').Single(l => l.Contains("/following/", StringComparison.Ordinal))
            ).PathAndQuery;
            using (await scene.Stranger.SendAsync(link, "confirm-follow")) { }
            app.Time.Advance(TimeSpan.FromSeconds(1));
        }
        // Who has not said yes gets nothing of which there is anything to end.
        Assert.All(server.Taken, m => Assert.Null(m.Headers["List-Unsubscribe"]));
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await scene.MeasureAsync("ma-11", "c1", "2024");
        app.Time.Advance(TimeSpan.FromHours(1));
        await scene.TellAsync();
        await SentAsync(app);
        var mail = server.Taken[^1];
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        var address = mail.Headers["List-Unsubscribe"]!;
        Assert.Matches("^<https://deals\\.city\\.example/en/following/[A-Za-z0-9_-]{43}/end>$", address);
        Assert.Null(
            await app.WithDbAsync(db => db.Mails.Where(m => m.Unsubscribe != null).FirstOrDefaultAsync(Cancel))
        );
        var path = new Uri(address[1..^1]).AbsolutePath;

        // Whoever opens it comes to the page, and nothing is changed.
        using (var opened = await app.Client.GetAsync(path, Cancel))
        {
            Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
            Assert.Contains(
                "Stop all mails",
                await app.Client.GetStringAsync(opened.LeadsTo(), Cancel),
                StringComparison.Ordinal
            );
        }
        Assert.Equal(HttpStatusCode.BadRequest, await scene.EndByMailAsync(path, "something=else"));
        Assert.Equal(2, await scene.CountAsync());
        Assert.Equal(HttpStatusCode.OK, await scene.EndByMailAsync("/en/following/0123/end"));
        Assert.Equal(2, await scene.CountAsync());
        Assert.Equal(HttpStatusCode.OK, await scene.EndByMailAsync(path));
        Assert.Equal(0, await scene.CountAsync());
        Assert.Equal(HttpStatusCode.OK, await scene.EndByMailAsync(path));
    }

    [Theory, EachDatabase]
    public async Task A_strangers_mailbox_is_not_filled_and_nobody_learns_who_follows(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var scene = new FollowingScene(app);
        await scene.FollowAsync("deal=ma-11");
        // The same answer, and no mail on the same day.
        await scene.AskAsync("deal=ma-11");
        Assert.Equal(1, await app.WithDbAsync(db => db.Mails.CountAsync(m => m.To == FollowingScene.Mail, Cancel)));
        foreach (var area in (string[])["climate", "energy", "buildings", "mobility", "food", "biodiversity", "skills"])
        foreach (var _ in (int[])[1, 2])
            await scene.AskAsync("area=" + area);
        Assert.Equal(5, await app.WithDbAsync(db => db.Mails.CountAsync(m => m.To == FollowingScene.Mail, Cancel)));
        Assert.Equal(5, await scene.CountAsync());
        // Another rhythm holds once it is confirmed.
        app.Time.Advance(TimeSpan.FromDays(2));
        await scene.AskAsync("deal=ma-11", "monthly");
        Assert.Equal(
            FollowRhythm.Weekly,
            await app.WithDbAsync(db =>
                db.Followings.Where(f => f.Key == "ma-11").Select(f => f.Rhythm).SingleAsync(Cancel)
            )
        );
        using (
            await scene.Stranger.SendAsync(
                await app.LinkInMailAsync(FollowingScene.Mail, FollowingMails.KeyOfAsking),
                "confirm-follow"
            )
        ) { }
        Assert.Equal(
            FollowRhythm.Monthly,
            await app.WithDbAsync(db =>
                db.Followings.Where(f => f.Key == "ma-11").Select(f => f.Rhythm).SingleAsync(Cancel)
            )
        );
    }

    [Theory, EachDatabase]
    public async Task The_same_address_at_once_is_asked_once(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var scene = new FollowingScene(app);
        var page = await scene.Stranger.GetStringAsync("/en/follow?deal=ma-11", Cancel);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(_ =>
                    scene.Stranger.SendAsync(
                        "/en/follow?deal=ma-11",
                        page,
                        "follow-this",
                        ("email", FollowingScene.Mail),
                        ("rhythm", "weekly")
                    )
                )
        );
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Redirect, a.StatusCode));
        Assert.Equal(1, await scene.CountAsync());
        Assert.Equal(1, await app.WithDbAsync(db => db.Mails.CountAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task What_is_wrong_is_said_at_its_field_in_every_language(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var scene = new FollowingScene(app);
        foreach (var language in Language.All)
        foreach (
            var (email, rhythm, field) in ((string, string, string)[])
                [("", "weekly", "email"), ("nobody", "weekly", "email"), ("a@example.org", "hourly", "rhythm")]
        )
        {
            using var answer = await scene.Stranger.SendAsync(
                $"/{language.Code}/follow?city=umea",
                "follow-this",
                ("email", email),
                ("rhythm", rhythm)
            );
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var html = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.Contains($"id=\"{field}-error\"", html, StringComparison.Ordinal);
            Assert.DoesNotContain("[", Forms.Complaints(html), StringComparison.Ordinal);
        }
        Assert.Equal(0, await scene.CountAsync());
    }

    [Theory, EachDatabase]
    public async Task The_feed_tells_what_the_mails_tell(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var scene = new FollowingScene(app);
        await app.WithDbAsync(db =>
            db.DealVersions.ExecuteUpdateAsync(
                u => u.SetProperty(v => v.RecordedAt, app.Time.GetUtcNow().UtcDateTime.AddYears(-3)),
                Cancel
            )
        );
        await scene.VersionAsync("ma-11");
        await scene.MeasureAsync("ma-11", "c1", "2024");
        await app.ChangedAsync();
        foreach (var language in Language.All)
        foreach (var what in (string[])["deal=ma-11", "city=mannheim"])
        {
            using var answer = await app.Client.GetAsync($"/{language.Code}/follow.atom?{what}", Cancel);
            Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.MediaType);
            var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).Root!;
            var entries = feed.Elements(Atom + "entry").ToList();
            Assert.Equal(
                2,
                entries.Count(e => e.Element(Atom + "id")!.Value.Contains("/en/deals/", StringComparison.Ordinal))
            );
            Assert.Equal(entries.Count, entries.Select(e => e.Element(Atom + "id")!.Value).Distinct().Count());
        }
    }

    private static Task SentAsync(TestApp app) =>
        app.UntilAsync(db => db.Mails.AllAsync(m => m.SentAt != null, Cancel), TimeSpan.FromSeconds(1));
}
