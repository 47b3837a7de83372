using System.Collections.Concurrent;

namespace Alliance.Platform.Search;

/// <summary>
/// What was worked out lately. Two generations: when the younger is full the older goes, and what is still in use has moved
/// over by then.
/// </summary>
/// <param name="most">Of one generation.</param>
internal sealed class Remembered<TKey, TValue>(int most)
    where TKey : notnull
    where TValue : class
{
    private ConcurrentDictionary<TKey, TValue> young = [];
    private ConcurrentDictionary<TKey, TValue> old = [];
    private int count;

    public TValue? Find(TKey key)
    {
        if (young.TryGetValue(key, out var known))
            return known;
        return old.TryGetValue(key, out known) ? Keep(key, known) : null;
    }

    public TValue Keep(TKey key, TValue value)
    {
        young[key] = value;
        // Counting a concurrent dictionary would lock all of it.
        if (Interlocked.Increment(ref count) % most == 0)
            (old, young) = (young, []);
        return value;
    }
}
