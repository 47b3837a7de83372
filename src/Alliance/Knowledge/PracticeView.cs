using Alliance.Deals;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge;

/// <summary>A deal as a practice names it.</summary>
public sealed record SourceDeal(string Identifier, string Slug, LocalText Title, DealState? State);

/// <summary>A practice with the names of all that it refers to.</summary>
/// <param name="Deals">Those it comes from; who was taken out of the register is left out.</param>
/// <param name="Challenges">Those it answers, as far as a published roadmap has them.</param>
public sealed record PracticeView(
    Practice Practice,
    IReadOnlyList<SourceDeal> Deals,
    IReadOnlyList<NamedChallenge> Challenges
)
{
    /// <returns>Null where no published practice has this address.</returns>
    /// <remarks>3 queries.</remarks>
    public static async Task<PracticeView?> LoadAsync(
        AppDb db,
        FindChallenges findChallenges,
        string identifier,
        CancellationToken cancel = default
    )
    {
        if (!DealFacet.IsIdentifier(identifier))
            return null;
        var practice = await db
            .Practices.AsNoTracking()
            .Include(p => p.City)
            .Include(p => p.Reviews)
                .ThenInclude(r => r.City)
            .SingleOrDefaultAsync(p => p.Identifier == identifier && p.Standing == PracticeStanding.Published, cancel);
        if (practice is null)
            return null;
        var deals = await db
            .Deals.Where(d => practice.Deals.Contains(d.Identifier))
            .OrderBy(d => d.Identifier)
            .Select(d => new SourceDeal(d.Identifier, d.Slug, d.Title, d.State))
            .ToListAsync(cancel);
        var cities = practice.Challenges.Select(c => c.City).Distinct().ToList();
        var there = cities.Count == 0 ? [] : await findChallenges(cities, cancel);
        return new PracticeView(practice, deals, [.. there.Where(t => practice.Challenges.Contains(t.Name))]);
    }
}
