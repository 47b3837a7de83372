using Alliance.Deals;
using Alliance.Knowledge.Replications;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Fit;

/// <summary>A city that did it already, and where one reads about that.</summary>
/// <param name="Path">Of the practice or deal, below the language.</param>
public sealed record CityThatDidIt(City City, LocalText What, string Path);

/// <summary>Who did what a practice or a deal tells: the city it comes from, those that it is linked with, and those that took it over.</summary>
public static class CitiesThatDidIt
{
    /// <returns>Each city once, with how the practice's deals stand.</returns>
    /// <remarks>1 query, 1 more where it names deals.</remarks>
    internal static async Task<(List<CityThatDidIt> Cities, List<DealState?> States)> OfPracticeAsync(
        AppDb db,
        Practice practice,
        CancellationToken cancel
    )
    {
        var deals =
            practice.Deals.Count == 0
                ? []
                : await db
                    .Deals.AsNoTracking()
                    .Where(d => practice.Deals.Contains(d.Identifier))
                    .OrderBy(d => d.Identifier)
                    .Select(d => new
                    {
                        d.Slug,
                        d.Title,
                        d.State,
                        City = d.City!,
                    })
                    .ToListAsync(cancel);
        List<CityThatDidIt> own = practice.City is { } city
            ? [new CityThatDidIt(city, practice.Title, "practices/" + practice.Identifier)]
            : [];
        return (
            [
                .. own.Concat(deals.Select(d => new CityThatDidIt(d.City, d.Title, "deals/" + d.Slug)))
                    .Concat(await TookOverAsync(db, OriginKind.Practice, practice.Identifier!, cancel))
                    .DistinctBy(c => c.City.Id),
            ],
            deals.ConvertAll(d => d.State)
        );
    }

    /// <summary>The deal's own city, those whose practices come from it, and those that took it over.</summary>
    /// <remarks>2 queries.</remarks>
    internal static async Task<List<CityThatDidIt>> OfDealAsync(AppDb db, Deal deal, CancellationToken cancel)
    {
        var practices = await db
            .PracticeLinks.AsNoTracking()
            .Where(l => l.Kind == LinkKind.Deal && l.Value == deal.Identifier && l.Practice!.CityId != null)
            .OrderBy(l => l.Practice!.Identifier)
            .Select(l => new
            {
                l.Practice!.Identifier,
                l.Practice.Title,
                City = l.Practice.City!,
            })
            .ToListAsync(cancel);
        return
        [
            .. practices
                .Select(p => new CityThatDidIt(p.City, p.Title, "practices/" + p.Identifier))
                .Prepend(new CityThatDidIt(deal.City!, deal.Title, "deals/" + deal.Slug))
                .Concat(await TookOverAsync(db, OriginKind.Deal, deal.Identifier, cancel))
                .DistinctBy(c => c.City.Id),
        ];
    }

    // Those that took it over, once it is in force there: what is only begun is not done.
    private static async Task<IEnumerable<CityThatDidIt>> TookOverAsync(
        AppDb db,
        OriginKind kind,
        string identifier,
        CancellationToken cancel
    ) =>
        (
            await ReplicationView
                .Of(db, Lineage.FromHere(db).Where(r => r.Kind == kind && r.Origin == identifier))
                .ToListAsync(cancel)
        )
            .Where(v => v.Deal is not null)
            .OrderBy(v => v.Replication.Id)
            .Select(v => new CityThatDidIt(v.Replication.City!, v.Replication.Title, "deals/" + v.Deal!.Slug));
}
