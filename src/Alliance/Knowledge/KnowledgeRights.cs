using Alliance.Deals.Drafting;
using Alliance.Network;

namespace Alliance.Knowledge;

/// <summary>
/// Who may do what with a practice. What belongs to no city is the network's: its coordinators keep it.
/// </summary>
public static class KnowledgeRights
{
    /// <summary>Reads what is not public.</summary>
    public static bool MayRead(Actor actor, long? city) =>
        city is { } one
            ? actor.HasIn(
                one,
                MembershipRole.DealManager,
                MembershipRole.FieldManager,
                MembershipRole.Approver,
                MembershipRole.Observer
            )
            : actor.Has(MembershipRole.Coordinator);

    /// <summary>Writes, as long as it is not public.</summary>
    public static bool MayEdit(Actor actor, long? city) =>
        city is { } one ? DraftRights.MayEdit(actor, one) : actor.Has(MembershipRole.Coordinator);

    /// <summary>Puts it before everybody, and takes it back.</summary>
    public static bool MayPublish(Actor actor, long? city) =>
        city is { } one ? DraftRights.MayManage(actor, one) : actor.Has(MembershipRole.Coordinator);

    /// <summary>What everybody reads changes only by who may publish.</summary>
    public static bool MayChange(Actor actor, Practice practice) =>
        practice.Standing == PracticeStanding.Published
            ? MayPublish(actor, practice.CityId)
            : MayEdit(actor, practice.CityId);
}
