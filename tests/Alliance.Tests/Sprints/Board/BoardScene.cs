using System.Net;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Sprints.Board;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Sprints.Board;

/// <summary>A board of Espoo, its manager, and whoever takes part.</summary>
internal sealed class BoardScene(TestApp app, HttpClient manager, string key) : IAsyncDisposable
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public TestApp App => app;
    public HttpClient Manager => manager;
    public string Key => key;
    public string Page => "/en/boards/" + key;

    public static async Task<BoardScene> BeginAsync(
        DatabaseKind on,
        bool anonymous = false,
        string phase = "ideas",
        Action<IServiceCollection>? services = null
    )
    {
        var app = await RealRegister.StartAsync(on, services);
        var manager = await app.SignedInAsync("manager@city.example", MembershipRole.DealManager, "espoo");
        using var begun = await manager.SendAsync(
            "/en/workspace/boards",
            "begin-board",
            [
                ("title", "Example board"),
                ("city", "espoo"),
                ("dots", "3"),
                .. anonymous ? new[] { ("anonymous", "yes") } : [],
            ]
        );
        var page = begun.LeadsTo()!;
        Assert.StartsWith("/en/boards/", page, StringComparison.Ordinal);
        var scene = new BoardScene(app, manager, page.Split('/')[^1]);
        await scene.WriteAsync(manager, "challenge", ("text.new", "Empty offices"));
        if (phase != "challenges")
            await scene.LeadAsync("phase:" + phase);
        return scene;
    }

    /// <summary>A button of whoever leads.</summary>
    public async Task LeadAsync(string press)
    {
        using var answer = await manager.SendAsync(Page, "lead", ("do", press));
        await LeadsBackAsync(answer);
    }

    /// <summary>A button of the board, without script; the card that it leads to.</summary>
    public async Task<string> WriteAsync(HttpClient browser, string press, params (string, string)[] fields)
    {
        using var answer = await browser.SendAsync(Page, "write", [("do", press), .. fields]);
        return await LeadsBackAsync(answer);
    }

    public async Task<string> ComplaintAsync(HttpClient browser, string press, params (string, string)[] fields)
    {
        using var answer = await browser.SendAsync(Page, "write", [("do", press), .. fields]);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Forms.Complaints(await answer.Content.ReadAsStringAsync(Cancel));
    }

    public async Task<string> LeadsBackAsync(HttpResponseMessage answer)
    {
        // With the card at its end.
        var to = answer.LeadsTo() is null ? null : answer.Headers.Location!.OriginalString;
        if (to is null)
            Assert.Fail(Forms.Complaints(await answer.Content.ReadAsStringAsync(Cancel)) + $" ({answer.StatusCode})");
        Assert.Contains(Page, to, StringComparison.Ordinal);
        return to.Contains('#', StringComparison.Ordinal) ? to.Split('#')[1] : "";
    }

    /// <summary>Somebody with a browser that has taken part.</summary>
    public async Task<Guest> JoinAsync(string name = "", string query = "", TestApp? node = null)
    {
        var guest = new Guest(node ?? app, key);
        using var joined = await guest.Browser.SendAsync(Page + query, "join", ("name", name));
        await LeadsBackAsync(joined);
        return guest;
    }

    public Task<List<BoardOperation>> OperationsAsync() =>
        app.WithDbAsync(async db =>
            db.BoardOperations.Where(o => o.BoardId == db.IdeaBoards.Single(b => b.Key == key).Id)
                .OrderBy(o => o.Number)
                .ToList()
        );

    /// <summary>A new leader's or host's link, as the page shows it once.</summary>
    public async Task<string> LinkAsync(string which)
    {
        using var answer = await manager.SendAsync(Page, "lead", ("do", "link:" + which));
        var html = await answer.Content.ReadAsStringAsync(Cancel);
        var begin = html.IndexOf("?as=", StringComparison.Ordinal);
        return html[begin..html.IndexOf('<', begin)];
    }

    public async ValueTask DisposeAsync()
    {
        manager.Dispose();
        await app.DisposeAsync();
    }
}

/// <summary>A phone: its browser, and the line that a script would open with the browser's cookie.</summary>
internal sealed class Guest : IAsyncDisposable
{
    private readonly CookieContainer cookies = new();
    private readonly string key;
    private readonly List<BoardNews> heard = [];

    public Guest(TestApp app, string key)
    {
        this.key = key;
        Browser = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false })
        {
            BaseAddress = app.Address,
        };
        Line = new HubConnectionBuilder()
            .WithUrl(new Uri(app.Address, BoardHub.Path), o => o.Cookies = cookies)
            .AddJsonProtocol(o => JsonColumn.Apply(o.PayloadSerializerOptions))
            .Build();
        Line.On<BoardNews>(
            "news",
            news =>
            {
                lock (heard)
                    heard.Add(news);
            }
        );
    }

    public HttpClient Browser { get; }
    public HubConnection Line { get; }

    /// <summary>What it was told, in the order in which it came.</summary>
    public List<BoardNews> Heard
    {
        get
        {
            lock (heard)
                return [.. heard];
        }
    }

    public async Task<BoardWelcome?> OpenAsync(int known = 0)
    {
        if (Line.State == HubConnectionState.Disconnected)
            await Line.StartAsync(TestContext.Current.CancellationToken);
        return await Line.InvokeAsync<BoardWelcome?>("Join", key, known, "en", TestContext.Current.CancellationToken);
    }

    public Task<BoardAnswer> SendAsync(BoardOp op, string? client = null) =>
        Line.InvokeAsync<BoardAnswer>(
            "Send",
            client ?? Guid.NewGuid().ToString("N"),
            op,
            TestContext.Current.CancellationToken
        );

    public Task<BoardAnswer> IdeaAsync(string text, string under = "k1", string? client = null) =>
        SendAsync(
            new BoardOp(BoardAct.Add)
            {
                Kind = CardKind.Idea,
                Under = under,
                Text = text,
            },
            client
        );

    /// <summary>Waits until it has heard of this version; what it knows of a card then.</summary>
    public async Task UntilAsync(int version)
    {
        for (var i = 0; Heard.All(n => n.Version < version); i++)
        {
            Assert.True(i < 1500, $"Version {version} was not heard.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public CardNews? Knows(string card) => Heard.SelectMany(n => n.Cards).LastOrDefault(c => c.Key == card);

    public async ValueTask DisposeAsync()
    {
        await Line.DisposeAsync();
        Browser.Dispose();
    }
}
