using System.Net;
using Alliance.Platform.Data;
using Alliance.Sprints.OpenBoards;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Sprints.OpenBoards;

/// <summary>What nobody can do to the mailbox of somebody else through an open board.</summary>
public sealed class SuggestionMailboxTests
{
    private const string Mail = "vera@example.org";
    private const string Page = OpenBoardStory.Public + "/1";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Nothing_that_a_form_says_stands_in_a_mail_or_a_link(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        const string typed = "x?buy-pills-at&example.org/now#or=never....";
        Assert.Equal(43, typed.Length);
        var own = await story.SuggestAsync("Shade", ("submission", typed), ("email", Mail));
        Assert.DoesNotContain("pills", own, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await story.Stranger.StatusAsync(own));
        var asked = await app.MailAsync(Mail, OpenBoardMails.KeyOfAsking);
        Assert.DoesNotContain("pills", asked.TextBody! + asked.HtmlBody, StringComparison.Ordinal);
        // Who typed the address may have typed a stranger's.
        Assert.DoesNotContain("/own/", asked.TextBody!, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task An_address_that_was_confirmed_leads_to_the_authors_page(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        var own = await story.SuggestAsync("Shade", ("email", Mail));
        var link = await app.LinkInMailAsync(Mail, OpenBoardMails.KeyOfAsking);
        var before = await story.Stranger.GetStringAsync(link, Cancel);
        Assert.DoesNotContain("/open-boards/own/", before, StringComparison.Ordinal);
        var token = link.Split('/')[^1];
        Assert.Equal(HttpStatusCode.NotFound, await story.Stranger.StatusAsync("/en/open-boards/own/" + token));
        using (await story.Stranger.SendAsync(link, "confirm-following")) { }
        Assert.Contains(
            $"href=\"/en/open-boards/own/{token}\"",
            await story.Stranger.GetStringAsync(link, Cancel),
            StringComparison.Ordinal
        );
        // Whoever only follows is no author.
        await story.ShowAsync(1);
        using (await story.Stranger.SendAsync(Page, "follow", ("email", "other@example.org"))) { }
        var other = await app.LinkInMailAsync("other@example.org", OpenBoardMails.KeyOfAsking);
        using (await story.Stranger.SendAsync(other, "confirm-following")) { }
        Assert.Equal(
            HttpStatusCode.NotFound,
            await story.Stranger.StatusAsync("/en/open-boards/own/" + other.Split('/')[^1])
        );

        using (var back = await story.Stranger.SendAsync("/en/open-boards/own/" + token, "withdraw"))
        {
            var said = await story.Stranger.GetStringAsync(
                await Forms.LeadsToAsync(back, "/en/open-boards/own/" + token),
                Cancel
            );
            Assert.Contains("Its words are deleted", said, StringComparison.Ordinal);
        }
        Assert.Equal(SuggestionState.Withdrawn, Assert.Single(await story.SuggestionsAsync()).State);
        Assert.Contains("Its words are deleted", await story.Stranger.TextAsync(own), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Five_a_day_go_to_an_address_whatever_is_stopped_or_taken_back(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        await OpenBoardTests.FillAsync(app, 2_000, SuggestionState.Shown, 6);
        for (var n = 0; n < 6; n++)
        {
            using (await story.Stranger.SendAsync($"{OpenBoardStory.Public}/{2_000 + n}", "follow", ("email", Mail)))
            { }
            var own = await story.SuggestAsync($"Idea {n}", ("email", Mail));
            using (await story.Stranger.SendAsync(own, "withdraw")) { }
            if (await story.DbAsync(db => db.SuggestionFollowers.AnyAsync(Cancel)))
            {
                var link = await app.LinkInMailAsync(Mail, OpenBoardMails.KeyOfAsking);
                if (await story.Stranger.StatusAsync(link) == HttpStatusCode.OK)
                    using (await story.Stranger.SendAsync(link, "stop-following")) { }
            }
            app.Time.Advance(TimeSpan.FromMinutes(15));
        }
        Assert.Equal(5, await AsksAsync(story));
        app.Time.Advance(TimeSpan.FromDays(1));
        using (await story.Stranger.SendAsync(OpenBoardStory.Public + "/2005", "follow", ("email", Mail))) { }
        Assert.Equal(6, await AsksAsync(story));
    }

    [Theory, EachDatabase]
    public async Task Many_who_type_the_same_address_at_once_send_five_mails(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        await OpenBoardTests.FillAsync(app, 1, SuggestionState.Shown, 10);
        // One cookie for all of the forms.
        await story.Stranger.GetStringAsync(Page, Cancel);
        await Task.WhenAll(
            Enumerable
                .Range(1, 10)
                .Select(async n =>
                {
                    var page = $"{OpenBoardStory.Public}/{n}";
                    using var asked = await story.Stranger.SendAsync(page, "follow", ("email", Mail));
                    await Forms.LeadsToAsync(asked, page);
                })
        );
        Assert.InRange(await AsksAsync(story), 3, 5);
    }

    [Theory, EachDatabase]
    public async Task Who_confirmed_is_asked_once_a_day_and_a_week_begins_with_the_first_asking(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        await OpenBoardTests.FillAsync(app, 1, SuggestionState.Shown, 1);
        async Task AskAsync(string email)
        {
            using var asked = await story.Stranger.SendAsync(Page, "follow", ("email", email));
        }
        await AskAsync(Mail);
        var link = await app.LinkInMailAsync(Mail, OpenBoardMails.KeyOfAsking);
        using (await story.Stranger.SendAsync(link, "confirm-following")) { }
        for (var i = 0; i < 3; i++)
        {
            app.Time.Advance(TimeSpan.FromMinutes(20));
            await AskAsync(Mail);
        }
        Assert.Equal(1, await AsksAsync(story));
        app.Time.Advance(TimeSpan.FromDays(1));
        await AskAsync(Mail);
        Assert.Equal(2, await AsksAsync(story));

        await AskAsync("other@example.org");
        app.Time.Advance(TimeSpan.FromDays(4));
        await AskAsync("other@example.org");
        app.Time.Advance(TimeSpan.FromDays(3));
        await story.ForgetSuggestersAsync();
        Assert.Equal(
            [Mail],
            await story.DbAsync(db => db.SuggestionFollowers.Select(f => f.Email).ToListAsync(Cancel))
        );
    }

    [Theory, EachDatabase]
    public async Task A_network_asks_for_so_many_mails_and_odd_addresses_are_none(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        await OpenBoardTests.FillAsync(app, 1_000, SuggestionState.Shown, 1);
        const string page = OpenBoardStory.Public + "/1000";
        foreach (var odd in (string[])["\"a b\"@example.org", "vera@[192.0.2.1]", "vera@[IPv6:2001:db8::1.2]"])
            Assert.Contains(
                "no e-mail address",
                await story.RefusedAsync(story.Stranger, page, "follow", ("email", odd)),
                StringComparison.Ordinal
            );
        var html = await story.Stranger.GetStringAsync(page, Cancel);
        for (var n = 0; n < SendingAllowance.Burst; n++)
        {
            using var asked = await story.Stranger.SendAsync(page, html, "follow", ("email", $"p{n}@example.org"));
            await Forms.LeadsToAsync(asked, page);
        }
        Assert.Contains(
            "mails were asked for from your network",
            await story.RefusedAsync(story.Stranger, page, "follow", ("email", "next@example.org")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "mails were asked for from your network",
            await story.RefusedAsync(
                story.Stranger,
                OpenBoardStory.New,
                "suggest",
                ("title", "Shade"),
                ("email", "next@example.org")
            ),
            StringComparison.Ordinal
        );
        await story.SuggestAsync("Shade");
        Assert.Equal(SendingAllowance.Burst, await AsksAsync(story));
    }

    [Theory, EachDatabase]
    public async Task A_mail_with_news_that_has_not_gone_yet_goes_with_what_it_tells_of(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        var own = await story.SuggestAsync("Shade");
        await story.SuggestAsync("Water");
        await story.SuggestAsync("Benches");
        var links = new List<string>();
        for (var n = 1; n <= 3; n++)
        {
            await story.ShowAsync(n);
            using (await story.Stranger.SendAsync($"{OpenBoardStory.Public}/{n}", "follow", ("email", Mail))) { }
            links.Add(await app.LinkInMailAsync(Mail, OpenBoardMails.KeyOfAsking));
            using (await story.Stranger.SendAsync(links[^1], "confirm-following")) { }
            app.Time.Advance(TimeSpan.FromMinutes(1));
        }
        for (var n = 1; n <= 3; n++)
            await story.DoAsync(
                $"{OpenBoardStory.Desk}/{n}",
                "answer-suggestion",
                $"{OpenBoardStory.Desk}/{n}",
                ("answer", "We look at it.")
            );
        await story.TellAsync();
        await StopSendingAsync(isGivenUp: false);

        // What is told together is told of the others again.
        using (await story.Stranger.SendAsync(own, "withdraw")) { }
        Assert.Equal(0, await NewsAsync());
        await story.TellAsync();
        await StopSendingAsync(isGivenUp: true, "Water", "Benches");
        await story.DoAsync(
            OpenBoardStory.Desk + "/2",
            "moderate",
            OpenBoardStory.Desk + "/2",
            ("do", "refuse:2"),
            ("reason.2", "insult")
        );
        Assert.Equal(0, await NewsAsync());
        await story.TellAsync();
        await StopSendingAsync(isGivenUp: false, "Benches");
        using (await story.Stranger.SendAsync(links[2], "stop-following")) { }
        Assert.Equal(0, await NewsAsync());

        Task<int> NewsAsync() =>
            story.DbAsync(db => db.Mails.CountAsync(m => m.Key.StartsWith(OpenBoardMails.KeyOfNews), Cancel));

        async Task StopSendingAsync(bool isGivenUp, params string[] told)
        {
            var text = (await app.MailAsync(Mail, OpenBoardMails.KeyOfNews)).TextBody!;
            foreach (var title in (string[])["Shade", "Water", "Benches"])
                Assert.Equal(told.Length == 0 || told.Contains(title), text.Contains(title, StringComparison.Ordinal));
            var now = app.Time.GetUtcNow().UtcDateTime;
            await story.DbAsync(db =>
                db.Mails.Where(m => m.Key.StartsWith(OpenBoardMails.KeyOfNews))
                    .ExecuteUpdateAsync(
                        u =>
                            u.SetProperty(m => m.SentAt, (DateTime?)null)
                                .SetProperty(m => m.DueAt, isGivenUp ? null : now.AddDays(1))
                                .SetProperty(m => m.GivenUpAt, isGivenUp ? now : null),
                        Cancel
                    )
            );
        }
    }

    private static Task<int> AsksAsync(Story story) =>
        story.DbAsync(db => db.Mails.CountAsync(m => m.Key.StartsWith(OpenBoardMails.KeyOfAsking), Cancel));
}
