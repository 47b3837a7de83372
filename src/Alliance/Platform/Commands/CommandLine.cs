using System.CommandLine;
using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Alliance.Platform.Commands;

/// <summary>How the <c>alliance</c> command behaves whatever it is asked: exit codes, errors, interruption.</summary>
public static class CommandLine
{
    public const int Done = 0;

    /// <summary>The data was refused, or the work could not be done.</summary>
    public const int Refused = 1;

    public const int WrongUsage = 2;

    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        var configuration = new InvocationConfiguration
        {
            // A server that is asked to stop finishes what it is doing.
            ProcessTerminationTimeout = TimeSpan.FromSeconds(40),
            EnableDefaultExceptionHandler = false,
        };
        try
        {
            var code = await parsed.InvokeAsync(configuration);
            return parsed.Errors.Count > 0 ? WrongUsage : code;
        }
        catch (CommandException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return refused.ExitCode;
        }
        catch (OptionsValidationException wrong)
        {
            await Console.Error.WriteLineAsync(string.Join('\n', wrong.Failures));
            return WrongUsage;
        }
        catch (Exception broken) when (OutsideReason(broken) is { } reason)
        {
            await Console.Error.WriteLineAsync($"The data cannot be used: {reason}");
            return Refused;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Interrupted.");
            return Refused;
        }
    }

    // The database or folder is not as it should be: a sentence helps there, a stack trace does not. EF wraps what the
    // database's own library says.
    private static string? OutsideReason(Exception? error) =>
        error switch
        {
            null => null,
            DbException or IOException or UnauthorizedAccessException or SocketException => error.Message,
            _ => OutsideReason(error.InnerException),
        };
}

/// <summary>A command that cannot go on, and why, in words for the person who typed it.</summary>
public sealed class CommandException(string message, int exitCode = CommandLine.Refused, Exception? inner = null)
    : Exception(message, inner)
{
    public int ExitCode { get; } = exitCode;
}
