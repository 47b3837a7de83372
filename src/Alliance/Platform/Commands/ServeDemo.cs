using Alliance.Platform.Web;

namespace Alliance.Platform.Commands;

/// <summary>
/// <c>alliance serve --demo</c>: invented people whose password everybody knows, hence for this machine alone. A database that
/// was a demo once says so whenever it is served.
/// </summary>
public static class ServeDemo
{
    /// <summary>What a demo is made of; the platform knows no module.</summary>
    /// <param name="IsInAsync">Whether the database holds one.</param>
    /// <param name="LoadAsync">Adds it, behind the first data, to a database that is empty or a demo; what to tell whoever started it.</param>
    public sealed record Register(
        Func<IServiceProvider, CancellationToken, Task<bool>> IsInAsync,
        Func<IServiceProvider, Func<Task>, CancellationToken, Task<IReadOnlyList<string>>> LoadAsync
    );

    private const string Rule =
        "is for this machine alone: its people are invented and their password is known to everybody. "
        + "Listen on localhost, without ALLIANCE_PROXIES and without Kestrel:Endpoints.";

    /// <summary>Refuses before anything is made.</summary>
    public static void Require(AllianceSettings settings)
    {
        if (!Loopback.IsAll(settings))
            throw new CommandException("--demo " + Rule, CommandLine.WrongUsage);
    }

    /// <summary>Loads first data and, if wanted, the demo; then looks whether this database is one.</summary>
    /// <returns>What to say once the server has started.</returns>
    internal static async Task<IReadOnlyList<string>> PrepareAsync(
        Register register,
        bool wanted,
        WebApplication app,
        IServiceProvider services,
        Func<Task> firstData,
        CancellationToken cancel
    )
    {
        IReadOnlyList<string> said = [];
        if (wanted)
        {
            RequireAlone(app, "--demo");
            said = await register.LoadAsync(services, firstData, cancel);
        }
        else
            await firstData();
        if (!await register.IsInAsync(services, cancel))
            return said;
        RequireAlone(app, "This database was made by --demo. It");
        app.Services.GetRequiredService<DemoSign>().Hangs = true;
        return wanted ? said : ["This database is a demo: it holds invented people and organisations."];
    }

    private static void RequireAlone(WebApplication app, string what)
    {
        if (
            !Loopback.IsAll(app.Services.GetRequiredService<AllianceSettings>())
            // Would be listened on instead.
            || app.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Any()
        )
            throw new CommandException($"{what} {Rule}", CommandLine.WrongUsage);
    }
}
