using Alliance.Network;
using Alliance.Platform;

namespace Alliance.Knowledge.Replications;

/// <summary>Lets everybody read that the city is at it, before anything is signed; or takes that back.</summary>
public sealed class ShowReplication(ChangeReplication change)
{
    /// <returns>Refused as <see cref="ChangeReplication"/> does: what is over stays as it was shown.</returns>
    public Task<Outcome<Replication>> RunAsync(
        Actor actor,
        long id,
        int turn,
        bool show,
        CancellationToken cancel = default
    ) =>
        change.SetAsync(
            actor,
            id,
            turn,
            ReplicationRights.MayManage,
            (replication, _) =>
            {
                replication.IsShown = show;
                return null;
            },
            cancel
        );
}
