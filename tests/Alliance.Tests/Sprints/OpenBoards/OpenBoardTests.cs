using System.Net;
using Alliance.Network;
using Alliance.Sprints.OpenBoards;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Language = Alliance.Platform.Texts.Language;

namespace Alliance.Tests.Sprints.OpenBoards;

/// <summary>A city opens a board to residents and firms: what is sent, shown, refused, taken back and supported.</summary>
public sealed class OpenBoardTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_board_is_written_shown_and_linked(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.WriteAsync();
        foreach (
            var page in (string[])
                [OpenBoardStory.Public, OpenBoardStory.New, $"/api/v1/open-boards/{OpenBoardStory.Slug}"]
        )
            Assert.Equal(HttpStatusCode.NotFound, await story.Stranger.StatusAsync(page));
        using (var other = await story.OtherCityAsync())
            Assert.Equal(HttpStatusCode.NotFound, await other.StatusAsync(OpenBoardStory.Desk));
        // The pages that link to it are in the cache by now.
        foreach (var page in (string[])["/en/open-boards", "/en/cities/espoo"])
            Assert.DoesNotContain("Cooler", await story.Stranger.TextAsync(page), StringComparison.Ordinal);

        await story.DoAsync(OpenBoardStory.Desk, "publish-open-board", OpenBoardStory.Desk);
        await app.SettleAsync();
        var shown = await story.Stranger.TextAsync(OpenBoardStory.Public);
        foreach (
            var said in (string[])
                [
                    "What would make your courtyard cooler?",
                    "Climate office (example)",
                    "9 March 2026 to 9 April 2026",
                    "Yours can be the first.",
                    "People of the city read every suggestion",
                ]
        )
            Assert.Contains(said, shown, StringComparison.Ordinal);
        foreach (var page in (string[])["/en/open-boards", "/en/cities/espoo", "/sitemap-pages.xml"])
            Assert.Contains(
                "open-boards/" + OpenBoardStory.Slug,
                await story.Stranger.GetStringAsync(page, Cancel),
                StringComparison.Ordinal
            );
        // A draft no more.
        Assert.Contains(
            "close it instead",
            await story.RefusedAsync(story.ManagerBrowser, OpenBoardStory.Desk, "remove-open-board"),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task It_lacks_what_it_lacks_and_belongs_to_its_own_citys_sprint(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        using (
            await story.ManagerBrowser.SendAsync(
                OpenBoardStory.Work,
                "start-open-board",
                ("title", "Cooler courtyards (example)"),
                ("city", "espoo")
            )
        ) { }
        var missing = await story.RefusedAsync(story.ManagerBrowser, OpenBoardStory.Desk, "publish-open-board");
        foreach (var field in (string[])["The question", "Who answers", "Last day"])
            Assert.Contains(field, missing, StringComparison.Ordinal);
        Task<string> Wrong(params (string, string)[] fields) =>
            story.RefusedAsync(story.ManagerBrowser, OpenBoardStory.Desk + "/edit", "edit-open-board", fields);
        Assert.NotEmpty(await Wrong(("begins", "2026-05-02"), ("ends", "2026-05-01")));
        Assert.Contains("366", await Wrong(("begins", "2026-05-02"), ("ends", "2028-05-01")), StringComparison.Ordinal);
        Assert.NotEmpty(await Wrong(("sprint", "alliance-mannheim-2022")));
        Assert.NotEmpty(await Wrong(("title", "")));

        await SprintStory.PlanAsync(story);
        await story.DoAsync(SprintStory.Desk, "publish", SprintStory.Desk);
        await story.DoAsync(
            OpenBoardStory.Desk + "/edit",
            "edit-open-board",
            OpenBoardStory.Desk,
            ("question", "What?"),
            ("text", "We read it."),
            ("office", "Office"),
            ("begins", "2026-03-09"),
            ("ends", "2026-04-09"),
            ("sprint", SprintStory.Slug)
        );
        await story.DoAsync(
            OpenBoardStory.Desk + "/edit?in=fi",
            "edit-open-board",
            OpenBoardStory.Desk,
            ("title", "Viileämmät pihat (esimerkki)"),
            ("question", "Mikä?")
        );
        await app.SettleAsync();
        await story.Stranger.GetStringAsync(SprintStory.Public, Cancel);
        await story.DoAsync(OpenBoardStory.Desk, "publish-open-board", OpenBoardStory.Desk);
        await app.SettleAsync();
        Assert.Contains(
            "open-boards/" + OpenBoardStory.Slug,
            await story.Stranger.GetStringAsync(SprintStory.Public, Cancel),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "/en/sprints/" + SprintStory.Slug,
            await story.Stranger.GetStringAsync(OpenBoardStory.Public, Cancel),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Viileämmät pihat",
            await story.Stranger.TextAsync("/fi/open-boards/" + OpenBoardStory.Slug),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task A_suggestion_waits_is_shown_answered_and_taken_back(DatabaseKind on)
    {
        const string Waits = "1 suggestion waits for you";
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        await story.Stranger.GetStringAsync(OpenBoardStory.Public, Cancel);
        var own = await story.SuggestAsync(
            "<script>alert(1)</script> & vines \u202Eseniv",
            ("text", "On the wall\n<b>to the north</b>"),
            ("from", "a resident")
        );
        Assert.Contains("Waits to be read", await story.Stranger.TextAsync(own), StringComparison.Ordinal);
        // Nobody else learns of it.
        using var somebody = app.NewClient(cookies: true);
        Assert.Equal(HttpStatusCode.NotFound, await somebody.StatusAsync(OpenBoardStory.Public + "/1"));
        Assert.DoesNotContain("vines", await somebody.TextAsync(OpenBoardStory.Public), StringComparison.Ordinal);
        using (var other = await story.OtherCityAsync())
        {
            var stolen = await story.ManagerBrowser.GetStringAsync(OpenBoardStory.Desk, Cancel);
            using var tried = await other.SendAsync(OpenBoardStory.Desk, stolen, "moderate", ("do", "show:1"));
            Assert.NotEqual(HttpStatusCode.Redirect, tried.StatusCode);
            Assert.DoesNotContain(Waits, await other.TextAsync("/en/workspace"), StringComparison.Ordinal);
        }
        Assert.Equal(SuggestionState.Waiting, Assert.Single(await story.SuggestionsAsync()).State);
        foreach (var at in (string[])["/en/workspace", OpenBoardStory.Work])
            Assert.Contains(Waits, await story.ManagerBrowser.TextAsync(at), StringComparison.Ordinal);

        await story.ShowAsync(1);
        Assert.DoesNotContain(Waits, await story.ManagerBrowser.TextAsync("/en/workspace"), StringComparison.Ordinal);
        await app.SettleAsync();
        var list = await somebody.GetStringAsync(OpenBoardStory.Public, Cancel);
        Assert.DoesNotContain("<script>alert", list, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", list, StringComparison.Ordinal);
        var page = await somebody.TextAsync(OpenBoardStory.Public + "/1");
        Assert.Contains("<script>alert(1)</script> & vines seniv", page, StringComparison.Ordinal);
        Assert.Contains("<b>to the north</b>", page, StringComparison.Ordinal);
        Assert.Contains("Climate office (example) looks at it", page, StringComparison.Ordinal);

        await story.DoAsync(
            OpenBoardStory.Desk + "/1",
            "answer-suggestion",
            OpenBoardStory.Desk + "/1",
            ("answer", "We ask the gardeners by May.")
        );
        Assert.Contains(
            "We ask the gardeners by May.",
            await somebody.TextAsync(OpenBoardStory.Public + "/1"),
            StringComparison.Ordinal
        );
        var csv = await somebody.GetStringAsync($"{OpenBoardStory.Public}/suggestions.csv", Cancel);
        Assert.Contains("We ask the gardeners", csv, StringComparison.Ordinal);

        using (await story.Stranger.SendAsync(own, "withdraw")) { }
        var gone = Assert.Single(await story.SuggestionsAsync());
        Assert.Equal((SuggestionState.Withdrawn, "", "", null), (gone.State, gone.Title, gone.Text, gone.From));
        Assert.Null(gone.Answer);
        await app.SettleAsync();
        Assert.Contains(
            "has taken it back",
            await somebody.TextAsync(OpenBoardStory.Public + "/1"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "1 was taken back by its author",
            await somebody.TextAsync(OpenBoardStory.Public),
            StringComparison.Ordinal
        );
        // What was done, and by whom, stays.
        var log = await story.DbAsync(db => db.ModerationEntries.OrderBy(e => e.Id).ToListAsync(Cancel));
        Assert.Equal(
            [ModerationAct.Published, ModerationAct.Shown, ModerationAct.Answered, ModerationAct.Withdrawn],
            log.Select(e => e.Act)
        );
        Assert.All(log[..3], e => Assert.NotNull(e.AccountId));
    }

    [Theory, EachDatabase]
    public async Task What_is_not_shown_is_counted_by_reason_and_its_author_reads_why(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        var first = await story.SuggestAsync("Buy awnings at example.org");
        await story.SuggestAsync("My neighbour Example Person is too loud");
        await story.SuggestAsync("Shade");
        Assert.Contains(
            "choose a reason",
            await story.RefusedAsync(story.ManagerBrowser, OpenBoardStory.Desk, "moderate", ("do", "refuse:1")),
            StringComparison.Ordinal
        );
        await story.RefuseAsync(1, "advertising", "Ask the chamber of commerce.");
        await story.RefuseAsync(2, "personal-data");
        await story.ShowAsync(3);
        await app.SettleAsync();
        var page = await story.Stranger.TextAsync(OpenBoardStory.Public);
        Assert.Contains("2 are not shown: data about persons (1), advertising (1).", page, StringComparison.Ordinal);
        Assert.DoesNotContain("awnings", page, StringComparison.Ordinal);
        var why = await story.Stranger.TextAsync(first);
        Assert.Contains("Not shown: advertising", why, StringComparison.Ordinal);
        Assert.Contains("Ask the chamber of commerce.", why, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await story.Stranger.StatusAsync(OpenBoardStory.Public + "/1"));
        // A mistake is put right, and what was shown can be taken down.
        await story.DoAsync(OpenBoardStory.Desk + "/1", "moderate", OpenBoardStory.Desk + "/1", ("do", "show:1"));
        await story.DoAsync(
            OpenBoardStory.Desk + "/3",
            "moderate",
            OpenBoardStory.Desk + "/3",
            ("do", "refuse:3"),
            ("reason.3", "duplicate")
        );
        Assert.Equal(HttpStatusCode.OK, await story.Stranger.StatusAsync(OpenBoardStory.Public + "/1"));
        Assert.Equal(HttpStatusCode.NotFound, await story.Stranger.StatusAsync(OpenBoardStory.Public + "/3"));
    }

    [Theory, EachDatabase]
    public async Task The_same_sending_twice_is_one_and_another_text_is_another(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        var form = await story.Stranger.GetStringAsync(OpenBoardStory.New, Cancel);
        async Task<string> SendAsync(string title)
        {
            using var sent = await story.Stranger.SendAsync(OpenBoardStory.New, form, "suggest", ("title", title));
            return await Forms.LeadsToAsync(sent, "/en/open-boards/own/");
        }
        var several = await Task.WhenAll(SendAsync("Shade"), SendAsync("Shade"), SendAsync("Shade"));
        Assert.Single(several.Distinct());
        Assert.Single(await story.SuggestionsAsync());
        // Back, and on with the same page.
        Assert.NotEqual(several[0], await SendAsync("Water"));
        Assert.Equal([1, 2], (await story.SuggestionsAsync()).Select(s => s.Number));
    }

    [Theory, EachDatabase]
    public async Task Many_at_once_have_each_a_number_of_their_own(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        var sent = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(i =>
                    RunAsync<SendSuggestion, SentSuggestion>(
                        app,
                        s =>
                            s.RunAsync(
                                OpenBoardStory.Slug,
                                Said($"Idea {i}"),
                                "192.0.2.1",
                                $"browser {i}",
                                Language.English,
                                Cancel
                            )
                    )
                )
        );
        Assert.Equal(Enumerable.Range(1, 12), sent.Select(s => s.Value.Number).Order());
    }

    [Theory, EachDatabase]
    public async Task A_flood_is_refused_by_address_by_browser_and_by_what_waits(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        async Task<string?> SendAsync(string client, string browser)
        {
            var done = await RunAsync<SendSuggestion, SentSuggestion>(
                app,
                s => s.RunAsync(OpenBoardStory.Slug, Said("Idea"), client, browser, Language.English, Cancel)
            );
            return done.Refusal?.Code;
        }
        for (var i = 0; i < SendSuggestion.MostADay; i++)
            Assert.Null(await SendAsync("192.0.2.1", "one"));
        Assert.Equal("too-many-suggestions", await SendAsync("192.0.2.2", "one"));
        for (var i = 0; i < SendingAllowance.Burst; i++)
            Assert.Null(await SendAsync("192.0.2.3", $"browser {i}"));
        Assert.Equal("suggestions-too-fast", await SendAsync("192.0.2.3", "next"));
        app.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await SendAsync("192.0.2.3", "next"));

        await FillAsync(app, 2_000, SuggestionState.Waiting, SendSuggestion.MostWaiting);
        Assert.Equal("open-board-queue-full", await SendAsync("192.0.2.4", "last"));
        app.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal("open-board-queue-full", await SendAsync("192.0.2.2", "one"));
    }

    [Theory, EachDatabase]
    public async Task What_a_program_fills_in_is_not_taken_and_wrong_fields_are_named(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        Assert.Contains(
            "press “Send” once more",
            await story.RefusedAsync(
                story.Stranger,
                OpenBoardStory.New,
                "suggest",
                ("title", "Shade"),
                ("website", "https://example.org")
            ),
            StringComparison.Ordinal
        );
        var wrong = await story.RefusedAsync(
            story.Stranger,
            OpenBoardStory.New,
            "suggest",
            ("title", ""),
            ("text", new string('x', 2_001)),
            ("from", new string('x', 121)),
            ("language", "tlh"),
            ("email", "nobody")
        );
        Assert.Equal(
            6,
            wrong
                .Split('\n')
                .Count(l => l.Trim().Length > 0 && !l.Contains("not been done", StringComparison.OrdinalIgnoreCase))
        );
        Assert.Empty(await story.SuggestionsAsync());
        Assert.Equal(HttpStatusCode.NotFound, await story.Stranger.StatusAsync("/en/open-boards/Nope!/new"));
        Assert.Equal(HttpStatusCode.NotFound, await story.Stranger.StatusAsync("/en/open-boards/nope/1"));
        Assert.Equal(HttpStatusCode.NotFound, await story.Stranger.StatusAsync("/en/open-boards/own/nope"));
        Assert.Equal(HttpStatusCode.NotFound, await story.Stranger.StatusAsync("/en/open-boards/following/nope"));
    }

    [Theory, EachDatabase]
    public async Task It_is_open_on_its_days_by_the_citys_clock(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync("2026-03-11", "2026-03-12");
        async Task<string> SendAsync()
        {
            var page = await story.Stranger.GetStringAsync(OpenBoardStory.New, Cancel);
            using var sent = await story.Stranger.SendAsync(OpenBoardStory.New, page, "suggest", ("title", "Shade"));
            return sent.StatusCode == HttpStatusCode.Redirect
                ? ""
                : Forms.Complaints(await sent.Content.ReadAsStringAsync(Cancel));
        }
        Assert.Contains("not open yet", await SendAsync(), StringComparison.Ordinal);
        // Midnight in Helsinki is ten in the evening here.
        app.Time.SetUtcNow(new DateTimeOffset(2026, 3, 10, 21, 59, 0, TimeSpan.Zero));
        Assert.Contains("not open yet", await SendAsync(), StringComparison.Ordinal);
        app.Time.SetUtcNow(new DateTimeOffset(2026, 3, 10, 22, 0, 0, TimeSpan.Zero));
        Assert.Empty(await SendAsync());
        app.Time.SetUtcNow(new DateTimeOffset(2026, 3, 12, 22, 0, 0, TimeSpan.Zero));
        Assert.Contains("closed", await SendAsync(), StringComparison.Ordinal);
        Assert.Contains(
            "The board is closed",
            await story.Stranger.TextAsync(OpenBoardStory.Public),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task Closed_early_it_takes_nothing_more_and_answers_are_still_given(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        await story.SuggestAsync("Shade");
        var form = await story.Stranger.GetStringAsync(OpenBoardStory.New, Cancel);
        await story.DoAsync(OpenBoardStory.Desk, "close-open-board", OpenBoardStory.Desk);
        using (var late = await story.Stranger.SendAsync(OpenBoardStory.New, form, "suggest", ("title", "Late")))
            Assert.Contains(
                "closed",
                Forms.Complaints(await late.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
        await story.ShowAsync(1);
        await story.DoAsync(
            OpenBoardStory.Desk + "/1",
            "answer-suggestion",
            OpenBoardStory.Desk + "/1",
            ("answer", "Yes.")
        );
        Assert.Equal(
            "open-board-over",
            (await RunAsync<SupportSuggestion, int>(app, s => s.RunAsync(OpenBoardStory.Slug, 1, "word", true, Cancel)))
                .Refusal
                ?.Code
        );
    }

    [Theory, EachDatabase]
    public async Task Of_two_who_decide_at_once_one_holds(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        var espoo = await story.DbAsync(db =>
            db.Cities.Where(c => c.Identifier == "espoo").Select(c => c.Id).SingleAsync(Cancel)
        );
        var actor = new Actor(null, null, [new ActorMembership(MembershipRole.DealManager, espoo, null)]);
        for (var n = 1; n <= 5; n++)
        {
            await story.SuggestAsync($"Idea {n}");
            var both = await Task.WhenAll(
                RunAsync<ModerateSuggestion, Suggestion>(
                    app,
                    m => m.ShowAsync(actor, OpenBoardStory.Slug, n, 0, Cancel)
                ),
                RunAsync<ModerateSuggestion, Suggestion>(
                    app,
                    m => m.RefuseAsync(actor, OpenBoardStory.Slug, n, 0, "insult", "", Cancel)
                )
            );
            Assert.Equal("somebody-was-faster", Assert.Single(both, d => d.Refusal is not null).Refusal!.Code);
            var held = (await story.SuggestionsAsync())[n - 1];
            Assert.Equal(
                (both[0].Refusal is null ? SuggestionState.Shown : SuggestionState.Refused, 1),
                (held.State, held.Turn)
            );
        }
        Assert.Equal(5, await story.DbAsync(db => db.ModerationEntries.CountAsync(e => e.Number != null, Cancel)));
    }

    [Theory, EachDatabase]
    public async Task A_browser_supports_once_and_can_take_it_back(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        await story.SuggestAsync("Shade");
        await story.ShowAsync(1);
        const string page = OpenBoardStory.Public + "/1";
        var before = await story.Stranger.GetStringAsync(page, Cancel);
        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(async _ =>
                {
                    using var sent = await story.Stranger.SendAsync(page, before, "support", ("do", "support"));
                    await Forms.LeadsToAsync(sent, page);
                })
        );
        using (var another = app.NewClient(cookies: true))
        using (await another.SendAsync(page, "support", ("do", "support"))) { }
        async Task<(int, int)> CountAsync() =>
            (
                (await story.SuggestionsAsync())[0].Supports,
                await story.DbAsync(db => db.SuggestionSupports.CountAsync(Cancel))
            );
        Assert.Equal((2, 2), await CountAsync());
        Assert.Contains("Take it back", await story.Stranger.TextAsync(page), StringComparison.Ordinal);
        foreach (var _ in (int[])[1, 2])
            using (await story.Stranger.SendAsync(page, before, "support", ("do", "back"))) { }
        Assert.Equal((1, 1), await CountAsync());
    }

    internal static NewSuggestion Said(string title, string email = "") => new("", title, "", "en", "", email, "");

    internal static async Task<Alliance.Platform.Outcome<T>> RunAsync<TAct, T>(
        TestApp app,
        Func<TAct, Task<Alliance.Platform.Outcome<T>>> act
    )
        where TAct : notnull
        where T : notnull
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TAct>());
    }

    /// <summary>So many more suggestions on the board, numbered from there on.</summary>
    internal static Task FillAsync(TestApp app, int from, SuggestionState state, int count) =>
        app.WithDbAsync(async db =>
        {
            var board = await db.OpenBoards.SingleAsync(b => b.Identifier == OpenBoardStory.Slug, Cancel);
            var now = app.Time.GetUtcNow().UtcDateTime;
            var random = new Random(7);
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            for (var i = 0; i < count; i++)
                db.Suggestions.Add(
                    new Suggestion
                    {
                        BoardId = board.Id,
                        Number = from + i,
                        Title = $"Idea {from + i}",
                        Text = new string('x', 400),
                        Language = "en",
                        Folded = SuggestionFilter.FoldedOf($"Idea {from + i}", i % 1_000 == 0 ? "zeppelin" : ""),
                        State = state,
                        SentAt = now,
                        ShownAt = now,
                        DecidedAt = now,
                        Mix = random.Next(),
                    }
                );
            await db.SaveChangesAsync(Cancel);
        });
}
