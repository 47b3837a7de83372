using Alliance.Deals.Drafting;
using Alliance.Network;

namespace Alliance.Knowledge.Replications;

/// <summary>Who may do what with a replication: the city that takes over, and the one it came from.</summary>
public static class ReplicationRights
{
    /// <summary>Sees all of it, also before it is shown.</summary>
    public static bool MayRead(Actor actor, Replication replication) =>
        KnowledgeRights.MayRead(actor, replication.CityId) || IsAsked(actor, replication);

    /// <summary>Goes on with it.</summary>
    public static bool MayEdit(Actor actor, Replication replication) => DraftRights.MayEdit(actor, replication.CityId);

    /// <summary>Says what came of it, gives it up, shows it to everybody.</summary>
    public static bool MayManage(Actor actor, Replication replication) =>
        DraftRights.MayManage(actor, replication.CityId);

    /// <summary>The origin's own people see it from the day on which they were asked, or could read it anyway.</summary>
    public static bool IsAsked(Actor actor, Replication replication) =>
        replication.OriginCityId is { } origin
        && (replication.AskedAt is not null || replication.IsShown)
        && KnowledgeRights.MayRead(actor, origin);

    /// <summary>Answers for the origin. Nobody vouches for themselves: not who goes on with it in the other city.</summary>
    public static bool MayAnswer(Actor actor, Replication replication) =>
        IsAsked(actor, replication)
        && DraftRights.MayManage(actor, replication.OriginCityId!.Value)
        && !MayEdit(actor, replication);
}
