using System.Text.Json.Nodes;
using Alliance.Design;
using Alliance.Platform;
using Alliance.Platform.Texts;
using Microsoft.AspNetCore.Components;

namespace Alliance.Deals;

/// <summary>What the pages of deals are about, in the words of schema.org; see <see cref="JsonLd"/>.</summary>
internal static class DealData
{
    /// <summary>
    /// A <c>CreativeWork</c>: schema.org has no word for an agreement, and the other candidates (<c>GovernmentService</c>,
    /// <c>Legislation</c>, <c>Project</c>) claim more than a source says.
    /// </summary>
    public static JsonObject Of(DealDetails details, Reader reader, NavigationManager navigation)
    {
        var deal = details.Deal;
        string Said(LocalText text) => text.In(reader.Language).Text;
        var data = new JsonObject
        {
            ["@type"] = "CreativeWork",
            ["name"] = Said(deal.Title),
            ["abstract"] = Said(deal.SummaryTold),
            ["genre"] = reader.Name(deal.Instrument),
            ["identifier"] = deal.Identifier,
            ["url"] = navigation.Whole(reader.At("deals/" + deal.Slug)),
            ["spatialCoverage"] = new JsonObject
            {
                ["@type"] = "City",
                ["name"] = Said(details.City.Name),
                ["url"] = navigation.Whole(reader.At("cities/" + details.City.Identifier)),
            },
            ["about"] = new JsonArray([.. details.Areas.Select(a => JsonValue.Create(Said(a.Name)))]),
            ["mentions"] = new JsonArray([
                .. details
                    .Parties.Select(p => p.Organisation)
                    .OfType<OrganisationLink>()
                    .DistinctBy(o => o.Identifier)
                    .Select(o => new JsonObject { ["@type"] = "Organization", ["name"] = o.Name }),
            ]),
            ["isBasedOn"] = new JsonArray([.. deal.Sources.Select(s => JsonValue.Create(s.Url))]),
        };
        if (deal.OriginalName is { } original)
            data["alternateName"] = original.ToString();
        if (deal.Start is not null || deal.End is not null)
            data["temporalCoverage"] = $"{deal.Start?.ToString() ?? ".."}/{deal.End?.ToString() ?? ".."}";
        return data;
    }

    /// <summary>A list as a data set, with the ways in which it can be taken.</summary>
    public static JsonObject DataSet(
        string name,
        string description,
        string list,
        string resource,
        Reader reader,
        NavigationManager navigation
    )
    {
        JsonObject Download(string type, string address) =>
            new()
            {
                ["@type"] = "DataDownload",
                ["encodingFormat"] = type,
                ["contentUrl"] = navigation.Whole(address),
            };
        return new()
        {
            ["@type"] = "Dataset",
            ["name"] = name,
            ["description"] = description,
            ["url"] = navigation.Whole(reader.At(list)),
            ["inLanguage"] = reader.Language.Code,
            ["license"] = DataLicence.Address,
            ["isAccessibleForFree"] = true,
            ["distribution"] = new JsonArray(
                Download("text/csv", reader.At(list + ".csv")),
                Download(
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    reader.At(list + ".xlsx")
                ),
                Download("application/json", $"/api/v1/{resource}")
            ),
        };
    }
}
