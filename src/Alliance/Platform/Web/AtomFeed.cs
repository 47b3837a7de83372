using System.Globalization;
using System.Xml.Linq;
using Alliance.Platform.Texts;

namespace Alliance.Platform.Web;

/// <summary>What a feed tells of one thing.</summary>
/// <param name="Page">Its page's address below the language, which never changes.</param>
internal sealed record AtomEntry(string Page, LocalText Title, LocalText? Summary, DateTime Updated)
{
    public IEnumerable<AtomCategory> Categories { get; init; } = [];
}

/// <summary>What an entry belongs to.</summary>
/// <param name="Term">For programs.</param>
/// <param name="Label">For people.</param>
internal sealed record AtomCategory(string Term, string Label);

/// <summary>
/// A list for feed readers (RFC 4287): <c>/{lang}/deals.atom</c> beside <c>/{lang}/deals</c>. Such an address takes what the list's takes, so
/// that a choice can be followed.
/// </summary>
internal static class AtomFeed
{
    /// <summary>So many entries a feed has.</summary>
    public const int Entries = 50;

    public const string MediaType = "application/atom+xml";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Xml = XNamespace.Xml;

    /// <param name="http">The request.</param>
    /// <param name="reader">Who reads.</param>
    /// <param name="list">The list's address below the language; its title and lead are the texts of that name.</param>
    /// <param name="query">What is chosen, as it stands behind the question mark.</param>
    /// <param name="entries">In the feed's order.</param>
    public static async Task<IResult> AnswerAsync(
        HttpContext http,
        Reader reader,
        string list,
        string query,
        IReadOnlyList<AtomEntry> entries
    )
    {
        var text = new Utf8StringWriter();
        await new XDocument(Feed(ApiRoutes.SiteOf(http.Request), reader, list, query, entries)).SaveAsync(
            text,
            SaveOptions.DisableFormatting,
            http.RequestAborted
        );
        return Results.Text(text.ToString(), MediaType);
    }

    private static XElement Feed(
        string site,
        Reader reader,
        string list,
        string query,
        IReadOnlyList<AtomEntry> entries
    )
    {
        var chosen = query.Length == 0 ? "" : "?" + query;
        var own = $"{site}{reader.At(list + ".atom")}{chosen}";
        return new XElement(
            Atom + "feed",
            new XAttribute(Xml + "lang", reader.Language.Code),
            new XElement(Atom + "id", own),
            new XElement(Atom + "title", $"{reader[list + ".title"]} · {reader["shell.name"]}"),
            new XElement(Atom + "subtitle", reader[list + ".lead"]),
            // When nothing is there, nothing was ever updated.
            new XElement(
                Atom + "updated",
                Instant(entries.Select(e => e.Updated).DefaultIfEmpty(DateTime.UnixEpoch).Max())
            ),
            new XElement(Atom + "author", new XElement(Atom + "name", reader["shell.name"])),
            new XElement(Atom + "rights", $"{DataLicence.Name}, {DataLicence.Address}"),
            Link("self", own, MediaType),
            Link("alternate", $"{site}{reader.At(list)}{chosen}", "text/html"),
            entries.Select(entry => Entry(site, entry, reader))
        );
    }

    private static XElement Entry(string site, AtomEntry entry, Reader reader) =>
        new(
            Atom + "entry",
            // The same in every language.
            new XElement(Atom + "id", $"{site}/en/{entry.Page}"),
            Worded("title", entry.Title, reader),
            new XElement(Atom + "updated", Instant(entry.Updated)),
            Link("alternate", $"{site}{reader.At(entry.Page)}", "text/html"),
            entry.Summary is { } summary ? Worded("summary", summary, reader) : null,
            entry.Categories.Select(c => new XElement(
                Atom + "category",
                new XAttribute("term", c.Term),
                new XAttribute("label", c.Label)
            ))
        );

    private static XElement Worded(string name, LocalText text, Reader reader)
    {
        var wording = text.In(reader.Language);
        return new XElement(
            Atom + name,
            wording.Language == reader.Language.Code ? null : new XAttribute(Xml + "lang", wording.Language),
            wording.Text
        );
    }

    private static XElement Link(string relation, string address, string type) =>
        new(
            Atom + "link",
            new XAttribute("rel", relation),
            new XAttribute("type", type),
            new XAttribute("href", address)
        );

    private static string Instant(DateTime moment) =>
        moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private sealed class Utf8StringWriter() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;
    }
}
