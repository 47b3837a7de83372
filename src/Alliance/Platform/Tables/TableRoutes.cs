using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;

namespace Alliance.Platform.Tables;

/// <summary>What an address asks for: the rows in their order, and what of it cannot be understood.</summary>
internal sealed record Rows<T>(IAsyncEnumerable<T> All, IReadOnlyList<ParameterError> Errors);

internal static class TableRoutes
{
    /// <summary>
    /// Offers a list as files, whole: below <c>/{lang}/</c> for people, in their language and as tolerant as the page;
    /// below <c>/api/v1/</c> for programs, with field names and codes, and refusing what it does not know.
    /// </summary>
    /// <param name="page">The page's address below the language.</param>
    /// <param name="resource">The list's address in the API.</param>
    public static void MapTable<T>(
        this IEndpointRouteBuilder routes,
        Table<T> table,
        string page,
        string resource,
        string tag,
        string summary,
        Func<HttpContext, AppDb, Task<Rows<T>>> ask,
        IReadOnlyList<ApiParameter> parameters
    )
    {
        foreach (var ending in TableFile.Endings)
        {
            routes
                .MapGet(
                    $"/{{Lang:lang}}/{page}.{ending}",
                    async (HttpContext http, AppDb db, Reader reader) =>
                        await TableFile.WriteAsync(http, table, (await ask(http, db)).All, page, ending, reader)
                )
                .Stream()
                .ExcludeFromDescription();
            routes
                .MapGet(
                    $"{ApiRoutes.Root}/{resource}.{ending}",
                    async Task<IResult> (HttpContext http, AppDb db) =>
                    {
                        var rows = await ask(http, db);
                        if (rows.Errors.Count > 0)
                            return Problems.Misread(http, rows.Errors);
                        await TableFile.WriteAsync(http, table, rows.All, resource, ending, null);
                        return Results.Empty;
                    }
                )
                .WithName(
                    $"export{char.ToUpperInvariant(resource[0])}{resource[1..]}{char.ToUpperInvariant(ending[0])}{ending[1..]}"
                )
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
        }
    }
}
