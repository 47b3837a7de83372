using Alliance.Deals.Drafting;
using Alliance.Network;

namespace Alliance.Knowledge.Reviews;

/// <summary>Who may review a practice, and ask for it.</summary>
public static class ReviewRights
{
    /// <summary>Only another city's managers, and none who works for the practice's city as well: nobody vouches for themselves.</summary>
    public static bool MayReview(Actor actor, Practice practice, long city) =>
        practice.Standing == PracticeStanding.Published
        && practice.CityId != city
        && (practice.CityId is null || !KnowledgeRights.MayRead(actor, practice.CityId))
        && DraftRights.MayManage(actor, city);

    /// <summary>Asks another city.</summary>
    public static bool MayAsk(Actor actor, Practice practice) =>
        practice is { Standing: PracticeStanding.Published, CityId: not null }
        && KnowledgeRights.MayPublish(actor, practice.CityId);
}
