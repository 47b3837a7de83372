using System.CommandLine;
using Alliance.Platform.Commands;

namespace Alliance.Transparency.Log;

/// <summary><c>alliance log</c>: goes on with a log whose key was lost.</summary>
internal static class LogCommands
{
    public static Command Create() => new("log", "Care for the transparency log") { NewKey() };

    private static Command NewKey() =>
        new Command("new-key", "Go on with a new key after the old one was lost; readers will notice").Acts(
            services => services.AddLog(),
            async (_, services, cancel) =>
            {
                var renewed = await services.GetRequiredService<AppendToLog>().RenewKeyAsync(cancel);
                if (renewed is null)
                    throw new CommandException(
                        $"There is nothing to renew: {services.GetRequiredService<LogKey>().FileName} is there, or nothing was logged yet (then the first entry makes the key)."
                    );
                Console.WriteLine($"From now on the log is signed by another key. Publish it, with the reason:");
                Console.WriteLine(renewed);
                return CommandLine.Done;
            }
        );
}
