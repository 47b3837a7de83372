using Alliance.Platform.Data;

namespace Alliance.Monitoring.Totals;

/// <summary>What <see cref="PromiseProgress.Newest"/> says, where the database says it: nothing else has to be read.</summary>
internal static class NewestNumbers
{
    /// <summary>Of each period the last version, where that is a number.</summary>
    public static IQueryable<Measurement> Of(AppDb db, IQueryable<Measurement> measured) =>
        measured.Where(m =>
            m.Value != null
            && !db.Measurements.Any(n =>
                n.DealId == m.DealId && n.Commitment == m.Commitment && n.Period == m.Period && n.Version > m.Version
            )
        );
}
