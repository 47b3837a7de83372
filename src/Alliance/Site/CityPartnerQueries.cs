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
        var (totals, shown, unnamed) = deals.Once(("partners", city), () => Count(deals, city));
        var names = await NamesAsync(db, shown.Values.SelectMany(s => s.Select(p => (long)p.Id)), cancel);
        var alphabet = reader.Culture.CompareInfo.GetStringComparer(CompareOptions.IgnoreCase);
        return
        [
            .. Enum.GetValues<OrganisationKind>()
                .Select(kind => (OrganisationKind?)kind)
                .Append(null)
                .Select(kind => new PartnerGroup(
                    kind,
                    kind is { } counted ? totals.GetValueOrDefault(counted) : 0,
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

    /// <summary>How many partners of each kind, those in most of the city's deals, and the members of groups by kind.</summary>
    private static (
        Dictionary<OrganisationKind, int> Totals,
        Dictionary<OrganisationKind, List<(int Id, int Deals)>> Shown,
        int[] Unnamed
    ) Count(DealSnapshot deals, string city)
    {
        var named = new Dictionary<int, (OrganisationKind Kind, int Deals)>();
        var unnamed = new int[Enum.GetValues<OrganisationKind>().Length + 1];
        var here = new HashSet<int>();
        foreach (var deal in CityQueries.DealsOf(deals, city))
        {
            here.Clear();
            foreach (var party in deal.Parties)
                if (!party.Named)
                    unnamed[party.Kind is { } kind ? (int)kind : ^1] += party.Count ?? 0;
                else if (party is { Role: not PartyRole.City, Kind: { } known } && here.Add(party.Organisation))
                    named[party.Organisation] = (known, named.GetValueOrDefault(party.Organisation).Deals + 1);
        }
        var byKind = named.GroupBy(n => n.Value.Kind, n => (Id: n.Key, n.Value.Deals)).ToList();
        return (
            byKind.ToDictionary(g => g.Key, g => g.Count()),
            byKind.ToDictionary(
                g => g.Key,
                g => g.OrderByDescending(p => p.Deals).ThenBy(p => p.Id).Take(PartnersShown).ToList()
            ),
            unnamed
        );
    }

    private static async Task<Dictionary<long, (string Identifier, string Name)>> NamesAsync(
        AppDb db,
        IEnumerable<long> ids,
        CancellationToken cancel
    )
    {
        var (these, parameter) = db.IsIn("id", ids);
        return await db.ReadAsync(
            $"SELECT id, identifier, name FROM organisations WHERE {these}",
            [parameter],
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
}
