using Alliance.Platform.Data;

namespace Alliance.Deals;

/// <summary>
/// The day on which the parties look at what came of a deal. What is drafted here has one, or an end; a deal that has neither
/// is looked at once a year.
/// </summary>
public static class EvaluationDay
{
    /// <summary>A day that came by itself is due for so long; then the next one is waited for.</summary>
    public const int DaysDue = 30;

    /// <summary>What a draft begins with, so that nobody has to type it.</summary>
    public static PartialDate InAYear(DateOnly today) => PartialDate.Of(today.AddYears(1));

    /// <summary>The next day to look at a deal, or the one that is due; null where nothing at all is dated.</summary>
    /// <param name="datedBy"><see cref="Deal.DatedBy"/>.</param>
    public static PartialDate? Next(PartialDate? evaluation, PartialDate? end, DateOnly? datedBy, DateOnly today)
    {
        if ((evaluation ?? end) is { } said)
            return said;
        if (datedBy is not { } since)
            return null;
        return PartialDate.Of(Due(since, today) ?? since.AddYears(YearsOver(since, today) + 1));
    }

    /// <summary>The day on which another year since <paramref name="since"/> was over, while it is due; else null.</summary>
    public static DateOnly? Due(DateOnly since, DateOnly today) =>
        YearsOver(since, today) is > 0 and var years
        && since.AddYears(years) is var day
        && today.DayNumber - day.DayNumber < DaysDue
            ? day
            : null;

    private static int YearsOver(DateOnly since, DateOnly today)
    {
        var years = today.Year - since.Year;
        return years <= 0 ? 0
            : since.AddYears(years) <= today ? years
            : years - 1;
    }
}
