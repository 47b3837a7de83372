using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Totals;

public static class ClaimedShares
{
    /// <summary>Sums the claims that count anew, for who has stored many of them in the same transaction.</summary>
    public static Task<int> SumAsync(AppDb db) =>
        db.Database.ExecuteSqlAsync(
            $"""
            UPDATE effects SET claimed = (
                SELECT COALESCE(SUM(c.share), 0) FROM claims c
                WHERE c.effect_id = effects.id AND NOT EXISTS (
                    SELECT 1 FROM claims d WHERE d.deal_id = c.deal_id AND d.commitment = c.commitment
                        AND d.year = c.year AND d.version > c.version))
            """
        );
}
