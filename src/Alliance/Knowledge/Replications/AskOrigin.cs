using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Replications;

/// <summary>
/// Asks the city it comes from to talk, and to confirm the parts; from then on its people see the replication. What belongs to no city is asked of the
/// network's coordinators.
/// </summary>
public sealed class AskOrigin(AppDb db, ChangeReplication change, FindPeople people, MailLinks links, TimeProvider time)
{
    /// <param name="actor">Deal or field manager of the city that takes over.</param>
    /// <param name="id">The replication's number.</param>
    /// <param name="turn">The state that was read.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Refused as <see cref="ChangeReplication"/> does, and with <c>origin-asked-already</c>, <c>origin-nobody-there</c> (nobody here speaks for it, beside who asks).</returns>
    public Task<Outcome<Replication>> RunAsync(Actor actor, long id, int turn, CancellationToken cancel = default) =>
        change.RunAsync(
            actor,
            id,
            turn,
            ReplicationRights.MayEdit,
            async (replication, now) =>
            {
                if (replication.AskedAt is not null)
                    return new Refusal("origin-asked-already");
                var asked = await OriginPeople.FindAsync(db, people, replication, actor, cancel);
                if (asked.Count == 0)
                    return new Refusal("origin-nobody-there");
                replication.AskedAt = now;
                foreach (var person in asked)
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
            FormattableString.Invariant($"replication-asked:{replication.Id}:{manager.AccountId}"),
            manager.Email,
            manager.Language,
            reader["mail.replication-asked.subject", city, title],
            [reader["mail.hello", manager.Name], reader["mail.replication-asked.text", city, title]]
        )
        {
            Action = (
                reader["mail.replication-asked.button"],
                links.Of(manager.Language, $"workspace/replications/{replication.Id}")
            ),
        };
    }
}
