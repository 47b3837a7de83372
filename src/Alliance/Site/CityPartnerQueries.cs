using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site;

/// <summary>A partner with the number of this city's deals it takes part in.</summary>
public sealed record Partner(string Identifier, string Name, int Deals);

/// <summary>The partners of one kind; <paramref name="Named"/> is cut off where there are many.</summary>
/// <param name="Kind">Null only for groups whose kind no source states.</param>
/// <param name="Total">Organisations that are named.</param>
/// <param name="Unnamed">Further ones that sources count in groups without naming them.</param>
public sealed record PartnerGroup(OrganisationKind? Kind, int Total, int Unnamed, IReadOnlyList<Partner> Named);

public static class CityPartnerQueries
{
    /// <summary>So many partners of a kind are named on the city's page; the list of organisations has the others.</summary>
    public const int PartnersShown = 24;

    /// <summary>Who takes part in the city's deals beside the city itself, by kind.</summary>
    public static async Task<List<PartnerGroup>> ListAsync(AppDb db, long city, CancellationToken cancel = default)
    {
        // Plain SQL, because EF cannot take the first so many of each group. Counts follow merges: a merged record's part
        // is the other record's part.
        var named = await db
            .Database.SqlQuery<PartnerRow>(
                $"""
                SELECT identifier, name, kind, deals, total, place
                FROM (
                    SELECT o.identifier, o.name, o.kind, o.sort_name, p.deals,
                        COUNT(*) OVER (PARTITION BY o.kind) AS total,
                        ROW_NUMBER() OVER (PARTITION BY o.kind ORDER BY p.deals DESC, o.sort_name, o.id) AS place
                    FROM (
                        SELECT COALESCE(r.merged_into_id, r.id) AS organisation, COUNT(DISTINCT d.id) AS deals
                        FROM deals d
                        JOIN parties p ON p.deal_id = d.id
                        JOIN organisations r ON r.id = p.organisation_id
                        WHERE d.city_id = {city} AND p.role <> 'city'
                        GROUP BY COALESCE(r.merged_into_id, r.id)
                    ) p
                    JOIN organisations o ON o.id = p.organisation
                ) ranked
                WHERE place <= {PartnersShown}
                """
            )
            .ToListAsync(cancel);
        var unnamed = await db
            .Deals.Where(d => d.CityId == city)
            .SelectMany(d => d.Parties)
            .Where(p => p.GroupCount != null)
            .GroupBy(p => p.GroupKind)
            .Select(g => new { Kind = g.Key, Total = g.Sum(p => p.GroupCount) })
            .ToListAsync(cancel);
        return
        [
            .. Enum.GetValues<OrganisationKind>()
                .Select(kind => (OrganisationKind?)kind)
                .Append(null)
                .Select(kind =>
                {
                    var code = kind is { } known ? Code.Of(known) : null;
                    var rows = named.Where(p => p.Kind == code).OrderBy(p => p.Place).ToList();
                    return new PartnerGroup(
                        kind,
                        rows is [var first, ..] ? first.Total : 0,
                        unnamed.Find(u => u.Kind == kind)?.Total ?? 0,
                        [.. rows.Select(p => new Partner(p.Identifier, p.Name, p.Deals))]
                    );
                })
                .Where(g => g.Total + g.Unnamed > 0),
        ];
    }

    private sealed record PartnerRow(string Identifier, string Name, string Kind, int Deals, int Total, int Place);
}
