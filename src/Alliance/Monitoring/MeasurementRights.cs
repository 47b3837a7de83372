using Alliance.Deals;
using Alliance.Network;

namespace Alliance.Monitoring;

/// <summary>
/// Who may say what came of a promise. Measurements are public, so that there is no filter for lists: everybody reads all
/// of them.
/// </summary>
public static class MeasurementRights
{
    /// <summary>What a program needs to record in somebody's name: whoever may record has one of these roles.</summary>
    public static readonly TokenScope Writing = new(
        "measurements:write",
        MembershipRole.DealManager,
        MembershipRole.FieldManager,
        MembershipRole.Representative,
        MembershipRole.Reporter
    );

    /// <summary>Whoever speaks or reports for the party that promised; and the city's managers, on its behalf.</summary>
    public static bool MayRecord(Actor actor, Deal deal, Party by) =>
        DealRights.MayEdit(actor, deal.CityId) || ActsFor(actor, by);

    /// <summary>For the party itself, and not on its behalf.</summary>
    public static bool ActsFor(Actor actor, Party by) =>
        by.OrganisationId is { } own && actor.ActsFor(own, MembershipRole.Representative, MembershipRole.Reporter);
}
