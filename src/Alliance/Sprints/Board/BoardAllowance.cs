namespace Alliance.Sprints.Board;

/// <summary>How much one participant does, or one line asks: so much at once, and then so much a second. More is no person's hand.</summary>
internal sealed class BoardAllowance(TimeProvider time)
{
    private const double Burst = 40;
    private const double PerSecond = 2;

    private readonly Lock turn = new();
    private double left = Burst;
    private long at = time.GetTimestamp();

    /// <summary>Takes one; false where none is left.</summary>
    public bool Takes()
    {
        lock (turn)
        {
            var now = time.GetTimestamp();
            left = Math.Min(Burst, left + time.GetElapsedTime(at, now).TotalSeconds * PerSecond);
            at = now;
            if (left < 1)
                return false;
            left--;
            return true;
        }
    }
}
