using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Alliance.Design;

/// <summary>
/// What a page is about, for search engines (schema.org as JSON-LD). A block of data, which browsers neither run nor
/// block. Says only what the page says.
/// </summary>
/// <remarks>
/// The one place where text goes out unencoded, because the content of a script element is not decoded: the default
/// encoder of JSON leaves neither &lt; nor &gt; nor &amp; in it, so that nothing can end the element.
/// </remarks>
public sealed class JsonLd : ComponentBase
{
    private static readonly JsonSerializerOptions Safe = new();

    /// <summary>Without <c>@context</c>; null for nothing at all.</summary>
    [Parameter, EditorRequired]
    public JsonObject? Data { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (Data is null)
            return;
        var json = new JsonObject { ["@context"] = "https://schema.org" };
        foreach (var (name, value) in Data)
            json[name] = value?.DeepClone();
        builder.AddMarkupContent(0, $"<script type=\"application/ld+json\">{json.ToJsonString(Safe)}</script>");
    }
}
