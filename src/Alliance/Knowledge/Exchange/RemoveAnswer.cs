using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Exchange;

/// <summary>A coordinator takes away what does not belong there; why stands in its place.</summary>
public sealed class RemoveAnswer(AppDb db, ChangeTopic change)
{
    /// <param name="actor">A coordinator.</param>
    /// <param name="slug">The space.</param>
    /// <param name="id">The topic's number.</param>
    /// <param name="answer">The answer's number.</param>
    /// <param name="reason">What everybody in the space reads.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// Refused as <see cref="ChangeTopic"/> does, and with <c>answer-not-found</c>, or <c>check-fields</c>: at <c>reason</c> <c>reason-missing</c>,
    /// <c>text-too-long</c>.
    /// </returns>
    public Task<Outcome<Topic>> RunAsync(
        Actor actor,
        string slug,
        long id,
        long answer,
        string reason,
        CancellationToken cancel = default
    ) =>
        change.RunAsync(
            actor,
            slug,
            id,
            null,
            (access, _) => access.IsCoordinator,
            async (topic, _) =>
            {
                var removed = await db.SpaceAnswers.SingleOrDefaultAsync(
                    a => a.Id == answer && a.TopicId == topic.Id && a.RemovedBecause == null,
                    cancel
                );
                if (removed is null)
                    return new Refusal("answer-not-found");
                reason = StatedValues.OneLine(reason);
                if (reason.Length is 0 or > Answer.ReasonLength)
                    return new Refusal("check-fields")
                    {
                        Fields =
                        [
                            new FieldProblem(
                                "reason",
                                new Refusal(reason.Length == 0 ? "reason-missing" : "text-too-long")
                            ),
                        ],
                    };
                (removed.Text, removed.RemovedBecause) = (null, reason);
                if (topic.HelpfulId == removed.Id)
                    topic.HelpfulId = null;
                return null;
            },
            cancel
        );
}
