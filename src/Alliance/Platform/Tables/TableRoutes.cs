using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;

namespace Alliance.Platform.Tables;

/// <summary>What an address asks for: the rows in their order, and what of it cannot be understood.</summary>
/// <param name="Missing">Where the thing that the rows belong to is not there.</param>
internal sealed record Rows<T>(IAsyncEnumerable<T> All, IReadOnlyList<ParameterError> Errors, Refusal? Missing = null);

internal static class TableRoutes
{
    /// <summary>
    /// Offers a list as files, whole: below <c>/{lang}/</c> for people, in their language and as tolerant as the page;
    /// below <c>/api/v1/</c> for programs, with field names and codes, and refusing what it does not know.
    /// </summary>
    /// <param name="page">The page's address below the language; null where no page shows the list.</param>
    /// <param name="resource">The list's address in the API.</param>
    public static void MapTable<T>(
        this IEndpointRouteBuilder routes,
        Table<T> table,
        string? page,
        string resource,
        string tag,
        string summary,
        Func<HttpContext, AppDb, Task<Rows<T>>> ask,
        IReadOnlyList<ApiParameter> parameters
    )
    {
        foreach (var ending in TableFile.Endings)
        {
            if (page is not null)
                routes
                    .MapGet(
                        $"/{{Lang:lang}}/{page}.{ending}",
                        async Task<IResult> (HttpContext http, AppDb db, Reader reader) =>
                        {
                            var rows = await ask(http, db);
                            if (rows.Missing is not null)
                                return Results.NotFound();
                            await TableFile.WriteAsync(http, table, rows.All, NameOf(http, page), ending, reader);
                            return Results.Empty;
                        }
                    )
                    .Stream()
                    .ExcludeFromDescription();
            var route = routes
                .MapGet(
                    $"{ApiRoutes.Root}/{resource}.{ending}",
                    async Task<IResult> (HttpContext http, AppDb db) =>
                    {
                        var rows = await ask(http, db);
                        if (rows.Missing is { } missing)
                            return Problems.NotFound(http, missing);
                        if (rows.Errors.Count > 0)
                            return Problems.Misread(http, rows.Errors);
                        await TableFile.WriteAsync(http, table, rows.All, NameOf(http, resource), ending, null);
                        return Results.Empty;
                    }
                )
                .WithName($"export{string.Concat(Words(resource).Append(ending).Select(Capital))}")
                .WithTags(tag)
                .WithSummary(
                    $"{summary} As {(ending == TableFile.Csv ? "CSV (UTF-8, RFC 4180)" : "an Excel file")}, whole."
                )
                .Takes(parameters)
                .Stream()
                .Produces<Stream>(contentType: TableFile.ContentType(ending).Split(';')[0])
                .Produces<ApiProblem>(StatusCodes.Status400BadRequest, Problems.ContentType)
                .Produces<ApiProblem>(StatusCodes.Status429TooManyRequests, Problems.ContentType)
                .Produces<ApiProblem>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType);
            if (parameters.Any(p => p.InPath))
                route.MayBeMissing();
        }
    }

    // "mvv-energie-deals" for "organisations/{id}/deals". What is there has an identifier that is safe in a header.
    private static string NameOf(HttpContext http, string path) =>
        string.Join(
            '-',
            path.Split('/')
                .Skip(path.Contains('{', StringComparison.Ordinal) ? 1 : 0)
                .Select(p => p is ['{', .. var key, '}'] ? $"{http.Request.RouteValues[key]}" : p)
        );

    private static IEnumerable<string> Words(string path) => path.Split('/', '-').Where(p => p is not ['{', ..]);

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
