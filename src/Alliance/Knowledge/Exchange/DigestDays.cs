namespace Alliance.Knowledge.Exchange;

/// <summary>When the next digest is due.</summary>
public static class DigestDays
{
    /// <param name="rhythm">Not <see cref="DigestRhythm.None"/>.</param>
    /// <param name="last">The day of the last one, where the member is.</param>
    public static DateOnly Next(DigestRhythm rhythm, DateOnly last) =>
        rhythm switch
        {
            DigestRhythm.Daily => last.AddDays(1),
            DigestRhythm.Weekly => last.AddDays(7),
            DigestRhythm.Monthly => last.AddMonths(1),
            _ => DateOnly.MaxValue,
        };
}
