using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Roadmaps.Stakeholders;

/// <summary>Forgets what stakeholder maps say about persons when its day has come; how many.</summary>
internal static class ForgetRemarks
{
    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<AppDb>();
        var today = DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        var due = db.Stakeholders.Where(s => s.PersonalUntil <= today);
        // Asked first: on SQLite even a statement that changes nothing takes the writer's turn.
        if (!await due.AnyAsync(cancel))
            return 0;
        return await due.ExecuteUpdateAsync(
            u =>
                u.SetProperty(s => s.KnownBy, "")
                    .SetProperty(s => s.Remark, "")
                    .SetProperty(s => s.PersonalUntil, (DateOnly?)null)
                    .SetProperty(s => s.Turn, s => s.Turn + 1),
            cancel
        );
    }
}
