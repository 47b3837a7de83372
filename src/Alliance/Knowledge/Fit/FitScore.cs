using Alliance.Knowledge.Told;

namespace Alliance.Knowledge.Fit;

/// <summary>What is weighed, with its answer.</summary>
/// <param name="Answer">Null as long as nobody knows.</param>
/// <param name="Remedy">What the city would do about it, in its words; empty where nobody has said.</param>
/// <param name="Taken">Why the answer is this one where the city has not said it: it is taken from the profile.</param>
public sealed record FitStand(FitPoint Point, FitAnswer? Answer, string Remedy = "", TakenAnswer? Taken = null)
{
    /// <summary>It holds the whole back until it has a remedy, whatever else speaks for it.</summary>
    public bool Caps =>
        Answer == FitAnswer.StrongObstacle && Point.Part?.Importance == Importance.High && Remedy.Length == 0;
}

/// <summary>What a group adds: the weights of what was answered there, and those times their steps.</summary>
public sealed record FitSum(FitGroup Group, decimal Answered, decimal Whole, decimal Weighted)
{
    /// <summary>From −2 to 2; null where nothing was answered.</summary>
    public decimal? Mean => Answered == 0 ? null : Weighted / Answered;
}

/// <summary>The one change that would help most.</summary>
/// <param name="Score">What it would be then.</param>
public sealed record FitChange(FitStand Stand, FitAnswer To, decimal Score);

/// <summary>
/// How well something fits, as a number that explains itself: <c>50 + 25 × Σ(weight × step) / Σ weight</c> over what was answered. It is not
/// calibrated by anything, so it is shown folded away; what supports and what stands in the way is said in words.
/// </summary>
/// <param name="Value">From 0 to 100; null where nothing was answered.</param>
/// <param name="Uncapped">The same, without what caps it.</param>
/// <param name="Covered">The weight of what was answered, of 1.</param>
/// <param name="Capping">What caps it until a remedy is written.</param>
/// <param name="Sums">Group by group, in their order.</param>
/// <param name="Help">Null where nothing that a city can change would raise it.</param>
public sealed record FitScore(
    decimal? Value,
    decimal? Uncapped,
    decimal Covered,
    IReadOnlyList<FitStand> Capping,
    IReadOnlyList<FitSum> Sums,
    FitChange? Help
)
{
    private const decimal Middle = 50;
    private const decimal PerStep = 25;

    /// <summary>Of 100; what is not all of it is never said to be, and what there is is never nothing.</summary>
    public int Coverage => Covered is 0 or 1 ? (int)(100 * Covered) : (int)Math.Clamp(Math.Round(100 * Covered), 1, 99);

    public bool IsCapped => Value < Uncapped;

    public static FitScore Of(FitWeights weights, IReadOnlyList<FitStand> stands)
    {
        var sums = stands
            .GroupBy(s => s.Point.Group)
            .Select(g => new FitSum(
                g.Key,
                g.Where(s => s.Answer is not null).Sum(s => s.Point.Weight),
                g.Sum(s => s.Point.Weight),
                g.Sum(s => s.Point.Weight * (s.Answer?.Step() ?? 0))
            ))
            .ToList();
        var (answered, whole) = (sums.Sum(s => s.Answered), sums.Sum(s => s.Whole));
        var everything = stands.All(s => s.Answer is not null);
        var (value, uncapped) = Weigh(weights, stands);
        return new FitScore(
            value,
            uncapped,
                // Thirds do not add up to the whole.
                whole == 0
                    ? 0
                : everything ? 1
                : answered / whole,
            [.. stands.Where(s => s.Caps)],
            sums,
            HelpMost(weights, stands)
        );
    }

    private static (decimal? Value, decimal? Uncapped) Weigh(FitWeights weights, IReadOnlyList<FitStand> stands)
    {
        var answered = stands.Where(s => s.Answer is not null).ToList();
        var weight = answered.Sum(s => s.Point.Weight);
        if (weight == 0)
            return (null, null);
        // What nine weights of one third come to is cut off, so that nothing but strong support is 100 and nothing is more.
        var raw = Math.Round(
            Middle + (PerStep * answered.Sum(s => s.Point.Weight * s.Answer!.Value.Step()) / weight),
            6
        );
        return (stands.Any(s => s.Caps) ? Math.Min(raw, weights.Cap) : raw, raw);
    }

    // From where it stands to strong support, one at a time. Where several parts cap it, none alone lifts that: what counts then is what
    // would be without.
    private static FitChange? HelpMost(FitWeights weights, IReadOnlyList<FitStand> stands)
    {
        var before = Weigh(weights, stands);
        return stands
            .Index()
            .Where(s => s.Item.Point.Changeable && s.Item.Answer < FitAnswer.StrongSupport)
            .Select(s =>
            {
                var changed = stands.ToList();
                changed[s.Index] = s.Item with { Answer = FitAnswer.StrongSupport };
                return (Stand: s.Item, After: Weigh(weights, changed));
            })
            .Where(c => c.After.Uncapped > before.Uncapped)
            .OrderByDescending(c => c.After.Value)
            .ThenByDescending(c => c.After.Uncapped)
            .Select(c => new FitChange(c.Stand, FitAnswer.StrongSupport, c.After.Value!.Value))
            .FirstOrDefault();
    }
}
