using Alliance.Deals;
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
    /// <c>origin-is-own</c>, <c>english-summary-missing</c>, <c>replications-are-many</c>, <c>somebody-was-faster</c>.
    /// </returns>
    public async Task<Outcome<Replication>> RunAsync(
        Actor actor,
        long city,
        OriginKind kind,
        string identifier,
        CancellationToken cancel = default
    ) =>
        await OriginNow.FindAsync(db, kind, identifier, cancel) is { } origin
            ? await RunAsync(actor, city, origin, cancel)
            : new Refusal("origin-not-found");

    /// <summary>The same with what another installation has; refused in the same way.</summary>
    public async Task<Outcome<Replication>> RunAsync(
        Actor actor,
        long city,
        OriginNow origin,
        CancellationToken cancel = default
    )
    {
        if (!DraftRights.MayEdit(actor, city))
            return new Refusal("not-allowed");
        if (origin.City?.Id == city)
            return new Refusal("origin-is-own");
        var open = await db
            .Replications.Where(r => r.CityId == city && r.Kind == origin.Kind && r.Origin == origin.Identifier)
            .Where(r => r.EndedAt == null && r.ResultAt == null)
            .ToListAsync(cancel);
        // Two installations may use one identifier for different things.
        if (open.Find(r => r.Elsewhere?.Site == origin.Elsewhere?.Site) is { } same)
            return same;
        if (!origin.IsOffered)
            return new Refusal(InEnglish.Missing);
        if (await db.Replications.CountAsync(r => r.CityId == city, cancel) >= Replication.MostOfCity)
            return new Refusal("replications-are-many", $"{Replication.MostOfCity}");
        var last = await db.Replications.Where(r => r.CityId == city).MaxAsync(r => (int?)r.Number, cancel) ?? 0;
        var replication = new Replication
        {
            CityId = city,
            Number = last + 1,
            Kind = origin.Kind,
            Origin = origin.Identifier,
            Elsewhere = origin.Elsewhere,
            Title = origin.Title,
            OriginCityId = origin.City?.Id,
            Parts = [.. origin.Parts],
            StartedAt = time.GetUtcNow().InWholeSeconds().UtcDateTime,
        };
        db.Replications.Add(replication);
        return await db.SaveInTurnAsync(cancel) is { } raced ? raced : replication;
    }
}
