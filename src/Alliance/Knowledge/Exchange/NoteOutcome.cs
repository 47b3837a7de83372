using System.Globalization;
using Alliance.Knowledge.Replications;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Exchange;

/// <summary>Notes what came of a proposal. Nothing about it changes afterwards.</summary>
public sealed class NoteOutcome(ChangeTopic change)
{
    /// <param name="actor">Who proposed it, or a coordinator.</param>
    /// <param name="slug">The space.</param>
    /// <param name="id">The topic's number.</param>
    /// <param name="turn">The state that was read: with the positions that were there.</param>
    /// <param name="outcome">A code of <see cref="DecisionOutcome"/>.</param>
    /// <param name="words">What was decided, and what follows from it.</param>
    /// <param name="on">The day, as <c>2026-05-05</c>.</param>
    /// <param name="language">In which it is written.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// Refused as <see cref="ChangeTopic"/> does, and with <c>decision-is-closed</c>, or <c>check-fields</c>: at <c>outcome</c> <c>unknown-choice</c>; at
    /// <c>outcome-words</c> <c>text-missing</c>, <c>text-too-long</c>; at <c>on</c> <c>day-missing</c>, <c>bad-day</c>, <c>day-to-come</c>.
    /// </returns>
    public Task<Outcome<Topic>> RunAsync(
        Actor actor,
        string slug,
        long id,
        int turn,
        string outcome,
        string words,
        string on,
        Language language,
        CancellationToken cancel = default
    ) =>
        change.RunAsync(
            actor,
            slug,
            id,
            turn,
            (access, topic) => topic.Outcome is not null || access.MayNoteOutcome(topic),
            (topic, now) => Task.FromResult(Note(topic, actor, now, outcome, words, on, language)),
            cancel
        );

    private static Refusal? Note(
        Topic topic,
        Actor actor,
        DateTime now,
        string outcome,
        string words,
        string on,
        Language language
    )
    {
        if (topic.Outcome is not null)
            return new Refusal("decision-is-closed");
        var wrong = new List<FieldProblem>();
        void Wrong(string field, string why) => wrong.Add(new FieldProblem(field, new Refusal(why)));
        if (!Code.TryParse<DecisionOutcome>(outcome, out var came))
            Wrong("outcome", "unknown-choice");
        var said = Worded.Read(words, "outcome-words", language, wrong);
        if (said is null && !wrong.Exists(w => w.Field == "outcome-words"))
            Wrong("outcome-words", "text-missing");
        if (
            !DateOnly.TryParseExact(
                on.Trim(),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
        )
            Wrong("on", on.Trim().Length == 0 ? "day-missing" : "bad-day");
        // Today where the writer is may be tomorrow here.
        else if (day > DateOnly.FromDateTime(now).AddDays(1))
            Wrong("on", "day-to-come");
        if (wrong.Count > 0)
            return new Refusal("check-fields") { Fields = wrong };
        (topic.Outcome, topic.OutcomeWords, topic.DecidedOn) = (came, said, day);
        (topic.NotedById, topic.SettledAt) = (actor.AccountId, now);
        return null;
    }
}
