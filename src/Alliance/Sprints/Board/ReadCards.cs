using System.Globalization;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Sylvan.Data.Csv;

namespace Alliance.Sprints.Board;

/// <summary>A line of a list as an operation.</summary>
/// <param name="Line">In the list, from 1.</param>
public sealed record ReadCard(int Line, BoardOp Op);

/// <summary>
/// Reads a list that somebody typed from a flip chart: <c>challenge: …</c> and below it <c>idea: …</c>, below an idea
/// <c>dreamer: …</c>; or a CSV table with the columns kind, text, under, table. What a card belongs to is the last that stands above it, or
/// what the column under names: the words of a card in the list or on the board.
/// </summary>
public static class ReadCards
{
    public const int MostLines = 300;

    /// <param name="typed">The list.</param>
    /// <param name="state">What is on the board.</param>
    /// <param name="reader">Whose words for kinds are known beside the English ones.</param>
    /// <param name="table">To which table all of it belongs.</param>
    /// <returns>
    /// Refused with <c>board-list-empty</c>, <c>board-list-long</c>, <c>check-fields</c>, whose fields are the lines (<c>line.3</c>).
    /// </returns>
    public static Outcome<List<ReadCard>> Read(string typed, BoardState state, Reader reader, int? table)
    {
        var problems = new List<FieldProblem>();
        var lines = IsTable(typed) ? Table(typed, problems) : [.. Lines(typed)];
        if (lines.Count == 0 && problems.Count == 0)
            return new Refusal("board-list-empty");
        if (lines.Count > MostLines)
            return new Refusal("board-list-long", $"{MostLines}");
        var cards = new List<ReadCard>();
        var named = Named(state);
        var (challenge, idea) = ((string?)null, (string?)null);
        foreach (var line in lines)
        {
            if (KindOf(line.Kind, reader) is not var (kind, voice))
            {
                problems.Add(new($"line.{line.Number}", new Refusal("board-list-kind")));
                continue;
            }
            var place = $"^{cards.Count + 1}";
            var above =
                line.Under.Length > 0 ? named.GetValueOrDefault(line.Under.ToLowerInvariant())
                : kind == CardKind.Idea ? challenge
                : kind == CardKind.Comment ? idea
                : null;
            if (kind is CardKind.Idea or CardKind.Comment && above is null)
                problems.Add(new($"line.{line.Number}", new Refusal("board-list-alone")));
            int? at = null;
            if (line.Table.Length > 0)
            {
                if (
                    int.TryParse(line.Table, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    && number is >= 1 and <= BoardRules.MostTable
                )
                    at = number;
                else
                    problems.Add(
                        new($"line.{line.Number}", new Refusal("board-list-table", $"{BoardRules.MostTable}"))
                    );
            }
            cards.Add(
                new ReadCard(
                    line.Number,
                    new BoardOp(BoardAct.Add)
                    {
                        Kind = kind,
                        Voice = voice,
                        Under = above,
                        Text = line.Text,
                        Table = at ?? table,
                    }
                )
            );
            named[line.Text.ToLowerInvariant()] = place;
            if (kind == CardKind.Challenge)
                (challenge, idea) = (place, null);
            else if (kind == CardKind.Idea)
                idea = place;
        }
        return problems.Count > 0 ? new Refusal("check-fields") { Fields = problems } : cards;
    }

    private static Dictionary<string, string?> Named(BoardState state)
    {
        var named = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var card in state.Cards.Values.Where(c => !c.Hidden))
        {
            named[card.Key] = card.Key;
            named[card.Text.ToLowerInvariant()] = card.Key;
        }
        return named;
    }

    private static (CardKind Kind, CardVoice? Voice)? KindOf(string word, Reader reader)
    {
        word = word.Trim();
        bool Is(string other) => string.Equals(word, other, StringComparison.OrdinalIgnoreCase);
        foreach (var kind in (CardKind[])[CardKind.Challenge, CardKind.Idea, CardKind.Question])
            if (Is(Code.Of(kind)) || Is(reader["board.list-kind." + Code.Of(kind)]))
                return (kind, null);
        foreach (var voice in Enum.GetValues<CardVoice>())
            if (Is(Code.Of(voice)) || Is(reader.Name(voice)))
                return (CardKind.Comment, voice);
        return null;
    }

    private static IEnumerable<Row> Lines(string typed)
    {
        var number = 0;
        foreach (var line in typed.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r'))
        {
            number++;
            // As people begin lines of lists.
            var plain = BoardText.Clean(line, lines: false).TrimStart('-', '*', '•', ' ');
            if (plain.Length == 0)
                continue;
            var parts = plain.Split(':', 2);
            yield return new Row(number, parts.Length == 2 ? parts[0] : "", parts[^1].Trim(), "", "");
        }
    }

    private static bool IsTable(string typed)
    {
        var first = typed.TrimStart('\uFEFF', ' ', '\r', '\n').Split('\n')[0].ToLowerInvariant();
        return first.Split(',', ';', '\t').Select(h => h.Trim(' ', '"', '\r')).ToList() is var heads
            && heads.Contains("kind")
            && heads.Contains("text");
    }

    private static List<Row> Table(string typed, List<FieldProblem> problems)
    {
        var rows = new List<Row>();
        try
        {
            using var csv = CsvDataReader.Create(
                new StringReader(typed.TrimStart('\uFEFF', ' ', '\r', '\n')),
                new CsvDataReaderOptions { HeaderComparer = StringComparer.OrdinalIgnoreCase }
            );
            ReadRows(csv, rows);
        }
        // A quotation mark that does not end, or text goes on after it; what comes below it cannot be told apart.
        catch (CsvFormatException broken)
        {
            problems.Add(new($"line.{broken.RowNumber + 1}", new Refusal("board-list-quote")));
        }
        return rows;
    }

    private static void ReadRows(CsvDataReader csv, List<Row> rows)
    {
        var at = Enumerable.Range(0, csv.FieldCount).ToLookup(i => csv.GetName(i).Trim().ToLowerInvariant());
        string In(string head) =>
            at[head].Select(i => i < csv.RowFieldCount ? csv.GetString(i) : "").FirstOrDefault("");
        while (csv.Read())
            rows.Add(
                new Row(
                    csv.RowNumber + 1,
                    In("kind"),
                    BoardText.Clean(In("text"), lines: false),
                    BoardText.Clean(In("under"), lines: false),
                    In("table").Trim()
                )
            );
    }

    private sealed record Row(int Number, string Kind, string Text, string Under, string Table);
}
