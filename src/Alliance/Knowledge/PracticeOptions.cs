using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge;

/// <summary>What can be chosen in the form of a practice: values, and what they are called.</summary>
public sealed record PracticeOptions(
    IReadOnlyList<(string Value, string Text)> Deals,
    IReadOnlyList<(string Value, string Text)> Challenges
)
{
    // A city with more deals than that chooses among the first.
    private const int Most = 300;

    public static readonly PracticeOptions None = new([], []);

    /// <summary>The deals and challenges of a city; what the practice names already stands first, wherever it is.</summary>
    /// <param name="db">The register.</param>
    /// <param name="findChallenges">Of roadmaps.</param>
    /// <param name="practice">Null for a new one.</param>
    /// <param name="city">Number and identifier; null for the network, which has neither deals nor challenges of its own.</param>
    /// <param name="reader">In whose language.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<PracticeOptions> LoadAsync(
        AppDb db,
        FindChallenges findChallenges,
        Practice? practice,
        (long Id, string Identifier)? city,
        Reader reader,
        CancellationToken cancel
    )
    {
        var (linked, named) = (practice?.Deals ?? [], practice?.Challenges ?? []);
        var there = city?.Id;
        var deals = await db
            .Deals.Where(d => d.CityId == there || linked.Contains(d.Identifier))
            .OrderByDescending(d => linked.Contains(d.Identifier))
            .ThenBy(d => d.Slug)
            .Take(Most)
            .Select(d => new { d.Identifier, d.Title })
            .ToListAsync(cancel);
        var cities = named.Select(c => c.City).Append(city?.Identifier).OfType<string>().Distinct().ToList();
        var challenges = cities.Count == 0 ? [] : await findChallenges(cities, cancel);
        string In(LocalText text) => text.In(reader.Language).Text;
        return new PracticeOptions(
            deals.ConvertAll(d => (d.Identifier, In(d.Title))),
            [
                .. challenges
                    .OrderByDescending(c => named.Contains(c.Name))
                    .Select(c =>
                        ($"{c.Name}", In(c.Title) + (c.Name.City == city?.Identifier ? "" : $" ({In(c.CityName)})"))
                    ),
            ]
        );
    }

    /// <summary>What the deals that it comes from promise: <c>deal/c1</c>. What came of that shows what came of the practice.</summary>
    public static async Task<IReadOnlyList<(string Value, string Text)>> PromisesAsync(
        AppDb db,
        IReadOnlyList<string> deals,
        Reader reader,
        CancellationToken cancel
    )
    {
        if (deals.Count == 0)
            return [];
        var promises = await db
            .Deals.Where(d => deals.Contains(d.Identifier))
            .SelectMany(
                d => d.Commitments,
                (d, c) =>
                    new
                    {
                        d.Identifier,
                        d.Title,
                        c.Key,
                        c.Action,
                        c.Order,
                    }
            )
            .OrderBy(c => c.Identifier)
            .ThenBy(c => c.Order)
            .Take(Most)
            .ToListAsync(cancel);
        return promises.ConvertAll(c =>
            ($"{c.Identifier}/{c.Key}", $"{c.Title.In(reader.Language).Text}: {c.Action.In(reader.Language).Text}")
        );
    }

    /// <summary>Other cities than this one that have somebody who could review what it tells.</summary>
    public static async Task<IReadOnlyList<(string Value, string Text)>> ReviewersAsync(
        AppDb db,
        long? city,
        Reader reader,
        CancellationToken cancel
    ) =>
        [
            .. (
                await db
                    .Cities.Where(c =>
                        c.Id != city
                        && db.Memberships.Any(m => m.CityId == c.Id && m.Role == MembershipRole.DealManager)
                    )
                    .Select(c => new { c.Identifier, c.Name })
                    .ToListAsync(cancel)
            )
                .Select(c => (c.Identifier, Text: c.Name.In(reader.Language).Text))
                .OrderBy(c => c.Text, StringComparer.Create(reader.Culture, ignoreCase: true)),
        ];
}
