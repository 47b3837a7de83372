using System.Text.Json.Serialization;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;

namespace Alliance.Knowledge.Publications.Api;

/// <summary>A booklet or a paper as the API hands it out.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Title">That of its newest edition.</param>
/// <param name="Slug">Its pages' address below <c>/publications/</c>.</param>
/// <param name="Url">Its address in this API.</param>
/// <param name="Links">Its editions.</param>
public sealed record PublicationResource(
    string Id,
    PublicationKind Kind,
    LocalText Title,
    string Slug,
    string Url,
    PublicationLinks Links
);

/// <summary>Editions of a publication.</summary>
/// <param name="Editions">The address of all of them.</param>
/// <param name="Newest">The newest one that holds; where all were withdrawn, the newest of those.</param>
public sealed record PublicationLinks(string Editions, ListedEditionResource Newest);

/// <summary>An edition without what it shows.</summary>
/// <param name="Id">The publication's identifier and the number.</param>
/// <param name="Number">From 1.</param>
/// <param name="Title">As it stands on its cover.</param>
/// <param name="FrozenAt">When it was put before everybody (UTC).</param>
/// <param name="Hash">SHA-256 of its content.</param>
/// <param name="WithdrawnAt">When it was withdrawn (UTC); absent where it holds.</param>
/// <param name="Reason">Why it was withdrawn.</param>
/// <param name="Url">Its address in this API, with everything it shows.</param>
/// <param name="Pages">Where it is shown, by language.</param>
public sealed record ListedEditionResource(
    string Id,
    int Number,
    LocalText Title,
    DateTime FrozenAt,
    string Hash,
    DateTime? WithdrawnAt,
    LocalText? Reason,
    string Url,
    IReadOnlyDictionary<string, string> Pages
);

/// <summary>An edition as the API hands it out: its document, and its addresses here.</summary>
public sealed record EditionResource : EditionDocument
{
    private EditionResource(EditionDocument document)
        : base(document) { }

    /// <summary>Its address in this API.</summary>
    [JsonPropertyOrder(1)]
    public required string Url { get; init; }

    /// <summary>Where it is shown, by language.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyDictionary<string, string> Pages { get; init; }

    internal static EditionResource Of(Edition edition, string publication, HttpRequest request) =>
        new(EditionDocument.Of(edition, publication))
        {
            Url = AddressOf(publication, edition.Number, request),
            Pages = PagesOf(publication, edition.Number, request),
        };

    internal static string AddressOf(string publication, int number, HttpRequest request) =>
        ApiRoutes.AddressOf(request, FormattableString.Invariant($"publications/{publication}/editions/{number}"));

    internal static IReadOnlyDictionary<string, string> PagesOf(string publication, int number, HttpRequest request) =>
        ApiRoutes.PagesOf(request, FormattableString.Invariant($"publications/{publication}/{number}"));
}
