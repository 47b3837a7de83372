using System.Data.Common;
using System.Globalization;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Index;

/// <summary>Names that lists show beside a deal: few, and asked for by every one of them.</summary>
/// <param name="Areas">In their order.</param>
internal sealed record RegisterNames(IReadOnlyList<Named> Cities, IReadOnlyList<NamedArea> Areas);

/// <summary>A city or policy area by name.</summary>
public record Named(long Id, string Identifier, LocalText Name);

public sealed record NamedArea(long Id, string Identifier, LocalText Name, PolicyAreaKind Kind)
    : Named(Id, Identifier, Name);

/// <summary>What the index takes from the record of an organisation.</summary>
/// <param name="Root">The record it was merged into; itself where it was not.</param>
internal readonly record struct OrganisationFact(OrganisationKind Kind, long Root);

/// <param name="Organisations">Those that take part in them, by key; of all deals all there are.</param>
internal sealed record DealsRead(DealRow[] Rows, IReadOnlyDictionary<long, OrganisationFact> Organisations)
{
    public static DealsRead None { get; } = new([], new Dictionary<long, OrganisationFact>());
}

/// <summary>Reads the rows of the index from the database, all or some.</summary>
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

    /// <param name="db">On its connection.</param>
    /// <param name="beside">
    /// A second one. Parties are as much to read as all the rest; with it they are read at the same time.
    /// </param>
    /// <param name="ids">Which deals; null for all.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<DealsRead> ReadAsync(
        AppDb db,
        AppDb? beside,
        IReadOnlyCollection<long>? ids,
        CancellationToken cancel
    )
    {
        DealRow[] rows;
        PartiesRead parties;
        if (beside is null)
        {
            rows = await OwnAsync(db, ids, cancel);
            parties = await PartiesAsync(db, ids, cancel);
        }
        else
        {
            // A thread of its own: SQLite does not wait, it works.
            var reading = Task.Run(() => PartiesAsync(beside, ids, cancel), CancellationToken.None);
            try
            {
                rows = await OwnAsync(db, ids, cancel);
            }
            finally
            {
                parties = await reading;
            }
        }
        var place = 0;
        foreach (var (deal, own) in parties.Parties)
        {
            while (place < rows.Length && rows[place].Id < deal)
                place++;
            if (place < rows.Length && rows[place].Id == deal)
                rows[place].Parties = own;
        }
        return new DealsRead(rows, parties.Organisations);
    }

    /// <summary>The named organisations, and the records that were merged into them.</summary>
    public static Task<Dictionary<long, OrganisationFact>> OrganisationsAsync(
        AppDb db,
        IReadOnlyCollection<string> names,
        CancellationToken cancel
    )
    {
        var named = db.Organisations.Where(o => names.Contains(o.Identifier));
        return named
            .Union(db.Organisations.Where(o => named.Any(n => n.Id == o.MergedIntoId)))
            .Select(o => new
            {
                o.Id,
                o.Kind,
                Root = o.MergedIntoId ?? o.Id,
            })
            .ToDictionaryAsync(o => o.Id, o => new OrganisationFact(o.Kind, o.Root), cancel);
    }

    // Every column asked for lies in an index, so that the long rows of deals, parties and versions are not read. What
    // belongs to a deal comes in the order of deals.
    private static Task<DealRow[]> OwnAsync(AppDb db, IReadOnlyCollection<long>? ids, CancellationToken cancel) =>
        db.ReadAsync(
            $"""
            SELECT id, city_id, instrument, delivery, open_to_join, standing, year, sort_date, changed_at, promises, quantified
                FROM deals WHERE city_id IS NOT NULL {In("id", ids)};
            SELECT deal_id, string_agg(CAST(policy_area_id AS text), ';') FROM deal_areas
                WHERE deal_id > 0 {In("deal_id", ids)} GROUP BY deal_id ORDER BY deal_id;
            SELECT deal_id, number, recorded_at FROM deal_versions WHERE deal_id > 0 {In(
                "deal_id",
                ids
            )} ORDER BY deal_id, number
            """,
            [],
            async reader =>
            {
                var rows = Rows(reader, Deal).ToArray();
                Array.Sort(rows, (a, b) => a.Id.CompareTo(b.Id));
                await reader.NextResultAsync(cancel);
                Give(
                    reader,
                    rows,
                    (row, r) =>
                        row.Areas = Array.ConvertAll(
                            r.GetString(1).Split(';'),
                            a => long.Parse(a, CultureInfo.InvariantCulture)
                        )
                );
                await reader.NextResultAsync(cancel);
                // The latest version comes last.
                Give(reader, rows, (row, r) => (row.Version, row.RecordedAt) = (r.GetInt32(1), r.GetDateTime(2).Ticks));
                return rows;
            },
            cancel
        );

    // A deal's parties come as one text, "12:signatory::;0:joiner:sme:40": with a row for each, handing over the rows
    // would take three times what finding them does.
    private static Task<PartiesRead> PartiesAsync(AppDb db, IReadOnlyCollection<long>? ids, CancellationToken cancel)
    {
        var which = In("deal_id", ids);
        return db.ReadAsync(
            $"""
            SELECT id, kind, merged_into_id FROM organisations {(ids is null ? "" : PartiesOf(In("p.deal_id", ids)))};
            SELECT deal_id, string_agg(
                    COALESCE(organisation_id, 0) || ':' || role || ':' || COALESCE(group_kind, '') || ':'
                        || COALESCE(CAST(group_count AS text), ''), ';')
                FROM parties WHERE collective IS NULL {which} GROUP BY deal_id ORDER BY deal_id
            """,
            [],
            async reader =>
            {
                var organisations = Organisations(reader);
                await reader.NextResultAsync(cancel);
                return new PartiesRead(
                    Rows(reader, r => (r.GetInt64(0), Parties(r.GetString(1), organisations))),
                    organisations
                );
            },
            cancel
        );
    }

    private static string In(string column, IReadOnlyCollection<long>? ids) =>
        ids is null ? "" : $"AND {column} IN ({PlainSql.List(ids)})";

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

    private static Dictionary<long, OrganisationFact> Organisations(DbDataReader reader)
    {
        var organisations = new Dictionary<long, OrganisationFact>();
        while (reader.Read())
            organisations[reader.GetInt64(0)] = new OrganisationFact(
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

    private static PartyFact[] Parties(ReadOnlySpan<char> text, Dictionary<long, OrganisationFact> organisations)
    {
        var parties = new PartyFact[text.Count(';') + 1];
        var place = 0;
        foreach (var party in text.Split(';'))
            parties[place++] = Party(text[party], organisations);
        return parties;
    }

    private static PartyFact Party(ReadOnlySpan<char> text, Dictionary<long, OrganisationFact> organisations)
    {
        Span<Range> parts = stackalloc Range[4];
        text.Split(parts, ':');
        var id = long.Parse(text[parts[0]], CultureInfo.InvariantCulture);
        var role = Code.Parse<PartyRole>(text[parts[1]]);
        if (id == 0)
            return new PartyFact(
                0,
                role,
                text[parts[2]] is { IsEmpty: false } kind ? Code.Parse<OrganisationKind>(kind) : null,
                text[parts[3]] is { IsEmpty: false } count ? int.Parse(count, CultureInfo.InvariantCulture) : null
            );
        // One that was stored between two statements is met again when its event comes.
        return organisations.TryGetValue(id, out var own) && organisations.TryGetValue(own.Root, out var root)
            ? new PartyFact(own.Root, role, root.Kind, null)
            : new PartyFact(id, role, null, null);
    }

    /// <summary>Hands each deal what belongs to it; both come in the order of deals.</summary>
    private static void Give(DbDataReader reader, DealRow[] rows, Action<DealRow, DbDataReader> give)
    {
        var place = 0;
        while (reader.Read())
        {
            var deal = reader.GetInt64(0);
            while (place < rows.Length && rows[place].Id < deal)
                place++;
            if (place < rows.Length && rows[place].Id == deal)
                give(rows[place], reader);
        }
    }

    private sealed record PartiesRead(
        IReadOnlyList<(long Deal, PartyFact[] Own)> Parties,
        IReadOnlyDictionary<long, OrganisationFact> Organisations
    );
}
