using System.Text.Json;
using NJsonSchema;

namespace Alliance.Transparency;

/// <summary>
/// The identifiers by which a document names others. Where they stand is written in its schema, as
/// <c>x-refersTo: organisations</c>, so that they are found even in a line that is wrong in something else.
/// </summary>
internal static class LineReferences
{
    private const string RefersTo = "x-refersTo";

    public static IEnumerable<(string Field, string Collection, string Id)> In(
        JsonElement element,
        JsonSchema schema,
        string path = ""
    )
    {
        schema = schema.ActualSchema;
        return element.ValueKind switch
        {
            JsonValueKind.String
                when schema.ExtensionData?.TryGetValue(RefersTo, out var named) == true && named is string collection =>
                [(path, collection, element.GetString()!)],
            JsonValueKind.Object => element
                .EnumerateObject()
                .Where(p => schema.ActualProperties.ContainsKey(p.Name))
                .SelectMany(p =>
                    In(p.Value, schema.ActualProperties[p.Name], path.Length == 0 ? p.Name : $"{path}.{p.Name}")
                ),
            JsonValueKind.Array when schema.Item is { } item => element
                .EnumerateArray()
                .Index()
                .SelectMany(e => In(e.Item, item, $"{path}[{e.Index}]")),
            _ => [],
        };
    }
}
