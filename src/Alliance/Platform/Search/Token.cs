using System.Buffers;
using System.Globalization;
using System.Text;

namespace Alliance.Platform.Search;

/// <summary>A word as it stands in a text: a run of letters and digits.</summary>
/// <param name="Start">Where in the text it begins.</param>
/// <param name="Length">How many characters of the text it takes.</param>
/// <param name="Word">The word in small letters, composed.</param>
internal readonly record struct Token(int Start, int Length, string Word)
{
    // Longer ones are no words; PostgreSQL would refuse them past 2 kB.
    private const int Longest = 60;

    // What BelongsToWord takes of the first 256 characters and no normalisation changes: all but ª, º, µ and raised digits.
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
            + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ"
    );

    /// <summary>The words of any text, however broken. Index, search and highlights all cut a text here.</summary>
    public static IEnumerable<Token> In(string text)
    {
        var (start, at) = (-1, 0);
        var previous = -1;
        foreach (var rune in text.EnumerateRunes())
        {
            var end = at;
            at += Width(text, at);
            if (BelongsToWord(rune))
            {
                if (start < 0)
                    start = end;
                continue;
            }
            if (start >= 0 && !EndsGenitive(text, previous, start, end))
                yield return Cut(text, start, end);
            if (start >= 0)
                previous = end;
            start = -1;
        }
        if (start >= 0 && !EndsGenitive(text, previous, start, text.Length))
            yield return Cut(text, start, text.Length);
    }

    // A broken half of a surrogate pair reads as one replacement character and takes one place.
    private static int Width(string text, int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;

    private static bool BelongsToWord(Rune rune) =>
        Rune.IsLetterOrDigit(rune)
        || IsRaised(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // CO₂ and m² are looked for as CO2 and m2.
    private static bool IsRaised(Rune rune) => rune.Value is '²' or '³' or '¹' or (>= '⁰' and <= '₉');

    // "the city's": the letter after the apostrophe is no word of its own.
    private static bool EndsGenitive(string text, int previous, int start, int end) =>
        end - start == 1 && previous >= 0 && previous == start - 1 && text[previous] is '\'' or '’';

    private static Token Cut(string text, int start, int end)
    {
        // Most words are of letters and digits that stand for themselves: nothing to compose, nothing to take out.
        var run = text.AsSpan(start, end - start);
        if (run.Length <= Longest && !run.ContainsAnyExcept(Plain))
            return new Token(start, run.Length, run.ToString().ToLowerInvariant());
        // Of what compatible forms are made of (a ligature, a raised digit), letters and digits belong to the word.
        var composed = text[start..end].Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        var word = string.Concat(composed.EnumerateRunes().Where(BelongsToWord).Select(r => r.ToString()));
        if (word.Length > Longest)
            word = word[..(char.IsHighSurrogate(word[Longest - 1]) ? Longest - 1 : Longest)];
        return new Token(start, end - start, word);
    }
}
