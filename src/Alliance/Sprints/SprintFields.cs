using System.Collections.Frozen;
using System.Globalization;
using Alliance.Deals.Drafting;
using Alliance.Monitoring;
using Alliance.Monitoring.Reporting;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using static Alliance.Deals.Drafting.FormFields;

namespace Alliance.Sprints;

/// <summary>The fields of a sprint's forms: how each reads, and what becomes of the sprint by what is typed.</summary>
/// <param name="authentic">The language the sprint is written in.</param>
/// <param name="language">The language that is typed.</param>
public sealed class SprintFields(string authentic, string language)
{
    public const int TitleLength = 200;
    public const int TextLength = 4_000;
    public const int MostLines = 30;
    public const int MostPlaces = 10_000;
    private const string LocalForm = "yyyy-MM-ddTHH:mm";

    private static readonly FrozenSet<string> Zones = ReleaseRequests.Zones.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>In the order of the form. What has words is translated; the rest is the same in every language.</summary>
    public IReadOnlyDictionary<string, FormField<Sprint>> Basics { get; } =
        new Dictionary<string, FormField<Sprint>>
        {
            ["title"] = new(
                s => Of(s.Title, language),
                (s, t, _) =>
                    t.Length > TitleLength ? (s, "text-too-long")
                    : TypedText.With(s.Title, authentic, language, StatedValues.OneLine(t)) is { } title
                        ? (Set(s, x => x.Title = title), null)
                    : (s, "title-missing")
            ),
            ["theme"] = Words(s => s.Theme, (s, t) => s.Theme = t, authentic, language),
            ["begins"] = Day(s => s.FirstDay, (s, d) => s.Begins = d),
            ["ends"] = Day(s => s.Ends is { Day: not null } day ? day.Last : null, (s, d) => s.Ends = d),
            ["time-zone"] = OneOf<Sprint>(s => s.TimeZone, (s, z) => Set(s, x => x.TimeZone = z), Zones),
            ["place"] = Words(s => s.Place, (s, t) => s.Place = t, authentic, language),
            ["questions"] = Lines(s => s.Questions, (s, l) => s.Questions = l, authentic, language),
            ["methods"] = Lines(s => s.Methods, (s, l) => s.Methods = l, authentic, language),
        };

    public IReadOnlyDictionary<string, FormField<SprintSession>> Session { get; } =
        new Dictionary<string, FormField<SprintSession>>
        {
            ["title"] = new(
                s => Of(s.Title, language),
                (s, t, _) =>
                    t.Length > TitleLength ? (s, "text-too-long")
                    : TypedText.With(s.Title, authentic, language, StatedValues.OneLine(t)) is { } title
                        ? (s with { Title = title }, null)
                    : (s, "title-missing")
            ),
            ["text"] = new(
                s => Of(s.Text, language),
                (s, t, _) =>
                    t.Length > TextLength ? (s, "text-too-long")
                    : language != authentic && s.Text is null && t.Length > 0 ? (s, "translate-what")
                    : (s with { Text = TypedText.With(s.Text, authentic, language, t) }, null)
            ),
            ["starts"] = Local(s => s.Starts, (s, t) => s with { Starts = t }),
            ["ends"] = Local(s => s.Ends, (s, t) => s with { Ends = t }),
            ["room"] = Text<SprintSession>(
                s => s.Room ?? "",
                (s, t) => s with { Room = t.Length == 0 ? null : StatedValues.OneLine(t) },
                TitleLength
            ),
            ["online"] = new(
                s => s.Online ?? "",
                (s, t, _) =>
                    t.Length == 0 ? (s with { Online = null }, null)
                    : StatedValues.Address(t) is { Length: <= SprintMaterial.UrlLength } address
                        ? (s with { Online = address }, null)
                    : (s, "bad-address")
            ),
            ["places"] = new(
                s => Number(s.Places),
                (s, t, _) => IsPlaces(t, out var places) ? (s with { Places = places }, null) : (s, "not-places")
            ),
            ["speakers"] = new(
                s => string.Join('\n', s.Speakers ?? []),
                (s, t, _) =>
                    Split(t) is var lines && lines.Count <= MostLines && lines.TrueForAll(l => l.Length <= TitleLength)
                        ? (s with { Speakers = lines.Count == 0 ? null : lines }, null)
                        : (s, "text-too-long")
            ),
            ["deals"] = Chosen(s => s.Deals, (s, deals) => s with { Deals = deals }),
            ["practices"] = Chosen(s => s.Practices, (s, practices) => s with { Practices = practices }),
        };

