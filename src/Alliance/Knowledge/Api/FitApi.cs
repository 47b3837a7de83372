using Alliance.Knowledge.Fit;
using Alliance.Knowledge.Replications;
using Alliance.Platform.Data;
using Alliance.Platform.Web;

namespace Alliance.Knowledge.Api;

/// <summary>How it is weighed whether a practice or a deal fits a city. What cities answer is their own and is not handed out.</summary>
/// <param name="Version">Of the weights.</param>
/// <param name="Cap">More than this the number is not, as long as a part of high importance is a strong obstacle without a remedy; of 100.</param>
/// <param name="Groups">What is weighed; all groups together weigh 100.</param>
/// <param name="Calibration">Whether anybody can say yet what such a number is worth.</param>
public sealed record FitResource(
    string Version,
    decimal Cap,
    IReadOnlyList<FitGroupResource> Groups,
    FitCalibration Calibration
);

/// <summary>Questions that weigh together.</summary>
/// <param name="Group">What they are about.</param>
/// <param name="Weight">Of 100.</param>
/// <param name="Questions">In the order in which they are asked.</param>
public sealed record FitGroupResource(FitGroup Group, decimal Weight, IReadOnlyList<FitQuestion> Questions);

/// <summary>The number is not calibrated before enough outcomes are known.</summary>
/// <param name="Outcomes">Public replications of which a result or the reason for giving up is known.</param>
/// <param name="Needed">So many are needed.</param>
public sealed record FitCalibration(int Outcomes, int Needed);

internal static class FitApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/v1/fit", OneAsync)
            .ReadsApi<FitResource>(
                "getFit",
                "Replications",
                "How it is weighed whether something fits a city, and how many outcomes are known by which the weights could be calibrated."
            );

    private static async Task<IResult> OneAsync(HttpContext http, AppDb db, PageTags tags)
    {
        tags.Add("replications", "deals");
        var weights = FitWeights.Current;
        return Results.Ok(
            new FitResource(
                weights.Version,
                weights.Cap,
                [
                    .. weights.Groups.Select(g => new FitGroupResource(
                        g.Group,
                        g.Weight,
                        [.. g.Questions.Select(q => q.Question)]
                    )),
                ],
                new FitCalibration(await ReplicationStatistics.OutcomesAsync(db, http.RequestAborted), weights.Outcomes)
            )
        );
    }
}
