using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Health;

/// <summary>
/// Says how a promise stands, against what the rules make of it. Whoever looks after the city's deals may, and everybody
/// reads the reason; the city's own promises are no exception.
/// </summary>
public sealed class OverrideHealth(AppDb db, TimeProvider time)
{
    /// <summary>What people can judge. That nobody was asked or has answered are facts.</summary>
    public static readonly IReadOnlyList<HealthState> Choices =
    [
        HealthState.OnTrack,
        HealthState.AtRisk,
        HealthState.OffTrack,
    ];

    /// <returns>
    /// What holds now. Refused with <c>deal-not-found</c>, <c>promise-not-found</c>, <c>not-allowed</c>,
    /// <c>not-concluded-here</c>, <c>somebody-was-faster</c>; or with <c>check-fields</c>: at <c>state</c>
    /// <c>health-missing</c>; at <c>reason</c> <c>reason-missing</c>, <c>text-too-long</c>.
    /// </returns>
    public async Task<Outcome<HealthOverride>> RunAsync(
        Actor actor,
        string deal,
        string commitment,
        string state,
        string reason,
        Language language,
        CancellationToken cancel = default
    )
    {
        var found = await db
            .Deals.Where(d => d.Identifier == deal)
            .Select(d => new
            {
                d.Id,
                d.CityId,
                City = d.City!.Identifier,
                d.State,
                Promised = d.Commitments.Any(c => c.Key == commitment),
            })
            .SingleOrDefaultAsync(cancel);
        if (found is null)
            return new Refusal("deal-not-found", deal);
        if (!found.Promised)
            return new Refusal("promise-not-found", commitment);
        if (!DealRights.MayEdit(actor, found.CityId))
            return new Refusal("not-allowed");
        if (found.State is null)
            return new Refusal("not-concluded-here");
        var words = StatedValues.OneLine(reason);
        List<FieldProblem> wrong = [];
        if (!Code.TryParse<HealthState>(state, out var chosen) || !Choices.Contains(chosen))
            wrong.Add(new("state", new Refusal("health-missing")));
        if (words.Length == 0)
            wrong.Add(new("reason", new Refusal("reason-missing")));
        if (words.Length > HealthOverride.ReasonLength)
            wrong.Add(new("reason", new Refusal("text-too-long")));
        if (wrong.Count > 0)
            return new Refusal("check-fields") { Fields = wrong };
        // Whole seconds, as in the format: what goes out comes back the same.
        var now = time.GetUtcNow().InWholeSeconds();
        var at = now.UtcDateTime;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // The moment is what tells one from another.
        if (
            await db.HealthOverrides.AnyAsync(
                o => o.DealId == found.Id && o.Commitment == commitment && o.SetAt >= at,
                cancel
            )
        )
            return new Refusal("somebody-was-faster");
        await EndAsync(db, found.Id, commitment, now, cancel);
        var set = new HealthOverride
        {
            DealId = found.Id,
            Commitment = commitment,
            State = chosen,
            Reason = words,
            Language = language.Code,
            AccountId = actor.AccountId,
            SetAt = at,
        };
        db.HealthOverrides.Add(set);
        db.Raise("health-overridden", null, [$"deal:{deal}", $"board:{found.City}"], now);
        if (await db.SaveInTurnAsync(cancel) is { } raced)
            return raced;
        await transaction.CommitAsync(cancel);
        return set;
    }

    /// <summary>A report was sent: what people said before it holds no more. Within the report's own transaction.</summary>
    public static Task<int> EndAsync(
        AppDb db,
        long deal,
        string commitment,
        DateTimeOffset now,
        CancellationToken cancel = default
    )
    {
        var at = now.UtcDateTime;
        return db
            .HealthOverrides.Where(o => o.DealId == deal && o.Commitment == commitment && o.EndedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(o => o.EndedAt, at), cancel);
    }
}
