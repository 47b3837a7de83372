using Alliance.Network;

namespace Alliance.Identity;

/// <summary>Who may see and give which roles: the filter for lists, and the check of one.</summary>
public static class PeopleRights
{
    /// <summary>
    /// Administrators see everybody, deal managers the people of their cities, and everybody themselves.
    /// </summary>
    public static IQueryable<Membership> Visible(IQueryable<Membership> memberships, Actor actor)
    {
        if (actor.IsAdministrator)
            return memberships;
        var cities = actor
            .Memberships.Where(m => m.Role == MembershipRole.DealManager && m.CityId != null)
            .Select(m => m.CityId)
            .ToList();
        var own = actor.AccountId ?? 0;
        return memberships.Where(m => m.AccountId == own || (m.CityId != null && cities.Contains(m.CityId)));
    }

    /// <summary>
    /// Administrators give every role; a city's deal managers those of their city.
    /// </summary>
    public static bool MayGive(Actor actor, MembershipRole role, long? city) =>
        actor.IsAdministrator || (role.IsOfCity() && city is { } own && actor.HasIn(own, MembershipRole.DealManager));

    /// <summary>Whether there is anything for this person on the page of people.</summary>
    public static bool MayInvite(Actor actor) => actor.IsAdministrator || actor.Has(MembershipRole.DealManager);
}
