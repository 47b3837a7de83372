using Alliance.Network;

namespace Alliance.Deals.Drafting;

/// <summary>Who may see a draft, and who may do what with it: the filter for lists, and the checks of one.</summary>
public static class DraftRights
{
    /// <summary>
    /// The city's own people and coordinators see all drafts of the city; representatives those that were sent to their
    /// organisation.
    /// </summary>
    /// <param name="drafts">All of them.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="mandates">Those in force: an association sees what was sent to its members.</param>
    public static IQueryable<Draft> Visible(IQueryable<Draft> drafts, Actor actor, IQueryable<Mandate> mandates)
    {
        if (actor.Has(MembershipRole.Coordinator))
            return drafts;
        var cities = actor.Memberships.Where(m => m.Role.IsOfCity()).Select(m => m.CityId).ToList();
        var organisations = actor
            .Memberships.Where(m => m.Role == MembershipRole.Representative)
            .Select(m => m.OrganisationId)
            .ToList();
        return drafts.Where(d =>
            cities.Contains(d.CityId)
            || d.Parties.Any(p =>
                p.InvitedAt != null
                && (
                    organisations.Contains(p.OrganisationId)
                    || mandates.Any(m => m.MemberId == p.OrganisationId && organisations.Contains(m.AssociationId))
                )
            )
        );
    }

    /// <summary>Whoever sees a draft reads the files beside it; scans hold a signature, and only the city's people see them.</summary>
    public static IQueryable<Attachment> Files(IQueryable<Attachment> files, DraftAccess access)
    {
        var (draft, isOfCity) = (access.Draft.Id, access.IsOfCity);
        return files.Where(f => f.DraftId == draft && (isOfCity || !f.IsScan));
    }

    /// <summary>Writes, sends, and takes back.</summary>
    public static bool MayEdit(Actor actor, long city) =>
        actor.HasIn(city, MembershipRole.DealManager, MembershipRole.FieldManager);

    /// <summary>Asks for release, sends for signature, ends, renews.</summary>
    public static bool MayManage(Actor actor, long city) => actor.HasIn(city, MembershipRole.DealManager);

    /// <summary>Sees it as the city does, with its inner steps.</summary>
    public static bool IsOfCity(Actor actor, long city) =>
        actor.Has(MembershipRole.Coordinator)
        || actor.HasIn(
            city,
            MembershipRole.DealManager,
            MembershipRole.FieldManager,
            MembershipRole.Approver,
            MembershipRole.Observer
        );

    /// <summary>Signs for the city itself.</summary>
    public static bool MaySignForCity(Actor actor, long city) =>
        actor.HasIn(city, MembershipRole.DealManager, MembershipRole.Approver);
}
