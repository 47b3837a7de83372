using System.Runtime.CompilerServices;
using Alliance.Deals;
using Alliance.Deals.Index;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Tables;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site.Api;

/// <summary>The lists of organisations, of their deals and of cities as files.</summary>
internal static class SiteExports
{
    private const int Batch = 500;

    private static readonly Table<Listed> Organisations = new(
        "organisations",
        [
            Column<Listed>.Of("id", r => r.Organisation.Identifier),
            Column<Listed>.Of("name", r => r.Organisation.Name),
            Column<Listed>.Of("otherNames", r => r.Organisation.OtherNames),
            Column<Listed>.Of("kind", r => (OrganisationKind?)r.Organisation.Kind),
            Column<Listed>.Of("size", r => r.Organisation.Size),
            Column<Listed>.Of("nace", r => r.Organisation.Nace),
            new(
                "city",
                r => r.Organisation.City?.Identifier,
                (r, reader) => r.Organisation.City?.Name.In(reader.Language).Text
            ),
            Column<Listed>.Of("place", r => r.Organisation.Place),
            Column<Listed>.Of("country", r => r.Organisation.Country),
            Column<Listed>.Of(
                "officialNumbers",
                r => r.Organisation.OfficialNumbers.Select(n => $"{n.Scheme} {n.Value}")
            ),
            Column<Listed>.Of("deals", r => r.Deals),
            Column<Listed>.Of("collection", r => r.Organisation.Collection),
            Column<Listed>.Of("sources", r => r.Organisation.Sources.Select(s => s.Url)),
        ]
    );

    private static readonly Table<CityFacts> Cities = new(
        "cities",
        [
            Column<CityFacts>.Of("id", r => r.City.Identifier),
            Column<CityFacts>.Text("name", r => r.City.Name),
            Column<CityFacts>.Of("country", r => r.City.Country),
            Column<CityFacts>.Of("role", r => (CityRole?)r.City.Role),
            Column<CityFacts>.Of("latitude", r => r.City.Latitude),
            Column<CityFacts>.Of("longitude", r => r.City.Longitude),
            Column<CityFacts>.Of("population", r => r.City.Population?.Value),
            Column<CityFacts>.Of("climateTarget", r => r.City.ClimateTarget?.Year),
            Column<CityFacts>.Text("programme", r => r.City.Programme?.Name),
            Column<CityFacts>.Of("languages", r => r.City.Languages),
            Column<CityFacts>.Of("deals", r => r.Deals),
            Column<CityFacts>.Of("programmes", r => r.Programmes),
            Column<CityFacts>.Of("collection", r => r.City.Collection),
            Column<CityFacts>.Of("sources", r => r.City.Sources.Select(s => s.Url)),
        ]
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapTable(
            Organisations,
            "organisations",
            "organisations",
            "Organisations",
            "Organisations of a choice, one a row.",
            async (http, db) =>
            {
                var (filter, errors) = await OrganisationsApi.ReadAsync(http.Request, db, http.RequestAborted);
                return new(ListedAsync(db, filter with { After = null }, http.RequestAborted), errors);
            },
            OrganisationsApi.Choice
        );
        routes.MapTable(
            Cities,
            "cities",
            "cities",
            "Cities",
            "The cities of the register, or those that have the words, one a row.",
            (http, db) => Task.FromResult(new Rows<CityFacts>(CitiesAsync(http, db), [])),
            [CitiesApi.Search]
        );
        routes.MapTable(
            DealTables.Deals,
            "organisations/{id}/deals",
            "organisations/{id}/deals",
            "Organisations",
            "The deals in which it takes part, the latest first, one a row.",
            DealsOfAsync,
            [OrganisationsApi.Id]
        );
    }

    private static async Task<Rows<Deal>> DealsOfAsync(HttpContext http, AppDb db)
    {
        var id = (string)http.Request.RouteValues["id"]!;
        if (await OrganisationQueries.FindAsync(db, id, http.RequestAborted) is not { } facts)
            return new(AsyncEnumerable.Empty<Deal>(), [], new Refusal("organisation-not-found", id));
        var deals = await OrganisationQueries
            .DealsOf(db, facts.Records)
            .OrderByDescending(d => d.SortDate)
            .ThenByDescending(d => d.Id)
            .Select(d => d.Id)
            .ToListAsync(http.RequestAborted);
        return new(DealTables.WholeAsync(db, deals, http.RequestAborted), []);
    }

    private static async IAsyncEnumerable<Listed> ListedAsync(
        AppDb db,
        OrganisationFilter filter,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var hits = await OrganisationListQueries.FindAsync(db, filter, cancel);
        while (true)
        {
            var rows = await OrganisationListQueries.RowsAsync(db, filter, hits, Batch, cancel);
            var ids = rows.Select(r => r.Identifier).ToList();
            var organisations = await db
                .Organisations.AsNoTracking()
                .Include(o => o.City)
                .Where(o => ids.Contains(o.Identifier))
                .ToDictionaryAsync(o => o.Identifier, cancel);
            foreach (var row in rows)
                if (organisations.TryGetValue(row.Identifier, out var organisation))
                    yield return new Listed(organisation, row.Deals);
            if (rows.Count < Batch)
                yield break;
            filter = filter with { After = rows[^1].Identifier };
        }
    }

    private static async IAsyncEnumerable<CityFacts> CitiesAsync(HttpContext http, AppDb db)
    {
        var cancel = http.RequestAborted;
        var deals = await http.RequestServices.GetRequiredService<DealIndex>().CurrentAsync(cancel);
        var hits = await CitiesApi.FindAsync(http, db);
        var after = "";
        while (true)
        {
            var rows = await CityQueries.FollowingAsync(db, deals, hits, after, Batch, cancel);
            foreach (var row in rows)
                yield return row;
            if (rows.Count < Batch)
                yield break;
            after = rows[^1].City.Identifier;
        }
    }

    private sealed record Listed(Organisation Organisation, int Deals);
}
