using System.Globalization;
using System.Xml.Linq;
using Alliance.Deals.Documents;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;

namespace Alliance.Deals.Api;

/// <summary>
/// <c>/{lang}/deals.atom</c>: the newest or last changed deals of a choice, for feed readers (RFC 4287). The address takes
/// what the list's takes, so a city, an area or a search can be followed.
/// </summary>
internal static class DealFeed
{
    private const int Entries = 50;
    private const string Licence = "https://creativecommons.org/licenses/by/4.0/";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Xml = XNamespace.Xml;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/{Lang:lang}/deals.atom", FeedAsync).ExcludeFromDescription();

    private static async Task<IResult> FeedAsync(HttpContext http, AppDb db, Reader reader, PageTags tags)
    {
        tags.Add("deals");
        var (_, choice, _) = await DealParameters.ReadAsync(http, db, whole: true);
        var deals = await DealDocuments.LoadAsync(db, [.. choice.Ids().Take(Entries)], http.RequestAborted);
        var text = new Utf8StringWriter();
        await new XDocument(Feed(http.Request, choice.Filter, deals, reader)).SaveAsync(
            text,
            SaveOptions.DisableFormatting,
            http.RequestAborted
        );
        return Results.Text(text.ToString(), "application/atom+xml");
    }

    private static XElement Feed(HttpRequest request, DealFilter filter, IReadOnlyList<Deal> deals, Reader reader)
    {
        var site = ApiRoutes.SiteOf(request);
        var query = filter.Print() is { Length: > 0 } printed ? "?" + printed : "";
        var own = $"{site}{reader.At("deals.atom")}{query}";
        return new XElement(
            Atom + "feed",
            new XAttribute(Xml + "lang", reader.Language.Code),
            new XElement(Atom + "id", own),
            new XElement(Atom + "title", $"{reader["deals.title"]} · {reader["shell.name"]}"),
            new XElement(Atom + "subtitle", reader["deals.lead"]),
            // When nothing is there, nothing was ever updated.
            new XElement(
                Atom + "updated",
                Instant(deals.Select(d => d.ChangedAt).DefaultIfEmpty(DateTime.UnixEpoch).Max())
            ),
            new XElement(Atom + "author", new XElement(Atom + "name", reader["shell.name"])),
            new XElement(Atom + "rights", $"CC BY 4.0, {Licence}"),
            Link("self", own, "application/atom+xml"),
            Link("alternate", $"{site}{filter.Address(reader)}", "text/html"),
            deals.Select(deal => Entry(site, deal, reader))
        );
    }

    private static XElement Entry(string site, Deal deal, Reader reader) =>
        new(
            Atom + "entry",
            // Stable in every language; the slug never changes once public.
            new XElement(Atom + "id", $"{site}/en/deals/{deal.Slug}"),
            Worded("title", deal.Title, reader),
            new XElement(Atom + "updated", Instant(deal.ChangedAt)),
            Link("alternate", $"{site}{reader.At("deals/" + deal.Slug)}", "text/html"),
            Worded("summary", deal.Summary, reader),
            deal.Areas.Select(a => a.PolicyArea!)
                .OrderBy(a => a.Order)
                .Select(a => Category(a.Identifier, a.Name, reader)),
            Category(deal.City!.Identifier, deal.City.Name, reader)
        );

    private static XElement Category(string term, LocalText label, Reader reader) =>
        new(Atom + "category", new XAttribute("term", term), new XAttribute("label", label.In(reader.Language).Text));

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
