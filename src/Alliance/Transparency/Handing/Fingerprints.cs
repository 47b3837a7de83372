using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Alliance.Deals;
using Alliance.Platform.Exchange;

namespace Alliance.Transparency.Handing;

/// <summary>The SHA-256 of what a package says, field by field; of its content and of the deals that come with it, each field of that.</summary>
internal static class Fingerprints
{
    private static readonly string[] Unsigned = ["note", "key"];

    /// <summary>By the name of the field: <c>page</c>, <c>content.title</c>, <c>deals.es-01.number</c>; in the order of the names.</summary>
    /// <param name="package">The package as JSON; note and key are left out, for they say so.</param>
    public static SortedDictionary<string, string> Of(JsonElement package)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in package.EnumerateObject().Where(f => !Unsigned.Contains(f.Name)))
            if (field.Name == "deals" && ById(field.Value) is { } deals)
                foreach (var (id, deal) in deals)
                    Add(found, $"deals.{id}.", deal.EnumerateObject());
            else
                Add(found, "", [field]);
        return found;
    }

    private static void Add(SortedDictionary<string, string> found, string before, IEnumerable<JsonProperty> fields)
    {
        foreach (var field in fields)
            if (field is { Name: "content", Value.ValueKind: JsonValueKind.Object })
                foreach (var inner in field.Value.EnumerateObject())
                    found[$"{before}content.{inner.Name}"] = Hash(inner.Value);
            // Whoever moved a field out of the content could else give it the name that it had there.
            else if (field.Name.Contains('.', StringComparison.Ordinal))
                found[$"{before}({field.Name})"] = Hash(field.Value);
            else
                found[before + field.Name] = Hash(field.Value);
    }

    // Null where they do not have a name each: then they are one field.
    private static Dictionary<string, JsonElement>? ById(JsonElement deals)
    {
        if (deals.ValueKind != JsonValueKind.Array)
            return null;
        var found = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var deal in deals.EnumerateArray())
            if (
                deal.ValueKind != JsonValueKind.Object
                || !deal.TryGetProperty("id", out var id)
                || id.ValueKind != JsonValueKind.String
                || !DealFacet.IsIdentifier(id.GetString()!)
                || !found.TryAdd(id.GetString()!, deal)
            )
                return null;
        return found;
    }

    /// <summary>What is signed.</summary>
    public static string Text(SortedDictionary<string, string> fingerprints) =>
        SignedPackage.FormatName + "\n" + string.Concat(fingerprints.Select(f => $"{f.Key} {f.Value}\n"));

    /// <summary>The fingerprints that a note lists; null where it is none of ours.</summary>
    public static Dictionary<string, string>? Read(string text)
    {
        if (text.Split('\n') is not [SignedPackage.FormatName, .. var lines, ""])
            return null;
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines)
            if (line.Split(' ') is not [{ Length: > 0 } name, { Length: 64 } hash] || !found.TryAdd(name, hash))
                return null;
        return found;
    }

    private static string Hash(JsonElement value) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalJson.Of(value))));
}
