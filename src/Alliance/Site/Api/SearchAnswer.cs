using Alliance.Platform.Search;

namespace Alliance.Site.Api;

/// <summary>Kinds of records that a search finds.</summary>
public enum FoundKind
{
    City,

    /// <summary>Programmes among them.</summary>
    Deal,
    Organisation,
    Practice,

    /// <summary>Something that is offered, or looked for.</summary>
    Offer,
}

/// <summary>What a search finds on the whole site: the first of each kind, and how many there are.</summary>
/// <param name="Query">What was looked for.</param>
/// <param name="Lang">The language of titles and pages, where there are several.</param>
/// <param name="Total">How many records of the chosen kinds there are.</param>
/// <param name="Counts">How many there are of each kind, chosen or not.</param>
/// <param name="Items">
/// As on the page: deals and practices by how they were found, then offers and needs likewise, then organisations, then cities; where a
/// city's name is looked for, cities first.
/// </param>
/// <param name="Nearest">
/// Where fewer than ten deals and practices are found, those that come close: they have most of the words, or what is a kind
/// of them. The nearest first; counted nowhere.
/// </param>
/// <param name="Suggestions">Only where nothing is found: searches with a near word that find something.</param>
/// <param name="Links">The whole lists of what is found.</param>
public sealed record SearchAnswer(
    string Query,
    string Lang,
    int Total,
    FoundCounts Counts,
    IReadOnlyList<FoundItem> Items,
    IReadOnlyList<FoundItem> Nearest,
    IReadOnlyList<string> Suggestions,
    SearchLinks Links
);

/// <summary>How many records of each kind a search finds.</summary>
/// <param name="Cities">Cities.</param>
/// <param name="Deals">Deals and programmes.</param>
/// <param name="Organisations">Organisations; a merged record counts as the one it was merged into.</param>
/// <param name="Practices">Good practices, lessons and failures.</param>
/// <param name="Offers">Offers and needs that everybody may read today.</param>
public sealed record FoundCounts(int Cities, int Deals, int Organisations, int Practices, int Offers);

/// <summary>A record that a search finds.</summary>
/// <param name="Kind">What it is; a programme is a deal.</param>
/// <param name="Id">Its identifier.</param>
/// <param name="Title">Its title or name.</param>
/// <param name="Excerpt">Where it has the words that its title does not show.</param>
/// <param name="Through">
/// Other names, as the record writes them, by which alone it has words that were looked for; empty where it has the words
/// themselves.
/// </param>
/// <param name="Missing">Of what only comes close: words that were looked for and that it has by no name.</param>
/// <param name="Url">Its address in this API.</param>
/// <param name="Page">Its page for people.</param>
public sealed record FoundItem(
    FoundKind Kind,
    string Id,
    MarkedText Title,
    MarkedText? Excerpt,
    IReadOnlyList<FoundName> Through,
    IReadOnlyList<string> Missing,
    string Url,
    string Page
);

/// <summary>Another name for what was looked for.</summary>
/// <param name="Name">As the record writes it.</param>
/// <param name="Language">The language it is in.</param>
public sealed record FoundName(string Name, string Language);

/// <summary>A text in which the words are marked that were looked for.</summary>
/// <param name="Text">All of it. It is plain: a "&lt;" in it is a "&lt;".</param>
/// <param name="Language">The language it is in; a name has none.</param>
/// <param name="Pieces">The same text cut before and after each word that was looked for.</param>
public sealed record MarkedText(string Text, string? Language, IReadOnlyList<Piece> Pieces)
{
    internal static MarkedText Of(IReadOnlyList<Piece> pieces, string? language) =>
        new(string.Concat(pieces.Select(p => p.Text)), language, pieces);
}

/// <summary>Addresses of lists that hold all of what is found, page by page.</summary>
/// <param name="Cities">All cities that are found.</param>
/// <param name="Deals">All deals that are found.</param>
/// <param name="Organisations">All organisations that are found.</param>
/// <param name="Practices">All practices that are found.</param>
/// <param name="Offers">All offers and needs that are found.</param>
public sealed record SearchLinks(string Cities, string Deals, string Organisations, string Practices, string Offers);
