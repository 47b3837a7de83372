using System.Text.Json;
using System.Text.Json.Serialization;
using Alliance.Deals.Documents;
using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Alliance.Platform.Web;

namespace Alliance.Deals.Api;

/// <summary>A version as the API hands it out: its document, and its address here.</summary>
public sealed record VersionResource : VersionDocument
{
    private VersionResource(VersionDocument document)
        : base(document) { }

    /// <summary>Its address in this API.</summary>
    [JsonPropertyOrder(1)]
    public required string Url { get; init; }

    /// <summary>Wants the signatures with their associations loaded.</summary>
    internal static VersionResource Of(DealVersion version, string deal, HttpRequest request) =>
        new(
            new VersionDocument(
                IdOf(deal, version.Number),
                deal,
                version.Number,
                version.Kind,
                version.RecordedAt,
                version.Hash,
                JsonSerializer.Deserialize<DealDocument>(version.Content, JsonColumn.Options)!
            )
            {
                Agreed = version.Agreed,
                Signatures = version
                    .Signatures.OrderBy(s => s.Id)
                    .Select(s => new SignatureDocument(s.Party, s.Role, s.Way, s.At, s.Hash, s.By?.Identifier))
                    .ToList()
                    .OrNone(),
            }
        )
        {
            Url = ApiRoutes.AddressOf(request, FormattableString.Invariant($"deals/{deal}/versions/{version.Number}")),
        };
}

/// <summary>A commitment as the API hands it out: as it stands in its deal's document, with the deal and the party.</summary>
public sealed record CommitmentResource : CommitmentDocument
{
    private CommitmentResource(CommitmentDocument document)
        : base(document) { }

    /// <summary>The identifier of its deal.</summary>
    [JsonPropertyOrder(1)]
    public required string Deal { get; init; }

    /// <summary>Who promises: the party whose key is <c>by</c>.</summary>
    [JsonPropertyOrder(1)]
    public required PartyDocument Party { get; init; }

    internal static CommitmentResource Of(Commitment commitment, string deal, PartyDocument party) =>
        new(CommitmentDocument.Of(commitment)) { Deal = deal, Party = party };
}
