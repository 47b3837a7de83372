using Alliance.Deals.Drafting;
using Alliance.Network;

namespace Alliance.Roadmaps;

/// <summary>Who may do what with a city's planning: its stakeholder map and its roadmap.</summary>
public static class RoadmapRights
{
    /// <summary>Reads what is not public: the city's own people. A stakeholder map is no matter of the network.</summary>
    public static bool MayRead(Actor actor, long city) =>
        actor.HasIn(
            city,
            MembershipRole.DealManager,
            MembershipRole.FieldManager,
            MembershipRole.Approver,
            MembershipRole.Observer
        );

    /// <summary>Writes in it.</summary>
    public static bool MayEdit(Actor actor, long city) => DraftRights.MayEdit(actor, city);
}
