using System.Collections.Concurrent;

namespace Alliance.Sprints.Board;

/// <summary>How much one participant does: so much at once, and then so much a second. More is no person's hand.</summary>
internal sealed class BoardAllowance(TimeProvider time)
{
    private const double Burst = 40;
    private const double PerSecond = 2;

    private readonly ConcurrentDictionary<long, Left> left = new();

    /// <summary>Takes one; false where none is left.</summary>
    public bool Takes(long participant)
    {
        var now = time.GetTimestamp();
        var own = left.GetOrAdd(participant, _ => new Left { Count = Burst, At = now });
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
