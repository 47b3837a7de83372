using Alliance.Knowledge.Replications;
using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Fit;

/// <summary>Whether something fits a city, with all that its page says of it.</summary>
/// <param name="Kept">What the city said; null as long as it has said nothing.</param>
/// <param name="Taken">What follows from the profiles, also where the city says otherwise; by the keys of the questions.</param>
/// <param name="Near">Who did it, the most alike first.</param>
/// <param name="Outcomes">How many outcomes are known of what cities took over, by which the weights could be calibrated.</param>
public sealed record FitView(
    City City,
    FitSubject Subject,
    CityFit? Kept,
    FitWeights Weights,
    IReadOnlyList<FitStand> Stands,
    FitScore Score,
    IReadOnlyDictionary<string, TakenAnswer> Taken,
    IReadOnlyList<NearCity> Near,
    int Outcomes
)
{
    /// <summary>The text was changed after the city said how it stands.</summary>
    public bool IsOlder => Kept?.ChangedAt < Subject.ChangedAt;

    /// <returns>Null where there is no such practice, deal or city.</returns>
    /// <remarks>5 queries for a practice, 6 for a deal.</remarks>
    public static async Task<FitView?> LoadAsync(AppDb db, long city, FitName name, CancellationToken cancel = default)
    {
        var own = await db.Cities.AsNoTracking().SingleOrDefaultAsync(c => c.Id == city, cancel);
        if (own is null || await FitSubject.FindAsync(db, name, cancel) is not { } subject)
            return null;
        var stored = $"{name}";
        var kept = await db
            .CityFits.AsNoTracking()
            .SingleOrDefaultAsync(f => f.CityId == city && f.Subject == stored, cancel);
        var weights = kept is null ? FitWeights.Current : FitWeights.Of(kept.Weights);
        var near = FitProfile.Nearest(own, subject.DoneBy);
        var taken = FitProfile.Take(own, subject, near);
        List<FitStand> stands = [.. weights.Points(subject.Parts).Select(p => Stand(p, kept?.Said, taken))];
        return new FitView(
            own,
            subject,
            kept,
            weights,
            stands,
            FitScore.Of(weights, stands),
            taken,
            near,
            await ReplicationStatistics.OutcomesAsync(db, cancel)
        );
    }

    private static FitStand Stand(FitPoint point, FitSaid? said, Dictionary<string, TakenAnswer> taken)
    {
        var remedy = said?.Remedies.GetValueOrDefault(point.Key) ?? "";
        return said?.Answers.TryGetValue(point.Key, out var answer) == true ? new FitStand(point, answer, remedy)
            : taken.GetValueOrDefault(point.Key) is { } one ? new FitStand(point, one.Answer, remedy, one)
            : new FitStand(point, null, remedy);
    }
}