    public static IReadOnlyList<string> Translated { get; } =
    ["title", "theme", "place", "questions", "methods", "text"];

    /// <summary>Nothing stands for as many as come.</summary>
    public static bool IsPlaces(string typed, out int? places)
    {
        places = null;
        if (typed.Length == 0)
            return true;
        if (
            !int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number is < 1 or > MostPlaces
        )
            return false;
        places = number;
        return true;
    }

    private static string Of(LocalText? text, string language) =>
        text?.All.FirstOrDefault(t => t.Key == language).Value ?? "";

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static List<string> Split(string typed) =>
        [.. typed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    // Identifiers, in the order of the form.
    private static FormField<SprintSession> Chosen(
        Func<SprintSession, IReadOnlyList<string>?> read,
        Func<SprintSession, IReadOnlyList<string>?, SprintSession> write
    ) =>
        new(
            s => string.Join(' ', read(s) ?? []),
            (s, t, _) =>
                t.Split(' ', StringSplitOptions.RemoveEmptyEntries) is var chosen && chosen.Length <= MostLines
                    ? (write(s, chosen.Length == 0 ? null : [.. chosen.Distinct()]), null)
                    : (s, "unknown-choice")
        );

    private static Sprint Set(Sprint sprint, Action<Sprint> set)
    {
        set(sprint);
        return sprint;
    }

    private static FormField<Sprint> Words(
        Func<Sprint, LocalText?> read,
        Action<Sprint, LocalText?> write,
        string authentic,
        string language
    ) =>
        new(
            s => Of(read(s), language),
            (s, t, _) =>
                t.Length > TextLength ? (s, "text-too-long")
                : language != authentic && read(s) is null && t.Length > 0 ? (s, "translate-what")
                : (Set(s, x => write(x, TypedText.With(read(x), authentic, language, t))), null)
        );

    // One a line. What is only moved keeps its translations; a translation has as many lines as there is to translate.
    private static FormField<Sprint> Lines(
        Func<Sprint, List<LocalText>> read,
        Action<Sprint, List<LocalText>> write,
        string authentic,
        string language
    ) =>
        new(
            s => string.Join('\n', read(s).Select(t => Of(t, language))).TrimEnd('\n'),
            (s, typed, _) =>
            {
                var old = read(s);
                if (typed.Length > TextLength)
                    return (s, "text-too-long");
                if (language != authentic)
                {
                    var lines = typed.Split('\n', StringSplitOptions.TrimEntries);
                    return lines.Length > old.Count && typed.Length > 0
                        ? (s, "translate-what")
                        : (
                            Set(
                                s,
                                x =>
                                    write(
                                        x,
                                        [
                                            .. old.Select(
                                                (t, i) =>
                                                    TypedText.With(
                                                        t,
                                                        authentic,
                                                        language,
                                                        lines.ElementAtOrDefault(i) ?? ""
                                                    )!
                                            ),
                                        ]
                                    )
                            ),
                            null
                        );
                }
                var said = Split(typed);
                return said.Count > MostLines
                    ? (s, "text-too-long")
                    : (
                        Set(
                            s,
                            x =>
                                write(
                                    x,
                                    [.. said.Select(l => old.Find(t => $"{t}" == l) ?? new LocalText(authentic, l))]
                                )
                        ),
                        null
                    );
            }
        );

    private static FormField<Sprint> Day(Func<Sprint, DateOnly?> read, Action<Sprint, PartialDate?> write) =>
        new(
            s => read(s)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            (s, t, _) =>
                t.Length == 0 ? (Set(s, x => write(x, null)), null)
                : PartialDate.TryParse(t, out var day) && day.Day is not null && day.Year is >= 2000 and <= 2100
                    ? (Set(s, x => write(x, day)), null)
                : (s, "bad-day")
        );

    private static FormField<SprintSession> Local(
        Func<SprintSession, DateTime?> read,
        Func<SprintSession, DateTime?, SprintSession> write
    ) =>
        new(
            s => read(s)?.ToString(LocalForm, CultureInfo.InvariantCulture) ?? "",
            (s, t, _) =>
                t.Length == 0 ? (write(s, null), null)
                : DateTime.TryParseExact(t, LocalForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
                    ? (write(s, time), null)
                : (s, "bad-time")
        );
}
