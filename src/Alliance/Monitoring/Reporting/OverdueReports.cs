using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Reporting;

/// <summary>What a city's people were asked about and have not answered when the day was over.</summary>
/// <param name="Promises">How many promises and periods.</param>
/// <param name="Since">The first of their days.</param>
public sealed record OverdueReports(int Promises, DateOnly Since)
{
    /// <summary>By city, as its own list of reports counts them; cities without any are left out.</summary>
    /// <param name="clocks">By the day it is there.</param>
    /// <remarks>1 statement, however many cities.</remarks>
    public static async Task<IReadOnlyDictionary<long, OverdueReports>> OfCitiesAsync(
        AppDb db,
        IReadOnlyDictionary<long, CityClock> clocks,
        CancellationToken cancel = default
    )
    {
        var cities = clocks.Keys.ToList();
        var latest = clocks.Values.Select(c => c.Today).DefaultIfEmpty().Max();
        var days = await db
            .ReportQuestions.Where(ReportQuestions.AreOpen(db))
            .Where(q => cities.Contains(q.Request!.CityId) && q.Request.KeepUntil != null && q.Due < latest)
            .GroupBy(q => new { q.Request!.CityId, q.Due })
            .Select(g => new
            {
                g.Key.CityId,
                g.Key.Due,
                Count = g.Count(),
            })
            .ToListAsync(cancel);
        return days.Where(d => d.Due < clocks[d.CityId].Today)
            .GroupBy(d => d.CityId)
            .ToDictionary(g => g.Key, g => new OverdueReports(g.Sum(d => d.Count), g.Min(d => d.Due!.Value)));
    }
}
