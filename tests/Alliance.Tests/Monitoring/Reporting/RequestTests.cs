using System.Net;
using Alliance.Deals;
using Alliance.Monitoring;
using Alliance.Monitoring.Indicators;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Monitoring.Reporting;

/// <summary>Who is asked what and when: one mail for each person and period, after the manager has let the first ones go.</summary>
public sealed class RequestTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Nobody_is_written_to_before_the_manager_has_seen_whom(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await app.RunClockAsync();
        Assert.Equal(0, await story.DbAsync(db => db.Mails.CountAsync(m => m.Key.StartsWith("report:"), Cancel)));
        var shown = await story.ManagerBrowser.TextAsync("/en/workspace/reports");
        foreach (var said in (string[])["The first requests wait for you", "Faye Firm", "Sona Social", Story.Manager])
            Assert.Contains(said, shown, StringComparison.Ordinal);

        await story.ReleaseRequestsAsync();
        // One mail a person; the city's manager has a promise to answer for too.
        var mails = await story.DbAsync(db =>
            db.Mails.Where(m => m.Key.StartsWith("report:")).Select(m => new { m.To, m.Language }).ToListAsync(Cancel)
        );
        Assert.Equal(
            [(Story.Firm, "en"), (Story.Manager, "en"), (Story.Social, "fi")],
            mails.Select(m => (m.To, m.Language)).Order()
        );
        var mail = await app.MailAsync(Story.Firm, "report:");
        var manager = await story.DbAsync(db => db.Accounts.SingleAsync(a => a.Email == Story.Manager, Cancel));
        Assert.StartsWith(manager.Name, mail.From.Mailboxes.Single().Name, StringComparison.Ordinal);
        Assert.Equal(Story.Manager, mail.ReplyTo.Mailboxes.Single().Address);
        Assert.Contains("Trees for Example Street", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("31 March 2026", mail.TextBody, StringComparison.Ordinal);

        // However often it runs, and whatever the hour.
        await app.RunClockAsync();
        Assert.Equal(3, await story.DbAsync(db => db.Mails.CountAsync(m => m.Key.StartsWith("report:"), Cancel)));
    }

    [Theory, EachDatabase]
    public async Task Whoever_does_not_answer_is_reminded_four_times_and_no_more(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        var link = await story.LinkAsync(Story.Firm);
        using var sent = await story.Stranger.SendAsync(
            link,
            "report",
            ($"sentence-{await story.QuestionAsync("c3")}", "Four hundred trees stand.")
        );
        await Forms.LeadsToAsync(sent, link);

        var days = new List<string>();
        var before = await CountAsync();
        // Each day at six in the morning of Helsinki, when nobody is written to, and at noon.
        for (var day = new DateOnly(2026, 3, 11); day < new DateOnly(2026, 6, 1); day = day.AddDays(1))
            foreach (var hour in (int[])[3, 10])
            {
                var at = new DateTimeOffset(day.ToDateTime(new TimeOnly(hour, 0)), TimeSpan.Zero);
                if (at <= app.Time.GetUtcNow())
                    continue;
                app.Time.SetUtcNow(at);
                await app.RunClockAsync();
                if (await CountAsync() is var now && now > before)
                    days.Add($"{at:MM-dd HH}");
                before = now;
            }
        Assert.Equal(["03-17 10", "03-31 10", "04-14 10", "05-12 10"], days);

        Task<int> CountAsync() =>
            story.DbAsync(db => db.ReportLinks.CountAsync(l => l.Request!.Email == Story.Social, Cancel));
    }

    [Theory, EachDatabase]
    public async Task Who_was_reminded_by_hand_is_not_reminded_again_the_next_morning(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        await ToAsync(new(2026, 3, 17, 10, 0, 0, TimeSpan.Zero));
        await ToAsync(new(2026, 3, 30, 15, 0, 0, TimeSpan.Zero));
        var id = await story.DbAsync(db =>
            db.ReportRequests.Where(r => r.Email == Story.Firm).Select(r => r.Id).SingleAsync(Cancel)
        );
        using var reminded = await story.ManagerBrowser.SendAsync("/en/workspace/reports", "work", ("remind", $"{id}"));
        await Forms.LeadsToAsync(reminded, "/en/workspace/reports");
        var mails = await MailsAsync();
        await ToAsync(new(2026, 3, 31, 6, 0, 0, TimeSpan.Zero));
        Assert.Equal(mails, await MailsAsync());
        await ToAsync(new(2026, 3, 31, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal(mails + 1, await MailsAsync());

        async Task ToAsync(DateTimeOffset at)
        {
            await story.WaitAsync(at - app.Time.GetUtcNow());
            await app.RunClockAsync();
        }
        Task<int> MailsAsync() =>
            story.DbAsync(db => db.ReportLinks.CountAsync(l => l.Request!.Email == Story.Firm, Cancel));
    }

    [Theory, EachDatabase]
    public async Task What_nobody_answered_before_its_deal_was_over_is_asked_no_more(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await AnotherDeal.AddAsync(app, ("Example Oak (example)", Story.Firm));
        await story.ReleaseRequestsAsync();
        Assert.Contains(
            "Another example deal",
            await story.Stranger.TextAsync(await story.LinkAsync(Story.Firm)),
            StringComparison.Ordinal
        );
        await story.DbAsync(async db =>
        {
            var over = await db.Deals.SingleAsync(d => d.Slug == "another-example-deal", Cancel);
            over.State = DealState.EndedEarly;
            return await db.SaveChangesAsync(Cancel);
        });
        await story.WaitAsync(TimeSpan.FromDays(8));
        await app.RunClockAsync();
        var reminder = await app.MailAsync(Story.Firm, "report:");
        Assert.Contains("is due soon", reminder.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("Another example deal", reminder.TextBody, StringComparison.Ordinal);
        var link = await story.LinkAsync(Story.Firm);
        Assert.DoesNotContain("Another example deal", await story.Stranger.TextAsync(link), StringComparison.Ordinal);
        using var sent = await story.Stranger.SendAsync(
            link,
            "report",
            ($"sentence-{await story.QuestionAsync("c3")}", "They grow.")
        );
        await Forms.LeadsToAsync(sent, link);
        Assert.Contains("everything is reported", await story.Stranger.TextAsync(link), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Whoever_has_the_role_is_asked_where_the_city_has_named_nobody(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        const string page = "/en/workspace/reports";
        const string firm = "Example Works Oy (example)";
        await story.DbAsync(db =>
            db.DraftParties.ExecuteUpdateAsync(s => s.SetProperty(p => p.ContactEmail, (string?)null), Cancel)
        );
        Assert.Contains("Nobody to ask", await story.ManagerBrowser.TextAsync(page), StringComparison.Ordinal);
        Assert.Contains(firm, await story.ManagerBrowser.TextAsync(page), StringComparison.Ordinal);
        var organisation = await story.DbAsync(db =>
            db.Organisations.Where(o => o.Name == firm).Select(o => o.Identifier).SingleAsync(Cancel)
        );
        using var reporter = await app.SignedInAsync(
            "reporter@example.org",
            MembershipRole.Reporter,
            organisation: organisation
        );
        await app.RunClockAsync();
        Assert.DoesNotContain(firm, await story.ManagerBrowser.TextAsync(page), StringComparison.Ordinal);
        Assert.Equal(
            ["reporter@example.org"],
            await story.DbAsync(db =>
                db.ReportRequests.Where(r => r.Email != Story.Manager).Select(r => r.Email).ToListAsync(Cancel)
            )
        );
        // The role may end: nobody is kept for it.
        Assert.Equal(0, await story.DbAsync(db => db.ReportContacts.CountAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task What_joins_a_request_that_was_sent_is_asked_about_by_a_mail_of_its_own(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        await story.WaitAsync(TimeSpan.FromDays(15));
        await story.AskTwiceAYearAsync();
        await app.RunClockAsync();
        var asked = await story.DbAsync(db =>
            db.ReportQuestions.Where(q => q.Commitment == "c3")
                .OrderBy(q => q.Id)
                .Select(q => new { q.RequestId, q.Due })
                .ToListAsync(Cancel)
        );
        // One page; and nobody is overdue for what nobody asked.
        Assert.Single(asked.Select(q => q.RequestId).Distinct());
        Assert.Equal([new DateOnly(2026, 3, 31), new DateOnly(2026, 4, 15)], asked.Select(q => q.Due!.Value));
        Assert.Equal(
            2,
            await story.DbAsync(db => db.ReportLinks.CountAsync(l => l.Request!.Email == Story.Firm, Cancel))
        );

        // What was asked first is late on its own day all the same.
        await story.WaitAsync(new DateTimeOffset(2026, 4, 2, 9, 0, 0, TimeSpan.Zero) - app.Time.GetUtcNow());
        Assert.Contains("2 days overdue", await FirmAsync("overdue"), StringComparison.Ordinal);
        Assert.Equal("", await FirmAsync("next"));
        // So say the page, and who reminds by hand.
        var link = await story.LinkAsync(Story.Firm);
        Assert.Contains("31 March 2026", await story.Stranger.TextAsync(link), StringComparison.Ordinal);
        var request = await story.DbAsync(db =>
            db.ReportRequests.Where(r => r.Email == Story.Firm).Select(r => r.Id).SingleAsync(Cancel)
        );
        using var reminded = await story.ManagerBrowser.SendAsync(
            "/en/workspace/reports",
            "work",
            ("remind", $"{request}")
        );
        await Forms.LeadsToAsync(reminded, "/en/workspace/reports");
        var reminder = await app.MailAsync(Story.Firm, "report:");
        Assert.Contains("we miss your report", reminder.Subject, StringComparison.Ordinal);
        Assert.Contains("31 March 2026", reminder.TextBody, StringComparison.Ordinal);
        // What is in time is not called late.
        Assert.EndsWith("we miss your report for 2025", reminder.Subject, StringComparison.Ordinal);
        // Once it is answered, what is left has its own day.
        link = await story.LinkAsync(Story.Firm);
        var late = await story.DbAsync(db =>
            db.ReportQuestions.Where(q => q.Commitment == "c3").OrderBy(q => q.Id).Select(q => q.Id).FirstAsync(Cancel)
        );
        using var sent = await story.Stranger.SendAsync(link, "report", ($"sentence-{late}", "They grow."));
        await Forms.LeadsToAsync(sent, link);
        Assert.Equal("", await FirmAsync("overdue"));
        Assert.Contains("15 April 2026", await FirmAsync("next"), StringComparison.Ordinal);

        async Task<string> FirmAsync(string list) =>
            new HtmlParser()
                .ParseDocument(await story.ManagerBrowser.GetStringAsync("/en/workspace/reports", Cancel))
                .QuerySelectorAll($"section[aria-labelledby={list}] > ul > li")
                .SingleOrDefault(l => l.TextContent.Contains(Story.Firm, StringComparison.Ordinal))
                ?.TextContent
            ?? "";
    }

    [Theory, EachDatabase]
    public async Task What_a_change_has_dropped_is_not_asked_about_any_more(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        await story.DbAsync(db => db.Commitments.Where(c => c.Key == "c3").ExecuteDeleteAsync(Cancel));
        app.Time.SetUtcNow(new DateTimeOffset(2026, 4, 1, 9, 0, 0, TimeSpan.Zero));
        await app.RunClockAsync();
        var reminded = await story.DbAsync(db =>
            db.ReportRequests.Where(r => r.Reminded >= 0).Select(r => r.Email).Order().ToListAsync(Cancel)
        );
        Assert.Equal([Story.Manager, Story.Social], reminded);
    }

    [Theory, EachDatabase]
    public async Task Who_hands_over_is_not_asked_any_more(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        var link = await story.LinkAsync(Story.Firm);
        using var wrong = await story.Stranger.SendAsync(
            link,
            "hand-over",
            ("contact-name", "Col League"),
            ("contact-email", "nowhere")
        );
        var html = await wrong.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("nowhere", Forms.Complaints(html), StringComparison.Ordinal);
        Assert.Equal("Col League", Forms.Filled(html, "hand-over").Single(f => f.Key == "contact-name").Value);

        using var handed = await story.Stranger.SendAsync(
            link,
            "hand-over",
            ("contact-name", "Col League"),
            ("contact-email", "colleague@example.org"),
            ("contact-language", "de")
        );
        await Forms.LeadsToAsync(handed, "/en");
        using var old = await story.Stranger.GetAsync(link, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, old.StatusCode);
        var next = await story.LinkAsync("colleague@example.org");
        Assert.StartsWith("/de/reports/", next, StringComparison.Ordinal);
        Assert.Contains("Ihr Bericht", await story.Stranger.TextAsync(next), StringComparison.Ordinal);
        Assert.Contains(
            "handed over by Faye Firm",
            await story.ManagerBrowser.TextAsync("/en/workspace/reports"),
            StringComparison.Ordinal
        );
        // And the next year too.
        Assert.Equal(
            "colleague@example.org",
            await story.DbAsync(db =>
                db.ReportContacts.Where(c => c.Party == "p2").Select(c => c.Email).SingleAsync(Cancel)
            )
        );
    }

    [Theory, EachDatabase]
    public async Task Handed_to_somebody_who_is_asked_already_it_is_one_page(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        using var handed = await story.Stranger.SendAsync(
            await story.LinkAsync(Story.Firm),
            "hand-over",
            ("contact-name", "Sona Social"),
            ("contact-email", Story.Social.ToUpperInvariant()),
            ("contact-language", "en")
        );
        await Forms.LeadsToAsync(handed, "/en");
        var left = await story.DbAsync(db =>
            db.ReportRequests.Where(r => r.Email != Story.Manager)
                .Select(r => new { r.Email, r.Questions.Count })
                .ToListAsync(Cancel)
        );
        Assert.Equal([(Story.Social, 2)], left.Select(r => (r.Email, r.Count)));
        var page = await story.Stranger.TextAsync(await story.LinkAsync(Story.Social));
        Assert.Contains("Example Works Oy (example)", page, StringComparison.Ordinal);
        Assert.Contains("Example Care (example)", page, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task The_manager_reminds_notes_and_names_somebody_else(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        var id = await story.DbAsync(db =>
            db.ReportRequests.Where(r => r.Email == Story.Firm).Select(r => r.Id).SingleAsync(Cancel)
        );
        const string page = "/en/workspace/reports";
        using var early = await story.ManagerBrowser.SendAsync(page, "work", ("remind", $"{id}"));
        Assert.Contains(
            "has had a mail",
            Forms.Complaints(await early.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );

        await story.WaitAsync(TimeSpan.FromDays(30));
        var shown = await story.ManagerBrowser.TextAsync(page);
        Assert.Contains("9 days overdue", shown, StringComparison.Ordinal);
        using var reminded = await story.ManagerBrowser.SendAsync(page, "work", ("remind", $"{id}"));
        await Forms.LeadsToAsync(reminded, page);
        Assert.Contains(
            "we miss your report",
            (await app.MailAsync(Story.Firm, "report:")).Subject,
            StringComparison.Ordinal
        );
        using var noted = await story.ManagerBrowser.SendAsync(
            page,
            "work",
            ("note", $"{id}"),
            ($"note-{id}", "Called, on holiday.")
        );
        await Forms.LeadsToAsync(noted, page);
        Assert.Contains("Called, on holiday.", await story.ManagerBrowser.TextAsync(page), StringComparison.Ordinal);

        using var changed = await story.ManagerBrowser.SendAsync(
            $"/en/deals/{await story.SlugAsync()}/reporting",
            "contact",
            ("party", "p2"),
            ("contact-name", "New Person"),
            ("contact-email", "new@example.org"),
            ("contact-language", "sv")
        );
        Assert.NotNull(changed.LeadsTo());
        await app.RunClockAsync();
        var link = await story.LinkAsync("new@example.org");
        Assert.StartsWith("/sv/reports/", link, StringComparison.Ordinal);
        // Who is asked late is not overdue at once.
        Assert.Equal(
            new DateOnly(2026, 4, 30),
            await story.DbAsync(db =>
                db.ReportRequests.Where(r => r.Email == "new@example.org").Select(r => r.Due).SingleAsync(Cancel)
            )
        );
    }

    [Theory, EachDatabase]
    public async Task The_rhythm_of_a_promise_can_be_its_own(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.AskTwiceAYearAsync();
        await app.RunClockAsync();
        var asked = await story.DbAsync(db =>
            db.ReportQuestions.Select(q => new { q.Commitment, q.Period }).ToListAsync(Cancel)
        );
        Assert.Equal(Period.Parse("2025-H2"), asked.Single(q => q.Commitment == "c3").Period);
        Assert.Equal(Period.Parse("2025"), asked.Single(q => q.Commitment == "c6").Period);
    }

    [Theory, EachDatabase]
    public async Task What_is_usually_measured_by_quarters_is_asked_for_and_proposed_by_quarters(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        var promise = $"/en/deals/{await story.SlugAsync()}/promises/c3";
        using var chosen = await story.ManagerBrowser.SendAsync(
            promise + "/indicator",
            "indicator",
            ("indicator", "trees-planted"),
            ("sector", "land-use")
        );
        Assert.NotNull(chosen.LeadsTo());
        await story.DbAsync(db =>
            db.Indicators.Where(i => i.Identifier == "trees-planted")
                .ExecuteUpdateAsync(s => s.SetProperty(i => i.PeriodType, PeriodType.Quarter), Cancel)
        );
        await app.RunClockAsync();
        var asked = await story.DbAsync(db =>
            db.ReportQuestions.Select(q => new { q.Commitment, q.Period }).ToListAsync(Cancel)
        );
        Assert.Equal(Period.Parse("2025-Q4"), asked.Single(q => q.Commitment == "c3").Period);
        Assert.Equal(Period.Parse("2025"), asked.Single(q => q.Commitment == "c6").Period);
        var form = Forms
            .Filled(await story.ManagerBrowser.GetStringAsync(promise + "/measure", Cancel), "measure")
            .ToDictionary(f => f.Key, f => f.Value);
        Assert.Equal(("2025", "Q4"), (form["year"], form["part"]));
    }

    [Theory, EachDatabase]
    public async Task Persons_are_forgotten_and_their_answers_stay(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        var link = await story.LinkAsync(Story.Firm);
        using var sent = await story.Stranger.SendAsync(
            link,
            "report",
            ($"sentence-{await story.QuestionAsync("c3")}", "They grow."),
            ($"help-{await story.QuestionAsync("c3")}", "Water.")
        );
        await Forms.LeadsToAsync(sent, link);
        Assert.Contains(
            "Water.",
            await story.ManagerBrowser.TextAsync("/en/workspace/reports"),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Water.", await story.ProgressAsync(), StringComparison.Ordinal);

        app.Time.Advance(TimeSpan.FromDays(430));
        await app.RunClockAsync();
        var kept = await story.DbAsync(db =>
            db.ReportRequests.Where(r => r.PeriodEnd == new DateOnly(2025, 12, 31)).ToListAsync(Cancel)
        );
        Assert.All(kept, r => Assert.StartsWith("#", r.Email, StringComparison.Ordinal));
        Assert.Equal(0, await story.DbAsync(db => db.ReportQuestions.CountAsync(q => q.Help != null, Cancel)));
        Assert.Contains("They grow.", await story.ProgressAsync(), StringComparison.Ordinal);
        using var gone = await story.Stranger.GetAsync(link, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Who_answers_for_two_deals_and_two_parties_gets_one_mail_and_one_page_for_each_period(
        DatabaseKind on
    )
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await AnotherDeal.AddAsync(
            app,
            ("Example Oak (example)", Story.Firm),
            ("Example Elm (example)", "Firm@Example.org")
        );
        await story.ReleaseRequestsAsync();
        Assert.Equal(1, await MailsAsync());
        var request = await story.DbAsync(db =>
            db.ReportRequests.Include(r => r.Questions).SingleAsync(r => r.Email == Story.Firm, Cancel)
        );
        Assert.Equal(3, request.Questions.Count);
        var link = await story.LinkAsync(Story.Firm);
        var page = await story.Stranger.TextAsync(link);
        foreach (
            var said in (string[])
                [
                    "Trees for Example Street",
                    "Another example deal",
                    "Example Works Oy (example)",
                    "Example Oak (example)",
                    "Example Elm (example)",
                ]
        )
            Assert.Contains(said, page, StringComparison.Ordinal);
        using var sent = await story.Stranger.SendAsync(
            link,
            "report",
            [.. request.Questions.Select(q => ($"sentence-{q.Id}", $"Of {q.Party}."))]
        );
        await Forms.LeadsToAsync(sent, link);
        Assert.Contains("everything is reported", await story.Stranger.TextAsync(link), StringComparison.Ordinal);
        Assert.Equal(
            ["Of p2.", "Of p2.", "Of p3."],
            await story.DbAsync(db => db.Reports.Select(r => r.Sentence!).Order().ToListAsync(Cancel))
        );

        // And so it is a year later.
        app.Time.SetUtcNow(new DateTimeOffset(2027, 2, 20, 10, 0, 0, TimeSpan.Zero));
        await app.RunClockAsync();
        // Each mail has a link of its own; sent mails are not kept for so long.
        Assert.Equal(
            [1, 1],
            await story.DbAsync(db =>
                db.ReportRequests.Where(r => r.Email == Story.Firm).Select(r => r.Links.Count).ToListAsync(Cancel)
            )
        );

        Task<int> MailsAsync() =>
            story.DbAsync(db => db.Mails.CountAsync(m => m.To == Story.Firm && m.Key.StartsWith("report:"), Cancel));
    }

    [Theory, EachDatabase]
    public async Task Collected_deals_are_never_asked_about(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await app.RunClockAsync();
        Assert.Equal(0, await story.DbAsync(db => db.ReportQuestions.CountAsync(Cancel)));
    }
}
