using Alliance.Deals.Drafting;
using Alliance.Network;

namespace Alliance.Knowledge.Reviews;

/// <summary>Who may review a practice, ask for it, and say that it still holds.</summary>
public static class ReviewRights
{
    /// <summary>Only another city's managers, and none who works for the practice's city as well: nobody vouches for themselves.</summary>
    public static bool MayReview(Actor actor, Practice practice, long city) =>
        practice.Standing == PracticeStanding.Published
        && practice.CityId != city
        && (practice.CityId is null || !KnowledgeRights.MayRead(actor, practice.CityId))
        && DraftRights.MayManage(actor, city);

    /// <summary>
    /// Says that it still holds: whoever publishes it; and of what was only collected the network's coordinators, who may look its sources up.
    /// </summary>
    public static bool MayConfirm(Actor actor, Practice practice) =>
        KnowledgeRights.MayPublish(actor, practice.CityId)
        || (
            practice is { Standing: PracticeStanding.Published, Collection: not null }
            && actor.Has(MembershipRole.Coordinator)
        );

    /// <summary>Asks another city.</summary>
    public static bool MayAsk(Actor actor, Practice practice) =>
        practice is { Standing: PracticeStanding.Published, CityId: not null }
        && KnowledgeRights.MayPublish(actor, practice.CityId);
}
