using System.Data.Common;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Documents;

/// <summary>Loads deals with everything their documents hold.</summary>
public static class DealDocuments
{
    /// <summary>For packages, which read in whatever transaction is under way.</summary>
    public static IQueryable<Deal> Whole(IQueryable<Deal> deals) =>
        deals
            .AsNoTrackingWithIdentityResolution()
            .Include(d => d.City)
            .Include(d => d.Areas)
                .ThenInclude(a => a.PolicyArea)
            .Include(d => d.Parties)
                .ThenInclude(p => p.Organisation)
            .Include(d => d.Commitments)
            .Include(d => d.Indicators)
            .AsSplitQuery();

    /// <summary>
    /// The deals of these keys, in their order (1 query, in plain SQL). One that is gone meanwhile is left out. Cities,
    /// areas and organisations hold what documents and tables name of them, and no more.
    /// </summary>
    public static async Task<List<Deal>> LoadAsync(
        AppDb db,
        IReadOnlyList<long> ids,
        CancellationToken cancel = default
    )
    {
        if (ids.Count == 0)
            return [];
        var (ofDeal, parameter) = db.IsIn("d.id", ids);
        var (ofRow, _) = db.IsIn("deal_id", ids);
        var found = await db.ReadAsync(Sql(ofDeal, ofRow), [parameter], r => ReadAsync(r, cancel), cancel);
        return [.. ids.Select(found.GetValueOrDefault).OfType<Deal>()];
    }

    /// <summary>The deal of this identifier, or null (1 query, in plain SQL).</summary>
    public static async Task<Deal?> FindAsync(AppDb db, string identifier, CancellationToken cancel = default)
    {
        if (!DealFacet.IsIdentifier(identifier))
            return null;
        var found = await db.ReadAsync(
            Sql("d.identifier = @identifier", "deal_id = (SELECT id FROM deals WHERE identifier = @identifier)"),
            [("@identifier", identifier)],
            r => ReadAsync(r, cancel),
            cancel
        );
        return found.Values.SingleOrDefault();
    }

    private static string Sql(string ofDeal, string ofRow) =>
        $"""
            SELECT {DealReading.Deals}, d.collection, d.project, d.changed_at, c.id, c.identifier, c.name, c.country, c.role
            FROM deals d JOIN cities c ON c.id = d.city_id WHERE {ofDeal};
            SELECT deal_id, a.id, a.identifier, a.name, a.description, a.kind, a."order"
            FROM deal_areas JOIN policy_areas a ON a.id = policy_area_id WHERE {ofRow};
            SELECT deal_id, key, p."order", p.role, p."group", collective, p.as_source, o.id, o.identifier, o.name, o.kind
            FROM parties p LEFT JOIN organisations o ON o.id = p.organisation_id WHERE {ofRow};
            SELECT {DealReading.Commitments} FROM commitments WHERE {ofRow};
            SELECT {DealReading.Indicators} FROM deal_indicators WHERE {ofRow}
            """;

    private static async Task<Dictionary<long, Deal>> ReadAsync(DbDataReader reader, CancellationToken cancel)
    {
        // Read once, however many deals name them.
        var (cities, areas) = (new Dictionary<long, City>(), new Dictionary<long, PolicyArea>());
        var organisations = new Dictionary<long, Organisation>();
        var deals = new Dictionary<long, Deal>();
        while (await reader.ReadAsync(cancel))
            deals[reader.GetInt64(0)] = Deal(reader, cities);
        foreach (var area in await reader.NextAsync(r => Area(r, areas), cancel))
            Of(area.DealId)?.Areas.Add(area);
        foreach (var party in await reader.NextAsync(r => Party(r, organisations), cancel))
            Of(party.DealId)?.Parties.Add(party);
        foreach (var commitment in await reader.NextAsync(DealReading.Commitment, cancel))
            Of(commitment.DealId)?.Commitments.Add(commitment);
        foreach (var indicator in await reader.NextAsync(DealReading.Indicator, cancel))
            Of(indicator.DealId)?.Indicators.Add(indicator);
        return deals;

        // Each statement sees what is committed when it begins: a deal may have come since the first one.
        Deal? Of(long id) => deals.GetValueOrDefault(id);
    }

    private static Deal Deal(DbDataReader r, Dictionary<long, City> cities)
    {
        const int own = DealReading.DealColumns;
        var deal = DealReading.Deal(r);
        (deal.Collection, deal.Project) = (r.Text(own), r.Text(own + 1));
        deal.ChangedAt = DateTime.SpecifyKind(r.GetDateTime(own + 2), DateTimeKind.Utc);
        deal.CityId = r.GetInt64(own + 3);
        if (!cities.TryGetValue(deal.CityId, out var city))
            cities[deal.CityId] = city = new City
            {
                Identifier = r.GetString(own + 4),
                Name = r.Json<LocalText>(own + 5)!,
                Country = r.GetString(own + 6),
                Role = r.Coded<CityRole>(own + 7),
            };
        deal.City = city;
        return deal;
    }

    private static DealArea Area(DbDataReader r, Dictionary<long, PolicyArea> areas)
    {
        var id = r.GetInt64(1);
        if (!areas.TryGetValue(id, out var area))
            areas[id] = area = new PolicyArea
            {
                Identifier = r.GetString(2),
                Name = r.Json<LocalText>(3)!,
                Description = r.Json<LocalText>(4)!,
                Kind = r.Coded<PolicyAreaKind>(5),
                Order = r.GetInt32(6),
            };
        return new DealArea
        {
            DealId = r.GetInt64(0),
            PolicyAreaId = id,
            PolicyArea = area,
        };
    }

    private static Party Party(DbDataReader r, Dictionary<long, Organisation> organisations)
    {
        var party = new Party
        {
            DealId = r.GetInt64(0),
            Key = r.GetString(1),
            Order = r.GetInt32(2),
            Role = r.Coded<PartyRole>(3),
            Group = r.Json<PartyGroup>(4),
            Collective = r.Json<LocalText>(5),
            AsSource = r.Json<SourceWords>(6),
        };
        if (r.IsDBNull(7))
            return party;
        var id = r.GetInt64(7);
        if (!organisations.TryGetValue(id, out var organisation))
            organisations[id] = organisation = new Organisation
            {
                Identifier = r.GetString(8),
                Name = r.GetString(9),
                Kind = r.Coded<OrganisationKind>(10),
            };
        (party.OrganisationId, party.Organisation) = (id, organisation);
        return party;
    }
}
