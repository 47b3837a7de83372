using System.Text.Json.Nodes;
using Alliance.Transparency;

namespace Alliance.Site.Api;

/// <summary>Puts the schemas of the open format into the description of the API.</summary>
internal static class ApiSchemas
{
    private const string Own = "#/definitions/";
    private const string Shared = "#/components/schemas/";

    // Which component is which file of the format.
    private static readonly (string Component, string File)[] Documents =
    [
        ("Collection", "collections"),
        ("PolicyArea", "policy-areas"),
        ("City", "cities"),
        ("Organisation", "organisations"),
        ("Project", "projects"),
        ("Indicator", "indicators"),
        ("Deal", "deals"),
        ("Version", "versions"),
        ("Measurement", "measurements"),
        ("Report", "reports"),
        ("EnquiryDocument", "enquiries"),
        ("Roadmap", "roadmaps"),
        ("Practice", "practices"),
        ("Edition", "publications"),
        ("Sprint", "sprints"),
    ];

    public static void Complete(JsonObject description)
    {
        var schemas = description["components"]!["schemas"]!.AsObject();
        foreach (var (_, schema) in schemas)
            Tidy(schema!.AsObject());
        foreach (var (component, file) in Documents)
            Replace(schemas, component, JsonNode.Parse(PackageSchemas.Text(file)!)!.AsObject());
        // A commitment stands within a deal, and has no file of its own.
        Merge(schemas, "Commitment", schemas["Format.commitment"]!.DeepClone().AsObject());
        schemas["PartyDocument"] = new JsonObject { ["$ref"] = Shared + "Format.party" };
        schemas["LocalText"] = new JsonObject { ["$ref"] = Shared + "Format.text" };
        Prune(description, schemas);
        Explain(schemas);
    }

    /// <summary>What each field of the format means, in a sentence: <c>fields.json</c>.</summary>
    private static void Explain(JsonObject schemas)
    {
        using var stream = typeof(ApiSchemas).Assembly.GetManifestResourceStream("alliance.Site.Api.fields.json")!;
        foreach (var (component, fields) in JsonNode.Parse(stream)!.AsObject())
        foreach (var (field, meaning) in fields!.AsObject())
        foreach (var name in component == "Format.commitment" ? [component, "Commitment"] : new[] { component })
            schemas[name]!["properties"]![field]!["description"] = meaning!.DeepClone();
    }

    /// <summary>What is absent is left out, never null; and whatever is always there is said to be.</summary>
    private static void Tidy(JsonObject schema)
    {
        if (schema["properties"] is not JsonObject properties)
            return;
        var required = new JsonArray();
        foreach (var (name, value) in properties)
        {
            if (MayBeAbsent(value!.AsObject()))
                continue;
            required.Add(name);
        }
        schema.Remove("required");
        if (required.Count > 0)
            schema["required"] = required;
    }

    // The framework writes "or null" as a second type, or as one of two schemas.
    private static bool MayBeAbsent(JsonObject schema)
    {
        if (schema["type"] is JsonArray types && types.Any(t => t!.GetValue<string>() == "null"))
        {
            schema["type"] = types.First(t => t!.GetValue<string>() != "null")!.GetValue<string>();
            return true;
        }
        if (schema["enum"] is JsonArray values && values.Any(v => v is null))
        {
            values.Remove(null);
            return true;
        }
        if (
            schema["oneOf"] is JsonArray choices
            && choices.FirstOrDefault(c => c!["type"] is JsonValue t && t.GetValue<string>() == "null") is { } none
        )
        {
            choices.Remove(none);
            var rest = choices[0]!.DeepClone().AsObject();
            schema.Remove("oneOf");
            foreach (var (name, value) in rest.ToList())
            {
                rest.Remove(name);
                schema[name] = value;
            }
            return true;
        }
        return false;
    }

    private static void Replace(JsonObject schemas, string component, JsonObject file)
    {
        if (file["definitions"] is JsonObject definitions)
            foreach (var (name, definition) in definitions)
                schemas[NameOf(name)] ??= Pointing(definition!.DeepClone());
        foreach (var name in (string[])["$schema", "definitions"])
            file.Remove(name);
        Merge(schemas, component, Pointing(file).AsObject());
    }

    /// <summary>The document's schema, with what the API adds to it.</summary>
    private static void Merge(JsonObject schemas, string component, JsonObject document)
    {
        var generated = schemas[component]!.AsObject();
        var properties = document["properties"]!.AsObject();
        var required = document["required"]!.AsArray();
        foreach (var (name, value) in generated["properties"]!.AsObject())
            if (!properties.ContainsKey(name))
            {
                properties[name] = value!.DeepClone();
                if (generated["required"]!.AsArray().Any(r => r!.GetValue<string>() == name))
                    required.Add(name);
            }
        schemas[component] = document;
    }

    private static JsonNode Pointing(JsonNode node)
    {
        switch (node)
        {
            case JsonObject all:
                foreach (var (name, value) in all.ToList())
                    if (name == "$ref" && value!.GetValue<string>().StartsWith(Own, StringComparison.Ordinal))
                        all[name] = Shared + NameOf(value.GetValue<string>()[Own.Length..]);
                    else if (value is not null)
                        Pointing(value);
                break;
            case JsonArray list:
                foreach (var value in list)
                    if (value is not null)
                        Pointing(value);
                break;
        }
        return node;
    }

    private static string NameOf(string definition) => "Format." + definition;

    /// <summary>Drops what the framework made for the documents' parts and nothing points to any more.</summary>
    private static void Prune(JsonObject description, JsonObject schemas)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        Visit(description["paths"]!);
        foreach (var name in schemas.Select(s => s.Key).Where(n => !used.Contains(n)).ToList())
            schemas.Remove(name);

        void Visit(JsonNode node)
        {
            if (node is JsonArray list)
                foreach (var value in list.OfType<JsonNode>())
                    Visit(value);
            if (node is not JsonObject all)
                return;
            foreach (var (name, value) in all)
                if (name == "$ref" && value is JsonValue target)
                {
                    var schema = target.GetValue<string>()[Shared.Length..];
                    if (used.Add(schema))
                        Visit(schemas[schema]!);
                }
                else if (value is not null)
                    Visit(value);
        }
    }
}
