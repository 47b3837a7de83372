using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals;

/// <summary>A deal as lists and cards show it, on this room's pages and on those of others.</summary>
public sealed record DealCardData(
    long Id,
    string Slug,
    LocalText Title,
    LocalText Summary,
    string City,
    LocalText CityName,
    PartialDate? Dated,
    Instrument Instrument,
    Standing Standing,
    Delivery Delivery,
    bool Prototype,
    DateTime ChangedAt,
    IReadOnlyList<AreaName> Areas,
    PartyTally Parties,
    int Promises,
    int Quantified
);

public sealed record AreaName(string Identifier, LocalText Name);

/// <summary>
/// Who takes part, as a card says it in a line. Collective words are never counted. Members of groups are counted as
/// the source states them, and said to be unnamed.
/// </summary>
/// <param name="Unnamed">How many of all these the source counts without naming.</param>
/// <param name="Uncounted">Groups for which the source gives no number.</param>
public sealed record PartyTally(int Cities, int Firms, int SocialEconomy, int Others, int Unnamed, int Uncounted);

/// <summary>What the pages of several rooms ask of the deals. Every method takes a fixed number of queries.</summary>
public static class DealQueries
{
    /// <summary>Cards for the given deals, in the given order (3 queries).</summary>
    public static async Task<List<DealCardData>> CardsAsync(
        AppDb db,
        IQueryable<Deal> deals,
        CancellationToken cancel = default
    )
    {
        var rows = await deals
            .AsNoTracking()
            .Select(d => new
            {
                d.Id,
                d.Slug,
                d.Title,
                d.Summary,
                City = d.City!.Identifier,
                CityName = d.City.Name,
                d.Agreed,
                d.Start,
                d.Instrument,
                d.Standing,
                d.Delivery,
                d.Prototype,
                d.ChangedAt,
                Promises = d.Commitments.Count,
                Quantified = d.Commitments.Count(c => c.Quantified),
            })
            .ToListAsync(cancel);
        var ids = rows.Select(r => r.Id).ToList();
        var areas = (
            await db
                .DealAreas.Where(a => ids.Contains(a.DealId))
                .OrderBy(a => a.PolicyArea!.Order)
                .Select(a => new
                {
                    a.DealId,
                    a.PolicyArea!.Identifier,
                    a.PolicyArea.Name,
                })
                .ToListAsync(cancel)
        ).ToLookup(a => a.DealId, a => new AreaName(a.Identifier, a.Name));
        var tallies = await TalliesAsync(db, ids, cancel);
        return
        [
            .. rows.Select(r => new DealCardData(
                r.Id,
                r.Slug,
                r.Title,
                r.Summary,
                r.City,
                r.CityName,
                r.Agreed ?? r.Start,
                r.Instrument,
                r.Standing,
                r.Delivery,
                r.Prototype,
                r.ChangedAt,
                [.. areas[r.Id]],
                tallies.GetValueOrDefault(r.Id) ?? new PartyTally(0, 0, 0, 0, 0, 0),
                r.Promises,
                r.Quantified
            )),
        ];
    }

    /// <summary>The newest deals by the day they count from; programmes are frames, not deals, and stay out.</summary>
    public static Task<List<DealCardData>> NewestAsync(AppDb db, int count, CancellationToken cancel = default) =>
        CardsAsync(
            db,
            DealCursor.Order(db.Deals.Where(d => d.Instrument != Instrument.Programme), DealSort.Newest).Take(count),
            cancel
        );

    /// <summary>The first of what a search found: with all words in the title first, then newest.</summary>
    public static async Task<List<DealCardData>> FoundAsync(
        AppDb db,
        SearchHits hits,
        int count,
        CancellationToken cancel = default
    ) =>
        hits.All.Length == 0
            ? []
            : await CardsAsync(
                db,
                db.Deals.Where(d => hits.All.Contains(d.Id))
                    .OrderByDescending(d => hits.InTitle.Contains(d.Id))
                    .ThenByDescending(d => d.SortDate)
                    .ThenByDescending(d => d.Id)
                    .Take(count),
                cancel
            );

    private static async Task<Dictionary<long, PartyTally>> TalliesAsync(
        AppDb db,
        List<long> ids,
        CancellationToken cancel
    )
    {
        var counts = await db
            .Parties.Where(p => ids.Contains(p.DealId) && (p.OrganisationId != null || p.Group != null))
            .GroupBy(p => new
            {
                p.DealId,
                p.Role,
                Kind = (OrganisationKind?)p.Organisation!.Kind ?? p.GroupKind,
                Named = p.OrganisationId != null,
            })
            .Select(g => new
            {
                g.Key.DealId,
                g.Key.Role,
                g.Key.Kind,
                g.Key.Named,
                Parties = g.Count(),
                Stated = g.Sum(p => p.GroupCount) ?? 0,
                Uncounted = g.Count(p => p.OrganisationId == null && p.GroupCount == null),
            })
            .ToListAsync(cancel);
        return counts
            .GroupBy(c => c.DealId)
            .ToDictionary(
                g => g.Key,
                g =>
                {
                    int Of(Func<PartyRole, OrganisationKind?, bool> which) =>
                        g.Where(c => which(c.Role, c.Kind)).Sum(c => c.Named ? c.Parties : c.Stated);
                    return new PartyTally(
                        Of((role, _) => role == PartyRole.City),
                        Of((role, kind) => role != PartyRole.City && IsFirm(kind)),
                        Of((role, kind) => role != PartyRole.City && kind == OrganisationKind.SocialEconomy),
                        Of(
                            (role, kind) =>
                                role != PartyRole.City && !IsFirm(kind) && kind != OrganisationKind.SocialEconomy
                        ),
                        g.Where(c => !c.Named).Sum(c => c.Stated),
                        g.Sum(c => c.Uncounted)
                    );
                }
            );
    }

    private static bool IsFirm(OrganisationKind? kind) =>
        kind is OrganisationKind.Sme or OrganisationKind.Company or OrganisationKind.Utility;
}
