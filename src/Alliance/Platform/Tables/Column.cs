using System.Text.RegularExpressions;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Platform.Tables;

/// <summary>
/// A column of a list that is taken out as a file. Programs get <see cref="Coded"/> under the field's name; people get
/// <see cref="Said"/> under a heading in their language.
/// </summary>
/// <param name="Name">The field's name, as in the API.</param>
internal sealed record Column<T>(string Name, Func<T, object?> Coded, Func<T, Reader, object?> Said)
{
    /// <summary>Identifiers, numbers, dates: the same for everybody.</summary>
    public static Column<T> Of(string name, Func<T, object?> value) => new(name, value, (row, _) => value(row));

    /// <summary>A text in several languages: programs get the original wording.</summary>
    public static Column<T> Text(string name, Func<T, LocalText?> text) =>
        new(name, row => text(row)?.ToString(), (row, reader) => text(row)?.In(reader.Language).Text);

    /// <summary>A code, by its name in the reader's language.</summary>
    public static Column<T> Of<TCode>(string name, Func<T, TCode?> code)
        where TCode : struct, Enum =>
        new(
            name,
            row => code(row) is { } value ? Code.Of(value) : null,
            (row, reader) => code(row) is { } value ? reader.Name(value) : null
        );
}

/// <param name="Name">Begins the keys of the headings: <c>deals.column.title</c>.</param>
internal sealed partial record Table<T>(string Name, IReadOnlyList<Column<T>> Columns)
{
    /// <param name="reader">Null for programs.</param>
    public IReadOnlyList<string> Heads(Reader? reader) =>
        [.. Columns.Select(c => reader is null ? c.Name : reader[$"{Name}.column.{c.Name}"])];

    public object?[] Cells(T row, Reader? reader)
    {
        var cells = new object?[Columns.Count];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = Cell(reader is null ? Columns[i].Coded(row) : Columns[i].Said(row, reader));
        return cells;
    }

    private static object? Cell(object? value) =>
        value switch
        {
            null or int or long or decimal or double => value,
            bool yes => yes ? "true" : "false",
            IEnumerable<string> several => Harmless(string.Join("; ", several)),
            DateTime moment => moment.ToString(
                "yyyy-MM-dd'T'HH:mm:ss'Z'",
                System.Globalization.CultureInfo.InvariantCulture
            ),
            DateOnly day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            _ => Harmless(value.ToString()!),
        };

    /// <summary>
    /// A text that a spreadsheet would take for a formula is made a text by an apostrophe (OWASP, "CSV Injection"). Numbers
    /// stay numbers.
    /// </summary>
    private static string Harmless(string text)
    {
        // Where the comma is the decimal sign, Excel parts a line of CSV at semicolons, also within quotes.
        var parted = AfterSemicolon().Replace(text, ";'");
        return parted.Length > 0 && "=+-@\t\r\n＝＋－＠".Contains(parted[0], StringComparison.Ordinal)
            ? "'" + parted
            : parted;
    }

    [GeneratedRegex(";(?=[=+@\\-])", RegexOptions.None, 1000)]
    private static partial Regex AfterSemicolon();
}
