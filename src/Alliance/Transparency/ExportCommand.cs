using System.CommandLine;
using Alliance.Platform.Commands;

namespace Alliance.Transparency;

/// <summary><c>alliance export DIR</c>: writes what <c>import</c> reads.</summary>
public static class ExportCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "An empty folder, or one with an earlier export" };
        var command = new Command("export", "Write everything as a folder of the open format") { folder };
        return command.Acts(
            services => services.AddPackages(),
            async (parsed, services, _) =>
            {
                var target = Path.GetFullPath(parsed.GetRequiredValue(folder));
                using var progress = Progress.OnTerminal();
                if (File.Exists(target))
                    throw new CommandException($"DIR is a folder; {target} is a file.", CommandLine.WrongUsage);
                var done = await services.GetRequiredService<ExportPackage>().RunAsync(target, progress.Say);
                progress.Dispose();
                if (!done)
                    throw new CommandException(Acting.Reader()["export.not-empty", target]);
                Console.WriteLine(Acting.Reader()["export.done", target]);
                return CommandLine.Done;
            }
        );
    }
}
