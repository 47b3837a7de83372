using System.Collections.Frozen;
using System.Globalization;
using Alliance.Deals.Drafting;
using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using static Alliance.Deals.Drafting.FormFields;

namespace Alliance.Roadmaps;

/// <summary>
/// A roadmap as fields of forms: each has a path (<c>title</c>, <c>challenge.c2.text</c>) and reads and writes as text. One list serves showing,
/// saving, comparing what two people typed, and telling versions apart.
/// </summary>
/// <remarks>For one language of its texts: numbers, dates and choices are the same in all of them.</remarks>
public sealed class RoadmapFields
{
    public const int TitleLength = 200;
    public const int TextLength = 4_000;

    /// <summary>So many focus areas, steps, challenges, goals or milestones.</summary>
    public const int MostParts = 200;

    /// <summary>A roadmap speaks of these years and no others.</summary>
    public const int FirstYear = 1990;
    public const int LastYear = 2100;

    /// <summary>The kinds of parts, in the order they are read.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["focus", "step", "challenge", "goal", "milestone"];

    /// <summary>In which money is told: units of the register.</summary>
    public static FrozenSet<string> Currencies { get; } = Network.Currencies.All.ToFrozenSet();

    private readonly Dictionary<string, FormField<RoadmapContent>> whole;
    private readonly Dictionary<string, FormField<FocusArea>> focus;
    private readonly Dictionary<string, FormField<StairStep>> step;
    private readonly Dictionary<string, FormField<Challenge>> challenge;
    private readonly Dictionary<string, FormField<Goal>> goal;
    private readonly Dictionary<string, FormField<Milestone>> milestone;

    /// <param name="authentic">The language the roadmap is written in.</param>
    /// <param name="language">In which its texts are read and written here.</param>
    public RoadmapFields(string authentic, string language)
    {
        FormField<T> Words<T>(
            Func<T, LocalText?> read,
            Func<T, LocalText?, T> write,
            int longest,
            string? missing = null
        ) =>
            new(
                p => read(p)?.All.FirstOrDefault(t => t.Key == language).Value ?? "",
                (p, typed, _) =>
                    typed.Length > longest ? (p, "text-too-long")
                    : typed.Length == 0 && missing is not null && language == authentic ? (p, missing)
                    : typed.Length > 0 && language != authentic && read(p) is null ? (p, "translate-what")
                    : (write(p, TypedText.With(read(p), authentic, language, typed)), null)
            );

        whole = new(StringComparer.Ordinal)
        {
            ["title"] = Words<RoadmapContent>(
                r => r.Title,
                (r, t) => r with { Title = t },
                TitleLength,
                "title-missing"
            ),
            ["vision"] = Words<RoadmapContent>(r => r.Vision, (r, t) => r with { Vision = t }, TextLength),
            ["from"] = Year<RoadmapContent>(r => r.From, (r, y) => r with { From = y }),
            ["to"] = Year<RoadmapContent>(r => r.To, (r, y) => r with { To = y }),
        };
        focus = new(StringComparer.Ordinal)
        {
            ["title"] = Words<FocusArea>(f => f.Title, (f, t) => f with { Title = t }, TitleLength, "title-missing"),
            ["text"] = Words<FocusArea>(f => f.Text, (f, t) => f with { Text = t }, TextLength),
            ["areas"] = List<FocusArea>(
                f => f.Areas,
                (f, l) => f with { Areas = l },
                (_, a) => SharedAreas.Find(a) is not null
            ),
        };
        step = new(StringComparer.Ordinal)
        {
            ["title"] = Words<StairStep>(s => s.Title, (s, t) => s with { Title = t }, TitleLength, "title-missing"),
            ["text"] = Words<StairStep>(s => s.Text, (s, t) => s with { Text = t }, TextLength),
        };
        challenge = new(StringComparer.Ordinal)
        {
            ["title"] = Words<Challenge>(c => c.Title, (c, t) => c with { Title = t }, TitleLength, "title-missing"),
            ["text"] = Words<Challenge>(c => c.Text, (c, t) => c with { Text = t }, TextLength),
            ["focus"] = Key<Challenge>(c => c.Focus, (c, k) => c with { Focus = k }),
            ["deals"] = List<Challenge>(c => c.Deals, (c, l) => c with { Deals = l }, (_, _) => true),
            ["practices"] = List<Challenge>(
                c => c.Practices ?? [],
                (c, l) => c with { Practices = l.Count == 0 ? null : l },
                (_, _) => true
            ),
        };
        goal = new(StringComparer.Ordinal)
        {
            ["title"] = Words<Goal>(g => g.Title, (g, t) => g with { Title = t }, TitleLength, "title-missing"),
            ["challenge"] = Key<Goal>(g => g.Challenge, (g, k) => g with { Challenge = k }),
            ["indicator"] = Key<Goal>(g => g.Indicator, (g, k) => g with { Indicator = k }),
            ["unit"] = OneOf<Goal>(g => g.Unit, (g, u) => g with { Unit = u }, Units.All),
            ["path"] = new(ReadPath, WritePath),
        };
        milestone = new(StringComparer.Ordinal)
        {
            ["title"] = Words<Milestone>(m => m.Title, (m, t) => m with { Title = t }, TitleLength, "title-missing"),
            ["challenge"] = Key<Milestone>(m => m.Challenge, (m, k) => m with { Challenge = k }),
            ["step"] = Key<Milestone>(m => m.Step, (m, k) => m with { Step = k }),
            ["owner"] = Text<Milestone>(
                m => m.Owner,
                (m, t) => m with { Owner = StatedValues.OneLine(t) },
                TitleLength
            ),
            ["due"] = Day(m => m.Due, (m, d) => m with { Due = d }),
            ["done"] = Day(m => m.Done, (m, d) => m with { Done = d }),
            ["after"] = List<Milestone>(m => m.After, (m, l) => m with { After = l }, (m, k) => m.Key != k),
            ["money"] = Number<Milestone>(m => m.Money, (m, n) => m with { Money = n }),
            ["currency"] = OneOf<Milestone>(m => m.Currency, (m, c) => m with { Currency = c }, Currencies),
            ["money-state"] = Choice<Milestone, MoneyState>(m => m.MoneyState, (m, c) => m with { MoneyState = c }),
            ["money-source"] = Text<Milestone>(
                m => m.MoneySource,
                (m, t) => m with { MoneySource = StatedValues.OneLine(t) },
                TitleLength
            ),
        };
    }

