using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site;

/// <summary>An organisation and what was found to be the same.</summary>
/// <param name="Members">For how many it may sign.</param>
/// <param name="Associations">How many may sign for it.</param>
public sealed record OrganisationFacts(
    Organisation Organisation,
    City? City,
    string? MergedInto,
    IReadOnlyList<MergedRecord> Merged,
    Collection? Collection,
    int Deals,
    int Members,
    int Associations
)
{
    /// <summary>Its own identity and those of the records merged into it; nullable as the column it is compared with.</summary>
    public IReadOnlyList<long?> Records => [Organisation.Id, .. Merged.Select(m => m.Id)];
}

/// <summary>A record that was found to be the same organisation.</summary>
public sealed record MergedRecord(long Id, string Identifier, string Name);

public sealed record PromiseMade(LocalText Action, Quantity? Quantity, Target? Target);

/// <summary>An organisation's part in one deal.</summary>
public sealed record DealPart(
    long Id,
    bool ConcludedHere,
    string Slug,
    LocalText Title,
    LocalText CityName,
    Instrument Instrument,
    PartialDate? Agreed,
    PartialDate? Start,
    IReadOnlyList<PartyRole> Roles,
    IReadOnlyList<PromiseMade> Promises,
    int ContributesTo
);

/// <summary>A page of an organisation's parts in deals, and what all of them hold.</summary>
/// <param name="Promises">Its own promises in all of its deals, on whichever page.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
public sealed record DealParts(IReadOnlyList<DealPart> Rows, int Promises, int Quantified, string? Next)
{
    public static readonly DealParts None = new([], 0, 0, null);
}

public sealed record ProjectPart(string Identifier, string Name, string? LongName, bool Coordinates);

public static class OrganisationQueries
{
    public const int DealsShown = 30;

    public static Task<OrganisationFacts?> FindAsync(AppDb db, string identifier, CancellationToken cancel = default) =>
        db
            .Organisations.AsNoTracking()
            .Where(o => o.Identifier == identifier)
            .Select(o => new OrganisationFacts(
                o,
                o.City,
                o.MergedInto == null ? null : o.MergedInto.Identifier,
                db.Organisations.Where(m => m.MergedIntoId == o.Id)
                    .OrderBy(m => m.Id)
                    .Select(m => new MergedRecord(m.Id, m.Identifier, m.Name))
                    .ToList(),
                db.Collections.FirstOrDefault(c => c.Identifier == o.Collection),
                db.Parties.Where(p =>
                        db.Organisations.Where(m => m.Id == o.Id || m.MergedIntoId == o.Id)
                            .Select(m => (long?)m.Id)
                            .Contains(p.OrganisationId)
                    )
                    .Select(p => p.DealId)
                    .Distinct()
                    .Count(),
                db.Mandates.Count(m =>
                    m.EndedAt == null && (m.AssociationId == o.Id || m.Association!.MergedIntoId == o.Id)
                ),
                db.Mandates.Count(m => m.EndedAt == null && (m.MemberId == o.Id || m.Member!.MergedIntoId == o.Id))
            ))
            .FirstOrDefaultAsync(cancel);

    /// <summary>Which associations may sign for it, in the order in which they were declared.</summary>
    public static Task<List<MandatedAssociation>> AssociationsAsync(
        AppDb db,
        long organisation,
        CancellationToken cancel = default
    ) =>
        Mandates
            .Over(db, organisation)
            .OrderBy(m => m.Id)
            .Select(m => new MandatedAssociation(m.AssociationId, m.Association!.Identifier, m.Association.Name))
            .ToListAsync(cancel);

