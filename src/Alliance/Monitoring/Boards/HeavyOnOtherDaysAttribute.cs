using Alliance.Platform.Web;

namespace Alliance.Monitoring.Boards;

/// <summary>Totals of today are read; those of any other pair of days are added up for who asks, and there are very many pairs.</summary>
internal sealed class HeavyOnOtherDaysAttribute : HeavyAttribute
{
    public override bool Is(HttpContext http) =>
        !DashboardDays
            .Asked(http.Request.Query, http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow())
            .AreToday;
}
