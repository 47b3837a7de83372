using System.Net;
using System.Text.Json;
using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Tests.Testing;
using Alliance.Transparency;
using CsCheck;
using NJsonSchema;

namespace Alliance.Tests.Transparency;

/// <summary>The published schemas say what the program accepts.</summary>
public sealed class SchemaTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Schemas_are_served_and_the_shipped_data_fits_them()
    {
        await using var app = await TestApp.StartAsync();
        foreach (var name in PackageSchemas.Names)
        {
            var answer = await app.Client.GetAsync($"/schemas/{name}.json", Cancel);
            Assert.Equal("application/schema+json", answer.Content.Headers.ContentType!.MediaType);
            var schema = await JsonSchema.FromJsonAsync(await answer.Content.ReadAsStringAsync(Cancel), Cancel);
            var file = Path.Combine(TestPackage.Real, name + ".jsonl");
            if (File.Exists(file))
                Assert.All(File.ReadLines(file), line => Assert.Empty(schema.Validate(line)));
        }
        Assert.Equal(HttpStatusCode.NotFound, (await app.Client.GetAsync("/schemas/people.json", Cancel)).StatusCode);
    }

    [Fact]
    public void Lists_of_words_are_those_of_the_code()
    {
        Same<Instrument>("deals", "instrument");
        Same<Relation>("deals", "relation");
        Same<Standing>("deals", "standing");
        Same<Delivery>("deals", "delivery");
        Same<LegalNature>("deals", "legalNature");
        Same<OpenToJoin>("deals", "openToJoin");
        Same<CityRole>("cities", "role");
        Same<OrganisationKind>("organisations", "kind");
        Same<OrganisationSize>("organisations", "size");
        Same<PolicyAreaKind>("policy-areas", "kind");
        Same<VersionKind>("versions", "kind");
        var definitions = PackageSchemas.Of("deals").Definitions;
        Assert.Equal(Code.All<PartyRole>(), Words(definitions["party"].Properties["role"]));
        Assert.Equal(Code.All<Direction>(), Words(definitions["commitment"].Properties["direction"]));
        Assert.Equal(Code.All<Qualifier>().Skip(1), Words(definitions["quantity"].Properties["qualifier"]));
        Assert.Equal(Units.All.Order(), Words(definitions["quantity"].Properties["unit"]).Order());
        Assert.Equal(Units.Rates.Order(), Words(definitions["quantity"].Properties["per"]).Order());

        static void Same<T>(string schema, string field)
            where T : struct, Enum => Assert.Equal(Code.All<T>(), Words(PackageSchemas.Of(schema).Properties[field]));
        static IEnumerable<string> Words(JsonSchema schema) => schema.Enumeration.Select(e => e!.ToString()!);
    }

    /// <summary>Whatever is broken in a real line, the answer is a problem or a stored document, never a crash.</summary>
    [Fact]
    public async Task Broken_real_lines_never_break_the_import()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(TestPackage.Real, "deals.jsonl"), Cancel);
        using var package = new TestPackage();
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        string[] pieces =
        [
            "null",
            "0",
            "-1",
            "\"\"",
            "[]",
            "{}",
            "\"2023-02-30\"",
            "1e99",
            "\"\\ud800\"",
            ",",
            "}",
            "\"",
        ];
        var noise = Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]);
        var broken =
            from line in Gen.Int[0, lines.Length - 1].Select(i => lines[i])
            from at in Gen.Int[1, line.Length - 2]
            from length in Gen.Int[0, 40]
            from insert in noise
            select line[..at] + insert + line[Math.Min(line.Length - 1, at + length)..];
        foreach (var line in broken.Array[150].Single())
        {
            package.Write("deals.jsonl", [line]);
            var result = await TestPackage.ImportAsync(database, package.Folder, dryRun: true);
            Assert.All(result.Problems, p => Assert.NotEmpty(p.Code));
            if (!result.Refused)
                using (JsonDocument.Parse(line)) { }
        }
    }
}
