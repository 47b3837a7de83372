using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Replications;

/// <summary>What the origin says of one part.</summary>
/// <param name="Confirmed">That it belongs to what worked; false warns of it.</param>
public sealed record PartAnswer(bool Confirmed, string Note);

/// <summary>The origin confirms the parts, or warns of some, and says what it would tell a colleague.</summary>
public sealed class AnswerAsOrigin(ChangeReplication change)
{
    /// <param name="actor">A deal manager of the origin.</param>
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
        change.SetAsync(
            actor,
            id,
            turn,
            ReplicationRights.MayAnswer,
            (replication, now) =>
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
                replication.AnsweredAt = now;
                replication.TalkedAt ??= now;
                return null;
            },
            cancel
        );
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
