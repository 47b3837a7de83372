using System.Net;
using System.Text.Json;
using Alliance.Network;
using Alliance.Roadmaps;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Roadmaps;

/// <summary>A roadmap from its first word to the council's decision, and what everybody reads of it.</summary>
public sealed class RoadmapTests
{
    private const string Work = "/en/workspace/roadmap";
    private const string Public = "/en/roadmaps/espoo";
    private const string Deal = "espoo-data-centre-waste-heat-for-district-heating";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task It_is_written_shown_and_adopted_and_every_version_stays(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await WriteAsync(story);
        using (var hidden = await story.Stranger.GetAsync(Public, Cancel))
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);

        using var published = await story.ManagerBrowser.SendAsync(Work, "publish");
        await Forms.LeadsToAsync(published, Public);
        await app.ChangedAsync();
        var first = await story.Stranger.TextAsync(Public);
        foreach (
            var said in (string[])
                [
                    "Roadmap of an example (example)",
                    "Published, not decided by the council",
                    "Old boilers",
                    "No deal works on this yet",
                    "works on it",
                    "Boilers counted",
                    "by June 2027",
                ]
        )
            Assert.Contains(said, first, StringComparison.Ordinal);
        using var same = await story.ManagerBrowser.SendAsync(Work, "publish");
        Assert.Contains(
            "says the same already",
            await same.Content.ReadAsStringAsync(Cancel),
            StringComparison.Ordinal
        );

