using System.Net;
using Alliance.Sprints.OpenBoards;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Sprints.OpenBoards;

/// <summary>What residents suggest carries its fate to the end, and whoever wants is told.</summary>
public sealed class SuggestionGoesOnTests
{
    private const string Mail = "vera@example.org";
    private const string Page = OpenBoardStory.Public + "/1";
    private const string On = "/en/workspace/ideas/open/" + OpenBoardStory.Slug;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task What_was_suggested_goes_on_and_whoever_follows_it_is_told(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        await story.SuggestAsync("Shade (example)", ("text", "Trees in every courtyard."));
        await story.SuggestAsync("Nobody has read this");
        await story.ShowAsync(1);
        Assert.Equal(HttpStatusCode.NotFound, await story.ManagerBrowser.StatusAsync(On + "/2"));
        Assert.Equal(HttpStatusCode.NotFound, await story.ManagerBrowser.StatusAsync(On + "/9"));
        using (await story.Stranger.SendAsync(Page, "follow", ("email", Mail))) { }
        var link = await app.LinkInMailAsync(Mail, OpenBoardMails.KeyOfAsking);
        using (await story.Stranger.SendAsync(link, "confirm-following")) { }

        app.Time.Advance(TimeSpan.FromMinutes(1));
        await story.DoAsync(On + "/1", "to-practice", On + "/1", ("kind", "good-practice"));
        await story.TellAsync();
        Assert.Contains(
            "Shade (example)",
            (await app.MailAsync(Mail, OpenBoardMails.KeyOfNews)).TextBody!,
            StringComparison.Ordinal
        );
        var key = await story.DbAsync(db => db.Ideas.Select(i => i.Key).SingleAsync(Cancel));
        await app.ChangedAsync();
        Assert.Contains(
            $"href=\"/en/ideas/{key}\"",
            await story.Stranger.GetStringAsync(Page, Cancel),
            StringComparison.Ordinal
        );
        var way = await story.Stranger.GetStringAsync("/en/ideas/" + key, Cancel);
        foreach (var said in (string[])["Trees in every courtyard.", $"href=\"{Page}\"", "A practice"])
            Assert.Contains(said, way, StringComparison.Ordinal);
        await RoundTrip.AssertSameBytesAsync(app, on);

        // The practice is published a week later: that is news too, and told once.
        app.Time.Advance(TimeSpan.FromDays(7));
        story.Renew(await app.ReturningAsync(Story.Manager));
        var practice = await story.DbAsync(db =>
            db.Practices.Where(p => p.Origin != null).Select(p => p.Id).SingleAsync(Cancel)
        );
        using (
            await story.ManagerBrowser.SendAsync(
                $"/en/workspace/practices/{practice}",
                "practice",
                ("problem", "It is hot."),
                ("done", "Trees were planted.")
            )
        ) { }
        using (await story.ManagerBrowser.SendAsync($"/en/workspace/practices/{practice}", "publish")) { }
        foreach (var expected in (int[])[1, 0])
        {
            await using var scope = app.Services.CreateAsyncScope();
            Assert.Equal(expected, await LaterNews.RunAsync(scope.ServiceProvider, Cancel));
            app.Time.Advance(TimeSpan.FromMinutes(1));
        }
        await story.TellAsync();
        Assert.Equal(
            2,
            await story.DbAsync(db =>
                db.Mails.CountAsync(m => m.To == Mail && m.Key.StartsWith(OpenBoardMails.KeyOfNews), Cancel)
            )
        );

        // What is taken from everybody's eyes is not read elsewhere either.
        await story.DoAsync(
            $"{OpenBoardStory.Desk}/1",
            "moderate",
            $"{OpenBoardStory.Desk}/1",
            ("do", "refuse:1"),
            ("reason.1", "personal-data")
        );
        await app.ChangedAsync();
        Assert.DoesNotContain(
            "Trees in every courtyard",
            await story.Stranger.GetStringAsync("/en/ideas/" + key, Cancel),
            StringComparison.Ordinal
        );
    }
}
