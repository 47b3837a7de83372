using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Alliance.Deals.Signing;
using Alliance.Platform.Data;
using Alliance.Platform.Exchange;

namespace Alliance.Deals.Documents;

/// <summary>A version in the open format (docs/format.md, "versions").</summary>
public record VersionDocument(
    string Id,
    string Deal,
    int Number,
    VersionKind Kind,
    DateTime RecordedAt,
    string Hash,
    DealDocument Content
) : IDocument
{
    /// <summary>Of a version that was signed here: the day of the deal's last signature.</summary>
    public PartialDate? Agreed { get; init; }

    /// <summary>Who signed it, without persons.</summary>
    public List<SignatureDocument>? Signatures { get; init; }

    public static string IdOf(string deal, int number) => FormattableString.Invariant($"{deal}-v{number}");

    /// <summary>SHA-256 of the canonical content in UTF-8, lower-case hex.</summary>
    public static string HashOf(string content) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    /// <summary>The document in the one form that hashes are made of (RFC 8785). A translation that came later is no part of it.</summary>
    public static string ContentOf(DealDocument document) => CanonicalJson.Of(document with { EnglishSummary = null });

    /// <summary>The row to store, with the facts that totals count taken from the content.</summary>
    public static DealVersion Row(
        long dealId,
        int number,
        VersionKind kind,
        DateTime recordedAt,
        DealDocument document,
        References references,
        PartialDate? agreed = null
    )
    {
        var content = ContentOf(document);
        var commitments = document.Commitments ?? [];
        return new DealVersion
        {
            DealId = dealId,
            Number = number,
            Kind = kind,
            RecordedAt = recordedAt,
            Hash = HashOf(content),
            Content = content,
            CityId = references.Cities[document.City],
            Instrument = document.Instrument,
            DatedBy = (agreed ?? document.Agreed ?? document.Start)?.Last,
            Agreed = agreed,
            Commitments = commitments.Count,
            Quantified = commitments.Count(c => c.Quantity is not null),
            Parties =
            [
                .. document
                    .Parties.Where(p => p.Collective is null)
                    .Select(p => new VersionParty
                    {
                        OrganisationId = p.Organisation is { } id ? references.Organisations[id] : null,
                        Role = p.Role,
                        StatedCount = p.Group?.Count,
                    }),
            ],
        };
    }
}

/// <summary>A signature in the open format: for whom, in which role, how, when, over what.</summary>
/// <param name="Party">The party's key in the version.</param>
/// <param name="By">The association that signed by its mandate.</param>
public sealed record SignatureDocument(
    string Party,
    PartyRole Role,
    SigningWay Way,
    DateTime At,
    string Hash,
    string? By = null
);
