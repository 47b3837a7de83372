using System.Net;
using System.Text.Json;
using Alliance.Deals;
using Alliance.Monitoring;
using Alliance.Monitoring.Reporting;
using Alliance.Network;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Monitoring.Reporting;

/// <summary>What is said behind the link: stored whole or not at all, frozen, corrected beside it.</summary>
public sealed class SendReportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_number_and_a_sentence_are_public_and_a_correction_stands_beside(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        var link = await story.LinkAsync(Story.Firm);
        var c3 = await story.QuestionAsync("c3");
        using var sent = await story.Stranger.SendAsync(
            link,
            "report",
            ($"value-{c3}", "1,000"),
            ($"delivery-{c3}", "running"),
            ($"sentence-{c3}", "Frost took some."),
            ($"link-{c3}", "https://example.org/trees"),
            ($"obstacles-{c3}", "supply")
        );
        await Forms.LeadsToAsync(sent, link);
        var shown = await story.ProgressAsync();
        foreach (
            var said in (string[])
                [
                    "1,000",
                    "Frost took some.",
                    "under way",
                    "Supply",
                    "With evidence",
                    "Own report",
                    "Example Works Oy (example)",
                ]
        )
            Assert.Contains(said, shown, StringComparison.Ordinal);
        Assert.Contains("everything is reported", await story.Stranger.TextAsync(link), StringComparison.Ordinal);

        // Sent twice it is one report: whoever presses again is told.
        var html = await story.Stranger.GetStringAsync(link, Cancel);
        Assert.DoesNotContain($"value-{c3}", html, StringComparison.Ordinal);
        using var withdrawn = await story.Stranger.SendAsync(
            $"{link}?correct={c3}",
            "report",
            ($"value-{c3}", ""),
            ($"reason-{c3}", "It is unclear.")
        );
        Assert.Contains(
            "say why there is none",
            Forms.Complaints(await withdrawn.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        using var corrected = await story.Stranger.SendAsync(
            $"{link}?correct={c3}",
            "report",
            ($"value-{c3}", "950"),
            ($"reason-{c3}", "Fifty stand elsewhere.")
        );
        await Forms.LeadsToAsync(corrected, link);
        shown = await story.ProgressAsync();
        Assert.Contains("950", shown, StringComparison.Ordinal);
        Assert.Contains("Fifty stand elsewhere.", shown, StringComparison.Ordinal);
        Assert.Contains("1 earlier report that was corrected", shown, StringComparison.Ordinal);
        Assert.Contains("1 earlier number that was corrected", shown, StringComparison.Ordinal);
        // What was said before was still in the form, and nothing of it is lost.
        var reports = await story.DbAsync(db => db.Reports.OrderBy(r => r.Version).ToListAsync(Cancel));
        Assert.Equal([("Frost took some.", 1), ("Frost took some.", 2)], reports.Select(r => (r.Sentence!, r.Version)));
        Assert.Equal([Obstacle.Supply], reports[1].Obstacles);
        Assert.Equal([1, 2], reports.Select(r => r.Measured));
        var api = JsonDocument.Parse(await story.Stranger.GetStringAsync("/api/v1/reports", Cancel));
        Assert.Equal(
            [(1, true), (2, false)],
            api.RootElement.GetProperty("items")
                .EnumerateArray()
                .Select(r => (r.GetProperty("version").GetInt32(), r.GetProperty("superseded").GetBoolean()))
        );
        var exported = await RoundTrip.AssertSameBytesAsync(app, on);
        Assert.Equal(2, exported["reports.jsonl"].Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory, EachDatabase]
    public async Task One_answer_of_any_kind_is_enough_and_part_of_it_too(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        // Both promises on one page.
        using var handed = await story.Stranger.SendAsync(
            await story.LinkAsync(Story.Firm),
            "hand-over",
            ("contact-name", "Sona Social"),
            ("contact-email", Story.Social),
            ("contact-language", "en")
        );
        Assert.NotNull(handed.LeadsTo());
        var link = (await story.LinkAsync(Story.Social)).Replace("/fi/", "/en/", StringComparison.Ordinal);
        var (c3, c6) = (await story.QuestionAsync("c3"), await story.QuestionAsync("c6"));
        using var empty = await story.Stranger.SendAsync(link, "report");
        Assert.Contains(
            "Nothing was said yet",
            Forms.Complaints(await empty.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        using var one = await story.Stranger.SendAsync(link, "report", ($"obstacles-{c6}", "legal"));
        await Forms.LeadsToAsync(one, link);
        using var two = await story.Stranger.SendAsync(link, "report", ($"link-{c3}", "https://example.org/"));
        await Forms.LeadsToAsync(two, link);
        Assert.Equal(
            ["c6", "c3"],
            await story.DbAsync(db => db.Reports.OrderBy(r => r.Id).Select(r => r.Commitment).ToListAsync(Cancel))
        );
    }

    [Theory, EachDatabase]
    public async Task What_is_wrong_is_said_at_its_field_and_nothing_is_stored(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        var link = await story.LinkAsync(Story.Manager);
        var own = await story.QuestionAsync("c4");
        async Task AssertRefusedAsync(string says, params (string, string)[] typed)
        {
            using var sent = await story.Stranger.SendAsync(
                link,
                "report",
                [($"sentence-{own}", "All is well."), .. typed]
            );
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
            var html = await sent.Content.ReadAsStringAsync(Cancel);
            Assert.Contains(says, Forms.Complaints(html), StringComparison.Ordinal);
            Assert.Equal("All is well.", Forms.Filled(html, "report").Single(f => f.Key == $"sentence-{own}").Value);
            Assert.Equal(0, await story.DbAsync(db => db.Reports.CountAsync(Cancel)));
            Assert.Equal(0, await story.DbAsync(db => db.Measurements.CountAsync(Cancel)));
        }

        await AssertRefusedAsync("too long", ($"reason-{own}", new string('x', 1001)));
        await AssertRefusedAsync("whole address", ($"link-{own}", "javascript:alert(1)"));
        await AssertRefusedAsync("user name or password", ($"help-{own}", "https://me:secret@example.org/"));

        // A number at the firm's promise.
        link = await story.LinkAsync(Story.Firm);
        own = await story.QuestionAsync("c3");
        await AssertRefusedAsync("Write a number", ($"value-{own}", "many"));
        await AssertRefusedAsync("Only one of them", ($"value-{own}", "5"), ($"notation-{own}", "confidential"));
        await AssertRefusedAsync("cannot be converted", ($"value-{own}", "5"), ($"unit-{own}", "kwh"));
    }

    [Theory, EachDatabase]
    public async Task Two_periods_of_one_promise_in_one_report_are_judged_together(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        await story.AskTwiceAYearAsync();
        await app.RunClockAsync();
        var asked = await story.DbAsync(db =>
            db.ReportQuestions.Where(q => q.Commitment == "c3").OrderBy(q => q.Id).Select(q => q.Id).ToListAsync(Cancel)
        );
        Assert.Equal(2, asked.Count);
        var link = await story.LinkAsync(Story.Firm);
        using var both = await story.Stranger.SendAsync(
            link,
            "report",
            ($"value-{asked[0]}", "100"),
            ($"value-{asked[1]}", "30")
        );
        Assert.Contains(
            "counted twice",
            Forms.Complaints(await both.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        Assert.Equal(
            (0, 0),
            await story.DbAsync(async db =>
                (await db.Reports.CountAsync(Cancel), await db.Measurements.CountAsync(Cancel))
            )
        );

        // The same file may prove both.
        var bill = "%PDF-1.7 A bill."u8.ToArray();
        using var proved = await story.Stranger.SendFilesAsync(
            link,
            "report",
            [($"file-{asked[0]}", "bill.pdf", bill), ($"file-{asked[1]}", "bill.pdf", bill)]
        );
        await Forms.LeadsToAsync(proved, link);
        Assert.Equal(
            (2, 1),
            await story.DbAsync(async db =>
                (await db.Reports.CountAsync(Cancel), await db.EvidenceFiles.CountAsync(Cancel))
            )
        );
    }

    [Theory, EachDatabase]
    public async Task A_wish_for_help_is_for_the_city_and_no_report(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        var link = await story.LinkAsync(Story.Firm);
        var c3 = await story.QuestionAsync("c3");
        using var sent = await story.Stranger.SendAsync(link, "report", ($"help-{c3}", "Who waters them?"));
        await Forms.LeadsToAsync(sent, link);
        Assert.Equal(0, await story.DbAsync(db => db.Reports.CountAsync(Cancel)));
        Assert.Contains(
            "Who waters them?",
            await story.ManagerBrowser.TextAsync("/en/workspace/reports"),
            StringComparison.Ordinal
        );
        // It is still to be answered.
        Assert.Contains($"value-{c3}", await story.Stranger.GetStringAsync(link, Cancel), StringComparison.Ordinal);
        using var helped = await story.ManagerBrowser.SendAsync("/en/workspace/reports", "work", ("helped", $"{c3}"));
        Assert.NotNull(helped.LeadsTo());
        Assert.DoesNotContain(
            "Who waters them?",
            await story.ManagerBrowser.TextAsync("/en/workspace/reports"),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task A_link_answers_for_its_own_promises_only(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        var link = await story.LinkAsync(Story.Firm);
        using var sent = await story.Stranger.SendAsync(
            link,
            "report",
            ($"sentence-{await story.QuestionAsync("c6")}", "Not mine.")
        );
        Assert.Contains(
            "Nothing was said yet",
            Forms.Complaints(await sent.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        Assert.Equal(0, await story.DbAsync(db => db.Reports.CountAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task The_city_reports_on_behalf_and_that_is_shown(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        var id = await story.DbAsync(db =>
            db.ReportRequests.Where(r => r.Email == Story.Firm).Select(r => r.Id).SingleAsync(Cancel)
        );
        var page = $"/en/workspace/reports/{id}";
        using var sent = await story.ManagerBrowser.SendAsync(
            page,
            "report",
            ($"value-{await story.QuestionAsync("c3")}", "300"),
            ($"sentence-{await story.QuestionAsync("c3")}", "Told us by phone.")
        );
        await Forms.LeadsToAsync(sent, page);
        var shown = await story.ProgressAsync();
        Assert.Contains("Told us by phone.", shown, StringComparison.Ordinal);
        Assert.Contains("reported by the city on behalf of the party", shown, StringComparison.Ordinal);
        // Another city's manager has no business there.
        using var other = await story.App.SignedInAsync("umea@city.example", MembershipRole.DealManager, "umea");
        using var refused = await other.GetAsync(page, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Of_many_at_once_one_is_stored(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        var link = await story.LinkAsync(Story.Firm);
        var c3 = await story.QuestionAsync("c3");
        var html = await story.Stranger.GetStringAsync(link, Cancel);
        var sent = await Task.WhenAll(
            Enumerable.Range(1, 6).Select(i => story.Stranger.SendAsync(link, html, "report", ($"value-{c3}", $"{i}")))
        );
        Assert.Equal(1, sent.Count(s => s.LeadsTo() is not null));
        Assert.Equal(1, await story.DbAsync(db => db.Reports.CountAsync(Cancel)));
        Assert.Equal(1, await story.DbAsync(db => db.Measurements.CountAsync(Cancel)));
        foreach (var answer in sent)
            answer.Dispose();
    }

    [Theory, EachDatabase]
    public async Task What_was_said_last_year_stands_there_but_for_the_number(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        var link = await story.LinkAsync(Story.Firm);
        var c3 = await story.QuestionAsync("c3");
        using var sent = await story.Stranger.SendAsync(
            link,
            "report",
            ($"value-{c3}", "400"),
            ($"method-{c3}", "measured"),
            ($"source-{c3}", "Counted."),
            ($"sentence-{c3}", "On our way."),
            ($"delivery-{c3}", "running")
        );
        await Forms.LeadsToAsync(sent, link);
        await story.WaitAsync(TimeSpan.FromDays(365));
        await app.RunClockAsync();
        var next = await story.LinkAsync(Story.Firm);
        var html = await story.Stranger.GetStringAsync(next, Cancel);
        var c3Next = await story.DbAsync(db =>
            db.ReportQuestions.Where(q => q.Commitment == "c3" && q.Period == Period.Parse("2026"))
                .Select(q => q.Id)
                .SingleAsync(Cancel)
        );
        var filled = Forms.Filled(html, "report").ToDictionary(f => f.Key, f => f.Value);
        Assert.Equal(
            ("", "running", "On our way.", "measured", "Counted."),
            (
                filled[$"value-{c3Next}"],
                filled[$"delivery-{c3Next}"],
                filled[$"sentence-{c3Next}"],
                filled[$"method-{c3Next}"],
                filled[$"source-{c3Next}"]
            )
        );
        Assert.Contains("Last time (2025): 400", await story.Stranger.TextAsync(next), StringComparison.Ordinal);

        // It counts when somebody says so, and not because it stands there.
        using var untouched = await story.Stranger.SendAsync(next, "report");
        Assert.Contains(
            "Nothing was said yet",
            Forms.Complaints(await untouched.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        using var still = await story.Stranger.SendAsync(next, "report", ($"still-true-{c3Next}", "yes"));
        await Forms.LeadsToAsync(still, next);
        Assert.Equal(
            [("2025", "On our way."), ("2026", "On our way.")],
            (await story.DbAsync(db => db.Reports.OrderBy(r => r.Id).ToListAsync(Cancel))).Select(r =>
                ($"{r.Period}", r.Sentence!)
            )
        );
    }

    [Theory, EachDatabase]
    public async Task The_link_of_last_year_is_no_evidence_of_this_years_number_unless_it_is_said_to_be(DatabaseKind on)
    {
        const string first = "https://example.org/2025";
        const string second = "https://example.org/2026";
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        await ReportAsync("2025", ("value", "400"), ("link", first));
        Assert.Equal((1, first), await EvidenceAsync("2025"));

        // It stands there, and only the number is filled in.
        await NextYearAsync();
        await ReportAsync("2026", ("value", "450"));
        Assert.Equal((1, (string?)null), await EvidenceAsync("2026"));
        // Nor does it become one by a correction of something else.
        await ReportAsync("2026", ("value", "460"), ("reason", "Ten more."));
        Assert.Equal((2, (string?)null), await EvidenceAsync("2026"));

        // What was said for this year is one, and so it is by a correction that says nothing else.
        await ReportAsync("2026", ("link", second), ("reason", "Now it is published."));
        Assert.Equal((3, second), await EvidenceAsync("2026"));
        Assert.Equal(
            3,
            await story.DbAsync(db =>
                db.Reports.Where(r => r.Version == 3).Select(r => r.Measured!.Value).SingleAsync(Cancel)
            )
        );

        await NextYearAsync();
        await ReportAsync("2027", ("value", "500"), ("still-true", "yes"));
        Assert.Equal((1, second), await EvidenceAsync("2027"));

        async Task NextYearAsync()
        {
            await story.WaitAsync(TimeSpan.FromDays(365));
            await app.RunClockAsync();
        }

        // Corrects where a reason is given.
        async Task ReportAsync(string year, params (string Field, string Value)[] typed)
        {
            var link = await story.LinkAsync(Story.Firm);
            var period = Period.Parse(year);
            var question = await story.DbAsync(db =>
                db.ReportQuestions.Where(q => q.Commitment == "c3" && q.Period == period)
                    .Select(q => q.Id)
                    .SingleAsync(Cancel)
            );
            var page = Array.Exists(typed, t => t.Field == "reason") ? $"{link}?correct={question}" : link;
            using var sent = await story.Stranger.SendAsync(
                page,
                "report",
                [.. typed.Select(t => ($"{t.Field}-{question}", t.Value))]
            );
            await Forms.LeadsToAsync(sent, link);
        }

        async Task<(int, string?)> EvidenceAsync(string year)
        {
            var period = Period.Parse(year);
            var newest = await story.DbAsync(db =>
                db.Measurements.AsNoTracking()
                    .Where(m => m.Period == period)
                    .OrderByDescending(m => m.Version)
                    .FirstAsync(Cancel)
            );
            Assert.Equal(newest.Evidence is null ? TrustLevel.Declared : TrustLevel.EvidenceAttached, newest.Trust);
            return (newest.Version, newest.Evidence);
        }
    }

    [Theory, EachDatabase]
    public async Task Evidence_that_is_given_later_reaches_the_number_and_other_corrections_leave_it_there(
        DatabaseKind on
    )
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        var link = await story.LinkAsync(Story.Firm);
        var c3 = await story.QuestionAsync("c3");
        using var sent = await story.Stranger.SendAsync(link, "report", ($"value-{c3}", "400"));
        await Forms.LeadsToAsync(sent, link);
        await CorrectAsync(("link", "https://example.org/trees"));
        Assert.Equal([(1, (string?)null), (2, "https://example.org/trees")], await NumbersAsync());
        await CorrectAsync(("sentence", "Frost took none."));
        Assert.Equal(2, (await NumbersAsync()).Count);

        // What the city gave on the deal's page is not lost by a report that names no link of its own.
        await CorrectAsync(("link", ""));
        using var measured = await story.ManagerBrowser.SendAsync(
            $"/en/deals/{await story.SlugAsync()}/promises/c3/measure?corrects=2025",
            "measure",
            ("evidence", "https://example.org/bills"),
            ("reason", "The bills.")
        );
        Assert.NotNull(measured.LeadsTo());
        await CorrectAsync(("sentence", "Frost took one."));
        Assert.Equal(
            [
                (1, (string?)null),
                (2, "https://example.org/trees"),
                (3, (string?)null),
                (4, "https://example.org/bills"),
            ],
            await NumbersAsync()
        );

        async Task CorrectAsync((string Field, string Value) typed)
        {
            using var corrected = await story.Stranger.SendAsync(
                $"{link}?correct={c3}",
                "report",
                ($"{typed.Field}-{c3}", typed.Value),
                ($"reason-{c3}", "It was not complete.")
            );
            await Forms.LeadsToAsync(corrected, link);
        }

        async Task<List<(int, string?)>> NumbersAsync() =>
            (
                await story.DbAsync(db => db.Measurements.AsNoTracking().OrderBy(m => m.Version).ToListAsync(Cancel))
            ).ConvertAll(m => (m.Version, m.Evidence));
    }

    [Theory, EachDatabase]
    public async Task Who_names_the_own_mailbox_for_a_partner_reports_on_its_behalf(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        using var named = await story.ManagerBrowser.SendAsync(
            $"/en/deals/{await story.SlugAsync()}/reporting",
            "contact",
            ("party", "p2"),
            ("contact-name", "Faye Firm"),
            ("contact-email", "Manager@City.example"),
            ("contact-language", "en")
        );
        Assert.NotNull(named.LeadsTo());
        await story.ReleaseRequestsAsync();
        var c3 = await story.QuestionAsync("c3");
        using var sent = await story.Stranger.SendAsync(
            await story.LinkAsync(Story.Manager),
            "report",
            ($"value-{c3}", "400"),
            ($"sentence-{c3}", "They grow.")
        );
        Assert.NotNull(sent.LeadsTo());
        Assert.True(await story.DbAsync(db => db.Reports.Select(r => r.OnBehalf).SingleAsync(Cancel)));
        Assert.True(await story.DbAsync(db => db.Measurements.Select(m => m.OnBehalf).SingleAsync(Cancel)));
        Assert.Contains(
            "reported by the city on behalf of the party",
            await story.ProgressAsync(),
            StringComparison.Ordinal
        );

        // Of the firm itself nobody says so.
        var c6 = await story.QuestionAsync("c6");
        using var own = await story.Stranger.SendAsync(
            await story.LinkAsync(Story.Social),
            "report",
            ($"sentence-{c6}", "We water them.")
        );
        Assert.NotNull(own.LeadsTo());
        Assert.False(
            await story.DbAsync(db =>
                db.Reports.Where(r => r.Commitment == "c6").Select(r => r.OnBehalf).SingleAsync(Cancel)
            )
        );
    }

    [Theory, EachDatabase]
    public async Task A_number_that_was_reported_on_the_deals_page_answers_the_question(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        using var measured = await story.ManagerBrowser.SendAsync(
            $"/en/deals/{await story.SlugAsync()}/promises/c3/measure",
            "measure",
            ("year", "2025"),
            ("value", "400"),
            ("span", "during"),
            ("method", "measured"),
            ("source", "Counted.")
        );
        Assert.NotNull(measured.LeadsTo());
        Assert.Contains(
            "everything is reported",
            await story.Stranger.TextAsync(await story.LinkAsync(Story.Firm)),
            StringComparison.Ordinal
        );
    }
}
