using System.Text.Json.Nodes;
using Alliance.Knowledge.Replications;
using Alliance.Platform.Texts;
using Alliance.Transparency.Log;

namespace Alliance.Transparency.Handing;

/// <summary>
/// A deal or practice in one file that another installation checks and takes over (docs/format.md, "Signed packages"). What stands in it is
/// fingerprinted field by field, and the fingerprints are signed by the key of the log: so a change is named, not only noticed.
/// </summary>
/// <param name="Format">The form of this file: <c>alliance-package-1</c>.</param>
/// <param name="Site">The address of the installation that made it.</param>
/// <param name="Page">The page of the deal or practice there.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="City">Whose it is; absent for what belongs to no city.</param>
/// <param name="Number">Of a deal: the number of the version.</param>
/// <param name="MadeAt">When it was made (UTC).</param>
/// <param name="Content">The document, as it stands in <c>deals.jsonl</c> or <c>practices.jsonl</c>.</param>
/// <param name="Proof">What the log says of the version, where it was signed there.</param>
/// <param name="Note">A signed note (C2SP): the format, and the SHA-256 of each field's canonical JSON.</param>
/// <param name="Key">The public key that signed it (C2SP signed-note).</param>
public sealed record SignedPackage(
    string Format,
    string Site,
    string Page,
    OriginKind Kind,
    PackageCity? City,
    int? Number,
    DateTime MadeAt,
    JsonObject Content,
    ProofBundle? Proof,
    string Note,
    string Key
)
{
    /// <summary>Of a deal: its city's translation of a summary that is not in English. It is no part of the version.</summary>
    public string? EnglishSummary { get; init; }

    /// <summary>Of a practice: the deals that it was written of, as far as they fit; absent where there are none.</summary>
    public IReadOnlyList<PackageDeal>? Deals { get; init; }

    public const string FormatName = "alliance-package-1";

    /// <summary>Longer ones are refused.</summary>
    public const int MostBytes = 4 << 20;

    /// <summary>The deals of a practice come with it as long as their documents have no more characters; with a proof, each stands there twice.</summary>
    public const int MostOfDeals = 600_000;
}

/// <summary>Whose it is.</summary>
/// <param name="Id">The city's identifier there.</param>
/// <param name="Name">Its name.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Inhabitants">How many people live there, where that is known: targets are brought to another size by it.</param>
public sealed record PackageCity(string Id, LocalText Name, string Country, long? Inhabitants);

/// <summary>A deal that a practice was written of, for whoever wants to read what it rests on.</summary>
/// <param name="Id">Its identifier, as it stands among the practice's deals.</param>
/// <param name="Page">Its page there.</param>
/// <param name="Number">The number of its newest version.</param>
/// <param name="Content">That version, as it stands in <c>deals.jsonl</c>.</param>
/// <param name="Proof">What the log says of it, where it was signed there.</param>
public sealed record PackageDeal(string Id, string Page, int Number, JsonObject Content, ProofBundle? Proof);
