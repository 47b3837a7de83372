using System.Text.RegularExpressions;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Sprints.OpenBoards;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Sprints.OpenBoards;

/// <summary>What is kept of an open board, what of it everybody reads, and what its city can change later.</summary>
public sealed partial class OpenBoardKeepingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task The_log_goes_back_to_its_beginning(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        await app.WithDbAsync(async db =>
        {
            var board = await db.OpenBoards.Select(b => b.Id).SingleAsync(Cancel);
            for (var n = 100; n < 160; n++)
                db.ModerationEntries.Add(
                    new ModerationEntry
                    {
                        BoardId = board,
                        Number = n,
                        Act = ModerationAct.Answered,
                        At = app.Time.GetUtcNow().UtcDateTime,
                    }
                );
            await db.SaveChangesAsync(Cancel);
        });
        var newest = await story.ManagerBrowser.GetStringAsync(OpenBoardStory.Desk, Cancel);
        Assert.Contains("No. 159", newest, StringComparison.Ordinal);
        Assert.DoesNotContain("No. 109", newest, StringComparison.Ordinal);
        var earlier = await story.ManagerBrowser.GetStringAsync(Earlier().Match(newest).Groups["page"].Value, Cancel);
        Assert.Contains("No. 109", earlier, StringComparison.Ordinal);
        Assert.Contains("board shown to everybody", earlier, StringComparison.Ordinal);
        Assert.DoesNotContain("No. 110", earlier, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task What_was_taken_back_before_anybody_decided_is_nobodys_matter(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        var own = await story.SuggestAsync("A mistake");
        using (await story.Stranger.SendAsync(own, "withdraw")) { }
        await app.SettleAsync();
        Assert.DoesNotContain(
            "taken back",
            await story.Stranger.TextAsync(OpenBoardStory.Public),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            "taken back",
            (await story.ManagerBrowser.TextAsync(OpenBoardStory.Desk)).ToLowerInvariant(),
            StringComparison.Ordinal
        );
        Assert.Contains("Its words are deleted", await story.Stranger.TextAsync(own), StringComparison.Ordinal);

        var other = await story.SuggestAsync("Buy awnings");
        await story.RefuseAsync(2, "advertising");
        using (await story.Stranger.SendAsync(other, "withdraw")) { }
        await app.SettleAsync();
        Assert.Contains(
            "1 was taken back by its author",
            await story.Stranger.TextAsync(OpenBoardStory.Public),
            StringComparison.Ordinal
        );
        Assert.Equal([ModerationAct.Published, ModerationAct.Refused, ModerationAct.Withdrawn], await LogAsync(story));
    }

    [Theory, EachDatabase]
    public async Task What_hurts_somebody_is_not_repeated_on_its_authors_page(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        foreach (
            var (number, reason, isRepeated) in ((int, string, bool)[])
                [(1, "personal-data", false), (2, "insult", false), (3, "unlawful", false), (4, "off-topic", true)]
        )
        {
            var own = await story.SuggestAsync($"Wording {number}", ("text", "More of it"));
            await story.RefuseAsync(number, reason, "Words of the city.");
            var page = await story.Stranger.GetStringAsync(own, Cancel);
            Assert.Equal(isRepeated, page.Contains($"Wording {number}", StringComparison.Ordinal));
            Assert.Equal(isRepeated, page.Contains("More of it", StringComparison.Ordinal));
            Assert.Contains("Words of the city.", page, StringComparison.Ordinal);
        }
    }

    [Theory, EachDatabase]
    public async Task Days_and_rules_that_change_are_told_and_no_day_that_is_over_is_the_last(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        const string edit = OpenBoardStory.Desk + "/edit";
        Assert.Contains(
            "close the board",
            await story.RefusedAsync(story.ManagerBrowser, edit, "edit-open-board", ("ends", "2026-03-09")),
            StringComparison.Ordinal
        );
        await story.DoAsync(edit, "edit-open-board", OpenBoardStory.Desk, ("text", "Read by May."));
        Assert.Equal([ModerationAct.Published], await LogAsync(story));
        await story.DoAsync(
            edit,
            "edit-open-board",
            OpenBoardStory.Desk,
            ("ends", "2026-03-10"),
            ("question", "What else?"),
            ("rules", "Be kind.")
        );
        var acts = await LogAsync(story);
        Assert.Equal(["days-changed", "question-changed", "rules-changed"], acts.Skip(1).Select(Code.Of));
        Assert.All(
            await story.DbAsync(db => db.ModerationEntries.ToListAsync(Cancel)),
            e => Assert.NotNull(e.AccountId)
        );
        Assert.Contains(
            "question changed",
            await story.ManagerBrowser.TextAsync(OpenBoardStory.Desk),
            StringComparison.Ordinal
        );
        // Words can be put right when it is over.
        app.Time.Advance(TimeSpan.FromDays(2));
        story.Renew(await app.ReturningAsync(Story.Manager));
        await story.DoAsync(edit, "edit-open-board", OpenBoardStory.Desk, ("text", "Read by June."));
    }

    [Theory, EachDatabase]
    public async Task Closed_before_it_began_it_says_so(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync("2026-03-20");
        await story.DoAsync(OpenBoardStory.Desk, "close-open-board", OpenBoardStory.Desk);
        await app.SettleAsync();
        var page = await story.Stranger.TextAsync(OpenBoardStory.Public);
        Assert.Contains("on 10 March 2026, before its first day", page, StringComparison.Ordinal);
        Assert.DoesNotContain("20 March 2026", page, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task What_nobody_decided_goes_ninety_days_after_the_board(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        await story.SuggestAsync("Waits for ever", ("email", "vera@example.org"));
        await story.SuggestAsync("Shade");
        await story.ShowAsync(2);
        // It ended on 9 April 2026.
        app.Time.SetUtcNow(new DateTimeOffset(2026, 7, 8, 12, 0, 0, TimeSpan.Zero));
        await story.ForgetSuggestersAsync();
        Assert.Equal([1, 2], (await story.SuggestionsAsync()).Select(s => s.Number));
        app.Time.SetUtcNow(new DateTimeOffset(2026, 7, 9, 12, 0, 0, TimeSpan.Zero));
        await story.ForgetSuggestersAsync();
        Assert.Equal([2], (await story.SuggestionsAsync()).Select(s => s.Number));
    }

    [Theory, EachDatabase]
    public async Task Ten_a_day_come_from_a_browser_also_at_once_and_a_title_has_words(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        var sent = await Task.WhenAll(
            Enumerable
                .Range(0, 14)
                .Select(i =>
                    OpenBoardTests.RunAsync<SendSuggestion, SentSuggestion>(
                        app,
                        s =>
                            s.RunAsync(
                                OpenBoardStory.Slug,
                                OpenBoardTests.Said($"Idea {i}"),
                                "192.0.2.1",
                                "one browser",
                                Alliance.Platform.Texts.Language.English,
                                Cancel
                            )
                    )
                )
        );
        Assert.Equal(10, sent.Count(s => s.Refusal is null));
        Assert.All(sent.Where(s => s.Refusal is not null), s => Assert.Equal("too-many-suggestions", s.Refusal!.Code));
        Assert.Contains(
            "title",
            await story.RefusedAsync(story.Stranger, OpenBoardStory.New, "suggest", ("title", "!? … 🌳")),
            StringComparison.OrdinalIgnoreCase
        );
        // What tells who somebody is stays in no browser that others may use.
        var form = await story.Stranger.GetStringAsync(OpenBoardStory.New, Cancel);
        Assert.Equal(2, Unkept().Count(form));
    }

    [Theory, EachDatabase]
    public async Task Files_and_programs_read_what_became_of_it(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        await story.SuggestAsync("Shade");
        await story.SuggestAsync("Water");
        await story.ShowAsync(1);
        await story.ShowAsync(2);
        const string onward = "/en/workspace/ideas/open/" + OpenBoardStory.Slug + "/1";
        await story.DoAsync(onward, "to-shelf", onward, ("reason", "For later"));
        await app.ChangedAsync();
        var key = await story.DbAsync(db => db.Ideas.Select(i => i.Key).SingleAsync(Cancel));
        var api = await story.Stranger.GetStringAsync($"/api/v1/open-boards/{OpenBoardStory.Slug}/suggestions", Cancel);
        Assert.Contains($"/en/ideas/{key}\"", api, StringComparison.Ordinal);
        Assert.Contains(
            "\"lastStep\": \"shelf\"",
            api.Replace("\":\"", "\": \"", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        var csv = await story.Stranger.GetStringAsync($"{OpenBoardStory.Public}/suggestions.csv", Cancel);
        Assert.Contains($"/en/ideas/{key}", csv, StringComparison.Ordinal);
        // Who takes something back reads before that what a city has written stays; and its people read that it is gone.
        var desk = OpenBoardStory.Desk + "/1";
        await story.DoAsync(desk, "moderate", desk, ("do", "refuse:1"), ("reason.1", "duplicate"));
        Assert.Contains("went on", await story.ManagerBrowser.TextAsync(desk), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vera@example.org", true)]
    [InlineData("vera+list@mail.example.org", true)]
    [InlineData("\"vera\"@example.org", false)]
    [InlineData("\"buy pills\"@example.org", false)]
    [InlineData("vera@[192.0.2.1]", false)]
    [InlineData("vera@[IPv6:2001:db8::1.2]", false)]
    [InlineData("Vera <vera@example.org>", false)]
    [InlineData("vera@localhost", false)]
    public void A_mail_goes_to_a_plain_address(string text, bool isOne) =>
        Assert.Equal(isOne, OutgoingMail.IsAddress(text));

    private static Task<List<ModerationAct>> LogAsync(Story story) =>
        story.DbAsync(db => db.ModerationEntries.OrderBy(e => e.Id).Select(e => e.Act).ToListAsync(Cancel));

    [GeneratedRegex("href=\"(?<page>[^\"]*entry=\\d+[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Earlier();

    [GeneratedRegex("<input[^>]*name=\"(from|email)\"[^>]*data-unkept", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unkept();
}
