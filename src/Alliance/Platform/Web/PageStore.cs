using Microsoft.AspNetCore.OutputCaching;

namespace Alliance.Platform.Web;

/// <summary>
/// The cached pages, in memory, within a fixed size; the least recently used go first. What the framework's own store
/// does not do, and why this one exists: a page that was rendered before one of its tags was evicted is not stored after
/// it. Storing and evicting happen under one lock, so there is no moment between the check and the storing.
/// </summary>
public sealed class PageStore(TimeProvider time, long limit = PageStore.DefaultLimit) : IOutputCacheStore
{
    public const long DefaultLimit = 64 * 1024 * 1024;

    /// <summary>The tag that means every page.</summary>
    public const string Everything = "*";

    private const string StartedPrefix = "started:";
    private const int MostRemembered = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> keysByTag = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> byUse = new();
    private readonly Dictionary<string, long> evictedAt = new(StringComparer.Ordinal);
    private long evictions;
    private long everythingEvictedAt;
    private long size;

    public int Count
    {
        get
        {
            lock (gate)
                return byKey.Count;
        }
    }

    /// <summary>
    /// To be taken when a request begins, before anything is read from the database, and handed to the page's tags: the
    /// store compares it with the evictions since.
    /// </summary>
    public string Started()
    {
        lock (gate)
            return StartedPrefix + evictions.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (!byKey.TryGetValue(key, out var node))
                return new((byte[]?)null);
            if (node.Value.Expires <= time.GetUtcNow())
            {
                Remove(node);
                return new((byte[]?)null);
            }
            byUse.Remove(node);
            byUse.AddFirst(node);
            return new(node.Value.Body);
        }
    }

    public ValueTask SetAsync(
        string key,
        byte[] value,
        string[]? tags,
        TimeSpan validFor,
        CancellationToken cancellationToken
    )
    {
        var own = (tags ?? []).Where(t => !t.StartsWith(StartedPrefix, StringComparison.Ordinal)).ToArray();
        var entry = new Entry(key, value, own, time.GetUtcNow() + validFor);
        lock (gate)
        {
            if (!IsCurrent(tags ?? [], own) || entry.Size > limit / 10)
                return ValueTask.CompletedTask;
            if (byKey.TryGetValue(key, out var old))
                Remove(old);
            Add(entry);
            while (size > limit)
                Remove(byUse.Last!);
        }
        return ValueTask.CompletedTask;
    }

    public ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken)
    {
        Evict([tag]);
        return ValueTask.CompletedTask;
    }

    public void Evict(IReadOnlyCollection<string> tags)
    {
        lock (gate)
        {
            foreach (var tag in tags)
            {
                evictions++;
                if (tag == Everything)
                    EvictEverything();
                else
                    EvictTag(tag);
            }
        }
    }

    private void EvictEverything()
    {
        everythingEvictedAt = evictions;
        evictedAt.Clear();
        byKey.Clear();
        keysByTag.Clear();
        byUse.Clear();
        size = 0;
    }

    private void EvictTag(string tag)
    {
        // Forgetting the oldest evictions would let a stale page in; refusing every page under way costs one rendering.
        if (evictedAt.Count >= MostRemembered)
        {
            everythingEvictedAt = evictions;
            evictedAt.Clear();
        }
        evictedAt[tag] = evictions;
        if (keysByTag.TryGetValue(tag, out var keys))
            foreach (var key in keys.ToArray())
                Remove(byKey[key]);
    }

    // A page without its beginning cannot be judged and is not stored.
    private bool IsCurrent(string[] tags, string[] own)
    {
        var started = Array.Find(tags, t => t.StartsWith(StartedPrefix, StringComparison.Ordinal));
        return started is not null
            && long.TryParse(started.AsSpan(StartedPrefix.Length), out var at)
            && at >= everythingEvictedAt
            && !own.Any(t => evictedAt.TryGetValue(t, out var evicted) && evicted > at);
    }

    private void Add(Entry entry)
    {
        byKey[entry.Key] = byUse.AddFirst(entry);
        size += entry.Size;
        foreach (var tag in entry.Tags)
        {
            if (!keysByTag.TryGetValue(tag, out var keys))
                keysByTag[tag] = keys = new HashSet<string>(StringComparer.Ordinal);
            keys.Add(entry.Key);
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        byUse.Remove(node);
        byKey.Remove(node.Value.Key);
        size -= node.Value.Size;
        foreach (var tag in node.Value.Tags)
            if (keysByTag.TryGetValue(tag, out var keys) && keys.Remove(node.Value.Key) && keys.Count == 0)
                keysByTag.Remove(tag);
    }

    private sealed record Entry(string Key, byte[] Body, string[] Tags, DateTimeOffset Expires)
    {
        // Strings take two bytes a character; the rest is what dictionaries and lists need, about.
        public long Size { get; } = Body.Length + 2 * Key.Length + Tags.Sum(t => 2 * t.Length + 60) + 300;
    }
}