    /// <summary>The organisation's part in its deals, newest first, a page at a time (4 queries).</summary>
    /// <param name="records">Its own identity and those of the records merged into it.</param>
    /// <param name="after">Where the page before ended; null on the first.</param>
    public static async Task<DealParts> DealsAsync(
        AppDb db,
        IReadOnlyList<long?> records,
        DealCursor? after,
        CancellationToken cancel = default
    )
    {
        // From the organisation's parts up to their deals, so that no other deal is looked at.
        var own = db.Parties.Where(p => records.Contains(p.OrganisationId));
        var all = DealsOf(db, records);
        var rest = after is null ? all : all.Where(after.Following());
        var deals = await rest.OrderByDescending(d => d.SortDate)
            .ThenByDescending(d => d.Id)
            .Take(DealsShown + 1)
            .Select(d => new
            {
                d.Id,
                d.SortDate,
                d.Standing,
                d.Slug,
                d.Title,
                CityName = d.City!.Name,
                d.Instrument,
                d.Agreed,
                d.Start,
            })
            .ToListAsync(cancel);
        var more = deals.Count > DealsShown;
        if (more)
            deals.RemoveAt(DealsShown);
        var ids = deals.Select(d => d.Id).ToList();
        var parts = (
            await own.Where(p => ids.Contains(p.DealId))
                .OrderBy(p => p.Order)
                .Select(p => new
                {
                    p.DealId,
                    p.Key,
                    p.Role,
                })
                .ToListAsync(cancel)
        ).ToLookup(p => p.DealId);
        var commitments = (
            await db
                .Commitments.Where(c => ids.Contains(c.DealId))
                .OrderBy(c => c.Order)
                .Select(c => new
                {
                    c.DealId,
                    c.By,
                    c.With,
                    c.Action,
                    c.Quantity,
                    c.Target,
                })
                .ToListAsync(cancel)
        ).ToLookup(c => c.DealId);
        var promises = await own.Join(
                db.Commitments,
                p => new { p.DealId, p.Key },
                c => new { c.DealId, Key = c.By },
                (_, c) => c
            )
            .GroupBy(_ => 1)
            .Select(g => new { All = g.Count(), Quantified = g.Count(c => c.Quantified) })
            .FirstOrDefaultAsync(cancel);
        IEnumerable<DealPart> rows = deals.Select(d =>
        {
            var keys = parts[d.Id].Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
            return new DealPart(
                d.Id,
                d.Standing == Standing.ConcludedHere,
                d.Slug,
                d.Title,
                d.CityName,
                d.Instrument,
                d.Agreed,
                d.Start,
                [.. parts[d.Id].Select(p => p.Role).Distinct()],
                [
                    .. commitments[d.Id]
                        .Where(c => keys.Contains(c.By))
                        .Select(c => new PromiseMade(c.Action, c.Quantity, c.Target)),
                ],
                commitments[d.Id].Count(c => !keys.Contains(c.By) && c.With.Exists(keys.Contains))
            );
        });
        return new DealParts(
            [.. rows],
            promises?.All ?? 0,
            promises?.Quantified ?? 0,
            more ? DealCursor.Of(deals[^1].SortDate, deals[^1].Id).Print(DealSort.Newest) : null
        );
    }

    /// <summary>The deals in which one of these records takes part.</summary>
    public static IQueryable<Deal> DealsOf(AppDb db, IReadOnlyList<long?> records) =>
        db
            .Parties.Where(p => records.Contains(p.OrganisationId))
            .Select(p => p.DealId)
            .Distinct()
            .Join(db.Deals, id => id, d => d.Id, (_, d) => d);

    /// <summary>Projects that one of these identifiers coordinates or takes part in.</summary>
    public static async Task<List<ProjectPart>> ProjectsAsync(
        AppDb db,
        IReadOnlyList<string> identifiers,
        CancellationToken cancel = default
    )
    {
        // A consortium lies in one column as JSON; projects are few, and only these fields of them are read.
        var projects = await db
            .Projects.OrderBy(p => p.Identifier)
            .Select(p => new
            {
                p.Identifier,
                p.Name,
                p.LongName,
                p.Coordinator,
                p.Consortium,
            })
            .ToListAsync(cancel);
        return
        [
            .. projects
                .Where(p =>
                    identifiers.Contains(p.Coordinator)
                    || p.Consortium.Exists(c => c.Organisations.Exists(identifiers.Contains))
                )
                .Select(p => new ProjectPart(p.Identifier, p.Name, p.LongName, identifiers.Contains(p.Coordinator))),
        ];
    }
}
