using Alliance.Deals.Index;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals;

/// <summary>
/// Five counts that are never mixed. All but the undated ones concern what counted on the day asked for: records whose
/// date has certainly come by then.
/// </summary>
/// <param name="Deals">Agreements of every instrument, except programmes.</param>
/// <param name="Commitments">Promises in deals and programmes.</param>
/// <param name="Quantified">Of these, those with a number.</param>
/// <param name="Signatories">Different organisations with the role of a signatory; a city's own part is not among them.</param>
/// <param name="Joiners">Different organisations that joined later; one may be a signatory elsewhere.</param>
/// <param name="GroupMembers">Members of groups that sources count without naming: perhaps the same as others, so never added.</param>
/// <param name="Undated">What has no date at all and hence belongs to no day.</param>
/// <param name="Later">Deals and programmes that were known, but whose date had not come.</param>
public sealed record Totals(
    int Programmes,
    int Deals,
    int Commitments,
    int Quantified,
    int Signatories,
    int Joiners,
    int GroupMembers,
    UndatedTotals Undated,
    int Later
)
{
    public static readonly Totals None = new(0, 0, 0, 0, 0, 0, 0, new(0, 0, 0), 0);
}

public sealed record UndatedTotals(int Programmes, int Deals, int Commitments);

/// <param name="ByCity">By the city's database key; cities without any record are missing.</param>
public sealed record CountedTotals(
    DateOnly AsOf,
    DateOnly KnownAt,
    Totals Overall,
    IReadOnlyDictionary<long, Totals> ByCity
);

/// <param name="Announced">What others announced about the city, each with date and source.</param>
public sealed record CountedCity(long Id, string Identifier, LocalText Name, IReadOnlyList<AnnouncedCount> Announced);

/// <summary>
/// Totals on any day, as anyone could have known them on any other: of each deal its latest version of that day counts.
/// For most deals that is the deal as it is, which the index holds; the database is asked for those that changed since.
/// Later records add versions with later instants, so what a fixed pair of days counts does not change, but for merges
/// and for versions imported with the instant at which another register recorded them.
/// </summary>
public static class Counting
{
    private const int Batch = 2_000;

    /// <param name="asOf">A deal counts from the last day that its date may mean: 2015 from the 31st of December.</param>
    /// <param name="knownAt">Versions recorded by the end of this day (UTC) are known.</param>
    /// <remarks>No query where no deal has changed since; else 1 for each 2,000 that have.</remarks>
    public static async Task<CountedTotals> TotalsAsync(
        AppDb db,
        DealSnapshot deals,
        DateOnly asOf,
        DateOnly knownAt,
        CancellationToken cancel = default
    )
    {
        var end =
            knownAt == DateOnly.MaxValue
                ? DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc)
                : knownAt.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var overall = new TotalsSum(asOf);
        var byCity = new Dictionary<long, TotalsSum>();
        var changed = new List<long>();
        for (var place = 0; place < deals.Count; place++)
        {
            var deal = deals[place];
            if (deal.Version > 0 && deal.RecordedAt < end.Ticks)
                Add(deal);
            else if (deal.Version > 1)
                changed.Add(deal.Id);
        }
        foreach (var batch in changed.Chunk(Batch))
        foreach (var version in await VersionsAsync(db, batch, end, cancel))
            Add(version);
        return new CountedTotals(
            asOf,
            knownAt,
            overall.Totals(),
            byCity.ToDictionary(c => c.Key, c => c.Value.Totals())
        );

        void Add(DealRow deal)
        {
            overall.Add(deal);
            if (!byCity.TryGetValue(deal.City, out var own))
                byCity[deal.City] = own = new TotalsSum(asOf);
            own.Add(deal);
        }
    }

    /// <summary>Of all deals today: what the start page says. Worked out once for each snapshot and day.</summary>
    public static Totals Today(DealSnapshot deals, DateOnly today) =>
        deals.Once(
            ("totals", today),
            () =>
                Enumerable.Range(0, deals.Count).Aggregate(new TotalsSum(today), (sum, p) => sum.Add(deals[p])).Totals()
        );

    /// <summary>The cities with what others announced about them (1 query).</summary>
    public static async Task<List<CountedCity>> CitiesAsync(AppDb db, CancellationToken cancel = default) =>
        [
            .. (
                await db
                    .Cities.OrderBy(c => c.Identifier)
                    .Select(c => new
                    {
                        c.Id,
                        c.Identifier,
                        c.Name,
                        c.AnnouncedCounts,
                    })
                    .ToListAsync(cancel)
            ).Select(c => new CountedCity(c.Id, c.Identifier, c.Name, c.AnnouncedCounts)),
        ];

    /// <summary>These deals as their latest versions before an instant describe them.</summary>
    private static async Task<IEnumerable<DealRow>> VersionsAsync(
        AppDb db,
        long[] ids,
        DateTime end,
        CancellationToken cancel
    )
    {
        var recorded = db.DealVersions.AsNoTracking().Where(v => ids.Contains(v.DealId) && v.RecordedAt < end);
        var versions = await recorded
            .Where(v => !recorded.Any(w => w.DealId == v.DealId && w.Number > v.Number))
            .Select(v => new
            {
                v.DealId,
                v.CityId,
                v.Instrument,
                v.DatedBy,
                v.Commitments,
                v.Quantified,
                Parties = v.Parties.Select(p => new
                {
                    // A merged record is the organisation it was merged into.
                    Organisation = p.Organisation!.MergedIntoId ?? p.OrganisationId,
                    p.Role,
                    p.StatedCount,
                }),
            })
            .ToListAsync(cancel);
        return versions.Select(v => new DealRow(
            v.DealId,
            v.CityId,
            v.Instrument,
            default,
            default,
            default,
            v.DatedBy?.Year,
            v.DatedBy ?? DateOnly.MinValue,
            0,
            v.Commitments,
            v.Quantified
        )
        {
            Parties = [.. v.Parties.Select(p => new PartyFact(p.Organisation ?? 0, p.Role, null, p.StatedCount))],
        });
    }
}
