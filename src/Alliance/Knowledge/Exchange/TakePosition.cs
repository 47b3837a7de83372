using Alliance.Knowledge.Replications;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Exchange;

/// <summary>A member says how they stand to a proposal, or says it otherwise.</summary>
public sealed class TakePosition(AppDb db, ChangeTopic change)
{
    /// <param name="actor">A member; observers take none.</param>
    /// <param name="slug">The space.</param>
    /// <param name="id">The topic's number.</param>
    /// <param name="stand">A code of <see cref="Stand"/>.</param>
    /// <param name="words">What there is to say to it.</param>
    /// <param name="language">In which it is written.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// Refused as <see cref="ChangeTopic"/> does, and with <c>decision-is-closed</c>, or <c>check-fields</c>: at <c>stand</c> <c>unknown-choice</c>; at
    /// <c>words</c> <c>remarks-missing</c>, <c>text-too-long</c>.
    /// </returns>
    public Task<Outcome<Topic>> RunAsync(
        Actor actor,
        string slug,
        long id,
        string stand,
        string words,
        Language language,
        CancellationToken cancel = default
    ) =>
        change.RunAsync(
            actor,
            slug,
            id,
            null,
            (access, topic) => access.MayTakePosition && topic.Kind == TopicKind.Decision,
            async (topic, now) =>
            {
                if (topic.Outcome is not null)
                    return new Refusal("decision-is-closed");
                var wrong = new List<FieldProblem>();
                var known = Code.TryParse<Stand>(stand, out var read);
                if (!known)
                    wrong.Add(new FieldProblem("stand", new Refusal("unknown-choice")));
                var said = Worded.Read(words, "words", language, wrong);
                if (known && read == Stand.AgreeWithRemarks && said is null && wrong.Count == 0)
                    wrong.Add(new FieldProblem("words", new Refusal("remarks-missing")));
                if (wrong.Count > 0)
                    return new Refusal("check-fields") { Fields = wrong };
                var position = await db.SpacePositions.SingleOrDefaultAsync(
                    p => p.TopicId == topic.Id && p.AccountId == actor.AccountId,
                    cancel
                );
                if (position is null)
                    db.SpacePositions.Add(
                        new Position
                        {
                            TopicId = topic.Id,
                            AccountId = actor.AccountId,
                            Stand = read,
                            Words = said,
                            At = now,
                        }
                    );
                else
                    (position.Stand, position.Words, position.At) = (read, said, now);
                return null;
            },
            cancel
        );
}
