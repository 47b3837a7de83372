namespace Alliance.Monitoring.Indicators;

/// <summary>For which period a number is asked, where nobody has said otherwise.</summary>
public static class UsualPeriods
{
    /// <summary>The last period of this kind that is over.</summary>
    public static Period LastOver(this PeriodType type, DateOnly today)
    {
        var months = type switch
        {
            PeriodType.Month => 1,
            PeriodType.Quarter => 3,
            PeriodType.HalfYear => 6,
            _ => 12,
        };
        var first = new DateOnly(today.Year, ((today.Month - 1) / months * months) + 1, 1).AddMonths(-months);
        var part = type switch
        {
            PeriodType.Month => FormattableString.Invariant($"-{first.Month:00}"),
            PeriodType.Quarter => $"-Q{((first.Month - 1) / 3) + 1}",
            PeriodType.HalfYear => $"-H{((first.Month - 1) / 6) + 1}",
            _ => "",
        };
        return Period.Parse($"{first.Year}{part}");
    }
}
