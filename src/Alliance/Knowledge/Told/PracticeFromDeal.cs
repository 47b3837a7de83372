using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Monitoring;
using Alliance.Monitoring.Obstacles;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Told;

/// <summary>
/// What a deal already says, as the fields of a practice's form: nothing is stored until its city has read it and saves.
/// </summary>
internal static class PracticeFromDeal
{
    /// <summary>Nothing more comes of it: it has ended, or its sources say that it was done or stopped.</summary>
    private static bool IsOver(Deal deal) =>
        deal.State is { } state ? state != DealState.InForce : deal.Delivery is Delivery.Done or Delivery.Stopped;

    /// <summary>Where its city's people tell what was learned from a deal that is over, below the language; null for everybody else.</summary>
    /// <remarks>1 query for who works for a city; none for others.</remarks>
    public static async Task<string?> AddressAsync(AppDb db, Deal deal, Actor actor, CancellationToken cancel)
    {
        var mine = DealRights.CitiesOf(actor, (a, city) => KnowledgeRights.MayEdit(a, city));
        if (mine.Count == 0 || !IsOver(deal))
            return null;
        var city = await db
            .Deals.Where(d => d.Identifier == deal.Identifier && mine.Contains(d.CityId))
            .Select(d => d.City!.Identifier)
            .SingleOrDefaultAsync(cancel);
        return city is null ? null : $"workspace/practices/new?city={city}&deal={deal.Slug}";
    }

    /// <param name="db">The register.</param>
    /// <param name="slug">The deal's.</param>
    /// <param name="city">The number of the city that tells it.</param>
    /// <param name="reader">In whose language.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Null where the city has no such deal.</returns>
    /// <remarks>3 queries.</remarks>
    public static async Task<Dictionary<string, string>?> RunAsync(
        AppDb db,
        string slug,
        long city,
        Reader reader,
        CancellationToken cancel
    )
    {
        var deal = await db
            .Deals.AsNoTracking()
            .AsSplitQuery()
            .Include(d => d.Parties)
                .ThenInclude(p => p.Organisation)
            .Include(d => d.Commitments)
            .Include(d => d.Areas)
                .ThenInclude(a => a.PolicyArea)
            .SingleOrDefaultAsync(d => d.Slug == slug && d.CityId == city, cancel);
        if (deal is null)
            return null;
        string In(LocalText text) => text.In(reader.Language).Text;
        var names = deal
            .Parties.OrderBy(p => p.Order)
            .ToDictionary(p => p.Key, p => p.Organisation?.Name ?? (p.Collective is { } all ? In(all) : ""));
        var promises = deal.Commitments.OrderBy(c => c.Order).ToList();
        var typed = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["turn"] = "0",
            ["kind"] = Code.Of(deal.State == DealState.EndedEarly ? PracticeKind.Lesson : PracticeKind.GoodPractice),
            ["title"] = In(deal.Title),
            ["text"] = In(deal.SummaryTold),
            ["problem"] = "",
            ["done"] = string.Join(
                '\n',
                promises.Select(c =>
                    (names.GetValueOrDefault(c.By, "") is { Length: > 0 } by ? $"{by}: " : "") + In(c.Action)
                )
            ),
            ["by"] = string.Join('\n', names.Values.Where(n => n.Length > 0).Distinct()),
            ["deals"] = deal.Identifier,
            ["areas"] = string.Join(
                ' ',
                deal.Areas.Select(a => a.PolicyArea!.Identifier).Where(a => SharedAreas.Find(a) is not null)
            ),
        };
        var measured = await db.Measurements.AsNoTracking().Where(m => m.DealId == deal.Id).ToListAsync(cancel);
        var row = 0;
        foreach (var promise in promises)
        {
            var last = PromiseProgress
                .Newest(measured.Where(m => m.Commitment == promise.Key))
                .FirstOrDefault(m => m.Value is not null);
            if (last is null || row >= PracticeDetails.MostResults)
                continue;
            typed[$"result-{row}-was"] = "";
            typed[$"result-{row}-text"] = $"{In(promise.Action)} ({last.Period})";
            typed[$"result-{row}-value"] = TypedNumber.Print(last.Value, reader.Culture);
            typed[$"result-{row}-unit"] = last.Unit ?? "";
            typed[$"result-{row}-trust"] = Code.Of(last.Trust);
            typed[$"result-{row}-promise"] = $"{deal.Identifier}/{promise.Key}";
            row++;
        }
        var kinds = await db.Set<NamedObstacle>()
            .Where(o => o.DealId == deal.Id)
            .Select(o => o.Kind)
            .Distinct()
            .ToListAsync(cancel);
        typed["went-wrong"] = string.Join('\n', kinds.Order().Select(k => reader.Name(k)));
        return typed;
    }
}
