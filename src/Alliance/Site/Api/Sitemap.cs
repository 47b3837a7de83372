using System.Globalization;
using System.Text;
using System.Xml;
using Alliance.Engagement.Offers;
using Alliance.Knowledge;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Alliance.Sprints;
using Alliance.Sprints.OpenBoards;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site.Api;

/// <summary>
/// Every page for search engines: <c>/robots.txt</c> names <c>/sitemap.xml</c>, which names parts of at most 50,000
/// addresses. Each page stands in every language of the interface, each naming the others.
/// </summary>
internal static class Sitemap
{
    // Times five languages, with all their links, stays under the 50,000 addresses and 50 MB that a part may have.
    private const int PagesPerPart = 8_000;
    private const string Space = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const string LinkSpace = "http://www.w3.org/1999/xhtml";

    /// <summary>Pages without a record behind them, by their address below the language.</summary>
    internal static readonly IReadOnlyList<string> Plain =
    [
        "",
        "deals",
        "indicators",
        "menu",
        "cities",
        "cities/join",
        "organisations",
        "counting",
        "health",
        "totals",
        "obstacles",
        "roadmaps",
        "sprints",
        "open-boards",
        "glossary",
        "practices",
        "replications",
        "offers",
        "publications",
        "about",
        "open-data",
        "log",
        "accessibility",
        "privacy",
        "imprint",
        "licences",
    ];

    private static readonly XmlWriterSettings Settings = new()
    {
        Async = true,
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        // A choice of a choice of a choice has no end; every record can be reached without one.
        routes.MapGet(
            "/robots.txt",
            (HttpRequest request) =>
                Results.Text(
                    $"User-agent: *\nDisallow: /*?\nDisallow: /api/\n\nSitemap: {ApiRoutes.SiteOf(request)}/sitemap.xml\n"
                )
        );
        routes.MapGet("/sitemap.xml", IndexAsync).Keep();
        routes.MapGet("/sitemap-pages.xml", PagesAsync);
        routes.MapGet("/sitemap-deals-{part:int:min(0)}.xml", DealsAsync);
        routes.MapGet("/sitemap-organisations-{part:int:min(0)}.xml", OrganisationsAsync);
    }

