using System.Diagnostics;
using System.Text.RegularExpressions;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Site;

/// <summary>What docs/api.md tells people to type does what it says.</summary>
public sealed partial class ApiGuideTests
{
    [Fact]
    public async Task Every_example_of_the_guide_works()
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "api.md"), Cancel);
        var examples = Example().Matches(guide).Select(m => m.Value).ToList();
        Assert.InRange(examples.Count, 15, 60);
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        await app.LogAsync();
        var folder = Directory.CreateTempSubdirectory("alliance-guide-").FullName;
        try
        {
            foreach (var example in examples)
            {
                var refused = example.Contains("atlantis", StringComparison.Ordinal);
                var command = example
                    .Replace("https://alliance.example/", app.Address.ToString(), StringComparison.Ordinal)
                    .Replace("curl", refused ? "curl -sS" : "curl -sS --fail", StringComparison.Ordinal);
                var (code, said) = await RunAsync(command, folder);
                Assert.True(code == 0, $"{command}: {said}");
                Assert.Equal(refused, said.Contains("\"code\":", StringComparison.Ordinal));
                if (!example.Contains(" -o ", StringComparison.Ordinal))
                    Assert.NotEmpty(said);
            }
            Assert.All(Directory.EnumerateFiles(folder), f => Assert.NotEqual(0, new FileInfo(f).Length));
            Assert.Equal(3, Directory.EnumerateFiles(folder).Count());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<(int Code, string Said)> RunAsync(string command, string folder)
    {
        using var process = Process.Start(
            new ProcessStartInfo("bash", ["-c", command])
            {
                WorkingDirectory = folder,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var output = process.StandardOutput.ReadToEndAsync(Cancel);
        var errors = process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, await output + await errors);
    }

    [GeneratedRegex("^curl .+$", RegexOptions.Multiline, 1000)]
    private static partial Regex Example();
}
