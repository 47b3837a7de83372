using Alliance.Deals;
using Alliance.Knowledge;
using Alliance.Knowledge.Replications;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site.ComingIn;

/// <summary>What a new city can begin with.</summary>
/// <param name="Value">What the form sends: <c>practice:…</c> or <c>deal:…</c>.</param>
/// <param name="City">Whose it is; null where it is nobody's.</param>
public sealed record OriginChoice(OriginKind Kind, string Value, LocalText Title, LocalText? City);

internal static class OriginChoices
{
    // A list to choose from, not the register: whoever looks for more comes from a deal's own page.
    private const int Most = 60;

    /// <summary>Practices, and of the deals that promise something those that came last; what is summed up in English. 2 queries, and those of the one that was named.</summary>
    /// <param name="db">The register.</param>
    /// <param name="named">What the address or the form names, shown whether or not it is among them.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<List<OriginChoice>> LoadAsync(AppDb db, string? named, CancellationToken cancel)
    {
        var practices = await db
            .Practices.Where(p => p.Standing == PracticeStanding.Published)
            .OrderBy(p => p.Identifier)
            .Take(Most)
            .Select(p => new
            {
                p.Identifier,
                p.Title,
                p.Text,
                City = p.City!.Name,
            })
            .ToListAsync(cancel);
        var deals = await db
            .Deals.Where(d => d.Promises > 0)
            .OrderByDescending(d => d.Id)
            .Take(Most)
            .Select(d => new
            {
                d.Identifier,
                d.Title,
                d.Summary,
                d.EnglishSummary,
                City = d.City!.Name,
            })
            .ToListAsync(cancel);
        List<OriginChoice> choices =
        [
            .. practices
                .Where(p => InEnglish.Has(p.Text))
                .Select(p => new OriginChoice(OriginKind.Practice, "practice:" + p.Identifier, p.Title, p.City)),
            .. deals
                .Where(d => d.EnglishSummary is not null || InEnglish.Has(d.Summary))
                .Select(d => new OriginChoice(OriginKind.Deal, "deal:" + d.Identifier, d.Title, d.City)),
        ];
        if (
            named?.Split(':', 2) is [var kind, var identifier]
            && !choices.Exists(c => c.Value == named)
            && Code.TryParse<OriginKind>(kind, out var known)
            && await OriginNow.FindAsync(db, known, identifier, cancel) is { IsOffered: true } found
        )
            choices.Add(new OriginChoice(known, named, found.Title, found.City?.Name));
        return choices;
    }
}
