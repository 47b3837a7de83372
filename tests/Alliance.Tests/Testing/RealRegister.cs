using Alliance.Transparency;

namespace Alliance.Tests.Testing;

/// <summary>The cities' own deals, as they are shipped.</summary>
public static class RealRegister
{
    /// <summary>An application that holds them, and lets a test ask as often as it likes.</summary>
    public static async Task<TestApp> StartAsync(DatabaseKind on)
    {
        var app = await TestApp.StartAsync(
            on,
            settings: s =>
                s with
                {
                    ReadsPerMinute = 1_000_000,
                    ExportsPerMinute = 1_000_000,
                    WritesPerMinute = 1_000_000,
                }
        );
        await app.WithDbAsync(async db =>
        {
            var folder = Path.Combine(AppContext.BaseDirectory, "data", "alliance");
            var result = await new ImportPackage(db, app.Time).RunAsync([folder], dryRun: false);
            if (result.Problems.Count > 0)
                throw new InvalidOperationException("The shipped data is refused.");
        });
        await app.ChangedAsync();
        return app;
    }
}
