using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Alliance.Platform.Exchange;

namespace Alliance.Transparency.Log;

/// <summary>What a saved proof looks like, before anything in it is checked (docs/format.md, "The log").</summary>
internal static partial class BundleShape
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);
    private static readonly string[] Fields =
    [
        "checkpoint",
        "content",
        "deal",
        "entries",
        "format",
        "hash",
        "key",
        "number",
    ];

    /// <summary>JSON that everybody reads alike; null for anything else.</summary>
    public static JsonElement? Strict(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var json = JsonElement.Parse(Utf8.GetString(utf8));
            // Writing it finds what the reader lets pass: names that stand twice, halves of characters.
            _ = CanonicalJson.Of(json);
            return json;
        }
        catch (Exception e) when (e is JsonException or FormatException or DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Whether it has every field of a proof, of the right kind, and no other.</summary>
    public static bool Is(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object
        && Has(json, ["consistency"], Fields)
        && Fields.Except(["entries", "number"]).All(f => json.GetProperty(f).ValueKind == JsonValueKind.String)
        && json.GetProperty("format").GetString() == ProofBundle.FormatName
        && IsWhole(json.GetProperty("number"))
        && Hex().IsMatch(json.GetProperty("hash").GetString()!)
        && json.GetProperty("entries") is { ValueKind: JsonValueKind.Array } entries
        && entries.GetArrayLength() > 0
        && entries.EnumerateArray().All(IsEntry)
        && (!json.TryGetProperty("consistency", out var proof) || IsConsistency(proof));

    private static bool IsEntry(JsonElement entry) =>
        entry.ValueKind == JsonValueKind.Object
        && Has(entry, [], ["index", "kind", "proof", "salt", "statement"])
        && IsWhole(entry.GetProperty("index"))
        && entry.GetProperty("kind").ValueKind == JsonValueKind.String
        && entry.GetProperty("salt").ValueKind == JsonValueKind.String
        && Hex().IsMatch(entry.GetProperty("salt").GetString()!)
        && entry.GetProperty("statement").ValueKind == JsonValueKind.Object
        && AreHashes(entry.GetProperty("proof"));

    private static bool IsConsistency(JsonElement proof) =>
        proof.ValueKind == JsonValueKind.Object
        && Has(proof, [], ["from", "proof"])
        && IsWhole(proof.GetProperty("from"))
        && AreHashes(proof.GetProperty("proof"));

    // All of these fields, and no others but those that may be there.
    private static bool Has(JsonElement json, string[] optional, string[] required)
    {
        var names = json.EnumerateObject().Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        return names.IsSupersetOf(required) && names.Except(required).All(optional.Contains);
    }

    private static bool AreHashes(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array
        && list.EnumerateArray().All(h => h.ValueKind == JsonValueKind.String && Hex().IsMatch(h.GetString()!));

    private static bool IsWhole(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && WholeNumber().IsMatch(value.GetRawText());

    [GeneratedRegex(@"\A[0-9a-f]{64}\z", RegexOptions.None, 1000)]
    private static partial Regex Hex();

    [GeneratedRegex(@"\A(0|[1-9][0-9]{0,14})\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WholeNumber();
}
