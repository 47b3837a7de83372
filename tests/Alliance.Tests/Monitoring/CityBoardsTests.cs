using Alliance.Monitoring.Boards;
using Alliance.Platform.Jobs;
using Alliance.Tests.Site;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Monitoring;

public sealed class CityBoardsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_run_leaves_to_the_next_what_takes_too_long_and_who_waits_longest_comes_first(DatabaseKind on)
    {
        // What the job does, the test does.
        await using var app = await RealRegister.StartAsync(
            on,
            services => services.Remove(services.Single(s => s.ImplementationType == typeof(JobRunner)))
        );
        var all = await app.WithDbAsync(db => db.Cities.CountAsync(Cancel));
        Assert.True(all > 2);
        await MakeAsync(app, null);
        Assert.Equal(all, (await BoardsAsync(app)).Count);
        app.Time.Advance(TimeSpan.FromDays(1));
        var before = await BoardsAsync(app);

        // Whenever somebody looks at the clock, half a minute has passed.
        app.Time.AutoAdvanceAmount = TimeSpan.FromSeconds(30);
        var first = await MakeAsync(app, TimeSpan.FromMinutes(1));
        Assert.InRange(first, 1, all - 1);
        var made = Changed(before, await BoardsAsync(app));
        Assert.Equal(first, made.Count);

        // The others, and no city again.
        var second = await MakeAsync(app, TimeSpan.FromMinutes(1));
        Assert.InRange(second, 1, all - first);
        Assert.Equal(first + second, Changed(before, await BoardsAsync(app)).Count);
    }

    [Theory, EachDatabase]
    public async Task What_names_one_city_makes_no_other_one_due(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(
            on,
            services => services.Remove(services.Single(s => s.ImplementationType == typeof(JobRunner)))
        );
        await MakeAsync(app, null);
        var all = (await BoardsAsync(app)).Count;
        Assert.Equal(0, await MakeAsync(app, null));
        await app.RaiseAsync("report-calendar-changed", null, "deals", "board:espoo");
        await app.SettleAsync();
        Assert.Equal(1, await MakeAsync(app, null));
        await app.RaiseAsync("measurements-imported", null, "measurements");
        await app.SettleAsync();
        Assert.Equal(all, await MakeAsync(app, null));
    }

    private static async Task<int> MakeAsync(TestApp app, TimeSpan? most)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CityBoards>().MakeAsync(most, Cancel);
    }

    private static Task<Dictionary<long, DateTime>> BoardsAsync(TestApp app) =>
        app.WithDbAsync(db => db.CityBoards.ToDictionaryAsync(b => b.CityId, b => b.MadeAt, Cancel));

    private static List<long> Changed(Dictionary<long, DateTime> before, Dictionary<long, DateTime> after) =>
        [.. after.Where(b => before.GetValueOrDefault(b.Key) != b.Value).Select(b => b.Key)];
}
