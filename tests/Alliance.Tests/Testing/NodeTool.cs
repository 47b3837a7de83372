using System.Diagnostics;

namespace Alliance.Tests.Testing;

/// <summary>A program in a folder of <c>tests/</c> by which others read what Alliance writes.</summary>
/// <param name="Name">The folder.</param>
/// <param name="Package">One of those that its lock file names.</param>
public sealed record NodeTool(string Name, string Package)
{
    private static readonly SemaphoreSlim Installing = new(1, 1);

    private string Folder => Path.Combine(Repository.Root, "tests", Name);

    /// <summary>What it says when it reads this.</summary>
    public async Task<string> ReadAsync(string input, params string[] arguments)
    {
        var (code, said) = await TryAsync(input, arguments);
        Assert.True(code == 0, said);
        return said;
    }

    /// <summary>The same, and how it ended.</summary>
    public async Task<(int Code, string Said)> TryAsync(string input, params string[] arguments)
    {
        await InstallAsync();
        return await RunAsync("node", arguments, input);
    }

    // What the lock file names, once; from then on no test needs a network.
    private async Task InstallAsync()
    {
        await Installing.WaitAsync();
        try
        {
            if (Directory.Exists(Path.Combine(Folder, "node_modules", Package)))
                return;
            var (code, said) = await RunAsync("npm", ["ci", "--loglevel=error"], "");
            Assert.True(code == 0, said);
        }
        finally
        {
            Installing.Release();
        }
    }

    private async Task<(int Code, string Said)> RunAsync(string program, string[] arguments, string input)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = Folder,
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
