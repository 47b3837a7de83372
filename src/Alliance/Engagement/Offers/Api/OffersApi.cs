using System.Text.Json.Serialization;
using Alliance.Deals;
using Alliance.Engagement.Offers.Documents;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement.Offers.Api;

/// <summary>An offer or need as the API hands it out.</summary>
public sealed record OfferResource : OfferDocument
{
    private OfferResource(OfferDocument document)
        : base(document) { }

    /// <summary>Its page's address below <c>/offers/</c>.</summary>
    [JsonPropertyOrder(1)]
    public required string Slug { get; init; }

    /// <summary>Its address in this API.</summary>
    [JsonPropertyOrder(1)]
    public required string Url { get; init; }

    /// <summary>Where it is shown, by language.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyDictionary<string, string> Pages { get; init; }

    /// <summary>What its title and text are about: identifiers of the glossary, the first most.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<string> Concepts { get; init; }

    /// <summary>
    /// In an answer to words: other names, as the record writes them, by which alone it has some of them. Left out where it has
    /// all of them as they were given.
    /// </summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<OtherName>? Through { get; init; }

    /// <param name="offer">Which, with its city and organisation.</param>
    /// <param name="request">It names the site.</param>
    /// <param name="through">By which other names a search found it.</param>
    internal static OfferResource Of(Offer offer, HttpRequest request, IReadOnlyList<OtherName>? through = null) =>
        new(OfferDocument.Of(offer))
        {
            Slug = offer.Identifier!,
            Concepts = [.. ConceptTags.Of(offer.Title, offer.Text).Select(c => c.Id)],
            Through = through,
            Url = ApiRoutes.AddressOf(request, "offers/" + offer.Identifier),
            Pages = ApiRoutes.PagesOf(request, "offers/" + offer.Identifier),
        };
}

/// <summary>What cities and their organisations have to give, and what they look for.</summary>
internal static class OffersApi
{
    private const string Tag = "Offers";

    private static readonly ApiParameter Limit = ApiParameter.Limit(usual: 20, most: 100);
    private static readonly ApiParameter Words = new("q", "Words to look for, in any form and language.")
    {
        Length = (1, DealFilter.SearchAtMost),
        Example = "heat",
    };
    private static readonly ApiParameter Kind = new("kind", "Whether somebody has it, or looks for it.")
    {
        Values = Code.All<OfferKind>(),
    };
    private static readonly ApiParameter Subject = new("subject", "What it is about.")
    {
        Values = Code.All<OfferSubject>(),
    };
    private static readonly ApiParameter Area = new("area", "The identifier of a policy area.") { Example = "energy" };
    private static readonly ApiParameter City = new("city", "The identifier of the city in which it is.")
    {
        Example = "espoo",
    };
    private static readonly ApiParameter On = new(
        "on",
        "A day on which it holds: not before its first, not after its last."
    )
    {
        Pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        Example = "2027-01-31",
    };

    /// <summary>Those that choose, as the list and its files take them.</summary>
    internal static readonly IReadOnlyList<ApiParameter> Choosing = [Words, Kind, Subject, Area, City, On];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/v1/offers", ListAsync)
            .ReadsApi<ApiList<OfferResource>>(
                "listOffers",
                Tag,
                "Offers and needs that everybody may read, the newest first.",
                [.. Choosing, Limit, ApiParameter.After]
            );
        routes
            .MapGet("/api/v1/offers/{id}", OneAsync)
            .ReadsApi<OfferResource>(
                "getOffer",
                Tag,
                "One offer or need. Whoever wants to know more is introduced by the city's contact.",
                new ApiParameter("id", "Its identifier, as it stands in `id`.")
                {
                    InPath = true,
                    Example = "example-offer",
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
        // The thirtieth of February is written as days are, and none.
        if (http.Request.Query[On.Name].LastOrDefault() is { } on && !PartialDate.TryParseDay(on, out _))
            errors.Add(On.Unknown(on));
        return errors;
    }

    /// <summary>What everybody reads now.</summary>
    internal static IQueryable<Offer> Shown(AppDb db, TimeProvider time) =>
        OfferRights.Public(db.Offers, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));

    private static async Task<IResult> ListAsync(HttpContext http, AppDb db, PageTags tags, TimeProvider time)
    {
        tags.Add("offers", "cities", "organisations");
        var errors = await CheckAsync(http, db);
        var filter = OfferFilter.Parse(http.Request.Query);
        if (
            http.Request.Query["after"].LastOrDefault() is { } after
            && (
                filter.After is null
                || !await db.Offers.AnyAsync(o => o.Identifier == filter.After, http.RequestAborted)
            )
        )
            errors.Add(ApiParameter.BadCursor(after));
        if (errors.Count > 0)
            return Problems.Misread(http, errors);
        var list = await OfferList.LoadAsync(
            db,
            Shown(db, time),
            filter,
            Limit.Number(http.Request),
            http.RequestAborted
        );
        var names = await OfferList.OtherNamesAsync(
            db,
            filter.Search.Length == 0 ? null : SearchQuery.Read(filter.Search),
            Language.English,
            list.Rows,
            http.RequestAborted
        );
        return ApiRoutes.ListOf(
            http,
            [.. list.Rows.Select(o => OfferResource.Of(o, http.Request, names.GetValueOrDefault(o.Id)?.Through))],
            list.Total,
            list.Next
        );
    }

    private static async Task<IResult> OneAsync(string id, HttpContext http, AppDb db, PageTags tags, TimeProvider time)
    {
        tags.Add("offer:" + id, "cities", "organisations");
        var offer = await OfferList
            .Ordered(Shown(db, time))
            .FirstOrDefaultAsync(o => o.Identifier == id, http.RequestAborted);
        return offer is null
            ? Problems.NotFound(http, new Refusal("offer-not-found"))
            : Results.Ok(OfferResource.Of(offer, http.Request));
    }
}
