namespace Alliance.Roadmaps;

/// <summary>Adding, removing and moving the parts of a roadmap.</summary>
internal static class RoadmapParts
{
    /// <summary>The roadmap with one more, empty part of a kind of <see cref="RoadmapFields.Kinds"/>, and the part's key.</summary>
    /// <param name="content">The roadmap.</param>
    /// <param name="kind">Which kind.</param>
    /// <param name="under">The key of the focus area or challenge that it belongs to, where that was said.</param>
    public static (RoadmapContent Content, string Key) With(this RoadmapContent content, string kind, string? under)
    {
        var number = content.LastKey + 1;
        var key = $"{kind[0]}{number}";
        content = content with { LastKey = number };
        return (
            kind switch
            {
                "focus" => content with { FocusAreas = [.. content.FocusAreas, new(key, null, null, [])] },
                "step" => content with { Steps = [.. content.Steps, new(key, null, null)] },
                "challenge" => content with { Challenges = [.. content.Challenges, new(key, null, null, under, [])] },
                "goal" => content with { Goals = [.. content.Goals, new(key, null, under, null, null, [])] },
                "milestone" => content with
                {
                    Milestones =
                    [
                        .. content.Milestones,
                        new(key, null, under, null, "", null, null, [], null, null, MoneyState.NotSaid, ""),
                    ],
                },
                _ => throw new ArgumentException($"There is no part {kind}.", nameof(kind)),
            },
            key
        );
    }

    /// <summary>How many parts of a kind there are.</summary>
    public static int Count(this RoadmapContent content, string kind) =>
        kind switch
        {
            "focus" => content.FocusAreas.Count,
            "step" => content.Steps.Count,
            "challenge" => content.Challenges.Count,
            "goal" => content.Goals.Count,
            _ => content.Milestones.Count,
        };

    /// <summary>Without a part (<c>challenge.c2</c>), and without what other parts say of it.</summary>
    public static RoadmapContent Without(this RoadmapContent content, string part)
    {
        // A key's letter says its kind.
        if (part.Split('.') is not [{ Length: > 0 } kind, { Length: > 0 } gone] || kind[0] != gone[0])
            return content;
        string? Kept(string? key) => key == gone ? null : key;
        return content with
        {
            FocusAreas = [.. content.FocusAreas.Where(f => f.Key != gone)],
            Steps = [.. content.Steps.Where(s => s.Key != gone)],
            Challenges =
            [
                .. content.Challenges.Where(c => c.Key != gone).Select(c => c with { Focus = Kept(c.Focus) }),
            ],
            Goals = [.. content.Goals.Where(g => g.Key != gone).Select(g => g with { Challenge = Kept(g.Challenge) })],
            Milestones =
            [
                .. content
                    .Milestones.Where(m => m.Key != gone)
                    .Select(m =>
                        m with
                        {
                            Challenge = Kept(m.Challenge),
                            Step = Kept(m.Step),
                            After = [.. m.After.Where(a => a != gone)],
                        }
                    ),
            ],
        };
    }

    /// <summary>With a part one place further up or down among its own; where there is none, as it was.</summary>
    public static RoadmapContent Moved(this RoadmapContent content, string part, bool up) =>
        part.Split('.') switch
        {
            ["focus", var key] => content with { FocusAreas = Moved(content.FocusAreas, f => f.Key == key, up) },
            ["step", var key] => content with { Steps = Moved(content.Steps, s => s.Key == key, up) },
            // A challenge stands among those of its focus area, and so with the others.
            ["challenge", var key] => content with
            {
                Challenges = Moved(content.Challenges, c => c.Key == key, up, (a, b) => a.Focus == b.Focus),
            },
            ["goal", var key] => content with
            {
                Goals = Moved(content.Goals, g => g.Key == key, up, (a, b) => a.Challenge == b.Challenge),
            },
            ["milestone", var key] => content with
            {
                Milestones = Moved(content.Milestones, m => m.Key == key, up, (a, b) => a.Challenge == b.Challenge),
            },
            _ => content,
        };

    private static List<T> Moved<T>(
        IReadOnlyList<T> list,
        Predicate<T> which,
        bool up,
        Func<T, T, bool>? besides = null
    )
    {
        var moved = list.ToList();
        var from = moved.FindIndex(which);
        if (from < 0)
            return moved;
        var part = moved[from];
        var to = up
            ? moved.FindLastIndex(Math.Max(0, from - 1), from, p => besides?.Invoke(p, part) != false)
            : moved.FindIndex(from + 1, p => besides?.Invoke(p, part) != false);
        if (to < 0)
            return moved;
        moved.RemoveAt(from);
        moved.Insert(to, part);
        return moved;
    }
}
