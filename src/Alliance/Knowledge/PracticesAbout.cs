using Alliance.Deals;
using Alliance.Knowledge.Parts;
using Alliance.Knowledge.Told;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge;

/// <summary>A published practice as others name it.</summary>
public sealed record NamedPractice(string Identifier, PracticeKind Kind, LocalText Title);

/// <summary>Which published practices are about something: a deal that they come from, a challenge that they answer.</summary>
public static class PracticesAbout
{
    /// <summary>For the deal's own page: one statement, and one more for who works for a city where the deal is over.</summary>
    internal static FindWhatDealServes Deal(AppDb db, WhoActs acting) =>
        async (deal, cancel) => await LearnedAsync(db, deal, await acting(cancel), cancel);

    /// <summary>The same for the page on which it is looked after.</summary>
    internal static FindWhatFollows Managed(AppDb db) => (deal, actor, cancel) => LearnedAsync(db, deal, actor, cancel);

    private static async Task<RenderFragment?> LearnedAsync(AppDb db, Deal deal, Actor actor, CancellationToken cancel)
    {
        var practices = (await OfAsync(db, LinkKind.Deal, [deal.Identifier], cancel))[deal.Identifier].ToList();
        var begin = await PracticeFromDeal.AddressAsync(db, deal, actor, cancel);
        if (practices.Count == 0 && begin is null)
            return null;
        return b =>
        {
            b.OpenComponent<LearnedFromDeal>(0);
            b.AddComponentParameter(1, nameof(LearnedFromDeal.Practices), practices);
            b.AddComponentParameter(2, nameof(LearnedFromDeal.Begin), begin);
            b.CloseComponent();
        };
    }

    /// <summary>By the challenge's key: those that say that they answer it, and those that its city wants to take over.</summary>
    /// <param name="db">The database.</param>
    /// <param name="city">The identifier of the roadmap's city.</param>
    /// <param name="named">The identifiers that each challenge names, by its key.</param>
    /// <param name="cancel">Gives up.</param>
    /// <remarks>1 query, 1 more where a challenge names any.</remarks>
    public static async Task<ILookup<string, NamedPractice>> ChallengesAsync(
        AppDb db,
        string city,
        IReadOnlyDictionary<string, IReadOnlyList<string>> named,
        CancellationToken cancel = default
    )
    {
        var names = named.Keys.ToDictionary(k => $"{new ChallengeName(city, k)}", k => k, StringComparer.Ordinal);
        var answering = await OfAsync(db, LinkKind.Challenge, [.. names.Keys], cancel);
        var all = named.Values.SelectMany(n => n).Distinct().ToList();
        var chosen =
            all.Count == 0
                ? []
                : await db
                    .Practices.Where(p => p.Standing == PracticeStanding.Published && all.Contains(p.Identifier!))
                    .Select(p => new NamedPractice(p.Identifier!, p.Kind, p.Title))
                    .ToDictionaryAsync(p => p.Identifier, cancel);
        return answering
            .SelectMany(g => g.Select(p => (Key: names[g.Key], Practice: p)))
            .Concat(named.SelectMany(n => n.Value.Where(chosen.ContainsKey).Select(p => (n.Key, Practice: chosen[p]))))
            .DistinctBy(f => (f.Key, f.Practice.Identifier))
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
