using Alliance.Platform.Exchange;
using Alliance.Platform.Texts;

namespace Alliance.Network.Documents;

public record CityDocument(
    string Id,
    LocalText Name,
    string Country,
    double? Latitude,
    double? Longitude,
    string? CoordinatesSource,
    long? Geonames,
    Population? Population,
    long? PopulationGeonames,
    ClimateTarget? ClimateTarget,
    List<string>? Languages,
    CityRole Role,
    LocalText? RoleNote,
    SourceWords? AsSource,
    CityProgramme? Programme,
    List<ActionField>? ActionFields,
    string? ActionFieldsSource,
    List<AnnouncedCount>? AnnouncedCounts,
    List<string>? CompleteFor,
    string? Collection,
    List<Source>? Sources
) : IDocument
{
    public static CityDocument Of(City c) =>
        new(
            c.Identifier,
            c.Name,
            c.Country,
            c.Latitude,
            c.Longitude,
            c.CoordinatesSource,
            c.Geonames,
            c.Population,
            c.PopulationGeonames,
            c.ClimateTarget,
            c.Languages.OrNone(),
            c.Role,
            c.RoleNote,
            c.AsSource,
            c.Programme,
            c.ActionFields.OrNone(),
            c.ActionFieldsSource,
            c.AnnouncedCounts.OrNone(),
            c.CompleteFor.OrNone(),
            c.Collection,
            c.Sources.OrNone()
        );

    public City Apply(City? stored)
    {
        var city =
            stored
            ?? new City
            {
                Identifier = Id,
                Name = Name,
                Country = Country,
                Role = Role,
            };
        (city.Name, city.Country, city.Role, city.RoleNote) = (Name, Country, Role, RoleNote);
        (city.Latitude, city.Longitude) = (Latitude, Longitude);
        (city.CoordinatesSource, city.Geonames) = (CoordinatesSource, Geonames);
        (city.Population, city.PopulationGeonames) = (Population, PopulationGeonames);
        (city.ClimateTarget, city.Languages) = (ClimateTarget, Languages ?? []);
        (city.AsSource, city.Programme) = (AsSource, Programme);
        (city.ActionFields, city.ActionFieldsSource) = (ActionFields ?? [], ActionFieldsSource);
        (city.AnnouncedCounts, city.CompleteFor) = (AnnouncedCounts ?? [], CompleteFor ?? []);
        (city.Collection, city.Sources) = (Collection, Sources ?? []);
        return city;
    }
}
