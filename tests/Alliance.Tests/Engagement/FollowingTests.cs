using System.Net;
using Alliance.Deals;
using Alliance.Engagement;
using Alliance.Knowledge;
using Alliance.Monitoring.Importing;
using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Knowledge;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Engagement;

/// <summary>Who follows something is told by mail what happened with it, in the own rhythm, and nothing when nothing did.</summary>
public sealed class FollowingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Who_confirms_is_told_once_a_week_until_who_stops(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var scene = new FollowingScene(app);
        await scene.AskAsync("deal=ma-11");
        var link = await app.LinkInMailAsync(FollowingScene.Mail, FollowingMails.KeyOfAsking);
        // Scanners open links: looking confirms nothing.
        await scene.Stranger.GetStringAsync(link, Cancel);
        await scene.MeasureAsync("ma-11", "c1", "2023");
        app.Time.Advance(TimeSpan.FromHours(1));
        await scene.TellAsync();
        Assert.Equal(0, await scene.NewsAsync());
        using (var confirmed = await scene.Stranger.SendAsync(link, "confirm-follow"))
            await Forms.LeadsToAsync(confirmed, link);

        app.Time.Advance(TimeSpan.FromHours(1));
        await scene.MeasureAsync("ma-11", "c1", "2024");
        await scene.MeasureAsync("ma-11", "c1", "2025");
        await scene.MeasureAsync("es-04", "c1", "2025");
        await scene.VersionAsync("ma-11");
        app.Time.Advance(TimeSpan.FromDays(6));
        await scene.TellAsync();
        Assert.Equal(0, await scene.NewsAsync());
        app.Time.Advance(TimeSpan.FromDays(1));
        await scene.TellAsync();
        Assert.Equal(1, await scene.NewsAsync());
        var mail = await scene.NewestAsync();
        Assert.Contains("• 2 new numbers\n", mail.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("recorded anew (version 2)", mail, StringComparison.Ordinal);
        Assert.Single(mail.Split('\n'), l => l.Contains("/deals/", StringComparison.Ordinal));

        // What was told is not told again, and of nothing there is no mail.
        for (var week = 0; week < 3; week++)
        {
            app.Time.Advance(TimeSpan.FromDays(7));
            await scene.TellAsync();
        }
        Assert.Equal(1, await scene.NewsAsync());
        var stop = FollowingScene.Under(mail, "No more mails about");
        await scene.Stranger.GetStringAsync(stop, Cancel);
        Assert.Equal(1, await scene.CountAsync());
        using (var stopped = await scene.Stranger.SendAsync(stop, "end-following"))
            await Forms.LeadsToAsync(stopped, stop + "?ended=1");
        Assert.Equal(HttpStatusCode.OK, await scene.Stranger.StatusAsync(stop + "?ended=1"));
        Assert.Equal(HttpStatusCode.NotFound, await scene.Stranger.StatusAsync(stop));
        Assert.Equal(HttpStatusCode.NotFound, await scene.Stranger.StatusAsync(link));
        Assert.Equal(0, await scene.CountAsync());
    }

    [Theory, EachDatabase]
    public async Task A_city_an_area_and_a_practice_are_told_in_one_mail_a_day_in_the_pages_language(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var scene = new FollowingScene(app);
        await ReplicationScene.PublishAsync(app);
        await scene.FollowAsync("city=mannheim", "at-once", "sv");
        await scene.FollowAsync("area=energy", "at-once", "sv");
        await scene.FollowAsync("practice=" + ReplicationScene.Practice, "monthly", "sv");
        var link = await scene.FollowAsync("city=umea", "at-once", "sv");
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await scene.VersionAsync("ma-11", VersionKind.Released);
        await app.WithDbAsync(db =>
            db.Practices.Where(p => p.Identifier == ReplicationScene.Practice)
                .ExecuteUpdateAsync(u => u.SetProperty(p => p.ChangedAt, app.Time.GetUtcNow().UtcDateTime), Cancel)
        );
        app.Time.Advance(TimeSpan.FromHours(1));
        await scene.TellAsync();
        Assert.Equal(1, await scene.NewsAsync());
        var message = await app.MailAsync(FollowingScene.Mail, FollowingMails.KeyOfNews);
        Assert.Equal("Nytt om 3 saker som du följer", message.Subject);
        Assert.Contains("version 2 är undertecknad", message.TextBody!, StringComparison.Ordinal);
        Assert.Contains("exemplet har ändrats", message.TextBody!, StringComparison.Ordinal);

        // More on the same day: told the next.
        await scene.MeasureAsync("ma-11", "c1", "2024");
        app.Time.Advance(TimeSpan.FromHours(22));
        await scene.TellAsync();
        Assert.Equal(1, await scene.NewsAsync());
        app.Time.Advance(TimeSpan.FromHours(2));
        await scene.TellAsync();
        Assert.Equal(2, await scene.NewsAsync());
        Assert.Contains("1 nytt tal", await scene.NewestAsync(), StringComparison.Ordinal);
        // Whoever follows monthly is told a month later; by then the older mails are forgotten.
        app.Time.Advance(TimeSpan.FromDays(31));
        await scene.TellAsync();
        Assert.Equal(1, await scene.NewsAsync());
        Assert.Contains("exemplet har ändrats", await scene.NewestAsync(), StringComparison.Ordinal);

        using (await scene.Stranger.SendAsync(link + "?all=1", "end-all-following")) { }
        Assert.Equal(0, await scene.CountAsync());
    }

    [Theory, EachDatabase]
    public async Task A_deal_that_was_concluded_here_is_told_with_its_life(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        using var scene = new FollowingScene(app);
        await scene.FollowAsync("city=espoo", "at-once");
        app.Time.Advance(TimeSpan.FromMinutes(5));
        await story.ConcludeAsync();
        app.Time.Advance(TimeSpan.FromHours(1));
        await scene.TellAsync();
        Assert.Contains(
            "Trees for Example Street: new in the register",
            await scene.NewestAsync(),
            StringComparison.Ordinal
        );

        await story.WaitAsync(TimeSpan.FromDays(1));
        using (
            var ended = await story.ManagerBrowser.SendAsync(
                $"/en/deals/{await story.SlugAsync()}/manage",
                "end-deal",
                ("how", "money"),
                ("note", "The money went elsewhere.")
            )
        )
            Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        app.Time.Advance(TimeSpan.FromHours(1));
        await scene.TellAsync();
        Assert.Equal(2, await scene.NewsAsync());
        Assert.Contains("it is now: ended early", await scene.NewestAsync(), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Numbers_of_a_file_are_told_once_all_of_it_is_there(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var scene = new FollowingScene(app);
        await scene.FollowAsync("deal=ma-11", "at-once");
        app.Time.Advance(TimeSpan.FromMinutes(1));
        var began = app.Time.GetUtcNow().UtcDateTime;
        await app.WithDbAsync(async db =>
        {
            db.Set<MeasurementImport>()
                .Add(
                    new MeasurementImport
                    {
                        Id = 7,
                        File = "numbers.csv",
                        Hash = new string('0', 64),
                        Rows = 1,
                        StartedAt = began,
                        After = 0,
                    }
                );
            await db.SaveChangesAsync(Cancel);
        });
        await scene.MeasureAsync("ma-11", "c1", "2024", began, import: 7);
        app.Time.Advance(TimeSpan.FromHours(2));
        await scene.TellAsync();
        Assert.Equal(0, await scene.NewsAsync());
        await app.WithDbAsync(db =>
            db.Set<MeasurementImport>()
                .ExecuteUpdateAsync(
                    u =>
                        u.SetProperty(i => i.CompletedAt, app.Time.GetUtcNow().UtcDateTime)
                            .SetProperty(i => i.Open, (bool?)null),
                    Cancel
                )
        );
        app.Time.Advance(TimeSpan.FromHours(1));
        await scene.TellAsync();
        Assert.Contains("1 new number", await scene.NewestAsync(), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Two_nodes_at_once_write_one_mail(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var scene = new FollowingScene(app);
        await scene.FollowAsync("deal=ma-11");
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await scene.MeasureAsync("ma-11", "c1", "2024");
        app.Time.Advance(TimeSpan.FromDays(8));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => scene.TellAsync()));
        await scene.TellAsync();
        Assert.Equal(1, await scene.NewsAsync());
    }

    [Theory, EachDatabase]
    public async Task What_nobody_confirms_goes_and_after_two_years_it_is_asked_again(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var scene = new FollowingScene(app);
        await scene.FollowAsync("deal=ma-11", "monthly");
        await scene.AskAsync("city=umea");
        var late = await app.LinkInMailAsync(FollowingScene.Mail, FollowingMails.KeyOfAsking);
        app.Time.Advance(TimeSpan.FromHours(47));
        await scene.TellAsync();
        Assert.Equal(2, await scene.CountAsync());
        app.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.NotFound, await scene.Stranger.StatusAsync(late));
        await scene.TellAsync();
        Assert.Equal(1, await scene.CountAsync());

        app.Time.Advance(TimeSpan.FromDays(731));
        await scene.TellAsync();
        await scene.TellAsync();
        var on1 = await app.LinkInMailAsync(FollowingScene.Mail, "following-on:");
        Assert.EndsWith("?on=1", on1, StringComparison.Ordinal);
        using (var goesOn = await scene.Stranger.SendAsync(on1, "go-on-following"))
            await Forms.LeadsToAsync(goesOn, on1[..^"?on=1".Length]);
        app.Time.Advance(TimeSpan.FromDays(31));
        await scene.TellAsync();
        Assert.Equal(1, await scene.CountAsync());
        app.Time.Advance(TimeSpan.FromDays(731));
        await scene.TellAsync();
        // The first question is forgotten, as all mails are.
        Assert.Equal(
            1,
            await app.WithDbAsync(db => db.Mails.CountAsync(m => m.Key.StartsWith("following-on:"), Cancel))
        );
        app.Time.Advance(TimeSpan.FromDays(30));
        await scene.TellAsync();
        Assert.Equal(0, await scene.CountAsync());
    }

    [Theory, EachDatabase]
    public async Task Pages_of_what_can_be_followed_say_how_in_every_language(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        foreach (var language in Language.All)
        foreach (
            var (page, what) in ((string, string)[])
                [
                    ("deals/mannheim-climate-neutral-district-heating", "deal="),
                    ("cities/umea", "city=umea"),
                    ("practices/three-light-promises", "practice=three-light-promises"),
                    ("deals?area=energy", "area=energy"),
                ]
        )
        {
            var links = (await app.Client.DocumentAsync($"/{language.Code}/{page}"))
                .QuerySelectorAll("a[href*='/follow']")
                .Select(a => a.GetAttribute("href")!)
                .ToList();
            Assert.Equal(2, links.Count);
            foreach (var link in links)
            {
                Assert.Contains(what, link, StringComparison.Ordinal);
                Assert.Equal(HttpStatusCode.OK, await app.Client.StatusAsync(link));
            }
        }
        foreach (var nothing in (string[])["deal=nope", "deal=ma-11&city=umea", "area=", "practice=../x", "city=UMEA"])
        {
            Assert.Equal(HttpStatusCode.NotFound, await app.Client.StatusAsync("/en/follow?" + nothing));
            Assert.Equal(HttpStatusCode.NotFound, await app.Client.StatusAsync("/en/follow.atom?" + nothing));
        }
    }

    [Theory, EachDatabase]
    public async Task Somebodys_data_tells_what_is_followed_and_deleting_forgets_it(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        using var scene = new FollowingScene(app);
        await scene.AskAsync("deal=ma-11", email: Story.Manager);
        var data = await story.ManagerBrowser.GetStringAsync("/en/account/data.json", Cancel);
        Assert.Contains("ma-11", data, StringComparison.Ordinal);
        await using var scope = app.Services.CreateAsyncScope();
        var id = await app.WithDbAsync(db =>
            db.Accounts.Where(a => a.Email == Story.Manager).Select(a => a.Id).SingleAsync(Cancel)
        );
        foreach (var room in scope.ServiceProvider.GetServices<IKeepPersons>().Where(r => r.Room == "engagement"))
            await room.ForgetAsync(new Person(id, "", Story.Manager, Language.English), Cancel);
        Assert.Equal(0, await scene.CountAsync());
    }
}
