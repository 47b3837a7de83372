using System.Net;
using System.Text.Json;
using Alliance.Deals;
using Alliance.Deals.Documents;
using Alliance.Deals.Drafting;
using Alliance.Deals.Jobs;
using Alliance.Deals.Signing;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Tests.Deals.Joining;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Deals.Drafting;

/// <summary>What becomes of a deal in force: changed, renewed, grown, ended. All versions give today's deal.</summary>
public sealed class GoingOnTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_change_is_a_new_version_and_the_old_one_stays_readable(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var making = await Making.OfAsync(app);
        var slug = await SlugAsync(app, await making.ConcludeAsync("Example deal", "Example Partner (example)"));
        var before = await app.WithDbAsync(db =>
            db.DealVersions.Where(v => v.Kind == VersionKind.Released).SingleAsync(Cancel)
        );

        var draft = await BeginAsync(story, slug, "amend");
        using var edited = await story.ManagerBrowser.SendAsync(
            $"/en/drafts/{draft}/edit/promise.c3",
            "edit",
            ("promise.c3.action", "We do twice what we said.")
        );
        await Forms.LeadsToAsync(edited, "/en/drafts/");
        // The deal in force says what it said, until everyone has signed.
        Assert.Contains(
            "We do what we say.",
            await app.Client.GetStringAsync("/en/deals/" + slug, Cancel),
            StringComparison.Ordinal
        );
        var release = await making.ReleaseAsync(draft);
        Assert.Equal(2, release.Number);
        await making.SignAsync(draft, release, "p1");
        await making.SignAsync(draft, release, "p2");
        await app.ChangedAsync();

        Assert.Contains(
            "We do twice what we said.",
            await app.Client.GetStringAsync("/en/deals/" + slug, Cancel),
            StringComparison.Ordinal
        );
        var history = WebUtility.HtmlDecode(await app.Client.GetStringAsync($"/en/deals/{slug}/versions", Cancel));
        Assert.Contains("<del>", history, StringComparison.Ordinal);
        Assert.Contains(before.Hash, history, StringComparison.Ordinal);
        await AssertCompiledAsync(app, slug, versions: 2);
        // What stood there stays what it was.
        Assert.Equal(
            before.Content,
            await app.WithDbAsync(db =>
                db.DealVersions.Where(v => v.Id == before.Id).Select(v => v.Content).SingleAsync(Cancel)
            )
        );
    }

    [Theory, EachDatabase]
    public async Task A_renewed_deal_has_its_successor(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var making = await Making.OfAsync(app);
        var slug = await SlugAsync(app, await making.ConcludeAsync("Example deal", "Example Partner (example)"));
        var draft = await BeginAsync(story, slug, "renew");
        using var twice = await story.ManagerBrowser.SendAsync(
            $"/en/deals/{slug}/manage",
            "begin",
            ("purpose", "renew")
        );
        Assert.Contains(
            "under way already",
            Forms.Complaints(await twice.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        var release = await making.ReleaseAsync(draft);
        await making.SignAsync(draft, release, "p1");
        await making.SignAsync(draft, release, "p2");
        var next = await SlugAsync(app, draft);
        Assert.NotEqual(slug, next);
        await AssertStatesAsync(app, (slug, DealState.Renewed), (next, DealState.InForce));
        Assert.Equal(new Ending(PartialDate.Parse("2026-03-10")), await EndedAsync(app, slug));
        Assert.Equal(
            slug,
            await app.WithDbAsync(db => db.Deals.Where(d => d.Slug == next).Select(d => d.Renews).SingleAsync(Cancel))
        );
        await AssertCompiledAsync(app, next, versions: 1);
    }

    [Theory, EachDatabase]
    public async Task What_follows_on_a_deal_has_a_day_ahead_to_look_at_it(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var making = await Making.OfAsync(app);
        foreach (
            var (purpose, evaluation, end, day) in ((string, string, string, string)[])
                [
                    ("amend", "2026-06", "", "2026-06"),
                    ("amend", "", "2030", ""),
                    ("amend", "2026-01-31", "2030", "2027-03-10"),
                    // Nothing that binds: it may have neither.
                    ("amend", "", "", "2027-03-10"),
                    ("renew", "2028-06", "2030", "2027-03-10"),
                ]
        )
        {
            var name = $"{purpose} {evaluation} {end}".Trim();
            var key = await making.DraftAsync($"Example to {name}", $"Partner to {name} (example)");
            using var edited = await story.ManagerBrowser.SendAsync(
                $"/en/drafts/{key}/edit/basics",
                "edit",
                ("instrument", evaluation.Length + end.Length == 0 ? "declaration-of-intent" : "deal"),
                ("evaluation", evaluation),
                ("end", end)
            );
            await Forms.LeadsToAsync(edited, "/en/drafts/" + key);
            var release = await making.ReleaseAsync(key);
            await making.SignAsync(key, release, "p1");
            await making.SignAsync(key, release, "p2");

            var next = await BeginAsync(story, await SlugAsync(app, key), purpose);
            var content = await app.WithDbAsync(async db =>
                (await db.Drafts.SingleAsync(d => d.Key == next, Cancel)).Content
            );
            Assert.Equal((name, day), (name, $"{content.Evaluation}"));
        }
    }

    [Theory, EachDatabase]
    public async Task A_deal_ends_with_a_word_on_what_came_of_it(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var making = await Making.OfAsync(app);
        var slug = await SlugAsync(app, await making.ConcludeAsync("Example deal", "Example Partner (example)"));
        var page = $"/en/deals/{slug}/manage";
        using var silent = await story.ManagerBrowser.SendAsync(page, "end-deal", ("how", "money"), ("note", " "));
        Assert.Contains(
            "say why",
            Forms.Complaints(await silent.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        using var ended = await story.ManagerBrowser.SendAsync(
            page,
            "end-deal",
            ("how", "money"),
            ("note", "The grant was refused.")
        );
        await Forms.LeadsToAsync(ended, "/en/deals/" + slug);
        await app.ChangedAsync();
        var shown = WebUtility.HtmlDecode(await app.Client.GetStringAsync("/en/deals/" + slug, Cancel));
        foreach (var said in (string[])["ended early", "The grant was refused."])
            Assert.Contains(said, shown, StringComparison.Ordinal);
        await AssertStatesAsync(app, (slug, DealState.EndedEarly));
        await AssertCompiledAsync(app, slug, versions: 1);
        var statement = await StatementAsync(app, slug);
        Assert.Equal(("ended-early", "money"), (Said(statement, "state"), Said(statement, "reason")));
        Assert.DoesNotContain("grant", $"{statement}", StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_completed_deal_says_when_and_with_what_and_is_completed_once(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var making = await Making.OfAsync(app);
        var slug = await SlugAsync(app, await making.ConcludeAsync("Example deal", "Example Partner (example)"));
        var page = $"/en/deals/{slug}/manage";
        await story.WaitAsync(TimeSpan.FromDays(2));

        await EndAsync(story, slug, "", "All 40 roofs are green.\nTwo more than agreed.");

        await app.ChangedAsync();
        foreach (
            var (language, state, day) in ((string, string, string)[])
                [("en", "completed", "12 March 2026"), ("de", "beendet", "12. März 2026")]
        )
        {
            var facts = new HtmlParser()
                .ParseDocument(await app.Client.GetStringAsync($"/{language}/deals/{slug}", Cancel))
                .QuerySelector("dl.facts")!
                .TextContent;
            foreach (var said in (string[])[state, day, "All 40 roofs are green.", "Two more than agreed."])
                Assert.Contains(said, facts, StringComparison.Ordinal);
        }
        await AssertStatesAsync(app, (slug, DealState.Completed));
        await AssertCompiledAsync(app, slug, versions: 1);
        var statement = await StatementAsync(app, slug);
        Assert.Equal(("completed", null), (Said(statement, "state"), Said(statement, "reason")));
        Assert.Equal(
            await app.WithDbAsync(db =>
                db.DealVersions.Where(v => v.Deal!.Slug == slug).Select(v => v.Hash).SingleAsync(Cancel)
            ),
            Said(statement, "hash")
        );

        // It ended once; what is left to do is to renew it.
        using var twice = await story.ManagerBrowser.SendAsync(page, "end-deal", ("how", "money"), ("note", "No."));
        Assert.Contains(
            "not in force",
            Forms.Complaints(await twice.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        await AssertStatesAsync(app, (slug, DealState.Completed));
        var shown = new HtmlParser().ParseDocument(await story.ManagerBrowser.GetStringAsync(page, Cancel));
        Assert.True(shown.QuerySelector("#note")!.Closest("form")!.HasAttribute("hidden"));
        Assert.False(shown.QuerySelector("button[value=renew]")!.Closest("form")!.HasAttribute("hidden"));
    }

    [Theory, EachDatabase]
    public async Task What_was_completed_and_is_renewed_later_ended_when_it_was_completed(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var making = await Making.OfAsync(app);
        var slug = await SlugAsync(app, await making.ConcludeAsync("Example deal", "Example Partner (example)"));
        await EndAsync(story, slug, "", "All of it was done.");
        var completed = await EndedAsync(app, slug);
        await story.WaitAsync(TimeSpan.FromDays(5));
        await making.ConcludeAsync(await BeginAsync(story, slug, "renew"));
        await AssertStatesAsync(app, (slug, DealState.Renewed));
        Assert.Equal(completed, await EndedAsync(app, slug));
    }

    [Theory, EachDatabase]
    public async Task The_key_of_a_promise_that_was_dropped_is_given_to_no_other(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var making = await Making.OfAsync(app);
        var first = await making.ConcludeAsync("Example deal", "Example Partner (example)");
        await app.WithDbAsync(async db =>
        {
            var draft = await db.Drafts.SingleAsync(d => d.Key == first, Cancel);
            draft.Content = draft.Content with { LastKey = 40 };
            await db.SaveChangesAsync(Cancel);
        });
        var change = await BeginAsync(story, await SlugAsync(app, first), "amend");
        Assert.Equal(
            40,
            await app.WithDbAsync(async db =>
                (await db.Drafts.SingleAsync(d => d.Key == change, Cancel)).Content.LastKey
            )
        );
    }

    [Theory, EachDatabase]
    public async Task Everything_of_it_goes_out_and_comes_back_in(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludeAsync();
        var exported = await RoundTrip.AssertSameBytesAsync(app, on);
        Assert.Contains("\"way\":\"ink\"", exported["versions.jsonl"], StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Every_turn_of_a_deals_life_goes_out_and_comes_back_in(DatabaseKind on)
    {
        var (story, joined) = await JoinStory.BeginAsync(on);
        using var _ = story;
        await using var app = story.App;
        await story.JoinAsync(joined, "bakery@example.org");
        await story.AcceptAsync(joined, "bakery@example.org");
        await story.JoinAsync(joined, "resident@example.org", "?as=resident");
        await story.AcceptAsync(joined, "resident@example.org");
        var making = await Making.OfAsync(app);
        async Task<string> ConcludeAsync(string title) =>
            await SlugAsync(app, await making.ConcludeAsync(title, "Example Partner (example)"));
        async Task<string> FollowAsync(string slug, string purpose)
        {
            var draft = await BeginAsync(story, slug, purpose);
            using var edited = await story.ManagerBrowser.SendAsync(
                $"/en/drafts/{draft}/edit/promise.c3",
                "edit",
                ("promise.c3.action", "We do twice what we said.")
            );
            await Forms.LeadsToAsync(edited, "/en/drafts/");
            await making.ConcludeAsync(draft);
            return await SlugAsync(app, draft);
        }
        var amended = await ConcludeAsync("Example that is changed");
        await FollowAsync(amended, "amend");
        var renewed = await ConcludeAsync("Example that is renewed");
        var successor = await FollowAsync(renewed, "renew");
        var early = await ConcludeAsync("Example that ends early");
        await EndAsync(story, early, "permits", "No permit came.");
        var completed = await ConcludeAsync("Example that is completed");
        await EndAsync(story, completed, "", "All of it was done.");
        var mandated = await MandatedAsync(story, making);
        await AssertStatesAsync(
            app,
            (joined, DealState.InForce),
            (amended, DealState.InForce),
            (renewed, DealState.Renewed),
            (successor, DealState.InForce),
            (early, DealState.EndedEarly),
            (completed, DealState.Completed),
            (mandated, DealState.InForce)
        );

        var exported = await RoundTrip.AssertSameBytesAsync(app, on);
        foreach (
            var said in (string[])
                [$"\"id\":\"{joined}-v3\"", "\"kind\":\"joined\"", $"\"id\":\"{amended}-v2\"", "\"by\":\"clc\""]
        )
            Assert.Contains(said, exported["versions.jsonl"], StringComparison.Ordinal);
        foreach (
            var said in (string[])
                [
                    "\"state\":\"renewed\"",
                    $"\"renews\":\"{renewed}\"",
                    "\"reason\":\"permits\"",
                    "\"state\":\"completed\"",
                    "All of it was done.",
                ]
        )
            Assert.Contains(said, exported["deals.jsonl"], StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Talks_that_end_tell_the_parties_and_forget_them_after_a_while(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.DraftAsync();
        await story.SendAsync();
        using var ended = await story.ManagerBrowser.SendAsync(
            story.Draft,
            "end",
            ("reason", "no-money"),
            ("note", "No grant this year.")
        );
        await Forms.LeadsToAsync(ended, story.Draft);
        Assert.Contains("Nothing was concluded", (await app.MailAsync(Story.Firm)).TextBody!, StringComparison.Ordinal);
        Assert.Equal(3, await app.WithDbAsync(db => db.DraftParties.CountAsync(p => p.ContactEmail != null, Cancel)));

        for (var day = 0; day < 92; day += 4)
            app.Time.Advance(TimeSpan.FromDays(4));

        await app.UntilAsync(
            db => db.DraftParties.AllAsync(p => p.ContactEmail == null, Cancel),
            TimeSpan.FromMinutes(1)
        );
        Assert.Equal(0, await app.WithDbAsync(db => db.DraftLinks.CountAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task Whoever_keeps_others_waiting_is_reminded_every_few_days_and_once_each_time(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.DraftAsync();
        await story.AskForReleaseAsync();
        Task<int> MailsAsync(string to) =>
            app.WithDbAsync(db => db.Mails.CountAsync(m => m.To == to && m.Subject.Contains("release"), Cancel));
        var before = await MailsAsync("approver@city.example");
        for (var day = 0; day < 7; day++)
        {
            app.Time.Advance(TimeSpan.FromDays(1));
            // Twice, as on two nodes.
            await DoWhatIsDueAsync(app);
            await DoWhatIsDueAsync(app);
        }
        // On the third and on the sixth day.
        await app.UntilAsync(
            db => db.ReleaseSteps.AllAsync(s => s.RemindedAt != null, Cancel),
            TimeSpan.FromMinutes(1)
        );
        Assert.InRange(await MailsAsync("approver@city.example") - before, 2, 2);
    }

    private static async Task DoWhatIsDueAsync(TestApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await DealClock.RunAsync(scope.ServiceProvider, Cancel);
    }

    private static async Task<string> BeginAsync(Story story, string slug, string purpose)
    {
        using var begun = await story.ManagerBrowser.SendAsync(
            $"/en/deals/{slug}/manage",
            "begin",
            ("purpose", purpose)
        );
        return (await Forms.LeadsToAsync(begun, "/en/drafts/"))["/en/drafts/".Length..];
    }

    private static async Task EndAsync(Story story, string slug, string how, string note)
    {
        using var ended = await story.ManagerBrowser.SendAsync(
            $"/en/deals/{slug}/manage",
            "end-deal",
            ("how", how),
            ("note", note)
        );
        await Forms.LeadsToAsync(ended, "/en/deals/" + slug);
    }

    private static Task<Ending?> EndedAsync(TestApp app, string slug) =>
        app.WithDbAsync(db => db.Deals.Where(d => d.Slug == slug).Select(d => d.Ended).SingleAsync(Cancel));

    // What the public log says of the end.
    private static async Task<JsonElement> StatementAsync(TestApp app, string slug)
    {
        using var statement = JsonDocument.Parse(
            await app.WithDbAsync(db =>
                db.LogEntries.Where(e => e.Kind == DealEnded.Kind && e.Deal == slug)
                    .Select(e => e.Statement!)
                    .SingleAsync(Cancel)
            )
        );
        return statement.RootElement.Clone();
    }

    private static string? Said(JsonElement statement, string field) =>
        statement.TryGetProperty(field, out var value) ? value.GetString() : null;

    // A deal that an association has signed for its member.
    private static async Task<string> MandatedAsync(Story story, Making making)
    {
        const string mandates = "/en/organisations/clc/mandates";
        using var clc = await story.App.RepresentingAsync("cecilia@clc.example", "clc");
        using var declared = await clc.SendAsync(
            mandates,
            "declare",
            ("member", "aalto-university"),
            ("way", "declare")
        );
        await Forms.LeadsToAsync(declared, mandates);
        var draft = await making.DraftAsync("Example by mandate", "Aalto University");
        var release = await making.ReleaseAsync(draft);
        using var asked = await clc.SendAsync($"/en/drafts/{draft}/sign", "sign", ("do", "send:p2"));
        using var signed = await clc.SendAsync(
            $"/en/drafts/{draft}/sign",
            "sign",
            ("do", "code:p2"),
            ("code", await story.CodeAsync(Story.Firm))
        );
        await Forms.LeadsToAsync(signed, $"/en/drafts/{draft}/sign");
        await making.SignAsync(draft, release, "p1");
        return await SlugAsync(story.App, draft);
    }

    // The last version, and what was known of it since, is the deal; and each version is what its hash says.
    private static async Task AssertCompiledAsync(TestApp app, string slug, int versions)
    {
        var deal = await app.WithDbAsync(async db =>
            DealDocument.Of(await DealDocuments.Whole(db.Deals.Where(d => d.Slug == slug)).SingleAsync(Cancel))
        );
        var all = await app.WithDbAsync(db =>
            db.DealVersions.Where(v => v.Deal!.Slug == slug).OrderBy(v => v.Number).ToListAsync(Cancel)
        );
        Assert.Equal(Enumerable.Range(1, versions), all.Select(v => v.Number));
        Assert.All(all, v => Assert.Equal(VersionDocument.HashOf(v.Content), v.Hash));
        Assert.Equal(all[^1].Content, VersionDocument.ContentOf(deal.AsSigned()));
    }

    private static async Task AssertStatesAsync(TestApp app, params (string Slug, DealState State)[] states)
    {
        foreach (var (slug, state) in states)
            Assert.Equal(
                state,
                await app.WithDbAsync(db =>
                    db.Deals.Where(d => d.Slug == slug).Select(d => d.State).SingleAsync(Cancel)
                )
            );
    }

    private static Task<string> SlugAsync(TestApp app, string draft) =>
        app.WithDbAsync(db => db.Drafts.Where(d => d.Key == draft).Select(d => d.Deal!.Slug).SingleAsync(Cancel));
}
