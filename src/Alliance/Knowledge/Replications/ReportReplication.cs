using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Replications;

/// <summary>
/// Says what came of it, and thanks the origin, whose managers get it by mail; of what belongs to no city the network's coordinators. It closes the
/// replication, and is public.
/// </summary>
public sealed class ReportReplication(
    AppDb db,
    ChangeReplication change,
    FindPeople people,
    MailLinks links,
    TimeProvider time
)
{
    /// <param name="actor">A deal manager of the city.</param>
    /// <param name="id">The replication's number.</param>
    /// <param name="turn">The state that was read.</param>
    /// <param name="outcome">A code of <see cref="ReplicationOutcome"/>.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="thanks">To the origin, or empty.</param>
    /// <param name="language">In which it is written.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// Refused as <see cref="ChangeReplication"/> does, with <c>replication-not-in-force</c>, and with <c>check-fields</c>: at <c>outcome</c>
    /// <c>choice-missing</c>, <c>unknown-choice</c>; at <c>result</c> <c>text-missing</c>, <c>text-too-long</c>; at <c>thanks</c> <c>text-too-long</c>.
    /// </returns>
    public Task<Outcome<Replication>> RunAsync(
        Actor actor,
        long id,
        int turn,
        string outcome,
        string result,
        string thanks,
        Language language,
        CancellationToken cancel = default
    ) =>
        change.RunAsync(
            actor,
            id,
            turn,
            ReplicationRights.MayManage,
            async (replication, now) =>
            {
                if ((await ReplicationView.LoadAsync(db, id, cancel))?.Deal is null)
                    return new Refusal("replication-not-in-force");
                var wrong = new List<FieldProblem>();
                var came = Code.TryParse<ReplicationOutcome>(outcome, out var read) ? read : (ReplicationOutcome?)null;
                if (came is null)
                    wrong.Add(
                        new FieldProblem(
                            "outcome",
                            new Refusal(outcome.Length == 0 ? "choice-missing" : "unknown-choice")
                        )
                    );
                var said = Worded.Read(result, "result", language, wrong);
                if (said is null && !wrong.Exists(w => w.Field == "result"))
                    wrong.Add(new FieldProblem("result", new Refusal("text-missing")));
                var thanked = Worded.Read(thanks, "thanks", language, wrong);
                if (wrong.Count > 0)
                    return new Refusal("check-fields") { Fields = wrong };
                (replication.Outcome, replication.Result, replication.ResultAt) = (came, said, now);
                (replication.Thanks, replication.IsShown) = (thanked, true);
                foreach (var person in await OriginPeople.FindAsync(db, people, replication, actor, cancel))
                    db.Send(Letter(replication, person), time.GetUtcNow());
                return null;
            },
            cancel
        );

    private Letter Letter(Replication replication, Person manager)
    {
        var reader = new Reader(manager.Language);
        var (title, city) = (
            replication.Title.In(manager.Language).Text,
            replication.City!.Name.In(manager.Language).Text
        );
        return new Letter(
            FormattableString.Invariant($"replication-result:{replication.Id}:{manager.AccountId}"),
            manager.Email,
            manager.Language,
            reader["mail.replication-result.subject", city, title],
            [
                reader["mail.hello", manager.Name],
                reader[
                    ReplicationRights.IsOfNetwork(replication)
                        ? "mail.replication-result.network"
                        : "mail.replication-result.text",
                    city,
                    title,
                    reader.Name(replication.Outcome!.Value)
                ],
                .. replication.Thanks is { } thanks ? [thanks.In(manager.Language).Text] : (string[])[],
            ]
        )
        {
            Action = (
                reader["mail.replication-result.button"],
                links.Of(manager.Language, $"replications/{replication.City.Identifier}/{replication.Key}")
            ),
        };
    }
}
