using Alliance.Deals;
using Alliance.Monitoring.Indicators;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Totals;

/// <summary>The promises of a city that some indicator counts.</summary>
/// <param name="Choices">All versions of all of them, by deal and key.</param>
internal sealed record CountedPromises(
    IReadOnlyList<CountedPromise> Promises,
    IReadOnlyDictionary<PromiseName, NamedPromise> Names,
    ILookup<(long Deal, string Commitment), PromiseIndicator> Choices
)
{
    /// <summary>Of a city all of them, or those alone that are named.</summary>
    /// <remarks>3 queries.</remarks>
    public static async Task<CountedPromises> LoadAsync(
        AppDb db,
        long city,
        IReadOnlyDictionary<string, Indicator> indicators,
        IReadOnlyCollection<PromiseName>? named = null,
        CancellationToken cancel = default
    )
    {
        var own = db.Deals.Where(d => d.CityId == city);
        var made = db.Commitments.AsNoTracking();
        var chosen = db.PromiseIndicators.AsNoTracking();
        if (named is not null)
        {
            // Whoever has the deal of the one and the key of the other is read too, and left out below.
            var deals = named.Select(n => n.Deal).Distinct().ToList();
            var keys = named.Select(n => n.Commitment).Distinct().ToList();
            own = own.Where(d => deals.Contains(d.Identifier));
            made = made.Where(c => keys.Contains(c.Key));
            chosen = chosen.Where(c => keys.Contains(c.Commitment));
        }
        var ids = own.Select(d => d.Id);
        var choices = (await chosen.Where(c => ids.Contains(c.DealId)).ToListAsync(cancel)).ToLookup(c =>
            (c.DealId, c.Commitment)
        );
        var promises = await made.Join(own, c => c.DealId, d => d.Id, (c, d) => new { Deal = d, Promise = c })
            .Where(p => db.PromiseIndicators.Any(c => c.DealId == p.Deal.Id && c.Commitment == p.Promise.Key))
            .Select(p => new
            {
                p.Deal.Id,
                p.Deal.Identifier,
                p.Deal.Slug,
                p.Deal.Title,
                p.Deal.State,
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
        var parties = await OrganisationsAsync(
            db.Parties.Where(p => ids.Contains(p.DealId) && db.PromiseIndicators.Any(c => c.DealId == p.DealId)),
            cancel
        );
        var counted = new List<CountedPromise>();
        var names = new Dictionary<PromiseName, NamedPromise>();
        foreach (var p in promises)
        {
            var name = new PromiseName(p.Identifier, p.Key);
            if (named?.Contains(name) == false)
                continue;
            names[name] = new NamedPromise(p.Id, name, p.Slug, p.Title, p.Action);
            if (choices[(p.Id, p.Key)].MaxBy(c => c.Version) is not { IndicatorId: { } indicator } choice)
                continue;
            var organisations = TakePart(p.Id, p.By, p.With, parties);
            var (wanted, outside) = p.State switch
            {
                DealState.EndedEarly => (null, OutsideReason.EndedEarly),
                DealState.Renewed => (null, OutsideReason.Renewed),
                _ => Wanted.Of(indicators[indicator], p.Quantity, p.Direction, p.Baseline, p.Target, p.Given),
            };
            counted.Add(
                new CountedPromise(name, p.Id, indicator, choice.Sector, choice.Scope, organisations)
                {
                    Wanted = wanted,
                    Outside = outside,
                }
            );
        }
        return new CountedPromises(counted, names, choices);
    }

    /// <summary>Which organisation a party is, by deal and key; merged records are one.</summary>
    private static Task<Dictionary<(long, string), long>> OrganisationsAsync(
        IQueryable<Party> parties,
        CancellationToken cancel
    ) =>
        parties
            .Where(p => p.OrganisationId != null)
            .Select(p => new
            {
                p.DealId,
                p.Key,
                Organisation = p.Organisation!.MergedIntoId ?? p.OrganisationId!.Value,
            })
            .ToDictionaryAsync(p => (p.DealId, p.Key), p => p.Organisation, cancel);

    /// <summary>Who promises and who contributes, as far as they are organisations.</summary>
    private static IReadOnlyList<long> TakePart(
        long deal,
        string by,
        IEnumerable<string> with,
        Dictionary<(long, string), long> organisations
    ) =>
        [
            .. with.Prepend(by)
                .Where(k => organisations.ContainsKey((deal, k)))
                .Select(k => organisations[(deal, k)])
                .Distinct(),
        ];
}
