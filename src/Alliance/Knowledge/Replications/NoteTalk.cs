using Alliance.Network;
using Alliance.Platform;

namespace Alliance.Knowledge.Replications;

/// <summary>The cities talked elsewhere: on the telephone, at a sprint; or there is nobody to talk with.</summary>
public sealed class NoteTalk(ChangeReplication change)
{
    /// <returns>Refused as <see cref="ChangeReplication"/> does.</returns>
    public Task<Outcome<Replication>> RunAsync(Actor actor, long id, int turn, CancellationToken cancel = default) =>
        change.SetAsync(
            actor,
            id,
            turn,
            ReplicationRights.MayEdit,
            (replication, now) =>
            {
                replication.TalkedAt ??= now;
                return null;
            },
            cancel
        );
}
