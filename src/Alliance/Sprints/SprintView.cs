using Alliance.Deals;
using Alliance.Knowledge;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints;

/// <summary>A deal as a sprint names it.</summary>
public sealed record LookedAt(string Identifier, string Slug, LocalText Title);

/// <summary>A sprint with the names of all that it refers to.</summary>
/// <param name="Cities">By identifier.</param>
/// <param name="Organisations">Names by identifier.</param>
/// <param name="Deals">By identifier; who was taken out of the register is left out.</param>
/// <param name="Practices">By identifier; who is not public any more is left out.</param>
public sealed record SprintView(
    Sprint Sprint,
    IReadOnlyDictionary<string, LocalText> Cities,
    IReadOnlyDictionary<string, string> Organisations,
    IReadOnlyDictionary<string, LookedAt> Deals,
    IReadOnlyDictionary<string, NamedPractice> Practices
)
{
    /// <summary>What a guest is called here.</summary>
    public string NameOf(SprintGuest guest, Language language) =>
        guest.City is { } city && Cities.TryGetValue(city, out var name) ? name.In(language).Text
        : guest.Organisation is { } organisation && Organisations.TryGetValue(organisation, out var called) ? called
        : guest.Name?.In(language).Text ?? guest.City ?? guest.Organisation ?? "";

    /// <summary>One that everybody may see; null where there is none.</summary>
    /// <remarks>5 queries.</remarks>
    public static async Task<SprintView?> LoadAsync(AppDb db, string identifier, CancellationToken cancel = default)
    {
        if (!DealFacet.IsIdentifier(identifier))
            return null;
        var sprint = await SprintRights
            .Shown(db.Sprints.AsNoTracking())
            .SingleOrDefaultAsync(s => s.Identifier == identifier, cancel);
        return sprint is null ? null : await OfAsync(db, sprint, cancel);
    }

    /// <remarks>4 queries.</remarks>
    public static async Task<SprintView> OfAsync(AppDb db, Sprint sprint, CancellationToken cancel = default)
    {
        var cities = sprint.Guests.Select(g => g.City).OfType<string>().Append(sprint.Host).Distinct().ToList();
        var organisations = sprint.Guests.Select(g => g.Organisation).OfType<string>().Distinct().ToList();
        var deals = sprint.Sessions.SelectMany(s => s.Deals ?? []).Distinct().ToList();
        var practices = sprint.Sessions.SelectMany(s => s.Practices ?? []).Distinct().ToList();
        return new SprintView(
            sprint,
            await db
                .Cities.Where(c => cities.Contains(c.Identifier))
                .ToDictionaryAsync(c => c.Identifier, c => c.Name, cancel),
            await db
                .Organisations.Where(o => organisations.Contains(o.Identifier))
                .ToDictionaryAsync(o => o.Identifier, o => o.Name, cancel),
            await db
                .Deals.Where(d => deals.Contains(d.Identifier))
                .Select(d => new LookedAt(d.Identifier, d.Slug, d.Title))
                .ToDictionaryAsync(d => d.Identifier, cancel),
            await db
                .Practices.Where(p => p.Standing == PracticeStanding.Published && practices.Contains(p.Identifier!))
                .Select(p => new NamedPractice(p.Identifier!, p.Kind, p.Title))
                .ToDictionaryAsync(p => p.Identifier, cancel)
        );
    }
}
