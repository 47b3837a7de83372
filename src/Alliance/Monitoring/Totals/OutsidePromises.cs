using Alliance.Monitoring.Indicators;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Totals;

/// <summary>A promise whose target adds to no other's.</summary>
public sealed record OutsidePromise(PromiseName Name, OutsideReason Why);

/// <summary>Promises that an indicator counts, and whose targets add up to nothing: they close no gap, and open none.</summary>
/// <param name="Promises">How many there are.</param>
/// <param name="Named">The first of them by their names.</param>
public sealed record OutsidePromises(
    string Indicator,
    EmissionScope Scope,
    int Promises,
    IReadOnlyList<OutsidePromise> Named
)
{
    /// <summary>So many are named of an indicator and scope.</summary>
    public const int Most = 25;

    internal static List<OutsidePromises> Of(IEnumerable<CountedPromise> promises) =>
        [
            .. promises
                .Where(p => p.Outside is not null)
                .GroupBy(p => (p.Indicator, p.Scope))
                .OrderBy(g => g.Key.Indicator, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Scope)
                .Select(g => new OutsidePromises(
                    g.Key.Indicator,
                    g.Key.Scope,
                    g.Count(),
                    [
                        .. g.OrderBy(p => $"{p.Name}", StringComparer.Ordinal)
                            .Take(Most)
                            .Select(p => new OutsidePromise(p.Name, p.Outside!.Value)),
                    ]
                )),
        ];

    /// <summary>What the named ones are; whoever is no longer there is left out.</summary>
    /// <remarks>1 query.</remarks>
    internal static async Task<IReadOnlyDictionary<PromiseName, NamedPromise>> NamesAsync(
        AppDb db,
        IReadOnlyList<OutsidePromises> outside,
        CancellationToken cancel
    )
    {
        var names = outside.SelectMany(o => o.Named).Select(n => n.Name).ToHashSet();
        if (names.Count == 0)
            return new Dictionary<PromiseName, NamedPromise>();
        var deals = names.Select(n => n.Deal).Distinct().ToList();
        var written = names.Select(n => $"{n}").ToList();
        var found = await NamedPromise.LoadAsync(
            db.Deals.Where(d => deals.Contains(d.Identifier)),
            db.Commitments.Where(p =>
                db.Deals.Any(d => d.Id == p.DealId && written.Contains(d.Identifier + "." + p.Key))
            ),
            names.Count,
            cancel
        );
        return found.ToDictionary(p => p.Name);
    }
}
