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
        string Of(string column) => ids is null ? "" : $"AND {column} IN ({PlainSql.List(ids)})";
        // Every column asked for lies in an index, so that the long rows of deals, parties and versions are not read. What
        // belongs to a deal comes in the order of deals.
        return db.ReadAsync(
            $"""
            SELECT id, kind, merged_into_id FROM organisations {(ids is null ? "" : PartiesOf(Of("p.deal_id")))};
            SELECT id, city_id, instrument, delivery, open_to_join, standing, year, sort_date, changed_at, promises, quantified
                FROM deals WHERE city_id IS NOT NULL {Of("id")};
            SELECT deal_id, policy_area_id FROM deal_areas WHERE deal_id > 0 {Of("deal_id")} ORDER BY deal_id;
            SELECT deal_id, organisation_id, role, group_kind, group_count FROM parties
                WHERE collective IS NULL {Of("deal_id")} ORDER BY deal_id;
            SELECT deal_id, number, recorded_at FROM deal_versions WHERE deal_id > 0 {Of(
                "deal_id"
            )} ORDER BY deal_id, number
            """,
            [],
            async reader =>
            {
                var organisations = Organisations(reader);
                await reader.NextResultAsync(cancel);
                var rows = Rows(reader, Deal).ToArray();
                Array.Sort(rows, (a, b) => a.Id.CompareTo(b.Id));
                await reader.NextResultAsync(cancel);
                Give(reader, rows, r => r.GetInt64(1), (row, areas) => row.Areas = areas);
                await reader.NextResultAsync(cancel);
                Give(reader, rows, r => Party(r, organisations), (row, parties) => row.Parties = parties);
                await reader.NextResultAsync(cancel);
                Give(
                    reader,
                    rows,
                    r => (Number: r.GetInt32(1), At: r.GetDateTime(2).Ticks),
                    (row, versions) => (row.Version, row.RecordedAt) = versions[^1]
                );
                return rows;
            },
            cancel
        );
    }

    // With the records they were merged into.
    private static string PartiesOf(string which) =>
        $"""
            WHERE id IN (SELECT p.organisation_id FROM parties p WHERE p.collective IS NULL {which})
                OR id IN (
                    SELECT m.merged_into_id FROM parties p JOIN organisations m ON m.id = p.organisation_id
                    WHERE p.collective IS NULL {which})
            """;

    // Not ReadAsync: hundreds of thousands of rows are at hand, and each await would cost more than its row.
    private static List<T> Rows<T>(DbDataReader reader, Func<DbDataReader, T> read)
    {
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    private static Dictionary<long, (OrganisationKind Kind, long Root)> Organisations(DbDataReader reader)
    {
        var organisations = new Dictionary<long, (OrganisationKind, long)>();
        while (reader.Read())
            organisations[reader.GetInt64(0)] = (
                reader.Coded<OrganisationKind>(1),
                reader.IsDBNull(2) ? reader.GetInt64(0) : reader.GetInt64(2)
            );
        return organisations;
    }

    private static DealRow Deal(DbDataReader reader) =>
        new(
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
            reader.GetInt32(10)
        );

    private static PartyFact Party(
        DbDataReader reader,
        Dictionary<long, (OrganisationKind Kind, long Root)> organisations
    )
    {
        var role = reader.Coded<PartyRole>(2);
        if (reader.IsDBNull(1))
            return new PartyFact(
                0,
                role,
                reader.IsDBNull(3) ? null : reader.Coded<OrganisationKind>(3),
                reader.Number(4)
            );
        // One that was stored between two statements is met again when its event comes.
        if (
            !organisations.TryGetValue(reader.GetInt64(1), out var own)
            || !organisations.TryGetValue(own.Root, out var root)
        )
            return new PartyFact(reader.GetInt64(1), role, null, null);
        return new PartyFact(own.Root, role, root.Kind, null);
    }

    /// <summary>Hands each deal what belongs to it; both come in the order of deals.</summary>
    private static void Give<T>(
        DbDataReader reader,
        DealRow[] rows,
        Func<DbDataReader, T> read,
        Action<DealRow, T[]> give
    )
    {
        var some = new List<T>();
        var place = 0;
        while (reader.Read())
        {
            var deal = reader.GetInt64(0);
            if (place < rows.Length && rows[place].Id != deal)
            {
                Flush();
                while (place < rows.Length && rows[place].Id < deal)
                    place++;
            }
            if (place < rows.Length && rows[place].Id == deal)
                some.Add(read(reader));
        }
        Flush();

        void Flush()
        {
            if (some.Count > 0)
                give(rows[place], [.. some]);
            some.Clear();
        }
    }
}