    /// <summary>The names of the fields of one part: <c>challenge.c1</c> has <c>challenge.c1.title</c> and others.</summary>
    public IEnumerable<string> Of(string part) =>
        part.Split('.') switch
        {
            ["focus", _] => focus.Keys.Select(f => $"{part}.{f}"),
            ["step", _] => step.Keys.Select(f => $"{part}.{f}"),
            ["challenge", _] => challenge.Keys.Select(f => $"{part}.{f}"),
            ["goal", _] => goal.Keys.Select(f => $"{part}.{f}"),
            ["milestone", _] => milestone.Keys.Select(f => $"{part}.{f}"),
            ["basics"] => whole.Keys,
            _ => [],
        };

    /// <summary>What stands in a field, as the culture writes it; null for a field or part that is not there.</summary>
    public string? Read(RoadmapContent content, string path, CultureInfo culture) =>
        path.Split('.') switch
        {
            ["focus", var key, var f] => Read(content.FocusArea(key), focus, f, culture),
            ["step", var key, var f] => Read(content.Step(key), step, f, culture),
            ["challenge", var key, var f] => Read(content.Challenge(key), challenge, f, culture),
            ["goal", var key, var f] => Read(content.Goal(key), goal, f, culture),
            ["milestone", var key, var f] => Read(content.Milestone(key), milestone, f, culture),
            _ => Read(content, whole, path, culture),
        };

