using Alliance.Deals;
using Alliance.Deals.Documents;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Bench.Filling;

/// <summary>A city of the register, with the organisations that deals there choose from.</summary>
internal sealed record Place(long Id, string Identifier, int Language, string Council)
{
    /// <summary>Identifiers; those in most deals first.</summary>
    public List<string> Organisations { get; } = [];
}

/// <summary>
/// Cities and organisations: those of <c>data/alliance</c>, which are stored already, and the made-up ones around them.
/// </summary>
internal sealed class Register
{
    // With this power of the rank the first of 100 cities has a tenth of all deals.
    private const double Zipf = 0.72;

    private static readonly string[] Countries = ["IE", "DE", "FI", "SE"];
    private static readonly (double Latitude, double Longitude)[] Centres = [(53, -7.5), (51, 10), (63, 26), (60, 15)];

    private readonly List<Place> places = [];
    private double[] shares = [];

    public References References { get; } = new();

    /// <summary>Organisations that take part everywhere: networks, chambers, utilities.</summary>
    public List<string> Everywhere { get; } = [];

    public IReadOnlyList<string> AreaNames { get; private set; } = [];

    public List<City> NewCities { get; } = [];
    public List<Organisation> NewOrganisations { get; } = [];

    /// <summary>The largest first.</summary>
    public IReadOnlyList<Place> Places => places;

    public static async Task<Register> MakeAsync(AppDb db, FillSize size)
    {
        var register = new Register();
        await register.LoadAsync(db);
        register.MakeCities(new Draw(size.Seed), FillSize.Cities);
        register.MakeOrganisations(new Draw(size.Seed + 1), size.Organisations);
        return register;
    }

    /// <summary>A city, the large ones far more often.</summary>
    public Place Place(double share)
    {
        var at = Array.BinarySearch(shares, share);
        return places[Math.Min(at < 0 ? ~at : at, places.Count - 1)];
    }

    private async Task LoadAsync(AppDb db)
    {
        foreach (var area in await db.PolicyAreas.OrderBy(a => a.Order).ToListAsync())
            References.Areas[area.Identifier] = (area.Id, area.Order);
        AreaNames = [.. References.Areas.Keys];
        foreach (var city in await db.Cities.OrderBy(c => c.Id).ToListAsync())
        {
            References.Cities[city.Identifier] = city.Id;
            places.Add(new Place(city.Id, city.Identifier, Language(city.Languages), ""));
        }
        foreach (var o in await db.Organisations.Include(o => o.City).OrderBy(o => o.Id).ToListAsync())
        {
            References.Organisations[o.Identifier] = o.Id;
            if (o.City is { } city && places.FindIndex(p => p.Identifier == city.Identifier) is >= 0 and var at)
            {
                places[at].Organisations.Add(o.Identifier);
                if (o.Kind == OrganisationKind.Municipality)
                {
                    var council = places[at] with { Council = o.Identifier };
                    council.Organisations.AddRange(places[at].Organisations);
                    places[at] = council;
                }
            }
        }
    }

    private static int Language(List<string> languages) =>
        Math.Max(0, Array.FindIndex(Phrases.Languages, l => languages.Contains(l)));

