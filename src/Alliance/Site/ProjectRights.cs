using Alliance.Network;
using Alliance.Platform.Data;

namespace Alliance.Site;

/// <summary>
/// Who sees how the cities of a project stand: the network's coordinators of every project, and of one project those who represent the
/// organisation that coordinates it.
/// </summary>
public static class ProjectRights
{
    /// <summary>The projects this person coordinates.</summary>
    public static IQueryable<Project> Coordinated(AppDb db, Actor actor)
    {
        if (actor.Has(MembershipRole.Coordinator))
            return db.Projects;
        var own = actor
            .Memberships.Where(m => m.Role == MembershipRole.Representative)
            .Select(m => m.OrganisationId)
            .OfType<long>()
            .ToList();
        // Whom the project names may have been merged into another record since.
        return db.Projects.Where(p =>
            db.Organisations.Any(o => o.Identifier == p.Coordinator && own.Contains(o.MergedIntoId ?? o.Id))
        );
    }

    /// <summary>Whether it is worth asking the database: most people coordinate nothing.</summary>
    public static bool MayCoordinate(Actor actor) =>
        actor.Has(MembershipRole.Coordinator) || actor.Has(MembershipRole.Representative);
}
