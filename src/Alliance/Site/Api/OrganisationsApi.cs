using System.Text.Json.Serialization;
using Alliance.Deals;
using Alliance.Deals.Documents;
using Alliance.Network;
using Alliance.Network.Documents;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site.Api;

/// <summary>An organisation as the API hands it out: its document of the open format, and its part in the deals here.</summary>
public sealed record OrganisationResource : OrganisationDocument
{
    private OrganisationResource(OrganisationDocument document)
        : base(document) { }

    /// <summary>Its address in this API.</summary>
    [JsonPropertyOrder(1)]
    public required string Url { get; init; }

    /// <summary>What is recorded of it here.</summary>
    [JsonPropertyOrder(1)]
    public required OrganisationCounts Counts { get; init; }

    /// <summary>Where more about it is.</summary>
    [JsonPropertyOrder(1)]
    public required OrganisationLinks Links { get; init; }

    internal static OrganisationResource Of(Organisation organisation, int deals, HttpRequest request)
    {
        var own = ApiRoutes.AddressOf(request, $"organisations/{organisation.Identifier}");
        return new(OrganisationDocument.Of(organisation))
        {
            Url = own,
            Counts = new OrganisationCounts(deals),
            Links = new OrganisationLinks(
                ApiRoutes.PagesOf(request, $"organisations/{organisation.Identifier}"),
                own + "/deals",
                organisation.City is { } city ? ApiRoutes.AddressOf(request, $"cities/{city.Identifier}") : null,
                organisation.MergedInto is { } other
                    ? ApiRoutes.AddressOf(request, $"organisations/{other.Identifier}")
                    : null
            ),
        };
    }
}

/// <summary>What is recorded of an organisation here.</summary>
/// <param name="Deals">Deals and programmes in which it, or a record merged into it, takes part.</param>
public sealed record OrganisationCounts(int Deals);

/// <summary>Addresses of what belongs to an organisation.</summary>
/// <param name="Pages">Its page for people, by language.</param>
/// <param name="MergedInto">The record that was found to be the same organisation.</param>
public sealed record OrganisationLinks(
    IReadOnlyDictionary<string, string> Pages,
    string Deals,
    string? City,
    string? MergedInto
);

internal static class OrganisationsApi
{
    public static readonly ApiParameter Id = new("id", "The organisation's identifier.")
    {
        InPath = true,
        Example = "mvv-energie",
    };

    private static readonly ApiParameter Limit = ApiParameter.Limit(usual: 40, most: 100);

    public static readonly ApiParameter City = new("city", "The identifier of the city in which it has its seat.")
    {
        Example = "umea",
    };

    public static readonly ApiParameter Partner = new(
        "partner",
        "The identifier of a city in whose deals it takes part."
    )
    {
        Example = "mannheim",
    };

    private static readonly ApiParameter Letter = new(
        "letter",
        "The first letter or digit of its name, without accents."
    )
    {
        Pattern = "^.$",
        Example = "m",
    };

    /// <summary>What chooses organisations, as on their page.</summary>
    public static readonly IReadOnlyList<ApiParameter> Choice =
    [
        new("q", "Words of its name or other names, without regard to case and accents.")
        {
            Length = (1, DealFilter.SearchAtMost),
            Example = "energie",
        },
        new("kind", "What kind of organisation it is.") { Values = Code.All<OrganisationKind>() },
        City,
        Partner,
        Letter,
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/v1/organisations", ListAsync)
            .ReadsApi<ApiList<OrganisationResource>>(
                "listOrganisations",
                "Organisations",
                "Organisations of a choice, by name without accents. A record that was merged into another is not listed; its names find the "
                    + "other one.",
                [.. Choice, Limit, ApiParameter.After]
            );
        routes
            .MapGet("/api/v1/organisations/{id}", OneAsync)
            .ReadsApi<OrganisationResource>("getOrganisation", "Organisations", "One organisation.", Id)
            .MayBeMissing();
        routes
            .MapGet("/api/v1/organisations/{id}/deals", DealsAsync)
            .ReadsApi<ApiList<DealResource>>(
                "listOrganisationDeals",
                "Organisations",
                "The deals in which it takes part, the latest first.",
                Id,
                Limit,
                ApiParameter.After
            )
            .MayBeMissing();
    }

