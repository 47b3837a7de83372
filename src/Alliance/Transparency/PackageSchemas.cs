using System.Reflection;
using NJsonSchema;

namespace Alliance.Transparency;

/// <summary>The JSON Schemas of the open format, one for each kind of document; they are also served at <c>/schemas/</c>.</summary>
public static class PackageSchemas
{
    /// <summary>All of them, in the order in which files are read: nothing refers to what comes later.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "collections",
        "policy-areas",
        "cities",
        "organisations",
        "projects",
        "indicators",
        "deals",
        "versions",
        "promise-indicators",
        "measurements",
        "reports",
        "enquiries",
        "health-overrides",
        "claims",
        "overlap-answers",
        "roadmaps",
        "practices",
        "replications",
        "publications",
        "sprints",
        "ideas",
        "minutes",
        "follow-ups",
        "offers",
    ];

    private static readonly Assembly Assembly = typeof(PackageSchemas).Assembly;
    private static readonly Dictionary<string, Lazy<JsonSchema>> Parsed = Names.ToDictionary(
        n => n,
        n => new Lazy<JsonSchema>(() => JsonSchema.FromJsonAsync(Text(n)!).GetAwaiter().GetResult())
    );

    /// <summary>The schema's JSON, or null for a name that is none.</summary>
    public static string? Text(string name)
    {
        if (name != "manifest" && !Names.Contains(name))
            return null;
        using var stream = Assembly.GetManifestResourceStream($"alliance.Transparency.Schemas.{name}.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public static JsonSchema Of(string name) => Parsed[name].Value;
}
