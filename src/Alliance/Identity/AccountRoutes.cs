using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.AspNetCore.Authorization;

namespace Alliance.Identity;

internal static class AccountRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/{Lang:lang}/account/data.json",
                [Authorize]
                async (HttpContext http, AppDb db, IEnumerable<IKeepPersons> others, CancellationToken cancel) =>
                {
                    http.Response.Headers.CacheControl = "no-store";
                    http.Response.Headers.ContentDisposition = "attachment; filename=\"alliance-my-data.json\"";
                    var data = await MyData.ReadAsync(db, others, ActingPerson.IdOf(http.User)!.Value, cancel);
                    return Results.Json(data, JsonColumn.Options);
                }
            )
            .ExcludeFromDescription();
}
