using Alliance.Platform;

namespace Alliance.Roadmaps;

/// <summary>What a roadmap must not say, wherever it comes from.</summary>
public static class RoadmapRules
{
    /// <summary>
    /// Contradictions, by field: <c>ends-before-it-begins</c>, <c>unknown-choice</c> (a part that is not there), <c>waits-for-itself</c>
    /// (milestones that wait for each other), <c>unit-missing</c> (numbers without), <c>currency-missing</c>.
    /// </summary>
    public static IEnumerable<FieldProblem> Contradictions(RoadmapContent content)
    {
        static FieldProblem Problem(string field, string code) => new(field, new Refusal(code));
        if (content.To < content.From)
            yield return Problem("to", "ends-before-it-begins");
        foreach (var challenge in content.Challenges)
            if (challenge.Focus is { } focus && content.FocusArea(focus) is null)
                yield return Problem($"challenge.{challenge.Key}.focus", "unknown-choice");
        foreach (var goal in content.Goals)
        {
            if (goal.Challenge is { } challenge && content.Challenge(challenge) is null)
                yield return Problem($"goal.{goal.Key}.challenge", "unknown-choice");
            if (goal is { Path.Count: > 0, Indicator: null, Unit: null })
                yield return Problem($"goal.{goal.Key}.unit", "unit-missing");
        }
        var waiting = content.Milestones.ToDictionary(m => m.Key, m => m.After, StringComparer.Ordinal);
        foreach (var milestone in content.Milestones)
        {
            if (milestone.Challenge is { } challenge && content.Challenge(challenge) is null)
                yield return Problem($"milestone.{milestone.Key}.challenge", "unknown-choice");
            if (milestone.Step is { } step && content.Step(step) is null)
                yield return Problem($"milestone.{milestone.Key}.step", "unknown-choice");
            if (milestone.After.Any(a => !waiting.ContainsKey(a)))
                yield return Problem($"milestone.{milestone.Key}.after", "unknown-choice");
            else if (WaitsFor(milestone.Key, milestone.Key, waiting))
                yield return Problem($"milestone.{milestone.Key}.after", "waits-for-itself");
            if (milestone is { Money: not null, Currency: null })
                yield return Problem($"milestone.{milestone.Key}.currency", "currency-missing");
        }
    }

    private static bool WaitsFor(string who, string whom, Dictionary<string, IReadOnlyList<string>> waiting)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(waiting[who]);
        while (open.TryPop(out var key))
        {
            if (key == whom)
                return true;
            if (seen.Add(key) && waiting.TryGetValue(key, out var more))
                foreach (var one in more)
                    open.Push(one);
        }
        return false;
    }
}
