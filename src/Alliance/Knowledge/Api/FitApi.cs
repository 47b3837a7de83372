using Alliance.Knowledge.Fit;
using Alliance.Knowledge.Replications;
using Alliance.Knowledge.Told;
using Alliance.Platform.Data;
using Alliance.Platform.Web;

namespace Alliance.Knowledge.Api;

/// <summary>How it is weighed whether a practice or a deal fits a city. What cities answer is their own and is not handed out.</summary>
/// <param name="Version">Of the weights by which cities answer now.</param>
/// <param name="Versions">All that ever held, the oldest first: what a city answered is read by the version by which it answered.</param>
/// <param name="Calibration">Whether anybody can say yet what such a number is worth.</param>
public sealed record FitResource(
    string Version,
    IReadOnlyList<FitWeightsResource> Versions,
    FitCalibration Calibration
);

/// <summary>A version of the weights. None is changed once cities answer by it.</summary>
/// <param name="Version">Its name, given once.</param>
/// <param name="Cap">More than this the number is not, as long as a part of high importance is a strong obstacle without a remedy; of 100.</param>
/// <param name="Importance">What the parts of a practice weigh beside each other.</param>
/// <param name="Groups">What is weighed; all groups together weigh 100.</param>
public sealed record FitWeightsResource(
    string Version,
    decimal Cap,
    FitImportanceResource Importance,
    IReadOnlyList<FitGroupResource> Groups
);

/// <summary>What a part weighs beside the other parts of its practice.</summary>
/// <param name="High">Without such a part the practice does not work.</param>
/// <param name="Medium">A part of medium importance.</param>
/// <param name="Low">A part of low importance.</param>
public sealed record FitImportanceResource(decimal High, decimal Medium, decimal Low);

/// <summary>Questions that weigh together.</summary>
/// <param name="Group">What they are about.</param>
/// <param name="Weight">Of 100.</param>
/// <param name="Parts">How much of that weight the parts of a practice have together, of 1, where it has any; the questions share the rest.</param>
/// <param name="Changeable">Whether a city can do something about it: only that can help most.</param>
/// <param name="Questions">In the order in which they are asked.</param>
public sealed record FitGroupResource(
    FitGroup Group,
    decimal Weight,
    decimal Parts,
    bool Changeable,
    IReadOnlyList<FitQuestionResource> Questions
);

/// <summary>A question that is asked of a city.</summary>
/// <param name="Question">What is asked.</param>
/// <param name="Share">Its share of what the questions of the group weigh, beside the shares of the others there, answered or not.</param>
/// <param name="Plain">Whether it is one of the five that are asked first.</param>
public sealed record FitQuestionResource(FitQuestion Question, decimal Share, bool Plain);

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
                "How it is weighed whether something fits a city, by every version of the weights, and how many outcomes are known by which they could be calibrated."
            );

    private static async Task<IResult> OneAsync(HttpContext http, AppDb db, FitVersions versions, PageTags tags)
    {
        tags.Add("replications", "deals");
        return Results.Ok(
            new FitResource(
                versions.Current.Version,
                [.. versions.All.Select(Of)],
                new FitCalibration(
                    await ReplicationStatistics.OutcomesAsync(db, http.RequestAborted),
                    versions.Current.Outcomes
                )
            )
        );
    }

    private static FitWeightsResource Of(FitWeights weights) =>
        new(
            weights.Version,
            weights.Cap,
            new FitImportanceResource(
                weights.Importance[Importance.High],
                weights.Importance[Importance.Medium],
                weights.Importance[Importance.Low]
            ),
            [
                .. weights.Groups.Select(g => new FitGroupResource(
                    g.Group,
                    g.Weight,
                    g.Parts,
                    g.Changeable,
                    [.. g.Questions.Select(q => new FitQuestionResource(q.Question, q.Share, q.Plain))]
                )),
            ]
        );
}
