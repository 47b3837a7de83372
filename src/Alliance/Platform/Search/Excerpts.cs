using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Platform.Search;

/// <summary>Where a record has the words that its title does not show.</summary>
/// <param name="Language">Of the text; null for a name.</param>
public sealed record Excerpt(IReadOnlyList<Piece> Pieces, string? Language);

public static class Excerpts
{
    /// <summary>
    /// A few words around what was found, for each of these records whose title does not show all of it: from the
    /// passage that has most of the words, in the reader's language if it can be. As many queries as reading the records
    /// takes, and none where every title says it.
    /// </summary>
    /// <param name="reader">The language in which the page speaks.</param>
    /// <param name="titles">The records of a page with their titles as the page shows them, and in which language; a name has none.</param>
    public static async Task<IReadOnlyDictionary<long, Excerpt>> ForAsync(
        AppDb db,
        SearchSource source,
        SearchQuery query,
        Language reader,
        IReadOnlyCollection<(long Id, string Title, string? Language)> titles,
        CancellationToken cancel = default
    )
    {
        var shown = titles
            .Where(t => query.CountIn(t.Title, t.Language) < query.Words.Count)
            .ToDictionary(t => t.Id, t => t.Title);
        if (shown.Count == 0)
            return new Dictionary<long, Excerpt>();
        var records = await source.ReadAsync(db, [.. shown.Keys], cancel);
        var found = new Dictionary<long, Excerpt>();
        foreach (var record in records)
            if (Best(record, query, reader, shown[record.Id]) is { } excerpt)
                found[record.Id] = excerpt;
        return found;
    }

    private static Excerpt? Best(SearchRecord record, SearchQuery query, Language reader, string title)
    {
        var (most, best) = (0, ((string? Language, string Text)?)null);
        foreach (var passage in record.Passages)
        foreach (var (language, text) in passage.Wordings.OrderBy(w => w.Language == reader.Code ? 0 : 1))
        {
            // What the page shows already need not be said again.
            if (text == title)
                continue;
            var count = query.CountIn(text, language);
            if (count > most)
                (most, best) = (count, (language, text));
            // Nothing has more than all of them.
            if (most == query.Words.Count)
                return Shown();
        }
        return Shown();

        Excerpt? Shown() =>
            best is { } chosen && Highlight.Excerpt(query, chosen.Text, chosen.Language) is { } pieces
                ? new Excerpt(pieces, chosen.Language)
                : null;
    }
}
