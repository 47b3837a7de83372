using System.Globalization;
using Alliance.Platform.Texts;

namespace Alliance.Platform.Web;

/// <summary>A page of a list.</summary>
/// <param name="Items">In the list's order.</param>
/// <param name="Total">How many items the whole list has, on all pages.</param>
/// <param name="Next">The address of the next page; absent on the last.</param>
public sealed record ApiList<T>(IReadOnlyList<T> Items, int Total, string? Next);

/// <summary>A page of a list that may be so long that counting it takes longer than reading a page of it.</summary>
/// <param name="Items">In the list's order.</param>
/// <param name="Total">How many items the whole list has, on all pages; on the first page alone, and absent on the others, and where a list does not count so many.</param>
/// <param name="Next">The address of the next page; absent on the last.</param>
public sealed record LongApiList<T>(IReadOnlyList<T> Items, int? Total, string? Next);

/// <summary>What <c>application/problem+json</c> holds, for the description of the API; <see cref="Problems"/> writes it.</summary>
/// <param name="Code">Stable, in kebab case; programs look at this.</param>
/// <param name="Detail">The reason in the language that <c>Accept-Language</c> prefers.</param>
/// <param name="Errors">What is wrong with which parameter.</param>
/// <param name="Fields">What is wrong with which field of what was sent.</param>
public sealed record ApiProblem(
    string? Type,
    string Title,
    int Status,
    string? Detail,
    string Code,
    IReadOnlyList<ApiParameterProblem>? Errors,
    IReadOnlyList<ApiFieldProblem>? Fields,
    string? TraceId
);

/// <summary>What is wrong with one field of what was sent.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Code">Stable, in kebab case.</param>
/// <param name="Message">The same in the reader's language.</param>
public sealed record ApiFieldProblem(string Field, string Code, string Message);

/// <summary>What is wrong with one parameter.</summary>
/// <param name="Parameter">The parameter's name.</param>
/// <param name="Code">Stable, in kebab case.</param>
/// <param name="Message">The same in the reader's language.</param>
/// <param name="Expected">What would be right.</param>
public sealed record ApiParameterProblem(string Parameter, string Code, string Message, IReadOnlyList<string> Expected);

/// <summary>How every address of the API is described, so that all of them behave alike.</summary>
/// <remarks>
/// They are mapped where they are answered, by <c>MapGet("/api/v1/…", AnswerAsync)</c>: the compiler writes what reads the
/// request. Handed on as a <see cref="Delegate"/>, each would be compiled anew at every start.
/// </remarks>
internal static class ApiRoutes
{
    public const string Root = "/api/v1";

    /// <summary>
    /// A reading address: described, cached as pages are, and refusing what it does not know.
    /// </summary>
    public static RouteHandlerBuilder ReadsApi<TAnswer>(
        this RouteHandlerBuilder route,
        string name,
        string tag,
        string summary,
        params IReadOnlyList<ApiParameter> parameters
    ) => route.Reads(name, tag, summary, parameters).Produces<TAnswer>();

    /// <summary>Such an address that answers a text which is no JSON.</summary>
    public static RouteHandlerBuilder ReadsApiText(
        this RouteHandlerBuilder route,
        string name,
        string tag,
        string summary
    ) => route.Reads(name, tag, summary, []).Produces<string>(contentType: "text/plain");

    private static RouteHandlerBuilder Reads(
        this RouteHandlerBuilder route,
        string name,
        string tag,
        string summary,
        IReadOnlyList<ApiParameter> parameters
    ) =>
        route
            .WithName(name)
            .WithTags(tag)
            .WithSummary(summary)
            .Takes(parameters)
            .Keep()
            .Produces<ApiProblem>(StatusCodes.Status400BadRequest, Problems.ContentType)
            .Produces<ApiProblem>(StatusCodes.Status429TooManyRequests, Problems.ContentType);

