using System.Net;
using System.Text.Json;
using Alliance.Monitoring;
using Alliance.Monitoring.Obstacles;
using Alliance.Monitoring.Reporting;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Alliance.Tests.Transparency;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Monitoring;

/// <summary>What stands in the way of promises, across cities: who has met it, to whom it was taken, what was answered.</summary>
public sealed class ObstacleTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task What_a_report_names_is_listed_with_whom_the_city_has_asked_and_what_was_answered(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        Assert.Contains(
            "No obstacle was named yet",
            await story.Stranger.TextAsync("/en/obstacles"),
            StringComparison.Ordinal
        );
        var (link, c3) = await ReportAsync(story, "legal");
        var shown = await RegisterAsync(story);
        foreach (
            var said in (string[])
                [
                    "1 obstacle",
                    "Law or regulation since 2025",
                    "We plant 1,500 trees",
                    "We may not dig there.",
                    "1 promise, 1 city",
                ]
        )
            Assert.Contains(said, shown, StringComparison.Ordinal);

        // Only the city's people record on it; what is wrong is said, and nothing is stored.
        var page = $"/en/deals/{await story.SlugAsync()}/promises/c3/obstacles/legal";
        using (var stranger = await story.Stranger.GetAsync(page, Cancel))
            Assert.Contains("/sign-in", stranger.LeadsTo(), StringComparison.Ordinal);
        using (
            var missing = await story.ManagerBrowser.GetAsync(
                page.Replace("legal", "time", StringComparison.Ordinal),
                Cancel
            )
        )
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        await AssertRefusedAsync("Write whom you asked", ("addressee", " "));
        await AssertRefusedAsync("one of the countries", ("country", "ZZ"));
        await AssertRefusedAsync("Right would be a day such as", ("asked-on", "1.3.2026"));
        await AssertRefusedAsync("still to come", ("asked-on", "2026-03-12"));
        await AssertRefusedAsync("Write what you asked", ("asked", ""));
        await AssertRefusedAsync("Write a whole address", ("link", "letter"));
        await AssertRefusedAsync("say what came of it", ("answer", "No."));
        await AssertRefusedAsync("Write what was answered", ("outcome", "refused"), ("answered-on", "2026-03-05"));
        await AssertRefusedAsync(
            "older than the question",
            [.. Answer("refused", "No."), ("answered-on", "2026-02-27")]
        );
        Assert.Equal(0, await story.DbAsync(db => db.Enquiries.CountAsync(Cancel)));

        await RecordAsync();
        // Who answers a version that is not the last one is told.
        await RecordAsync([.. Continue(1), .. Answer("answered", "Only by a change of the law.")]);
        await AssertRefusedAsync("recorded something here meanwhile", [.. Continue(1), .. Answer("refused", "No.")]);
        await RecordAsync(("addressee", "European Commission"), ("country", "EU"));
        shown = await RegisterAsync(story);
        foreach (
            var said in (string[])
                [
                    "Answered, and still in the way Taken to Ministry of the Environment (example) (Finland)",
                    "Answered on 5 March 2026: Only by a change of the law.",
                    "1 earlier version",
                    "Not answered yet Taken to European Commission (European Union)",
                ]
        )
            Assert.Contains(said, shown, StringComparison.Ordinal);
        Assert.Contains("Ministry of the Environment", await story.ProgressAsync(), StringComparison.Ordinal);

        // A correction takes back what was named; what was taken to somebody stays readable.
        using var corrected = await story.Stranger.SendAsync(
            $"{link}?correct={c3}",
            "report",
            ($"obstacles-{c3}", "time"),
            ($"reason-{c3}", "It was the time.")
        );
        await Forms.LeadsToAsync(corrected, link);
        var items = await ItemsAsync(story, "/api/v1/obstacles");
        Assert.Equal(
            [("legal", false, 2), ("time", true, 0)],
            items
                .Select(i =>
                    (
                        i.GetProperty("obstacle").GetString()!,
                        i.GetProperty("present").GetBoolean(),
                        i.GetProperty("enquiries").GetArrayLength()
                    )
                )
                .OrderBy(i => i.Item1)
        );
        var exported = await RoundTrip.AssertSameBytesAsync(app, on);
        Assert.Equal(3, exported["enquiries.jsonl"].Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        async Task RecordAsync(params (string, string)[] typed)
        {
            using var sent = await story.ManagerBrowser.SendAsync(page, "enquiry", [.. Asked, .. typed]);
            Assert.True(sent.LeadsTo() == page, Forms.Complaints(await sent.Content.ReadAsStringAsync(Cancel)));
        }

        async Task AssertRefusedAsync(string says, params (string, string)[] typed)
        {
            using var sent = await story.ManagerBrowser.SendAsync(page, "enquiry", [.. Asked, .. typed]);
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
            Assert.Contains(
                says,
                Forms.Complaints(await sent.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
        }
    }

    [Theory, EachDatabase]
    public async Task It_is_chosen_by_kind_city_and_area_and_read_page_by_page(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        await FillAsync(app, 9);
        var all = new List<string>();
        var next = "/api/v1/obstacles?limit=4";
        while (next is not null)
        {
            using var answer = JsonDocument.Parse(await app.Client.GetStringAsync(next, Cancel));
            Assert.Equal(9, answer.RootElement.GetProperty("total").GetInt32());
            all.AddRange(
                answer.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!)
            );
            next = answer.RootElement.TryGetProperty("next", out var more)
                ? new Uri(more.GetString()!).PathAndQuery
                : null;
        }
        Assert.Equal(9, all.Distinct().Count());
        // All were named at the same moment but for the last one, which is the newest.
        Assert.Equal(await app.WithDbAsync(db => db.NamedObstacles.MaxAsync(o => o.Id, Cancel)), await IdAsync(all[0]));

        await app.ChangedAsync();
        var page = await app.Client.TextAsync("/en/obstacles");
        Assert.Contains("5 promises, 3 cities", page, StringComparison.Ordinal);
        Assert.Contains("met in 3 cities", page, StringComparison.Ordinal);
        Assert.Contains(
            "5 obstacles",
            await app.Client.TextAsync("/en/obstacles?kind=legal"),
            StringComparison.Ordinal
        );
        // Who looks at one city reads that others have met the same.
        Assert.Contains(
            "met in 3 cities",
            await app.Client.TextAsync("/en/obstacles?kind=legal&city=umea"),
            StringComparison.Ordinal
        );
        foreach (
            var (query, expected) in ((string, Func<NamedObstacle, bool>)[])
                [
                    ("kind=money", o => o.Kind == Obstacle.Money),
                    ("city=umea", o => o.Deal!.City!.Identifier == "umea"),
                    ("kind=legal&city=espoo", o => o.Kind == Obstacle.Legal && o.Deal!.City!.Identifier == "espoo"),
                    ("area=energy", o => o.Deal!.Areas.Exists(a => a.PolicyArea!.Identifier == "energy")),
                ]
        )
        {
            var wanted = await app.WithDbAsync(async db =>
                (
                    await db
                        .NamedObstacles.Include(o => o.Deal!.City)
                        .Include(o => o.Deal!.Areas)
                            .ThenInclude(a => a.PolicyArea)
                        .ToListAsync(Cancel)
                ).Count(expected)
            );
            using var answer = JsonDocument.Parse(
                await app.Client.GetStringAsync("/api/v1/obstacles?" + query, Cancel)
            );
            Assert.Equal(wanted, answer.RootElement.GetProperty("items").GetArrayLength());
            Assert.Contains(
                $"{wanted} obstacle",
                await app.Client.TextAsync("/en/obstacles?" + query),
                StringComparison.Ordinal
            );
        }
        foreach (
            var wrong in (string[])
                ["kind=bad-luck", "city=atlantis", "city=%00", "area=magic", "after=nowhere", "after=a.b.legal"]
        )
        {
            using var answer = await app.Client.GetAsync("/api/v1/obstacles?" + wrong, Cancel);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("obstacle", await app.Client.TextAsync("/en/obstacles?" + wrong), StringComparison.Ordinal);
        }
        using (var one = await app.Client.GetAsync("/api/v1/obstacles/" + all[3], Cancel))
            Assert.Equal(HttpStatusCode.OK, one.StatusCode);

        var few = await CountAsync();
        await FillAsync(app, 40);
        Assert.Equal(few, await CountAsync());

        async Task<long> IdAsync(string name)
        {
            var parts = ObstacleName.Parse(name)!.Value;
            return await app.WithDbAsync(db =>
                db.NamedObstacles.Where(o =>
                        o.Deal!.Identifier == parts.Deal && o.Commitment == parts.Commitment && o.Kind == parts.Kind
                    )
                    .Select(o => o.Id)
                    .SingleAsync(Cancel)
            );
        }

        async Task<int> CountAsync()
        {
            await app.ChangedAsync();
            app.Queries.Clear();
            await app.Client.GetStringAsync("/en/obstacles", Cancel);
            Assert.InRange(app.Queries.Count, 1, 9);
            return app.Queries.Count;
        }
    }

    [Fact]
    public void Since_when_and_whether_still_come_from_the_newest_versions_in_whatever_order_they_arrive()
    {
        Report[] reports =
        [
            Said("2023", 1, Obstacle.Legal, Obstacle.Money),
            Said("2023", 2, Obstacle.Legal),
            Said("2024", 1, Obstacle.Legal, Obstacle.Time),
            Said("2025", 1, Obstacle.Time),
        ];
        for (var turn = 0; turn < reports.Length; turn++)
        {
            var arrived = reports.Skip(turn).Concat(reports.Take(turn)).ToList();
            Assert.Equal(
                ["Time 2024-2025 True", "Legal 2023-2024 False"],
                Lines(FollowObstacles.Of(1, "c1", arrived, []))
            );
            Assert.Equal(
                ["Money 2023-2023 False", "Time 2024-2025 True", "Legal 2023-2024 False"],
                Lines(FollowObstacles.Of(1, "c1", arrived, [Obstacle.Money]))
            );
        }
        // Two periods that begin or end on one day: the longer one.
        Report[] alike =
        [
            Said("2025", 1, Obstacle.Legal),
            Said("2025-Q4", 1, Obstacle.Legal, Obstacle.Time),
            Said("2025-Q1", 1, Obstacle.Legal),
        ];
        foreach (var arrived in (Report[][])[alike, [.. alike.Reverse()]])
            Assert.Equal(
                ["Time 2025-Q4-2025-Q4 False", "Legal 2025-2025 True"],
                Lines(FollowObstacles.Of(1, "c1", arrived, []))
            );

        static IEnumerable<string> Lines(IEnumerable<NamedObstacle> obstacles) =>
            obstacles.Select(o => $"{o.Kind} {o.Since}-{o.Until} {o.Present}");

        static Report Said(string period, int version, params Obstacle[] obstacles) =>
            new()
            {
                DealId = 1,
                Commitment = "c1",
                Period = Period.Parse(period),
                Version = version,
                Language = "en",
                Obstacles = [.. obstacles],
                OnBehalf = false,
                RecordedAt = new DateTime(2026, 1, version, 0, 0, 0, DateTimeKind.Utc),
            };
    }

    [Fact]
    public async Task The_demo_shows_two_cities_with_one_obstacle_and_a_package_that_is_wrong_is_refused()
    {
        var demo = Path.Combine(AppContext.BaseDirectory, "data", "demo");
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        var at = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Empty((await TestPackage.ImportAsync(app.Database, demo, at: at)).Problems);
        Assert.Contains(
            "Law or regulation 2 2 2 1",
            await app.Client.TextAsync("/en/obstacles?kind=legal"),
            StringComparison.Ordinal
        );

        using var package = new TestPackage();
        foreach (var file in Directory.EnumerateFiles(demo, "*.jsonl"))
            File.Copy(file, package[Path.GetFileName(file)], overwrite: true);
        File.Copy(Path.Combine(TestPackage.Real, "policy-areas.jsonl"), package["policy-areas.jsonl"], overwrite: true);
        var lines = await File.ReadAllLinesAsync(package["enquiries.jsonl"], Cancel);
        package.Write(
            "enquiries.jsonl",
            [
                lines[1],
                lines[1]
                    .Replace("legal", "permits", StringComparison.Ordinal)
                    .Replace("v2", "v1", StringComparison.Ordinal)
                    .Replace("\"version\":2", "\"version\":1", StringComparison.Ordinal),
                lines[0]
                    .Replace("example-03", "example-06", StringComparison.Ordinal)
                    .Replace("2025-03-04T09", "2027-03-04T09", StringComparison.Ordinal),
                lines[0].Replace("\"open\"", "\"solved\"", StringComparison.Ordinal),
            ]
        );
        var refused = await TestPackage.ImportAsync(app.Database, package.Folder, at: at);
        Assert.Equal(
            ["answer-with-outcome", "enquiry-differs", "obstacle-unknown", "recorded-later"],
            refused.Problems.Where(p => p.File == "enquiries.jsonl").Select(p => p.Code).Distinct().Order()
        );
    }

    // "We may not dig there.", and what is in the way.
    private static async Task<(string Link, long Question)> ReportAsync(Story story, string obstacle)
    {
        await story.ReleaseRequestsAsync();
        var link = await story.LinkAsync(Story.Firm);
        var c3 = await story.QuestionAsync("c3");
        using var sent = await story.Stranger.SendAsync(
            link,
            "report",
            ($"sentence-{c3}", "We may not dig there."),
            ($"obstacles-{c3}", obstacle)
        );
        await Forms.LeadsToAsync(sent, link);
        return (link, c3);
    }

    private static async Task<string> RegisterAsync(Story story)
    {
        await story.App.ChangedAsync();
        return await story.Stranger.TextAsync("/en/obstacles");
    }

    private static async Task<List<JsonElement>> ItemsAsync(Story story, string address)
    {
        await story.App.ChangedAsync();
        return
        [
            .. JsonDocument
                .Parse(await story.Stranger.GetStringAsync(address, Cancel))
                .RootElement.GetProperty("items")
                .EnumerateArray(),
        ];
    }

    private static readonly (string, string)[] Asked =
    [
        ("addressee", "Ministry of the Environment (example)"),
        ("country", "FI"),
        ("asked-on", "2026-03-01"),
        ("asked", "May we plant on the old railway?"),
        ("link", "https://example.org/letter"),
        ("outcome", "open"),
    ];

    private static (string, string)[] Continue(int version) => [("number", "1"), ("after", $"{version}")];

    private static (string, string)[] Answer(string outcome, string words) =>
        [("outcome", outcome), ("answered-on", "2026-03-05"), ("answer", words)];

    // One for each of so many promises of the register, every second one legal; of one moment, but for the last.
    private static Task FillAsync(TestApp app, int count) =>
        app.WithDbAsync(async db =>
        {
            var now = app.Time.GetUtcNow().UtcDateTime.AddDays(-1);
            var promises = await db
                .Commitments.Where(c => !db.NamedObstacles.Any(o => o.DealId == c.DealId && o.Commitment == c.Key))
                .Join(
                    db.Deals,
                    c => c.DealId,
                    d => d.Id,
                    (c, d) =>
                        new
                        {
                            c.DealId,
                            c.Key,
                            d.CityId,
                            c.Id,
                        }
                )
                .ToListAsync(Cancel);
            // City by city in turn.
            var mixed = promises
                .GroupBy(p => p.CityId)
                .SelectMany(g => g.OrderBy(p => p.Id).Select((p, i) => (p, i)))
                .OrderBy(p => p.i)
                .Take(count);
            foreach (var (i, (promise, _)) in mixed.Index())
                db.NamedObstacles.Add(
                    new NamedObstacle
                    {
                        DealId = promise.DealId,
                        Commitment = promise.Key,
                        Kind = i % 2 == 0 ? Obstacle.Legal : Obstacle.Money,
                        Since = Period.Parse("2024"),
                        Until = Period.Parse("2025"),
                        Present = true,
                        NamedAt = i == count - 1 ? now.AddHours(1) : now,
                    }
                );
            await db.SaveChangesAsync(Cancel);
        });
}
