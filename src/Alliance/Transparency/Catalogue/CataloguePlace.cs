using System.Globalization;
using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Catalogue;

/// <summary>A city whose place is known, by GeoNames' address where that is known, else by one within the catalogue.</summary>
internal sealed record CataloguePlace(Iri Id, LocalText Name, string? Point, bool HasDeals)
{
    /// <remarks>1 query.</remarks>
    public static async Task<IReadOnlyList<CataloguePlace>> LoadAsync(
        AppDb db,
        string catalogue,
        CancellationToken cancel
    )
    {
        var cities = await db
            .Cities.OrderBy(c => c.Identifier)
            .Select(c => new
            {
                c.Identifier,
                c.Name,
                c.Geonames,
                c.Latitude,
                c.Longitude,
                HasDeals = db.Deals.Any(d => d.CityId == c.Id),
            })
            .ToListAsync(cancel);
        return
        [
            .. cities
                .Where(c => c.Geonames is not null || (c.Latitude is not null && c.Longitude is not null))
                .Select(c => new CataloguePlace(
                    new Iri(
                        c.Geonames is { } number
                            ? string.Create(CultureInfo.InvariantCulture, $"https://sws.geonames.org/{number}/")
                            : $"{catalogue}#city-{c.Identifier}"
                    ),
                    c.Name,
                    c is { Latitude: { } north, Longitude: { } east }
                        ? string.Create(CultureInfo.InvariantCulture, $"POINT({east} {north})")
                        : null,
                    c.HasDeals
                )),
        ];
    }

    public void Describe(RdfGraph graph)
    {
        graph.Add(Id, Terms.Type, Terms.InDct("Location"));
        graph.Add(Id, Terms.InSkos("prefLabel"), Name.All.Select(n => new RdfLiteral(n.Value, n.Key)));
        graph.Add(Id, Terms.InDcat("centroid"), Point is null ? null : new RdfLiteral(Point, Type: Terms.Wkt));
    }
}
