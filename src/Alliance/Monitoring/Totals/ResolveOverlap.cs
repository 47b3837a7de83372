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
        var now = time.GetUtcNow().InWholeSeconds();
        var city = await db.Cities.AsNoTracking().SingleOrDefaultAsync(c => c.Identifier == stated.City, cancel);
        if (city is null || !DealRights.MayEdit(actor, city.Id))
            return new Refusal("not-allowed");
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // What is left to others is worked out from the numbers of both, which others may be storing at this moment.
        await db.TakeTurnAsync(cancel);
        if (await CityOverlaps.FindAsync(db, city.Id, stated.First, stated.Second, cancel) is not { } overlap)
            return new Refusal("overlap-not-found");
        var anew = new ClaimsAnew(db, now.UtcDateTime);
        var refusal = stated.Way switch
        {
            "different" => await DifferAsync(overlap, StatedValues.OneLine(stated.Reason), anew, now, cancel),
            "shared" => await ShareAsync(city.Id, overlap, stated, anew, now, cancel),
            _ => Wrong("way", "way-missing"),
        };
        if (refusal is not null)
            return refusal;
        var freed = await anew.FreeWhoIsAloneAsync(cancel);
        if (await anew.GrowAsync(cancel) is { } left)
            return new Refusal("share-exceeds", (left / Percent).ToString("0.####", stated.Culture));
        var others = await db.Deals.Where(d => freed.Contains(d.Id)).Select(d => d.Identifier).ToListAsync(cancel);
        string[] tags =
        [
            $"deal:{overlap.First.Name.Deal}",
            $"deal:{overlap.Second.Name.Deal}",
            .. others.Select(d => "deal:" + d),
            "measurements",
        ];
        db.Raise("overlap-resolved", null, tags, now);
        if (await db.SaveInTurnAsync(cancel) is { } raced)
            return raced;
        long[] deals = [overlap.Pair.First.DealId, overlap.Pair.Second.DealId, .. freed];
        await SharedNumbers.FollowAsync(db, db.Claims.Where(c => deals.Contains(c.DealId)), cancel);
        await transaction.CommitAsync(cancel);
        return overlap;
    }

    private async Task<Refusal?> DifferAsync(
        FoundOverlap overlap,
        string reason,
        ClaimsAnew anew,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        if (reason.Length is 0 or > OverlapAnswer.ReasonLength)
            return Wrong("reason", reason.Length == 0 ? "reason-missing" : "text-too-long");
        var (first, second) = overlap.Pair;
        if (await AnswerOf(overlap.Pair).SingleOrDefaultAsync(cancel) is { } answer)
            (answer.Reason, answer.Withdrawn, answer.RecordedAt) = (reason, false, now.UtcDateTime);
        else
            db.OverlapAnswers.Add(
                new OverlapAnswer
                {
                    FirstDealId = first.DealId,
                    FirstCommitment = first.Name.Commitment,
                    SecondDealId = second.DealId,
                    SecondCommitment = second.Name.Commitment,
                    Reason = reason,
                    RecordedAt = now.UtcDateTime,
                }
            );
        // What they shared was no one effect: each counts whole again, also for a year in which one has no number any more.
        var claims = await ClaimsOfAsync(overlap.Pair, cancel);
        foreach (var year in claims.Keys.Select(k => k.Year).Distinct().Order())
        {
            var (one, other) = (
                claims.GetValueOrDefault((first.Name, year)),
                claims.GetValueOrDefault((second.Name, year))
            );
            if (!OverlapRules.IsShared(one, other))
                continue;
            anew.Add(first, year, one, null, Claim.Whole);
            anew.Add(second, year, other, null, Claim.Whole);
        }
        return null;
    }

    private IQueryable<OverlapAnswer> AnswerOf(OverlapPair pair)
    {
        var (first, second) = (pair.First.DealId, pair.Second.DealId);
        var (one, other) = (pair.First.Name.Commitment, pair.Second.Name.Commitment);
        return db.OverlapAnswers.Where(a =>
            a.FirstDealId == first
            && a.FirstCommitment == one
            && a.SecondDealId == second
            && a.SecondCommitment == other
        );
    }

    /// <summary>What both claim now, by promise and year.</summary>
    private async Task<Dictionary<(PromiseName Promise, int Year), Claim>> ClaimsOfAsync(
        OverlapPair pair,
        CancellationToken cancel
    )
    {
        var (first, second) = (pair.First.DealId, pair.Second.DealId);
        var (one, other) = (pair.First.Name.Commitment, pair.Second.Name.Commitment);
        var claims = await db
            .Claims.AsNoTracking()
            .Where(c => c.DealId == first && c.Commitment == one || c.DealId == second && c.Commitment == other)
            .ToListAsync(cancel);
        return PromiseNumbers
            .Current(claims)
            .Values.ToDictionary(c =>
                ((c.DealId, c.Commitment) == (first, one) ? pair.First.Name : pair.Second.Name, c.Year)
            );
    }

    private async Task<Refusal?> ShareAsync(
        long city,
        FoundOverlap overlap,
        StatedResolution stated,
        ClaimsAnew anew,
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
        // What was said before no longer holds.
        if (await AnswerOf(overlap.Pair).SingleOrDefaultAsync(a => !a.Withdrawn, cancel) is { } answer)
            (answer.Withdrawn, answer.RecordedAt) = (true, now.UtcDateTime);
        var shape = overlap.Pair.First;
        var unit = await db
            .Indicators.Where(i => i.Identifier == shape.Indicator)
            .Select(i => i.Unit)
            .SingleAsync(cancel);
        var gas = Effect.GasOf(unit);
        var claims = await ClaimsOfAsync(overlap.Pair, cancel);
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
            Add(overlap.Pair.First, first);
            Add(overlap.Pair.Second, second);

            void Add(CountedPromise promise, long share) =>
                anew.Add(promise, year, claims.GetValueOrDefault((promise.Name, year)), effect.Id, share);
        }
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

    private static Refusal Wrong(string field, string code) =>
        new("check-fields") { Fields = [new FieldProblem(field, new Refusal(code))] };

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ShortCode();
}
