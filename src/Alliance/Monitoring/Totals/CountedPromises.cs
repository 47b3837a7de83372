using Alliance.Monitoring.Indicators;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Totals;

/// <summary>The promises of a city that some indicator counts.</summary>
/// <param name="Choices">All versions of all of them, by deal and key.</param>
internal sealed record CountedPromises(
    IReadOnlyList<CountedPromise> Promises,
    IReadOnlyDictionary<PromiseName, NamedPromise> Names,
    ILookup<(long Deal, string Commitment), PromiseIndicator> Choices,
    IReadOnlyList<PromisedTotal> Promised
)
{
    /// <param name="deals">Where not all of the city's are meant.</param>
    /// <remarks>3 queries.</remarks>
    public static async Task<CountedPromises> LoadAsync(
        AppDb db,
        long city,
        IReadOnlyDictionary<string, Indicator> indicators,
        CancellationToken cancel,
        IReadOnlyCollection<string>? deals = null
    )
    {
        var own = db.Deals.Where(d => d.CityId == city);
        if (deals is not null)
            own = own.Where(d => deals.Contains(d.Identifier));
        var choices = (
            await db.PromiseIndicators.AsNoTracking().Where(c => own.Any(d => d.Id == c.DealId)).ToListAsync(cancel)
        ).ToLookup(c => (c.DealId, c.Commitment));
        var promises = await db
            .Commitments.AsNoTracking()
            .Join(own, c => c.DealId, d => d.Id, (c, d) => new { Deal = d, Promise = c })
            .Where(p => db.PromiseIndicators.Any(c => c.DealId == p.Deal.Id && c.Commitment == p.Promise.Key))
            .Select(p => new
            {
                p.Deal.Id,
                p.Deal.Identifier,
                p.Deal.Slug,
                p.Deal.Title,
                p.Promise.Key,
                p.Promise.By,
                p.Promise.With,
                p.Promise.Action,
                p.Promise.Quantity,
                p.Promise.Direction,
                p.Promise.Baseline,
                p.Promise.Target,
                Given = p.Deal.Agreed ?? p.Deal.Start,
            })
            .ToListAsync(cancel);
        var parties = await db
            .Parties.AsNoTracking()
            .Where(p =>
                p.OrganisationId != null
                && own.Any(d => d.Id == p.DealId)
                && db.PromiseIndicators.Any(c => c.DealId == p.DealId)
            )
            .Select(p => new
            {
                p.DealId,
                p.Key,
                Organisation = p.Organisation!.MergedIntoId ?? p.OrganisationId!.Value,
            })
            .ToDictionaryAsync(p => (p.DealId, p.Key), p => p.Organisation, cancel);
        var counted = new List<CountedPromise>();
        var promised = new List<PromisedTotal>();
        var names = new Dictionary<PromiseName, NamedPromise>();
        foreach (var p in promises)
        {
            var name = new PromiseName(p.Identifier, p.Key);
            names[name] = new NamedPromise(p.Id, name, p.Slug, p.Title, p.Action);
            if (choices[(p.Id, p.Key)].MaxBy(c => c.Version) is not { IndicatorId: { } indicator } choice)
                continue;
            if (
                PromisedTotal.Of(
                    indicators[indicator],
                    choice.Scope,
                    p.Quantity,
                    p.Direction,
                    p.Baseline,
                    p.Target,
                    p.Given
                ) is
                { } amount
            )
                promised.Add(amount);
            var organisations = p
                .With.Prepend(p.By)
                .Where(k => parties.ContainsKey((p.Id, k)))
                .Select(k => parties[(p.Id, k)]);
            counted.Add(
                new CountedPromise(name, p.Id, indicator, choice.Sector, choice.Scope, [.. organisations.Distinct()])
            );
        }
        return new CountedPromises(counted, names, choices, PromisedTotal.Together(promised));
    }
}
