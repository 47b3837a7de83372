using System.Collections.Concurrent;
using Alliance.Tests.Knowledge;
using Alliance.Tests.Testing;
using Alliance.Transparency;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>
/// What all browser tests share: the real application with the real deals, another one that is empty, and a browser.
/// Nothing here writes, so the tests may run side by side.
/// </summary>
public sealed class RealSite : IAsyncLifetime
{
    /// <summary>An address that breaks, as any page might.</summary>
    public const string Broken = "/broken";

    private readonly ConcurrentBag<Visitor> waiting = [];
    private IPlaywright playwright = null!;

    public IBrowser Browser { get; private set; } = null!;
    public TestApp App { get; private set; } = null!;
    public TestApp Empty { get; private set; } = null!;

    /// <summary>The folder of the open data that the application holds.</summary>
    public static string Data { get; } = Path.Combine(AppContext.BaseDirectory, "data", "alliance");

    public async ValueTask InitializeAsync()
    {
        App = await StartAsync();
        await using (var scope = App.Services.CreateAsyncScope())
            await FirstData.LoadAsync(scope.ServiceProvider, Data, CancellationToken.None);
        await ReplicationScene.TellAsync(App);
        await App.LogAsync();
        Empty = await StartAsync();
        playwright = await Playwright.CreateAsync();
        // Slow machines are no failure.
        Assertions.SetDefaultExpectTimeout(30_000);
        Browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--disable-dev-shm-usage",
                    // Whatever a page might ask of another server stays here; the tests see that it was asked.
                    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
                ],
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
            await Browser.DisposeAsync();
        playwright?.Dispose();
        if (App is not null)
            await App.DisposeAsync();
        if (Empty is not null)
            await Empty.DisposeAsync();
    }

    /// <summary>
    /// Lends a tab, wide and light unless <paramref name="visit"/> changes that. It fails when, meanwhile, the browser
    /// complained about a page (a script error, the content policy) or a page asked anything of another server.
    /// </summary>
    public Task VisitAsync(Func<Visitor, Task> visit) => VisitAsync(App, visit);

    /// <inheritdoc cref="VisitAsync(Func{Visitor, Task})"/>
    public async Task VisitAsync(TestApp app, Func<Visitor, Task> visit)
    {
        if (!waiting.TryTake(out var visitor))
            visitor = await Visitor.EnterAsync(Browser, new());
        await visitor.BeginAsync(app.Address);
        await visit(visitor);
        Assert.Empty(visitor.Complaints());
        // After a failure the tab stays out: who knows what state it is in.
        waiting.Add(visitor);
    }

    /// <summary>The same in a browser of its own: without scripts, with empty caches.</summary>
    public async Task VisitAnewAsync(BrowserNewContextOptions options, Func<Visitor, Task> visit)
    {
        var visitor = await Visitor.EnterAsync(Browser, options);
        await visitor.BeginAsync(App.Address);
        await visit(visitor);
        Assert.Empty(visitor.Complaints());
        await visitor.Page.Context.CloseAsync();
    }

    private static Task<TestApp> StartAsync() =>
        TestApp.StartAsync(
            services: s => s.AddProbe("/{lang:lang}" + Broken, () => Break()),
            settings: s => s with { ReadsPerMinute = 1_000_000, ExportsPerMinute = 1_000_000 }
        );

    private static string Break() => throw new InvalidOperationException("A page that breaks.");
}
