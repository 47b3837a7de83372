using Alliance.Deals;

namespace Alliance.Monitoring.Boards;

/// <summary>The days that a dashboard counts with.</summary>
/// <param name="AsOf">Of periods that had ended by this day.</param>
/// <param name="KnownAt">Recorded by the end of this day (UTC).</param>
public sealed record DashboardDays(DateOnly AsOf, DateOnly KnownAt, DateOnly Today)
{
    /// <summary>Then all that there is counts.</summary>
    public bool AreToday => AsOf >= Today && KnownAt >= Today;

    /// <summary>A period that ends later is not over, or not counted.</summary>
    public DateOnly Over => AsOf < Today ? AsOf : Today;

    /// <summary>Those that an address asks for; today where it names none, or none that there is.</summary>
    public static DashboardDays Asked(IQueryCollection query, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return new DashboardDays(
            AskedDay.Parse(query["asOf"].LastOrDefault(), today, mayBeLater: true).Day,
            AskedDay.Parse(query["knownAt"].LastOrDefault(), today, mayBeLater: false).Day,
            today
        );
    }

    /// <summary>As they stand in an address.</summary>
    public string Query => $"asOf={AskedDay.Print(AsOf)}&knownAt={AskedDay.Print(KnownAt)}";
}