    /// <summary>A writing address: by a token, once for each key, described with an example.</summary>
    public static RouteHandlerBuilder WritesApi<TBody, TAnswer>(
        this RouteHandlerBuilder route,
        string name,
        string tag,
        string summary,
        TBody example
    )
        where TBody : notnull
    {
        route
            .WithName(name)
            .WithTags(tag)
            .WithSummary(summary)
            .Takes([IdempotencyKey.Parameter])
            .WithMetadata(new ApiExample(example))
            .Accepts<TBody>("application/json")
            .Produces<TAnswer>(StatusCodes.Status201Created);
        foreach (var status in (int[])[400, 401, 403, 409, 415, 422, 429])
            route.Produces<ApiProblem>(status, Problems.ContentType);
        return route;
    }

    /// <summary>Such an address for one thing, which may not be there.</summary>
    public static RouteHandlerBuilder MayBeMissing(this RouteHandlerBuilder route) =>
        route.Produces<ApiProblem>(StatusCodes.Status404NotFound, Problems.ContentType);

    /// <summary>Refuses every parameter that is not among these, and every value that cannot be one.</summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder route, IReadOnlyList<ApiParameter> parameters) =>
        route
            .WithMetadata(new ApiParameters(parameters))
            .AddEndpointFilter(
                async (context, next) =>
                    ApiParameter.Check(context.HttpContext.Request.Query, parameters) is { Count: > 0 } errors
                        ? Problems.Misread(context.HttpContext, errors)
                        : await next(context)
            );

    /// <summary>The whole address of something in the API.</summary>
    public static string AddressOf(HttpRequest request, string path) => $"{SiteOf(request)}{Root}/{path}";

    /// <summary>The same page in every language.</summary>
    public static IReadOnlyDictionary<string, string> PagesOf(HttpRequest request, string path) =>
        Language.Offered.ToDictionary(l => l.Code, l => $"{SiteOf(request)}/{l.Code}/{path}");

    public static string SiteOf(HttpRequest request) => $"{request.Scheme}://{request.Host}{request.PathBase}";

    /// <summary>The answer for a page of a list; where there is a next one, its address is in <c>Link</c> too.</summary>
    /// <param name="place">The parameter that says where a page begins, if it is not a cursor.</param>
    public static IResult ListOf<T>(
        HttpContext http,
        IReadOnlyList<T> items,
        int total,
        string? cursor,
        ApiParameter? place = null
    ) => Results.Ok(new ApiList<T>(items, total, NextOf(http, cursor, place ?? ApiParameter.After)));

    /// <summary>The same for a list that is counted with its first page alone.</summary>
    public static IResult LongListOf<T>(HttpContext http, IReadOnlyList<T> items, int? total, string? cursor) =>
        Results.Ok(new LongApiList<T>(items, total, NextOf(http, cursor, ApiParameter.After)));

    /// <summary>Where a page begins, where within one thing a number is place enough.</summary>
    /// <param name="after">0 for the first page.</param>
    /// <param name="error">Answered where it is none of ours.</param>
    public static bool TryReadNumber(HttpContext http, out int after, out IResult error)
    {
        var asked = http.Request.Query["after"].LastOrDefault();
        (after, error) = (0, Results.Empty);
        if (
            string.IsNullOrWhiteSpace(asked)
            || int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out after)
        )
            return true;
        error = Problems.Misread(http, ApiParameter.BadCursor(asked));
        return false;
    }

    public static string PlaceOf(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether an answer is a page of a list.</summary>
    public static bool IsList(Type? answer) =>
        answer is { IsGenericType: true }
        && (
            answer.GetGenericTypeDefinition() == typeof(ApiList<>)
            || answer.GetGenericTypeDefinition() == typeof(LongApiList<>)
        );

    private static string? NextOf(HttpContext http, string? cursor, ApiParameter place)
    {
        if (cursor is null)
            return null;
        var query = http
            .Request.Query.Where(q => q.Key != place.Name)
            .SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value))
            .Append(new(place.Name, cursor));
        var next = $"{SiteOf(http.Request)}{http.Request.Path}{QueryString.Create(query)}";
        http.Response.Headers.Link = $"<{next}>; rel=\"next\"";
        return next;
    }
}

/// <summary>A body that a writing address takes, for its description.</summary>
internal sealed record ApiExample(object Body);

/// <summary>What an address takes, for its description.</summary>
internal sealed record ApiParameters(IReadOnlyList<ApiParameter> All);
