using System.CommandLine;
using Alliance.Platform.Commands;

namespace Alliance.Transparency;

/// <summary><c>alliance export DIR</c>: writes what <c>import</c> reads.</summary>
public static class ExportCommand
{
    public static Command Create()
    {
        var options = new DataOptions();
        var folder = new Argument<string>("DIR") { Description = "An empty folder, or one with an earlier export" };
        var command = new Command("export", "Write everything as a folder of the open format") { folder };
        options.AddTo(command);
        command.SetAction(
            async (parsed, cancel) =>
            {
                await using var services = await CommandServices.StartAsync(options.Read(parsed), cancel);
                await using var scope = services.CreateAsyncScope();
                var target = Path.GetFullPath(parsed.GetRequiredValue(folder));
                var export = scope.ServiceProvider.GetRequiredService<ExportPackage>();
                using var progress = Progress.OnTerminal();
                var done = await export.RunAsync(target, progress.Say);
                progress.Dispose();
                var reader = CommandServices.Reader();
                Console.WriteLine(reader[done ? "export.done" : "export.not-empty", target]);
                return done ? CommandLine.Done : CommandLine.Refused;
            }
        );
        return command;
    }
}
