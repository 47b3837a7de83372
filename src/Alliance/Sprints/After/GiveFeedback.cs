using System.Globalization;
using Alliance.Deals.Drafting;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Sprints.Visits;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.After;

/// <summary>A visitor says what a sprint was worth, once, by the own link.</summary>
public sealed class GiveFeedback(AppDb db, TimeProvider time)
{
    /// <param name="useful"><c>1</c> to <c>4</c>.</param>
    /// <returns>
    /// Refused with <c>link-not-valid</c>, <c>not-over-yet</c>, <c>feedback-given</c>, or <c>check-fields</c>: at <c>useful</c> <c>unknown-choice</c>; at
    /// <c>takes</c> and <c>better</c> <c>text-too-long</c>.
    /// </returns>
    public async Task<Outcome<SprintFeedback>> RunAsync(
        string token,
        string useful,
        string takes,
        string better,
        CancellationToken cancel = default
    )
    {
        if (await RegisterForSprint.FindAsync(db, token, cancel) is not { Sprint: { } sprint } visit)
            return new Refusal("link-not-valid");
        var today = sprint.DayOf(time.GetUtcNow().UtcDateTime);
        if (!MayGive(visit, sprint, today))
            return new Refusal("not-over-yet");
        if (visit.GaveFeedback)
            return new Refusal("feedback-given");
        var problems = new List<FieldProblem>();
        if (
            !int.TryParse(useful, NumberStyles.None, CultureInfo.InvariantCulture, out var step)
            || step is < 1 or > SprintFeedback.Steps
        )
            problems.Add(new FieldProblem("useful", new Refusal("unknown-choice")));
        (takes, better) = (TypedText.Plain(takes), TypedText.Plain(better));
        foreach (var (field, text) in ((string, string)[])[("takes", takes), ("better", better)])
            if (text.Length > SprintFeedback.TextLength)
                problems.Add(new FieldProblem(field, new Refusal("text-too-long")));
        if (problems.Count > 0)
            return new Refusal("check-fields") { Fields = problems };
        var said = new SprintFeedback
        {
            SprintId = sprint.Id,
            Useful = step,
            Takes = takes,
            Better = better,
            On = today,
        };
        db.SprintFeedback.Add(said);
        (visit.GaveFeedback, visit.Turn) = (true, visit.Turn + 1);
        return await db.SaveInTurnAsync(cancel) is { } late ? late : said;
    }

    /// <summary>From the last day on, for those who came or were to come.</summary>
    public static bool MayGive(Visit visit, Sprint sprint, DateOnly today) =>
        sprint.State == SprintState.Published && visit.Comes && sprint.LastDay <= today;
}
