using Alliance.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge;

/// <summary>What a published practice is found by.</summary>
public static class PracticeTerms
{
    public static readonly SearchSource Source = new(
        "practice_terms",
        db => db.Practices.Where(p => p.Standing == PracticeStanding.Published).Select(p => p.Id),
        async (db, ids, cancel) =>
        {
            var practices = await db
                .Practices.Where(p => ids.Contains(p.Id) && p.Standing == PracticeStanding.Published)
                .Select(p => new
                {
                    p.Id,
                    p.Identifier,
                    p.Title,
                    p.Text,
                    p.Details,
                    City = p.City == null ? null : p.City.Name,
                })
                .ToListAsync(cancel);
            return
            [
                .. practices.Select(p => new SearchRecord(
                    p.Id,
                    [
                        Passage.Of(p.Title, inTitle: true),
                        .. p.Text is { } text ? [Passage.Of(text)] : (Passage[])[],
                        .. (p.Details?.Texts() ?? []).Select(t => Passage.Of(t)),
                        .. (p.Details?.By ?? []).Select(b => Passage.OfCode(b.Name)),
                        .. p.City is { } city ? [Passage.Of(city)] : (Passage[])[],
                        Passage.OfCode(p.Identifier!),
                    ]
                )),
            ];
        }
    )
    {
        Following = new Dictionary<string, Func<Platform.Data.AppDb, IReadOnlyList<long>, IQueryable<long>>>
        {
            [Network.CityTerms.Source.Table] = (db, cities) =>
                db.Practices.Where(p => p.CityId != null && cities.Contains(p.CityId.Value)).Select(p => p.Id),
        },
    };
}
