using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Replications;

/// <summary>What the origin says of one part.</summary>
/// <param name="Confirmed">That it belongs to what worked; false warns of it.</param>
public sealed record PartAnswer(bool Confirmed, string Note);

/// <summary>
/// The origin confirms the parts, or warns of some, and says what it would tell a colleague. The other city's managers hear of
/// its first answer by mail.
/// </summary>
public sealed class AnswerAsOrigin(
    AppDb db,
    ChangeReplication change,
    FindPeople people,
    MailLinks links,
    TimeProvider time
)
{
    /// <param name="actor">A deal manager of the origin; a coordinator, where it is the network's.</param>
    /// <param name="id">The replication's number.</param>
    /// <param name="turn">The state that was read.</param>
    /// <param name="parts">By key; what is left out is left open.</param>
    /// <param name="answer">To the whole, or empty.</param>
    /// <param name="language">In which it is written.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// Refused as <see cref="ChangeReplication"/> does, and with <c>check-fields</c>: at <c>answer</c>, <c>note-k1</c> <c>text-too-long</c>.
    /// </returns>
    public Task<Outcome<Replication>> RunAsync(
        Actor actor,
        long id,
        int turn,
        IReadOnlyDictionary<string, PartAnswer> parts,
        string answer,
        Language language,
        CancellationToken cancel = default
    ) =>
        change.RunAsync(
            actor,
            id,
            turn,
            ReplicationRights.MayAnswer,
            async (replication, now) =>
            {
                var wrong = new List<FieldProblem>();
                var whole = Worded.Read(answer, "answer", language, wrong);
                var said = replication
                    .Parts.Select(p =>
                        p.Choice != PartChoice.Add && parts.TryGetValue(p.Key, out var part)
                            ? p with
                            {
                                Confirmed = part.Confirmed,
                                Note = Worded.Read(part.Note, "note-" + p.Key, language, wrong),
                            }
                            : p
                    )
                    .ToList();
                if (wrong.Count > 0)
                    return new Refusal("check-fields") { Fields = wrong };
                (replication.Parts, replication.Answer) = (said, whole);
                if (replication.AnsweredAt is null)
                    foreach (var manager in await CityManagers.FindAsync(db, people, replication.CityId, cancel))
                        db.Send(Letter(replication, manager), time.GetUtcNow());
                replication.AnsweredAt = now;
                replication.TalkedAt ??= now;
                return null;
            },
            cancel
        );

    private Letter Letter(Replication replication, Person manager)
    {
        var reader = new Reader(manager.Language);
        var (title, origin) = (
            replication.Title.In(manager.Language).Text,
            ReplicationWording.OriginOf(replication, reader)
        );
        return new Letter(
            FormattableString.Invariant($"replication-answered:{replication.Id}:{manager.AccountId}"),
            manager.Email,
            manager.Language,
            reader["mail.replication-answered.subject", origin, title],
            [
                reader["mail.hello", manager.Name],
                reader["mail.replication-answered.text", origin, title],
                .. replication.Answer is { } answer ? [answer.In(manager.Language).Text] : (string[])[],
            ]
        )
        {
            Action = (
                reader["mail.replication-answered.button"],
                links.Of(manager.Language, $"workspace/replications/{replication.Id}")
            ),
        };
    }
}

/// <summary>What was typed, in one language.</summary>
internal static class Worded
{
    /// <returns>Null for nothing, and for what is longer than <see cref="Replication.TextLength"/>: <c>text-too-long</c> at the field.</returns>
    public static LocalText? Read(string typed, string field, Language language, List<FieldProblem> wrong)
    {
        var plain = TypedText.Plain(typed);
        if (plain.Length > Replication.TextLength)
            wrong.Add(new FieldProblem(field, new Refusal("text-too-long")));
        return plain.Length is 0 or > Replication.TextLength ? null : new LocalText(language.Code, plain);
    }
}
