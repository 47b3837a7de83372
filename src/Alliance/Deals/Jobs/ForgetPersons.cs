using Alliance.Deals.Existing;
using Alliance.Deals.Joining;
using Alliance.Deals.Talks;
using Alliance.Platform.Data;

namespace Alliance.Deals.Jobs;

/// <summary>Forgets persons beside deals whose time is over; how many.</summary>
internal static class ForgetPersons
{
    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<AppDb>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        return await ForgetJoiners.RunAsync(db, now, cancel)
            + await ForgetTalks.RunAsync(db, now, cancel)
            + await ForgetConfirmers.RunAsync(db, now, cancel);
    }
}
