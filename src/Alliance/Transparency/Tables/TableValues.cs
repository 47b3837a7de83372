using System.Globalization;
using System.Text.Json.Nodes;

namespace Alliance.Transparency.Tables;

/// <summary>Puts what a row says into a document, cell by cell.</summary>
internal sealed class TableValues(TableNames names, TableReport report)
{
    private static readonly char[] Separators = [';', '\n'];

    /// <param name="parties">The parties of the deal, for columns that name them; null for records without.</param>
    public void Apply(TableRow row, JsonObject document, JsonArray? parties = null)
    {
        // The row's own wording before its translations, wherever their columns stand.
        foreach (var (column, cell) in row.Filled.OrderBy(f => f.Column.Language is not null))
            if (column.Column.Path.Length > 0 && !cell.IsError)
                Set(document, column.Column.Path, old => Value(row, column, cell, old, parties));
    }

    /// <summary>The keys of the parties that are called so, for <see cref="CellKind.Party"/>.</summary>
    public List<string> PartyKeys(JsonArray parties, string text)
    {
        if (parties.Any(p => Text(p!["key"]) == text))
            return [text];
        var organisations = names.Organisations.Find(text);
        return
        [
            .. parties
                .Where(p =>
                    (Text(p!["organisation"]) is { } id && organisations.Contains(id))
                    || SaysSo(p["group"]?["name"], text)
                    || SaysSo(p["collective"], text)
                )
                .Select(p => Text(p!["key"])!),
        ];
    }

    /// <summary>Whether a text says this in one of its languages.</summary>
    public static bool SaysSo(JsonNode? words, string text) =>
        words is JsonObject known && known.Any(w => w.Key != "authentic" && Text(w.Value) == text);

    public static string? Text(JsonNode? value) =>
        value is JsonValue v && v.TryGetValue<string>(out var text) ? text : null;

    /// <summary>
    /// The identifier that is meant by an identifier or a name; the cell itself, and a problem told, where that is not
    /// clear.
    /// </summary>
    public string Named(TableRow row, string column, NameIndex index, string text)
    {
        var found = index.Find(text);
        if (found.Count == 0)
            report.Tell(row, column, "name-unknown", text, index.Nearest(text));
        else if (found.Count > 1)
            report.Tell(row, column, "name-ambiguous", text, string.Join(", ", found.Order(StringComparer.Ordinal)));
        return found.Count == 1 ? found.First() : text;
    }

    private JsonNode? Value(TableRow row, HeadColumn column, Cell cell, JsonNode? old, JsonArray? parties)
    {
        if (cell.Clears)
            return null;
        var (name, text) = (column.Column.Name, cell.Text);
        return column.Column.Kind switch
        {
            CellKind.Words => Words(row, column, text, old as JsonObject),
            CellKind.Choice => column.Column.CodeOf(text) is not { } code ? text
            : code == "exactly" ? null
            : code,
            CellKind.Date => CellValue.Date(text),
            CellKind.Number or CellKind.WholeNumber => Number(row, name, cell),
            CellKind.City => Named(row, name, names.Cities, text),
            CellKind.Organisation => Named(row, name, names.Organisations, text),
            CellKind.Areas => List(
                names.InOrder(Parts(text).Select(a => Named(row, name, names.Areas, a))).Select(a => (JsonNode)a)
            ),
            CellKind.Addresses => List(Addresses(text, old as JsonArray)),
            CellKind.Party => Party(row, name, parties!, text),
            CellKind.Parties => List(Parts(text).Select(p => (JsonNode)Party(row, name, parties!, p))),
            _ => text,
        };
    }

    private JsonNode? Number(TableRow row, string column, Cell cell)
    {
        if (cell.IsNumber && decimal.TryParse(cell.Text, CultureInfo.InvariantCulture, out var exact))
            return Shortest(exact);
        var number = CellValue.Number(cell.Text, out var ambiguous);
        if (ambiguous)
            report.Tell(row, column, "number-ambiguous", cell.Text);
        // What is no number is told as the format tells it.
        return number is { } value ? Shortest(value) : cell.Text;
    }

    // Without zeros at the end: 1.50 and 1.5 are the same promise, and get the same hash.
    private static decimal Shortest(decimal number) => number / 1.0000000000000000000000000000m;

    private string Party(TableRow row, string column, JsonArray parties, string text)
    {
        var keys = PartyKeys(parties, text);
        if (keys.Count == 0)
            report.Tell(row, column, "unknown-party", text, string.Join(", ", parties.Select(Called)));
        else if (keys.Count > 1)
            report.Tell(row, column, "name-ambiguous", text, string.Join(", ", keys));
        return keys.Count == 1 ? keys[0] : text;
    }

    private static string Called(JsonNode? party)
    {
        var words = (party!["group"]?["name"] ?? party["collective"]) as JsonObject;
        var name = Text(party["organisation"]) ?? Text(words?[Text(words["authentic"]) ?? ""]);
        return name is null ? $"{Text(party["key"])}" : $"{Text(party["key"])} ({name})";
    }

    /// <summary>
    /// The row's wording beside what is stored. A new authentic wording drops the others: they translated another text.
    /// </summary>
    private JsonObject Words(TableRow row, HeadColumn column, string text, JsonObject? old)
    {
        var language = column.Language ?? row["language"].ToLowerInvariant();
        if (language.Length != 2)
        {
            if (language.Length == 0)
                report.Tell(row, "language", "field-missing");
            else
                report.Tell(row, "language", "wrong-form", language, "en, de, fi, sv");
            language = "en";
        }
        var authentic = Text(old?["authentic"]);
        if (authentic is null || (authentic == language && Text(old![language]) != text))
            return new JsonObject { ["authentic"] = language, [language] = text };
        var words = (JsonObject)old!.DeepClone();
        words[language] = text;
        return words;
    }

    // What is known of a source besides its address stays.
    private static IEnumerable<JsonNode> Addresses(string text, JsonArray? old) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(a => a.TrimEnd(';'))
            .Where(a => a.Length > 0)
            .Select(a => old?.FirstOrDefault(s => Text(s?["url"]) == a)?.DeepClone() ?? new JsonObject { ["url"] = a });

    private static string[] Parts(string text) =>
        text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static JsonArray? List(IEnumerable<JsonNode> items) =>
        new JsonArray([.. items]) is { Count: > 0 } list ? list : null;

    /// <summary>Sets, or takes away, what stands at a path; an object that nothing is left of goes as well.</summary>
    private static void Set(JsonObject document, string path, Func<JsonNode?, JsonNode?> value)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var name = dot < 0 ? path : path[..dot];
        if (dot < 0)
        {
            if (value(document[name]) is { } now)
                document[name] = now;
            else
                document.Remove(name);
            return;
        }
        if (document[name] is not JsonObject inner)
            document[name] = inner = [];
        Set(inner, path[(dot + 1)..], value);
        if (inner.Count == 0)
            document.Remove(name);
    }
}
