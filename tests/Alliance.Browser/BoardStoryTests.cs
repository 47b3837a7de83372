using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Sprints.Board;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>A phone that loses its line and one without script share an idea board.</summary>
public sealed class BoardStoryTests(RealSite site)
{
    [Fact]
    public async Task Nothing_typed_is_lost_and_each_sees_what_the_other_writes()
    {
        await using var scene = await Led.BeginAsync();
        var live = await EnterAsync(scene, script: true);
        var plain = await EnterAsync(scene, script: false);
        var page = live.Page;
        await live.GoAsync(scene.Page);
        await page.GetByLabel("Your name on the board").FillAsync("Ada");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take part" }).ClickAsync();
        await Assertions.Expect(page.Locator("#wall[data-live]")).ToBeVisibleAsync();
        await WriteAsync(page, "Open them on Sundays");
        await Assertions.Expect(page.Locator(".idea .words")).ToHaveTextAsync(["Open them on Sundays"]);

        // Without script, a reader who joins by writing.
        await plain.GoAsync(scene.Page);
        await Assertions.Expect(plain.Page.Locator(".idea .words")).ToHaveTextAsync(["Open them on Sundays"]);
        await page.GetByLabel("Your question").FillAsync("Half a thought");
        await WriteAsync(plain.Page, "Rent them to clubs");
        await Assertions
            .Expect(page.Locator(".idea .words"))
            .ToHaveTextAsync(["Open them on Sundays", "Rent them to clubs"]);
        // What comes from elsewhere takes neither focus nor words away.
        await Assertions.Expect(page.GetByLabel("Your question")).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByLabel("Your question")).ToHaveValueAsync("Half a thought");
        await Assertions.Expect(page.Locator("[data-f=said]")).ToHaveTextAsync("1 new card");

        await page.Context.SetOfflineAsync(true);
        await Assertions.Expect(page.Locator("[data-f=state]")).ToContainTextAsync("No connection");
        await WriteAsync(page, "A night shelter");
        await Assertions.Expect(page.Locator(".unsent")).ToContainTextAsync("A night shelter");
        await Assertions.Expect(page.Locator("[data-f=state]")).ToContainTextAsync("1 card waits");
        await WriteAsync(plain.Page, "A music school");
        Assert.Equal(5, (await scene.NumbersAsync()).Count);
        await page.Context.SetOfflineAsync(false);
        string[] all = ["Open them on Sundays", "Rent them to clubs", "A music school", "A night shelter"];
        await Assertions.Expect(page.Locator(".idea .words")).ToHaveTextAsync(all);
        await Assertions.Expect(page.Locator(".unsent")).ToBeHiddenAsync();
        Assert.Equal(Enumerable.Range(1, 6), await scene.NumbersAsync());

        // A refusal keeps the words.
        await page.Context.SetOfflineAsync(true);
        await Assertions.Expect(page.Locator("[data-f=state]")).ToContainTextAsync("No connection");
        await WriteAsync(page, "Too late for this round");
        await scene.LeadAsync(new(BoardAct.Phase) { Phase = BoardPhase.Voting });
        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(page.Locator(".unsent")).ToContainTextAsync("at something else now");
        await Assertions.Expect(page.Locator(".unsent")).ToContainTextAsync("Too late for this round");
        await page.GetByRole(AriaRole.Button, new() { Name = "Throw away" }).ClickAsync();
        await Assertions.Expect(page.Locator(".unsent")).ToBeHiddenAsync();

        // Dots, by keyboard.
        await page.Locator("#k3 button[value='vote:k3']").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#k3 .dots")).ToContainTextAsync("2 dots");
        await Assertions.Expect(page.Locator("[data-f=left]")).ToHaveTextAsync("You have 1 dot left.");
        Assert.DoesNotContain(
            live.Complaints(),
            c => !c.Contains("ERR_INTERNET_DISCONNECTED", StringComparison.Ordinal)
        );

