using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Fit;

/// <summary>Throws away what a city said of how something fits.</summary>
public sealed class RemoveFit(AppDb db)
{
    /// <returns>What it was about. Refused with <c>not-allowed</c>, <c>fit-not-found</c>, <c>somebody-was-faster</c>.</returns>
    public async Task<Outcome<FitName>> RunAsync(
        Actor actor,
        long city,
        FitName name,
        CancellationToken cancel = default
    )
    {
        if (!KnowledgeRights.MayEdit(actor, city))
            return new Refusal("not-allowed");
        var stored = $"{name}";
        var fit = await db.CityFits.SingleOrDefaultAsync(f => f.CityId == city && f.Subject == stored, cancel);
        if (fit is null)
            return new Refusal("fit-not-found");
        db.CityFits.Remove(fit);
        return await db.SaveInTurnAsync(cancel) is { } raced ? raced : name;
    }
}
