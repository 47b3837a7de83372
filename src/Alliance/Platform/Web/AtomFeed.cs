using System.Globalization;
using System.Xml.Linq;
using Alliance.Platform.Texts;

namespace Alliance.Platform.Web;

/// <summary>What a feed tells of one thing.</summary>
/// <param name="Page">Its page's address below the language, which never changes.</param>
internal sealed record AtomEntry(string Page, LocalText Title, LocalText? Summary, DateTime Updated)
{
    public IEnumerable<AtomCategory> Categories { get; init; } = [];

    /// <summary>Tells apart several that happened with the same page; null where a page has one entry that is updated.</summary>
    public string? Mark { get; init; }
}

/// <summary>What a feed is about.</summary>
/// <param name="Own">The feed's own address below the language.</param>
/// <param name="Page">The address of the page that shows the same.</param>
internal sealed record AtomHead(string Title, string Subtitle, string Own, string Page);

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
    public static Task<IResult> AnswerAsync(
        HttpContext http,
        Reader reader,
        string list,
        string query,
        IReadOnlyList<AtomEntry> entries
    )
    {
        var chosen = query.Length == 0 ? "" : "?" + query;
        return AnswerAsync(
            http,
            reader,
            new AtomHead(reader[list + ".title"], reader[list + ".lead"], list + ".atom" + chosen, list + chosen),
            entries
        );
    }

    /// <summary>The same of something that is no list.</summary>
    public static async Task<IResult> AnswerAsync(
        HttpContext http,
        Reader reader,
        AtomHead head,
        IReadOnlyList<AtomEntry> entries
    )
    {
        var text = new Utf8StringWriter();
        await new XDocument(Feed(ApiRoutes.SiteOf(http.Request), reader, head, entries)).SaveAsync(
            text,
            SaveOptions.DisableFormatting,
            http.RequestAborted
        );
        return Results.Text(text.ToString(), MediaType);
    }

    private static XElement Feed(string site, Reader reader, AtomHead head, IReadOnlyList<AtomEntry> entries)
    {
        var own = site + reader.At(head.Own);
        return new XElement(
            Atom + "feed",
            new XAttribute(Xml + "lang", reader.Language.Code),
            new XElement(Atom + "id", own),
            new XElement(Atom + "title", $"{head.Title} · {reader["shell.name"]}"),
            new XElement(Atom + "subtitle", head.Subtitle),
            // When nothing is there, nothing was ever updated.
            new XElement(
                Atom + "updated",
                Instant(entries.Select(e => e.Updated).DefaultIfEmpty(DateTime.UnixEpoch).Max())
            ),
            new XElement(Atom + "author", new XElement(Atom + "name", reader["shell.name"])),
            new XElement(Atom + "rights", $"{DataLicence.Name}, {DataLicence.Address}"),
            Link("self", own, MediaType),
            Link("alternate", site + reader.At(head.Page), "text/html"),
            entries.Select(entry => Entry(site, entry, reader))
        );
    }

    private static XElement Entry(string site, AtomEntry entry, Reader reader) =>
        new(
            Atom + "entry",
            // The same in every language.
            new XElement(Atom + "id", $"{site}/en/{entry.Page}{(entry.Mark is { } mark ? "#" + mark : "")}"),
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
