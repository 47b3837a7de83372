using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Web;

/// <summary>Makes cached pages go: on this node at once, and on PostgreSQL on every other by NOTIFY.</summary>
public sealed class PageEviction(PageStore pages)
{
    public const string Channel = "alliance_evict";

    // PostgreSQL takes 8,000 bytes with a notification.
    private const int LongestPayload = 7_900;

    public async Task EvictAsync(AppDb db, IReadOnlyCollection<string> tags, CancellationToken cancellationToken)
    {
        if (tags.Count == 0)
            return;
        pages.Evict(tags);
        if (!db.Database.IsNpgsql())
            return;
        var payload = string.Join(' ', tags);
        if (System.Text.Encoding.UTF8.GetByteCount(payload) > LongestPayload)
            payload = PageStore.Everything;
        await db.Database.ExecuteSqlAsync($"SELECT pg_notify({Channel}, {payload})", cancellationToken);
    }
}
