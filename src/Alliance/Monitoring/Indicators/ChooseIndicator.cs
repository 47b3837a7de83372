using Alliance.Deals;
using Alliance.Monitoring.Importing;
using Alliance.Monitoring.Totals;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Indicators;

/// <summary>By which indicator a promise shall be counted, as it was typed.</summary>
/// <param name="Deal">The deal's identifier.</param>
/// <param name="Commitment">The promise's key.</param>
/// <param name="Indicator">An identifier; empty takes the choice back.</param>
/// <param name="Sector">A code of <see cref="Indicators.Sector"/>.</param>
/// <param name="Scope">A code of <see cref="EmissionScope"/>; only emissions have one.</param>
/// <param name="After">The version that was seen; 0 where nothing was chosen yet.</param>
public sealed record StatedChoice(
    string Deal,
    string Commitment,
    string Indicator,
    string Sector,
    string Scope,
    int After
);

/// <summary>Says by which indicator a promise is counted.</summary>
public sealed class ChooseIndicator(AppDb db, TimeProvider time)
{
    /// <returns>
    /// The choice. Refused with <c>deal-not-found</c>, <c>promise-not-found</c>, <c>not-allowed</c>, <c>not-concluded-here</c>,
    /// <c>somebody-was-faster</c>; or with <c>check-fields</c>: at <c>indicator</c> <c>indicator-not-found</c>, <c>unit-differs</c>,
    /// <c>ratio-not-summed</c>, <c>span-differs</c>; at <c>sector</c> <c>sector-missing</c>.
    /// </returns>
    public async Task<Outcome<PromiseIndicator>> RunAsync(
        Actor actor,
        StatedChoice stated,
        CancellationToken cancel = default
    )
    {
        // Whole seconds, as in the format: what goes out comes back the same.
        var now = time.GetUtcNow().InWholeSeconds();
        var found = await FoundPromise.LoadAsync(db, stated.Deal, stated.Commitment, cancel);
        if (found.Refusal is { } missing)
            return missing;
        var (deal, promise, _) = found.Value;
        if (!DealRights.MayEdit(actor, deal.CityId))
            return new Refusal("not-allowed");
        if (deal.State is null)
            return new Refusal("not-concluded-here");
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // Totals are written with the choice, as with each measurement: one after another.
        await db.TakeTurnAsync(cancel);
        if (await OpenImport.HoldsAsync(db, [deal.Id], cancel))
            return new Refusal("import-running");
        var measured = await db
            .Measurements.AsNoTracking()
            .Where(m => m.DealId == deal.Id && m.Commitment == promise.Key)
            .ToListAsync(cancel);
        var choices = await db
            .PromiseIndicators.AsNoTracking()
            .Where(c => c.DealId == deal.Id && c.Commitment == promise.Key)
            .ToListAsync(cancel);
        if (stated.After != (choices.Count == 0 ? 0 : choices.Max(c => c.Version)))
            return new Refusal("somebody-was-faster");
        var wrong = new List<FieldProblem>();
        Indicator? indicator = null;
        if (stated.Indicator.Length > 0)
        {
            indicator = await db
                .Indicators.AsNoTracking()
                .SingleOrDefaultAsync(i => i.Identifier == stated.Indicator, cancel);
            if (Misfit(stated.Indicator, indicator, PromiseProgress.Of(deal, promise, measured)) is { } misfit)
                wrong.Add(new FieldProblem("indicator", misfit));
        }
        var sector = Sector.Other;
        if (indicator is not null && !Code.TryParse(stated.Sector, out sector))
            wrong.Add(new FieldProblem("sector", new Refusal("sector-missing")));
        if (wrong.Count > 0)
            return new Refusal("check-fields") { Fields = wrong };
        var choice = new PromiseIndicator
        {
            DealId = deal.Id,
            Commitment = promise.Key,
            Version = stated.After + 1,
            IndicatorId = indicator?.Identifier,
            Sector = sector,
            Scope = ScopeOf(indicator, stated.Scope),
            RecordedAt = now.UtcDateTime,
        };
        db.PromiseIndicators.Add(choice);
        db.Raise("indicator-chosen", null, [$"deal:{deal.Identifier}", "measurements"], now);
        if (await db.SaveInTurnAsync(cancel) is { } raced)
            return raced;
        var id = PromiseIndicatorDocument.IdOf(deal.Identifier, promise.Key, choice.Version);
        await Rollups.FollowAsync(db, [deal.Identifier], new HashSet<string> { id }, promise.Key, cancel);
        await transaction.CommitAsync(cancel);
        return choice;
    }

    /// <summary>Whether numbers of this unit are emissions, which have a scope.</summary>
    public static bool IsOfEmissions(string unit) => Effect.GasOf(unit) != Gas.None;

    private static Refusal? Misfit(string asked, Indicator? indicator, PromiseProgress promise)
    {
        if (indicator is null)
            return new Refusal("indicator-not-found", asked);
        if (promise.Unit is { } unit && !UnitScale.Alike(indicator.Unit).Contains(unit))
            return new Refusal("unit-differs", unit);
        // Grams a meal of two kitchens do not add up; meals a year do.
        if (promise.Per is not (null or "year"))
            return new Refusal("ratio-not-summed");
        return promise.Span is { } span && span != indicator.Span ? new Refusal("span-differs") : null;
    }

    private static EmissionScope ScopeOf(Indicator? indicator, string stated) =>
        indicator is null || !IsOfEmissions(indicator.Unit) ? EmissionScope.NotApplicable
        : Code.TryParse<EmissionScope>(stated, out var scope) && scope != EmissionScope.NotApplicable ? scope
        : EmissionScope.NotStated;
}
