using System.Globalization;
using Alliance.Deals;
using Alliance.Deals.Index;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

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

    /// <summary>Who takes part in the city's deals beside the city itself, by kind (1 query).</summary>
    public static async Task<List<PartnerGroup>> ListAsync(
        AppDb db,
        DealSnapshot deals,
        string city,
        Reader reader,
        CancellationToken cancel = default
    )
    {
        // Of each organisation its kind and in how many of the city's deals it is; of groups the members, by kind.
        var named = new Dictionary<int, (OrganisationKind? Kind, int Deals)>();
        var unnamed = new int[Enum.GetValues<OrganisationKind>().Length + 1];
        foreach (var deal in CityQueries.DealsOf(deals, city))
        {
            foreach (
                var party in deal
                    .Parties.Where(p => p is { Named: true, Role: not PartyRole.City })
                    .DistinctBy(p => p.Organisation)
            )
                named[party.Organisation] = (party.Kind, named.GetValueOrDefault(party.Organisation).Deals + 1);
            foreach (var group in deal.Parties.Where(p => !p.Named))
                unnamed[group.Kind is { } kind ? (int)kind : ^1] += group.Count ?? 0;
        }
        var byKind = named.ToLookup(n => n.Value.Kind, n => (Id: n.Key, n.Value.Deals));
        var shown = byKind.ToDictionary(
            g => g.Key!.Value,
            g => g.OrderByDescending(p => p.Deals).ThenBy(p => p.Id).Take(PartnersShown).ToList()
        );
        var names = await NamesAsync(db, shown.Values.SelectMany(s => s.Select(p => (long)p.Id)), cancel);
        var alphabet = reader.Culture.CompareInfo.GetStringComparer(CompareOptions.IgnoreCase);
        return
        [
            .. Enum.GetValues<OrganisationKind>()
                .Select(kind => (OrganisationKind?)kind)
                .Append(null)
                .Select(kind => new PartnerGroup(
                    kind,
                    byKind[kind].Count(),
                    unnamed[kind is { } known ? (int)known : ^1],
                    [
                        .. (kind is { } k ? shown.GetValueOrDefault(k) ?? [] : [])
                            .Select(p => new Partner(names[p.Id].Identifier, names[p.Id].Name, p.Deals))
                            .OrderByDescending(p => p.Deals)
                            .ThenBy(p => p.Name, alphabet),
                    ]
                ))
                .Where(g => g.Total + g.Unnamed > 0),
        ];
    }

    private static async Task<Dictionary<long, (string Identifier, string Name)>> NamesAsync(
        AppDb db,
        IEnumerable<long> ids,
        CancellationToken cancel
    ) =>
        await db.ReadAsync(
            $"SELECT id, identifier, name FROM organisations WHERE id IN ({PlainSql.List(ids)})",
            [],
            async reader =>
            {
                var names = new Dictionary<long, (string, string)>();
                while (await reader.ReadAsync(cancel))
                    names[reader.GetInt64(0)] = (reader.GetString(1), reader.GetString(2));
                return names;
            },
            cancel
        );
}
