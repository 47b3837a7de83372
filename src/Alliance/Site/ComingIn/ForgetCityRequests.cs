using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site.ComingIn;

/// <summary>Deletes requests whose time is over: never proven, never answered, or declined; how many.</summary>
internal static class ForgetCityRequests
{
    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        // Asked first: on SQLite even a statement that deletes nothing takes the writer's turn.
        var due = services.GetRequiredService<AppDb>().CityRequests.Where(r => r.KeepUntil <= now);
        return await due.AnyAsync(cancel) ? await due.ExecuteDeleteAsync(cancel) : 0;
    }
}
