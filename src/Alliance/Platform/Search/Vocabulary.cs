using System.Text.Json;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Search;

/// <summary>
/// The words that were ever written in an indexed text: what a mistyped word is compared with, and where compounds are
/// found that end with a word. A word stays when its last text goes; whoever offers it looks first whether it finds
/// anything.
/// </summary>
internal sealed class Vocabulary
{
    private const int ShortestShown = 4;
    private const int Longest = 40;

    private readonly Dictionary<string, (string? Shown, bool Compound)> words = new(StringComparer.Ordinal);

    public void Add(string asWritten, WordTerms word)
    {
        if (word.Written.Length is >= ShortestShown and <= Longest && !word.Written.Any(char.IsDigit))
            Add(word.Written, asWritten, compound: false);
        foreach (var part in word.Parts)
            if (part.Length is >= QueryWord.ShortestTail + QueryWord.ShortestHead and <= Longest)
                Add(part, null, compound: true);
    }

    // Of "umea" and "umeå" the one with marks is kept, in whatever order they come.
    private void Add(string word, string? shown, bool compound)
    {
        if (word.Any(char.IsSurrogate))
            return;
        var (before, was) = words.GetValueOrDefault(word);
        words[word] = (string.CompareOrdinal(before, shown) > 0 ? before : shown, was || compound);
    }

    /// <summary>Adds what the stored vocabulary lacks. Rows that say all already are not touched, so nobody waits for them.</summary>
    public async Task StoreAsync(AppDb db, CancellationToken cancel)
    {
        if (words.Count == 0)
            return;
        // In one order, so that two writers cannot wait for each other.
        var rows = words
            .OrderBy(w => w.Key, StringComparer.Ordinal)
            .Select(w => (Word: w.Key, Reversed: Reverse(w.Key), w.Value.Shown, w.Value.Compound))
            .ToList();
        words.Clear();
        if (db is PostgresDb)
            await db.Database.ExecuteSqlRawAsync(
                """
                INSERT INTO search_words AS w (word, reversed, shown, compound)
                SELECT n.word, n.reversed, n.shown, n.compound
                FROM unnest({0}, {1}, {2}, {3}) AS n(word, reversed, shown, compound)
                WHERE NOT EXISTS (
                    SELECT FROM search_words k WHERE k.word = n.word
                        AND (n.shown IS NULL OR k.shown >= n.shown) AND (k.compound OR NOT n.compound)
                )
                ORDER BY n.word COLLATE "C"
                ON CONFLICT (word) DO UPDATE
                SET shown = greatest(w.shown, excluded.shown), compound = w.compound OR excluded.compound
                """,
                [
                    rows.Select(r => r.Word).ToArray(),
                    rows.Select(r => r.Reversed).ToArray(),
                    rows.Select(r => r.Shown).ToArray(),
                    rows.Select(r => r.Compound).ToArray(),
                ],
                cancel
            );
        else
            await db.Database.ExecuteSqlRawAsync(
                """
                INSERT INTO search_words AS w (word, reversed, shown, compound)
                SELECT n.value ->> 0, n.value ->> 1, n.value ->> 2, n.value ->> 3 FROM json_each({0}) n
                WHERE NOT EXISTS (
                    SELECT 1 FROM search_words k WHERE k.word = n.value ->> 0
                        AND (n.value ->> 2 IS NULL OR k.shown >= n.value ->> 2) AND k.compound >= n.value ->> 3
                )
                ON CONFLICT (word) DO UPDATE
                SET shown = max(coalesce(w.shown, excluded.shown), coalesce(excluded.shown, w.shown)),
                    compound = max(w.compound, excluded.compound)
                """,
                [
                    JsonSerializer.Serialize(
                        rows.Select(r => new object?[] { r.Word, r.Reversed, r.Shown, r.Compound ? 1 : 0 })
                    ),
                ],
                cancel
            );
    }

    /// <summary>Behind every letter: what begins with "abc" lies between "abc" and "abc" with this behind it.</summary>
    public const string Last = "\U0010FFFF";

    public static string Reverse(string word)
    {
        var characters = word.ToCharArray();
        Array.Reverse(characters);
        return new string(characters);
    }
}
