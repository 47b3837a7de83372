using System.Text.Json.Nodes;
using Alliance.Sprints.After;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Alliance.Transparency;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Sprints;

/// <summary>Minutes and what goes on after a sprint stand in the API and move with the register; whom to remind does not.</summary>
public sealed class AfterTravelTests
{
    private const string After = SprintStory.Desk + "/after";
    private const string New = SprintStory.Desk + "/follow-ups/new";
    private const string Address = "works@example.org";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Another_register_gets_them_and_hands_out_the_same(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await EndAsync(story);
        var files = await RoundTrip.AssertSameBytesAsync(app, on);
        Assert.Equal(
            [
                $$$"""{"id":"{{{SprintStory.Slug}}}.f1","sprint":"{{{SprintStory.Slug}}}","key":"f1","text":{"authentic":"en","en":"Write the checklist (example)"},"owner":"Example Works (example)","state":"open","due":"2026-06-01"}""",
                $$$"""{"id":"{{{SprintStory.Slug}}}.f2","sprint":"{{{SprintStory.Slug}}}","key":"f2","text":{"authentic":"en","en":"Ask the ministry (example)"},"owner":"City of Espoo","state":"dropped","closedOn":"2026-05-07","reason":{"authentic":"en","en":"The law was changed (example)"}}""",
            ],
            Lines(files["follow-ups.jsonl"])
        );
        Assert.Equal(
            ["First words (example)", "Corrected words (example)"],
            Lines(files["minutes.jsonl"]).Select(l => (string?)JsonNode.Parse(l)!["text"]!["en"])
        );
        foreach (var text in files.Values)
        {
            Assert.DoesNotContain(Address, text, StringComparison.Ordinal);
            Assert.DoesNotContain("Still written", text, StringComparison.Ordinal);
        }

        await using var other = await TestApp.StartAsync(on);
        other.Time.SetUtcNow(app.Time.GetUtcNow());
        Assert.Empty((await ImportAsync(other, app)).Problems);
        await other.ChangedAsync();
        var page = await other.Client.TextAsync(SprintStory.Public);
        foreach (var said in (string[])["Write the checklist (example)", "The law was changed (example)"])
            Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains(
            "Corrected words (example)",
            await other.Client.TextAsync(SprintStory.Public + "/report"),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task The_api_tells_them_page_by_page_and_never_whom_to_remind(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await EndAsync(story);
        await app.ChangedAsync();
        var sprint = await ReadAsync($"/api/v1/sprints/{SprintStory.Slug}");
        var followUps = await ReadAsync(PathOf(sprint["links"]!["followUps"]) + "?limit=1");
        Assert.Equal((2, "f1"), ((int)followUps["total"]!, (string?)followUps["items"]![0]!["key"]));
        var rest = await ReadAsync(PathOf(followUps["next"]));
        Assert.Equal(
            ("dropped", "The law was changed (example)"),
            ((string?)rest["items"]![0]!["state"], (string?)rest["items"]![0]!["reason"]!["en"])
        );
        Assert.Null(rest["next"]);
        // Where the page shows it.
        Assert.EndsWith(
            $"/fi/sprints/{SprintStory.Slug}#f2",
            (string?)rest["items"]![0]!["pages"]!["fi"],
            StringComparison.Ordinal
        );
        Assert.Contains(
            "id=\"f2\"",
            await story.Stranger.GetStringAsync(SprintStory.Public, Cancel),
            StringComparison.Ordinal
        );
        var minutes = await ReadAsync(PathOf(sprint["links"]!["minutes"]));
        Assert.Equal(2, (int)minutes["total"]!);
        Assert.Null(minutes["items"]![0]!["pages"]);
        Assert.NotNull(minutes["items"]![1]!["pages"]);
        foreach (var answer in (JsonNode[])[sprint, followUps, rest, minutes])
        {
            Assert.DoesNotContain(Address, answer.ToJsonString(), StringComparison.Ordinal);
            Assert.DoesNotContain("Still written", answer.ToJsonString(), StringComparison.Ordinal);
        }
        using var missing = await story.Stranger.GetAsync("/api/v1/sprints/nope/minutes", Cancel);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, missing.StatusCode);

        async Task<JsonNode> ReadAsync(string path) =>
            JsonNode.Parse(await story.Stranger.GetStringAsync(path, Cancel))!;

        static string PathOf(JsonNode? address) => new Uri((string)address!).PathAndQuery;
    }

    [Theory, EachDatabase]
    public async Task What_comes_in_leaves_addresses_drafts_and_approved_words_as_they_are(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await EndAsync(story);
        var files = await RoundTrip.AssertSameBytesAsync(app, on);
        await using var other = await TestApp.StartAsync(on);
        other.Time.SetUtcNow(app.Time.GetUtcNow());
        Assert.Empty((await ImportAsync(other, app)).Problems);

        // Somebody there works on it: an address, and words that are still written.
        await other.WithDbAsync(async db =>
        {
            var sprint = await db.Sprints.SingleAsync(s => s.Identifier == SprintStory.Slug, Cancel);
            foreach (var followUp in await db.FollowUps.Where(f => f.State == FollowUpState.Open).ToListAsync(Cancel))
                followUp.Email = "there@example.org";
            db.Minutes.Add(
                new Minutes
                {
                    SprintId = sprint.Id,
                    Text = "Written there (example)",
                    Language = "en",
                }
            );
            await db.SaveChangesAsync(Cancel);
        });
        var third = JsonNode.Parse(Lines(files["minutes.jsonl"])[1])!;
        (third["id"], third["number"]) = ($"{SprintStory.Slug}.3", 3);
        var changed = Lines(files["follow-ups.jsonl"])[0]
            .Replace("\"due\":\"2026-06-01\"", "\"due\":\"2026-07-01\"", StringComparison.Ordinal);
        Assert.Empty((await LineAsync(other, "minutes.jsonl", third.ToJsonString())).Problems);
        Assert.Empty((await LineAsync(other, "follow-ups.jsonl", changed)).Problems);
        await other.WithDbAsync(async db =>
        {
            var one = await db.FollowUps.SingleAsync(f => f.Number == 1, Cancel);
            Assert.Equal(("there@example.org", new DateOnly(2026, 7, 1)), (one.Email, one.Due));
            Assert.Equal(
                [(0, false), (1, true), (2, true), (3, true)],
                (await db.Minutes.OrderBy(m => m.Number).ToListAsync(Cancel)).Select(m =>
                    (m.Number, m.ApprovedAt != null)
                )
            );
        });

        // What was approved never changes, and what is said of an end fits the end.
        third["text"]!["en"] = "Other words";
        await RefusedAsync("minutes.jsonl", third.ToJsonString(), "minutes-differ");
        foreach (
            var (was, becomes, told) in ((string, string, string)[])
                [
                    ("\"state\":\"open\"", "\"state\":\"done\"", "follow-up-contradicts"),
                    (
                        "\"state\":\"open\"",
                        "\"state\":\"dropped\",\"closedOn\":\"2026-05-07\"",
                        "follow-up-contradicts"
                    ),
                    ("\"state\":\"open\"", "\"state\":\"done\",\"closedOn\":\"2026-02-30\"", "not-a-date"),
                    ($"\"sprint\":\"{SprintStory.Slug}\"", "\"sprint\":\"nope\"", "unknown-reference"),
                    ("\"key\":\"f1\"", "\"key\":\"f7\"", "wrong-form"),
                    ("\"owner\":", "\"email\":\"a@example.org\",\"owner\":", "field-unknown"),
                ]
        )
            await RefusedAsync("follow-ups.jsonl", changed.Replace(was, becomes, StringComparison.Ordinal), told);

        async Task RefusedAsync(string file, string line, string told) =>
            Assert.Contains((await LineAsync(other, file, line)).Problems, p => p.Code == told);
    }

    [Theory, EachDatabase]
    public async Task Of_several_written_at_one_moment_each_has_a_number_of_its_own(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        var form = await story.ManagerBrowser.GetStringAsync(New, Cancel);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(1, 4)
                .Select(n =>
                    story.ManagerBrowser.SendAsync(
                        New,
                        form,
                        "follow-up",
                        ("text", $"Step {n} (example)"),
                        ("owner", "Example\nWorks")
                    )
                )
        );
        foreach (var answer in answers)
            answer.Dispose();
        var kept = await story.DbAsync(db => db.FollowUps.OrderBy(f => f.Number).ToListAsync(Cancel));
        Assert.Equal([1, 2, 3, 4], kept.Select(f => f.Number));
        Assert.Equal(4, kept.Select(f => f.Text).Distinct().Count());
        Assert.All(kept, f => Assert.Equal("Example Works", f.Owner));
    }

