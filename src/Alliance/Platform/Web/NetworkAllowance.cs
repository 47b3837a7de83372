using System.Collections.Concurrent;

namespace Alliance.Platform.Web;

/// <summary>
/// How often one network address may do what gives a person work: so many at once, for a class or a workshop behind one line, and then one a minute.
/// Each thing that is limited so has a class of its own.
/// </summary>
public abstract class NetworkAllowance(TimeProvider time)
{
    internal const int Burst = 30;
    private const double PerSecond = 1.0 / 60;

    // Who has all of it left need not be remembered.
    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<string, Left> left = new(StringComparer.Ordinal);

    /// <summary>Takes one; false where none is left.</summary>
    public bool Takes(string client)
    {
        var now = time.GetTimestamp();
        if (left.Count > MostKept)
            foreach (var (other, its) in left)
                if (its.Count + time.GetElapsedTime(its.At, now).TotalSeconds * PerSecond >= Burst)
                    left.TryRemove(other, out _);
        var own = left.GetOrAdd(client, _ => new Left { Count = Burst, At = now });
        lock (own)
        {
            own.Count = Math.Min(Burst, own.Count + time.GetElapsedTime(own.At, now).TotalSeconds * PerSecond);
            own.At = now;
            if (own.Count < 1)
                return false;
            own.Count--;
            return true;
        }
    }

    private sealed class Left
    {
        public double Count { get; set; }
        public long At { get; set; }
    }
}
