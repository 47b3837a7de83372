using System.Data.Common;
using Alliance.Deals.Index;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Deals;

/// <summary>What the deal's page asks, in plain SQL: it is what most visitors come for.</summary>
public static class DealPageQueries
{
    // One command; each statement finds its rows by the address alone.
    private const string Sql = """
        SELECT d.id, d.identifier, d.slug, d.title, d.original_name, d.summary, d.instrument, d.relation, d.standing,
            d.delivery, d.agreed, d.start, d."end", d.legal_nature, d.open_to_join, d.prototype, d.origin, d.party_count_stated,
            d.articles, d.reporting, d.notes, d.as_source, d.sources,
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
        SELECT key, "order", "by", "with", action, quantity, direction, baseline, target, as_source, sources
        FROM commitments WHERE deal_id = (SELECT id FROM deals WHERE slug = @slug) ORDER BY "order";
        SELECT key, "order", commitment, name, quantity, word, date, note, as_source, sources
        FROM deal_indicators WHERE deal_id = (SELECT id FROM deals WHERE slug = @slug) ORDER BY "order"
        """;

    /// <summary>The deal at this address, or null: 2 commands, and 1 more where it names an origin.</summary>
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
            Origin = details.Page.Deal.Origin?.Deal is { } origin ? await OriginAsync(db, origin, cancel) : null,
        };
    }

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
        var id = reader.GetInt64(0);
        var (deal, city) = (
            Deal(reader),
            new CityLink(reader.GetInt64(23), reader.GetString(24), reader.Json<LocalText>(25)!)
        );
        var collection = reader.Text(26) is { } language
            ? new CollectionLine(language, reader.Json<LocalText>(27)!)
            : null;
        var project = reader.Text(28) is { } identifier ? new ProjectLink(identifier, reader.GetString(29)) : null;
        var version = reader.Number(30) is { } number
            ? new VersionLine(
                number,
                reader.Coded<VersionKind>(31),
                DateTime.SpecifyKind(reader.GetDateTime(32), DateTimeKind.Utc),
                reader.GetString(33)
            )
            : null;
        return (
            id,
            new DealDetails(
                deal,
                city,
                await NextAsync(reader, r => new AreaName(r.GetString(0), r.Json<LocalText>(1)!), cancel),
                await NextAsync(reader, Party, cancel),
                await NextAsync(reader, Commitment, cancel),
                await NextAsync(reader, Indicator, cancel),
                version,
                collection,
                project,
                null,
                []
            )
        );
    }

    private static async Task<List<T>> NextAsync<T>(
        DbDataReader reader,
        Func<DbDataReader, T> read,
        CancellationToken cancel
    )
    {
        await reader.NextResultAsync(cancel);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel))
            rows.Add(read(reader));
        return rows;
    }

    private static Deal Deal(DbDataReader r) =>
        new()
        {
            Identifier = r.GetString(1),
            Slug = r.GetString(2),
            Title = r.Json<LocalText>(3)!,
            OriginalName = r.Json<LocalText>(4),
            Summary = r.Json<LocalText>(5)!,
            Instrument = r.Coded<Instrument>(6),
            Relation = r.Coded<Relation>(7),
            Standing = r.Coded<Standing>(8),
            Delivery = r.Coded<Delivery>(9),
            Agreed = r.Date(10),
            Start = r.Date(11),
            End = r.Date(12),
            LegalNature = r.Coded<LegalNature>(13),
            OpenToJoin = r.Coded<OpenToJoin>(14),
            Prototype = r.GetBoolean(15),
            Origin = r.Json<Origin>(16),
            PartyCountStated = r.Number(17),
            Articles = r.Json<List<Article>>(18) ?? [],
            Reporting = r.Json<Reporting>(19),
            Notes = r.Json<LocalText>(20),
            AsSource = r.Json<SourceWords>(21),
            Sources = r.Json<List<Source>>(22) ?? [],
        };

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

    private static Commitment Commitment(DbDataReader r) =>
        new()
        {
            Key = r.GetString(0),
            Order = r.GetInt32(1),
            By = r.GetString(2),
            With = r.Json<List<string>>(3) ?? [],
            Action = r.Json<LocalText>(4)!,
            Quantity = r.Json<Quantity>(5),
            Quantified = !r.IsDBNull(5),
            Direction = r.Text(6) is { } direction ? Enum.Parse<Direction>(direction) : null,
            Baseline = r.Json<Baseline>(7),
            Target = r.Json<Target>(8),
            AsSource = r.Json<SourceWords>(9),
            Sources = r.Json<List<Source>>(10) ?? [],
        };

    private static Indicator Indicator(DbDataReader r) =>
        new()
        {
            Key = r.GetString(0),
            Order = r.GetInt32(1),
            Commitment = r.Text(2),
            Name = r.Json<LocalText>(3)!,
            Quantity = r.Json<Quantity>(4),
            Word = r.Json<LocalText>(5),
            Date = r.Date(6),
            Note = r.Json<LocalText>(7),
            AsSource = r.Json<SourceWords>(8),
            Sources = r.Json<List<Source>>(9) ?? [],
        };
}