    // Over, with a step that is open and one that is not pursued, minutes that were corrected and others that are still written.
    private static async Task EndAsync(Story story)
    {
        await story.OpenAsync();
        story.App.Time.SetUtcNow(new DateTimeOffset(2026, 5, 7, 7, 0, 0, 250, TimeSpan.Zero));
        story.Renew(await story.App.ReturningAsync(Story.Manager));
        await story.DoAsync(
            New,
            "follow-up",
            After,
            ("text", "Write the checklist (example)"),
            ("owner", "Example Works (example)"),
            ("due", "2026-06-01"),
            ("email", Address)
        );
        await story.DoAsync(
            New,
            "follow-up",
            After,
            ("text", "Ask the ministry (example)"),
            ("owner", "City of Espoo")
        );
        var second = await story.DbAsync(db =>
            db.FollowUps.Where(f => f.Number == 2).Select(f => f.Id).SingleAsync(Cancel)
        );
        await story.DoAsync(
            $"{SprintStory.Desk}/follow-ups/{second}",
            "drop",
            After,
            ("reason", "The law was changed (example)")
        );
        foreach (var words in (string[])["First words (example)", "Corrected words (example)"])
            await story.DoAsync(After, "minutes", After, ("minutes", words), ("do", "approve"));
        await story.DoAsync(After, "minutes", After, ("minutes", "Still written (example)"), ("do", "save"));
    }

    private static string[] Lines(string file) => file.TrimEnd('\n').Split('\n');

    private static Task<ImportResult> ImportAsync(TestApp into, TestApp from) =>
        into.WithDbAsync(db =>
            new ImportPackage(db, into.Time).RunAsync([Path.Combine(from.Database.Folder, "first")], dryRun: false)
        );

    private static async Task<ImportResult> LineAsync(TestApp into, string file, string line)
    {
        var folder = Directory.CreateDirectory(Path.Combine(into.Database.Folder, Path.GetRandomFileName()));
        var path = Path.Combine(folder.FullName, file);
        await File.WriteAllTextAsync(path, line + "\n", Cancel);
        return await into.WithDbAsync(db => new ImportPackage(db, into.Time).RunAsync([path], dryRun: false));
    }
}
