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

/// <summary>Checks a signed package without asking anybody: form, signature, fingerprints, the log's proof where there is one, and the deals that come with a practice.</summary>
internal static class CheckPackage
{
    /// <returns>
    /// What it says, as an origin. Refused with <c>package-unreadable</c>, <c>package-signature</c>, <c>package-differs</c> (which names the fields that
    /// are others than were signed), <c>package-proof</c> (which names what in the log's proof does not hold, and of which deal).
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
        if (Proof(json, package.Proof, package.Number, content, package.Key) is { } wrong)
            return new Refusal("package-proof", wrong);
        if (Deals(json, package) is { } refused)
            return refused;
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
                && IsPage(package.Site, package.Page)
                && (package.Deals ?? []).All(d =>
                    d is { Id: not null, Content: not null } && IsPage(package.Site, d.Page)
                )
                ? package
                : null;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    private static bool IsPage(string site, string? page) =>
        page is not null && IsAddress(page) && page.StartsWith(site + "/", StringComparison.Ordinal);

    // It is shown as a link.
    private static bool IsAddress(string text) =>
        text.Length <= 500
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.UserInfo.Length == 0;

    /// <param name="holder">In which the proof stands, of the package or of a deal.</param>
    /// <param name="proof">The same, as it was read.</param>
    /// <param name="number">Of the version.</param>
    /// <param name="content">Of the version.</param>
    /// <param name="key">The public key that signed the package.</param>
    /// <returns>What does not hold; null where all of it does, or where there is none.</returns>
    private static string? Proof(JsonElement holder, ProofBundle? proof, int? number, string content, string key)
    {
        if (proof is null)
            return null;
        var found = new Findings();
        BundleCheck.Run(found, Encoding.UTF8.GetBytes(holder.GetProperty("proof").GetRawText()), kept: null, key: key);
        if (found.All.FirstOrDefault(f => !f.Right) is { } wrong)
            return wrong.What;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
        return proof.Hash == hash && proof.Number == number ? null : "content";
    }

    // Of a practice: each deal is one that it names, has the form of a deal, and its proof holds.
    private static Refusal? Deals(JsonElement json, SignedPackage package)
    {
        if (package.Deals is not { Count: > 0 } deals)
            return null;
        var named = package.Content["deals"] is JsonArray names ? names.Select(n => $"{n}").ToList() : [];
        foreach (var (holder, deal) in json.GetProperty("deals").EnumerateArray().Zip(deals))
        {
            var content = CanonicalJson.Of(holder.GetProperty("content"));
            if (
                package.Kind != OriginKind.Practice
                || !named.Contains(deal.Id)
                || $"{deal.Content["id"]}" != deal.Id
                || PackageSchemas.Of("deals").Validate(content).Count > 0
            )
                return new Refusal("package-unreadable");
            if (Proof(holder, deal.Proof, deal.Number, content, package.Key) is { } wrong)
                return new Refusal("package-proof", $"deals.{deal.Id}: {wrong}");
        }
        return null;
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
