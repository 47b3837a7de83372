using Alliance.Platform;

namespace Alliance.Sprints;

/// <summary>What contradicts itself in a sprint, and what it lacks to be published.</summary>
internal static class SprintRules
{
    private const int MostDays = 31;

    /// <summary>At <c>ends</c> <c>end-before-begin</c>, <c>sprint-too-long</c>.</summary>
    public static IEnumerable<FieldProblem> OfDays(Sprint sprint)
    {
        if (sprint.FirstDay is { } first && sprint.LastDay is { } last)
        {
            if (last < first)
                yield return new FieldProblem("ends", new Refusal("end-before-begin"));
            else if (last.DayNumber - first.DayNumber >= MostDays)
                yield return new FieldProblem("ends", new Refusal("sprint-too-long", $"{MostDays}"));
        }
    }

    /// <summary>
    /// At <c>starts</c> <c>outside-sprint</c>, <c>no-such-time</c> (the clock jumps over it), <c>time-missing</c>; at <c>ends</c>
    /// <c>end-before-begin</c>, <c>outside-sprint</c>, <c>no-such-time</c>.
    /// </summary>
    public static IEnumerable<FieldProblem> OfSession(Sprint sprint, SprintSession session)
    {
        if (session.Starts is null && session.Ends is not null)
            yield return new FieldProblem("starts", new Refusal("time-missing"));
        if (session.Ends <= session.Starts)
            yield return new FieldProblem("ends", new Refusal("end-before-begin"));
        foreach (var (field, time) in ((string, DateTime?)[])[("starts", session.Starts), ("ends", session.Ends)])
        {
            if (time is not { } at)
                continue;
            var day = DateOnly.FromDateTime(at);
            if (day < sprint.FirstDay || day > sprint.LastDay)
                yield return new FieldProblem(field, new Refusal("outside-sprint"));
            else if (
                sprint.TimeZone is { } name
                && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
                && zone.IsInvalidTime(DateTime.SpecifyKind(at, DateTimeKind.Unspecified))
            )
                yield return new FieldProblem(field, new Refusal("no-such-time"));
        }
    }

    /// <summary>At <c>theme</c>, <c>begins</c>, <c>place</c>: <c>needed-to-publish</c>; at <c>time-zone</c> the same where a session has a time.</summary>
    public static IEnumerable<FieldProblem> Missing(Sprint sprint)
    {
        var why = new Refusal("needed-to-publish");
        if (sprint.Theme is null)
            yield return new FieldProblem("theme", why);
        if (sprint.FirstDay is null)
            yield return new FieldProblem("begins", why);
        if (sprint.TimeZone is null)
            yield return new FieldProblem("time-zone", why);
        if (sprint.Place is null)
            yield return new FieldProblem("place", why);
        foreach (var session in sprint.Sessions)
        foreach (var problem in OfSession(sprint, session))
            yield return problem with
            {
                Field = $"{session.Key}.{problem.Field}",
            };
    }
}
