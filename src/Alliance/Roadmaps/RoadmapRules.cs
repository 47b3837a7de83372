using System.Globalization;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Roadmaps;

/// <summary>What a roadmap must not say, wherever it comes from.</summary>
public static class RoadmapRules
{
    /// <summary>
    /// Contradictions, by field: <c>key-repeated</c> (a key that stands twice, names another kind or was not given yet), <c>wrong-language</c> (a
    /// text whose own language is not the roadmap's), <c>ends-before-it-begins</c>, <c>unknown-choice</c> (a part that is not there), <c>not-a-path</c>
    /// (years that do not go on), <c>not-a-year</c>, <c>waits-for-itself</c> (milestones that wait for each other), <c>unit-missing</c> (numbers without),
    /// <c>currency-missing</c>.
    /// </summary>
    public static IEnumerable<FieldProblem> Contradictions(RoadmapContent content)
    {
        // Where nobody knows which part a key means, nothing else can be said.
        var keys = Keys(content).ToList();
        return keys.Count > 0 ? keys : Others(content);
    }

    /// <summary>Parts without a title: <c>title-missing</c>. What is worked on may have some; what everybody reads has none.</summary>
    public static IEnumerable<FieldProblem> Untitled(RoadmapContent content) =>
        Titles(content).Where(t => t.Title is null).Select(t => Problem(t.Field, "title-missing"));

    private static IEnumerable<FieldProblem> Keys(RoadmapContent content)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (field, _) in Titles(content))
            if (field.Split('.') is [var kind, var key, _])
                if (
                    !seen.Add(key)
                    || key.Length == 0
                    || key[0] != kind[0]
                    || !int.TryParse(key[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    || number > content.LastKey
                )
                    yield return Problem(field, "key-repeated");
    }

    private static IEnumerable<FieldProblem> Others(RoadmapContent content)
    {
        foreach (var (field, text) in Titles(content).Concat(Texts(content)))
            if (text is not null && text.Authentic != content.Language)
                yield return Problem(field, "wrong-language");
        if (content.To < content.From)
            yield return Problem("to", "ends-before-it-begins");
        foreach (var challenge in content.Challenges)
            if (challenge.Focus is { } focus && content.FocusArea(focus) is null)
                yield return Problem($"challenge.{challenge.Key}.focus", "unknown-choice");
        foreach (var goal in content.Goals)
        {
            if (goal.Challenge is { } challenge && content.Challenge(challenge) is null)
                yield return Problem($"goal.{goal.Key}.challenge", "unknown-choice");
            if (goal.Path.Zip(goal.Path.Skip(1)).Any(p => p.First.Year >= p.Second.Year))
                yield return Problem($"goal.{goal.Key}.path", "not-a-path");
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
            if (IsOut(milestone.Due))
                yield return Problem($"milestone.{milestone.Key}.due", "not-a-year");
            if (IsOut(milestone.Done))
                yield return Problem($"milestone.{milestone.Key}.done", "not-a-year");
            if (milestone.After.Any(a => !waiting.ContainsKey(a)))
                yield return Problem($"milestone.{milestone.Key}.after", "unknown-choice");
            else if (WaitsFor(milestone.Key, milestone.Key, waiting))
                yield return Problem($"milestone.{milestone.Key}.after", "waits-for-itself");
            if (milestone is { Money: not null, Currency: null })
                yield return Problem($"milestone.{milestone.Key}.currency", "currency-missing");
        }
    }

    private static IEnumerable<(string Field, LocalText? Title)> Titles(RoadmapContent content) =>
        [
            ("title", content.Title),
            .. content.FocusAreas.Select(f => ($"focus.{f.Key}.title", f.Title)),
            .. content.Steps.Select(s => ($"step.{s.Key}.title", s.Title)),
            .. content.Challenges.Select(c => ($"challenge.{c.Key}.title", c.Title)),
            .. content.Goals.Select(g => ($"goal.{g.Key}.title", g.Title)),
            .. content.Milestones.Select(m => ($"milestone.{m.Key}.title", m.Title)),
        ];

    private static IEnumerable<(string Field, LocalText? Text)> Texts(RoadmapContent content) =>
        [
            ("vision", content.Vision),
            .. content.FocusAreas.Select(f => ($"focus.{f.Key}.text", f.Text)),
            .. content.Steps.Select(s => ($"step.{s.Key}.text", s.Text)),
            .. content.Challenges.Select(c => ($"challenge.{c.Key}.text", c.Text)),
        ];

    private static FieldProblem Problem(string field, string code) => new(field, new Refusal(code));

    private static bool IsOut(PartialDate? date) => date?.Year is < RoadmapFields.FirstYear or > RoadmapFields.LastYear;

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
