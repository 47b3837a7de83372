using Alliance.Deals;
using Alliance.Deals.Index;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site;

/// <summary>A city in a consortium, with its members there and what the register holds of it now.</summary>
/// <param name="City">Null when the register does not hold the city (any more).</param>
public sealed record ConsortiumCity(
    CityName? City,
    string Identifier,
    IReadOnlyList<Member> Members,
    int Deals,
    int Programmes
);

/// <param name="Identifier">The record to link to: the one a merged record was merged into. Null when there is none.</param>
public sealed record Member(string? Identifier, string Name, OrganisationKind? Kind);

public sealed record ProjectFacts(
    Project Project,
    Collection? Collection,
    Member? Coordinator,
    IReadOnlyList<ConsortiumCity> Cities
);

public static class ProjectQueries
{
    public static async Task<ProjectFacts?> FindAsync(
        AppDb db,
        DealSnapshot deals,
        string identifier,
        CancellationToken cancel = default
    )
    {
        var found = await db
            .Projects.AsNoTracking()
            .Where(p => p.Identifier == identifier)
            .Select(p => new
            {
                Project = p,
                Collection = db.Collections.FirstOrDefault(c => c.Identifier == p.Collection),
            })
            .FirstOrDefaultAsync(cancel);
        if (found is null)
            return null;
        var project = found.Project;

        var named = project.Consortium.SelectMany(c => c.Organisations).Append(project.Coordinator ?? "").ToList();
        var organisations = await db
            .Organisations.Where(o => named.Contains(o.Identifier))
            .Select(o => new
            {
                Named = o.Identifier,
                Identifier = o.MergedInto == null ? o.Identifier : o.MergedInto.Identifier,
                o.Name,
                o.Kind,
            })
            .ToDictionaryAsync(o => o.Named, o => new Member(o.Identifier, o.Name, o.Kind), cancel);
        var places = project.Consortium.Select(c => c.City).ToList();
        var cities = await db
            .Cities.Where(c => places.Contains(c.Identifier))
            .Select(c => new CityName(c.Identifier, c.Name))
            .ToDictionaryAsync(c => c.Identifier, cancel);

        // An identifier without its record still says who it was.
        Member Of(string id) => organisations.GetValueOrDefault(id) ?? new Member(null, id, null);
        return new ProjectFacts(
            project,
            found.Collection,
            project.Coordinator is { } coordinator ? Of(coordinator) : null,
            [
                .. project.Consortium.Select(part =>
                {
                    var (own, programmes) = CityCounts.Of(deals, part.City);
                    return new ConsortiumCity(
                        cities.GetValueOrDefault(part.City),
                        part.City,
                        [.. part.Organisations.Select(Of)],
                        own,
                        programmes
                    );
                }),
            ]
        );
    }
}
