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

    /// <summary><c>deals.jsonl:12: agreed: "2023-02-30" is not a date that exists. Right would be: …</c></summary>
    public string In(Reader reader)
    {
        var found = Found is { Length: > LongestExcerpt } ? Found[..LongestExcerpt] + "…" : Found;
        var place = Line > 0 ? $"{File}:{Line}" : File;
        if (Field.Length > 0)
            place += $": {Field}";
        return $"{place}: {reader[$"problem.{Code}", found, Expected]} {reader[$"problem.{Code}.right", found, Expected]}"
            .TrimEnd()
            .AsPlain();
    }
}

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
