using Alliance.Tests.Testing;

namespace Alliance.Tests.Site;

/// <summary>The description of the API is good OpenAPI in the eyes of others.</summary>
public sealed class SpectralTests
{
    private static readonly NodeTool Tool = new("Spectral", "@stoplight/spectral-cli");

    [Fact]
    public async Task Spectral_finds_nothing_wrong_with_the_description()
    {
        await using var app = await TestApp.StartAsync();
        var text = await app.Client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken);
        var (code, said) = await LintAsync(text);
        Assert.True(code == 0, said);

        // It would say so: without names of operations the same description is refused.
        (code, said) = await LintAsync(text.Replace("\"operationId\"", "\"x-id\"", StringComparison.Ordinal));
        Assert.NotEqual(0, code);
        Assert.Contains("operation-operationId", said, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Said)> LintAsync(string description)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("alliance-spectral-").FullName, "v1.json");
        await File.WriteAllTextAsync(file, description);
        try
        {
            return await Tool.TryAsync(
                "",
                "node_modules/.bin/spectral",
                "lint",
                "--ruleset",
                "ruleset.yaml",
                "--fail-severity",
                "warn",
                file
            );
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }
}
