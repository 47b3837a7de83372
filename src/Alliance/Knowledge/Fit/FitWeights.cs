using Alliance.Knowledge.Told;
using Alliance.Platform.Data;

namespace Alliance.Knowledge.Fit;

/// <param name="Share">Of its group, beside the others there.</param>
/// <param name="Plain">One of the five that are asked first.</param>
public sealed record WeighedQuestion(FitQuestion Question, decimal Share, bool Plain = false);

/// <param name="Weight">All groups together weigh 100.</param>
/// <param name="Parts">How much of it the parts of a practice have together, where it has any.</param>
/// <param name="Changeable">A city can do something about it; how far north it lies it cannot change.</param>
public sealed record WeighedGroup(
    FitGroup Group,
    decimal Weight,
    IReadOnlyList<WeighedQuestion> Questions,
    decimal Parts = 0,
    bool Changeable = false
);

/// <summary>
/// How much hangs on what: data with a version (<see cref="FitVersions"/>), chosen by hand and not calibrated by anything.
/// </summary>
/// <param name="Version">Given once.</param>
/// <param name="Cap">More it is not, as long as a part of high importance is a strong obstacle without a remedy.</param>
/// <param name="Outcomes">From so many known outcomes on the weights can be calibrated.</param>
/// <param name="Importance">What a part weighs beside the other parts.</param>
/// <param name="Groups">In the order in which they are asked.</param>
public sealed record FitWeights(
    string Version,
    decimal Cap,
    int Outcomes,
    IReadOnlyDictionary<Importance, decimal> Importance,
    IReadOnlyList<WeighedGroup> Groups
)
{
    public const int VersionLength = 40;

    /// <summary>
    /// Everything that is weighed for a subject with these parts. The weights of a group's points are what the group weighs together, however many
    /// parts there are.
    /// </summary>
    public IReadOnlyList<FitPoint> Points(IReadOnlyList<PracticeComponent> parts) =>
        [.. Groups.SelectMany(g => Asked(g, parts.Count > 0).Concat(Weighed(g, parts)))];

    private static IEnumerable<FitPoint> Asked(WeighedGroup group, bool hasParts)
    {
        var weight = group.Weight * (hasParts ? 1 - group.Parts : 1);
        var shares = group.Questions.Sum(q => q.Share);
        return group.Questions.Select(q => new FitPoint(
            Code.Of(q.Question),
            group.Group,
            weight * q.Share / shares,
            group.Changeable,
            q.Question,
            null,
            q.Plain
        ));
    }

    private IEnumerable<FitPoint> Weighed(WeighedGroup group, IReadOnlyList<PracticeComponent> parts)
    {
        if (group.Parts == 0)
            return [];
        var shares = parts.Sum(p => Importance[p.Importance]);
        return parts.Select(p => new FitPoint(
            FitPoint.PartKey(p.Key),
            group.Group,
            group.Weight * group.Parts * Importance[p.Importance] / shares,
            group.Changeable,
            null,
            p
        ));
    }
}

/// <summary>One thing that is weighed: a question, or a part of the practice.</summary>
/// <param name="Key">Its name in forms and in what is stored: <c>mandate</c>, <c>part-k2</c>.</param>
/// <param name="Weight">Of 100.</param>
/// <param name="Changeable">A city can do something about it.</param>
/// <param name="Question">Null for a part.</param>
/// <param name="Part">Null for a question.</param>
/// <param name="IsPlain">One of the five that are asked first.</param>
public sealed record FitPoint(
    string Key,
    FitGroup Group,
    decimal Weight,
    bool Changeable,
    FitQuestion? Question,
    PracticeComponent? Part,
    bool IsPlain = false
)
{
    public static string PartKey(string part) => "part-" + part;

    /// <summary>The field in which a part's remedy is typed.</summary>
    public string RemedyKey => "remedy-" + Part?.Key;
}
