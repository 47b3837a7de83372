using System.Text.Json.Nodes;
using Alliance.Design;
using Alliance.Network;
using Alliance.Platform.Texts;
using Microsoft.AspNetCore.Components;

namespace Alliance.Site;

/// <summary>What the pages of cities, organisations and projects are about, in the words of schema.org.</summary>
internal static class SiteData
{
    public static JsonObject Of(City city, Reader reader, NavigationManager navigation)
    {
        var data = new JsonObject
        {
            ["@type"] = "City",
            ["name"] = city.Name.In(reader.Language).Text,
            ["mainEntityOfPage"] = navigation.Whole(reader.At("cities/" + city.Identifier)),
            ["containedInPlace"] = new JsonObject
            {
                ["@type"] = "Country",
                ["name"] = reader.Country(city.Country),
                ["identifier"] = city.Country,
            },
        };
        if (city is { Latitude: { } latitude, Longitude: { } longitude })
            data["geo"] = new JsonObject
            {
                ["@type"] = "GeoCoordinates",
                ["latitude"] = latitude,
                ["longitude"] = longitude,
            };
        return data;
    }

    public static JsonObject Of(OrganisationFacts facts, Reader reader, NavigationManager navigation)
    {
        var organisation = facts.Organisation;
        var data = new JsonObject
        {
            ["@type"] = organisation.Kind switch
            {
                OrganisationKind.Ngo => "NGO",
                OrganisationKind.Municipality or OrganisationKind.PublicBody => "GovernmentOrganization",
                _ => "Organization",
            },
            ["name"] = organisation.Name,
            ["mainEntityOfPage"] = navigation.Whole(reader.At("organisations/" + organisation.Identifier)),
        };
        var others = organisation.OtherNames.Concat(facts.Merged.Select(m => m.Name)).Distinct().ToList();
        if (others.Count > 0)
            data["alternateName"] = new JsonArray([.. others.Select(n => JsonValue.Create(n))]);
        if (organisation.OfficialNumbers.Count > 0)
            data["identifier"] = new JsonArray([
                .. organisation.OfficialNumbers.Select(n => new JsonObject
                {
                    ["@type"] = "PropertyValue",
                    ["propertyID"] = n.Scheme,
                    ["value"] = n.Value,
                }),
            ]);
        if ((facts.City?.Name.In(reader.Language).Text ?? organisation.Place) is { } town)
            data["location"] = new JsonObject { ["@type"] = "Place", ["name"] = town };
        return data;
    }

    public static JsonObject Of(Project project, Reader reader, NavigationManager navigation)
    {
        var data = new JsonObject
        {
            ["@type"] = "Project",
            ["name"] = project.Name,
            ["mainEntityOfPage"] = navigation.Whole(reader.At("projects/" + project.Identifier)),
        };
        if (project.LongName is { } longName)
            data["alternateName"] = longName;
        if (project.Funder is { } funder)
            data["funder"] = new JsonObject { ["@type"] = "Organization", ["name"] = funder };
        if (project.Grant is { } grant)
            data["identifier"] = grant;
        return data;
    }
}
