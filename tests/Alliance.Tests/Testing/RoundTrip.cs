using Alliance.Transparency;

namespace Alliance.Tests.Testing;

/// <summary>What goes out comes back in.</summary>
internal static class RoundTrip
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Exports, imports into an empty register, exports again: the same bytes. The files by their names.</summary>
    public static async Task<Dictionary<string, string>> AssertSameBytesAsync(TestApp app, DatabaseKind on)
    {
        var first = Path.Combine(app.Database.Folder, "first");
        var second = Path.Combine(app.Database.Folder, "second");
        await app.WithDbAsync(db => new ExportPackage(db).RunAsync(first));
        await using var other = await TestApp.StartAsync(on);
        // Nothing comes in that was recorded in the future.
        other.Time.SetUtcNow(app.Time.GetUtcNow());
        await other.WithDbAsync(async db =>
        {
            var result = await new ImportPackage(db, other.Time).RunAsync([first], dryRun: false);
            Assert.True(result.Problems.Count == 0, string.Join('\n', result.Problems));
            await new ExportPackage(db).RunAsync(second);
        });
        var exported = await FilesAsync(first);
        var again = await FilesAsync(second);
        Assert.Equal(exported.Keys.Order(StringComparer.Ordinal), again.Keys.Order(StringComparer.Ordinal));
        // Line by line: of two whole files nobody sees where they differ.
        foreach (var (name, text) in exported)
            Assert.Equal(
                text.Split('\n').Select(l => $"{name}: {l}"),
                again[name].Split('\n').Select(l => $"{name}: {l}")
            );
        return exported;
    }

    private static async Task<Dictionary<string, string>> FilesAsync(string folder)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(folder))
            files[Path.GetFileName(file)] = await File.ReadAllTextAsync(file, Cancel);
        return files;
    }
}
