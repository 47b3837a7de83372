using Alliance.Knowledge.Replications;
using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Fit;

/// <summary>Whether something fits a city, with all that its page says of it.</summary>
/// <param name="Kept">What the city said; null as long as it has said nothing.</param>
/// <param name="Current">The weights by which is answered now.</param>
/// <param name="Weights">Those by which the city answered; the current ones where it has said nothing, or its own are not known here.</param>
/// <param name="Stands">What is weighed by these, with its answers.</param>
/// <param name="Asked">What is asked now, with the same answers.</param>
/// <param name="Taken">What follows from the profiles, also where the city says otherwise; by the keys of the questions.</param>
/// <param name="Near">Who did it, the most alike first.</param>
/// <param name="Outcomes">How many outcomes are known of what cities took over, by which the weights could be calibrated.</param>
public sealed record FitView(
    City City,
    FitSubject Subject,
    CityFit? Kept,
    FitWeights Current,
    FitWeights Weights,
    IReadOnlyList<FitStand> Stands,
    IReadOnlyList<FitStand> Asked,
    FitScore Score,
    IReadOnlyDictionary<string, TakenAnswer> Taken,
    IReadOnlyList<NearCity> Near,
    int Outcomes
)
{
    /// <summary>The text was changed after the city said how it stands.</summary>
    public bool IsOlder => Kept?.ChangedAt < Subject.ChangedAt;

    /// <summary>It was answered by weights that are not known here: nothing follows from them then.</summary>
    public bool IsUnknown => Kept is not null && Kept.Weights != Weights.Version;

    /// <summary>It was answered by other weights than those that hold now.</summary>
    public bool IsOtherVersion => Weights.Version != Current.Version;

    /// <returns>Null where there is no such practice, deal or city.</returns>
    /// <remarks>5 queries for a practice, 6 for a deal.</remarks>
    public static async Task<FitView?> LoadAsync(
        AppDb db,
        FitVersions versions,
        long city,
        FitName name,
        CancellationToken cancel = default
    )
    {
        var own = await db.Cities.AsNoTracking().SingleOrDefaultAsync(c => c.Id == city, cancel);
        if (own is null || await FitSubject.FindAsync(db, name, cancel) is not { } subject)
            return null;
        var stored = $"{name}";
        var kept = await db
            .CityFits.AsNoTracking()
            .SingleOrDefaultAsync(f => f.CityId == city && f.Subject == stored, cancel);
        var current = versions.Current;
        var weights = (kept is null ? null : versions.Find(kept.Weights)) ?? current;
        var near = FitProfile.Nearest(own, subject.DoneBy);
        var taken = FitProfile.Take(own, subject, near);
        var stands = By(weights);
        return new FitView(
            own,
            subject,
            kept,
            current,
            weights,
            stands,
            By(current),
            FitScore.Of(weights, stands),
            taken,
            near,
            await ReplicationStatistics.OutcomesAsync(db, cancel)
        );

        List<FitStand> By(FitWeights one) => [.. one.Points(subject.Parts).Select(p => Stand(p, kept?.Said, taken))];
    }

    private static FitStand Stand(FitPoint point, FitSaid? said, Dictionary<string, TakenAnswer> taken)
    {
        var remedy = said?.Remedies.GetValueOrDefault(point.Key) ?? "";
        return said?.Answers.TryGetValue(point.Key, out var answer) == true ? new FitStand(point, answer, remedy)
            : taken.GetValueOrDefault(point.Key) is { } one ? new FitStand(point, one.Answer, remedy, one)
            : new FitStand(point, null, remedy);
    }
}
