using Alliance.Network;

namespace Alliance.Deals.Joining;

/// <summary>
/// Who may do what with a request to join: the filter for lists, and the check of one. Anybody may ask; the link in the mail
/// alone confirms and withdraws.
/// </summary>
public static class JoinRights
{
    /// <summary>A request names a person: the city's own people see those of its deals.</summary>
    public static IQueryable<JoinRequest> Visible(IQueryable<JoinRequest> requests, Actor actor)
    {
        var cities = actor.Memberships.Where(m => m.Role.IsOfCity()).Select(m => m.CityId).ToList();
        return requests.Where(r => cities.Contains(r.Deal!.CityId));
    }

    /// <summary>Accepts and refuses.</summary>
    public static bool MayAnswer(Actor actor, long city) => DealRights.MayEdit(actor, city);
}
