using Alliance.Knowledge.Told;
using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Platform.Data;

namespace Alliance.Knowledge.Fit;

/// <summary>What is shown of results.</summary>
/// <param name="Any">Some are told at all.</param>
/// <param name="Best">How far the one was looked at that others looked at most; null where nothing is said of it.</param>
public sealed record ShownResults(bool Any, TrustLevel? Best)
{
    public static ShownResults Of(IReadOnlyList<PracticeResult> results) =>
        new(results.Count > 0, results.Select(r => r.Trust).Max());
}

/// <summary>A city that did it, beside the one that asks.</summary>
/// <param name="Distance">How unlike they are in people and place: 0 is the same, null where a profile does not say it.</param>
public sealed record NearCity(CityThatDidIt Did, double? Distance);

/// <summary>What follows from the profiles of the cities, and from what is told: answers that a city need not give.</summary>
public static class FitProfile
{
    // So many times as many people, or so many degrees further north, are as far as one step.
    private static readonly double[] Times = [1.5, 3, 6, 12];
    private static readonly double[] Degrees = [3, 6, 10, 15];

    /// <summary>The most alike first, without the city itself; those of which a profile says too little come last, those of the same country first.</summary>
    public static List<NearCity> Nearest(City city, IEnumerable<CityThatDidIt> cities) =>
        [
            .. cities
                .Where(c => c.City.Id != city.Id)
                .Select(c => new NearCity(c, Distance(city, c.City)))
                .OrderBy(c => c.Distance ?? double.MaxValue)
                .ThenByDescending(c => c.Did.City.Country == city.Country)
                .ThenBy(c => c.Did.City.Identifier, StringComparer.Ordinal),
        ];

    /// <summary>By the keys of the questions. How alike the cities are is said of the most alike one that did it: one is enough to learn from.</summary>
    public static Dictionary<string, TakenAnswer> Take(City city, FitSubject subject, IReadOnlyList<NearCity> near)
    {
        var taken = new Dictionary<string, TakenAnswer>(StringComparer.Ordinal);
        if (near is [{ Did.City: var other }, ..])
        {
            if (TimesAsMany(city, other) is { } times)
                taken[Code.Of(FitQuestion.Size)] = new TakenAnswer(
                    Step(times, Times),
                    t =>
                        t[
                            "fit.taken.size",
                            other.Name.In(t.Language).Text,
                            t.Number(other.Inhabitants!.Value),
                            city.Name.In(t.Language).Text,
                            t.Number(city.Inhabitants!.Value)
                        ]
                );
            if (DegreesApart(city, other) is { } degrees)
                taken[Code.Of(FitQuestion.Climate)] = new TakenAnswer(
                    Step(degrees, Degrees),
                    t =>
                        t[
                            "fit.taken.climate",
                            other.Name.In(t.Language).Text,
                            t.Number((decimal)Math.Round(degrees, 1))
                        ]
                );
        }
        taken[Code.Of(FitQuestion.Results)] = new TakenAnswer(
            subject.Shown switch
            {
                { Best: TrustLevel.Checked or TrustLevel.Assured } => FitAnswer.StrongSupport,
                { Best: TrustLevel.EvidenceAttached } => FitAnswer.Support,
                { Any: true } => FitAnswer.Neither,
                _ => FitAnswer.Obstacle,
            },
            t =>
                subject.Shown.Best is { } trust
                    ? t["fit.taken.results", t.Name(trust)]
                    : t[subject.Shown.Any ? "fit.taken.results-bare" : "fit.taken.results-none"]
        );
        var (yes, no) = subject.Held;
        if (yes + no > 0)
            taken[Code.Of(FitQuestion.Others)] = new TakenAnswer(
                FitAnswers.OfStep(yes - no),
                t => t["fit.taken.others", yes, no]
            );
        return taken;
    }

    private static double? TimesAsMany(City one, City other) =>
        one.Inhabitants is > 0 and var a && other.Inhabitants is > 0 and var b
            ? Math.Max(a, b) / (double)Math.Min(a, b)
            : null;

    private static double? DegreesApart(City one, City other) =>
        one.Latitude is { } a && other.Latitude is { } b ? Math.Abs(a - b) : null;

    // Three times as many people are as far as six degrees.
    private static double? Distance(City one, City other) =>
        TimesAsMany(one, other) is { } times && DegreesApart(one, other) is { } degrees
            ? Math.Log(times, Times[1]) + (degrees / Degrees[1])
            : null;

    private static FitAnswer Step(double value, double[] ends) =>
        FitAnswers.OfStep(FitAnswer.StrongSupport.Step() - ends.Count(end => value >= end));
}
