using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Platform.Search;

/// <summary>Where a record has what its title does not show.</summary>
/// <param name="Pieces">Empty where the title shows all.</param>
/// <param name="Language">Of the text; null for a name.</param>
/// <param name="Through">By which other names it has what was typed, where it has it by no other way.</param>
public sealed record Excerpt(IReadOnlyList<Piece> Pieces, string? Language, IReadOnlyList<OtherName> Through)
{
    /// <summary>Of a record that only comes close: what was typed and it has by no name.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];
}

/// <summary>Another name for what was typed, as the record writes it.</summary>
/// <param name="Name">As it is written there.</param>
/// <param name="Language">The language it is in.</param>
public sealed record OtherName(string Name, string Language);

public static class Excerpts
{
    /// <summary>
    /// A few words around what was found, for each of these records whose title does not show all of it: from the
    /// passage that has most of the words, in the reader's language if it can be. As many queries as reading the records
    /// takes, and none where every title says it.
    /// </summary>
    /// <param name="reader">The language in which the page speaks.</param>
    /// <param name="titles">The records of a page with their titles as the page shows them, and in which language; a name has none.</param>
    /// <param name="through">Those of them that say what was typed by other names only; they say by which.</param>
    public static async Task<IReadOnlyDictionary<long, Excerpt>> ForAsync(
        AppDb db,
        SearchSource source,
        SearchQuery query,
        Language reader,
        IReadOnlyCollection<(long Id, string Title, string? Language)> titles,
        IReadOnlySet<long>? through = null,
        CancellationToken cancel = default
    )
    {
        var shown = titles
            .Where(t =>
                through?.Contains(t.Id) == true || Sight.Of(query, t.Title, t.Language).Words.Count < query.Parts.Count
            )
            .ToDictionary(t => t.Id, t => t.Title);
        if (shown.Count == 0)
            return new Dictionary<long, Excerpt>();
        var records = await source.ReadAsync(db, [.. shown.Keys], cancel);
        var found = new Dictionary<long, Excerpt>();
        foreach (var record in records)
        {
            var byName = through?.Contains(record.Id) == true;
            var best = Best(record, query, reader, shown[record.Id], byName);
            var names = byName ? Names(record, query, reader) : [];
            if (best is not null || names.Count > 0)
                found[record.Id] = new Excerpt(best?.Pieces ?? [], best?.Language, names);
        }
        return found;
    }

    /// <summary>
    /// By which other names than those that were typed these are found, and nothing else of them: for cards that show how a
    /// record begins, of which an excerpt beside would say half again. One query, or none.
    /// </summary>
    /// <param name="query">Null where nothing was typed.</param>
    public static async Task<IReadOnlyDictionary<long, Excerpt>> OtherNamesAsync(
        AppDb db,
        SearchSource source,
        SearchQuery? query,
        Language reader,
        IReadOnlyList<(long Id, LocalText Title)> records,
        CancellationToken cancel
    )
    {
        if (query is null)
            return new Dictionary<long, Excerpt>();
        var titles = records.Select(r => (r.Id, Title: r.Title.In(reader))).ToList();
        var excerpts = await ForAsync(
            db,
            source,
            query,
            reader,
            titles.ConvertAll(t => (t.Id, t.Title.Text, (string?)t.Title.Language)),
            titles.Select(t => t.Id).ToHashSet(),
            cancel
        );
        return excerpts
            .Where(e => e.Value.Through.Count > 0)
            .ToDictionary(e => e.Key, e => e.Value with { Pieces = [] });
    }

    private static (IReadOnlyList<Piece> Pieces, string? Language)? Best(
        SearchRecord record,
        SearchQuery query,
        Language reader,
        string title,
        bool byName
    )
    {
        var (most, best) = (0, ((string? Language, string Text)?)null);
        foreach (var (language, text) in Wordings(record, reader))
        {
            // What the page shows already need not be said again.
            if (text == title)
                continue;
            var sight = Sight.Of(query, text, language);
            // Who typed a word that the record has wants to see that one.
            var count = byName ? Math.Max(sight.Parts, Math.Min(1, sight.Marked.Count)) : sight.Words.Count;
            if (count > most)
                (most, best) = (count, (language, text));
            // Nothing has more than all of them.
            if (most == query.Parts.Count)
                break;
        }
        return best is { } chosen && Highlight.Excerpt(query, chosen.Text, chosen.Language) is { } pieces
            ? (pieces, chosen.Language)
            : null;
    }

    /// <summary>For each part that no text of the record has as it was typed, the first other name for it.</summary>
    private static List<OtherName> Names(SearchRecord record, SearchQuery query, Language reader)
    {
        var asTyped = new HashSet<SearchPart>();
        var names = new Dictionary<SearchPart, OtherName>();
        foreach (var (language, text) in Wordings(record, reader))
        {
            var sight = Sight.Of(query, text, language);
            asTyped.UnionWith(sight.Words);
            foreach (var (part, name) in sight.Names)
                names.TryAdd(part, new OtherName(name, language!));
        }
        return
        [
            .. query.Parts.Where(p => !asTyped.Contains(p) && names.ContainsKey(p)).Select(p => names[p]).Distinct(),
        ];
    }

    private static IEnumerable<(string? Language, string Text)> Wordings(SearchRecord record, Language reader) =>
        record.Passages.SelectMany(p => p.Wordings.OrderBy(w => w.Language == reader.Code ? 0 : 1));
}
