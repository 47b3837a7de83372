using System.Diagnostics;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Site;

/// <summary>The description of the API is good OpenAPI in the eyes of others.</summary>
public sealed class SpectralTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Spectral");

    [Fact]
    public async Task Spectral_finds_nothing_wrong_with_the_description()
    {
        await InstallAsync();
        await using var app = await TestApp.StartAsync();
        var text = await app.Client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken);
        var (code, said) = await LintAsync(text);
        Assert.True(code == 0, said);

        // It would say so: without names of operations the same description is refused.
        (code, said) = await LintAsync(text.Replace("\"operationId\"", "\"x-id\"", StringComparison.Ordinal));
        Assert.NotEqual(0, code);
        Assert.Contains("operation-operationId", said, StringComparison.Ordinal);
    }

    /// <summary>What the lock file names, once; from then on no test needs a network.</summary>
    private static async Task InstallAsync()
    {
        if (File.Exists(Path.Combine(Folder, "node_modules", ".bin", "spectral")))
            return;
        var (code, said) = await RunAsync("npm", ["ci", "--loglevel=error"]);
        Assert.True(code == 0, said);
    }

    private static async Task<(int Code, string Said)> LintAsync(string description)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("alliance-spectral-").FullName, "v1.json");
        await File.WriteAllTextAsync(file, description);
        try
        {
            return await RunAsync(
                Path.Combine(Folder, "node_modules", ".bin", "spectral"),
                ["lint", "--ruleset", "ruleset.yaml", "--fail-severity", "warn", file]
            );
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    private static async Task<(int Code, string Said)> RunAsync(string program, string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = Folder,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
