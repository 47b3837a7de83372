using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Replications;

/// <summary>Gives it up, and says why: others learn from that too.</summary>
public sealed class EndReplication(ChangeReplication change)
{
    /// <param name="actor">A deal manager of the city.</param>
    /// <param name="id">The replication's number.</param>
    /// <param name="turn">The state that was read.</param>
    /// <param name="reason">A code of <see cref="EndOfReplication"/>.</param>
    /// <param name="note">What else there is to say, or empty.</param>
    /// <param name="show">Whether everybody may read it.</param>
    /// <param name="language">In which it is written.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// Refused as <see cref="ChangeReplication"/> does, and with <c>check-fields</c>: at <c>reason</c> <c>reason-missing</c>, <c>unknown-choice</c>; at
    /// <c>note</c> <c>text-too-long</c>.
    /// </returns>
    public Task<Outcome<Replication>> RunAsync(
        Actor actor,
        long id,
        int turn,
        string reason,
        string note,
        bool show,
        Language language,
        CancellationToken cancel = default
    ) =>
        change.SetAsync(
            actor,
            id,
            turn,
            ReplicationRights.MayManage,
            (replication, now) =>
            {
                var wrong = new List<FieldProblem>();
                var why = Code.TryParse<EndOfReplication>(reason, out var read) ? read : (EndOfReplication?)null;
                if (why is null)
                    wrong.Add(
                        new FieldProblem(
                            "reason",
                            new Refusal(reason.Length == 0 ? "reason-missing" : "unknown-choice")
                        )
                    );
                var said = Worded.Read(note, "note", language, wrong);
                if (wrong.Count > 0)
                    return new Refusal("check-fields") { Fields = wrong };
                (replication.EndReason, replication.EndNote, replication.EndedAt) = (why, said, now);
                replication.IsShown |= show;
                return null;
            },
            cancel
        );
}
