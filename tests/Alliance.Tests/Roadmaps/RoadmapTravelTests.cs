using Alliance.Tests.Testing;
using Alliance.Transparency;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Roadmaps;

/// <summary>Roadmaps that come in from another register: work goes on with them, and nobody changes what was said.</summary>
public sealed class RoadmapTravelTests
{
    private static readonly string Data = Path.Combine(AppContext.BaseDirectory, "data");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Work_goes_on_with_the_newest_version_and_deals_say_what_they_serve(DatabaseKind on)
    {
        await using var app = await DemoAsync(on);
        await app.WithDbAsync(async db =>
        {
            var roadmap = await db.Roadmaps.Include(r => r.Versions).SingleAsync(Cancel);
            Assert.Equal([1, 2], roadmap.Versions.Select(v => v.Number).Order());
            Assert.NotNull(roadmap.Content.Challenge("c9"));
            Assert.Equal(
                roadmap.Versions.Single(v => v.Number == 2).Hash,
                Alliance.Roadmaps.RoadmapVersion.Of(roadmap.Content, default, 2, default).Hash
            );
            // What a form was made of is known, so that two who write at once are told apart.
            Assert.Equal(roadmap.Revision, await db.RoadmapRevisions.Select(r => r.Number).SingleAsync(Cancel));
            Assert.Equal(5, await db.RoadmapDeals.CountAsync(Cancel));
        });
        Assert.Contains(
            "Good food is thrown away",
            await app.Client.GetStringAsync("/en/deals/example-food-for-all", Cancel),
            StringComparison.Ordinal
        );
        // The same once more changes nothing.
        Assert.Empty(await ImportAsync(app, Path.Combine(Data, "demo", "roadmaps.jsonl")));
    }

    [Theory, EachDatabase]
    public async Task What_was_changed_on_the_way_is_refused(DatabaseKind on)
    {
        await using var app = await DemoAsync(on);
        var lines = await File.ReadAllLinesAsync(Path.Combine(Data, "demo", "roadmaps.jsonl"), Cancel);
        var folder = Directory.CreateDirectory(Path.Combine(app.Database.Folder, "changed")).FullName;
        var file = Path.Combine(folder, "roadmaps.jsonl");
        await File.WriteAllTextAsync(
            file,
            lines[1].Replace("12,000 things", "2,000 things", StringComparison.Ordinal) + "\n",
            Cancel
        );
        Assert.Contains("hash-differs", await ImportAsync(app, file));
        // A stored version is never overwritten, also not by one that is sound in itself.
        var other = lines[0]
            .Replace("example-city.1", "example-city.2", StringComparison.Ordinal)
            .Replace("\"number\":1", "\"number\":2", StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, other + "\n", Cancel);
        Assert.Contains("roadmap-differs", await ImportAsync(app, file));
        var gap = lines[0]
            .Replace("example-city.1", "example-city.4", StringComparison.Ordinal)
            .Replace("\"number\":1", "\"number\":4", StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, gap + "\n", Cancel);
        Assert.Contains("version-before-missing", await ImportAsync(app, file));
        Assert.Equal(2, await app.WithDbAsync(db => db.RoadmapVersions.CountAsync(Cancel)));
    }

    private static async Task<TestApp> DemoAsync(DatabaseKind on)
    {
        var app = await TestApp.StartAsync(on);
        Assert.Empty(
            await ImportAsync(app, Path.Combine(Data, "demo"), Path.Combine(Data, "alliance", "policy-areas.jsonl"))
        );
        await app.ChangedAsync();
        return app;
    }

    private static Task<IReadOnlyList<string>> ImportAsync(TestApp app, params string[] paths) =>
        app.WithDbAsync(async db =>
        {
            var result = await new ImportPackage(db, app.Time).RunAsync(paths, dryRun: false);
            return (IReadOnlyList<string>)[.. result.Problems.Select(p => p.Code)];
        });
}
