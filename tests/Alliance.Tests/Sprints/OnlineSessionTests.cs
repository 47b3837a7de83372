using Alliance.Sprints.Documents;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Sprints;

/// <summary>Guests who are not in the hall: whose clock the times are in, and where they join.</summary>
public sealed class OnlineSessionTests
{
    private const string Link = "https://meet.example.org/espoo?room=12";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Where_one_joins_is_told_to_those_who_registered_and_to_nobody_else(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        Assert.Contains(
            "Write a whole address",
            await story.RefusedAsync(
                story.ManagerBrowser,
                SprintStory.Desk + "/s1",
                "edit",
                ("title", "Opening"),
                ("online", "javascript:alert(1)")
            ),
            StringComparison.Ordinal
        );
        await story.DoAsync(
            SprintStory.Desk + "/s1",
            "edit",
            SprintStory.Desk,
            ("title", "Opening"),
            ("starts", "2026-05-05T09:00"),
            ("ends", "2026-05-05T10:00"),
            ("online", Link)
        );
        await app.ChangedAsync();

        var visit = await story.RegisterAsync("Guest", ("sessions", "s1"));

        var own = await story.Stranger.DocumentAsync(visit);
        Assert.Equal(Link, own.QuerySelector("section[aria-labelledby=own-sessions] a")?.GetAttribute("href"));
        Assert.Contains(
            Link,
            Unfolded(await story.Stranger.GetStringAsync(visit + "/sprint.ics", Cancel)),
            StringComparison.Ordinal
        );
        foreach (
            var everybodys in (string[])
                [
                    SprintStory.Public,
                    SprintStory.Public + "/sprint.ics",
                    SprintStory.Register,
                    $"/api/v1/sprints/{SprintStory.Slug}",
                ]
        )
            Assert.DoesNotContain(
                "meet.example.org",
                Unfolded(await story.Stranger.GetStringAsync(everybodys, Cancel)),
                StringComparison.Ordinal
            );
        var stored = await story.DbAsync(db => db.Sprints.SingleAsync(s => s.Identifier == SprintStory.Slug, Cancel));
        var document = SprintDocument.Of(stored);
        Assert.All(document.Sessions!, s => Assert.Null(s.Online));
        // What comes from elsewhere knows no link, and takes none away.
        Assert.Equal(Link, document.Apply(stored).Sessions.Single(s => s.Key == "s1").Online);
        Assert.Contains(
            "also online",
            await story.ManagerBrowser.TextAsync(SprintStory.Desk),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("en", "Times: local time in Helsinki (UTC+3)")]
    [InlineData("fi", "Kellonajat: paikallista aikaa, Helsinki (UTC+3)")]
    public async Task Times_say_whose_clock_they_are_read_from(string language, string said)
    {
        using var story = await Story.BeginAsync(DatabaseKind.Sqlite);
        await using var app = story.App;
        await story.OpenAsync();
        foreach (var page in (string[])["", "/register"])
            Assert.Contains(
                said,
                await story.Stranger.TextAsync($"/{language}/sprints/{SprintStory.Slug}{page}"),
                StringComparison.Ordinal
            );
    }

    private static string Unfolded(string text) => text.Replace("\r\n ", "", StringComparison.Ordinal);
}
