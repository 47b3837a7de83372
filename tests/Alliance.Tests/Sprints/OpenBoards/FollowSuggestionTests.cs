using System.Net;
using Alliance.Identity;
using Alliance.Sprints.OpenBoards;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Sprints.OpenBoards;

/// <summary>Whoever wants is told by mail what becomes of a suggestion; and when everything that leads to somebody is forgotten.</summary>
public sealed class FollowSuggestionTests
{
    private const string Mail = "vera@example.org";
    private const string Page = OpenBoardStory.Public + "/1";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Who_confirms_is_told_once_a_day_until_who_stops(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        await story.SuggestAsync("Shade");
        await story.SuggestAsync("Water");
        await story.ShowAsync(1);
        await story.ShowAsync(2);
        var links = new List<string>();
        foreach (var page in (string[])[Page, OpenBoardStory.Public + "/2"])
        {
            using var asked = await story.Stranger.SendAsync(page, "follow", ("email", "Vera@Example.org"));
            await Forms.LeadsToAsync(asked, page + "?asked=1");
            links.Add(await app.LinkInMailAsync(Mail, OpenBoardMails.KeyOfAsking));
            app.Time.Advance(TimeSpan.FromSeconds(2));
        }
        // Scanners open links: looking confirms nothing.
        await story.Stranger.GetStringAsync(links[0], Cancel);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await AnswerAsync(story, 1, "Perhaps.");
        await story.TellAsync();
        Assert.Equal(0, await NewsAsync(story));

        foreach (var link in links)
        {
            using var confirmed = await story.Stranger.SendAsync(link, "confirm-following");
            await Forms.LeadsToAsync(confirmed, link);
        }
        await story.TellAsync();
        Assert.Equal(0, await NewsAsync(story));
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await AnswerAsync(story, 1, "Yes, by June.");
        await AnswerAsync(story, 2, "No.");
        await story.TellAsync();
        Assert.Equal(1, await NewsAsync(story));
        var mail = (await app.MailAsync(Mail, OpenBoardMails.KeyOfNews)).TextBody!;
        Assert.Contains("Shade (Cooler courtyards (example))", mail, StringComparison.Ordinal);
        Assert.Contains("Water (Cooler courtyards (example))", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("Yes, by June", mail, StringComparison.Ordinal);

        // Changed twice on the same day: told the next.
        app.Time.Advance(TimeSpan.FromHours(1));
        await AnswerAsync(story, 1, "Yes, by July.");
        await story.TellAsync();
        Assert.Equal(1, await NewsAsync(story));
        app.Time.Advance(TimeSpan.FromHours(23));
        story.Renew(await app.ReturningAsync(Story.Manager));
        await story.TellAsync();
        Assert.Equal(2, await NewsAsync(story));
        // What has not gone yet when somebody stops would go with it.
        await app.MailAsync(Mail, OpenBoardMails.KeyOfNews);

        // All links hold, and each stops its own.
        var stop = links[0];
        using (var stopped = await story.Stranger.SendAsync(stop, "stop-following"))
            await Forms.LeadsToAsync(stopped, stop + "?stopped=1");
        Assert.Equal(HttpStatusCode.NotFound, await story.Stranger.StatusAsync(stop));
        Assert.Equal(HttpStatusCode.OK, await story.Stranger.StatusAsync(links[1]));
        app.Time.Advance(TimeSpan.FromDays(2));
        story.Renew(await app.ReturningAsync(Story.Manager));
        await AnswerAsync(story, 1, "Yes, by August.");
        await story.TellAsync();
        Assert.Equal(2, await NewsAsync(story));
    }

    [Theory, EachDatabase]
    public async Task An_author_is_told_why_it_is_not_shown_and_no_mail_repeats_a_strangers_words(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        var own = await story.SuggestAsync("Buy my pills", ("email", Mail));
        var asked = await app.MailAsync(Mail, OpenBoardMails.KeyOfAsking);
        Assert.DoesNotContain("pills", asked.TextBody + asked.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain(own, asked.TextBody!, StringComparison.Ordinal);
        var link = asked.TextBody!.Split('\n').Single(l => l.Contains("/following/", StringComparison.Ordinal));
        link = new Uri(link).PathAndQuery;
        using (await story.Stranger.SendAsync(link, "confirm-following")) { }
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await story.RefuseAsync(1, "advertising", "Not here.");
        await story.TellAsync();
        var news = await app.MailAsync(Mail, OpenBoardMails.KeyOfNews);
        Assert.DoesNotContain("pills", news.TextBody!, StringComparison.Ordinal);
        var page = await story.Stranger.TextAsync(await app.LinkInMailAsync(Mail, OpenBoardMails.KeyOfNews));
        Assert.Contains("Not here.", page, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_strangers_mailbox_is_not_filled(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        await OpenBoardTests.FillAsync(app, 1, SuggestionState.Shown, 8);
        for (var n = 1; n <= 8; n++)
            foreach (var _ in (int[])[1, 2])
                using (await story.Stranger.SendAsync($"{OpenBoardStory.Public}/{n}", "follow", ("email", Mail))) { }
        Assert.Equal(5, await story.DbAsync(db => db.Mails.CountAsync(m => m.To == Mail, Cancel)));
        Assert.Contains(
            "no e-mail address",
            await story.RefusedAsync(story.Stranger, Page, "follow", ("email", "nobody")),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task What_leads_to_somebody_goes_in_time(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        var own = await story.SuggestAsync("Shade", ("from", "Example Person"));
        await story.SuggestAsync("Bad words");
        await story.SuggestAsync("Waits for ever");
        await story.ShowAsync(1);
        await story.RefuseAsync(2, "insult", "No.");
        using (await story.Stranger.SendAsync(Page, "support", ("do", "support"))) { }
        using (await story.Stranger.SendAsync(Page, "follow", ("email", Mail))) { }
        using (
            await story.Stranger.SendAsync(
                await app.LinkInMailAsync(Mail, OpenBoardMails.KeyOfAsking),
                "confirm-following"
            )
        ) { }
        using (await story.Stranger.SendAsync(Page, "follow", ("email", "other@example.org"))) { }

        app.Time.Advance(TimeSpan.FromDays(6));
        await story.ForgetSuggestersAsync();
        Assert.Equal(2, await FollowersAsync(story));
        app.Time.Advance(TimeSpan.FromDays(1));
        await story.ForgetSuggestersAsync();
        Assert.Equal(1, await FollowersAsync(story));
        Assert.Equal("Bad words", (await story.SuggestionsAsync())[1].Title);
        app.Time.Advance(TimeSpan.FromDays(83));
        await story.ForgetSuggestersAsync();
        var refused = (await story.SuggestionsAsync())[1];
        Assert.Equal(("", "", SuggestionRefusal.Insult), (refused.Title, refused.Text, refused.Reason));

        // The board ended on 9 April 2026.
        app.Time.SetUtcNow(new DateTimeOffset(2027, 4, 9, 12, 0, 0, TimeSpan.Zero));
        await story.ForgetSuggestersAsync();
        Assert.Equal(1, await FollowersAsync(story));
        app.Time.SetUtcNow(new DateTimeOffset(2027, 4, 10, 12, 0, 0, TimeSpan.Zero));
        await story.ForgetSuggestersAsync();
        Assert.Equal(0, await FollowersAsync(story));
        Assert.Equal(0, await story.DbAsync(db => db.SuggestionSupports.CountAsync(Cancel)));
        var left = await story.SuggestionsAsync();
        Assert.Equal([1, 2], left.Select(s => s.Number));
        Assert.All(left, s => Assert.Equal((null, null, null), (s.TokenHash, s.Browser, s.From)));
        Assert.Equal(("Shade", 1), (left[0].Title, left[0].Supports));
        Assert.Equal(HttpStatusCode.NotFound, await story.Stranger.StatusAsync(own));
        Assert.Equal(HttpStatusCode.OK, await story.Stranger.StatusAsync(Page));
    }

    [Theory, EachDatabase]
    public async Task Rooms_in_which_it_goes_on_tell_by_its_origin(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        await story.SuggestAsync("Shade");
        await story.SuggestAsync("Water");
        await story.ShowAsync(1);
        using (await story.Stranger.SendAsync(Page, "follow", ("email", Mail))) { }
        using (
            await story.Stranger.SendAsync(
                await app.LinkInMailAsync(Mail, OpenBoardMails.KeyOfAsking),
                "confirm-following"
            )
        ) { }
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await story.DbAsync(async db =>
        {
            // What is no suggestion's that is shown says nothing to anybody.
            foreach (
                var origin in (string[])
                    [
                        $"open:{OpenBoardStory.Slug}/1",
                        $"open:{OpenBoardStory.Slug}/2",
                        "open:nope/1",
                        "open:",
                        "open:a/b",
                        "board:x/k1",
                        "",
                    ]
            )
                await TellFollowers.RunAsync(db, origin, app.Time.GetUtcNow().UtcDateTime, Cancel);
            return await db.SaveChangesAsync(Cancel);
        });
        await story.TellAsync();
        Assert.Equal(1, await NewsAsync(story));
    }

    [Theory, EachDatabase]
    public async Task Somebodys_data_tells_what_is_followed_and_decided_and_deleting_forgets_it(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        await story.SuggestAsync("Shade");
        await story.ShowAsync(1);
        using (await story.Stranger.SendAsync(Page, "follow", ("email", Story.Manager))) { }
        var data = await story.ManagerBrowser.GetStringAsync("/en/account/data.json", Cancel);
        Assert.Contains("open-boards", data, StringComparison.Ordinal);
        Assert.Contains("Cooler courtyards", data, StringComparison.Ordinal);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var id = await story.DbAsync(db =>
                db.Accounts.Where(a => a.Email == Story.Manager).Select(a => a.Id).SingleAsync(Cancel)
            );
            foreach (
                var room in scope
                    .ServiceProvider.GetServices<Alliance.Network.IKeepPersons>()
                    .Where(r => r.Room == "open-boards")
            )
                await room.ForgetAsync(
                    new Alliance.Network.Person(id, "", Story.Manager, Alliance.Platform.Texts.Language.English),
                    Cancel
                );
        }
        Assert.Equal(0, await FollowersAsync(story));
        Assert.All(await story.DbAsync(db => db.ModerationEntries.ToListAsync(Cancel)), e => Assert.Null(e.AccountId));
    }

    private static Task AnswerAsync(Story story, int number, string answer) =>
        story.DoAsync(
            $"{OpenBoardStory.Desk}/{number}",
            "answer-suggestion",
            $"{OpenBoardStory.Desk}/{number}",
            ("answer", answer)
        );

    private static Task<int> NewsAsync(Story story) =>
        story.DbAsync(db => db.Mails.CountAsync(m => m.Key.StartsWith(OpenBoardMails.KeyOfNews), Cancel));

    private static Task<int> FollowersAsync(Story story) =>
        story.DbAsync(db => db.SuggestionFollowers.CountAsync(Cancel));
}
