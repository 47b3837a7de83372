using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alliance.Platform.Data;
using Alliance.Platform.Web;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Alliance.Site.Api;

/// <summary>
/// The description of the API (OpenAPI 3.1) at <c>/openapi/v1.json</c>. The framework describes addresses and our own
/// records; documents of the open format are described by the format's own schemas, so that there is one truth about them.
/// </summary>
internal static class ApiDescription
{
    private const string Name = "v1";
    private const string Token = "token";

    private const string About = """
        Everything that the pages of this register show, for programs. Reading needs no key and costs nothing; pages of
        any other site may read it too (CORS).

        **Documents.** An item is its document of the [open deal format](/schemas/), with `url`, `links` and sometimes
        `counts` added. What is not known is left out: there is no `null`. Texts name their `authentic` language; the
        other languages are translations.

        **Lists** answer `items`, `total` and, where there is more, `next`: the whole address of the next page, also in
        the header `Link` (`rel="next"`). Pages go on by key, so that nothing is skipped or met twice when records come
        and go meanwhile.

        **Refusals.** An unknown, empty or repeated parameter and an unknown value are refused (400), not ignored. Problems are
        `application/problem+json` (RFC 9457) with a stable `code`, and with `errors` that say for each parameter what
        would be right, in the language of `Accept-Language`.

        **Writing** needs an access token, which a person makes in the workspace for some of the organisations or cities he or she acts
        for. It never can more than its person at that moment. `Idempotency-Key` names a request: sent again with the same key and
        body within 24 hours, it is answered as before and nothing is recorded again. What was refused has done nothing, and may come
        again, corrected, under the same key. A refusal names in `fields` what is wrong at which field.

        **Again and again.** Answers carry an `ETag`; ask with `If-None-Match`, and 304 says that nothing changed. Who
        asks too much gets 429 and, in `Retry-After`, the seconds to wait.

        **Licence.** The compilation is under CC BY 4.0: use it as you like and name the source. What a source said stays
        the source's.
        """;

