using Alliance.Platform.Data;

namespace Alliance.Bench.Filling;

/// <summary>Seeded chance: the same seed draws the same on every machine.</summary>
internal sealed class Draw(int seed)
{
    private readonly Random random = new(seed);

    public int Below(int end) => random.Next(end);

    public int Between(int first, int last) => random.Next(first, last + 1);

    public double Share() => random.NextDouble();

    /// <summary>True so many times of a hundred.</summary>
    public bool Percent(double percent) => random.NextDouble() * 100 < percent;

    public T Of<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];

    /// <summary>The first elements far more often than the last; the higher <paramref name="skew"/>, the more.</summary>
    public T Skewed<T>(IReadOnlyList<T> list, double skew = 2) =>
        list[(int)(list.Count * Math.Pow(random.NextDouble(), skew))];

    /// <summary>How many, around <paramref name="mean"/>: mostly few, sometimes very many.</summary>
    public int Many(int least, int most, double mean)
    {
        var more = (int)(-Math.Log(1 - random.NextDouble()) * (mean - least + 0.5));
        return Math.Min(most, least + more);
    }

    /// <summary>One of the values, each as often as its weight says.</summary>
    public T Weighted<T>(params ReadOnlySpan<(T Value, int Weight)> choices)
    {
        var sum = 0;
        foreach (var choice in choices)
            sum += choice.Weight;
        var at = random.Next(sum);
        foreach (var choice in choices)
            if ((at -= choice.Weight) < 0)
                return choice.Value;
        throw new InvalidOperationException("The weights are not numbers above zero.");
    }

    /// <summary>A date as sources give it: to the day, to the month, or only the year.</summary>
    public PartialDate Date(int firstYear, int lastYear)
    {
        // The last years count most.
        var year = lastYear - (int)((lastYear - firstYear + 1) * Math.Pow(random.NextDouble(), 2));
        var (month, day) = (Between(1, 12), Between(1, 28));
        return PartialDate.Parse(
            Weighted(($"{year:0000}-{month:00}-{day:00}", 60), ($"{year:0000}-{month:00}", 20), ($"{year:0000}", 20))
        );
    }
}
