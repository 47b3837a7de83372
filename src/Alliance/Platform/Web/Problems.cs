using System.Text.Json.Nodes;
using Alliance.Platform.Texts;
using Microsoft.Net.Http.Headers;

namespace Alliance.Platform.Web;

/// <summary>What is wrong with one parameter of an address.</summary>
/// <param name="Expected">What would be right: the possible values, or how a value looks.</param>
public sealed record ParameterError(string Parameter, Refusal Refusal, IReadOnlyList<string> Expected);

/// <summary>
/// What programs get when something is refused or fails: ProblemDetails (RFC 9457) with a stable <c>code</c> and, in
/// <c>detail</c>, the reason in the language that the request prefers.
/// </summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    /// <summary>Every problem that says nothing more gets the code of its status.</summary>
    public static void Complete(ProblemDetailsContext context)
    {
        var (http, problem) = (context.HttpContext, context.ProblemDetails);
        problem.Extensions.Remove("exception");
        var language = Addresses.LanguageOf(http);
        if (!problem.Extensions.ContainsKey("code"))
        {
            var refusal = new Refusal(CodeOf(problem.Status ?? http.Response.StatusCode));
            problem.Extensions["code"] = refusal.Code;
            problem.Detail = refusal.In(language);
        }
        http.Response.Headers.ContentLanguage = language.Code;
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
    }

    /// <summary>The thing that the address names is not there.</summary>
    public static IResult NotFound(HttpContext http, Refusal refusal) =>
        Of(http, StatusCodes.Status404NotFound, refusal);

    /// <summary>Nobody knows who asks; the header says what is wanted (RFC 6750, 3).</summary>
    public static IResult Unknown(HttpContext http, Refusal refusal)
    {
        http.Response.Headers.WWWAuthenticate =
            refusal.Code == "token-missing" ? "Bearer" : "Bearer error=\"invalid_token\"";
        return Of(http, StatusCodes.Status401Unauthorized, refusal);
    }

    /// <summary>What was sent was understood and not done; where fields are wrong, each is named.</summary>
    public static IResult Refused(HttpContext http, int status, Refusal refusal)
    {
        var language = Addresses.LanguageOf(http);
        var fields = refusal.Fields.Select(f => new JsonObject
        {
            ["field"] = f.Field,
            ["code"] = f.Why.Code,
            ["message"] = f.Why.In(language),
        });
        return Of(http, status, refusal, "fields", refusal.Fields.Count == 0 ? null : new JsonArray([.. fields]));
    }

    /// <summary>It cannot be had now.</summary>
    public static IResult Unavailable(HttpContext http, Refusal refusal) =>
        Of(http, StatusCodes.Status503ServiceUnavailable, refusal);

    /// <summary>The address cannot be understood; the first error speaks for all.</summary>
    public static IResult Misread(HttpContext http, params IReadOnlyList<ParameterError> errors)
    {
        var language = Addresses.LanguageOf(http);
        return Of(
            http,
            StatusCodes.Status400BadRequest,
            errors[0].Refusal,
            "errors",
            new JsonArray([
                .. errors.Select(e => new JsonObject
                {
                    ["parameter"] = e.Parameter,
                    ["code"] = e.Refusal.Code,
                    ["message"] = e.Refusal.In(language),
                    ["expected"] = new JsonArray([.. e.Expected.Select(x => JsonValue.Create(x))]),
                }),
            ])
        );
    }

    private static IResult Of(
        HttpContext http,
        int status,
        Refusal refusal,
        string member = "",
        JsonArray? errors = null
    )
    {
        var more = new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = refusal.Code };
        if (errors is not null)
            more[member] = errors;
        return Results.Problem(statusCode: status, detail: refusal.In(Addresses.LanguageOf(http)), extensions: more);
    }

    private static string CodeOf(int status) =>
        status switch
        {
            StatusCodes.Status404NotFound => "not-found",
            StatusCodes.Status405MethodNotAllowed => "method-not-allowed",
            StatusCodes.Status415UnsupportedMediaType => "unsupported-media-type",
            StatusCodes.Status429TooManyRequests => "too-many-requests",
            StatusCodes.Status503ServiceUnavailable => "busy",
            >= 500 => "internal-error",
            _ => "bad-request",
        };
}
