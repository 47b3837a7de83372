using Alliance.Monitoring.Totals;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Alliance.Transparency;
using Microsoft.EntityFrameworkCore;
using static Alliance.Tests.Monitoring.SharedTrees;

namespace Alliance.Tests.Monitoring;

/// <summary>What was said of overlaps is the same in another register, on the other database too, and net with it.</summary>
public sealed class ClaimsTravelTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite, DatabaseKind.Postgres)]
    [InlineData(DatabaseKind.Postgres, DatabaseKind.Sqlite)]
    public async Task Shares_and_answers_go_from_one_database_to_the_other(DatabaseKind from, DatabaseKind to)
    {
        using var story = await Story.BeginAsync(from);
        await using var app = story.App;
        var deal = await BeginAsync(story, 1);
        await AddAsync(story, deal, 2);
        await AddAsync(story, deal, 3);
        await SettleAsync(story, deal, "c3", "t1", "33.3333", "40");
        await SettleAsync(story, deal, "c3", "t2", "50", "10");
        using (
            var different = await story.ManagerBrowser.SendAsync(
                Settle(deal, "t2", "t3"),
                "settle",
                ("way", "different"),
                ("reason", "Andere Straßen – ‘Ålgatan’.")
            )
        )
            Assert.NotNull(different.LeadsTo());
        await app.ChangedAsync();
        var (here, there) = (Path.Combine(app.Database.Folder, "here"), Path.Combine(app.Database.Folder, "there"));
        await app.WithDbAsync(db => new ExportPackage(db).RunAsync(here));
        await using var other = await TestApp.StartAsync(to);
        other.Time.SetUtcNow(app.Time.GetUtcNow());
        await other.WithDbAsync(async db =>
        {
            Assert.Empty((await new ImportPackage(db, other.Time).RunAsync([here], dryRun: false)).Problems);
            await new ExportPackage(db).RunAsync(there);
        });
        await other.ChangedAsync();
        // The deal itself has promises that nobody signed, and is no part of this.
        foreach (
            var file in (string[])
                ["claims.jsonl", "overlap-answers.jsonl", "measurements.jsonl", "promise-indicators.jsonl"]
        )
        {
            var lines = await File.ReadAllTextAsync(Path.Combine(here, file), Cancel);
            Assert.NotEmpty(lines);
            Assert.Equal(lines, await File.ReadAllTextAsync(Path.Combine(there, file), Cancel));
        }
        foreach (
            var address in (string[])
                ["/api/v1/indicator-totals?city=espoo", "/api/v1/indicator-totals?city=espoo&asOf=2025-12-31"]
        )
        {
            var totals = await story.Stranger.GetStringAsync(address, Cancel);
            Assert.Contains("\"gross\":1600", totals, StringComparison.Ordinal);
            Assert.Equal(totals, await other.Client.GetStringAsync(address, Cancel));
        }
        Assert.Equal(
            await story.DbAsync(db => db.Effects.Select(e => e.Claimed).SingleAsync(Cancel)),
            await other.WithDbAsync(db => db.Effects.Select(e => e.Claimed).SingleAsync(Cancel))
        );
    }

    [Theory, EachDatabase]
    public async Task The_demos_data_comes_out_as_it_went_in(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        var data = Path.Combine(AppContext.BaseDirectory, "data");
        await app.WithDbAsync(async db =>
        {
            var result = await new ImportPackage(db, app.Time).RunAsync(
                [Path.Combine(data, "demo"), Path.Combine(data, "alliance", "policy-areas.jsonl")],
                dryRun: false
            );
            Assert.True(result.Problems.Count == 0, string.Join('\n', result.Problems));
        });
        var files = await RoundTrip.AssertSameBytesAsync(
            app,
            on == DatabaseKind.Sqlite ? DatabaseKind.Postgres : DatabaseKind.Sqlite
        );
        // What has to be in it for this to say anything.
        Assert.All(
            (string[])["claims.jsonl", "measurements.jsonl", "promise-indicators.jsonl"],
            f => Assert.True(files.TryGetValue(f, out var lines) && lines.Length > 0, f)
        );
        Assert.True(await app.WithDbAsync(db => db.SharedNumbers.AnyAsync(s => s.Value > 0, Cancel)));
    }
}