    /// <summary>
    /// The roadmap with other text in one field; or the code of what is wrong with it: <c>title-missing</c>, <c>text-too-long</c>, <c>translate-what</c>
    /// (there is nothing in the language it is written in), <c>not-a-year</c>, <c>not-a-date</c>, <c>not-a-number</c>, <c>not-a-path</c>,
    /// <c>unknown-choice</c>, <c>no-such-field</c>.
    /// </summary>
    public (RoadmapContent Content, string? Wrong) Write(
        RoadmapContent content,
        string path,
        string text,
        CultureInfo culture
    )
    {
        text = TypedText.Plain(text);
        switch (path.Split('.'))
        {
            case ["focus", var key, var f] when content.FocusArea(key) is { } part && focus.ContainsKey(f):
                var (area, badArea) = focus[f].Write(part, text, culture);
                return (content with { FocusAreas = Replace(content.FocusAreas, part, area) }, badArea);
            case ["step", var key, var f] when content.Step(key) is { } part && step.ContainsKey(f):
                var (stair, badStair) = step[f].Write(part, text, culture);
                return (content with { Steps = Replace(content.Steps, part, stair) }, badStair);
            case ["challenge", var key, var f] when content.Challenge(key) is { } part && challenge.ContainsKey(f):
                var (faced, badChallenge) = challenge[f].Write(part, text, culture);
                return (content with { Challenges = Replace(content.Challenges, part, faced) }, badChallenge);
            case ["goal", var key, var f] when content.Goal(key) is { } part && goal.ContainsKey(f):
                var (aim, badGoal) = goal[f].Write(part, text, culture);
                return (content with { Goals = Replace(content.Goals, part, aim) }, badGoal);
            case ["milestone", var key, var f] when content.Milestone(key) is { } part && milestone.ContainsKey(f):
                var (stone, badStone) = milestone[f].Write(part, text, culture);
                return (content with { Milestones = Replace(content.Milestones, part, stone) }, badStone);
            default:
                return whole.TryGetValue(path, out var field)
                    ? field.Write(content, text, culture)
                    : (content, "no-such-field");
        }
    }

    private static string? Read<T>(T? part, Dictionary<string, FormField<T>> fields, string name, CultureInfo culture)
        where T : class => part is not null && fields.TryGetValue(name, out var f) ? f.Read(part, culture) : null;

    private static List<T> Replace<T>(IReadOnlyList<T> list, T old, T replacement)
        where T : class => [.. list.Select(i => ReferenceEquals(i, old) ? replacement : i)];

    private static FormField<Milestone> Day(
        Func<Milestone, PartialDate?> read,
        Func<Milestone, PartialDate?, Milestone> write
    )
    {
        var date = Date(read, write);
        return new(
            date.Read,
            (m, t, culture) =>
                PartialDate.TryParse(t, out var day) && day.Year is < FirstYear or > LastYear
                    ? (m, "not-a-year")
                    : date.Write(m, t, culture)
        );
    }

    private static FormField<T> Year<T>(Func<T, int?> read, Func<T, int?, T> write) =>
        new(
            p => read(p)?.ToString(CultureInfo.InvariantCulture) ?? "",
            (p, t, _) =>
                t.Length == 0 ? (write(p, null), null)
                : IsYear(t, out var year) ? (write(p, year), null)
                : (p, "not-a-year")
        );

    private static bool IsYear(string text, out int year) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out year)
        && year is >= FirstYear and <= LastYear;

    // What it names is checked against the whole (RoadmapRules).
    private static FormField<T> Key<T>(Func<T, string?> read, Func<T, string?, T> write) =>
        new(
            p => read(p) ?? "",
            (p, t, _) => t.Length > 100 ? (p, "unknown-choice") : (write(p, t.Length == 0 ? null : t), null)
        );

    private static FormField<T> List<T>(
        Func<T, IReadOnlyList<string>> read,
        Func<T, IReadOnlyList<string>, T> write,
        Func<T, string, bool> isKnown
    ) =>
        new(
            // Which they are, in no order: a form sends them as it lists them.
            p => string.Join(' ', read(p).Order(StringComparer.Ordinal)),
            (p, t, _) =>
            {
                var names = t.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                    .Distinct()
                    .Order(StringComparer.Ordinal)
                    .ToList();
                return names.Count <= MostParts && names.TrueForAll(n => isKnown(p, n))
                    ? (write(p, names), null)
                    : (p, "unknown-choice");
            }
        );

    // One year a line, as people write such lists: "2030: 1,200" or "2030 1,200".
    private static string ReadPath(Goal goal, CultureInfo culture) =>
        string.Join(
            '\n',
            goal.Path.Select(p =>
                string.Create(CultureInfo.InvariantCulture, $"{p.Year}: {p.Value.ToString("0.######", culture)}")
            )
        );

    private static (Goal, string?) WritePath(Goal goal, string typed, CultureInfo culture)
    {
        var points = new List<PathPoint>();
        foreach (var line in typed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (
                line.Length < 6
                || !IsYear(line[..4], out var year)
                || !TypedNumber.TryParse(line[4..].TrimStart(':', ' ', '\t', '='), culture, out var value)
                || points.Exists(p => p.Year == year)
            )
                return (goal, "not-a-path");
            points.Add(new PathPoint(year, value));
        }
        return points.Count > LastYear - FirstYear
            ? (goal, "not-a-path")
            : (goal with { Path = [.. points.OrderBy(p => p.Year)] }, null);
    }
}
