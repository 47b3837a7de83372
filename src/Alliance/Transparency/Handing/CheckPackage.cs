using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alliance.Knowledge.Replications;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Alliance.Transparency.Log;

namespace Alliance.Transparency.Handing;

/// <summary>Checks a signed package without asking anybody: form, signature, fingerprints, and the log's proof where there is one.</summary>
internal static class CheckPackage
{
    /// <returns>
    /// What it says, as an origin. Refused with <c>package-unreadable</c>, <c>package-signature</c>, <c>package-differs</c> (which names the fields that
    /// are others than were signed), <c>package-proof</c> (which names what in the log's proof does not hold).
    /// </returns>
    public static Outcome<OriginNow> Run(ReadOnlySpan<byte> file)
    {
        if (BundleShape.Strict(file) is not { ValueKind: JsonValueKind.Object } json || Read(json) is not { } package)
            return new Refusal("package-unreadable");
        if (
            !VerifierKey.TryParse(package.Key, out var key)
            || SignedNote.Read(package.Note) is not { } note
            || !note.IsSignedBy(key)
            || Fingerprints.Read(note.Text) is not { } signed
        )
            return new Refusal("package-signature");
        var now = Fingerprints.Of(json);
        var differs = now
            .Keys.Union(signed.Keys)
            .Where(f => now.GetValueOrDefault(f) != signed.GetValueOrDefault(f))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (differs.Count > 0)
            return new Refusal("package-differs", string.Join(", ", differs));
        var content = CanonicalJson.Of(json.GetProperty("content"));
        if (Proof(json, package, content) is { } wrong)
            return new Refusal("package-proof", wrong);
        return Origin(package, package.EnglishSummary is { } english ? With(content, english) : content);
    }

    private static SignedPackage? Read(JsonElement json)
    {
        try
        {
            var package = json.Deserialize<SignedPackage>(JsonColumn.Options);
            return
                package
                    is {
                        Format: SignedPackage.FormatName,
                        Site: not null,
                        Page: not null,
                        Content: not null,
                        Note: not null,
                        Key: not null
                    }
                && IsAddress(package.Site)
                && IsAddress(package.Page)
                && package.Page.StartsWith(package.Site + "/", StringComparison.Ordinal)
                ? package
                : null;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    // It is shown as a link.
    private static bool IsAddress(string text) =>
        text.Length <= 500
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.UserInfo.Length == 0;

    private static string? Proof(JsonElement json, SignedPackage package, string content)
    {
        if (package.Proof is null)
            return null;
        var found = new Findings();
        BundleCheck.Run(
            found,
            Encoding.UTF8.GetBytes(json.GetProperty("proof").GetRawText()),
            kept: null,
            key: package.Key
        );
        if (found.All.FirstOrDefault(f => !f.Right) is { } wrong)
            return wrong.What;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
        return package.Proof.Hash == hash && package.Proof.Number == package.Number ? null : "content";
    }

    // Beside what was signed, it stands where an import would look for it.
    private static string With(string content, string english)
    {
        var document = JsonNode.Parse(content)!.AsObject();
        document["englishSummary"] = english;
        return CanonicalJson.Of(JsonSerializer.SerializeToElement(document, JsonColumn.Options));
    }

    private static Outcome<OriginNow> Origin(SignedPackage package, string content)
    {
        // It comes from outside, and is shown: what an import would refuse is refused here too.
        if (PackageSchemas.Of(package.Kind == OriginKind.Deal ? "deals" : "practices").Validate(content).Count > 0)
            return new Refusal("package-unreadable");
        try
        {
            return OriginNow.Of(
                package.Kind,
                new OriginElsewhere(
                    package.Site,
                    package.Page,
                    package.Key,
                    package.City?.Name,
                    package.City?.Inhabitants,
                    content
                ),
                content
            );
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return new Refusal("package-unreadable");
        }
    }
}
