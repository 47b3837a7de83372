using System.Net;
using System.Text.Json;
using Alliance.Deals.Drafting;
using Alliance.Deals.Signing;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Deals.Joining;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Deals.Signing;

/// <summary>How a text is released inside the city: by whom, in which order, and where it hangs.</summary>
public sealed class ReleaseTests
{
    private const string Deputy = "deputy@city.example";
    private const string Head = "head@city.example";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Two_steps_decide_in_order_and_what_is_sent_back_is_open_again_with_the_reason(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        using var deputy = await app.SignedInAsync(Deputy, MembershipRole.Approver, "espoo");
        using var head = await app.SignedInAsync(Head, MembershipRole.Approver, "espoo");
        await story.DraftAsync();
        var page = story.Draft + "/release";
        await AskAsync(story);
        var written = await ContentAsync(story);

        // The first step has two who may answer; the second waits for it.
        Assert.Equal(
            (1, 1, 0),
            (await AskedAsync(app, Story.Approver), await AskedAsync(app, Deputy), await AskedAsync(app, Head))
        );
        Assert.Contains("Your answer", await deputy.ReadAsync(page), StringComparison.Ordinal);
        var early = await head.ReadAsync(page);
        Assert.DoesNotContain("Your answer", early, StringComparison.Ordinal);
        Assert.Equal("asked later", Chip(early, 1));
        using var first = await deputy.SendAsync(page, "answer", ("answer", "released"), ("reason", "Read for both."));
        await Forms.LeadsToAsync(first, page);
        Assert.Equal(1, await AskedAsync(app, Head));
        Assert.DoesNotContain("Your answer", await story.ApproverBrowser.ReadAsync(page), StringComparison.Ordinal);
        Assert.Equal(DraftStage.Release, await StageAsync(story));

        // Nothing is sent back in silence: it is said at the field, and the text stays fixed.
        await story.WaitAsync(TimeSpan.FromDays(1));
        using var later = await app.ReturningAsync(Head);
        using var silent = await later.SendAsync(page, "answer", ("answer", "sent-back"), ("reason", " \n "));
        Assert.Equal(HttpStatusCode.OK, silent.StatusCode);
        var field = new HtmlParser()
            .ParseDocument(await silent.Content.ReadAsStringAsync(Cancel))
            .QuerySelector("#reason")!;
        Assert.Equal("true", field.GetAttribute("aria-invalid"));
        Assert.Contains("reason-error", field.GetAttribute("aria-describedby"), StringComparison.Ordinal);
        Assert.Contains(
            "Please say why.",
            field.Owner!.QuerySelector("#reason-error")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(DraftStage.Release, await StageAsync(story));

        using var back = await later.SendAsync(
            page,
            "answer",
            ("answer", "sent-back"),
            ("reason", "The council has to agree.\nAsk again after <24 March>.")
        );
        await Forms.LeadsToAsync(back, page);
        Assert.Contains("Sent back", (await app.MailAsync(Story.Manager)).Subject, StringComparison.Ordinal);
        var shown = await story.ManagerBrowser.GetStringAsync(page, Cancel);
        Assert.Equal(("released", "sent back"), (Chip(shown, 0), Chip(shown, 1)));
        foreach (var said in (string[])["deputy", "10 March 2026", "Read for both."])
            Assert.Contains(said, Step(shown, 0).TextContent, StringComparison.Ordinal);
        foreach (
            var said in (string[])["head", "11 March 2026", "The council has to agree.\nAsk again after <24 March>."]
        )
            Assert.Contains(said, Step(shown, 1).TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "Sent back by head",
            await story.ManagerBrowser.ReadAsync(story.Draft),
            StringComparison.Ordinal
        );
        // Nothing of it was said in public.
        Assert.Equal(0, await story.DbAsync(db => db.LogEntries.CountAsync(Cancel)));

        // Nothing is lost, and everything can be changed.
        Assert.Equal(DraftStage.Negotiation, await StageAsync(story));
        Assert.Equal(written, await ContentAsync(story));
        using var changed = await story.ManagerBrowser.SendAsync(
            story.Draft + "/edit/basis",
            "edit",
            ("basis.decision", "Agreed by the council on 24 March")
        );
        await Forms.LeadsToAsync(changed, story.Draft);
        await AskAsync(story);
        using var again = await story.ApproverBrowser.SendAsync(page, "answer", ("answer", "released"));
        await Forms.LeadsToAsync(again, page);
        using var last = await later.SendAsync(page, "answer", ("answer", "released"));
        await Forms.LeadsToAsync(last, page);
        Assert.Equal(DraftStage.Signing, await StageAsync(story));
        var releases = await story.DbAsync(db =>
            db.Releases.Include(r => r.Steps).OrderBy(r => r.Number).AsNoTracking().ToListAsync(Cancel)
        );
        Assert.Equal([1, 2], releases.Select(r => r.Number));
        Assert.NotNull(releases[0].VoidAt);
        Assert.NotEqual(releases[0].Hash, releases[1].Hash);
        Assert.All(releases[1].Steps, s => Assert.Equal(StepAnswer.Released, s.Answer));
    }

    [Theory, EachDatabase]
    public async Task The_page_says_where_it_hangs_and_a_reminder_is_one_mail_a_day(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        using var deputy = await app.SignedInAsync(Deputy, MembershipRole.Approver, "espoo");
        using var head = await app.SignedInAsync(Head, MembershipRole.Approver, "espoo");
        await story.DraftAsync();
        await AskAsync(story);
        var page = story.Draft + "/release";
        await RemindAsync("less than a day ago");
        Assert.Equal("waits for 0 days", Chip(await story.ManagerBrowser.ReadAsync(page), 0));

        // To half past midnight of the second day after.
        await story.WaitAsync(TimeSpan.FromHours(39.5));
        await RemindAsync(null);
        await RemindAsync("less than a day ago");
        Assert.Equal(
            (2, 2, 0),
            (await AskedAsync(app, Story.Approver), await AskedAsync(app, Deputy), await AskedAsync(app, Head))
        );
        var hanging = await story.ManagerBrowser.ReadAsync(page);
        Assert.Equal(("waits for 1 day", "asked later"), (Chip(hanging, 0), Chip(hanging, 1)));
        Assert.Contains("approver", Step(hanging, 0).TextContent, StringComparison.Ordinal);

        // In the evening of the same day, and on the next.
        await story.WaitAsync(TimeSpan.FromHours(20.5));
        await RemindAsync("less than a day ago");
        Assert.Equal((2, 2), (await AskedAsync(app, Story.Approver), await AskedAsync(app, Deputy)));
        await story.WaitAsync(TimeSpan.FromHours(4));
        await RemindAsync(null);
        Assert.Equal(
            (3, 3, 0),
            (await AskedAsync(app, Story.Approver), await AskedAsync(app, Deputy), await AskedAsync(app, Head))
        );
        Assert.Equal("waits for 2 days", Chip(await story.ManagerBrowser.ReadAsync(page), 0));

        // The second step waits from the day on which it was asked.
        using var released = await story.ApproverBrowser.SendAsync(page, "answer", ("answer", "released"));
        await Forms.LeadsToAsync(released, page);
        await story.WaitAsync(TimeSpan.FromDays(1));
        hanging = await story.ManagerBrowser.ReadAsync(page);
        Assert.Equal(("released", "waits for 1 day"), (Chip(hanging, 0), Chip(hanging, 1)));
        await RemindAsync(null);
        Assert.Equal(
            (3, 3, 2),
            (await AskedAsync(app, Story.Approver), await AskedAsync(app, Deputy), await AskedAsync(app, Head))
        );

        // Taken back, it waits for nobody.
        using var back = await story.ManagerBrowser.SendAsync(page, "take-back", ("do", "back"));
        await Forms.LeadsToAsync(back, page);
        var open = await story.ManagerBrowser.ReadAsync(page);
        Assert.DoesNotContain("waits for", open, StringComparison.Ordinal);
        Assert.DoesNotContain("asked later", open, StringComparison.Ordinal);

        async Task RemindAsync(string? refused)
        {
            using var answer = await story.ManagerBrowser.SendAsync(page, "take-back", ("do", "remind"));
            if (refused is null)
                await Forms.LeadsToAsync(answer, page);
            else
                Assert.Contains(
                    refused,
                    Forms.Complaints(await answer.Content.ReadAsStringAsync(Cancel)),
                    StringComparison.Ordinal
                );
        }
    }

    // Approver and deputy first, then the head.
    private static async Task AskAsync(Story story)
    {
        var accounts = await story.DbAsync(db => db.Accounts.ToDictionaryAsync(a => a.Email!, a => a.Id, Cancel));
        using var asked = await story.ManagerBrowser.SendAsync(
            story.Draft + "/release",
            "ask",
            ("approver-0", $"{accounts[Story.Approver]}"),
            ("deputy-0", $"{accounts[Deputy]}"),
            ("approver-1", $"{accounts[Head]}")
        );
        await Forms.LeadsToAsync(asked, story.Draft + "/release");
    }

    private static Task<int> AskedAsync(TestApp app, string email) =>
        app.WithDbAsync(db => db.Mails.CountAsync(m => m.To == email && m.Key.Contains(":release-"), Cancel));

    private static Task<DraftStage> StageAsync(Story story) =>
        story.DbAsync(db => db.Drafts.Where(d => d.Key == story.Key).Select(d => d.Stage).SingleAsync(Cancel));

    private static Task<string> ContentAsync(Story story) =>
        story.DbAsync(async db =>
            JsonSerializer.Serialize(
                (await db.Drafts.AsNoTracking().SingleAsync(d => d.Key == story.Key, Cancel)).Content,
                JsonColumn.Options
            )
        );

    private static IElement Step(string html, int step) =>
        new HtmlParser().ParseDocument(html).QuerySelectorAll("section[aria-labelledby=steps] li")[step];

    private static string Chip(string html, int step) =>
        Step(html, step).QuerySelector(".chip")!.TextContent.Trim(' ', '\n', '✓', '↩', '◔');
}
