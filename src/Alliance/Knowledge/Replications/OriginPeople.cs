using Alliance.Knowledge.Reviews;
using Alliance.Network;
using Alliance.Platform.Data;

namespace Alliance.Knowledge.Replications;

/// <summary>
/// Who is asked and thanked for what was taken over: the deal managers of the city it comes from; for what belongs to the network as a whole its
/// coordinators.
/// </summary>
internal static class OriginPeople
{
    /// <returns>
    /// The first one first; nobody for what another installation has. Without who acts: nobody asks or thanks themselves (2 queries).
    /// </returns>
    public static async Task<IReadOnlyList<Person>> FindAsync(
        AppDb db,
        FindPeople people,
        Replication replication,
        Actor actor,
        CancellationToken cancel
    )
    {
        var origin = replication.OriginCityId;
        if (origin is null && !ReplicationRights.IsOfNetwork(replication))
            return [];
        var tellers = await WhoTells.FindAsync(db, people, [origin], cancel);
        return [.. tellers[origin].Where(p => p.AccountId != actor.AccountId)];
    }
}
