using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Identity;

/// <summary>Deletes requests to act for an organisation when their time is over, answered or not; how many.</summary>
internal static class ForgetRequests
{
    public static Task<int> RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        return services
            .GetRequiredService<AppDb>()
            .MembershipRequests.Where(r => r.ExpiresAt <= now)
            .ExecuteDeleteAsync(cancel);
    }
}
