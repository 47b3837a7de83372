using System.Text.Json;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Transparency.Catalogue;

/// <summary>A statement of a catalogue as another's parser understood it.</summary>
internal sealed record ReadStatement(
    string Thing,
    string Property,
    string Value,
    bool IsName,
    string? Language,
    string? Type
)
{
    /// <summary>The last part of the property's address.</summary>
    public string Name => Property.Split('#', '/')[^1];
}

/// <summary>What does not hold by the shapes.</summary>
internal sealed record ReadBroken(string Severity, string Thing, string? Property, string Rule, string Message)
{
    /// <summary>Which thing of the catalogue, and which property.</summary>
    public string Where => $"{Thing.Split('#')[^1]} {Property?.Split('#', '/')[^1]}";
}

internal sealed record ReadCatalogue(IReadOnlyList<ReadStatement> Statements, IReadOnlyList<ReadBroken> Broken)
{
    private static readonly NodeTool Tool = new("Catalogue", "rdf-validate-shacl");

    public IEnumerable<ReadBroken> Violations => Broken.Where(b => b.Severity == "Violation");

    /// <summary>Read with N3 and held against the shapes of DCAT-AP.</summary>
    public static async Task<ReadCatalogue> CheckAsync(string turtle) =>
        Parse(await Tool.ReadAsync(turtle, "check.mjs", "dcat-ap.shacl.ttl"));

    /// <summary>Read with N3.</summary>
    public static async Task<ReadCatalogue> ReadAsync(string turtle) =>
        Parse(await Tool.ReadAsync(turtle, "check.mjs"));

    /// <summary>What is stated of a thing of the catalogue.</summary>
    public IReadOnlyList<string> Of(string thing, string property) =>
        [
            .. Statements
                .Where(s => s.Thing.EndsWith("#" + thing, StringComparison.Ordinal) && s.Name == property)
                .Select(s => s.Value),
        ];

    private static ReadCatalogue Parse(string json) =>
        JsonSerializer.Deserialize<ReadCatalogue>(json, JsonSerializerOptions.Web)!;
}
