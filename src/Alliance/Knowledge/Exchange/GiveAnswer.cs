using Alliance.Knowledge.Replications;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Exchange;

/// <summary>Says something to a topic, and takes it back.</summary>
public sealed class GiveAnswer(AppDb db, ChangeTopic change)
{
    /// <param name="actor">Who is in the space.</param>
    /// <param name="slug">The space.</param>
    /// <param name="id">The topic's number.</param>
    /// <param name="words">The answer.</param>
    /// <param name="language">In which it is written.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// Refused as <see cref="ChangeTopic"/> does, and with <c>check-fields</c>: at <c>answer</c> <c>text-missing</c>, <c>text-too-long</c>.
    /// </returns>
    public Task<Outcome<Topic>> RunAsync(
        Actor actor,
        string slug,
        long id,
        string words,
        Language language,
        CancellationToken cancel = default
    ) =>
        change.RunAsync(
            actor,
            slug,
            id,
            null,
            (access, _) => access.MayWrite,
            async (topic, now) =>
            {
                var wrong = new List<FieldProblem>();
                var text = Worded.Read(words, "answer", language, wrong);
                if (text is null && wrong.Count == 0)
                    wrong.Add(new FieldProblem("answer", new Refusal("text-missing")));
                if (text is null)
                    return new Refusal("check-fields") { Fields = wrong };
                var last = await db
                    .SpaceAnswers.Where(a => a.TopicId == topic.Id && a.AuthorId == actor.AccountId)
                    .OrderByDescending(a => a.Id)
                    .FirstOrDefaultAsync(cancel);
                // A button that was pressed twice.
                if (last?.Text is { } said && last.At > now.AddMinutes(-10) && said.Equals(text))
                    return null;
                db.SpaceAnswers.Add(
                    new Answer
                    {
                        TopicId = topic.Id,
                        Text = text,
                        AuthorId = actor.AccountId,
                        At = now,
                    }
                );
                return null;
            },
            cancel
        );

    /// <summary>
    /// Whoever wrote it takes it back: then it is gone. Refused as <see cref="ChangeTopic"/> does, and with <c>answer-not-found</c>,
    /// <c>answer-is-helpful</c>: others build on that one.
    /// </summary>
    public Task<Outcome<Topic>> TakeBackAsync(
        Actor actor,
        string slug,
        long id,
        long answer,
        CancellationToken cancel = default
    ) =>
        change.RunAsync(
            actor,
            slug,
            id,
            null,
            (access, _) => access.MayWrite,
            async (topic, _) =>
            {
                var own = await db.SpaceAnswers.SingleOrDefaultAsync(
                    a => a.Id == answer && a.TopicId == topic.Id && a.RemovedBecause == null,
                    cancel
                );
                if (own is null)
                    return new Refusal("answer-not-found");
                if (own.AuthorId is null || own.AuthorId != actor.AccountId)
                    return new Refusal("not-allowed");
                if (topic.HelpfulId == own.Id)
                    return new Refusal("answer-is-helpful");
                db.SpaceAnswers.Remove(own);
                return null;
            },
            cancel
        );
}
