using Alliance.Monitoring.Reporting;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Exchange;

/// <summary>The day and hour where people are: in the first city that they act for or in, elsewhere by the clock of Berlin, where the network is coordinated from.</summary>
internal sealed class MemberClocks
{
    private readonly Dictionary<long, CityClock> clocks;
    private readonly CityClock usual;

    private MemberClocks(Dictionary<long, CityClock> clocks, CityClock usual) =>
        (this.clocks, this.usual) = (clocks, usual);

    public CityClock Of(long account) => clocks.GetValueOrDefault(account, usual);

    /// <summary>Two queries, however many people.</summary>
    public static async Task<MemberClocks> LoadAsync(
        AppDb db,
        IReadOnlyCollection<long> accounts,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var places = await db
            .Memberships.Where(m => accounts.Contains(m.AccountId))
            .Select(m => new
            {
                m.Id,
                m.AccountId,
                City = m.CityId ?? m.Organisation!.CityId,
            })
            .Where(m => m.City != null)
            .ToListAsync(cancel);
        var first = places
            .GroupBy(m => m.AccountId)
            .ToDictionary(g => g.Key, g => g.OrderBy(m => m.Id).First().City!.Value);
        var ids = first.Values.Distinct().ToList();
        var cities = await CityClock.LoadAsync(db, db.Cities.Where(c => ids.Contains(c.Id)), now, cancel);
        return new MemberClocks(first.ToDictionary(f => f.Key, f => cities[f.Value]), CityClock.Of(null, "DE", now));
    }
}
