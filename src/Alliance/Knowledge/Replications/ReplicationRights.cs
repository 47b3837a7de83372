using Alliance.Deals.Drafting;
using Alliance.Network;

namespace Alliance.Knowledge.Replications;

/// <summary>
/// Who may do what with a replication: the city that takes over, and the one it came from; the network's coordinators, where it belongs to no city.
/// </summary>
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

    /// <summary>Whether what it takes over belongs to the network as a whole. What another installation has belongs to nobody here.</summary>
    public static bool IsOfNetwork(Replication replication) => replication is { OriginCityId: null, Elsewhere: null };

    /// <summary>The origin's own people see it from the day on which they were asked, or could read it anyway.</summary>
    public static bool IsAsked(Actor actor, Replication replication) =>
        (replication.OriginCityId is not null || IsOfNetwork(replication))
        && (replication.AskedAt is not null || replication.IsShown)
        && KnowledgeRights.MayRead(actor, replication.OriginCityId);

    /// <summary>Answers for the origin. Nobody vouches for themselves: not who goes on with it in the other city.</summary>
    public static bool MayAnswer(Actor actor, Replication replication) =>
        IsAsked(actor, replication)
        && KnowledgeRights.MayPublish(actor, replication.OriginCityId)
        && !MayEdit(actor, replication);
}
