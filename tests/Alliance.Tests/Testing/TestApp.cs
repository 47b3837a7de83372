using System.Net;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Alliance.Tests.Testing;

/// <summary>
/// The real application on a real port, with a database of its own and a clock that stands still until a test moves it.
/// </summary>
public sealed class TestApp : IAsyncDisposable
{
    /// <summary>The time at which every test begins: an ordinary working day.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);

    private readonly WebApplication app;
    private bool ownsDatabase = true;

    private TestApp(WebApplication app, TestDatabase database, FakeTimeProvider time, QueryCounter queries, TestLog log)
    {
        this.app = app;
        Database = database;
        Time = time;
        Queries = queries;
        Log = log;
        Client = NewClient();
    }

    public TestDatabase Database { get; }
    public FakeTimeProvider Time { get; }

    /// <summary>The SQL commands the application has sent.</summary>
    public QueryCounter Queries { get; }

    /// <summary>What the application has written to its log.</summary>
    public TestLog Log { get; }

    /// <summary>A browser without cookies that follows no redirects.</summary>
    public HttpClient Client { get; }

    public IServiceProvider Services => app.Services;
    public Uri Address => new(app.Urls.First());

    /// <summary>On an empty database on which the jobs that are due at the start have run.</summary>
    /// <param name="kind">On which database.</param>
    /// <param name="services">Replaces services; runs after the application's own registrations.</param>
    /// <param name="settings">Changes settings, e.g. <c>s =&gt; s with { ReadsPerMinute = 3 }</c>.</param>
    public static async Task<TestApp> StartAsync(
        DatabaseKind kind = DatabaseKind.Sqlite,
        Action<IServiceCollection>? services = null,
        Func<AllianceSettings, AllianceSettings>? settings = null
    ) => await StartAsync(await TestDatabase.RestedAsync(kind), services, settings);

    /// <summary>On a database that exists; it is disposed with the application.</summary>
    public static async Task<TestApp> StartAsync(
        TestDatabase database,
        Action<IServiceCollection>? services = null,
        Func<AllianceSettings, AllianceSettings>? settings = null
    )
    {
        var time = new FakeTimeProvider(Start);
        var queries = new QueryCounter();
        var log = new TestLog();
        var chosen = new AllianceSettings(database.Folder, database.Db, "http://127.0.0.1:0");
        var built = AllianceApp.Build(
            settings is null ? chosen : settings(chosen),
            registered =>
            {
                registered.Replace(ServiceDescriptor.Singleton<TimeProvider>(time));
                registered.AddSingleton<Microsoft.EntityFrameworkCore.Diagnostics.IInterceptor>(queries);
                registered.AddLogging(l => l.ClearProviders().AddProvider(log));
                services?.Invoke(registered);
            }
        );
        try
        {
            await queries.StartAsync(built);
            // A node evicts everything when it begins to listen; a test begins after that.
            if (built.Services.GetService<OutboxListener>() is { } listener)
                await listener.Listening;
        }
        catch
        {
            await built.DisposeAsync();
            await database.DisposeAsync();
            throw;
        }
        return new TestApp(built, database, time, queries, log);
    }

    /// <summary>Lets an application do on a database what it does when it starts: then copies of it begin with that done.</summary>
    public static async Task RestAsync(TestDatabase database)
    {
        await using var started = await StartAsync(database);
        started.ownsDatabase = false;
        await started.RestAsync();
    }

    /// <summary>A second node on the same PostgreSQL database; disposing it leaves the database alone.</summary>
    public async Task<TestApp> StartNodeAsync(
        Action<IServiceCollection>? services = null,
        Func<AllianceSettings, AllianceSettings>? settings = null
    )
    {
        var node = await StartAsync(Database, services, settings);
        node.ownsDatabase = false;
        return node;
    }

    /// <summary>Another browser: with cookies, or with redirects followed.</summary>
    public HttpClient NewClient(bool cookies = false, bool redirects = false) =>
        new(
            new SocketsHttpHandler
            {
                UseCookies = cookies,
                AllowAutoRedirect = redirects,
                AutomaticDecompression = DecompressionMethods.None,
            }
        )
        {
            BaseAddress = Address,
        };

    /// <summary>Works on the application's database as a request would.</summary>
    public async Task WithDbAsync(Func<AppDb, Task> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<AppDb>());
    }

    /// <inheritdoc cref="WithDbAsync(Func{AppDb, Task})"/>
    public async Task<T> WithDbAsync<T>(Func<AppDb, Task<T>> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<AppDb>());
    }

    /// <summary>Stops listening, as a signal from the operator would; what is under way is finished.</summary>
    public Task StopAsync() => app.StopAsync();

    /// <summary>Stops the work in the background, and goes on answering.</summary>
    public async Task StopWorkAsync()
    {
        foreach (var service in app.Services.GetServices<IHostedService>().OfType<BackgroundService>())
            await service.StopAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        if (ownsDatabase)
            await Database.DisposeAsync();
    }
}
