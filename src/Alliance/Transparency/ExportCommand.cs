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
                var done = await services.GetRequiredService<ExportPackage>().RunAsync(target, progress.Say);
                progress.Dispose();
                Console.WriteLine(Acting.Reader()[done ? "export.done" : "export.not-empty", target]);
                return done ? CommandLine.Done : CommandLine.Refused;
            }
        );
    }
}