    private void MakeCities(Draw draw, int count)
    {
        var first = places.Max(p => p.Id) + 1;
        for (var i = 0; places.Count < count; i++)
        {
            var (language, name) = (i % 4, MadeUpNames.City(i));
            var identifier = MadeUpNames.Identifier(name);
            var city = new City
            {
                Identifier = identifier,
                Name = new LocalText(
                    Phrases.Languages[language],
                    Phrases.Languages.Select(l => new KeyValuePair<string, string>(l, name))
                ),
                Country = Countries[language],
                Latitude = Math.Round(Centres[language].Latitude + draw.Share() * 3 - 1.5, 3),
                Longitude = Math.Round(Centres[language].Longitude + draw.Share() * 4 - 2, 3),
                Population = new Population(draw.Between(20_000, 900_000)),
                ClimateTarget = draw.Percent(70) ? new ClimateTarget(draw.Between(2028, 2050)) : null,
                Languages = [Phrases.Languages[language]],
                Role = draw.Percent(10) ? CityRole.Lead : CityRole.Participant,
                CompleteFor = draw.Percent(30) ? [draw.Of(AreaNames)] : [],
                Sources = [new Source($"https://{identifier}.example/climate")],
            };
            NewCities.Add(city);
            References.Cities[identifier] = first + i;
            places.Add(new Place(first + i, identifier, language, "city-of-" + identifier));
        }
        // The real cities are small and large ones among the others.
        for (var i = places.Count - 1; i > 0; i--)
        {
            var other = draw.Below(i + 1);
            (places[i], places[other]) = (places[other], places[i]);
        }
        var weights = Enumerable.Range(1, places.Count).Select(rank => Math.Pow(rank, -Zipf)).ToArray();
        var sum = 0.0;
        shares = [.. weights.Select(w => (sum += w) / weights.Sum())];
    }

    private void MakeOrganisations(Draw draw, int count)
    {
        var id = References.Organisations.Values.Max();
        foreach (
            var place in places.Where(p => !References.Organisations.ContainsKey(p.Council) && p.Council.Length > 0)
        )
            Add(
                Organisation(
                    draw,
                    place,
                    place.Council,
                    "Council of " + place.Identifier,
                    OrganisationKind.Municipality
                )
            );
        while (References.Organisations.Count < count)
        {
            var number = References.Organisations.Count;
            var place = Place(draw.Share());
            var name = MadeUpNames.Organisation(number, place.Language);
            var organisation = Organisation(draw, place, $"{MadeUpNames.Identifier(name)}-{number}", name, Kind(draw));
            if (draw.Percent(1.5) && place.Organisations.Count > 5)
                organisation.MergedIntoId = Target(place);
            Add(organisation);
            if (place.Organisations.Count > 2 && Everywhere.Count < 60 && organisation.MergedIntoId is null)
                Everywhere.Add(organisation.Identifier);
            place.Organisations.Add(organisation.Identifier);
        }

        void Add(Organisation organisation)
        {
            NewOrganisations.Add(organisation);
            References.Organisations[organisation.Identifier] = ++id;
        }
    }

    // Merges are one step deep, see MergeOrganisations.
    private long? Target(Place place) =>
        References.Organisations[place.Organisations[0]] is var id
        && NewOrganisations.Find(o => o.Identifier == place.Organisations[0])?.MergedIntoId is null
            ? id
            : null;

    private static Organisation Organisation(
        Draw draw,
        Place place,
        string identifier,
        string name,
        OrganisationKind kind
    ) =>
        new()
        {
            Identifier = identifier,
            Name = name,
            Kind = kind,
            CityId = place.Id,
            Country = Countries[place.Language],
            Size =
                kind == OrganisationKind.Sme
                    ? draw.Weighted(
                        (OrganisationSize.Micro, 5),
                        (OrganisationSize.Small, 4),
                        (OrganisationSize.Medium, 1)
                    )
                    : null,
            Nace = draw.Percent(60) ? draw.Of(["C", "D", "F", "G", "H", "I", "N", "P"]) : null,
            OtherNames = draw.Percent(5) ? [name.Split(' ')[0]] : [],
            OfficialNumbers = draw.Percent(40)
                ? [new OfficialNumber("vat", $"{Countries[place.Language]}{draw.Below(100_000_000):00000000}")]
                : [],
            Sources = [new Source($"https://{identifier}.example/")],
        };

    private static OrganisationKind Kind(Draw draw) =>
        draw.Weighted(
            (OrganisationKind.Sme, 35),
            (OrganisationKind.Company, 28),
            (OrganisationKind.SmeAssociation, 3),
            (OrganisationKind.SocialEconomy, 8),
            (OrganisationKind.Ngo, 9),
            (OrganisationKind.Academia, 3),
            (OrganisationKind.Utility, 3),
            (OrganisationKind.PublicBody, 4),
            (OrganisationKind.Network, 2),
            (OrganisationKind.CitizenGroup, 5)
        );
}
