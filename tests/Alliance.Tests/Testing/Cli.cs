using System.Diagnostics;

namespace Alliance.Tests.Testing;

/// <summary>The <c>alliance</c> command as an operator runs it: a process of its own.</summary>
public static class Cli
{
    /// <summary>What a command said, and how it ended.</summary>
    public sealed record Result(int Code, string Output, string Errors);

    public static async Task<Result> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Result(process.ExitCode, await output, await errors);
    }

    /// <summary>Starts a command and leaves it running, for <c>serve</c>; whoever starts it ends it.</summary>
    public static Process Start(string[] arguments, Action<ProcessStartInfo>? change = null)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "alliance"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (
            var name in start.Environment.Keys.Where(k => k.StartsWith("ALLIANCE_", StringComparison.Ordinal)).ToList()
        )
            start.Environment.Remove(name);
        change?.Invoke(start);
        return Process.Start(start)!;
    }

    /// <summary>Starts a server on a free port and waits until it says where it listens.</summary>
    public static async Task<(Process Server, Uri Address)> ServeAsync(
        string data,
        string? db = null,
        Action<ProcessStartInfo>? change = null
    )
    {
        string[] arguments = ["serve", "--port", "0", "--data", data, "--empty"];
        var server = Start(db is null ? arguments : [.. arguments, "--db", db], change);
        const string said = "Alliance is running at ";
        while (await server.StandardOutput.ReadLineAsync() is { } line)
            if (line.StartsWith(said, StringComparison.Ordinal))
                return (server, new Uri(line[said.Length..]));
        throw new InvalidOperationException(await server.StandardError.ReadToEndAsync());
    }
}
