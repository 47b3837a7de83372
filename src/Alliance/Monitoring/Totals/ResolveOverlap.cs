using System.Globalization;
using System.Text.RegularExpressions;
using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Totals;

/// <summary>What the city says of two promises that may count the same effect, as it was typed.</summary>
/// <param name="City">The city's identifier.</param>
/// <param name="First">One of the two, <c>ma-11.c1</c>.</param>
/// <param name="Way"><c>shared</c> or <c>different</c>.</param>
/// <param name="Action">Of a shared effect: a short code of what was done.</param>
/// <param name="FirstShare">Percent of the effect that the first one counts.</param>
/// <param name="Reason">Why it is not the same.</param>
public sealed record StatedResolution(
    string City,
    string First,
    string Second,
    string Way,
    string Action,
    string FirstShare,
    string SecondShare,
    string Reason,
    CultureInfo Culture
);

/// <summary>Settles an overlap: shares of one effect for every year of it, or that it is not the same.</summary>
public sealed partial class ResolveOverlap(AppDb db, TimeProvider time)
{
    private const decimal Percent = Claim.Whole / 100m;

    /// <returns>
    /// The overlap as it was found. Refused with <c>not-allowed</c>, <c>overlap-not-found</c>, <c>share-exceeds</c> (with what is
    /// left, in percent), <c>somebody-was-faster</c>; or with <c>check-fields</c>: at <c>way</c> <c>way-missing</c>; at <c>action</c>
    /// <c>not-a-code</c>; at a share <c>not-a-share</c>; at <c>reason</c> <c>reason-missing</c>, <c>text-too-long</c>.
    /// </returns>
    public async Task<Outcome<FoundOverlap>> RunAsync(
        Actor actor,
        StatedResolution stated,
        CancellationToken cancel = default
    )
    {
        // Whole seconds, as in the format: what goes out comes back the same.
        var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        var city = await db.Cities.AsNoTracking().SingleOrDefaultAsync(c => c.Identifier == stated.City, cancel);
        if (city is null || !DealRights.MayEdit(actor, city.Id))
            return new Refusal("not-allowed");
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await CityOverlaps.FindAsync(db, city.Id, stated.First, stated.Second, cancel) is not { } overlap)
            return new Refusal("overlap-not-found");
        var refusal = stated.Way switch
        {
            "different" => await DifferAsync(overlap, StatedValues.OneLine(stated.Reason), now, cancel),
            "shared" => await ShareAsync(city.Id, overlap, stated, now, cancel),
            _ => Wrong("way", "way-missing"),
        };
        if (refusal is not null)
            return refusal;
        string[] tags = [$"deal:{overlap.First.Name.Deal}", $"deal:{overlap.Second.Name.Deal}", "measurements"];
        db.Raise("overlap-resolved", null, tags, now);
        if (await db.SaveInTurnAsync(cancel) is { } raced)
            return raced;
        long[] deals = [overlap.Pair.First.DealId, overlap.Pair.Second.DealId];
        await SharedNumbers.FollowAsync(db, db.Claims.Where(c => deals.Contains(c.DealId)), cancel);
        await transaction.CommitAsync(cancel);
        return overlap;
    }

    private async Task<Refusal?> DifferAsync(
        FoundOverlap overlap,
        string reason,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        if (reason.Length is 0 or > OverlapAnswer.ReasonLength)
            return Wrong("reason", reason.Length == 0 ? "reason-missing" : "text-too-long");
        await TakeBackAsync(overlap, cancel);
        db.OverlapAnswers.Add(
            new OverlapAnswer
            {
                FirstDealId = overlap.Pair.First.DealId,
                FirstCommitment = overlap.First.Name.Commitment,
                SecondDealId = overlap.Pair.Second.DealId,
                SecondCommitment = overlap.Second.Name.Commitment,
                Reason = reason,
                RecordedAt = now.UtcDateTime,
            }
        );
        return null;
    }

    // What was said before no longer holds.
    private Task<int> TakeBackAsync(FoundOverlap overlap, CancellationToken cancel)
    {
        var (first, second) = (overlap.Pair.First.DealId, overlap.Pair.Second.DealId);
        var (one, other) = (overlap.First.Name.Commitment, overlap.Second.Name.Commitment);
        return db
            .OverlapAnswers.Where(a =>
                a.FirstDealId == first
                && a.FirstCommitment == one
                && a.SecondDealId == second
                && a.SecondCommitment == other
            )
            .ExecuteDeleteAsync(cancel);
    }

    private async Task<Refusal?> ShareAsync(
        long city,
        FoundOverlap overlap,
        StatedResolution stated,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var wrong = new List<FieldProblem>();
        var action = stated.Action.Trim();
        if (action.Length > Effect.ActionLength || !ShortCode().IsMatch(action))
            wrong.Add(new FieldProblem("action", new Refusal("not-a-code")));
        var first = ShareOf("first-share", stated.FirstShare);
        var second = ShareOf("second-share", stated.SecondShare);
        if (wrong.Count > 0)
            return new Refusal("check-fields") { Fields = wrong };
        await TakeBackAsync(overlap, cancel);
        var shape = overlap.Pair.First;
        var unit = await db
            .Indicators.Where(i => i.Identifier == shape.Indicator)
            .Select(i => i.Unit)
            .SingleAsync(cancel);
        var gas = Effect.GasOf(unit);
        var growth = new Dictionary<long, Growth>();
        // In the order of years: two who settle the same at once wait for each other, not in a circle.
        foreach (var year in overlap.Open.Concat(overlap.Shared.Select(s => s.Year)).Order())
        {
            var effect = await db.Effects.SingleOrDefaultAsync(
                e =>
                    e.TerritoryId == city
                    && e.Action == action
                    && e.Sector == shape.Sector
                    && e.Scope == shape.Scope
                    && e.Gas == gas
                    && e.Year == year,
                cancel
            );
            if (effect is null)
            {
                effect = new Effect
                {
                    Action = action,
                    Sector = shape.Sector,
                    TerritoryId = city,
                    Scope = shape.Scope,
                    Gas = gas,
                    Year = year,
                };
                db.Effects.Add(effect);
                if (await db.SaveInTurnAsync(cancel) is { } raced)
                    return raced;
            }
            await ClaimAsync(overlap.Pair.First, year, effect, first, growth, now, cancel);
            await ClaimAsync(overlap.Pair.Second, year, effect, second, growth, now, cancel);
        }
        // What becomes free first.
        foreach (var (effect, more) in growth.OrderBy(g => g.Value.More).ThenBy(g => g.Key))
            if (await GrowAsync(effect, more, cancel) is { } left)
                return new Refusal("share-exceeds", (left / Percent).ToString("0.####", stated.Culture));
        return null;

        long ShareOf(string field, string typed)
        {
            if (
                TypedNumber.TryParse(typed, stated.Culture, out var percent)
                && percent is >= 0 and <= 100
                && percent * Percent % 1 == 0
            )
                return (long)(percent * Percent);
            wrong.Add(new FieldProblem(field, new Refusal("not-a-share")));
            return 0;
        }
    }

    private async Task ClaimAsync(
        CountedPromise promise,
        int year,
        Effect effect,
        long share,
        Dictionary<long, Growth> growth,
        DateTimeOffset at,
        CancellationToken cancel
    )
    {
        var before = await db
            .Claims.AsNoTracking()
            .Where(c => c.DealId == promise.DealId && c.Commitment == promise.Name.Commitment && c.Year == year)
            .OrderByDescending(c => c.Version)
            .FirstOrDefaultAsync(cancel);
        if (before is not null)
        {
            var old = growth.GetValueOrDefault(before.EffectId);
            growth[before.EffectId] = new Growth(old.More - before.Share, old.Had + before.Share);
        }
        var now = growth.GetValueOrDefault(effect.Id);
        growth[effect.Id] = now with { More = now.More + share };
        db.Claims.Add(
            new Claim
            {
                DealId = promise.DealId,
                Commitment = promise.Name.Commitment,
                Year = year,
                Version = (before?.Version ?? 0) + 1,
                EffectId = effect.Id,
                Share = share,
                RecordedAt = at.UtcDateTime,
            }
        );
    }

    /// <summary>Null where there was room; else how much there is for the promises concerned.</summary>
    private async Task<long?> GrowAsync(long effect, Growth growth, CancellationToken cancel)
    {
        var (more, had) = growth;
        var grown = await db
            .Effects.Where(e => e.Id == effect && e.Claimed + more <= Claim.Whole)
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.Claimed, e => e.Claimed + more), cancel);
        if (grown > 0)
            return null;
        return Claim.Whole
            + had
            - await db.Effects.Where(e => e.Id == effect).Select(e => e.Claimed).SingleAsync(cancel);
    }

    /// <param name="More">How much more, or less, of an effect is claimed.</param>
    /// <param name="Had">How much of it those claimed before who claim anew.</param>
    private readonly record struct Growth(long More, long Had);

    private static Refusal Wrong(string field, string code) =>
        new("check-fields") { Fields = [new FieldProblem(field, new Refusal(code))] };

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ShortCode();
}
