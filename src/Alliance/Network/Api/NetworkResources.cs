using System.Text.Json.Serialization;
using Alliance.Network.Documents;
using Alliance.Platform.Web;

namespace Alliance.Network.Api;

/// <summary>A collection as the API hands it out: its document, and its address here.</summary>
public sealed record CollectionResource : CollectionDocument
{
    private CollectionResource(CollectionDocument document)
        : base(document) { }

    /// <summary>Its address in this API.</summary>
    [JsonPropertyOrder(1)]
    public required string Url { get; init; }

    internal static CollectionResource Of(Collection collection, HttpRequest request) =>
        new(CollectionDocument.Of(collection))
        {
            Url = ApiRoutes.AddressOf(request, $"collections/{collection.Identifier}"),
        };
}

/// <summary>A policy area as the API hands it out: its document, and its address here.</summary>
public sealed record PolicyAreaResource : PolicyAreaDocument
{
    private PolicyAreaResource(PolicyAreaDocument document)
        : base(document) { }

    /// <summary>Its address in this API.</summary>
    [JsonPropertyOrder(1)]
    public required string Url { get; init; }

    internal static PolicyAreaResource Of(PolicyArea area, HttpRequest request) =>
        new(PolicyAreaDocument.Of(area)) { Url = ApiRoutes.AddressOf(request, $"policy-areas/{area.Identifier}") };
}

/// <summary>A project as the API hands it out: its document, and where it stands here.</summary>
public sealed record ProjectResource : ProjectDocument
{
    private ProjectResource(ProjectDocument document)
        : base(document) { }

    /// <summary>Its address in this API.</summary>
    [JsonPropertyOrder(1)]
    public required string Url { get; init; }

    /// <summary>Where more about it is.</summary>
    [JsonPropertyOrder(1)]
    public required ProjectLinks Links { get; init; }

    internal static ProjectResource Of(Project project, HttpRequest request) =>
        new(ProjectDocument.Of(project))
        {
            Url = ApiRoutes.AddressOf(request, $"projects/{project.Identifier}"),
            Links = new ProjectLinks(
                ApiRoutes.PagesOf(request, $"projects/{project.Identifier}"),
                project.Coordinator is { } coordinator
                    ? ApiRoutes.AddressOf(request, $"organisations/{coordinator}")
                    : null
            ),
        };
}

/// <summary>Addresses of what belongs to a project.</summary>
/// <param name="Pages">Its page for people, by language.</param>
/// <param name="Coordinator">The organisation that coordinates it.</param>
public sealed record ProjectLinks(IReadOnlyDictionary<string, string> Pages, string? Coordinator);
