using Alliance.Knowledge;
using Alliance.Knowledge.Replications;
using Alliance.Knowledge.Told;
using Alliance.Monitoring;
using Alliance.Monitoring.Reporting;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Knowledge;

/// <summary>Up to four practices side by side.</summary>
public sealed class PracticeCompareTests
{
    private const string Collected = "breakfast-seminars-by-theme";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Each_says_beside_the_others_what_it_took_and_who_took_it_over(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        await ReplicationScene.PublishAsync(app);
        await TellMoreAsync(app);
        await TakeOverAsync(app, "espoo", shown: true);
        await TakeOverAsync(app, "mannheim", shown: false);
        var page = await app.Client.DocumentAsync(
            $"/en/practices/compare?ids={ReplicationScene.Practice}&ids={Collected}"
        );
        var table = page.QuerySelector("main table")!;
        Assert.Equal("Side by side", page.GetElementById(table.GetAttribute("aria-labelledby")!)!.TextContent);
        Assert.Equal(2, table.QuerySelectorAll("thead th[scope=col]").Length);
        var rows = table
            .QuerySelectorAll("tbody tr")
            .ToDictionary(r => r.QuerySelector("th[scope=row]")!.TextContent, r => r.QuerySelectorAll("td")[0]);
        foreach (
            var (row, said) in ((string, string)[])
                [
                    ("Money", "90,000 SEK"),
                    ("Person-months", "2.5"),
                    ("Months from beginning to end", "7"),
                    ("What else to say of the cost", "Half of it was a grant (example)."),
                    ("What came of it", "less heat (example): 40 % (With evidence)"),
                    ("What went wrong", "Two clubs left (example)."),
                    ("Advice", "Ask first (example)."),
                    ("Its parts", "importance: high"),
                    ("Its parts", "A key (example)"),
                    ("Its parts", "Nobody answers (example)."),
                    ("Taken over", "Half of it works (example)."),
                ]
        )
            Assert.Contains(said, rows[row].TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(
            ["/en/deals/espoo-data-centre-waste-heat-for-district-heating"],
            rows["Deals it comes from"].QuerySelectorAll("a").Select(a => a.GetAttribute("href"))
        );
        // What nobody else may read is not told here either.
        Assert.Equal(
            ["/en/replications/espoo/r1"],
            rows["Taken over"].QuerySelectorAll("a").Select(a => a.GetAttribute("href"))
        );
        Assert.DoesNotContain("Mannheim", rows["Taken over"].TextContent, StringComparison.Ordinal);

        // Four ask the database no more often than two.
        await QueriesAsync(app, 3);
        Assert.Equal(await QueriesAsync(app, 2), await QueriesAsync(app, 4));
    }

    [Theory, EachDatabase]
    public async Task A_fifth_one_is_left_out_and_the_page_says_so(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        string[] ids =
        [
            Collected,
            "co-write-the-rules",
            "plaque-as-recognition",
            "three-light-promises",
            "tenants-as-ambassadors",
        ];
        foreach (var count in (int[])[4, 5])
        {
            var page = await app.Client.DocumentAsync(
                "/en/practices/compare?ids=" + string.Join("&ids=", ids.Take(count))
            );
            Assert.Equal(
                ids.Take(4).Order(StringComparer.Ordinal).Select(i => "/en/practices/" + i),
                page.QuerySelectorAll("thead th[scope=col] a")
                    .Select(a => a.GetAttribute("href")!)
                    .Order(StringComparer.Ordinal)
            );
            var said = page.QuerySelector("main")!.TextContent;
            Assert.Equal(count > 4, said.Contains("Only the first 4 are shown.", StringComparison.Ordinal));
            Assert.DoesNotContain("Tenants as ambassadors", said, StringComparison.Ordinal);
        }
        foreach (
            var (language, said) in ((string, string)[])
                [
                    ("de", "Gezeigt werden nur die ersten 4."),
                    ("fi", "Vain 4 ensimmäistä näytetään."),
                    ("sv", "Bara de 4 första visas."),
                    ("it", "Si mostrano solo le prime 4."),
                ]
        )
        {
            var page = await app.Client.DocumentAsync(
                $"/{language}/practices/compare?ids=" + string.Join("&ids=", ids)
            );
            Assert.Contains(said, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        }
    }

    private static async Task<int> QueriesAsync(TestApp app, int count)
    {
        var ids = await app.WithDbAsync(db =>
            db.Practices.Where(p => p.Identifier != ReplicationScene.Practice && p.Identifier != Collected)
                .OrderBy(p => p.Identifier)
                .Select(p => p.Identifier!)
                .Take(count - 1)
                .ToListAsync(Cancel)
        );
        app.Queries.Clear();
        await app.Client.GetStringAsync(
            $"/de/practices/compare?ids={ReplicationScene.Practice}&ids={string.Join("&ids=", ids)}",
            Cancel
        );
        return app.Queries.Count;
    }

    private static Task TellMoreAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            var practice = await db
                .Practices.Include(p => p.Links)
                .SingleAsync(p => p.Identifier == ReplicationScene.Practice, Cancel);
            var told = practice.Told;
            practice.Details = told with
            {
                Cost = new PracticeCost(
                    90_000,
                    "sek",
                    2.5m,
                    7,
                    new LocalText(
                        "de",
                        [new("de", "Die Hälfte war Förderung."), new("en", "Half of it was a grant (example).")]
                    )
                ),
                Results =
                [
                    new PracticeResult(
                        new LocalText("de", [new("de", "weniger Wärme"), new("en", "less heat (example)")]),
                        40,
                        "percent",
                        TrustLevel.EvidenceAttached
                    ),
                ],
                WentWrong = new LocalText("de", [new("de", "Zwei gingen."), new("en", "Two clubs left (example).")]),
                Advice = new LocalText("de", [new("de", "Erst fragen."), new("en", "Ask first (example).")]),
                Components =
                [
                    told.Components![0] with
                    {
                        Enablers = new LocalText("de", [new("de", "Ein Schlüssel"), new("en", "A key (example)")]),
                        Obstacles = [Obstacle.Permits],
                        ObstacleText = new LocalText(
                            "de",
                            [new("de", "Niemand."), new("en", "Nobody answers (example).")]
                        ),
                    },
                    .. told.Components.Skip(1),
                ],
            };
            practice.Deals = ["es-04", "gone-from-the-register"];
            practice.Relink();
            await db.SaveChangesAsync(Cancel);
        });

    private static Task TakeOverAsync(TestApp app, string city, bool shown) =>
        app.WithDbAsync(async db =>
        {
            var now = app.Time.GetUtcNow().UtcDateTime;
            db.Replications.Add(
                new Replication
                {
                    CityId = await ReplicationScene.CityAsync(app, city),
                    Number = 1,
                    Kind = OriginKind.Practice,
                    Origin = ReplicationScene.Practice,
                    Title = new LocalText("en", "Warm halls (example)"),
                    StartedAt = now,
                    Outcome = ReplicationOutcome.Partly,
                    Result = new LocalText("en", "Half of it works (example)."),
                    ResultAt = now,
                    IsShown = shown,
                }
            );
            await db.SaveChangesAsync(Cancel);
        });
}
