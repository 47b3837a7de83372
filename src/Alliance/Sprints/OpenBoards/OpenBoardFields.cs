using System.Globalization;
using Alliance.Deals.Drafting;
using Alliance.Monitoring;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Sprints.OpenBoards;

/// <summary>The fields of an open board's form: how each reads, and what becomes of the board by what is typed.</summary>
/// <param name="authentic">The language the board is written in.</param>
/// <param name="language">The language that is typed.</param>
public sealed class OpenBoardFields(string authentic, string language)
{
    public const int TitleLength = 200;
    public const int TextLength = 4_000;
    private const int MostDays = 366;

    /// <summary>In the order of the form. What has words is translated; the rest is the same in every language.</summary>
    public IReadOnlyDictionary<string, FormField<OpenBoard>> All { get; } =
        new Dictionary<string, FormField<OpenBoard>>
        {
            ["title"] = new(
                b => Of(b.Title, language),
                (b, t, _) =>
                    t.Length > TitleLength ? (b, "text-too-long")
                    : TypedText.With(b.Title, authentic, language, StatedValues.OneLine(t)) is { } title
                        ? (Set(b, x => x.Title = title), null)
                    : (b, "title-missing")
            ),
            ["question"] = Words(b => b.Question, (b, t) => b.Question = t, authentic, language),
            ["text"] = Words(b => b.Text, (b, t) => b.Text = t, authentic, language),
            ["office"] = Words(b => b.Office, (b, t) => b.Office = t, authentic, language, TitleLength),
            ["begins"] = Day(b => b.Begins, (b, d) => b.Begins = d),
            ["ends"] = Day(b => b.Ends, (b, d) => b.Ends = d),
            // Whose it is, the act asks.
            ["sprint"] = new(
                b => b.Sprint ?? "",
                (b, t, _) =>
                    t.Length > OpenBoard.IdentifierLength
                        ? (b, "unknown-choice")
                        : (Set(b, x => x.Sprint = t.Length == 0 ? null : t), null)
            ),
            ["rules"] = Words(b => b.Rules, (b, t) => b.Rules = t, authentic, language),
        };

    public static IReadOnlyList<string> Translated { get; } = ["title", "question", "text", "office", "rules"];

    /// <summary>At <c>ends</c> <c>end-before-begin</c>, <c>open-board-too-long</c>.</summary>
    public static IEnumerable<FieldProblem> OfDays(OpenBoard board)
    {
        if (board is not { Begins: { } first, Ends: { } last })
            yield break;
        if (last < first)
            yield return new FieldProblem("ends", new Refusal("end-before-begin"));
        else if (last.DayNumber - first.DayNumber >= MostDays)
            yield return new FieldProblem("ends", new Refusal("open-board-too-long", $"{MostDays}"));
    }

    /// <summary>What it lacks to be shown to everybody: <c>needed-to-publish</c> at each.</summary>
    public static IEnumerable<FieldProblem> Missing(OpenBoard board)
    {
        foreach (
            var (field, isMissing) in ((string, bool)[])
                [
                    ("question", board.Question is null),
                    ("text", board.Text is null),
                    ("office", board.Office is null),
                    ("begins", board.Begins is null),
                    ("ends", board.Ends is null),
                ]
        )
            if (isMissing)
                yield return new FieldProblem(field, new Refusal("needed-to-publish"));
    }

    private static string Of(LocalText? text, string language) =>
        text?.All.FirstOrDefault(t => t.Key == language).Value ?? "";

    private static OpenBoard Set(OpenBoard board, Action<OpenBoard> set)
    {
        set(board);
        return board;
    }

    private static FormField<OpenBoard> Words(
        Func<OpenBoard, LocalText?> read,
        Action<OpenBoard, LocalText?> write,
        string authentic,
        string language,
        int most = TextLength
    ) =>
        new(
            b => Of(read(b), language),
            (b, t, _) =>
                t.Length > most ? (b, "text-too-long")
                : language != authentic && read(b) is null && t.Length > 0 ? (b, "translate-what")
                : (Set(b, x => write(x, TypedText.With(read(x), authentic, language, t))), null)
        );

    private static FormField<OpenBoard> Day(Func<OpenBoard, DateOnly?> read, Action<OpenBoard, DateOnly?> write) =>
        new(
            b => read(b)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            (b, t, _) =>
                t.Length == 0 ? (Set(b, x => write(x, null)), null)
                : PartialDate.TryParseDay(t, out var day) && day.Year is >= 2000 and <= 2100
                    ? (Set(b, x => write(x, day)), null)
                : (b, "bad-day")
        );
}
