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
/// Totals on any day, as anyone could have known them on any other: read from the versions, never from today's deals.
/// Later records add versions with later instants, so what a fixed pair of days counts does not change, but for merges
/// and for versions imported with the instant at which another register recorded them.
/// </summary>
public static class Counting
{
    /// <param name="asOf">A deal counts from the last day that its date may mean: 2015 from the 31st of December.</param>
    /// <param name="knownAt">Versions recorded by the end of this day (UTC) are known.</param>
    /// <remarks>4 queries.</remarks>
    public static async Task<CountedTotals> TotalsAsync(
        AppDb db,
        DateOnly asOf,
        DateOnly knownAt,
        CancellationToken cancel = default
    )
    {
        var known = Known(db, knownAt);
        var sums = await known
            .GroupBy(v => v.CityId)
            .Select(g => new
            {
                City = g.Key,
                Programmes = g.Count(v => v.DatedBy <= asOf && v.Instrument == Instrument.Programme),
                Deals = g.Count(v => v.DatedBy <= asOf && v.Instrument != Instrument.Programme),
                Commitments = g.Sum(v => v.DatedBy <= asOf ? v.Commitments : 0),
                Quantified = g.Sum(v => v.DatedBy <= asOf ? v.Quantified : 0),
                UndatedProgrammes = g.Count(v => v.DatedBy == null && v.Instrument == Instrument.Programme),
                UndatedDeals = g.Count(v => v.DatedBy == null && v.Instrument != Instrument.Programme),
                UndatedCommitments = g.Sum(v => v.DatedBy == null ? v.Commitments : 0),
                Later = g.Count(v => v.DatedBy > asOf),
            })
            .ToListAsync(cancel);

        var members = known
            .Where(v => v.DatedBy <= asOf)
            .SelectMany(v => v.Parties, (v, p) => new { v.CityId, Party = p })
            .Where(m => m.Party.Role == PartyRole.Signatory || m.Party.Role == PartyRole.Joiner);
        // A merged record is the organisation it was merged into. Two steps, in case that one was merged later.
        var organisations = members
            .Where(m => m.Party.OrganisationId != null)
            .Select(m => new
            {
                m.CityId,
                m.Party.Role,
                Organisation = m.Party.Organisation!.MergedInto!.MergedIntoId
                    ?? m.Party.Organisation.MergedIntoId
                    ?? m.Party.OrganisationId,
            });
        var perCity = await organisations
            .Distinct()
            .GroupBy(o => new { o.CityId, o.Role })
            .Select(g => new { g.Key, Count = g.Count() })
            .ToListAsync(cancel);
        // One organisation may have signed in several cities: the whole is less than the sum.
        var overall = await organisations
            .Select(o => new { o.Role, o.Organisation })
            .Distinct()
            .GroupBy(o => o.Role)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToListAsync(cancel);
        var groups = await members
            .Where(m => m.Party.OrganisationId == null)
            .GroupBy(m => m.CityId)
            .Select(g => new { City = g.Key, Members = g.Sum(m => m.Party.StatedCount) ?? 0 })
            .ToDictionaryAsync(g => g.City, g => g.Members, cancel);

        var byCity = sums.ToDictionary(
            s => s.City,
            s => new Totals(
                s.Programmes,
                s.Deals,
                s.Commitments,
                s.Quantified,
                perCity.Where(p => p.Key.CityId == s.City && p.Key.Role == PartyRole.Signatory).Sum(p => p.Count),
                perCity.Where(p => p.Key.CityId == s.City && p.Key.Role == PartyRole.Joiner).Sum(p => p.Count),
                groups.GetValueOrDefault(s.City),
                new UndatedTotals(s.UndatedProgrammes, s.UndatedDeals, s.UndatedCommitments),
                s.Later
            )
        );
        var all = byCity.Values.Aggregate(Totals.None, Add) with
        {
            Signatories = overall.Where(o => o.Key == PartyRole.Signatory).Sum(o => o.Count),
            Joiners = overall.Where(o => o.Key == PartyRole.Joiner).Sum(o => o.Count),
        };
        return new CountedTotals(asOf, knownAt, all, byCity);
    }

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

    /// <summary>Of every deal the version that was the latest at the end of the day.</summary>
    private static IQueryable<DealVersion> Known(AppDb db, DateOnly knownAt)
    {
        var end =
            knownAt == DateOnly.MaxValue
                ? DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc)
                : knownAt.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var recorded = db.DealVersions.AsNoTracking().Where(v => v.RecordedAt < end);
        return recorded.Where(v => !recorded.Any(w => w.DealId == v.DealId && w.Number > v.Number));
    }

    private static Totals Add(Totals a, Totals b) =>
        new(
            a.Programmes + b.Programmes,
            a.Deals + b.Deals,
            a.Commitments + b.Commitments,
            a.Quantified + b.Quantified,
            a.Signatories + b.Signatories,
            a.Joiners + b.Joiners,
            a.GroupMembers + b.GroupMembers,
            new UndatedTotals(
                a.Undated.Programmes + b.Undated.Programmes,
                a.Undated.Deals + b.Undated.Deals,
                a.Undated.Commitments + b.Undated.Commitments
            ),
            a.Later + b.Later
        );
}
