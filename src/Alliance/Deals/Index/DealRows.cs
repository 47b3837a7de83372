using System.Data.Common;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Deals.Index;

/// <summary>Names that lists show beside a deal: few, and asked for by every one of them.</summary>
/// <param name="Areas">In their order.</param>
internal sealed record RegisterNames(IReadOnlyList<Named> Cities, IReadOnlyList<NamedArea> Areas);

/// <summary>A city or policy area by name.</summary>
public record Named(long Id, string Identifier, LocalText Name);

public sealed record NamedArea(long Id, string Identifier, LocalText Name, PolicyAreaKind Kind)
    : Named(Id, Identifier, Name);

/// <summary>Reads the rows of the index from the database, all or some; one command each.</summary>
internal static class DealRows
{
    public static Task<RegisterNames> NamesAsync(AppDb db, CancellationToken cancel) =>
        db.ReadAsync(
            """
            SELECT id, identifier, name FROM cities ORDER BY identifier;
            SELECT id, identifier, name, kind FROM policy_areas ORDER BY "order", id
            """,
            [],
            async reader =>
            {
                var cities = Rows(reader, r => new Named(r.GetInt64(0), r.GetString(1), r.Json<LocalText>(2)!));
                await reader.NextResultAsync(cancel);
                return new RegisterNames(
                    cities,
                    Rows(
                        reader,
                        r => new NamedArea(
                            r.GetInt64(0),
                            r.GetString(1),
                            r.Json<LocalText>(2)!,
                            r.Coded<PolicyAreaKind>(3)
                        )
                    )
                );
            },
            cancel
        );

    /// <param name="ids">Which deals; null for all.</param>
    public static Task<DealRow[]> ReadAsync(AppDb db, IReadOnlyCollection<long>? ids, CancellationToken cancel)
    {
        string Where(string column, string and = "") =>
            ids is not null
                ? $"WHERE {column} IN ({PlainSql.List(ids)}) {and.Replace("WHERE", "AND", StringComparison.Ordinal)}"
                : and;
        // Every column asked for lies in an index, so that the long rows of deals and parties are not read.
        return db.ReadAsync(
            $"""
            SELECT o.id, o.kind, o.merged_into_id FROM organisations o
                {(ids is null ? "" : OfParties(Where("p.deal_id")))};
            SELECT deal_id, policy_area_id FROM deal_areas {Where("deal_id")};
            SELECT deal_id, organisation_id, role, group_kind, group_count FROM parties
                {Where("deal_id", "WHERE collective IS NULL")};
            SELECT id, city_id, instrument, delivery, open_to_join, standing, year, sort_date, changed_at, promises, quantified
                FROM deals {Where("id")}
            """,
            [],
            async reader =>
            {
                var organisations = ReadOrganisations(reader);
                await reader.NextResultAsync(cancel);
                var areas = Lists(reader, r => r.GetInt64(1));
                await reader.NextResultAsync(cancel);
                var parties = Lists(reader, r => Party(r, organisations));
                await reader.NextResultAsync(cancel);
                var rows = new List<DealRow>();
                // Not ReadAsync: hundreds of thousands of rows are at hand, and each await would cost more than its row.
                while (reader.Read())
                    rows.Add(
                        new DealRow(
                            reader.GetInt64(0),
                            reader.GetInt64(1),
                            reader.Coded<Instrument>(2),
                            reader.Coded<Delivery>(3),
                            reader.Coded<OpenToJoin>(4),
                            reader.Coded<Standing>(5),
                            reader.Number(6),
                            reader.GetFieldValue<DateOnly>(7),
                            reader.GetDateTime(8).Ticks,
                            reader.GetInt32(9),
                            reader.GetInt32(10),
                            areas.GetValueOrDefault(reader.GetInt64(0))?.ToArray() ?? [],
                            parties.GetValueOrDefault(reader.GetInt64(0))?.ToArray() ?? []
                        )
                    );
                rows.Sort((a, b) => a.Id.CompareTo(b.Id));
                return rows.ToArray();
            },
            cancel
        );
    }

    // With the records they were merged into.
    private static string OfParties(string which) =>
        $"""
            WHERE o.id IN (SELECT p.organisation_id FROM parties p {which})
                OR o.id IN (
                    SELECT m.merged_into_id FROM parties p JOIN organisations m ON m.id = p.organisation_id {which})
            """;

    private static List<T> Rows<T>(DbDataReader reader, Func<DbDataReader, T> read)
    {
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    private static Dictionary<long, (OrganisationKind Kind, long Root)> ReadOrganisations(DbDataReader reader)
    {
        var organisations = new Dictionary<long, (OrganisationKind, long)>();
        while (reader.Read())
            organisations[reader.GetInt64(0)] = (
                reader.Coded<OrganisationKind>(1),
                reader.IsDBNull(2) ? reader.GetInt64(0) : reader.GetInt64(2)
            );
        return organisations;
    }

    private static PartyFact Party(
        DbDataReader reader,
        Dictionary<long, (OrganisationKind Kind, long Root)> organisations
    )
    {
        var role = reader.Coded<PartyRole>(2);
        if (!reader.IsDBNull(1))
        {
            var root = organisations[reader.GetInt64(1)].Root;
            return new PartyFact(checked((int)root), role, organisations[root].Kind, null);
        }
        return new PartyFact(0, role, reader.IsDBNull(3) ? null : reader.Coded<OrganisationKind>(3), reader.Number(4));
    }

    private static Dictionary<long, List<T>> Lists<T>(DbDataReader reader, Func<DbDataReader, T> read)
    {
        var lists = new Dictionary<long, List<T>>();
        while (reader.Read())
        {
            var deal = reader.GetInt64(0);
            if (!lists.TryGetValue(deal, out var list))
                lists[deal] = list = [];
            list.Add(read(reader));
        }
        return lists;
    }
}