    public static IServiceCollection AddApiDescription(this IServiceCollection services) =>
        services.AddOpenApi(
            Name,
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.ShouldInclude = api => api.ActionDescriptor.EndpointMetadata.OfType<ApiParameters>().Any();
                options.CreateSchemaReferenceId = type => NameOf(type.Type);
                options.AddOperationTransformer(DescribeAsync);
            }
        );

    public static void Map(IEndpointRouteBuilder routes)
    {
        // The same for everybody until the program is replaced, so it is made once.
        Task<string>? made = null;
        routes
            .MapGet(
                "/openapi/v1.json",
                async (HttpContext http) =>
                {
                    var text = await (made ??= MakeAsync(http.RequestServices));
                    return Results.Text(text, "application/json");
                }
            )
            .Keep();
    }

    private static async Task<string> MakeAsync(IServiceProvider services)
    {
        var document = await services
            .GetRequiredKeyedService<IOpenApiDocumentProvider>(Name)
            .GetOpenApiDocumentAsync(CancellationToken.None);
        var json = JsonNode.Parse(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1))!.AsObject();
        json["info"] = new JsonObject
        {
            ["title"] = "Alliance: the open register of Local Green Deals",
            ["version"] = "1",
            ["description"] = About,
            ["contact"] = new JsonObject { ["name"] = "Whoever runs this Alliance: see the imprint" },
            ["license"] = new JsonObject { ["name"] = "CC BY 4.0", ["identifier"] = "CC-BY-4.0" },
        };
        json["servers"] = new JsonArray(new JsonObject { ["url"] = "/" });
        json["tags"] = new JsonArray([
            .. json["paths"]!
                .AsObject()
                .Select(p => p.Value!["get"]!["tags"]![0]!.GetValue<string>())
                .Distinct()
                .Select(t => new JsonObject { ["name"] = t, ["description"] = TagMeaning(t) }),
        ]);
        ApiSchemas.Complete(json);
        // What writes takes a token, and there is no other way in.
        foreach (var (_, path) in json["paths"]!.AsObject())
            if (path!["post"] is JsonObject writing)
                writing["security"] = new JsonArray(new JsonObject { [Token] = new JsonArray() });
        json["components"]!["securitySchemes"] = new JsonObject
        {
            [Token] = new JsonObject
            {
                ["type"] = "http",
                ["scheme"] = "bearer",
                ["description"] = "An access token of a person, made at `/en/workspace/tokens`.",
            },
        };
        return json.ToJsonString(JsonColumn.Options);
    }

    private static string TagMeaning(string tag) =>
        tag switch
        {
            "Deals" => "Agreements: who promised what, by when, according to which source.",
            "Measurements" => "What came of promises, period by period.",
            "Reports" => "What parties say of their promises, period by period.",
            "Obstacles" => "What stands in the way of promises, to whom it was taken, and what was answered.",
            "Indicators" => "What promises are counted by.",
            "Practices" => "Good practices, lessons and failures, told so that other cities can learn from them.",
            "Replications" => "Deals and practices that cities took over from each other, and what came of it.",
            "Publications" => "What the leadership group publishes, edition by edition, as each was frozen.",
            "Offers" => "What cities and their organisations have to give, and what they look for.",
            "Sprints" =>
                "Knowledge exchange sprints: some days in one city, at which cities and their guests look at deals together.",
            "Open boards" => "What cities ask their residents and firms, and what is suggested there.",
            "Roadmaps" => "What cities want to reach, what stands in the way, and which deals work on it.",
            "Menu" => "Ready promises to draft a deal from.",
            "Search" => "The same words in all kinds of records.",
            "Totals" => "What is counted, and how: see /en/counting.",
            "Cities" => "Cities with their programmes and targets.",
            "Organisations" => "Whoever takes part in a deal.",
            "Projects" => "Funded projects from which deals came.",
            "Policy areas" => "The shared list of areas.",
            "Collections" => "How the facts were gathered.",
            "Log" => "The append-only log of what was released, signed and ended, with proofs: see /en/log.",
            _ => throw new InvalidOperationException($"The tag {tag} is not described."),
        };

    /// <summary><c>DealResource</c> is a <c>Deal</c>, a list of them a <c>DealList</c>; plain types stay where they are.</summary>
    private static string? NameOf(Type type)
    {
        if (ApiRoutes.IsList(type))
            return NameOf(type.GetGenericArguments()[0]) + "List";
        if (type.Namespace?.StartsWith(nameof(Alliance), StringComparison.Ordinal) != true || type.IsEnum)
            return null;
        return type.Name.Replace("Resource", "", StringComparison.Ordinal);
    }

    private static Task DescribeAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var parameters = context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiParameters>().Single().All;
        operation.Description ??= operation.Summary;
        operation.Parameters = [.. parameters.Select(Parameter)];
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiExample>().FirstOrDefault() is { } example)
            Write(operation, example);
        foreach (var (status, answer) in operation.Responses ?? [])
        {
            answer.Description = status switch
            {
                "200" => "Found; for a list, perhaps empty.",
                "201" => "Recorded: now, or before under the same key.",
                "400" => "A parameter or value is unknown, missing, empty or too much; `errors` says which, and what "
                    + "would be right.",
                "401" => "The token is missing, unknown, revoked or expired.",
                "403" => "The token's person may not do this now, or the token is not for this place.",
                "404" => "It does not exist (any more).",
                "409" =>
                    "There is another one already, or a newer one, or numbers of the deal are being taken in from a file; "
                        + "nothing was recorded.",
                "415" => "The body is no JSON.",
                "422" =>
                    "The body cannot be taken; `fields` says what is wrong where. Or the key was used for another body.",
                "429" => "Asked too often; come back after the seconds in `Retry-After`.",
                "503" => "Too many files are being written just now; come back after the seconds in `Retry-After`.",
                _ => answer.Description,
            };
            if (answer is OpenApiResponse own)
                own.Headers = Headers(
                    status,
                    // Files flow as they are made, and have none.
                    kept: own.Content?.Keys.Any(t => t is "application/json" or "text/plain") == true,
                    list: context.Description.SupportedResponseTypes.Any(t => ApiRoutes.IsList(t.Type))
                );
        }
        return Task.CompletedTask;
    }

    private static Dictionary<string, IOpenApiHeader> Headers(string status, bool kept, bool list)
    {
        var headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
        void Add(string name, string description, JsonSchemaType type = JsonSchemaType.String) =>
            headers[name] = new OpenApiHeader
            {
                Description = description,
                Schema = new OpenApiSchema { Type = type },
            };
        if (status == "200" && kept)
            Add("ETag", "Names this content, for `If-None-Match`.");
        if (status == "200" && list)
            Add("Link", "The next page (`rel=\"next\"`), where there is one.");
        if (status == "201")
            Add("Location", "The address of what was recorded.");
        if (status == "401")
            Add("WWW-Authenticate", "`Bearer`, with the error where there was a token.");
        if (status is "429" or "503")
            Add("Retry-After", "Seconds to wait.", JsonSchemaType.Integer);
        return headers;
    }

    private static void Write(OpenApiOperation operation, ApiExample example)
    {
        var body = (OpenApiRequestBody)operation.RequestBody!;
        body.Required = true;
        body.Description = "What is recorded.";
        body.Content!["application/json"].Example = JsonSerializer.SerializeToNode(example.Body, JsonColumn.Options);
    }

    private static IOpenApiParameter Parameter(ApiParameter parameter)
    {
        var value = new OpenApiSchema
        {
            Type = parameter.Range is null ? JsonSchemaType.String : JsonSchemaType.Integer,
            Pattern = parameter.Pattern,
            MinLength = parameter.Length?.Least,
            MaxLength = parameter.Length?.Most,
            Minimum = parameter.Range?.Least.ToString(CultureInfo.InvariantCulture),
            Maximum = parameter.Range?.Most.ToString(CultureInfo.InvariantCulture),
            Default = parameter.Default is { } usual ? JsonValue.Create(usual) : null,
            Enum = parameter.Values.Count == 0 ? null : [.. parameter.Values.Select(v => JsonValue.Create(v))],
        };
        return new OpenApiParameter
        {
            Name = parameter.Name,
            In =
                parameter.InPath ? ParameterLocation.Path
                : parameter.InHeader ? ParameterLocation.Header
                : ParameterLocation.Query,
            Required = parameter.InPath || parameter.Required,
            Description = parameter.Description,
            Schema = parameter.Several
                ? new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Items = value,
                    MaxItems = ApiParameter.MostValues,
                }
                : value,
            Style = parameter.Several ? ParameterStyle.Form : null,
            Explode = parameter.Several,
            Example =
                parameter.Example is not { } example ? null
                : parameter.Several ? new JsonArray(JsonValue.Create(example))
                : parameter.Range is null ? JsonValue.Create(example)
                : JsonValue.Create(int.Parse(example, CultureInfo.InvariantCulture)),
        };
    }
}
