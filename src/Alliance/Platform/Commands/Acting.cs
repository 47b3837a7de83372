using System.CommandLine;
using System.Globalization;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Platform.Texts;

namespace Alliance.Platform.Commands;

/// <summary>Commands that act on the database without a web server.</summary>
public static class Acting
{
    /// <summary>
    /// Gives the command the options of the data, and runs <paramref name="act"/> on a migrated database with the services
    /// that <paramref name="add"/> registers. Servers on the same database hear of what it stores. Unless the command
    /// <paramref name="creates"/> the database, there must be one.
    /// </summary>
    /// <param name="refuse">Looks at the arguments before anything is made or opened; the exit code if they will not do.</param>
    public static Command Acts(
        this Command command,
        Action<IServiceCollection> add,
        Func<ParseResult, IServiceProvider, CancellationToken, Task<int>> act,
        bool creates = false,
        Func<ParseResult, int?>? refuse = null
    )
    {
        var options = new DataOptions();
        options.AddTo(command);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var settings = options.Read(parsed);
                if (refuse?.Invoke(parsed) is { } refused)
                    return refused;
                if (!creates)
                    await Existing.RequireAsync(settings, cancellationToken);
                using var inUse = DataInUse.Share(settings);
                var services = new ServiceCollection();
                services.AddLogging();
                services.AddSingleton(settings);
                services.AddSingleton(TimeProvider.System);
                services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddEnvironmentVariables().Build());
                services.AddDatabase(settings.Connection);
                services.AddOutboxSignal();
                add(services);
                await using var provider = services.BuildServiceProvider();
                await Migrating.ApplyAsync(provider, cancellationToken: cancellationToken);
                await using var scope = provider.CreateAsyncScope();
                return await act(parsed, scope.ServiceProvider, cancellationToken);
            }
        );
        return command;
    }

    /// <summary>A terminal's language is that of its environment; English where the interface does not speak it.</summary>
    public static Reader Reader() =>
        new(Language.Find(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? Language.English);
}
