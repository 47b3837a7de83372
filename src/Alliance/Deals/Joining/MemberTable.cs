using System.Collections.Frozen;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Sylvan.Data.Csv;

namespace Alliance.Deals.Joining;

/// <summary>One member in an association's table, as it was typed.</summary>
/// <param name="Number">The line, from 1.</param>
/// <param name="Kind">Null where the word is not known.</param>
/// <param name="Promise">Texts by name (<see cref="JoinWords.Fields"/>).</param>
/// <param name="Cells">The cells themselves, to be shown.</param>
public sealed record MemberRow(
    int Number,
    string Name,
    OrganisationKind? Kind,
    IReadOnlyDictionary<string, string> Promise,
    string Email,
    IReadOnlyList<string> Cells
);

/// <summary>
/// Reads an association's table: name, kind, promise, number, unit, date, e-mail address; parted by semicolons, commas or
/// tabs, so that it can be typed, or pasted from a spreadsheet. Words count in every language of the interface.
/// </summary>
internal static class MemberTable
{
    public const int Columns = 7;
    public const int MostRows = 200;
    public const int TextLength = 100_000;

    private static readonly FrozenDictionary<string, OrganisationKind> Kinds = Language
        .All.SelectMany(l => Enum.GetValues<OrganisationKind>().Select(k => (Word: new Reader(l).Name(k), Kind: k)))
        .Concat(Enum.GetValues<OrganisationKind>().Select(k => (Code.Of(k), k)))
        .DistinctBy(k => Word(k.Item1), StringComparer.Ordinal)
        .ToFrozenDictionary(k => Word(k.Item1), k => k.Item2);

    private static readonly FrozenDictionary<string, (string Unit, string? Per)> UnitsByWord = Language
        .All.SelectMany(l =>
            Units.All.SelectMany(u =>
                Units
                    .Rates.Append(null)
                    .Select(r => (Word: QuantityText.Blank(u, r, new Reader(l)).ToString(), Unit: u, Per: r))
            )
        )
        .Concat(Units.All.Select(u => (u, u, (string?)null)))
        .DistinctBy(u => Word(u.Item1), StringComparer.Ordinal)
        .ToFrozenDictionary(u => Word(u.Item1), u => (u.Item2, u.Item3));

    /// <summary>
    /// The rows. Refused with <c>table-empty</c>, <c>table-too-long</c>, <c>too-many-rows</c>, <c>table-unreadable</c> (a
    /// quotation mark that does not end).
    /// </summary>
    public static Outcome<IReadOnlyList<MemberRow>> Read(string text)
    {
        text = text.ReplaceLineEndings("\n").Trim('\n', '\uFEFF');
        if (text.Length > TextLength)
            return new Refusal("table-too-long");
        var options = new CsvDataReaderOptions
        {
            HasHeaders = false,
            Delimiter = Separator(text),
            MaxBufferSize = 1 << 20,
            CsvStyle = CsvStyle.Standard,
        };
        var rows = new List<MemberRow>();
        try
        {
            using var reader = CsvDataReader.Create(new StringReader(text), options);
            for (var number = 1; reader.Read(); number++)
            {
                var cells = Enumerable
                    .Range(0, Columns)
                    .Select(i => i < reader.RowFieldCount ? reader.GetString(i).Trim() : "")
                    .ToList();
                if (cells.TrueForAll(c => c.Length == 0) || (number == 1 && IsHead(cells)))
                    continue;
                if (rows.Count == MostRows)
                    return new Refusal("too-many-rows", $"{MostRows}");
                rows.Add(Row(number, cells));
            }
        }
        catch (Exception broken) when (broken is FormatException or InvalidDataException or CsvMissingHeadersException)
        {
            return new Refusal("table-unreadable");
        }
        return rows.Count == 0 ? new Refusal("table-empty") : rows;
    }

    private static MemberRow Row(int number, List<string> cells)
    {
        // An unknown unit stays as it is typed, and is refused as such.
        var (unit, per) = UnitsByWord.TryGetValue(Word(cells[4]), out var known) ? known : (cells[4], null);
        return new MemberRow(
            number,
            cells[0],
            Kinds.TryGetValue(Word(cells[1]), out var kind) ? kind : null,
            new Dictionary<string, string>
            {
                ["action"] = cells[2],
                ["value"] = cells[3],
                ["unit"] = cells[3].Length == 0 ? "" : unit,
                ["per"] = cells[3].Length == 0 ? "" : per ?? "",
                ["when"] = cells[5],
            },
            cells[6],
            cells
        );
    }

    // Heads name columns: what stands under "kind" is no kind.
    private static bool IsHead(List<string> cells) =>
        Language.Offered.Any(l => Word(TextCatalogue.Own.Get(l, "join.column.kind")) == Word(cells[1]));

    private static char Separator(string text)
    {
        var first = text.AsSpan();
        first = first.IndexOf('\n') is >= 0 and var end ? first[..end] : first;
        foreach (var separator in "\t;")
            if (first.Contains(separator))
                return separator;
        return ',';
    }

    private static string Word(string text) =>
        string.Join(
            ' ',
            Folding
                .Fold(text.Replace("…", "", StringComparison.Ordinal))
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
}
