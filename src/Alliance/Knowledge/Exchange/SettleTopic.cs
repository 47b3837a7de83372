using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Exchange;

/// <summary>The asker says which answer helped, and whether the matter is settled. Both may be said otherwise later.</summary>
public sealed class SettleTopic(AppDb db, ChangeTopic change)
{
    /// <param name="actor">Who asked, or a coordinator.</param>
    /// <param name="slug">The space.</param>
    /// <param name="id">The topic's number.</param>
    /// <param name="turn">The state that was read.</param>
    /// <param name="answer">The one answer that helped; it settles the topic. Null takes the mark away.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Refused as <see cref="ChangeTopic"/> does, and with <c>answer-not-found</c>.</returns>
    public Task<Outcome<Topic>> MarkAsync(
        Actor actor,
        string slug,
        long id,
        int turn,
        long? answer,
        CancellationToken cancel = default
    ) =>
        change.RunAsync(
            actor,
            slug,
            id,
            turn,
            (access, topic) => access.MaySettle(topic),
            async (topic, now) =>
            {
                if (
                    answer is { } one
                    && !await db.SpaceAnswers.AnyAsync(
                        a => a.Id == one && a.TopicId == topic.Id && a.RemovedBecause == null,
                        cancel
                    )
                )
                    return new Refusal("answer-not-found");
                topic.HelpfulId = answer;
                if (answer is not null)
                    topic.SettledAt ??= now;
                return null;
            },
            cancel
        );

    /// <summary>Settles it without an answer that helped, or opens it again. Refused as <see cref="ChangeTopic"/> does.</summary>
    public Task<Outcome<Topic>> RunAsync(
        Actor actor,
        string slug,
        long id,
        int turn,
        bool settled,
        CancellationToken cancel = default
    ) =>
        change.RunAsync(
            actor,
            slug,
            id,
            turn,
            (access, topic) => access.MaySettle(topic),
            (topic, now) =>
            {
                topic.SettledAt = settled ? topic.SettledAt ?? now : null;
                return Task.FromResult<Refusal?>(null);
            },
            cancel
        );
}
