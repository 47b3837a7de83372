using System.Text.Json;
using System.Text.Json.Nodes;
using Alliance.Platform.Texts;
using Alliance.Transparency.Log;

namespace Alliance.Transparency.Handing;

/// <summary>A signed package as <c>alliance verify</c> is given it: what the page that takes it over would say, by the same codes.</summary>
internal static class HandedFile
{
    /// <summary>Whether it says of itself that it is one.</summary>
    public static bool Is(ReadOnlySpan<byte> file) =>
        BundleShape.Strict(file) is { ValueKind: JsonValueKind.Object } json
        && json.TryGetProperty("format", out var format)
        && format.ValueKind == JsonValueKind.String
        && format.GetString()!.StartsWith("alliance-package-", StringComparison.Ordinal);

    /// <param name="found">Where to tell.</param>
    /// <param name="file">The package.</param>
    /// <param name="key">The public key that the reader knows.</param>
    public static void Check(Findings found, ReadOnlySpan<byte> file, string? key)
    {
        if (file.Length > SignedPackage.MostBytes)
        {
            found.Wrong("file-too-large", $"a package has {SignedPackage.MostBytes >> 20} MB at most.");
            return;
        }
        var read = CheckPackage.Run(file);
        if (read.Refusal is { } refusal)
        {
            found.Wrong(refusal.Code, refusal.In(Language.English));
            return;
        }
        var elsewhere = read.Value.Elsewhere!;
        found.Add("package", true, $"{elsewhere.Page} says so, signed by {elsewhere.Key}.", "");
        if (key is not null)
            found.Add(
                elsewhere.Key == key.Trim() ? "key" : "package-other-key",
                elsewhere.Key == key.Trim(),
                "it is the key that you know.",
                "it is signed by another key than the one you know."
            );
        if (JsonNode.Parse(file)!["deals"] is not JsonArray deals)
            return;
        foreach (var deal in deals)
            found.Add(
                $"deals.{deal!["id"]}",
                true,
                deal["proof"] is null
                    ? $"version {deal["number"]}, of which no log comes with it."
                    : $"version {deal["number"]}, as the log says.",
                ""
            );
    }
}
