using Alliance.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Network;

/// <summary>
/// What an organisation is found by: its names and those of the records that were found to be the same, where it is,
/// what it does, its official numbers. Merged records are not found themselves.
/// </summary>
public static class OrganisationTerms
{
    public static readonly SearchSource Source = new(
        "organisation_terms",
        db => db.Organisations.Select(o => o.Id),
        async (db, ids, cancel) =>
        {
            var organisations = await db
                .Organisations.Where(o => ids.Contains(o.Id) && o.MergedIntoId == null)
                .Select(o => new
                {
                    o.Id,
                    o.Name,
                    o.OtherNames,
                    o.Place,
                    CityName = o.City == null ? null : o.City.Name,
                    o.Role,
                    o.OfficialNumbers,
                })
                .ToListAsync(cancel);
            var merged = (
                await db
                    .Organisations.Where(o => o.MergedIntoId != null && ids.Contains(o.MergedIntoId.Value))
                    .OrderBy(o => o.Id)
                    .Select(o => new
                    {
                        Into = o.MergedIntoId!.Value,
                        o.Name,
                        o.OtherNames,
                        o.OfficialNumbers,
                    })
                    .ToListAsync(cancel)
            ).ToLookup(o => o.Into);
            return
            [
                .. organisations.Select(o => new SearchRecord(
                    o.Id,
                    [
                        Passage.OfName(o.Name, inTitle: true),
                        .. o.OtherNames.Select(n => Passage.OfName(n, inTitle: true)),
                        .. merged[o.Id]
                            .SelectMany(m => m.OtherNames.Prepend(m.Name))
                            .Select(n => Passage.OfName(n, true)),
                        .. o.Role is { } role ? [Passage.Of(role)] : (Passage[])[],
                        .. o.CityName is { } city ? [Passage.Of(city)] : (Passage[])[],
                        .. o.Place is { } place ? [Passage.OfName(place)] : (Passage[])[],
                        .. o
                            .OfficialNumbers.Concat(merged[o.Id].SelectMany(m => m.OfficialNumbers))
                            .Select(n => Passage.OfCode(n.Value)),
                    ]
                )),
            ];
        }
    )
    {
        Following = new Dictionary<string, Func<Platform.Data.AppDb, IReadOnlyList<long>, IQueryable<long>>>
        {
            [CityTerms.Source.Table] = (db, cities) =>
                db.Organisations.Where(o => o.CityId != null && cities.Contains(o.CityId.Value)).Select(o => o.Id),
        },
    };
}
