using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Web;

/// <summary>
/// Brings what a node holds of the database up to date: first what rooms keep in memory (<see cref="Follower"/>), then
/// the cached pages, which go. On this node at once, and on PostgreSQL on every other by NOTIFY.
/// </summary>
public sealed class PageEviction(PageStore pages, IEnumerable<Follower> followers)
{
    public const string Channel = "alliance_evict";

    // PostgreSQL takes 8,000 bytes with a notification.
    private const int LongestPayload = 7_900;

    // Begins what this node says, so that it need not listen to itself.
    private readonly string node = Guid.NewGuid().ToString("N");

    /// <summary>On all nodes. Tags of one message; a follower reads from their company which of them is the whole truth.</summary>
    public async Task EvictAsync(AppDb db, IReadOnlyCollection<string> tags, CancellationToken cancellationToken)
    {
        if (tags.Count == 0)
            return;
        // The others first, so that they need not wait for what this node reads again.
        if (db is PostgresDb)
            await TellAsync(db, tags, cancellationToken);
        await EvictHereAsync(tags, cancellationToken);
    }

    private async Task TellAsync(AppDb db, IReadOnlyCollection<string> tags, CancellationToken cancellationToken)
    {
        var payload = $"{node} {string.Join(' ', tags)}";
        if (System.Text.Encoding.UTF8.GetByteCount(payload) > LongestPayload)
            payload = $"{node} {PageStore.Everything}";
        await db.Database.ExecuteSqlAsync($"SELECT pg_notify({Channel}, {payload})", cancellationToken);
    }

    /// <summary>What another node said; nothing is to be done about what this one said itself.</summary>
    public Task HearAsync(string payload, CancellationToken cancellationToken) =>
        payload.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var from, .. var tags] && from != node
            ? EvictHereAsync(tags, cancellationToken)
            : Task.CompletedTask;

    /// <summary>On this node alone.</summary>
    public async Task EvictHereAsync(IReadOnlyCollection<string> tags, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var follower in followers)
                await follower.FollowAsync(tags, cancellationToken);
        }
        finally
        {
            pages.Evict(tags);
        }
    }
}
