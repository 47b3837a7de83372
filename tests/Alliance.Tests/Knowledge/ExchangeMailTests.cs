using System.Net;
using Alliance.Knowledge.Exchange;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using static Alliance.Tests.Knowledge.ExchangeScene;

namespace Alliance.Tests.Knowledge;

/// <summary>What a space mails, what it keeps of files, and what is left of persons.</summary>
public sealed class ExchangeMailTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_digest_comes_once_at_the_chosen_rhythm_and_is_ended_by_one_click(DatabaseKind on)
    {
        await using var scene = await BeginAsync(on);
        var app = scene.App;
        await InSpaceAsync(scene.Other, "/mails", "rhythm", ("rhythm", "daily"));
        await InSpaceAsync(scene.Observer, "/mails", "rhythm", ("rhythm", "none"));
        var topic = await AskAsync(scene.Member, "Who pays for the meters? (example)");
        await scene.DigestAsync();
        Assert.Empty(await scene.DigestsAsync());

        // The day after, and not at night.
        app.Time.Advance(TimeSpan.FromHours(20));
        await scene.DigestAsync();
        Assert.Empty(await scene.DigestsAsync());
        app.Time.Advance(TimeSpan.FromHours(3));
        await Task.WhenAll(scene.DigestAsync(), scene.DigestAsync());
        await scene.DigestAsync();
        Assert.Equal([Mannheim], await scene.DigestsAsync());
        var mail = (await app.MailAsync(Mannheim, "exchange-digest:")).TextBody!;
        Assert.Contains("question: Who pays for the meters? (example) (new)", mail, StringComparison.Ordinal);
        Assert.Contains(topic, mail, StringComparison.Ordinal);
        Assert.Contains("“every day”", mail, StringComparison.Ordinal);

        // Nothing new, no mail; then one answer, and the answer alone.
        app.Time.Advance(TimeSpan.FromDays(1));
        await scene.DigestAsync();
        Assert.Single(await scene.DigestsAsync());
        await scene.ReturnAsync();
        await scene.AnswerAsync(scene.Observer, topic, "The owner (example).");
        await scene.AnswerAsync(scene.Other, topic, "Not with us (example).");
        app.Time.Advance(TimeSpan.FromDays(1));
        await scene.DigestAsync();
        Assert.Equal([Mannheim, Mannheim], await scene.DigestsAsync());
        Assert.Contains(
            "Who pays for the meters? (example) (1 new answer)",
            (await app.MailAsync(Mannheim, "exchange-digest:")).TextBody!,
            StringComparison.Ordinal
        );

        // After a week those who chose nothing; of what they did themselves nobody hears.
        app.Time.Advance(TimeSpan.FromDays(5));
        await scene.DigestAsync();
        Assert.Equal(
            [Mannheim, Mannheim, Espoo, Kim],
            (await scene.DigestsAsync()).OrderBy(e => e == Kim).ThenBy(e => e == Espoo)
        );
        var weekly = (await app.MailAsync(Espoo, "exchange-digest:")).TextBody!;
        Assert.Contains("(2 new answers)", weekly, StringComparison.Ordinal);

        // The link asks, and a button ends it; without signing in.
        var end = weekly[weekly.IndexOf("/en/spaces/mails/", StringComparison.Ordinal)..].Trim().Split('\n')[0];
        Assert.Contains("No more mails of this space?", await app.Client.TextAsync(end), StringComparison.Ordinal);
        using var browser = app.NewClient(cookies: true);
        using (var ended = await browser.SendAsync(end, "end-digest"))
            Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.Contains("You get no more mails", await browser.TextAsync(end), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await app.Client.StatusAsync("/en/spaces/mails/wrong"));
        await scene.ReturnAsync();
        await scene.AnswerAsync(scene.Other, topic, "And now (example)?");
        app.Time.Advance(TimeSpan.FromDays(8));
        await scene.DigestAsync();
        Assert.Equal(1, (await scene.DigestsAsync()).Count(e => e == Espoo));

        // A mail program presses for its reader: it says so, or nothing happens.
        var last = await app.MailAsync(Mannheim, "exchange-digest:");
        Assert.Equal("List-Unsubscribe=One-Click", last.Headers["List-Unsubscribe-Post"]);
        var pressed = new Uri(last.Headers["List-Unsubscribe"]!.Trim('<', '>')).PathAndQuery;
        foreach (
            var (body, rhythm) in ((string, DigestRhythm)[])[("", DigestRhythm.Daily), ("One-Click", DigestRhythm.None)]
        )
        {
            using var content = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", body)]);
            using var answer = await app.Client.PostAsync(pressed, content, Cancel);
            var account = await scene.AccountAsync(Mannheim);
            Assert.Equal(
                rhythm,
                await app.WithDbAsync(db =>
                    db.SpaceMembers.Where(m => m.AccountId == account).Select(m => m.Rhythm).SingleAsync(Cancel)
                )
            );
        }
    }

    [Theory, EachDatabase]
    public async Task However_many_are_due_their_news_are_read_together(DatabaseKind on)
    {
        await using var scene = await BeginAsync(on);
        var app = scene.App;
        var now = app.Time.GetUtcNow().UtcDateTime;
        await AskAsync(scene.Member, "Who counts (example)?");
        await app.WithDbAsync(db =>
            db.SpaceTopics.ExecuteUpdateAsync(u => u.SetProperty(t => t.At, now.AddMinutes(-10)), Cancel)
        );
        var one = await ReadsAsync(8, Mannheim);
        Assert.Equal([Mannheim], await scene.DigestsAsync());
        var all = await ReadsAsync(9, Kim, Mannheim, Umea);
        Assert.Equal([Kim, Mannheim, Umea], (await scene.DigestsAsync()).Skip(1).Order(StringComparer.Ordinal));
        Assert.Equal(one, all);

        // The clock stands still, so that the job does not come by itself.
        async Task<int> ReadsAsync(int days, params string[] due)
        {
            foreach (var email in due)
            {
                var account = await scene.AccountAsync(email);
                await app.WithDbAsync(db =>
                    db.SpaceMembers.Where(m => m.AccountId == account)
                        .ExecuteUpdateAsync(u => u.SetProperty(m => m.DigestedAt, now.AddDays(-days)), Cancel)
                );
            }
            app.Queries.Clear();
            await scene.DigestAsync();
            return app.Queries.Sql.Count(s => s.TrimStart().StartsWith("SELECT", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory, EachDatabase]
    public async Task Documents_are_what_they_say_and_for_the_members(DatabaseKind on)
    {
        await using var scene = await BeginAsync(on);
        const string page = Home + "/documents";
        foreach (
            var (name, content) in ((string, byte[])[])
                [
                    ("page.pdf", "<html>"u8.ToArray()),
                    ("minutes.docx", Archive("index.html")),
                    ("minutes.docx", Letter("word/vbaProject.bin")),
                    ("run.exe", "MZ"u8.ToArray()),
                    ("table.csv", "a;b"u8.ToArray()),
                ]
        )
        {
            using var refused = await scene.Member.SendFileAsync(
                page,
                "share-document",
                ("file", name, content),
                ("title", "T"),
                ("on", "2026-03-01")
            );
            Assert.Contains(
                "This is no PDF",
                Forms.Complaints(await refused.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
        }
        using (
            var shared = await scene.Observer.SendFileAsync(
                page,
                "share-document",
                ("file", "Minutes.html", Letter()),
                ("title", "Minutes (example)"),
                ("on", "2026-03-01")
            )
        )
            Assert.Equal(page, shared.LeadsTo());
        var id = await scene.App.WithDbAsync(db => db.SpaceDocuments.Select(d => d.Id).SingleAsync(Cancel));
        using (var given = await scene.Member.GetAsync($"{page}/{id}", Cancel))
        {
            Assert.Equal("Minutes.html.docx", given.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
            Assert.Contains(
                "sandbox",
                given.Headers.GetValues("Content-Security-Policy").Single(),
                StringComparison.Ordinal
            );
        }
        using var stranger = await scene.App.SignedInAsync(
            "stranger@example.org",
            Alliance.Network.MembershipRole.DealManager,
            "espoo"
        );
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusAsync($"{page}/{id}"));
        // Another member does not remove it, whoever shared it says why.
        Assert.Contains(
            "roles do not allow",
            await RefusedAsync(scene.Member, page, "remove-document", ("document", $"{id}"), ($"note-{id}", "So")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "say why",
            await RefusedAsync(scene.Observer, page, "remove-document", ("document", $"{id}")),
            StringComparison.Ordinal
        );
        await InSpaceAsync(
            scene.Observer,
            "/documents",
            "remove-document",
            ("document", $"{id}"),
            ($"note-{id}", "Approved ones follow (example).")
        );
        Assert.Contains(
            "Removed: Approved ones follow (example).",
            await scene.Member.TextAsync(page),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.NotFound, await scene.Member.StatusAsync($"{page}/{id}"));
        Assert.Equal(
            0,
            await scene.App.WithDbAsync(db => db.SpaceDocuments.Select(d => d.Content.Length).SingleAsync(Cancel))
        );
    }

    [Theory, EachDatabase]
    public async Task Whose_account_is_deleted_the_words_stay_and_the_name_goes(DatabaseKind on)
    {
        await using var scene = await BeginAsync(on);
        var topic = await InSpaceAsync(
            scene.Other,
            "/new",
            "topic",
            ("kind", "decision"),
            ("title", "One method (example)"),
            ("text", "The same for all (example)."),
            ("until", "2026-03-24")
        );
        await scene.AnswerAsync(scene.Other, topic, "Because it is clearer (example).");
        using (
            var taken = await scene.Other.SendAsync(
                topic,
                "position",
                ("stand", "agree"),
                ("words", "My own words (example).")
            )
        )
            Assert.Equal(topic, taken.LeadsTo());
        var told = await scene.Other.GetStringAsync("/en/account/data.json", Cancel);
        foreach (
            var said in (string[])
                [
                    "One method (example)",
                    "Because it is clearer (example).",
                    "My own words (example).",
                    "Leadership (example)",
                ]
        )
            Assert.Contains(said, told, StringComparison.Ordinal);
        Assert.Contains("mannheim", await scene.Member.TextAsync(topic), StringComparison.Ordinal);

        using (var deleted = await scene.Other.SendAsync("/en/account", "delete", ("sure", "yes")))
            Assert.Equal(HttpStatusCode.Redirect, deleted.StatusCode);
        var page = await scene.Member.TextAsync(topic);
        foreach (
            var said in (string[])
                [
                    "Because it is clearer (example).",
                    "My own words (example).",
                    "Somebody who is no longer here",
                    "Agree: 1",
                ]
        )
            Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.DoesNotContain("mannheim", page, StringComparison.Ordinal);
        Assert.DoesNotContain("mannheim", await scene.Member.TextAsync(Home + "/members"), StringComparison.Ordinal);
        Assert.False(await scene.App.WithDbAsync(db => db.SpaceAnswers.AnyAsync(a => a.AuthorId != null, Cancel)));
    }
}
