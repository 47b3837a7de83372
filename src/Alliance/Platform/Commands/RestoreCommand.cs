using System.CommandLine;
using Alliance.Platform.Backups;
using Alliance.Platform.Exchange;

namespace Alliance.Platform.Commands;

/// <summary><c>alliance restore FILE</c>: puts a backup in the place of what is there.</summary>
public static class RestoreCommand
{
    public static Command Create()
    {
        var options = new DataOptions();
        var file = new Argument<FileInfo>("FILE") { Description = "An archive that alliance backup wrote" };
        file.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !OrdinaryFile.Is(token.Value))
                result.AddError(
                    Path.Exists(token.Value) ? $"{token.Value} is no file." : $"There is no file {token.Value}."
                );
        });
        var force = new Option<bool>("--force")
        {
            Description = "Replace data that is there (SQLite and attachments are kept aside)",
        };
        var command = new Command("restore", "Check a backup, then put it in the place of what is there")
        {
            file,
            force,
        };
        options.AddTo(command);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                using var progress = Progress.OnTerminal();
                var source = parsed.GetRequiredValue(file).FullName;
                var aside = await Restore.ReadAsync(
                    options.Read(parsed),
                    source,
                    parsed.GetValue(force),
                    TimeProvider.System,
                    progress,
                    cancellationToken
                );
                progress.Dispose();
                Console.WriteLine($"{source} is restored.");
                if (aside is not null)
                    Console.WriteLine($"What was there before lies in {aside}; delete it when you do not need it.");
                return CommandLine.Done;
            }
        );
        return command;
    }
}
