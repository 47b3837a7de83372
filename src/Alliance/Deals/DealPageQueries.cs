using System.Data.Common;
using Alliance.Deals.Index;
using Alliance.Deals.Signing;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Deals;

/// <summary>What the deal's page asks, in plain SQL: it is what most visitors come for.</summary>
public static class DealPageQueries
{
    // One command; each statement finds its rows by the address alone.
    private const string Sql = $"""
        SELECT {DealReading.Deals},
            c.id, c.identifier, c.name, k.language, k.method, p.identifier, p.name,
            v.number, v.kind, v.recorded_at, v.hash
        FROM deals d
        JOIN cities c ON c.id = d.city_id
        LEFT JOIN collections k ON k.identifier = d.collection
        LEFT JOIN projects p ON p.identifier = d.project
        LEFT JOIN deal_versions v ON v.deal_id = d.id
            AND v.number = (SELECT MAX(w.number) FROM deal_versions w WHERE w.deal_id = d.id)
        WHERE d.slug = @slug;
        SELECT a.identifier, a.name
        FROM deal_areas l JOIN policy_areas a ON a.id = l.policy_area_id
        WHERE l.deal_id = (SELECT id FROM deals WHERE slug = @slug) ORDER BY a."order";
        SELECT p.key, p.role, COALESCE(m.identifier, o.identifier), COALESCE(m.name, o.name), COALESCE(m.kind, o.kind),
            COALESCE(m.city_id, o.city_id), p."group", p.collective, p.as_source
        FROM parties p
        LEFT JOIN organisations o ON o.id = p.organisation_id
        LEFT JOIN organisations m ON m.id = o.merged_into_id
        WHERE p.deal_id = (SELECT id FROM deals WHERE slug = @slug) ORDER BY p."order";
        SELECT {DealReading.Commitments}
        FROM commitments WHERE deal_id = (SELECT id FROM deals WHERE slug = @slug) ORDER BY "order";
        SELECT {DealReading.Indicators}
        FROM deal_indicators WHERE deal_id = (SELECT id FROM deals WHERE slug = @slug) ORDER BY "order"
        """;

    /// <summary>
    /// The deal at this address, or null: 2 commands, 1 more where it names an origin, and 1 more where it was concluded here.
    /// </summary>
    public static async Task<DealDetails?> LoadAsync(
        AppDb db,
        DealIndex index,
        string slug,
        CancellationToken cancel = default
    )
    {
        // Addresses come from strangers; a database need not be asked for what cannot be a slug.
        if (!DealFacet.IsIdentifier(slug))
            return null;
        var found = await db.ReadAsync(Sql, [("@slug", slug)], r => ReadAsync(r, cancel), cancel);
        if (found is not { } details)
            return null;
        var deals = await index.CurrentAsync(cancel);
        var related = await DealQueries.CardsAsync(db, deals, RelatedDeals.Of(deals, details.Id), cancel);
        return details.Page with
        {
            Related = related,
            Signatures =
                details.Page.Deal.Standing == Standing.ConcludedHere
                    ? await SignaturesAsync(db, details.Id, cancel)
                    : [],
            Origin = details.Page.Deal.Origin?.Deal is { } origin ? await OriginAsync(db, origin, cancel) : null,
        };
    }

    // The latest version that was signed: behind it, joiners may have come.
    private static Task<List<SignatureLine>> SignaturesAsync(AppDb db, long deal, CancellationToken cancel) =>
        db.ReadAsync(
            """
            SELECT s.party, s.role, s.way, s.at, o.name, s.signer_name, v.number, v.hash
            FROM deal_versions v JOIN signatures s ON s.version_id = v.id
            LEFT JOIN organisations o ON o.id = s.by_organisation_id
            WHERE v.deal_id = @deal
                AND v.number = (SELECT MAX(number) FROM deal_versions WHERE deal_id = @deal AND kind = 'released')
            ORDER BY s.at, s.id
            """,
            [("@deal", deal)],
            r =>
                r.RowsAsync(
                    s => new SignatureLine(
                        s.GetString(0),
                        s.Coded<PartyRole>(1),
                        s.Coded<SigningWay>(2),
                        DateTime.SpecifyKind(s.GetDateTime(3), DateTimeKind.Utc),
                        s.Text(4),
                        s.Text(5),
                        s.GetInt32(6),
                        s.GetString(7)
                    ),
                    cancel
                ),
            cancel
        );

    private static Task<OriginLink?> OriginAsync(AppDb db, string identifier, CancellationToken cancel) =>
        db.ReadAsync(
            "SELECT slug, title FROM deals WHERE identifier = @identifier",
            [("@identifier", identifier)],
            async r => await r.ReadAsync(cancel) ? new OriginLink(r.GetString(0), r.Json<LocalText>(1)!) : null,
            cancel
        );

    private static async Task<(long Id, DealDetails Page)?> ReadAsync(DbDataReader reader, CancellationToken cancel)
    {
        if (!await reader.ReadAsync(cancel))
            return null;
        const int own = DealReading.DealColumns;
        var id = reader.GetInt64(0);
        var (deal, city) = (
            DealReading.Deal(reader),
            new CityLink(reader.GetInt64(own), reader.GetString(own + 1), reader.Json<LocalText>(own + 2)!)
        );
        var collection = reader.Text(own + 3) is { } language
            ? new CollectionLine(language, reader.Json<LocalText>(own + 4)!)
            : null;
        var project = reader.Text(own + 5) is { } identifier
            ? new ProjectLink(identifier, reader.GetString(own + 6))
            : null;
        var version = reader.Number(own + 7) is { } number
            ? new VersionLine(
                number,
                reader.Coded<VersionKind>(own + 8),
                DateTime.SpecifyKind(reader.GetDateTime(own + 9), DateTimeKind.Utc),
                reader.GetString(own + 10)
            )
            : null;
        return (
            id,
            new DealDetails(
                deal,
                city,
                await reader.NextAsync(r => new AreaName(r.GetString(0), r.Json<LocalText>(1)!), cancel),
                await reader.NextAsync(Party, cancel),
                await reader.NextAsync(DealReading.Commitment, cancel),
                await reader.NextAsync(DealReading.Indicator, cancel),
                version,
                collection,
                project,
                null,
                []
            )
        );
    }

    private static DealParty Party(DbDataReader r) =>
        new(
            r.GetString(0),
            r.Coded<PartyRole>(1),
            r.Text(2) is { } identifier
                ? new OrganisationLink(
                    identifier,
                    r.GetString(3),
                    r.Coded<OrganisationKind>(4),
                    r.IsDBNull(5) ? null : r.GetInt64(5)
                )
                : null,
            r.Json<PartyGroup>(6),
            r.Json<LocalText>(7),
            r.Json<SourceWords>(8)
        );
}
