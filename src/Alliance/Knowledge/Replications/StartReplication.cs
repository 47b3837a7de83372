using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Replications;

/// <summary>A city is interested in what another one did: the first step on the way to doing it as well.</summary>
public sealed class StartReplication(AppDb db, TimeProvider time)
{
    /// <param name="actor">Deal or field manager of the city.</param>
    /// <param name="city">The city's number.</param>
    /// <param name="kind">Of what is taken over.</param>
    /// <param name="identifier">Its identifier.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The replication: the open one, where the city is at it already. Refused with <c>origin-not-found</c>, <c>not-allowed</c>,
    /// <c>origin-is-own</c>, <c>replications-are-many</c>, <c>somebody-was-faster</c>.
    /// </returns>
    public async Task<Outcome<Replication>> RunAsync(
        Actor actor,
        long city,
        OriginKind kind,
        string identifier,
        CancellationToken cancel = default
    )
    {
        if (await OriginNow.FindAsync(db, kind, identifier, cancel) is not { } origin)
            return new Refusal("origin-not-found");
        if (!DraftRights.MayEdit(actor, city))
            return new Refusal("not-allowed");
        if (origin.City?.Id == city)
            return new Refusal("origin-is-own");
        var open = await db.Replications.FirstOrDefaultAsync(
            r =>
                r.CityId == city && r.Kind == kind && r.Origin == identifier && r.EndedAt == null && r.ResultAt == null,
            cancel
        );
        if (open is not null)
            return open;
        if (await db.Replications.CountAsync(r => r.CityId == city, cancel) >= Replication.MostOfCity)
            return new Refusal("replications-are-many", $"{Replication.MostOfCity}");
        var last = await db.Replications.Where(r => r.CityId == city).MaxAsync(r => (int?)r.Number, cancel) ?? 0;
        var replication = new Replication
        {
            CityId = city,
            Number = last + 1,
            Kind = kind,
            Origin = identifier,
            Title = origin.Title,
            OriginCityId = origin.City?.Id,
            Parts = [.. origin.Parts],
            StartedAt = time.GetUtcNow().InWholeSeconds().UtcDateTime,
        };
        db.Replications.Add(replication);
        return await db.SaveInTurnAsync(cancel) is { } raced ? raced : replication;
    }
}
