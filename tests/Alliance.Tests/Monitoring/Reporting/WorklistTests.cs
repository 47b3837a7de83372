using Alliance.Monitoring;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Monitoring.Reporting;

/// <summary>What the manager reads in the morning beside the days: how promises stand, and which addresses are perhaps nobody's any more.</summary>
public sealed class WorklistTests
{
    private const string Page = "/en/workspace/reports";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Two_reports_in_a_row_without_an_answer_make_an_address_stale_and_an_answer_mends_it(
        DatabaseKind on
    )
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        // One may be forgotten.
        await UntilAsync(story, new DateTimeOffset(2027, 2, 20, 10, 0, 0, TimeSpan.Zero));
        await app.RunClockAsync();
        Assert.Equal("", await StaleAsync(story));

        await UntilAsync(story, new DateTimeOffset(2027, 4, 1, 10, 0, 0, TimeSpan.Zero));
        await app.RunClockAsync();
        var stale = await StaleAsync(story);
        foreach (
            var said in (string[])
                [
                    "after two reports in a row",
                    "Faye Firm firm@example.org ●2 reports unanswered",
                    "Sona Social",
                    "last confirmed on 10 March 2026, 387 days ago",
                ]
        )
            Assert.Contains(said, stale, StringComparison.Ordinal);

        // Whoever answers by the link is there, for whatever promise.
        var link = await story.LinkAsync(Story.Firm);
        var c3 = await story.DbAsync(db =>
            db.ReportQuestions.Where(q => q.Commitment == "c3" && q.Period == Period.Parse("2026"))
                .Select(q => q.Id)
                .SingleAsync(Cancel)
        );
        using var sent = await story.Stranger.SendAsync(link, "report", ($"sentence-{c3}", "They grow."));
        await Forms.LeadsToAsync(sent, link);
        stale = await StaleAsync(story);
        Assert.DoesNotContain("Faye Firm", stale, StringComparison.Ordinal);
        Assert.Contains("Sona Social", stale, StringComparison.Ordinal);
        Assert.Equal(
            app.Time.GetUtcNow().UtcDateTime,
            await story.DbAsync(db =>
                db.ReportContacts.Where(c => c.Email == Story.Firm).Select(c => c.KnownSince).SingleAsync(Cancel)
            )
        );

