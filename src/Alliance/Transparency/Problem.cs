using System.Globalization;
using Alliance.Platform.Texts;

namespace Alliance.Transparency;

/// <summary>
/// Why a package is refused, at one place. <see cref="Code"/> is stable; its texts <c>problem.{code}</c> and
/// <c>problem.{code}.right</c> say what is wrong and what would be right.
/// </summary>
/// <param name="Line">From 1; 0 where the whole file is meant.</param>
/// <param name="Field">Where in the line, e.g. <c>commitments[2].quantity.unit</c>; empty for the whole line.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Expected">What may stand there, or what is meant by it.</param>
public sealed record Problem(
    string File,
    int Line,
    string Field,
    string Code,
    string? Found = null,
    string? Expected = null
)
{
    private const int LongestExcerpt = 80;

    /// <summary>Where it is in a spreadsheet; null in a file of the format.</summary>
    public TablePlace? Place { get; init; }

    /// <summary>What is wrong, in words.</summary>
    public string Wrong(Reader reader) => Say(reader, "");

    /// <summary>What would be right, in words; empty where that goes without saying.</summary>
    public string Right(Reader reader) => Say(reader, ".right");

    /// <summary><c>deals.jsonl:12: agreed: "2023-02-30" is not a date that exists. Right would be: …</c></summary>
    public string In(Reader reader) => $"{Where(reader).AsPlain()}: {Wrong(reader)} {Right(reader)}".TrimEnd();

    private string Say(Reader reader, string which)
    {
        var found = Found is { Length: > LongestExcerpt } ? Found[..LongestExcerpt] + "…" : Found;
        return reader[$"problem.{Code}{which}", found, Expected].AsPlain();
    }

    /// <summary>Where it is: file and line, or sheet, row and column.</summary>
    public string Where(Reader reader)
    {
        if (Place is { } place)
            return string.Join(
                ", ",
                new[]
                {
                    File,
                    place.Sheet is null ? null : reader["problem.sheet", place.Sheet],
                    place.Row > 0 ? reader["problem.row", place.Row] : null,
                    place.Column is null ? null : reader["problem.column", place.Column],
                }.OfType<string>()
            );
        var line = Line > 0 ? $"{File}:{Line}" : File;
        return Field.Length > 0 ? $"{line}: {Field}" : line;
    }
}

/// <summary>A place as spreadsheets call it.</summary>
/// <param name="Sheet">Null in a CSV file.</param>
/// <param name="Row">From 1; 0 where the whole sheet is meant.</param>
/// <param name="Column">Letter and name, <c>C (agreed)</c>; null where the whole row is meant.</param>
public sealed record TablePlace(string? Sheet, int Row, string? Column);

internal static class PlainText
{
    /// <summary>Without characters that steer a terminal or turn the direction of writing: the text may be anyone's.</summary>
    public static string AsPlain(this string text) =>
        string.Concat(
            text.Select(c =>
                char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format ? '\uFFFD' : c
            )
        );
}
