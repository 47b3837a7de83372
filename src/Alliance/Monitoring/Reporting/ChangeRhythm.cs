using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Reporting;

/// <summary>Says how often a promise is asked about, where that differs from its deal.</summary>
public sealed class ChangeRhythm(AppDb db)
{
    /// <returns>The rhythm. Refused with <c>not-allowed</c>, <c>promise-not-found</c>, <c>bad-rhythm</c>, <c>somebody-was-faster</c>.</returns>
    /// <param name="every">A code of <see cref="Rhythm"/>.</param>
    public async Task<Outcome<string>> RunAsync(
        Actor actor,
        string deal,
        string promise,
        string every,
        CancellationToken cancel = default
    )
    {
        var found = await db
            .Deals.Where(d => d.Identifier == deal && d.State != null)
            .Select(d => new
            {
                d.Id,
                d.CityId,
                Has = d.Commitments.Any(c => c.Key == promise),
            })
            .SingleOrDefaultAsync(cancel);
        if (found is null || !DealRights.MayEdit(actor, found.CityId))
            return new Refusal("not-allowed");
        if (!found.Has)
            return new Refusal("promise-not-found", promise);
        if (!Code.TryParse<Rhythm>(every, out var rhythm))
            return new Refusal("bad-rhythm");
        var own = await db.ReportRhythms.SingleOrDefaultAsync(
            r => r.DealId == found.Id && r.Commitment == promise,
            cancel
        );
        if (own is null)
            db.ReportRhythms.Add(
                new ReportRhythm
                {
                    DealId = found.Id,
                    Commitment = promise,
                    Every = rhythm,
                }
            );
        else
            own.Every = rhythm;
        if (await db.SaveInTurnAsync(cancel) is { } late)
            return late;
        await db
            .ReportCalendars.Where(c => c.CityId == found.CityId)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.PreparedOn, (DateOnly?)null), cancel);
        return every;
    }
}
