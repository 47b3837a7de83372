using Alliance.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Network;

/// <summary>What a city is found by.</summary>
public static class CityTerms
{
    public static readonly SearchSource Source = new(
        "city_terms",
        db => db.Cities.Select(c => c.Id),
        async (db, ids, cancel) =>
        {
            var cities = await db
                .Cities.Where(c => ids.Contains(c.Id))
                .Select(c => new
                {
                    c.Id,
                    c.Identifier,
                    c.Name,
                    c.Programme,
                    c.RoleNote,
                    c.ActionFields,
                })
                .ToListAsync(cancel);
            return
            [
                .. cities.Select(c => new SearchRecord(
                    c.Id,
                    [
                        Passage.Of(c.Name, inTitle: true),
                        .. c.Programme is { } programme ? [Passage.Of(programme.Name)] : (Passage[])[],
                        .. c.Programme?.Summary is { } summary ? [Passage.Of(summary)] : (Passage[])[],
                        .. c.ActionFields.Select(f => Passage.Of(f.Name)),
                        .. c.RoleNote is { } note ? [Passage.Of(note)] : (Passage[])[],
                        Passage.OfCode(c.Identifier),
                    ]
                )),
            ];
        }
    );
}
