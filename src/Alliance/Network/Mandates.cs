using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Network;

/// <summary>Which mandates hold.</summary>
public static class Mandates
{
    public static IQueryable<Mandate> InForce(AppDb db) => db.Mandates.Where(m => m.EndedAt == null);

    /// <summary>
    /// Those over this organisation; a mandate over a record that was found to be the same organisation is one too.
    /// </summary>
    public static IQueryable<Mandate> Over(AppDb db, long organisation) =>
        InForce(db)
            .Where(m =>
                (m.Member!.MergedIntoId ?? m.MemberId)
                == db.Organisations.Where(o => o.Id == organisation).Select(o => o.MergedIntoId ?? o.Id).First()
            );
}

/// <summary>The association for which somebody may sign.</summary>
public sealed record MandatedAssociation(long Id, string Identifier, string Name);

/// <summary>Who may declare, end and use a mandate: the one policy object for it.</summary>
public static class MandateRights
{
    /// <summary>Representatives of the association, and administrators.</summary>
    public static bool MayDeclare(Actor actor, long association) =>
        actor.IsAdministrator || actor.ActsFor(association, MembershipRole.Representative);

    /// <summary>Representatives of the member, and administrators for those who cannot.</summary>
    public static bool MayObject(Actor actor, long member) =>
        actor.IsAdministrator || actor.ActsFor(member, MembershipRole.Representative);

    /// <summary>
    /// For which association this person may sign in the name of an organisation; null for none. The person represents the
    /// association, and its mandate over the organisation is in force now. With several, the oldest mandate counts. One query.
    /// </summary>
    public static async Task<MandatedAssociation?> MaySignForAsync(
        AppDb db,
        Actor actor,
        long organisation,
        CancellationToken cancel = default
    )
    {
        var represented = actor
            .Memberships.Where(m => m.Role == MembershipRole.Representative && m.OrganisationId != null)
            .Select(m => m.OrganisationId!.Value)
            .ToList();
        return represented.Count == 0
            ? null
            : await Mandates
                .Over(db, organisation)
                .Where(m => represented.Contains(m.AssociationId))
                .OrderBy(m => m.Id)
                .Select(m => new MandatedAssociation(m.AssociationId, m.Association!.Identifier, m.Association.Name))
                .FirstOrDefaultAsync(cancel);
    }
}