    /// <summary>The choice as far as it can be understood, and what of it cannot (1 query).</summary>
    public static async Task<(OrganisationFilter Filter, List<ParameterError> Errors)> ReadAsync(
        HttpRequest request,
        AppDb db,
        CancellationToken cancel
    )
    {
        // A file for people is in their language, and sorted as their page is; programs get one order.
        var filter = OrganisationFilter.Parse(request.Query, Language.Find(request.RouteValues["Lang"] as string));
        List<string> cities = [.. (await CityQueries.NamesAsync(db, cancel)).Select(c => c.Identifier)];
        var known = filter with
        {
            City = cities.Find(c => c == filter.City),
            Partner = cities.Find(c => c == filter.Partner),
        };
        return (
            known,
            [
                .. filter.City is { } city && known.City is null
                    ? [City.Unknown(city, cities)]
                    : Array.Empty<ParameterError>(),
                .. filter.Partner is { } partner && known.Partner is null
                    ? [Partner.Unknown(partner, cities)]
                    : Array.Empty<ParameterError>(),
                // One that is two without its accent, such as "æ".
                .. filter.Letter is null && request.Query[Letter.Name].LastOrDefault() is { Length: > 0 } letter
                    ? [Letter.Unknown(letter)]
                    : Array.Empty<ParameterError>(),
            ]
        );
    }

    private static async Task<IResult> ListAsync(HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("organisations", "deals", "cities");
        var cancel = http.RequestAborted;
        var (filter, errors) = await ReadAsync(http.Request, db, cancel);
        if (filter.After is { } after && !await db.Organisations.AnyAsync(o => o.Identifier == after, cancel))
            errors.Add(ApiParameter.BadCursor(after));
        if (errors.Count > 0)
            return Problems.Misread(http, errors);
        var hits = await OrganisationListQueries.FindAsync(db, filter, cancel);
        var list = await OrganisationListQueries.ListAsync(db, filter, hits, Limit.Number(http.Request), cancel);
        var ids = list.Rows.Select(r => r.Identifier).ToList();
        var organisations = await db
            .Organisations.AsNoTracking()
            .Include(o => o.City)
            .Include(o => o.MergedInto)
            .Where(o => ids.Contains(o.Identifier))
            .ToDictionaryAsync(o => o.Identifier, cancel);
        return ApiRoutes.ListOf(
            http,
            [.. list.Rows.Select(r => OrganisationResource.Of(organisations[r.Identifier], r.Deals, http.Request))],
            list.Total,
            list.Next
        );
    }

    private static async Task<IResult> OneAsync(string id, HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("organisation:" + id, "organisations", "deals", "cities");
        if (await OrganisationQueries.FindAsync(db, id, http.RequestAborted) is not { } facts)
            return Missing(http, id);
        var organisation = await db
            .Organisations.AsNoTracking()
            .Include(o => o.City)
            .Include(o => o.MergedInto)
            .FirstAsync(o => o.Identifier == id, http.RequestAborted);
        return Results.Ok(OrganisationResource.Of(organisation, facts.Deals, http.Request));
    }

    private static async Task<IResult> DealsAsync(string id, HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("organisation:" + id, "organisations", "deals", "cities");
        var cancel = http.RequestAborted;
        var asked = http.Request.Query["after"].LastOrDefault();
        var cursor = DealCursor.Parse(asked, DealSort.Newest);
        if (!string.IsNullOrWhiteSpace(asked) && cursor is null)
            return Problems.Misread(http, ApiParameter.BadCursor(asked));
        if (await OrganisationQueries.FindAsync(db, id, cancel) is not { } facts)
            return Missing(http, id);
        var size = Limit.Number(http.Request);
        var all = OrganisationQueries.DealsOf(db, facts.Records);
        var rest = cursor is null ? all : all.Where(cursor.Following());
        var rows = await rest.OrderByDescending(d => d.SortDate)
            .ThenByDescending(d => d.Id)
            .Take(size + 1)
            .Select(d => new { d.Id, d.SortDate })
            .ToListAsync(cancel);
        var last = rows.Count > size ? rows[size - 1] : null;
        var deals = await DealDocuments.LoadAsync(db, [.. rows.Take(size).Select(r => r.Id)], cancel);
        return ApiRoutes.ListOf(
            http,
            [.. deals.Select(d => DealResource.Of(d, http.Request))],
            facts.Deals,
            last is null ? null : DealCursor.Of(last.SortDate, last.Id).Print(DealSort.Newest)
        );
    }

    private static IResult Missing(HttpContext http, string id) =>
        Problems.NotFound(http, new Refusal("organisation-not-found", id));
}
