using System.Text.Json.Nodes;
using Alliance.Monitoring.Health;
using Alliance.Platform.Data;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Alliance.Transparency;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Transparency;

/// <summary>What comes in of deals that were concluded here: reports, numbers, and what a city has decided about them.</summary>
public sealed class ImportWhatCameTests
{
    private const string Deal = "espoo-trees-for-example-street";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task It_answers_what_was_asked_and_nothing_comes_from_the_future_or_of_collected_deals(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        var promised =
            """{"id":"DEAL.c3.v1","deal":"DEAL","commitment":"c3","version":1,"indicator":"trees-planted","sector":"land-use","scope":"not-applicable","recordedAt":"2026-03-09T10:00:00Z"}""";
        var measured =
            """{"id":"DEAL.c3.2025.v1","deal":"DEAL","commitment":"c3","period":"2025","version":1,"span":"during","value":40,"unit":"trees","method":"measured","source":"Counted.","trust":"declared","onBehalf":false,"recordedAt":"2026-03-09T10:00:00Z"}""";
        var reported =
            """{"id":"DEAL.c6.2025.v1","deal":"DEAL","commitment":"c6","period":"2025","version":1,"sentence":"Watered.","language":"en","obstacles":["legal"],"onBehalf":false,"recordedAt":"2026-03-09T11:00:00Z"}""";
        var claimed =
            """{"id":"DEAL.c3.2025.v1","deal":"DEAL","commitment":"c3","year":2025,"version":1,"effect":{"action":"trees","sector":"land-use","territory":"espoo","scope":"not-applicable","gas":"none"},"share":1,"recordedAt":"2026-03-09T12:00:00Z"}""";
        (string, string)[] lines =
        [
            ("promise-indicators", promised),
            ("measurements", measured),
            ("reports", reported),
            ("claims", claimed),
        ];
        string[] Codes(ImportResult result) => [.. result.Problems.Select(p => p.Code).Distinct()];

        Assert.Equal(
            ["recorded-later"],
            Codes(await ImportAsync(app, lines, l => l.Replace("2026-03-09", "2026-03-11", StringComparison.Ordinal)))
        );
        var collected = await story.DbAsync(db =>
            db.Deals.Where(d => d.State == null && d.Commitments.Any(c => c.Key == "c1"))
                .Select(d => d.Identifier)
                .FirstAsync(Cancel)
        );
        Assert.Equal(
            ["not-concluded-here"],
            Codes(
                await ImportAsync(
                    app,
                    lines,
                    l =>
                        l.Replace("DEAL", collected, StringComparison.Ordinal)
                            .Replace("c3", "c1", StringComparison.Ordinal)
                            .Replace("c6", "c1", StringComparison.Ordinal)
                )
            )
        );
        Assert.Equal(3, await story.DbAsync(db => db.ReportQuestions.CountAsync(q => q.AnsweredAt == null, Cancel)));

        Assert.Empty(Codes(await ImportAsync(app, lines, l => l)));
        Assert.Equal(
            ["c3 2026-03-09T10:00:00", "c4 ", "c6 2026-03-09T11:00:00"],
            await story.DbAsync(async db =>
                (await db.ReportQuestions.OrderBy(q => q.Commitment).ToListAsync(Cancel)).Select(q =>
                    $"{q.Commitment} {q.AnsweredAt:s}"
                )
            )
        );
        Assert.Contains(
            "legal",
            await story.Stranger.GetStringAsync("/api/v1/obstacles", Cancel),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task What_a_city_set_against_the_rules_goes_out_and_comes_in_and_ends(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await SetAsync(story, "at-risk", "The nursery burned down.");
        app.Time.Advance(TimeSpan.FromHours(1));
        var before = await RoundTrip.AssertSameBytesAsync(app, on);
        var first = before["health-overrides.jsonl"].Trim();
        Assert.DoesNotContain("endedAt", first, StringComparison.Ordinal);
        await SetAsync(story, "off-track", "And the next one too.");
        var exported = await RoundTrip.AssertSameBytesAsync(app, on);
        var both = exported["health-overrides.jsonl"];
        Assert.Contains("nursery", both, StringComparison.Ordinal);

        // Somewhere else the first one still holds: it ends as the second one comes.
        await using var other = await TestApp.StartAsync(on);
        other.Time.SetUtcNow(app.Time.GetUtcNow());
        var folder = Directory.CreateTempSubdirectory("alliance-test-").FullName;
        foreach (var (file, content) in before)
            await File.WriteAllTextAsync(Path.Combine(folder, file), content, Cancel);
        Assert.Empty((await ImportAsync(other, [folder])).Problems);
        await File.WriteAllTextAsync(Path.Combine(folder, "health-overrides.jsonl"), both, Cancel);
        Assert.Empty((await ImportAsync(other, [folder])).Problems);
        Assert.Equal(
            [(HealthState.AtRisk, true), (HealthState.OffTrack, false)],
            await other.WithDbAsync(async db =>
                (await db.HealthOverrides.OrderBy(o => o.SetAt).ToListAsync(Cancel)).Select(o =>
                    (o.State, o.EndedAt != null)
                )
            )
        );

        // In whatever order the two stand in the file.
        await using var another = await TestApp.StartAsync(on);
        another.Time.SetUtcNow(app.Time.GetUtcNow());
        var turned = Directory.CreateTempSubdirectory("alliance-test-").FullName;
        foreach (var (file, content) in before)
            await File.WriteAllTextAsync(Path.Combine(turned, file), content, Cancel);
        Assert.Empty((await ImportAsync(another, [turned])).Problems);
        await File.WriteAllLinesAsync(
            Path.Combine(turned, "health-overrides.jsonl"),
            both.Split('\n', StringSplitOptions.RemoveEmptyEntries).Reverse(),
            Cancel
        );
        Assert.Empty((await ImportAsync(another, [turned])).Problems);
        Assert.Equal(both, (await RoundTrip.AssertSameBytesAsync(another, on))["health-overrides.jsonl"]);
        Directory.Delete(turned, recursive: true);

        var changed = JsonNode.Parse(both.Split('\n')[0])!;
        changed["reason"] = "It was the frost.";
        await File.WriteAllTextAsync(
            Path.Combine(folder, "health-overrides.jsonl"),
            changed.ToJsonString(JsonColumn.Options)
                + "\n"
                + first
                    .Replace("20260310T09", "20260310T08", StringComparison.Ordinal)
                    .Replace("2026-03-10T09", "2026-03-10T08", StringComparison.Ordinal)
                + "\n",
            Cancel
        );
        Assert.Equal(
            ["override-differs", "override-holds"],
            (await ImportAsync(other, [folder])).Problems.Select(p => p.Code).Order()
        );
        Directory.Delete(folder, recursive: true);
    }

    [Theory, EachDatabase]
    public async Task A_report_that_nobody_asked_for_is_a_word_too_and_ends_what_people_had_set_before_it(
        DatabaseKind on
    )
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        Assert.Equal("NotAsked NeverAsked", await StandsAsync("c3"));
        await SetAsync(story, "off-track", "The nursery burned down.");
        Assert.Equal("OffTrack Overridden", await StandsAsync("c3"));
        app.Time.Advance(TimeSpan.FromHours(3));
        (string, string)[] Reported(string period, string at) =>
            [
                (
                    "reports",
                    "{\"id\":\"DEAL.c3.PERIOD.v1\",\"deal\":\"DEAL\",\"commitment\":\"c3\",\"period\":\"PERIOD\",\"version\":1,\"delivery\":\"running\",\"language\":\"en\",\"onBehalf\":false,\"recordedAt\":\"AT\"}"
                        .Replace("PERIOD", period, StringComparison.Ordinal)
                        .Replace("AT\"", at + "\"", StringComparison.Ordinal)
                ),
            ];

        // What was said before it is no answer to it.
        Assert.Empty((await ImportAsync(app, Reported("2024", "2026-03-09T10:00:00Z"), l => l)).Problems);
        Assert.Equal("OffTrack Overridden", await StandsAsync("c3"));
        Assert.Empty((await ImportAsync(app, Reported("2025", "2026-03-10T11:00:00Z"), l => l)).Problems);
        Assert.Equal("OnTrack SaidRunning", await StandsAsync("c3"));
        Assert.Equal(
            new DateTime(2026, 3, 10, 11, 0, 0, DateTimeKind.Utc),
            await story.DbAsync(db => db.HealthOverrides.Select(o => o.EndedAt).SingleAsync(Cancel))
        );
        await RoundTrip.AssertSameBytesAsync(app, on);

        Task<string> StandsAsync(string promise) =>
            story.DbAsync(async db =>
            {
                await foreach (
                    var (_, _, promises) in HealthOfDeals.LoadAsync(
                        db,
                        db.Deals.Where(d => d.Identifier == Deal),
                        app.Time.GetUtcNow(),
                        Cancel
                    )
                )
                    return promises
                        .Where(p => p.Progress.Promise.Key == promise)
                        .Select(p => $"{p.Health.State} {p.Health.Reason}")
                        .Single();
                return "";
            });
    }

    private static async Task SetAsync(Story story, string state, string reason)
    {
        using var set = await story.ManagerBrowser.SendAsync(
            $"/en/deals/{await story.SlugAsync()}/reporting",
            "override",
            ("overridden", "c3"),
            ("state", state),
            ("reason", reason)
        );
        Assert.NotNull(set.LeadsTo());
    }

    private static async Task<ImportResult> ImportAsync(
        TestApp app,
        (string File, string Line)[] lines,
        Func<string, string> change
    )
    {
        var folder = Directory.CreateTempSubdirectory("alliance-test-").FullName;
        foreach (var (file, line) in lines)
            await File.WriteAllTextAsync(
                Path.Combine(folder, file + ".jsonl"),
                change(line).Replace("DEAL", Deal, StringComparison.Ordinal) + "\n",
                Cancel
            );
        var result = await ImportAsync(app, Directory.GetFiles(folder));
        Directory.Delete(folder, recursive: true);
        return result;
    }

    private static Task<ImportResult> ImportAsync(TestApp app, string[] paths) =>
        app.WithDbAsync(db => new ImportPackage(db, app.Time).RunAsync(paths, dryRun: false));
}
