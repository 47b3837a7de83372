namespace Alliance.Monitoring;

internal static class MeasuredNumbers
{
    /// <summary>
    /// What totals and health look at, and nothing else: a measurement has twice as many columns, most of them texts, and where millions are
    /// read that is most of the time. Where a number comes from, who said it and how is not in them.
    /// </summary>
    public static IQueryable<Measurement> Numbers(this IQueryable<Measurement> measured) =>
        measured.Select(m => new Measurement
        {
            DealId = m.DealId,
            Commitment = m.Commitment,
            Period = m.Period,
            Span = m.Span,
            Version = m.Version,
            Value = m.Value,
            Unit = m.Unit,
            Per = m.Per,
            Trust = m.Trust,
            RecordedAt = m.RecordedAt,
            ImportId = m.ImportId,
            Method = default,
            Source = "",
            OnBehalf = false,
        });
}
