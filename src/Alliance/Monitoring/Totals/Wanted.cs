using Alliance.Deals;
using Alliance.Monitoring.Indicators;
using Alliance.Network;
using Alliance.Platform.Data;

namespace Alliance.Monitoring.Totals;

/// <summary>In which way a promise wants something. Promises that differ in it are never summed.</summary>
public enum WantedKind
{
    /// <summary>So much is to happen, over the years: numbers add up.</summary>
    Amount,

    /// <summary>So much is to be there, or to happen each year: the newest number says how much it is.</summary>
    Level,

    /// <summary>So much more than where it began.</summary>
    Rise,

    /// <summary>So much less than where it began.</summary>
    Fall,
}

/// <summary>Why what a promise wants adds to nothing; the text <c>totals.outside.…</c>.</summary>
public enum OutsideReason
{
    /// <summary>It names none.</summary>
    NoNumber,

    /// <summary>By when, or since when.</summary>
    NoDay,

    /// <summary>A fall of nobody knows how much: the value at which it begins is missing.</summary>
    NoBeginning,

    /// <summary>It wants to keep the value at which it begins: nothing comes to it, and nothing goes.</summary>
    Keeps,

    /// <summary>Its number measures something else, or contradicts where it begins.</summary>
    Unlike,

    /// <summary>Its deal ended early: nobody is to reach it any more. What was completed was to be reached, and stays.</summary>
    EndedEarly,

    /// <summary>A successor took its deal's place, and that one's promises count: nobody wants to reach the same twice.</summary>
    Renewed,
}

/// <summary>What one promise wants to reach, where that adds to what others want.</summary>
/// <param name="Per">Of a rate: <c>year</c>; else null.</param>
/// <param name="Amount">In the indicator's unit: how much is to happen, to be there, or more or less than at the beginning.</param>
/// <param name="Begin">Of a rise and a fall the value they begin at; else nothing.</param>
/// <param name="First">The day on which the way to it begins.</param>
/// <param name="Last">The target's day; null of what is promised for each year.</param>
public sealed record Wanted(WantedKind Kind, string? Per, decimal Amount, decimal Begin, DateOnly First, DateOnly? Last)
{
    /// <summary>The year in which the way to it begins.</summary>
    public int From => First.Year;

    /// <summary>The target's year.</summary>
    public int? By => Last?.Year;

    /// <summary>
    /// How much of it an even way would have reached by the end of a year, as <see cref="Health.HealthRules"/> expects it of each promise. What is
    /// promised for each year is to be there in full from its first year on.
    /// </summary>
    public decimal EvenBy(int year)
    {
        var end = new DateOnly(year, 12, 31);
        if (end < First)
            return 0;
        if (Last is not { } last || end >= last)
            return Amount;
        return Amount * (end.DayNumber - First.DayNumber) / (last.DayNumber - First.DayNumber);
    }

    /// <summary>How much of it is reached when the newest number is this one.</summary>
    public decimal ReachedAt(decimal level) => Kind == WantedKind.Fall ? Begin - level : level - Begin;

    /// <summary>
    /// As <see cref="PromiseProgress.Share"/> reads a promise: with a value at which it begins, its number is the value it wants to come
    /// to; without, its number is all of it.
    /// </summary>
    /// <returns>One of the two.</returns>
    internal static (Wanted? Wanted, OutsideReason? Outside) Of(
        Indicator indicator,
        Quantity? quantity,
        Direction? direction,
        Baseline? baseline,
        Target? target,
        PartialDate? given
    )
    {
        if (quantity is null)
            return (null, OutsideReason.NoNumber);
        if (
            quantity.Per is not (null or "year")
            || UnitScale.Convert(quantity.Value, quantity.Unit, indicator.Unit) is not { } goal
        )
            return (null, OutsideReason.Unlike);
        var begin = baseline?.Value is { } value ? UnitScale.Convert(value, quantity.Unit, indicator.Unit) : null;
        if (begin is null && direction == Direction.Decrease)
            return (null, OutsideReason.NoBeginning);
        if (begin == goal)
            return (null, OutsideReason.Keeps);
        // Whoever wants to rise to less than there was has said something else than was meant.
        if ((begin > goal && direction == Direction.Increase) || (begin < goal && direction == Direction.Decrease))
            return (null, OutsideReason.Unlike);
        var kind =
            begin > goal ? WantedKind.Fall
            : begin < goal ? WantedKind.Rise
            : indicator.Span == MeasuredSpan.During && quantity.Per is null ? WantedKind.Amount
            : WantedKind.Level;
        var from = WayBegins.On(quantity, direction, baseline, target, given);
        var by = TargetText.LastDay(target);
        // What is promised for each year needs no day: each year shows all of it.
        var eachYear = by is null && kind == WantedKind.Level && quantity.Per is not null;
        if (from is null || (by is null && !eachYear) || by?.Year < from.Value.First.Year)
            return (null, OutsideReason.NoDay);
        return (new Wanted(kind, quantity.Per, Math.Abs(goal - (begin ?? 0)), begin ?? 0, from.Value.First, by), null);
    }
}
