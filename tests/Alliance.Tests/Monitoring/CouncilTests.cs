using System.Net;
using System.Text.Json.Nodes;
using Alliance.Deals;
using Alliance.Monitoring;
using Alliance.Monitoring.Council;
using Alliance.Monitoring.Reporting;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Monitoring;

/// <summary>A city's year for its council: everybody's promises by the same rules, on the page and in the PDF.</summary>
public sealed class CouncilTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task It_says_what_was_kept_who_is_silent_and_what_the_city_has_done(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        var link = await story.LinkAsync(Story.Firm);
        var c3 = await story.QuestionAsync("c3");
        using var sent = await story.Stranger.SendAsync(
            link,
            "report",
            ($"value-{c3}", "1,500"),
            ($"sentence-{c3}", "All of them stand.")
        );
        await Forms.LeadsToAsync(sent, link);
        app.Time.Advance(TimeSpan.FromDays(30));
        await app.ChangedAsync();

        const string page = "/en/cities/espoo/report/2025";
        var shown = await story.Stranger.TextAsync(page);
        foreach (
            var said in (string[])
                [
                    "3 promises in 1 deals",
                    "Kept 0 1 1",
                    "Silent 1 1 2",
                    "Kept 1 50 %",
                    "What the city itself has promised We name one person",
                    "Partners: silent We water the trees",
                    "Partners: kept We plant 1,500 trees",
                    "All of them stand.",
                    "Each promise is judged by what was reported for 2025 and the years before, as known on 9 April 2026",
                    "the money are of 2025.",
                ]
        )
            Assert.Contains(said, shown, StringComparison.Ordinal);

        using var pdf = await story.Stranger.GetAsync(page + "/report.pdf", Cancel);
        Assert.Equal(HttpStatusCode.OK, pdf.StatusCode);
        var text = string.Join(' ', await Pdf.PagesAsync(await pdf.Content.ReadAsByteArrayAsync(Cancel)));
        Assert.Contains("Espoo: what came of the deals in 2025", text, StringComparison.Ordinal);
        Assert.Contains("All of them stand.", text, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task What_a_change_drops_is_named_in_the_citys_year_of_the_change(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.DbAsync(async db =>
        {
            var last = await db.DealVersions.SingleAsync(v => v.Deal!.State != null, Cancel);
            var content = JsonNode.Parse(last.Content)!;
            var promises = content["commitments"]!.AsArray();
            promises.Remove(promises.Single(c => (string)c!["key"]! == "c6"));
            db.DealVersions.Add(
                new DealVersion
                {
                    DealId = last.DealId,
                    Number = last.Number + 1,
                    Kind = VersionKind.Released,
                    // In Espoo it is the first hour of the next year.
                    RecordedAt = new DateTime(2025, 12, 31, 22, 30, 0, DateTimeKind.Utc),
                    Hash = new string('0', 64),
                    Content = content.ToJsonString(JsonColumn.Options),
                    CityId = last.CityId,
                }
            );
            return await db.SaveChangesAsync(Cancel);
        });
        const string said = "1 promise was dropped in this year by a change of its deal. We water the trees";
        Assert.Contains(said, await story.Stranger.TextAsync("/en/cities/espoo/report/2026"), StringComparison.Ordinal);
        Assert.DoesNotContain(
            said,
            await story.Stranger.TextAsync("/en/cities/espoo/report/2025"),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task Each_year_is_judged_by_what_was_said_of_it_and_what_is_kept_is_told_once(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        await story.DbAsync(async db =>
        {
            var deal = await db.Deals.Where(d => d.State != null).Select(d => d.Id).SingleAsync(Cancel);
            Report Said(string promise, string period, Delivery delivery, DateTime at) =>
                new()
                {
                    DealId = deal,
                    Commitment = promise,
                    Period = Period.Parse(period),
                    Version = 1,
                    Delivery = delivery,
                    Language = "en",
                    OnBehalf = true,
                    RecordedAt = at,
                };
            db.Reports.Add(Said("c3", "2024", Delivery.Running, new DateTime(2025, 2, 1, 9, 0, 0, DateTimeKind.Utc)));
            db.Reports.Add(Said("c6", "2025", Delivery.Done, app.Time.GetUtcNow().UtcDateTime));
            var now = app.Time.GetUtcNow().UtcDateTime;
            await db
                .ReportQuestions.Where(q => q.Commitment == "c6")
                .ExecuteUpdateAsync(q => q.SetProperty(a => a.AnsweredAt, now), Cancel);
            return await db.SaveChangesAsync(Cancel);
        });
        app.Time.Advance(TimeSpan.FromDays(30));
        await app.ChangedAsync();
        // On its way in 2024, as was said then, and silent since; done in 2025, and not before, nor again after it.
        foreach (
            var (year, said) in ((int, string[])[])
                [
                    (2024, ["3 promises in 1 deals", "Kept 0 0 0", "On the way 0 1 1", "Silent 0 0 0"]),
                    (2025, ["3 promises in 1 deals", "Kept 0 1 1", "On the way 0 0 0", "Silent 1 1 2"]),
                    (2026, ["2 promises in 1 deals", "Kept 0 0 0", "Silent 1 1 2"]),
                ]
        )
        {
            var shown = await story.Stranger.TextAsync($"/en/cities/espoo/report/{year}");
            Assert.All(said, s => Assert.Contains(s, shown, StringComparison.Ordinal));
        }
    }

    [Theory, EachDatabase]
    public async Task What_is_behind_its_way_stands_first_as_late(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        var link = await story.LinkAsync(Story.Firm);
        using var sent = await story.Stranger.SendAsync(
            link,
            "report",
            ($"value-{await story.QuestionAsync("c3")}", "20")
        );
        await Forms.LeadsToAsync(sent, link);
        await app.ChangedAsync();
        var shown = await story.Stranger.TextAsync("/en/cities/espoo/report/2025");
        Assert.Contains("Late 0 1 1", shown, StringComparison.Ordinal);
        Assert.Contains("Partners: late We plant 1,500 trees", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Partners: kept", shown, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task What_its_people_have_stopped_is_not_late_but_stopped_and_told_once(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        var link = await story.LinkAsync(Story.Firm);
        var c3 = await story.QuestionAsync("c3");
        using var sent = await story.Stranger.SendAsync(
            link,
            "report",
            ($"delivery-{c3}", "stopped"),
            ($"sentence-{c3}", "The street is dug up (example).")
        );
        await Forms.LeadsToAsync(sent, link);
        app.Time.Advance(TimeSpan.FromDays(30));
        await app.ChangedAsync();
        const string page = "/cities/espoo/report/2025";
        var shown = await story.Stranger.TextAsync("/en" + page);
        foreach (
            var said in (string[])
                [
                    "3 promises in 1 deals",
                    "Late 0 0 0",
                    "Stopped 0 1 1",
                    "Silent 1 1 2",
                    "Partners: stopped We plant 1,500 trees",
                    "The street is dug up (example).",
                ]
        )
            Assert.Contains(said, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Partners: late", shown, StringComparison.Ordinal);
        foreach (
            var (language, said) in ((string, string)[])
                [("de", "Partner: abgebrochen"), ("fi", "Kumppanit: keskeytetty"), ("sv", "Partner: avbrutna")]
        )
            Assert.Contains(said, await story.Stranger.TextAsync($"/{language}{page}"), StringComparison.Ordinal);

        using var pdf = await story.Stranger.GetAsync($"/en{page}/report.pdf", Cancel);
        var text = string.Join(' ', await Pdf.PagesAsync(await pdf.Content.ReadAsByteArrayAsync(Cancel)));
        Assert.Contains("Partners: stopped", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Partners: late", text, StringComparison.Ordinal);

        var next = await story.Stranger.TextAsync("/en/cities/espoo/report/2026");
        Assert.Contains("Stopped 0 0 0", next, StringComparison.Ordinal);
        Assert.DoesNotContain("We plant 1,500 trees", next, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_deal_that_ended_is_named_in_its_year_and_gone_in_the_next(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.DbAsync(async db =>
        {
            var deal = await db.Deals.SingleAsync(d => d.State != null, Cancel);
            deal.State = DealState.EndedEarly;
            deal.Ended = new Ending(
                PartialDate.Parse("2025-10-15"),
                EndReason.Money,
                new LocalText("en", "The grant ended (example).")
            );
            return await db.SaveChangesAsync(Cancel);
        });
        await app.ChangedAsync();
        var shown = await story.Stranger.TextAsync("/en/cities/espoo/report/2025");
        foreach (
            var said in (string[])
                ["15 October 2025", "3 promises", "The grant ended (example).", "3 promises in 1 deals"]
        )
            Assert.Contains(said, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("No deal came to its end", shown, StringComparison.Ordinal);
        // The year before it still ran; in the year after there is nothing left to report of.
        var before = await story.Stranger.TextAsync("/en/cities/espoo/report/2024");
        Assert.Contains("No deal came to its end in this year.", before, StringComparison.Ordinal);
        Assert.Contains("3 promises in 1 deals", before, StringComparison.Ordinal);
        Assert.Contains(
            "No deal that was concluded here ran in this year",
            await story.Stranger.TextAsync("/en/cities/espoo/report/2026"),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task Money_is_what_was_reported_for_the_year_each_currency_by_itself(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        Assert.Contains(
            "Nobody has reported money for this year.",
            await story.Stranger.TextAsync("/en/cities/espoo/report/2025"),
            StringComparison.Ordinal
        );
        (string Promise, string Period, int Version, decimal Value, string Unit, MeasuredSpan Span)[] reported =
        [
            // Corrected: the second version counts.
            ("c4", "2025", 1, 9_000, "eur", MeasuredSpan.During),
            ("c4", "2025", 2, 1_000, "eur", MeasuredSpan.During),
            ("c6", "2025-H1", 1, 200, "eur", MeasuredSpan.During),
            ("c6", "2025-H2", 1, 34, "eur", MeasuredSpan.During),
            ("c3", "2025", 1, 70, "sek", MeasuredSpan.During),
            // Another year, what is in the till at its end, and no money.
            ("c3", "2024", 1, 5_000, "eur", MeasuredSpan.During),
            ("c6", "2023", 1, 5_000, "eur", MeasuredSpan.AtEnd),
            ("c3", "2023", 1, 5_000, "trees", MeasuredSpan.During),
        ];
        await story.DbAsync(async db =>
        {
            var deal = await db.Deals.Where(d => d.State != null).Select(d => d.Id).SingleAsync(Cancel);
            foreach (var (promise, period, version, value, unit, span) in reported)
                db.Measurements.Add(
                    new Measurement
                    {
                        DealId = deal,
                        Commitment = promise,
                        Period = Period.Parse(period),
                        Span = span,
                        Version = version,
                        Value = value,
                        Unit = unit,
                        Method = MeasuringMethod.Measured,
                        Source = "Books.",
                        Trust = TrustLevel.Declared,
                        OnBehalf = true,
                        RecordedAt = app.Time.GetUtcNow().UtcDateTime,
                    }
                );
            return await db.SaveChangesAsync(Cancel);
        });
        await app.ChangedAsync();
        var now = app.Time.GetUtcNow();
        var money = await story.DbAsync(db => CityYear.LoadAsync(db, "espoo", 2025, now, Cancel));
        Assert.Equal([("eur", 1_234m, 2), ("sek", 70m, 1)], money!.Money.Select(m => (m.Unit, m.Value, m.Promises)));
        var shown = await story.Stranger.TextAsync("/en/cities/espoo/report/2025");
        Assert.Contains("reported at 2 promises", shown, StringComparison.Ordinal);
        Assert.Contains("1,234", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("6,234", shown, StringComparison.Ordinal);
        var before = await story.DbAsync(db => CityYear.LoadAsync(db, "espoo", 2024, now, Cancel));
        Assert.Equal([("eur", 5_000m, 1)], before!.Money.Select(m => (m.Unit, m.Value, m.Promises)));
    }

    [Theory, EachDatabase]
    public async Task However_much_a_city_has_each_list_names_the_first_and_says_how_many_more(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.DbAsync(async db =>
        {
            var deal = await db.Deals.Where(d => d.State != null).Select(d => d.Id).SingleAsync(Cancel);
            var water = await db.Commitments.SingleAsync(c => c.Key == "c6" && c.DealId == deal, Cancel);
            db.Commitments.AddRange(
                Enumerable
                    .Range(1, 205)
                    .Select(i => new Commitment
                    {
                        DealId = water.DealId,
                        Key = $"more{i}",
                        Order = 100 + i,
                        By = water.By,
                        Action = new LocalText("en", $"We water street {i}"),
                    })
            );
            return await db.SaveChangesAsync(Cancel);
        });
        await app.ChangedAsync();

        const string page = "/en/cities/espoo/report/2025";
        var shown = await story.Stranger.TextAsync(page);
        Assert.Contains("208 promises in 1 deals", shown, StringComparison.Ordinal);
        // With those of the deal itself that stand before them.
        Assert.Contains("Not asked yet 1 207 208", shown, StringComparison.Ordinal);
        Assert.Contains("We water street 198 ", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("We water street 199 ", shown, StringComparison.Ordinal);
        Assert.Contains("And 7 more that are not named here.", shown, StringComparison.Ordinal);
        Assert.Equal(2, shown.Split("that are not named here").Length);

        using var pdf = await story.Stranger.GetAsync(page + "/report.pdf", Cancel);
        var text = string.Join(' ', await Pdf.PagesAsync(await pdf.Content.ReadAsByteArrayAsync(Cancel)));
        Assert.Contains("And 7 more that are not named here.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("We water street 199", text, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task What_stands_behind_the_question_mark_does_not_have_it_made_anew(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await app.ChangedAsync();
        const string page = "/en/cities/espoo/report/2025";
        var first = await app.Client.GetStringAsync(page + "?n=1", Cancel);
        Assert.DoesNotContain("n=1", first, StringComparison.Ordinal);
        app.Queries.Clear();
        foreach (var query in (string[])["", "?n=1", "?n=2", "?year=2024&n=3"])
            Assert.Equal(first, await app.Client.GetStringAsync(page + query, Cancel));
        Assert.Empty(app.Queries.Sql);
    }

    [Fact]
    public async Task A_city_whose_deals_were_collected_says_that_nobody_was_asked()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        var shown = await app.Client.TextAsync("/en/cities/umea/report/2025");
        Assert.Contains("nobody was asked", shown, StringComparison.Ordinal);
        foreach (var wrong in (string[])["umea/report/1989", "umea/report/2027", "nowhere/report/2025"])
        {
            using var answer = await app.Client.GetAsync("/en/cities/" + wrong, Cancel);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }
}
