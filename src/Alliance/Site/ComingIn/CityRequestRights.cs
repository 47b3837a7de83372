using Alliance.Network;

namespace Alliance.Site.ComingIn;

/// <summary>Who lets cities in: the network's coordinators, and who runs this Alliance.</summary>
public static class CityRequestRights
{
    public static bool MayDecide(Actor actor) => actor.Has(MembershipRole.Coordinator) || actor.IsAdministrator;

    /// <summary>What can be looked at: an address that nobody has proven is nobody's word.</summary>
    public static IQueryable<CityRequest> Visible(IQueryable<CityRequest> requests, Actor actor) =>
        MayDecide(actor) ? requests.Where(r => r.State != CityRequestState.Unconfirmed) : requests.Where(r => false);
}
