using System.Net;
using Alliance.Sprints.Board;
using Alliance.Tests.Testing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Sprints.Board;

/// <summary>Many phones on one board, over the real line.</summary>
public sealed class BoardHubTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task What_one_writes_all_others_see_in_the_servers_order(DatabaseKind on)
    {
        await using var scene = await BoardScene.BeginAsync(on);
        await using var one = await scene.JoinAsync("Ada");
        await using var two = await scene.JoinAsync();
        var welcome = await one.OpenAsync();
        await two.OpenAsync();
        Assert.Equal(BoardRole.Writer, welcome!.Role);
        Assert.Equal("Empty offices", Assert.Single(welcome.News.Cards).Text);
        Assert.Equal(BoardPhase.Ideas, welcome.News.Lead!.Phase);

        var answer = await one.IdeaAsync("Open them on Sundays");
        Assert.Equal(3, answer.Number);
        await two.UntilAsync(3);
        var seen = two.Knows("k3")!;
        Assert.Equal(("Open them on Sundays", "Ada", "k1"), (seen.Text, seen.By, seen.Under));
        Assert.Equal(["k3"], answer.Own!.Cards);

        // Without script the same.
        var page = await two.Browser.GetStringAsync(scene.Page, Cancel);
        Assert.Contains("Open them on Sundays", page, StringComparison.Ordinal);
        Assert.Contains("Ada", page, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task However_often_it_is_sent_it_is_done_once(DatabaseKind on)
    {
        await using var scene = await BoardScene.BeginAsync(on);
        await using var one = await scene.JoinAsync();
        await one.OpenAsync();
        var first = await one.IdeaAsync("Once", client: "c1");
        Assert.Equal(first.Number, (await one.IdeaAsync("Once", client: "c1")).Number);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => one.IdeaAsync("Twice", client: "c2")));
        // After a restart of the board too.
        await scene.App.Services.DropAsync(scene.Key);
        Assert.Equal(first.Number, (await one.IdeaAsync("Once", client: "c1")).Number);
        Assert.Equal([1, 2, 3, 4], (await scene.OperationsAsync()).Select(o => o.Number));
    }

    [Theory, EachDatabase]
    public async Task Many_at_once_get_one_order_without_gaps_and_all_know_all(DatabaseKind on)
    {
        await using var scene = await BoardScene.BeginAsync(on);
        var guests = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => scene.JoinAsync()));
        foreach (var guest in guests)
            await guest.OpenAsync();
        var answers = await Task.WhenAll(
            guests.SelectMany((g, i) => Enumerable.Range(0, 10).Select(n => g.IdeaAsync($"Idea {i}.{n}")))
        );
        Assert.All(answers, a => Assert.Null(a.Refusal));
        Assert.Equal(Enumerable.Range(3, 120), answers.Select(a => a.Number!.Value).Order());
        Assert.Equal(Enumerable.Range(1, 122), (await scene.OperationsAsync()).Select(o => o.Number));
        foreach (var guest in guests)
        {
            await guest.UntilAsync(122);
            Assert.Equal(120, guest.Heard.SelectMany(n => n.Cards).Select(c => c.Key).Distinct().Count());
            // Each piece of news goes on where the one before it ended.
            var known = 2;
            foreach (var news in guest.Heard.OrderBy(n => n.Version))
            {
                Assert.True(news.Since <= known, $"{news.Since} > {known}");
                known = news.Version;
            }
            await guest.DisposeAsync();
        }
    }

    [Theory, EachDatabase]
    public async Task Two_who_move_the_same_card_at_once_end_with_the_same(DatabaseKind on)
    {
        await using var scene = await BoardScene.BeginAsync(on, phase: "challenges");
        await scene.WriteAsync(scene.Manager, "challenge", ("text.new", "Two"));
        await scene.WriteAsync(scene.Manager, "challenge", ("text.new", "Three"));
        await scene.WriteAsync(scene.Manager, "idea:k1", ("text.k1", "An idea"));
        await scene.LeadAsync("phase:grouping");
        await using var one = await scene.JoinAsync();
        await using var two = await scene.JoinAsync();
        await one.OpenAsync();
        await two.OpenAsync();
        for (var round = 0; round < 10; round++)
        {
            var moved = await Task.WhenAll(
                one.SendAsync(new BoardOp(BoardAct.Move) { Card = "k4", Under = "k2" }),
                two.SendAsync(new BoardOp(BoardAct.Move) { Card = "k4", Under = "k3" })
            );
            var last = moved.Max(m => m.Number!.Value);
            await one.UntilAsync(last);
            await two.UntilAsync(last);
            var holds = moved[0].Number == last ? "k2" : "k3";
            Assert.Equal(holds, one.Knows("k4")!.Under);
            Assert.Equal(holds, two.Knows("k4")!.Under);
        }
    }

    [Theory, EachDatabase]
    public async Task Who_was_away_gets_what_came_meanwhile_and_no_more(DatabaseKind on)
    {
        await using var scene = await BoardScene.BeginAsync(on);
        await using var one = await scene.JoinAsync();
        await using var two = await scene.JoinAsync();
        await one.OpenAsync();
        await two.OpenAsync();
        await one.IdeaAsync("Before");
        await two.UntilAsync(3);
        await two.Line.StopAsync(Cancel);
        await one.IdeaAsync("While away");
        var back = await two.OpenAsync(known: 3);
        Assert.Equal((3, 4, "While away"), (back!.News.Since, back.News.Version, Assert.Single(back.News.Cards).Text));
        Assert.Null(back.News.Lead);
        // Who claims to know the future gets everything.
        Assert.Equal(3, (await two.OpenAsync(known: 99))!.News.Cards.Count);
        var missed = await two.Line.InvokeAsync<BoardNews>("Missed", 3, Cancel);
        Assert.Single(missed.Cards);
    }

    [Theory, EachDatabase]
    public async Task In_silence_nobody_is_sent_what_others_write_until_it_ends(DatabaseKind on)
    {
        await using var scene = await BoardScene.BeginAsync(on);
        await using var one = await scene.JoinAsync();
        await using var two = await scene.JoinAsync();
        await one.OpenAsync();
        await two.OpenAsync();
        await scene.LeadAsync("silent:on");
        var answer = await one.IdeaAsync("Secret for now");
        Assert.Equal("Secret for now", Assert.Single(answer.Cards).Text);
        await two.UntilAsync(answer.Number!.Value);
        Assert.Null(two.Knows("k4"));
        foreach (var page in (string[])["", "/hall"])
            Assert.DoesNotContain(
                "Secret for now",
                await two.Browser.GetStringAsync(scene.Page + page, Cancel),
                StringComparison.Ordinal
            );
        Assert.DoesNotContain(
            "Secret",
            await scene.Manager.GetStringAsync(scene.Page, Cancel),
            StringComparison.Ordinal
        );
        Assert.Contains("Secret", await one.Browser.GetStringAsync(scene.Page, Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain((await two.OpenAsync())!.News.Cards, c => c.Key == "k4");
        Assert.Contains((await one.OpenAsync())!.News.Cards, c => c.Key == "k4");
        using var other = await two.Browser.GetAsync(scene.Page + "/cards/k4", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);

        await scene.LeadAsync("silent:off");
        await two.UntilAsync(5);
        Assert.Equal("Secret for now", two.Knows("k4")!.Text);
    }

    [Theory, EachDatabase]
    public async Task Who_takes_part_does_not_lead_and_a_closed_board_takes_nothing(DatabaseKind on)
    {
        await using var scene = await BoardScene.BeginAsync(on);
        await using var one = await scene.JoinAsync();
        await one.OpenAsync();
        foreach (
            var op in (BoardOp[])
                [
                    new(BoardAct.Phase) { Phase = BoardPhase.Voting },
                    new(BoardAct.Timer) { Count = 5 },
                    new(BoardAct.Silence) { On = true },
                    new(BoardAct.Hide) { Card = "k1", On = true },
                    new(BoardAct.Erase) { Card = "k1" },
                    new(BoardAct.Change) { Card = "k1", Text = "Mine now" },
                ]
        )
            Assert.Equal("not-allowed", (await one.SendAsync(op)).Refusal);
        Assert.Equal("board-not-now", (await one.SendAsync(new(BoardAct.Vote) { Card = "k1", Count = 1 })).Refusal);
        Assert.Equal("board-text-missing", (await one.IdeaAsync(" \u202E ")).Refusal);
        Assert.Equal("board-text-long", (await one.IdeaAsync(new string('x', 501))).Refusal);
        Assert.Equal("board-card-gone", (await one.IdeaAsync("Late", under: "k99")).Refusal);
        Assert.Equal(2, (await scene.OperationsAsync()).Count);

        // Who has the key and has not taken part listens only.
        await using var watcher = new Guest(scene.App, scene.Key);
        Assert.Equal(BoardRole.Watcher, (await watcher.OpenAsync())!.Role);
        Assert.Equal("board-join-first", (await watcher.IdeaAsync("Unseen")).Refusal);
        await using var stranger = new Guest(scene.App, new string('x', 22));
        Assert.Null(await stranger.OpenAsync());
        using var nothing = await stranger.Browser.GetAsync("/en/boards/" + new string('x', 22), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);

        await scene.LeadAsync("phase:closed");
        Assert.Equal("board-closed", (await one.IdeaAsync("Too late")).Refusal);
        Assert.NotNull(await scene.App.WithDbAsync(db => db.IdeaBoards.Select(b => b.ClosedAt).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task Nobody_writes_faster_than_a_hand()
    {
        await using var scene = await BoardScene.BeginAsync(DatabaseKind.Sqlite);
        await using var one = await scene.JoinAsync();
        await using var two = await scene.JoinAsync();
        await one.OpenAsync();
        await two.OpenAsync();
        var answers = new List<BoardAnswer>();
        for (var i = 0; i < 60; i++)
            answers.Add(await one.IdeaAsync($"Idea {i}"));
        Assert.Equal(40, answers.Count(a => a.Refusal is null));
        Assert.All(answers.Skip(40), a => Assert.Equal("board-too-fast", a.Refusal));
        // Others are not held up, and after a while it goes on.
        Assert.Null((await two.IdeaAsync("Mine")).Refusal);
        scene.App.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Null((await one.IdeaAsync("Again")).Refusal);
    }

    [Fact]
    public async Task Nobody_asks_in_a_loop()
    {
        await using var scene = await BoardScene.BeginAsync(DatabaseKind.Sqlite);
        await using var one = await scene.JoinAsync();
        await using var watcher = new Guest(scene.App, scene.Key);
        foreach (var guest in (Guest[])[one, watcher])
        {
            var (asked, refused) = (0, 0);
            for (var i = 0; i < 60; i++)
                try
                {
                    if (i % 2 == 0)
                        await guest.OpenAsync();
                    else
                        await guest.Line.InvokeAsync<BoardNews?>("Missed", 0, Cancel);
                    asked++;
                }
                catch (HubException why)
                {
                    Assert.Contains("board-too-fast", why.Message, StringComparison.Ordinal);
                    refused++;
                }
            Assert.Equal((40, 20), (asked, refused));
        }
        // What one writes is counted apart, and after a while one asks again.
        Assert.Null((await one.IdeaAsync("Mine")).Refusal);
        scene.App.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.NotNull(await watcher.OpenAsync());
    }

    [Fact]
    public async Task Two_nodes_write_one_board_and_each_hears_the_other()
    {
        await using var scene = await BoardScene.BeginAsync(DatabaseKind.Postgres);
        await using var node = await scene.App.StartNodeAsync();
        await using var here = await scene.JoinAsync("Here");
        await using var there = await scene.JoinAsync("There", node: node);
        await here.OpenAsync();
        await there.OpenAsync();
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 30)
                .SelectMany(i => new[] { here.IdeaAsync($"Here {i}"), there.IdeaAsync($"There {i}") })
        );
        Assert.Equal(Enumerable.Range(3, 60), answers.Select(a => a.Number!.Value).Order());
        await here.UntilAsync(62);
        await there.UntilAsync(62);
        foreach (var guest in (Guest[])[here, there])
        {
            var cards = guest.Heard.SelectMany(n => n.Cards).DistinctBy(c => c.Key).ToList();
            Assert.Equal(60, cards.Count);
            Assert.Equal(30, cards.Count(c => c.By == "There"));
        }
        // Read where it was not written, at once.
        await here.IdeaAsync("Read there");
        Assert.Contains("Read there", await there.Browser.GetStringAsync(scene.Page, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_sites_page_gets_no_line()
    {
        await using var scene = await BoardScene.BeginAsync(DatabaseKind.Sqlite);
        var line = new HubConnectionBuilder()
            .WithUrl(new Uri(scene.App.Address, BoardHub.Path), o => o.Headers["Origin"] = "https://elsewhere.example")
            .Build();
        await using (line)
            await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                await line.StartAsync(Cancel);
                await line.InvokeAsync<BoardWelcome?>("Join", scene.Key, 0, "en", Cancel);
            });
    }
}

internal static class LiveBoardsInTests
{
    public static async Task DropAsync(this IServiceProvider services, string key) =>
        await ((LiveBoards)services.GetService(typeof(LiveBoards))!).DropAsync(key);
}
