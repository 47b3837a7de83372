using Alliance.Deals;
using Alliance.Platform;
using Alliance.Platform.Web;
using Alliance.Transparency.Handing;
using Alliance.Transparency.Log;

namespace Alliance.Transparency.Api;

/// <summary>Deals and practices as signed packages, for other installations.</summary>
internal static class PackagesApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/v1/deals/{id}/package", DealAsync)
            .ReadsApi<SignedPackage>(
                "getDealPackage",
                "Deals",
                "The deal's newest version in a signed file, with what the log says of it: another installation checks it and takes it over.",
                new ApiParameter("id", "The deal's identifier, as it stands in `id`.")
                {
                    InPath = true,
                    Example = "ma-11",
                }
            )
            .MayBeMissing()
            .Produces<ApiProblem>(StatusCodes.Status409Conflict, Problems.ContentType);
        routes
            .MapGet("/api/v1/practices/{id}/package", PracticeAsync)
            .ReadsApi<SignedPackage>(
                "getPracticePackage",
                "Practices",
                "The practice in a signed file, with the deals it was written of and what the log says of them: another installation checks it and takes it over.",
                new ApiParameter("id", "The practice's identifier, as it stands in `id`.")
                {
                    InPath = true,
                    Example = "three-light-promises",
                }
            )
            .MayBeMissing()
            .Produces<ApiProblem>(StatusCodes.Status409Conflict, Problems.ContentType);
    }

    private static async Task<IResult> DealAsync(string id, HttpContext http, MakePackage make, PageTags tags)
    {
        tags.Add("deals", "deal:" + id, "cities", AppendToLog.Tag);
        return Answer(http, await make.DealAsync(id, http.RequestAborted));
    }

    private static async Task<IResult> PracticeAsync(string id, HttpContext http, MakePackage make, PageTags tags)
    {
        tags.Add("practice:" + id, "cities", "deals", AppendToLog.Tag);
        return Answer(http, await make.PracticeAsync(id, http.RequestAborted));
    }

    private static IResult Answer(HttpContext http, Outcome<SignedPackage> made) =>
        made.Match(
            package => Results.Ok(package),
            why =>
                why.Code == InEnglish.Missing
                    ? Problems.Refused(http, StatusCodes.Status409Conflict, why)
                    : Problems.NotFound(http, why)
        );
}
