using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Alliance.Platform.Exchange;

namespace Alliance.Transparency.Handing;

/// <summary>The SHA-256 of what a package says, field by field; of its content, each field of that.</summary>
internal static class Fingerprints
{
    private static readonly string[] Unsigned = ["note", "key"];

    /// <summary>By the name of the field: <c>page</c>, <c>content.title</c>; in the order of the names.</summary>
    /// <param name="package">The package as JSON; note and key are left out, for they say so.</param>
    public static SortedDictionary<string, string> Of(JsonElement package)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in package.EnumerateObject().Where(f => !Unsigned.Contains(f.Name)))
            if (field is { Name: "content", Value.ValueKind: JsonValueKind.Object })
                foreach (var inner in field.Value.EnumerateObject())
                    found["content." + inner.Name] = Hash(inner.Value);
            else
                found[field.Name] = Hash(field.Value);
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
