using System.Text;
using Alliance.Deals;
using Alliance.Monitoring;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Monitoring.Reporting;

/// <summary>The page behind the link: one row for each promise where somebody answers for several parties, and small for everybody.</summary>
public sealed class ReportTableTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Who_answers_for_several_parties_fills_in_one_table(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await AnotherDeal.AddAsync(app, ("Example Oak (example)", Story.Firm), ("Example Elm (example)", Story.Firm));
        await story.ReleaseRequestsAsync();
        var link = await story.LinkAsync(Story.Firm);
        var questions = await story.DbAsync(db =>
            db.ReportQuestions.Where(q => q.Request!.Email == Story.Firm)
                .OrderBy(q => q.Id)
                .Select(q => q.Id)
                .ToListAsync(Cancel)
        );
        var page = await PageAsync(story.Stranger, link);
        var table = Assert.Single(page.QuerySelectorAll("form table"));
        Assert.Equal(4, table.QuerySelectorAll("thead th[scope=col]").Length);
        var rows = table.QuerySelectorAll("tbody tr").ToList();
        Assert.Equal(questions.Select(q => $"promise-{q}").Order(), rows.Select(r => r.Id!).Order());
        foreach (
            var party in (string[])["Example Works Oy (example)", "Example Oak (example)", "Example Elm (example)"]
        )
            Assert.Single(
                rows,
                r => r.QuerySelector("th[scope=row]")!.TextContent.Contains(party, StringComparison.Ordinal)
            );
        foreach (var row in rows)
        {
            var number = row.Id!.Split('-')[1];
            Assert.Equal(4, row.Children.Length);
            Assert.Contains("Nothing was reported yet.", row.TextContent, StringComparison.Ordinal);
            // What a field is about, a screen reader hears with it; what few need is behind a disclosure.
            foreach (var field in (string[])["value", "sentence"])
                Assert.Contains(
                    $"row-{number}",
                    row.QuerySelector($"#{field}-{number}")!.GetAttribute("aria-describedby")!.Split(' ')
                );
            foreach (var field in (string[])["delivery", "link", "file", "help", "method"])
                Assert.NotNull(row.QuerySelector($"#{field}-{number}")!.Closest("details:not([open])"));
        }
        var ids = page.QuerySelectorAll("[id]").Select(e => e.Id!).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());

        // The city's people, who report for them, have the same table.
        var request = await story.DbAsync(db =>
            db.ReportRequests.Where(r => r.Email == Story.Firm).Select(r => r.Id).SingleAsync(Cancel)
        );
        Assert.Equal(
            3,
            (await PageAsync(story.ManagerBrowser, $"/en/workspace/reports/{request}"))
                .QuerySelectorAll("form table tbody tr")
                .Length
        );

        // One wrong number, and nothing is lost of what was typed elsewhere.
        using var wrong = await story.Stranger.SendAsync(
            link,
            "report",
            ($"value-{questions[0]}", "many"),
            ($"sentence-{questions[1]}", "They grow.")
        );
        var html = await wrong.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("Write a number", Forms.Complaints(html), StringComparison.Ordinal);
        var filled = Forms.Filled(html, "report").ToDictionary(f => f.Key, f => f.Value);
        Assert.Equal(("many", "They grow."), (filled[$"value-{questions[0]}"], filled[$"sentence-{questions[1]}"]));
        Assert.Equal(0, await story.DbAsync(db => db.Reports.CountAsync(Cancel)));

        using var sent = await story.Stranger.SendAsync(
            link,
            "report",
            ($"value-{questions[0]}", "40"),
            ($"sentence-{questions[1]}", "They grow."),
            ($"value-{questions[2]}", "60")
        );
        await Forms.LeadsToAsync(sent, link);
        Assert.Contains("everything is reported", await story.Stranger.TextAsync(link), StringComparison.Ordinal);

        // A year later each row says what was said.
        app.Time.SetUtcNow(new DateTimeOffset(2027, 2, 20, 10, 0, 0, TimeSpan.Zero));
        await app.RunClockAsync();
        var next = await story.LinkAsync(Story.Firm);
        var said = (await PageAsync(story.Stranger, next))
            .QuerySelectorAll("form table tbody tr")
            .Select(r => Blanks(r.Children[1].TextContent))
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "Last time (2025): 40 What I said for 2025 is still true",
                "Last time (2025): 60 What I said for 2025 is still true",
                "They grow. What I said for 2025 is still true",
            ],
            said
        );
        var third = await story.DbAsync(db =>
            db.ReportQuestions.Where(q => q.Period == Period.Parse("2026") && q.Request!.Email == Story.Firm)
                .OrderBy(q => q.Id)
                .Select(q => q.Id)
                .ToListAsync(Cancel)
        );
        using var still = await story.Stranger.SendAsync(next, "report", ($"still-true-{third[1]}", "yes"));
        await Forms.LeadsToAsync(still, next);
        Assert.Equal(2, (await PageAsync(story.Stranger, next)).QuerySelectorAll("form table tbody tr").Length);
    }

    [Theory, EachDatabase]
    public async Task How_far_it_was_last_time_is_said_beside_a_row_and_not_sent_unseen(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await AnotherDeal.AddAsync(app, ("Example Oak (example)", Story.Firm), ("Example Elm (example)", Story.Firm));
        await story.ReleaseRequestsAsync();
        var questions = await QuestionsAsync("2025");
        var link = await story.LinkAsync(Story.Firm);
        using var sent = await story.Stranger.SendAsync(
            link,
            "report",
            [.. questions.Select(q => ($"delivery-{q}", "running"))]
        );
        await Forms.LeadsToAsync(sent, link);

        app.Time.SetUtcNow(new DateTimeOffset(2027, 2, 20, 10, 0, 0, TimeSpan.Zero));
        await app.RunClockAsync();
        link = await story.LinkAsync(Story.Firm);
        questions = await QuestionsAsync("2026");
        var rows = (await PageAsync(story.Stranger, link)).QuerySelectorAll("form table tbody tr").ToList();
        Assert.Equal(3, rows.Count);
        Assert.All(
            rows,
            r =>
            {
                Assert.Equal("Under way What I said for 2025 is still true", Blanks(r.Children[1].TextContent));
                Assert.Null(r.QuerySelector("select[name^=delivery] option[selected]"));
            }
        );
        using var untouched = await story.Stranger.SendAsync(link, "report");
        Assert.Contains(
            "Nothing was said yet",
            Forms.Complaints(await untouched.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        // A number says nothing of how far it is; what still holds does; and of the third nobody has said anything.
        using var next = await story.Stranger.SendAsync(
            link,
            "report",
            ($"value-{questions[0]}", "40"),
            ($"still-true-{questions[1]}", "yes")
        );
        await Forms.LeadsToAsync(next, link);
        var said = await story.DbAsync(db =>
            db.Reports.Where(r => r.Period == Period.Parse("2026"))
                .OrderBy(r => r.Id)
                .Select(r => r.Delivery)
                .ToListAsync(Cancel)
        );
        Assert.Equal([(Delivery?)null, Delivery.Running], said.Order());

        Task<List<long>> QuestionsAsync(string year)
        {
            var period = Period.Parse(year);
            return story.DbAsync(db =>
                db.ReportQuestions.Where(q => q.Period == period && q.Request!.Email == Story.Firm)
                    .OrderBy(q => q.Id)
                    .Select(q => q.Id)
                    .ToListAsync(Cancel)
            );
        }
    }

    /// <summary>
    /// Three minutes on a phone: what has to be seen, pressed and loaded for one promise, and for each further one. The numbers were
    /// measured, with little room; who raises them says why.
    /// </summary>
    [Fact]
    public async Task The_page_stays_small()
    {
        using var story = await ReportingStory.BeginAsync(DatabaseKind.Sqlite);
        await using var app = story.App;
        await AnotherDeal.AddAsync(
            app,
            [.. Enumerable.Range(1, 10).Select(i => ($"Example Member {i} (example)", "association@example.org"))]
        );
        await story.ReleaseRequestsAsync();
        var (one, oneBytes) = await MeasureAsync(await story.LinkAsync(Story.Firm));
        // A number, how far it is, a sentence; and the mail's link and this button are all there is to press.
        Assert.Equal((3, 1), (Open(one), one.QuerySelectorAll("form .button").Length - 1));
        Assert.InRange(Fields(one), 3, 30);
        Assert.InRange(oneBytes, 1, 24_000);

        var (ten, tenBytes) = await MeasureAsync(await story.LinkAsync("association@example.org"));
        Assert.Equal(10, ten.QuerySelectorAll("form table tbody tr").Length);
        // In a table a number and a sentence.
        Assert.Equal((20, 1), (Open(ten), ten.QuerySelectorAll("form .button").Length - 1));
        Assert.InRange((tenBytes - oneBytes) / 9, 1, 10_000);
        // Nothing of it needs a script, nor comes from elsewhere.
        foreach (var page in (IHtmlDocument[])[one, ten])
            Assert.DoesNotContain(
                page.QuerySelectorAll("[src], link[href]"),
                e =>
                    (e.GetAttribute("src") ?? e.GetAttribute("href"))!.Contains("//", StringComparison.Ordinal)
                    && e.GetAttribute("rel") is "stylesheet" or null
            );
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"report: {Fields(one)} fields and {oneBytes} bytes for one promise, {(tenBytes - oneBytes) / 9} bytes for each further one"
        );

        async Task<(IHtmlDocument Page, int Bytes)> MeasureAsync(string link)
        {
            var html = await story.Stranger.GetStringAsync(link, Cancel);
            return (new HtmlParser().ParseDocument(html), Encoding.UTF8.GetByteCount(html));
        }
    }

    // What can be filled in without opening anything.
    private static int Open(IParentNode page) => Controls(page).Count(c => c.Closest("details:not([open])") is null);

    private static int Fields(IParentNode page) => Controls(page).Count();

    private static IEnumerable<IElement> Controls(IParentNode page) =>
        page.QuerySelectorAll("form")
            .Where(f => f.QuerySelector("input[name=_handler][value=report]") is not null)
            .SelectMany(f => f.QuerySelectorAll("input:not([type=hidden]), select, textarea"));

    private static async Task<IHtmlDocument> PageAsync(HttpClient browser, string address) =>
        new HtmlParser().ParseDocument(await browser.GetStringAsync(address, Cancel));

    private static string Blanks(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
