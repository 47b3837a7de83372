using System.Text.Json;
using System.Text.Json.Nodes;
using Alliance.Deals;
using Alliance.Knowledge;
using Alliance.Knowledge.Documents;
using Alliance.Knowledge.Replications;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Alliance.Transparency.Log;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Handing;

/// <summary>Makes the signed package of a deal's newest version, or of a practice as it stands.</summary>
internal sealed class MakePackage(AppDb db, LogKey key, MailLinks links, TimeProvider time)
{
    /// <returns>Refused with <c>practice-not-found</c> where nothing public has this identifier, and with <c>english-summary-missing</c>.</returns>
    public async Task<Outcome<SignedPackage>> PracticeAsync(string identifier, CancellationToken cancel)
    {
        var practice = await db
            .Practices.AsNoTracking()
            .Include(p => p.City)
            .Include(p => p.Reviews)
                .ThenInclude(r => r.City)
            .SingleOrDefaultAsync(p => p.Identifier == identifier && p.Standing == PracticeStanding.Published, cancel);
        if (practice is null)
            return new Refusal("practice-not-found");
        if (!InEnglish.Has(practice.Text))
            return new Refusal(InEnglish.Missing);
        return Sign(
            "practices/" + identifier,
            OriginKind.Practice,
            practice.City,
            null,
            CanonicalJson.Of(PracticeDocument.Of(practice)),
            null,
            deals: await DealsAsync(practice.Deals, cancel)
        );
    }

    // Public documents, each with what the log says of it: whoever gets the practice can read what it rests on.
    private async Task<List<PackageDeal>?> DealsAsync(List<string> named, CancellationToken cancel)
    {
        if (named.Count == 0)
            return null;
        var newest = await db
            .DealVersions.Where(v =>
                named.Contains(v.Deal!.Identifier)
                && !db.DealVersions.Any(w => w.DealId == v.DealId && w.Number > v.Number)
            )
            .OrderBy(v => v.Deal!.Identifier)
            .Select(v => new
            {
                v.Deal!.Identifier,
                v.Deal.Slug,
                v.Number,
                v.Hash,
                v.Content,
            })
            .ToListAsync(cancel);
        // As far as they fit: the practice names all of them.
        var room = SignedPackage.MostOfDeals;
        var fitting = newest.FindAll(v => (room -= v.Content.Length) >= 0);
        if (fitting.Count == 0)
            return null;
        var proofs = await LogQueries.LatestAsync(db, cancel) is { } latest
            ? await LogQueries.BundlesAsync(
                db,
                latest,
                fitting.ConvertAll(v => new LoggedVersion(v.Identifier, v.Number, v.Hash, v.Content)),
                cancel
            )
            : [];
        return fitting.ConvertAll(v => new PackageDeal(
            v.Identifier,
            links.Of(Language.English, "deals/" + v.Slug),
            v.Number,
            JsonNode.Parse(v.Content)!.AsObject(),
            proofs.GetValueOrDefault(v.Identifier)
        ));
    }

    /// <returns>Refused with <c>deal-not-found</c>, <c>english-summary-missing</c>.</returns>
    public async Task<Outcome<SignedPackage>> DealAsync(string identifier, CancellationToken cancel)
    {
        var version = await db
            .DealVersions.Where(v => v.Deal!.Identifier == identifier)
            .OrderByDescending(v => v.Number)
            .Select(v => new
            {
                v.Number,
                v.Content,
                v.Deal!.Slug,
                v.Deal.Summary,
                v.Deal.EnglishSummary,
                v.Deal.City,
            })
            .FirstOrDefaultAsync(cancel);
        if (version is null)
            return new Refusal("deal-not-found", identifier);
        if (version.EnglishSummary is null && !InEnglish.Has(version.Summary))
            return new Refusal(InEnglish.Missing);
        var proof = await LogQueries.LatestAsync(db, cancel) is { } latest
            ? await LogQueries.BundleAsync(db, latest, identifier, version.Number, 0, cancel)
            : null;
        return Sign(
            "deals/" + version.Slug,
            OriginKind.Deal,
            version.City,
            version.Number,
            version.Content,
            proof,
            version.EnglishSummary
        );
    }

    private SignedPackage Sign(
        string path,
        OriginKind kind,
        City? city,
        int? number,
        string content,
        ProofBundle? proof,
        string? english = null,
        List<PackageDeal>? deals = null
    )
    {
        var signer = key.Find() ?? key.Make();
        var package = new SignedPackage(
            SignedPackage.FormatName,
            links.Of("").TrimEnd('/'),
            links.Of(Language.English, path),
            kind,
            city is null ? null : new PackageCity(city.Identifier, city.Name, city.Country, city.Inhabitants),
            number,
            time.GetUtcNow().InWholeSeconds().UtcDateTime,
            JsonNode.Parse(content)!.AsObject(),
            proof,
            "",
            signer.Verifier.ToString()
        )
        {
            EnglishSummary = english,
            Deals = deals,
        };
        var fingerprints = Fingerprints.Of(JsonSerializer.SerializeToElement(package, JsonColumn.Options));
        return package with { Note = signer.Sign(Fingerprints.Text(fingerprints)) };
    }
}
