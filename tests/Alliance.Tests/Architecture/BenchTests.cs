using System.Diagnostics;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Architecture;

/// <summary>The benchmark runs by hand and seldom: what it makes up has to follow the product's rules all the same.</summary>
public sealed class BenchTests
{
    [Fact]
    public async Task What_the_benchmark_makes_up_is_taken()
    {
        var program = Directory
            .EnumerateFiles(
                Path.Combine(Repository.Root, "bench", "Alliance.Bench", "bin"),
                "alliance-bench.dll",
                SearchOption.AllDirectories
            )
            .MaxBy(File.GetLastWriteTimeUtc)!;

        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [program, "make", "--deals", "2000"])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, said + await output);
        Assert.Contains("2,000 deals", said, StringComparison.Ordinal);
    }
}
