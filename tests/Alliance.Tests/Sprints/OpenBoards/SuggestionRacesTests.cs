using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Sprints.Board;
using Alliance.Sprints.Onward;
using Alliance.Sprints.OpenBoards;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Language = Alliance.Platform.Texts.Language;

namespace Alliance.Tests.Sprints.OpenBoards;

/// <summary>Words that are taken back are nowhere, also where somebody takes them on at the same moment.</summary>
public sealed class SuggestionRacesTests
{
    private const int Rounds = 6;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Taken_back_while_somebody_takes_it_on(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var (city, actor) = await BeginAsync(story);
        for (var n = 1; n <= Rounds; n++)
        {
            var token = (await story.SuggestAsync($"Idea {n}")).Split('/')[^1];
            await story.ShowAsync(n);
            var on1 = TakeOnAsync(app, actor, city, n);
            var back = await OpenBoardTests.RunAsync<WithdrawSuggestion, Suggestion>(
                app,
                w => w.RunAsync(token, Cancel)
            );
            await on1;
            Assert.Null(back.Refusal);
            Assert.Equal(SuggestionState.Withdrawn, (await story.SuggestionsAsync())[n - 1].State);
        }
        Assert.All(await IdeasAsync(story), i => Assert.Equal(("", null), (i.Text, i.Why)));
    }

    [Theory, EachDatabase]
    public async Task Not_shown_any_more_while_somebody_takes_it_on(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var (city, actor) = await BeginAsync(story);
        for (var n = 1; n <= Rounds; n++)
        {
            await story.SuggestAsync($"Idea {n}");
            await story.ShowAsync(n);
            var on1 = TakeOnAsync(app, actor, city, n);
            var refused = await OpenBoardTests.RunAsync<ModerateSuggestion, Suggestion>(
                app,
                m => m.RefuseAsync(actor, OpenBoardStory.Slug, n, 1, "personal-data", "", Cancel)
            );
            await on1;
            var held = (await story.SuggestionsAsync())[n - 1];
            var origin = Suggestion.OriginOf(OpenBoardStory.Slug, n);
            var idea = (await IdeasAsync(story)).Find(i => i.Origin == origin);
            if (refused.Refusal is null)
                Assert.Equal((SuggestionState.Refused, ""), (held.State, idea?.Text ?? ""));
            else
                Assert.Equal((SuggestionState.Shown, $"Idea {n}"), (held.State, idea!.Text));
        }
    }

    [Theory, EachDatabase]
    public async Task Read_before_it_was_taken_back_it_goes_nowhere(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var (city, actor) = await BeginAsync(story);
        using (
            await story.ManagerBrowser.SendAsync(
                "/en/workspace/roadmap",
                "start",
                ("title", "Roadmap of an example (example)")
            )
        ) { }
        for (var n = 1; n <= 2; n++)
        {
            var token = (await story.SuggestAsync($"Idea {n}")).Split('/')[^1];
            await story.ShowAsync(n);
            var origin = Suggestion.OriginOf(OpenBoardStory.Slug, n);
            await using var scope = app.Services.CreateAsyncScope();
            var at = scope.ServiceProvider;
            var boards = at.GetRequiredService<LiveBoards>();
            Assert.NotNull(await WrittenIdea.FindAsync(at.GetRequiredService<AppDb>(), boards, origin, Cancel));
            await OpenBoardTests.RunAsync<WithdrawSuggestion, Suggestion>(app, w => w.RunAsync(token, Cancel));
            Refusal? refusal =
                n == 1
                    ? (await at.GetRequiredService<ShelveIdea>().RunAsync(actor, origin, "For later", Cancel)).Refusal
                    : (
                        await at.GetRequiredService<IdeaToRoadmap>()
                            .RunAsync(actor, origin, city, "challenge", "Shade", "", Cancel)
                    ).Refusal;
            Assert.NotNull(refusal);
            Assert.Empty(await IdeasAsync(story));
        }
        Assert.Empty((await story.DbAsync(db => db.Roadmaps.Select(r => r.Content).SingleAsync(Cancel))).Challenges);
    }

    [Theory, EachDatabase]
    public async Task What_is_shown_again_is_read_again_where_it_went(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await BeginAsync(story);
        await story.SuggestAsync("Shade (example)");
        await story.ShowAsync(1);
        const string desk = OpenBoardStory.Desk + "/1";
        const string onward = "/en/workspace/ideas/open/" + OpenBoardStory.Slug + "/1";
        await story.DoAsync(desk, "answer-suggestion", desk, ("answer", "As Example Person says."));
        await story.DoAsync(onward, "to-shelf", onward, ("reason", "For later"));
        await story.DoAsync(desk, "moderate", desk, ("do", "refuse:1"), ("reason.1", "personal-data"));
        // The answer may repeat what nobody shall read.
        var refused = Assert.Single(await story.SuggestionsAsync());
        Assert.Equal((null, null, null), (refused.Answer, refused.AnswerLanguage, refused.AnsweredAt));
        Assert.Equal("", Assert.Single(await IdeasAsync(story)).Text);
        await story.DoAsync(desk, "moderate", desk, ("do", "show:1"));
        var idea = Assert.Single(await IdeasAsync(story));
        Assert.Equal(("Shade (example)", null), (idea.Text, idea.Why));
        await app.ChangedAsync();
        Assert.Contains(
            "Shade (example)",
            await story.Stranger.TextAsync("/en/ideas/" + idea.Key),
            StringComparison.Ordinal
        );
    }

    private static async Task<(long City, Actor Actor)> BeginAsync(Story story)
    {
        await story.OpenAsync();
        var espoo = await story.DbAsync(db =>
            db.Cities.Where(c => c.Identifier == "espoo").Select(c => c.Id).SingleAsync(Cancel)
        );
        return (espoo, new Actor(null, null, [new ActorMembership(MembershipRole.DealManager, espoo, null)]));
    }

    private static Task<Outcome<long>> TakeOnAsync(TestApp app, Actor actor, long city, int number) =>
        Task.Run(
            () =>
                OpenBoardTests.RunAsync<IdeaToPractice, long>(
                    app,
                    t =>
                        t.RunAsync(
                            actor,
                            Suggestion.OriginOf(OpenBoardStory.Slug, number),
                            city,
                            Language.English,
                            "good-practice",
                            $"Practice {number}",
                            "What we learned.",
                            Cancel
                        )
                ),
            Cancel
        );

    private static Task<List<Idea>> IdeasAsync(Story story) =>
        story.DbAsync(db => db.Ideas.AsNoTracking().OrderBy(i => i.Id).ToListAsync(Cancel));
}
