using System.Text.Json.Serialization;
using Alliance.Deals;
using Alliance.Knowledge.Documents;
using Alliance.Knowledge.Told;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Api;

/// <summary>A practice as the API hands it out: its document, and its addresses here.</summary>
public sealed record PracticeResource : PracticeDocument
{
    private PracticeResource(PracticeDocument document)
        : base(document) { }

    /// <summary>Its page's address below <c>/practices/</c>.</summary>
    [JsonPropertyOrder(1)]
    public required string Slug { get; init; }

    /// <summary>Its address in this API.</summary>
    [JsonPropertyOrder(1)]
    public required string Url { get; init; }

    /// <summary>Where it is shown.</summary>
    [JsonPropertyOrder(1)]
    public required PracticeLinks Links { get; init; }

    /// <summary>What its title and text are about: identifiers of the glossary, the first most.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<string> Concepts { get; init; }

    /// <summary>
    /// In an answer to words: other names, as the record writes them, by which alone it has some of them. Left out where it has
    /// all of them as they were given.
    /// </summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<OtherName>? Through { get; init; }

    /// <param name="practice">Which.</param>
    /// <param name="request">It names the site.</param>
    /// <param name="through">By which other names a search found it.</param>
    internal static PracticeResource Of(
        Practice practice,
        HttpRequest request,
        IReadOnlyList<OtherName>? through = null
    ) =>
        new(PracticeDocument.Of(practice))
        {
            Slug = practice.Identifier!,
            Concepts = [.. ConceptTags.Of(practice.Title, practice.Text).Select(c => c.Id)],
            Through = through,
            Url = ApiRoutes.AddressOf(request, "practices/" + practice.Identifier),
            Links = new PracticeLinks(ApiRoutes.PagesOf(request, "practices/" + practice.Identifier)),
        };
}

/// <summary>Addresses of a practice.</summary>
/// <param name="Pages">The pages for people, by language.</param>
public sealed record PracticeLinks(IReadOnlyDictionary<string, string> Pages);

/// <summary>Good practices, lessons and failures.</summary>
internal static class PracticesApi
{
    private const string Tag = "Practices";

    private static readonly ApiParameter Limit = ApiParameter.Limit(usual: 20, most: 100);
    private static readonly ApiParameter Words = new("q", "Words to look for, in any form and language.")
    {
        Length = (1, DealFilter.SearchAtMost),
        Example = "menu",
    };
    private static readonly ApiParameter Kind = new("kind", "What others can learn from it.")
    {
        Values = Code.All<PracticeKind>(),
    };
    private static readonly ApiParameter City = new("city", "The identifier of the city it comes from.")
    {
        Example = "umea",
    };
    private static readonly ApiParameter Area = new("area", "The identifier of a policy area.")
    {
        Example = "governance",
    };

    private static readonly ApiParameter Size = new("size", "How many people live in its city.")
    {
        Values = Code.All<CitySize>(),
    };
    private static readonly ApiParameter Cost = new(
        "cost",
        "How much money it took, by order of magnitude in euros; other currencies count by round rates."
    )
    {
        Values = Code.All<CostClass>(),
    };
    private static readonly ApiParameter Staff = new("staff", "How much work it took.")
    {
        Values = Code.All<StaffClass>(),
    };

    /// <summary>Those that choose, as the list and its files take them.</summary>
    internal static readonly IReadOnlyList<ApiParameter> Choosing = [Words, Kind, City, Area, Size, Cost, Staff];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/v1/practices", ListAsync)
            .ReadsApi<ApiList<PracticeResource>>(
                "listPractices",
                Tag,
                "Good practices, lessons and failures, by identifier.",
                [.. Choosing, Limit, ApiParameter.After]
            );
        routes
            .MapGet("/api/v1/practices/{id}", OneAsync)
            .ReadsApi<PracticeResource>(
                "getPractice",
                Tag,
                "One practice: what others can learn, and where it was read.",
                new ApiParameter("id", "The practice's identifier, as it stands in `id`.")
                {
                    InPath = true,
                    Example = "three-light-promises",
                }
            )
            .MayBeMissing();
    }

    /// <summary>What an address names that nobody knows.</summary>
    internal static async Task<List<ParameterError>> CheckAsync(HttpContext http, AppDb db)
    {
        var errors = new List<ParameterError>();
        foreach (
            var (parameter, known) in ((ApiParameter, IQueryable<string>)[])
                [(City, db.Cities.Select(c => c.Identifier)), (Area, db.PolicyAreas.Select(a => a.Identifier))]
        )
            if (
                http.Request.Query[parameter.Name].LastOrDefault() is { } asked
                && !(DealFacet.IsIdentifier(asked) && await known.AnyAsync(k => k == asked, http.RequestAborted))
            )
                errors.Add(parameter.Unknown(asked, await known.Order().Take(20).ToListAsync(http.RequestAborted)));
        return errors;
    }

    private static async Task<IResult> ListAsync(HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("practices", "cities");
        var errors = await CheckAsync(http, db);
        var filter = PracticeFilter.Parse(http.Request.Query);
        if (http.Request.Query["after"].LastOrDefault() is { } after && filter.After is null)
            errors.Add(ApiParameter.BadCursor(after));
        if (errors.Count > 0)
            return Problems.Misread(http, errors);
        var list = await PracticeList.LoadAsync(db, filter, Limit.Number(http.Request), http.RequestAborted);
        var names = await PracticeList.OtherNamesAsync(
            db,
            filter.Search.Length == 0 ? null : SearchQuery.Read(filter.Search),
            Language.English,
            list.Rows,
            http.RequestAborted
        );
        return ApiRoutes.ListOf(
            http,
            [.. list.Rows.Select(p => PracticeResource.Of(p, http.Request, names.GetValueOrDefault(p.Id)?.Through))],
            list.Total,
            list.Next
        );
    }

    private static async Task<IResult> OneAsync(string id, HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("practice:" + id, "cities");
        var practice = await db
            .Practices.AsNoTracking()
            .Include(p => p.City)
            .Include(p => p.Reviews)
                .ThenInclude(r => r.City)
            .FirstOrDefaultAsync(
                p => p.Identifier == id && p.Standing == PracticeStanding.Published,
                http.RequestAborted
            );
        return practice is null
            ? Problems.NotFound(http, new Refusal("practice-not-found"))
            : Results.Ok(PracticeResource.Of(practice, http.Request));
    }
}