        await EditAsync(story, "challenge.c2", ("challenge.c2.title", "Old boilers in small blocks"));
        using var adopted = await story.ManagerBrowser.SendAsync(
            Work,
            "adopt",
            ("on", "2026-03-09"),
            ("file-number", "123/2026"),
            ("link", "https://example.org/decision")
        );
        await Forms.LeadsToAsync(adopted, Public);
        await app.ChangedAsync();
        var second = await story.Stranger.TextAsync(Public);
        foreach (
            var said in (string[])["The council decided on 9 March 2026", "123/2026", "Old boilers in small blocks"]
        )
            Assert.Contains(said, second, StringComparison.Ordinal);
        // What was said first is still there, and what differs is told.
        var older = await story.Stranger.TextAsync(Public + "/versions/1");
        Assert.Contains("This is an older version.", older, StringComparison.Ordinal);
        Assert.DoesNotContain("in small blocks", older, StringComparison.Ordinal);
        var changes = new HtmlParser().ParseDocument(await story.Stranger.GetStringAsync(Public + "/versions", Cancel));
        Assert.EndsWith(" in small blocks", changes.QuerySelectorAll("ins")[^1].TextContent, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_deal_says_on_which_challenge_it_works_and_no_longer_when_that_is_over(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await WriteAsync(story);
        await PublishAsync(story);
        await app.ChangedAsync();
        var deal = await story.Stranger.TextAsync("/en/deals/" + Deal);
        Assert.Contains("What it serves Heat is wasted", deal, StringComparison.Ordinal);

        await EditAsync(story, "challenge.c3", ("challenge.c3.deals", ""));
        await PublishAsync(story);
        await app.ChangedAsync();
        Assert.DoesNotContain(
            "What it serves",
            await story.Stranger.TextAsync("/en/deals/" + Deal),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task What_is_missing_or_contradicts_itself_is_not_published(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await WriteAsync(story);
        using var added = await story.ManagerBrowser.SendAsync(Work, "parts", ("add", "goal"));
        Assert.EndsWith("/goal.g6", added.LeadsTo(), StringComparison.Ordinal);
        using var refused = await story.ManagerBrowser.SendAsync(
            Work,
            "adopt",
            ("on", "2026-03-11"),
            ("link", "nowhere")
        );
        var html = await refused.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("/en/workspace/roadmap/espoo/goal.g6", html, StringComparison.Ordinal);
        Assert.Contains("to come", Forms.Complaints(html), StringComparison.Ordinal);
        Assert.Equal(0, await story.DbAsync(db => db.RoadmapVersions.CountAsync(Cancel)));

        using var circle = await SaveAsync(story, "milestone.m4", ("milestone.m4.after", "m5"));
        Assert.Contains(
            "wait for each other",
            Forms.Complaints(await circle.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        using var stranger = await SaveAsync(story, "challenge.c2", ("challenge.c2.deals", "um-01"));
        Assert.NotNull(Forms.Complaints(await stranger.Content.ReadAsStringAsync(Cancel)));
        Assert.Empty(
            (await story.DbAsync(db => db.Roadmaps.Select(r => r.Content).SingleAsync(Cancel))).Challenge("c2")!.Deals
        );
    }

    [Theory, EachDatabase]
    public async Task Two_who_write_at_once_lose_nothing(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await WriteAsync(story);
        const string page = Work + "/espoo/challenge.c2";
        var read = await story.ManagerBrowser.GetStringAsync(page, Cancel);
        // Another field, another person: both hold.
        await EditAsync(story, "challenge.c2", ("challenge.c2.text", "There are 300."));
        using var other = await story.ManagerBrowser.SendAsync(page, read, "edit", ("challenge.c2.title", "Boilers"));
        Assert.NotNull(other.LeadsTo());
        var both = (await story.DbAsync(db => db.Roadmaps.Select(r => r.Content).SingleAsync(Cancel))).Challenge("c2")!;
        Assert.Equal(("Boilers", "There are 300."), ($"{both.Title}", $"{both.Text}"));
        // The same field: the second is shown what the first wrote, and what was typed is kept.
        using var same = await story.ManagerBrowser.SendAsync(page, read, "edit", ("challenge.c2.title", "Furnaces"));
        var html = await same.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("Boilers", html, StringComparison.Ordinal);
        Assert.Equal("Furnaces", Forms.Filled(html, "edit").Single(f => f.Key == "challenge.c2.title").Value);
    }

    [Theory, EachDatabase]
    public async Task Parts_are_moved_by_buttons_and_translated_one_by_one(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await WriteAsync(story);
        using var moved = await story.ManagerBrowser.SendAsync(Work, "parts", ("up", "challenge.c3"));
        Assert.NotNull(moved.LeadsTo());
        var content = await story.DbAsync(db => db.Roadmaps.Select(r => r.Content).SingleAsync(Cancel));
        Assert.Equal(["c3", "c2"], content.Challenges.Select(c => c.Key));

        using var translated = await story.ManagerBrowser.SendAsync(
            Work + "/espoo/challenge.c2?in=fi",
            "edit",
            ("challenge.c2.title", "Vanhat kattilat")
        );
        Assert.NotNull(translated.LeadsTo());
        await PublishAsync(story);
        await app.ChangedAsync();
        Assert.Contains(
            "Vanhat kattilat",
            await story.Stranger.TextAsync("/fi/roadmaps/espoo"),
            StringComparison.Ordinal
        );
        Assert.Contains("Old boilers", await story.Stranger.TextAsync(Public), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task It_is_given_out_as_data_tables_and_paper(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await WriteAsync(story);
        await PublishAsync(story);
        await app.ChangedAsync();
        using var json = JsonDocument.Parse(await story.Stranger.GetStringAsync("/api/v1/roadmaps/espoo", Cancel));
        Assert.Equal("espoo.1", json.RootElement.GetProperty("id").GetString());
        var content = json.RootElement.GetProperty("content").GetRawText();
        Assert.Equal(
            json.RootElement.GetProperty("hash").GetString(),
            RoadmapVersion
                .Of(
                    JsonSerializer.Deserialize<RoadmapContent>(content, Alliance.Platform.Data.JsonColumn.Options)!,
                    RoadmapVersionKind.Published,
                    1,
                    default
                )
                .Hash
        );
        var csv = await story.Stranger.GetStringAsync("/en/roadmaps/espoo/roadmap.csv", Cancel);
        Assert.Contains("Old boilers", csv, StringComparison.Ordinal);
        Assert.Contains("challenge", csv, StringComparison.Ordinal);
        Assert.Contains("Nobody burns anything.", csv, StringComparison.Ordinal);

        // Queries don't grow with what it says.
        app.Queries.Clear();
        await story.ManagerBrowser.GetStringAsync(Public, Cancel);
        var queries = app.Queries.Count;
        for (var i = 0; i < 3; i++)
        {
            using var more = await story.ManagerBrowser.SendAsync(Work, "parts", ("add", "challenge"));
            var part = more.LeadsTo()!.Split('/')[^1];
            await EditAsync(story, part, ($"{part}.title", $"More {i}"));
        }
        await PublishAsync(story);
        await app.ChangedAsync();
        app.Queries.Clear();
        await story.ManagerBrowser.GetStringAsync(Public, Cancel);
        Assert.Equal(queries, app.Queries.Count);

        // Whoever reads an older version takes that one along.
        var older = await story.Stranger.DocumentAsync(Public + "/versions/1");
        foreach (var link in older.QuerySelectorAll(".downloads a").Select(a => a.GetAttribute("href")!))
        {
            if (link.EndsWith("versions", StringComparison.Ordinal))
                continue;
            Assert.Contains("1", link, StringComparison.Ordinal);
            if (link.Contains(".csv", StringComparison.Ordinal) || link.StartsWith("/api", StringComparison.Ordinal))
                Assert.DoesNotContain(
                    "More 0",
                    await story.Stranger.GetStringAsync(link, Cancel),
                    StringComparison.Ordinal
                );
        }
        Assert.Contains(
            "More 0",
            await story.Stranger.GetStringAsync("/en/roadmaps/espoo/roadmap.csv", Cancel),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.NotFound, await story.Stranger.StatusAsync(Public + "/roadmap.csv?version=9"));
    }

    [Theory, EachDatabase]
    public async Task A_challenge_names_what_it_wants_to_learn_from_others(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await WriteAsync(story);
        var practice = await story.DbAsync(db =>
            db.Practices.Where(p => p.City!.Identifier == "umea").OrderBy(p => p.Identifier).FirstAsync(Cancel)
        );
        using (var unknown = await SaveAsync(story, "challenge.c2", ("challenge.c2.practices", "no-such-practice")))
            Assert.Contains(
                "no such practice",
                Forms.Complaints(await unknown.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
        await PublishAsync(story);
        await EditAsync(story, "challenge.c2", ("challenge.c2.practices", practice.Identifier!));
        await PublishAsync(story);
        await app.ChangedAsync();

        var page = await story.Stranger.DocumentAsync(Public);
        Assert.Equal(
            $"/en/practices/{practice.Identifier}",
            page.QuerySelector("#c2 ~ * a[href*=practices], #c2 a[href*=practices]")?.GetAttribute("href")
        );
        Assert.Contains(
            practice.Title.ToString(),
            await story.Stranger.TextAsync(Public + "/versions"),
            StringComparison.Ordinal
        );
        await RoundTrip.AssertSameBytesAsync(app, on);
    }

    [Theory, EachDatabase]
    public async Task Others_neither_read_nor_write_what_is_worked_on(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await WriteAsync(story);
        using var other = await app.SignedInAsync("other@example.org", MembershipRole.DealManager, "umea");
        Assert.DoesNotContain("an example (example)", await other.TextAsync(Work), StringComparison.Ordinal);
        using var hidden = await other.GetAsync(Work + "/espoo/basics", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        using var field = await app.SignedInAsync("field@example.org", MembershipRole.FieldManager, "espoo");
        using var refused = await field.SendAsync(Work, "publish");
        Assert.Contains("do not allow", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(0, await story.DbAsync(db => db.RoadmapVersions.CountAsync(Cancel)));
    }

    // f1 with c2 (nobody works on it) and c3 (a deal does), and milestones m4 and m5 that waits for it.
    private static async Task WriteAsync(Story story)
    {
        using var begun = await story.ManagerBrowser.SendAsync(
            Work,
            "start",
            ("title", "Roadmap of an example (example)")
        );
        await Forms.LeadsToAsync(begun, Work);
        await EditAsync(story, "basics", ("vision", "Nobody burns anything."), ("from", "2026"), ("to", "2035"));
        await AddAsync(story, "focus", ("title", "Energy and buildings"), ("areas", "energy"));
        await AddAsync(story, "challenge", ("title", "Old boilers"), ("focus", "f1"));
        var deal = await story.DbAsync(db =>
            db.Deals.Where(d => d.Slug == Deal).Select(d => d.Identifier).SingleAsync(Cancel)
        );
        await AddAsync(story, "challenge", ("title", "Heat is wasted"), ("focus", "f1"), ("deals", deal));
        await AddAsync(story, "milestone", ("title", "Boilers counted"), ("challenge", "c2"), ("due", "2027-06"));
        await AddAsync(story, "milestone", ("title", "Half of them gone"), ("due", "2030"), ("after", "m4"));
    }

    private static async Task AddAsync(Story story, string kind, params (string Field, string Value)[] fields)
    {
        using var added = await story.ManagerBrowser.SendAsync(Work, "parts", ("add", kind));
        var part = added.LeadsTo()!.Split('/')[^1];
        await EditAsync(story, part, [.. fields.Select(f => ($"{part}.{f.Field}", f.Value))]);
    }

    private static Task<HttpResponseMessage> SaveAsync(Story story, string part, params (string, string)[] fields) =>
        story.ManagerBrowser.SendAsync($"{Work}/espoo/{part}", "edit", fields);

    private static async Task EditAsync(Story story, string part, params (string, string)[] fields)
    {
        using var saved = await SaveAsync(story, part, fields);
        Assert.True(saved.LeadsTo() is not null, Forms.Complaints(await saved.Content.ReadAsStringAsync(Cancel)));
    }

    private static async Task PublishAsync(Story story)
    {
        using var published = await story.ManagerBrowser.SendAsync(Work, "publish");
        await Forms.LeadsToAsync(published, Public);
    }
}
