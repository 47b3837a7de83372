using Alliance.Bench.Filling;
using Alliance.Deals;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Bench;

/// <summary>A deal whose addresses are asked for.</summary>
/// <param name="Rare">A word that hardly another deal has.</param>
internal sealed record SampleDeal(
    string Identifier,
    string Slug,
    LocalText Title,
    string City,
    string Instrument,
    string Delivery,
    int? Year,
    IReadOnlyList<string> Areas,
    string Rare
);

internal sealed record SampleCity(string Identifier, LocalText Name);

/// <summary>What the scenarios make their addresses of: deals drawn by chance from the database, always the same ones.</summary>
/// <param name="Organisations">Names of some.</param>
/// <param name="TenthWord">A word in a tenth of all deals.</param>
/// <param name="HalfWord">A word in half of them.</param>
internal sealed record Sample(
    IReadOnlyList<SampleDeal> Deals,
    IReadOnlyList<SampleCity> Cities,
    IReadOnlyList<string> Organisations,
    string TenthWord,
    string HalfWord
)
{
    public static async Task<Sample> DrawAsync(string connection, int count)
    {
        await using var db = Database.Open(connection + ";Pooling=False");
        var random = new Random(1);
        // By identifier, so that both databases draw the same.
        var identifiers = await db.Deals.OrderBy(d => d.Identifier).Select(d => d.Identifier).ToListAsync();
        var drawn = Enumerable.Range(0, count).Select(_ => identifiers[random.Next(identifiers.Count)]).ToList();
        var found = new Dictionary<string, SampleDeal>(StringComparer.Ordinal);
        foreach (var some in drawn.Distinct().Chunk(500))
        {
            var deals = await db
                .Deals.AsNoTracking()
                .Include(d => d.City)
                .Include(d => d.Areas)
                    .ThenInclude(a => a.PolicyArea)
                .Where(d => some.Contains(d.Identifier))
                .ToListAsync();
            foreach (var deal in deals)
                found[deal.Identifier] = Of(deal);
        }
        var cities = await db
            .Cities.OrderBy(c => c.Identifier)
            .Select(c => new SampleCity(c.Identifier, c.Name))
            .ToListAsync();
        var organisations = await db
            .Organisations.Where(o => o.MergedIntoId == null)
            .Select(o => o.Name)
            .ToArrayAsync();
        Array.Sort(organisations, StringComparer.Ordinal);
        random.Shuffle(organisations);
        var madeUp = identifiers.Count > 1_000;
        var texts = madeUp ? [] : found.Values.Select(d => Words(d.Title).ToHashSet()).ToList();
        return new Sample(
            [.. drawn.Select(i => found[i])],
            cities,
            [.. organisations.Take(count).Order(StringComparer.Ordinal)],
            madeUp ? FillSize.TenthWord : Common(texts, 0.1),
            madeUp ? FillSize.HalfWord : Common(texts, 0.5)
        );
    }

    private static SampleDeal Of(Deal deal) =>
        new(
            deal.Identifier,
            deal.Slug,
            deal.Title,
            deal.City!.Identifier,
            Code.Of(deal.Instrument),
            Code.Of(deal.Delivery),
            deal.Year,
            [.. deal.Areas.Select(a => a.PolicyArea!.Identifier)],
            Words(deal.Title) is var words && deal.Identifier.StartsWith("made-up-", StringComparison.Ordinal)
                ? words[^1]
                : words.MaxBy(w => w.Length)!
        );

    // Letters only, of the authentic wording.
    private static List<string> Words(LocalText text) =>
        [
            .. string.Concat(text.ToString().Select(c => char.IsLetter(c) ? c : ' '))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Where(w => w.Length > 3),
        ];

    private static string Common(List<HashSet<string>> texts, double share) =>
        texts
            .SelectMany(t => t)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .MinBy(w => Math.Abs(texts.Count(t => t.Contains(w)) - share * texts.Count))!;
}
