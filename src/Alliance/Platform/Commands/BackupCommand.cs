using System.CommandLine;
using Alliance.Platform.Backups;
using Alliance.Platform.Data;

namespace Alliance.Platform.Commands;

/// <summary><c>alliance backup FILE</c>: everything in one file, while the server runs.</summary>
public static class BackupCommand
{
    public static Command Create()
    {
        var options = new DataOptions();
        var file = new Argument<string>("FILE") { Description = "The archive to write, e.g. alliance-2026-03-10.zip" };
        var command = new Command("backup", "Copy the database and attachments into one file, while the server runs")
        {
            file,
        };
        options.AddTo(command);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                using var progress = Progress.OnTerminal();
                var target = parsed.GetRequiredValue(file);
                var settings = options.Read(parsed);
                await Existing.RequireAsync(settings, cancellationToken);
                var manifest = await Backup.WriteAsync(
                    settings,
                    target,
                    TimeProvider.System,
                    progress,
                    cancellationToken
                );
                progress.Dispose();
                var attachments = manifest.Parts.Count - 1;
                Console.WriteLine(
                    $"{target}: the {manifest.Database} database and {attachments} attachment{(attachments == 1 ? "" : "s")}, checked."
                );
                return CommandLine.Done;
            }
        );
        return command;
    }
}
