using System.Text.Json;
using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using static Alliance.Tests.Knowledge.BesideScene;
using static Alliance.Tests.Knowledge.ReplicationScene;

namespace Alliance.Tests.Knowledge;

/// <summary>A draft beside what it was written from, and the numbers beside what is said of the result.</summary>
public sealed class BesideOriginalTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task The_words_of_a_practice_stand_beside_the_draft_until_somebody_has_written_them_anew(
        DatabaseKind on
    )
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await PublishAsync(app);
        var (manager, page) = (story.ManagerBrowser, await StartAsync(story.ManagerBrowser, "practice=" + Practice));
        await StepAsync(manager, page, "talked");
        await StepAsync(manager, page, "partners", ("partners", "Example Works Oy (example)"));
        await StepAsync(
            manager,
            page,
            "parts",
            ("choice-k1", "keep"),
            ("choice-k2", "adapt"),
            ("ours-k2", "Two halls stay warm."),
            ("why-k2", "It is colder here."),
            ("choice-k3", "keep"),
            ("choice-k4", "drop"),
            ("why-k4", "The law forbids it."),
            ("added-0-title", "A stove for the clubs (example)"),
            ("added-0-why", "They asked for it.")
        );
        await StepAsync(manager, page, "draft", ("instrument", "deal"));
        var draft = "/en/drafts/" + await app.WithDbAsync(db => db.Drafts.Select(d => d.Key).SingleAsync(Cancel));
        Assert.NotNull((await manager.DocumentAsync(page)).QuerySelector($"a[href='{draft}#original']"));

        // Title and three parts with heading and text; the dropped one and the added one have nothing beside them.
        var beside = await BesideAsync(manager, draft);
        Assert.Equal(8, beside.QuerySelectorAll(".text-beside").Length);
        // Title and summary were translated already; the rest is German in an English draft.
        Assert.Equal("word for word as copied: still to be adapted", Chip(beside, "Title of the deal"));
        Assert.Equal("word for word as copied: still to be adapted", Chip(beside, "In short"));
        Assert.Equal("word for word as copied: still to be translated", Chip(beside, "Text 1"));
        Assert.Equal("adapted", Chip(beside, "Text 2"));
        Assert.Contains("7 texts word for word as copied · 1 adapted", Said(beside), StringComparison.Ordinal);
        Assert.All(Sides(beside, "Text 1"), s => Assert.Equal(("de", "Was zu a gehört."), (s.Lang, s.Text)));
        Assert.Equal([("de", "Was zu b gehört."), ("en", "Two halls stay warm.")], Sides(beside, "Text 2"));

        // Who writes one part has its original at hand, and only that; saved, it counts as adapted.
        var link = Of(beside, "Text 1").QuerySelector("a[href*='/edit/article.']")!.GetAttribute("href")!;
        var edit = await BesideAsync(manager, link);
        Assert.Equal(["Heading", "Text"], edit.QuerySelectorAll(".text-beside h3").Select(h => h.TextContent));
        using (
            var saved = await manager.SendAsync(
                link,
                "edit",
                ($"{link[(link.LastIndexOf('/') + 1)..]}.body", "One hall stays warm.")
            )
        )
            await Forms.LeadsToAsync(saved, draft);
        Assert.Equal("adapted", Chip(await BesideAsync(manager, draft), "Text 1"));

        // What changes at the origin is said, with the difference; what nobody changed is not.
        Assert.Empty((await BesideAsync(manager, draft)).QuerySelectorAll("ins, del"));
        await app.WithDbAsync(async db =>
        {
            var practice = await db.Practices.SingleAsync(p => p.Identifier == Practice, Cancel);
            var parts = practice.Told.Components!;
            practice.Details = practice.Told with
            {
                Components = [parts[0] with { Text = new("de", "Was zur Halle gehört.") }, .. parts.Skip(1).Take(1)],
            };
            await db.SaveChangesAsync(Cancel);
        });
        var stale = await BesideAsync(story.ManagerBrowser, draft);
        Assert.Contains("3 out of date", Said(stale), StringComparison.Ordinal);
        Assert.Contains("out of date", Said(Of(stale, "Text 1")), StringComparison.Ordinal);
        Assert.Equal("de", Of(stale, "Text 1").QuerySelector("ins")!.Closest("[lang]")!.GetAttribute("lang"));
        Assert.DoesNotContain("out of date", Said(Of(stale, "Text 2")), StringComparison.Ordinal);
        Assert.Contains("does not say this any more", Said(Of(stale, "Text 3")), StringComparison.Ordinal);

        // A draft that takes nothing over has nothing beside it, and neither has who only reads.
        await story.DraftAsync();
        Assert.Null((await manager.DocumentAsync(story.Draft)).QuerySelector("#original"));
        using var approver = await app.SignedInAsync("reads@example.org", MembershipRole.Approver, "espoo");
        using var seen = await approver.GetAsync(draft, Cancel);
        Assert.DoesNotContain(
            "id=\"original\"",
            await seen.Content.ReadAsStringAsync(Cancel),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task A_newer_version_of_a_deal_makes_the_words_that_it_changes_stale(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var origin = await app.WithDbAsync(db =>
            db.Deals.Where(d => d.City!.Identifier == "umea" && d.Commitments.Count > 1)
                .OrderBy(d => d.Identifier)
                .Select(d => new { d.Id, d.Identifier })
                .FirstAsync(Cancel)
        );
        var keys = await app.WithDbAsync(db =>
            db.Commitments.Where(c => c.DealId == origin.Id)
                .OrderBy(c => c.Order)
                .Select(c => c.Key)
                .ToListAsync(Cancel)
        );
        var (manager, page) = (
            story.ManagerBrowser,
            await StartAsync(story.ManagerBrowser, "deal=" + origin.Identifier)
        );
        await StepAsync(manager, page, "talked");
        await StepAsync(manager, page, "partners", ("partners", "Example Works Oy (example)"));
        await StepAsync(manager, page, "parts", [.. keys.Select(k => ("choice-" + k, "keep"))]);
        await StepAsync(manager, page, "draft", ("instrument", "deal"));
        var draft = "/en/drafts/" + await app.WithDbAsync(db => db.Drafts.Select(d => d.Key).SingleAsync(Cancel));
        var beside = await BesideAsync(manager, draft);
        Assert.Equal(keys.Count + 2, beside.QuerySelectorAll(".text-beside").Length);
        Assert.DoesNotContain("out of date", Said(beside), StringComparison.Ordinal);

        await story.WaitAsync(TimeSpan.FromDays(1));
        var (other, second) = (new LocalText("en", "Something else (example)."), keys[1]);
        await app.WithDbAsync(db =>
            db.Commitments.Where(c => c.DealId == origin.Id && c.Key == second)
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.Action, other), Cancel)
        );
        var stale = await BesideAsync(story.ManagerBrowser, draft);
        Assert.Contains("1 out of date", Said(stale), StringComparison.Ordinal);
        var changed = Of(stale, "The promise 2");
        Assert.Contains("has been changed here since this draft was begun", Said(changed), StringComparison.Ordinal);
        Assert.NotEmpty(changed.QuerySelectorAll("ins"));
        Assert.NotEmpty(changed.QuerySelectorAll("del"));
    }

    [Theory, EachDatabase]
    public async Task The_result_has_the_numbers_beside_it_and_counts_towards_the_calibration(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludedAsync();
        await PublishAsync(app);
        var manager = story.ManagerBrowser;
        Assert.Equal((0, 30), await CalibrationAsync(story));
        var page = await StartAsync(manager, "practice=" + Practice);
        var deal = await story.IdAsync();
        await app.WithDbAsync(db => db.Replications.ExecuteUpdateAsync(s => s.SetProperty(r => r.Deal, deal), Cancel));
        var empty = await manager.DocumentAsync(page);
        Assert.Contains(
            "Nothing has been reported yet.",
            Said(empty.QuerySelector("#result-step")!),
            StringComparison.Ordinal
        );

        using (var firm = await story.FirmAsync())
        {
            var measure = $"/en/deals/{await story.SlugAsync()}/promises/c3/measure";
            foreach (var (year, value) in (((string, string)[])[("2024", "1,000"), ("2025", "400")]))
            {
                using var sent = await firm.SendAsync(
                    measure,
                    "measure",
                    ("year", year),
                    ("value", value),
                    ("span", "during"),
                    ("method", "measured"),
                    ("source", "Counted by the gardeners.")
                );
                await Forms.LeadsToAsync(sent, $"/en/deals/{await story.SlugAsync()}/progress");
            }
        }
        await app.ChangedAsync();
        var step = (await manager.DocumentAsync(page)).QuerySelector("#result-step")!;
        AssertNumbers(step);
        Assert.NotNull(step.QuerySelector($"a[href='/en/deals/{await story.SlugAsync()}/progress']"));

        await StepAsync(manager, page, "result", ("outcome", "partly"), ("result", "1,300 trees live (example)."));
        await app.ChangedAsync();
        // In its own words, whatever is measured.
        var told = await story.Stranger.DocumentAsync("/en/replications/espoo/r1");
        AssertNumbers(told.QuerySelector("section[aria-labelledby=came]")!);
        Assert.Contains("1,300 trees live (example).", Said(told.QuerySelector("main")!), StringComparison.Ordinal);

        // A city that gave up and shows it counts, one that keeps it to itself does not.
        Assert.Equal((1, 30), await CalibrationAsync(story));
        foreach (var (city, show) in (((string, string)[])[("mannheim", "yes"), ("aalborg", "")]))
        {
            using var other = await app.SignedInAsync($"{city}@example.org", MembershipRole.DealManager, city);
            var given = await StartAsync(other, "practice=" + Practice);
            await StepAsync(other, given, "end", ("reason", "no-money"), ("show", show));
        }
        await app.ChangedAsync();
        Assert.Equal((2, 30), await CalibrationAsync(story));
        const string fit = "/en/workspace/fit/practice/" + Practice;
        using var kept = await manager.SendAsync(fit, "fit", ("problem", "support"));
        await Forms.LeadsToAsync(kept, fit);
        Assert.Contains(
            "2 of 30 outcomes are known; until then the number is uncalibrated.",
            await manager.TextAsync(fit),
            StringComparison.Ordinal
        );
    }

    private static void AssertNumbers(IElement shown)
    {
        var row = shown.QuerySelectorAll("tbody tr").Single(r => Said(r).Contains("1,400", StringComparison.Ordinal));
        Assert.Contains("1,500 trees", Said(row), StringComparison.Ordinal);
        Assert.Contains("Declared", Said(row), StringComparison.Ordinal);
    }

    private static async Task<(int, int)> CalibrationAsync(Story story)
    {
        using var json = JsonDocument.Parse(await story.Stranger.GetStringAsync("/api/v1/fit", Cancel));
        var calibration = json.RootElement.GetProperty("calibration");
        return (calibration.GetProperty("outcomes").GetInt32(), calibration.GetProperty("needed").GetInt32());
    }
}
