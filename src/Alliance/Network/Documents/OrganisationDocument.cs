using Alliance.Platform.Exchange;
using Alliance.Platform.Texts;

namespace Alliance.Network.Documents;

public record OrganisationDocument(
    string Id,
    string Name,
    List<string>? OtherNames,
    OrganisationKind Kind,
    OrganisationSize? Size,
    string? Nace,
    string? City,
    string? Place,
    string? Country,
    List<OfficialNumber>? OfficialNumbers,
    LocalText? Role,
    SourceWords? AsSource,
    string? MergedInto,
    string? Collection,
    List<Source>? Sources
) : IDocument
{
    /// <summary>Wants <see cref="Organisation.City"/> and <see cref="Organisation.MergedInto"/> loaded.</summary>
    public static OrganisationDocument Of(Organisation o) =>
        new(
            o.Identifier,
            o.Name,
            o.OtherNames.OrNone(),
            o.Kind,
            o.Size,
            o.Nace,
            o.City?.Identifier,
            o.Place,
            o.Country,
            o.OfficialNumbers.OrNone(),
            o.Role,
            o.AsSource,
            o.MergedInto?.Identifier,
            o.Collection,
            o.Sources.OrNone()
        );

    /// <summary>Everything but the merge, which points to another organisation of perhaps the same package.</summary>
    public Organisation Apply(Organisation? stored, Func<string, long> cityId)
    {
        var organisation =
            stored
            ?? new Organisation
            {
                Identifier = Id,
                Name = Name,
                Kind = Kind,
            };
        (organisation.Name, organisation.OtherNames) = (Name, OtherNames ?? []);
        (organisation.Kind, organisation.Size, organisation.Nace) = (Kind, Size, Nace);
        organisation.CityId = City is null ? null : cityId(City);
        (organisation.Place, organisation.Country) = (Place, Country);
        (organisation.OfficialNumbers, organisation.Role) = (OfficialNumbers ?? [], Role);
        (organisation.AsSource, organisation.Collection, organisation.Sources) = (AsSource, Collection, Sources ?? []);
        return organisation;
    }
}
