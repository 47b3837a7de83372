using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals;

/// <summary>
/// What a deal is found by: its titles, its whole text, its city, and the names of its parties, also by which those are
/// known whose record was merged into another.
/// </summary>
public static class DealTerms
{
    public static readonly SearchSource Source = new("deal_terms", db => db.Deals.Select(d => d.Id), ReadAsync)
    {
        Following = new Dictionary<string, Func<AppDb, IReadOnlyList<long>, IQueryable<long>>>
        {
            [CityTerms.Source.Table] = (db, cities) => db.Deals.Where(d => cities.Contains(d.CityId)).Select(d => d.Id),
            [OrganisationTerms.Source.Table] = (db, organisations) =>
                db
                    .Parties.Where(p =>
                        p.OrganisationId != null
                        && db.Organisations.Where(o =>
                                organisations.Contains(o.Id)
                                || (o.MergedIntoId != null && organisations.Contains(o.MergedIntoId.Value))
                            )
                            .Select(o => o.Id)
                            .Contains(p.OrganisationId.Value)
                    )
                    .Select(p => p.DealId)
                    .Distinct(),
        },
    };

    /// <summary>4 queries.</summary>
    private static async Task<List<SearchRecord>> ReadAsync(AppDb db, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var deals = await db
            .Deals.Where(d => ids.Contains(d.Id))
            .Select(d => new
            {
                d.Id,
                d.Identifier,
                d.Title,
                d.OriginalName,
                d.Summary,
                d.Articles,
                CityName = d.City!.Name,
            })
            .ToListAsync(cancel);
        var commitments = (
            await db
                .Commitments.Where(c => ids.Contains(c.DealId))
                .OrderBy(c => c.Order)
                .Select(c => new { c.DealId, c.Action })
                .ToListAsync(cancel)
        ).ToLookup(c => c.DealId, c => Passage.Of(c.Action));
        var parties = (
            await db
                .Parties.Where(p => ids.Contains(p.DealId))
                .OrderBy(p => p.Order)
                .Select(p => new
                {
                    p.DealId,
                    p.Group,
                    p.Collective,
                    Name = p.Organisation == null ? null : p.Organisation.Name,
                    OtherNames = p.Organisation == null ? null : p.Organisation.OtherNames,
                    IntoName = p.Organisation == null || p.Organisation.MergedInto == null
                        ? null
                        : p.Organisation.MergedInto.Name,
                    IntoOtherNames = p.Organisation == null || p.Organisation.MergedInto == null
                        ? null
                        : p.Organisation.MergedInto.OtherNames,
                })
                .ToListAsync(cancel)
        ).ToLookup(p => p.DealId);
        var indicators = (
            await db
                .Indicators.Where(i => ids.Contains(i.DealId))
                .OrderBy(i => i.Order)
                .Select(i => new { i.DealId, i.Name })
                .ToListAsync(cancel)
        ).ToLookup(i => i.DealId, i => Passage.Of(i.Name));
        return
        [
            .. deals.Select(d => new SearchRecord(
                d.Id,
                [
                    Passage.Of(d.Title, inTitle: true),
                    .. d.OriginalName is { } original ? [Passage.Of(original, inTitle: true)] : (Passage[])[],
                    Passage.Of(d.Summary),
                    .. commitments[d.Id],
                    .. parties[d.Id]
                        .SelectMany(p =>
                            new[] { p.Name, p.IntoName }
                                .Concat(p.OtherNames ?? [])
                                .Concat(p.IntoOtherNames ?? [])
                                .OfType<string>()
                                .Select(n => Passage.OfName(n))
                                .Concat(p.Group is { } group ? [Passage.Of(group.Name)] : [])
                                .Concat(p.Collective is { } collective ? [Passage.Of(collective)] : [])
                        ),
                    .. d.Articles.SelectMany(a =>
                        a.Heading is { } heading
                            ? [Passage.Of(heading), Passage.Of(a.Body)]
                            : new[] { Passage.Of(a.Body) }
                    ),
                    .. indicators[d.Id],
                    Passage.Of(d.CityName),
                    Passage.OfCode(d.Identifier),
                ]
            )),
        ];
    }
}
