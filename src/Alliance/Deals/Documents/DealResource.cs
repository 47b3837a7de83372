using System.Text.Json.Serialization;
using Alliance.Platform.Search;
using Alliance.Platform.Web;

namespace Alliance.Deals.Documents;

/// <summary>A deal as the API hands it out: its document of the open format, and where it stands here.</summary>
public sealed record DealResource : DealDocument
{
    private DealResource(DealDocument document)
        : base(document) { }

    /// <summary>Its address in this API.</summary>
    [JsonPropertyOrder(1)]
    public required string Url { get; init; }

    /// <summary>When the record last changed here (UTC).</summary>
    [JsonPropertyOrder(1)]
    public required DateTime Changed { get; init; }

    /// <summary>Where more about it is.</summary>
    [JsonPropertyOrder(1)]
    public required DealLinks Links { get; init; }

    /// <summary>What its title and summary are about: identifiers of the glossary, the first most.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<string> Concepts { get; init; }

    /// <summary>
    /// In an answer to words: other names, as the record writes them, by which alone it has some of them. Left out where it has
    /// all of them as they were given.
    /// </summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<OtherName>? Through { get; init; }

    /// <summary>Wants what <see cref="DealDocument.Of"/> wants.</summary>
    /// <param name="through">By which other names a search found it.</param>
    internal static DealResource Of(Deal deal, HttpRequest request, IReadOnlyList<OtherName>? through = null)
    {
        var own = ApiRoutes.AddressOf(request, $"deals/{deal.Identifier}");
        return new(DealDocument.Of(deal))
        {
            Url = own,
            Changed = deal.ChangedAt,
            Concepts = [.. ConceptTags.Of(deal.Title, deal.Summary).Select(c => c.Id)],
            Through = through,
            Links = new DealLinks(
                ApiRoutes.PagesOf(request, $"deals/{deal.Slug}"),
                ApiRoutes.AddressOf(request, $"cities/{deal.City!.Identifier}"),
                own + "/versions",
                own + "/commitments",
                deal.Project is { } project ? ApiRoutes.AddressOf(request, $"projects/{project}") : null,
                deal.Collection is { } collection ? ApiRoutes.AddressOf(request, $"collections/{collection}") : null
            ),
        };
    }
}

/// <summary>Addresses of what belongs to a deal.</summary>
/// <param name="Pages">Its page for people, by language.</param>
/// <param name="Versions">Every version of its record.</param>
/// <param name="Commitments">Its commitments, one by one.</param>
public sealed record DealLinks(
    IReadOnlyDictionary<string, string> Pages,
    string City,
    string Versions,
    string Commitments,
    string? Project,
    string? Collection
);
