using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Signing;

/// <summary>Which ways of signing a city accepts for which instrument.</summary>
public sealed class SigningRules(AppDb db)
{
    public static readonly IReadOnlyList<SigningWay> All = Enum.GetValues<SigningWay>();

    /// <summary>All of them where the city has said nothing.</summary>
    public static async Task<IReadOnlyList<SigningWay>> WaysAsync(
        AppDb db,
        long city,
        Instrument instrument,
        CancellationToken cancel = default
    ) =>
        await db
            .SigningRules.Where(r => r.CityId == city && r.Instrument == instrument)
            .Select(r => r.Ways)
            .SingleOrDefaultAsync(cancel)
        ?? All;

    /// <returns>How many are accepted. Refused with <c>not-allowed</c>, <c>no-way-left</c>.</returns>
    public async Task<Outcome<int>> SetAsync(
        Actor actor,
        long city,
        Instrument instrument,
        IReadOnlyCollection<SigningWay> ways,
        CancellationToken cancel = default
    )
    {
        if (!DealRights.MayManage(actor, city))
            return new Refusal("not-allowed");
        if (ways.Count == 0)
            return new Refusal("no-way-left");
        var rule = await db.SigningRules.SingleOrDefaultAsync(
            r => r.CityId == city && r.Instrument == instrument,
            cancel
        );
        if (rule is null)
            db.SigningRules.Add(
                rule = new SigningRule
                {
                    CityId = city,
                    Instrument = instrument,
                    Ways = [],
                }
            );
        rule.Ways = [.. All.Where(ways.Contains)];
        await db.SaveChangesAsync(cancel);
        return rule.Ways.Count;
    }
}
