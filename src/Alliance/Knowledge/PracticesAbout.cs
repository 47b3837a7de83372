using Alliance.Deals;
using Alliance.Knowledge.Parts;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge;

/// <summary>A published practice as others name it.</summary>
public sealed record NamedPractice(string Identifier, PracticeKind Kind, LocalText Title);

/// <summary>Which published practices are about something: a deal that they come from, a challenge that they answer.</summary>
public static class PracticesAbout
{
    /// <summary>For the deal's own page: one statement.</summary>
    internal static FindWhatDealServes Deal(AppDb db) =>
        async (deal, cancel) =>
        {
            var practices = (await OfAsync(db, LinkKind.Deal, [deal.Identifier], cancel))[deal.Identifier].ToList();
            if (practices.Count == 0)
                return null;
            return b =>
            {
                b.OpenComponent<LearnedFromDeal>(0);
                b.AddComponentParameter(1, nameof(LearnedFromDeal.Practices), practices);
                b.CloseComponent();
            };
        };

    /// <summary>By the challenge's key.</summary>
    /// <remarks>1 query.</remarks>
    public static async Task<ILookup<string, NamedPractice>> ChallengesAsync(
        AppDb db,
        string city,
        IEnumerable<string> keys,
        CancellationToken cancel = default
    )
    {
        var names = keys.ToDictionary(k => $"{new ChallengeName(city, k)}", k => k, StringComparer.Ordinal);
        var found = await OfAsync(db, LinkKind.Challenge, [.. names.Keys], cancel);
        return found
            .SelectMany(g => g.Select(p => (Key: names[g.Key], Practice: p)))
            .ToLookup(f => f.Key, f => f.Practice, StringComparer.Ordinal);
    }

    private static async Task<ILookup<string, NamedPractice>> OfAsync(
        AppDb db,
        LinkKind kind,
        IReadOnlyList<string> values,
        CancellationToken cancel
    ) =>
        (
            await db
                .PracticeLinks.Where(l => l.Kind == kind && values.Contains(l.Value))
                .OrderBy(l => l.Practice!.Identifier)
                .Select(l => new
                {
                    l.Value,
                    Practice = new NamedPractice(l.Practice!.Identifier!, l.Practice.Kind, l.Practice.Title),
                })
                .ToListAsync(cancel)
        ).ToLookup(l => l.Value, l => l.Practice, StringComparer.Ordinal);
}
