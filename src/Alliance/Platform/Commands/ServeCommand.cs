using System.CommandLine;
using System.Net.Sockets;
using Alliance.Platform.Backups;
using Alliance.Platform.Data;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Alliance.Platform.Commands;

/// <summary><c>alliance serve</c>: migrates, loads the first data into an empty database, and answers requests.</summary>
public static class ServeCommand
{
    /// <summary>Loads what a new Alliance begins with from a folder, if the database is still empty.</summary>
    public delegate Task FirstData(IServiceProvider services, string folder, CancellationToken cancellationToken);

    public static Command Create(
        Func<AllianceSettings, WebApplication> build,
        FirstData firstData,
        ServeDemo.Register demo
    )
    {
        var options = new DataOptions();
        var port = new Option<ushort>("--port")
        {
            Description = "Port on this machine",
            HelpName = "N",
            DefaultValueFactory = _ => 8080,
        };
        port.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !ushort.TryParse(token.Value, out _))
                result.AddError($"--port takes a number from 0 to 65535, not {token.Value}.");
        });
        var urls = new Option<string?>("--urls")
        {
            Description = "Addresses to listen on instead, e.g. http://0.0.0.0:8080 (environment: ALLIANCE_URLS)",
            HelpName = "URLS",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("ALLIANCE_URLS"),
        };
        var empty = new Option<bool>("--empty")
        {
            Description = "Do not load the data of the ALLIANCE cities into an empty database",
        };
        var asDemo = new Option<bool>("--demo")
        {
            Description =
                "Serve an example city with invented people, to try everything: on this machine only, in the folder demo of the data unless --data or --db says otherwise",
        };
        var command = new Command("serve", "Migrate the database and serve the site") { port, urls };
        options.AddTo(command);
        command.Add(empty);
        command.Add(asDemo);
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var addresses = parsed.GetValue(urls);
                if (string.IsNullOrWhiteSpace(addresses))
                    addresses = AddressOf(parsed.GetValue(port));
                Check(addresses);
                var settings = options.Read(parsed, addresses);
                if (parsed.GetValue(asDemo))
                {
                    ServeDemo.Require(settings);
                    // Beside the register that somebody may have begun, not in it.
                    if (settings.Database is null && parsed.GetResult(options.Data) is null or { Implicit: true })
                        settings = settings with { Data = Path.Combine(settings.Data, "demo") };
                }
                return RunAsync(
                    settings,
                    build(settings),
                    parsed.GetValue(empty) ? null : firstData,
                    (services, first, app, token) =>
                        ServeDemo.PrepareAsync(demo, parsed.GetValue(asDemo), app, services, first, token),
                    cancellationToken
                );
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(
        AllianceSettings settings,
        WebApplication app,
        FirstData? firstData,
        Func<IServiceProvider, Func<Task>, WebApplication, CancellationToken, Task<IReadOnlyList<string>>> prepare,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<string> said = [];
        using var inUse = DataInUse.Share(settings);
        await using (app)
        {
            await BackupBeforeUpdate.TakeAsync(app.Services, settings, app.Logger, cancellationToken);
            await Migrating.ApplyAsync(
                app.Services,
                async (services, token) =>
                    said = await prepare(
                        services,
                        () => firstData is null ? Task.CompletedTask : firstData(services, FirstDataFolder, token),
                        app,
                        token
                    ),
                cancellationToken
            );
            Warmup.Begin(app.Services, app.Logger, app.Lifetime.ApplicationStopping);
            try
            {
                await app.StartAsync(cancellationToken);
            }
            catch (IOException taken) when (taken.InnerException is AddressInUseException)
            {
                throw new CommandException(
                    $"{settings.Urls} is taken by another program. Choose another port with --port N.",
                    inner: taken
                );
            }
            // Without a certificate, an address with https is an invalid operation.
            catch (Exception refused)
                when (refused is SocketException
                    || refused is InvalidOperationException
                        && settings.Urls.Contains("https:", StringComparison.Ordinal)
                )
            {
                var why = refused.Message.Split('\n')[0].TrimEnd();
                throw new CommandException($"Cannot listen on {settings.Urls}: {why}", inner: refused);
            }
            catch (OptionsValidationException wrong)
            {
                throw new CommandException(string.Join('\n', wrong.Failures), inner: wrong);
            }
            foreach (var address in app.Urls)
                Console.WriteLine($"Alliance is running at {address}");
            foreach (var line in said)
                Console.WriteLine(line);
            if (!app.Services.GetRequiredService<IOptions<OperatorSettings>>().Value.HasContact)
                app.Logger.LogInformation(
                    "No contact is set: readers have nobody to write to. Alliance__Contact names one (docs/operate.md)"
                );
            await app.WaitForShutdownAsync(cancellationToken);
            return CommandLine.Done;
        }
    }

    // What Kestrel does not understand is an exception there, and only after the database was migrated.
    private static void Check(string addresses)
    {
        foreach (var address in addresses.Split(';', StringSplitOptions.RemoveEmptyEntries))
            try
            {
                var parsed = BindingAddress.Parse(address);
                if (parsed.Scheme is "http" or "https" && parsed.PathBase.Length == 0 && parsed.Port <= ushort.MaxValue)
                    continue;
                throw new FormatException();
            }
            catch (FormatException wrong)
            {
                throw new CommandException(
                    $"--urls takes addresses such as http://0.0.0.0:8080, separated by semicolons, not {address}.",
                    CommandLine.WrongUsage,
                    wrong
                );
            }
    }

    // "localhost" listens on IPv4 and IPv6; the system gives a free port (0) only for one of them.
    private static string AddressOf(ushort port) => port == 0 ? "http://127.0.0.1:0" : $"http://localhost:{port}";

    // The build copies the open data beside the program, so that the command works from any folder.
    private static string FirstDataFolder => Path.Combine(AppContext.BaseDirectory, "data", "alliance");
}