        foreach (var language in Language.Offered)
        foreach (var path in (string[])["", "/cards/k3", "/hall", "/photo"])
        {
            await live.LookAtAsync(language, scene.Page["/en/".Length..] + path);
            await live.WidenAsync(Visitor.Wide);
            Assert.True(
                await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"),
                $"{language.Code} {path}, 1280 px"
            );
        }
        await page.Context.CloseAsync();
        await plain.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task Whoever_leads_is_followed_by_all_screens()
    {
        await using var scene = await Led.BeginAsync();
        var hall = await EnterAsync(scene, script: true);
        await hall.GoAsync(scene.Page + "/hall");
        await Assertions.Expect(hall.Page.Locator("#wall[data-live]")).ToBeVisibleAsync();
        await scene.LeadAsync(new(BoardAct.Timer) { Count = 5 });
        // The server's clock stands still, and the screen goes by its own from there.
        await Assertions.Expect(hall.Page.Locator("[data-f=timer]")).ToContainTextAsync("4:5");
        await Assertions.Expect(hall.Page.Locator("[data-f=said]")).ToContainTextAsync("The time begins");
        await scene.LeadAsync(new(BoardAct.Silence) { On = true });
        await Assertions.Expect(hall.Page.Locator("[data-f=silence]")).ToBeVisibleAsync();
        await scene.LeadAsync(
            new(BoardAct.Add)
            {
                Kind = CardKind.Idea,
                Under = "k1",
                Text = "Written in silence",
            }
        );
        await scene.LeadAsync(new(BoardAct.Phase) { Phase = BoardPhase.Dreamers });
        await Assertions.Expect(hall.Page.Locator("[data-f=phase]")).ToHaveTextAsync("Dreamers");
        await Assertions.Expect(hall.Page.Locator(".idea")).ToHaveCountAsync(0);
        await scene.LeadAsync(new(BoardAct.Silence) { On = false });
        await Assertions.Expect(hall.Page.Locator(".idea .words")).ToHaveTextAsync(["Written in silence"]);
        Assert.Empty(hall.Complaints());
        await hall.Page.Context.CloseAsync();
    }

    private async Task<Visitor> EnterAsync(Led scene, bool script)
    {
        var visitor = await Visitor.EnterAsync(site.Browser, new() { JavaScriptEnabled = script });
        await visitor.BeginAsync(new Uri($"http://localhost:{scene.App.Address.Port}"));
        return visitor;
    }

    private static async Task WriteAsync(IPage page, string idea)
    {
        await page.GetByLabel("Your idea").FillAsync(idea);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add idea" }).ClickAsync();
    }

    /// <summary>A board of Espoo with one challenge, at its ideas; and whoever leads it, by the same act as all others.</summary>
    private sealed class Led(TestApp app, LiveBoard live, BoardParticipant leader) : IAsyncDisposable
    {
        private static CancellationToken Cancel => TestContext.Current.CancellationToken;

        public TestApp App => app;
        public string Page => "/en/boards/" + live.Board.Key;

        public static async Task<Led> BeginAsync()
        {
            var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
            await using var scope = app.Services.CreateAsyncScope();
            var espoo = await scope
                .ServiceProvider.GetRequiredService<AppDb>()
                .Cities.Where(c => c.Identifier == "espoo")
                .Select(c => c.Id)
                .SingleAsync(Cancel);
            var manager = new Actor(1, "Manager", [new ActorMembership(MembershipRole.DealManager, espoo, null)]);
            var begun = await scope
                .ServiceProvider.GetRequiredService<StartBoard>()
                .RunAsync(manager, espoo, "Example board", "en", anonymous: false, 3, null, Cancel);
            var live = await app.Services.GetRequiredService<LiveBoards>().FindAsync(begun.Value.Key, Cancel);
            var joined = await scope
                .ServiceProvider.GetRequiredService<JoinBoard>()
                .RunAsync(live!, null, null, null, cancel: Cancel);
            var led = new Led(app, live!, joined.Value.Participant);
            await led.LeadAsync(new(BoardAct.Add) { Kind = CardKind.Challenge, Text = "Empty offices" });
            await led.LeadAsync(new(BoardAct.Phase) { Phase = BoardPhase.Ideas });
            return led;
        }

        public async Task LeadAsync(BoardOp op)
        {
            var (done, _) = await live.WriteAsync(
                leader,
                BoardRole.Lead,
                Guid.NewGuid().ToString("N"),
                [op],
                cancel: Cancel
            );
            Assert.Null(done.Refusal);
        }

        public Task<List<int>> NumbersAsync() =>
            app.WithDbAsync(db => db.BoardOperations.Select(o => o.Number).Order().ToListAsync(Cancel));

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