    private static async Task<IResult> IndexAsync(HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("deals", "organisations", "cities", "projects");
        // By key, so that no part moves when records come and go.
        var deals = await db
            .Deals.Select(d => (d.Id - 1) / PagesPerPart)
            .Distinct()
            .OrderBy(p => p)
            .ToListAsync(http.RequestAborted);
        var organisations = await db
            .Organisations.Where(o => o.MergedIntoId == null)
            .Select(o => (o.Id - 1) / PagesPerPart)
            .Distinct()
            .OrderBy(p => p)
            .ToListAsync(http.RequestAborted);
        var site = ApiRoutes.SiteOf(http.Request);
        using var memory = new MemoryStream();
        await using (var xml = XmlWriter.Create(memory, Settings))
        {
            xml.WriteStartElement("sitemapindex", Space);
            foreach (
                var part in deals
                    .Select(p => $"deals-{p}")
                    .Concat(organisations.Select(p => $"organisations-{p}"))
                    .Prepend("pages")
            )
            {
                xml.WriteStartElement("sitemap", Space);
                xml.WriteElementString("loc", Space, $"{site}/sitemap-{part}.xml");
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        return Results.Bytes(memory.ToArray(), "application/xml");
    }

    private static async Task PagesAsync(HttpContext http, AppDb db, TimeProvider time)
    {
        var cities = await db.Cities.OrderBy(c => c.Id).Select(c => c.Identifier).ToListAsync(http.RequestAborted);
        var projects = await db.Projects.OrderBy(p => p.Id).Select(p => p.Identifier).ToListAsync(http.RequestAborted);
        var roadmaps = await db
            .Roadmaps.Where(r => r.Versions.Count > 0)
            .OrderBy(r => r.Id)
            .Select(r => r.City!.Identifier)
            .ToListAsync(http.RequestAborted);
        var sprints = await SprintRights
            .Shown(db.Sprints)
            .OrderBy(s => s.Id)
            .Select(s => s.Identifier)
            .ToListAsync(http.RequestAborted);
        var openBoards = await OpenBoardRights
            .Shown(db.OpenBoards)
            .OrderBy(b => b.Id)
            .Select(b => b.Identifier)
            .ToListAsync(http.RequestAborted);
        var practices = await db
            .Practices.Where(p => p.Standing == PracticeStanding.Published)
            .OrderBy(p => p.Id)
            .Select(p => p.Identifier)
            .ToListAsync(http.RequestAborted);
        var offers = await OfferRights
            .Public(db.Offers, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime))
            .OrderBy(o => o.Id)
            .Select(o => o.Identifier)
            .ToListAsync(http.RequestAborted);
        var editions = await db
            .Editions.Where(e => e.WithdrawnAt == null)
            .OrderBy(e => e.Id)
            .Select(e => new { e.Publication!.Identifier, e.Number })
            .ToListAsync(http.RequestAborted);
        await WriteAsync(
            http,
            Plain
                .Concat(cities.Select(c => "cities/" + c))
                .Concat(roadmaps.Select(c => "roadmaps/" + c))
                .Concat(sprints.Select(s => "sprints/" + s))
                .Concat(openBoards.Select(b => "open-boards/" + b))
                .Concat(practices.Select(p => "practices/" + p))
                .Concat(offers.Select(o => "offers/" + o))
                .Concat(editions.Select(e => FormattableString.Invariant($"publications/{e.Identifier}/{e.Number}")))
                .Concat(projects.Select(p => "projects/" + p))
                .Select(path => (path, (DateTime?)null))
                .ToAsyncEnumerable()
        );
    }

    private static Task DealsAsync(int part, HttpContext http, AppDb db)
    {
        var (from, to) = Range(part);
        return WriteAsync(
            http,
            db.Deals.Where(d => d.Id > from && d.Id <= to)
                .OrderBy(d => d.Id)
                .Select(d => new { d.Slug, d.ChangedAt })
                .AsAsyncEnumerable()
                .Select(d => ("deals/" + d.Slug, (DateTime?)d.ChangedAt))
        );
    }

    private static Task OrganisationsAsync(int part, HttpContext http, AppDb db)
    {
        var (from, to) = Range(part);
        return WriteAsync(
            http,
            db.Organisations.Where(o => o.Id > from && o.Id <= to && o.MergedIntoId == null)
                .OrderBy(o => o.Id)
                .Select(o => o.Identifier)
                .AsAsyncEnumerable()
                .Select(identifier => ("organisations/" + identifier, (DateTime?)null))
        );
    }

    private static (long From, long To) Range(int part) => ((long)part * PagesPerPart, ((long)part + 1) * PagesPerPart);

    private static async Task WriteAsync(HttpContext http, IAsyncEnumerable<(string Path, DateTime? Changed)> pages)
    {
        http.Response.ContentType = "application/xml";
        var site = ApiRoutes.SiteOf(http.Request);
        await using var xml = XmlWriter.Create(http.Response.Body, Settings);
        await xml.WriteStartDocumentAsync();
        await xml.WriteStartElementAsync(null, "urlset", Space);
        await xml.WriteAttributeStringAsync("xmlns", "xhtml", null, LinkSpace);
        var count = 0;
        await foreach (var (path, changed) in pages.WithCancellation(http.RequestAborted))
        {
            foreach (var language in Language.Offered)
            {
                await xml.WriteStartElementAsync(null, "url", Space);
                await xml.WriteElementStringAsync(null, "loc", Space, AddressOf(language));
                if (changed is { } moment)
                    await xml.WriteElementStringAsync(
                        null,
                        "lastmod",
                        Space,
                        moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
                    );
                foreach (var other in Language.Offered)
                    await LinkAsync(other.Code, AddressOf(other));
                await LinkAsync("x-default", AddressOf(Language.English));
                await xml.WriteEndElementAsync();
            }
            if (++count % 100 == 0)
                await xml.FlushAsync();

            string AddressOf(Language language) => $"{site}/{language.Code}{(path.Length == 0 ? "" : "/" + path)}";
        }
        await xml.WriteEndElementAsync();
        await xml.FlushAsync();

        async Task LinkAsync(string language, string address)
        {
            await xml.WriteStartElementAsync("xhtml", "link", LinkSpace);
            await xml.WriteAttributeStringAsync(null, "rel", null, "alternate");
            await xml.WriteAttributeStringAsync(null, "hreflang", null, language);
            await xml.WriteAttributeStringAsync(null, "href", null, address);
            await xml.WriteEndElementAsync();
        }
    }
}