        // The other is confirmed by one click on the list and one on the form, which is filled in.
        var address = Assert.Single(await HrefsAsync(story));
        using var confirmed = await story.ManagerBrowser.SendAsync(address, "contact");
        Assert.NotNull(confirmed.LeadsTo());
        Assert.Equal("", await StaleAsync(story));
        Assert.Equal(
            Story.Social,
            await story.DbAsync(db =>
                db.ReportContacts.OrderByDescending(c => c.KnownSince)
                    .ThenByDescending(c => c.Party)
                    .Select(c => c.Email)
                    .FirstAsync(Cancel)
            )
        );
    }

    [Theory, EachDatabase]
    public async Task A_mail_that_came_back_makes_an_address_stale_until_somebody_else_is_named(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        Assert.Equal("", await StaleAsync(story));
        await app.MailAsync(Story.Firm, "report:");
        var now = app.Time.GetUtcNow().UtcDateTime;
        await story.DbAsync(db =>
            db.Mails.Where(m => m.To == Story.Firm && m.Key.StartsWith("report:"))
                .ExecuteUpdateAsync(s => s.SetProperty(m => m.GivenUpAt, now), Cancel)
        );
        var stale = await StaleAsync(story);
        Assert.Contains("Faye Firm firm@example.org ▲Mail could not be delivered", stale, StringComparison.Ordinal);
        Assert.Contains("0 days ago", stale, StringComparison.Ordinal);
        Assert.DoesNotContain("unanswered", stale, StringComparison.Ordinal);
        await story.WaitAsync(TimeSpan.FromMinutes(1));
        using var changed = await story.ManagerBrowser.SendAsync(
            Assert.Single(await HrefsAsync(story)),
            "contact",
            ("contact-name", "New Person"),
            ("contact-email", "new@example.org")
        );
        Assert.NotNull(changed.LeadsTo());
        Assert.Equal("", await StaleAsync(story));
    }

    [Theory, EachDatabase]
    public async Task A_list_that_is_longer_than_a_morning_says_how_much_more_there_is(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await AnotherDeal.AddAsync(
            app,
            [.. Enumerable.Range(1, 103).Select(i => ($"Example Member {i} (example)", $"member{i}@example.org"))]
        );
        // With the firm, the helpers and the city's own.
        await app.RunClockAsync();
        Assert.Equal((100, "Not shown: 6 more. They move up as these are done."), await ListAsync("waiting"));
        await story.ReleaseRequestsAsync();
        Assert.Equal((100, "Not shown: 6 more. They move up as these are done."), await ListAsync("next"));
        Assert.Equal((0, ""), await ListAsync("overdue"));
        await UntilAsync(story, new DateTimeOffset(2026, 4, 2, 9, 0, 0, TimeSpan.Zero));
        Assert.Equal((100, "Not shown: 6 more. They move up as these are done."), await ListAsync("overdue"));
        Assert.Equal((0, ""), await ListAsync("next"));

        // The whole list is shown where it fits; of the other lists it holds too.
        await story.DbAsync(db =>
            db.ReportQuestions.Where(q => q.Deal!.Identifier != "es-another")
                .ExecuteUpdateAsync(
                    s => s.SetProperty(q => q.AnsweredAt, DateTime.UnixEpoch).SetProperty(q => q.WantsHelp, true),
                    Cancel
                )
        );
        await story.DbAsync(db =>
            db.ReportQuestions.Where(q => q.Commitment == "c2" || q.Commitment == "c3")
                .ExecuteUpdateAsync(s => s.SetProperty(q => q.AnsweredAt, DateTime.UnixEpoch), Cancel)
        );
        await story.DbAsync(db =>
            db.Mails.Where(m => m.Key.StartsWith("report:"))
                .ExecuteUpdateAsync(s => s.SetProperty(m => m.GivenUpAt, DateTime.UnixEpoch), Cancel)
        );
        Assert.Equal(
            (100, "Not shown: 1 more. It moves up as soon as one of these is done."),
            await ListAsync("overdue")
        );
        Assert.Equal((3, ""), await ListAsync("wishes"));
        Assert.Equal((100, "Not shown: 5 more. They move up as these are done."), await ListAsync("stale"));
        await story.DbAsync(db =>
            db.ReportContacts.Where(c => c.Deal!.Identifier == "es-another").ExecuteDeleteAsync(Cancel)
        );
        Assert.Equal((100, "Not shown: 3 more. They move up as these are done."), await ListAsync("missing"));

        async Task<(int, string)> ListAsync(string list)
        {
            var shown = new HtmlParser()
                .ParseDocument(await story.ManagerBrowser.GetStringAsync(Page, Cancel))
                .QuerySelector($"section[aria-labelledby={list}]");
            return (
                shown?.QuerySelectorAll(":scope > ul > li").Length ?? 0,
                shown?.QuerySelector(":scope > ul ~ p.quiet")?.TextContent ?? ""
            );
        }
    }

    [Theory, EachDatabase]
    public async Task What_people_say_stands_beside_how_a_promise_stands_each_with_its_day_and_reason(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        foreach (
            var said in (string[])
                ["Nobody has said yet how far it is.", "○Not asked The first answer is due on 31 March 2026."]
        )
            Assert.Contains(said, await story.ManagerBrowser.TextAsync(Page), StringComparison.Ordinal);
        var c3 = await story.QuestionAsync("c3");
        var link = await story.LinkAsync(Story.Firm);
        using var sent = await story.Stranger.SendAsync(
            link,
            "report",
            ($"delivery-{c3}", "running"),
            ($"sentence-{c3}", string.Join(' ', Enumerable.Repeat("They grow.", 20)))
        );
        await Forms.LeadsToAsync(sent, link);
        // A year later it is asked about anew, and nobody answers.
        await UntilAsync(story, new DateTimeOffset(2027, 4, 10, 10, 0, 0, TimeSpan.Zero));
        await app.RunClockAsync();
        await UntilAsync(story, new DateTimeOffset(2027, 5, 20, 10, 0, 0, TimeSpan.Zero));
        var shown = await story.ManagerBrowser.TextAsync(Page);
        Assert.Contains("under way reported on 10 March 2026, for 2025 They grow.", shown, StringComparison.Ordinal);
        // Its beginning; the whole of it stands with the report.
        Assert.Contains("They grow. They…", shown, StringComparison.Ordinal);
        Assert.Contains("!Report overdue since", shown, StringComparison.Ordinal);
        Assert.Contains("The report was due on", shown, StringComparison.Ordinal);
        Assert.Contains(
            "under way reported on 10 March 2026, for 2025",
            await story.ProgressAsync(),
            StringComparison.Ordinal
        );
    }

    private static Task UntilAsync(Story story, DateTimeOffset at) => story.WaitAsync(at - story.App.Time.GetUtcNow());

    private static async Task<AngleSharp.Dom.IElement?> SectionAsync(Story story) =>
        new HtmlParser()
            .ParseDocument(await story.ManagerBrowser.GetStringAsync(Page, Cancel))
            .QuerySelector("section[aria-labelledby=stale]");

    /// <summary>What the list says; empty where there is none.</summary>
    private static async Task<string> StaleAsync(Story story) =>
        string.Join(
            ' ',
            ((await SectionAsync(story))?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );

    private static async Task<List<string>> HrefsAsync(Story story) =>
        [
            .. (await SectionAsync(story))!
                .QuerySelectorAll("a.button")
                .Select(a => a.GetAttribute("href")!.Split('#')[0]),
        ];
}
