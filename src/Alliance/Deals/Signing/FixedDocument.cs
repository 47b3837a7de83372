using System.Text.Json;
using Alliance.Deals.Documents;
using Alliance.Platform.Data;

namespace Alliance.Deals.Signing;

/// <summary>Reads what a fixed text says.</summary>
public static class FixedDocument
{
    public static DealDocument Of(Release release) =>
        JsonSerializer.Deserialize<DealDocument>(release.Content, JsonColumn.Options)!;

    /// <summary>The identifier of the deal it is about, without reading the whole.</summary>
    internal static string IdOf(Release release)
    {
        using var document = JsonDocument.Parse(release.Content);
        return document.RootElement.GetProperty("id").GetString()!;
    }
}
