using System.Diagnostics;

namespace Alliance.Bench.Servers;

/// <summary>The product as it is shipped: published, compiled ahead of time, in a process of its own.</summary>
internal static class Published
{
    // The limits by address would refuse what a crowd asks from one address.
    private static readonly KeyValuePair<string, string>[] Unlimited =
    [
        new("ALLIANCE_READS_PER_MINUTE", "1000000000"),
        new("DOTNET_CLI_TELEMETRY_OPTOUT", "1"),
    ];

    /// <summary>Publishes the working tree; the build's files stay outside of it.</summary>
    public static async Task PublishAsync(string root, string folder)
    {
        string[] arguments =
        [
            "publish",
            Path.Combine(root, "src", "Alliance"),
            "--configuration",
            "Release",
            "--runtime",
            "linux-x64",
            "--no-self-contained",
            "-p:PublishReadyToRun=true",
            // A runtime of its own would write itself into the lock file.
            $"-p:NuGetLockFilePath={Path.Combine(folder, "publish.lock.json")}",
            "--artifacts-path",
            Path.Combine(folder, "artifacts"),
            "--output",
            Program(folder, ""),
            "--verbosity",
            "quiet",
            "--nologo",
        ];
        var start = new ProcessStartInfo("dotnet", arguments);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException("The program could not be published.");
    }

    public static Task<Child> StartAsync(string folder, Filled target) =>
        Child.StartAsync(
            Program(folder, "alliance"),
            port => ["serve", "--urls", $"http://127.0.0.1:{port}", "--data", target.Data, .. target.Arguments],
            Unlimited
        );

    /// <summary>Runs one command of the program to its end: what it answered, what it said, and its memory at most, in megabytes.</summary>
    public static async Task<(int Code, string Said, double Memory)> CommandAsync(
        string folder,
        IEnumerable<string> arguments
    )
    {
        var start = new ProcessStartInfo(Program(folder, "alliance"), arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var most = 0.0;
        while (!process.HasExited)
        {
            most = Math.Max(most, Child.MemoryOf(process.Id)?.Most ?? 0);
            await Task.Delay(100);
        }
        return (process.ExitCode, await said + await errors, most);
    }

    private static string Program(string folder, string name) => Path.Combine(folder, "published", name);
}
