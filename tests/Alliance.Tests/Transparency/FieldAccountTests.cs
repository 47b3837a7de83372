using System.Text.Json;
using System.Text.RegularExpressions;

namespace Alliance.Tests.Transparency;

/// <summary>
/// Every fact of <c>data/sources/alliance.json</c> is accounted for in <c>account.json</c>: stored (the same words or number
/// stand at the place named), mapped (another form of it, by the rule named, which <see cref="MappingRules"/> checks), or left out for the reason given.
/// </summary>
public sealed class FieldAccountTests
{
    private static readonly string Sources = Path.Combine(AppContext.BaseDirectory, "data", "sources");

    private sealed record Entry(string Path, string Fate, string? At, string? Why);

    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true };

    private static List<Entry> Account() =>
        JsonSerializer.Deserialize<List<Entry>>(File.ReadAllText(Path.Combine(Sources, "account.json")), Options)!;

    [Fact]
    public void Every_field_that_says_something_has_exactly_one_fate()
    {
        var exact = Account().Where(e => !e.Path.Contains('*', StringComparison.Ordinal)).ToLookup(e => e.Path);
        var patterns = Account()
            .Where(e => e.Path.Contains('*', StringComparison.Ordinal))
            .Select(e => new Regex(
                "^" + Regex.Escape(e.Path).Replace(@"\[\*]", @"\[[^]]+\]", StringComparison.Ordinal) + "$",
                RegexOptions.None,
                TimeSpan.FromSeconds(1)
            ))
            .ToList();
        using var source = JsonDocument.Parse(File.ReadAllText(Path.Combine(Sources, "alliance.json")));
        var leaves = Leaves(source.RootElement, "").ToList();
        Assert.True(leaves.Count > 1500);
        Assert.All(
            leaves,
            leaf => Assert.True(exact[leaf.Path].Count() + patterns.Count(p => p.IsMatch(leaf.Path)) == 1, leaf.Path)
        );
        var known = leaves.Select(l => l.Path).ToHashSet();
        Assert.All(exact, e => Assert.Contains(e.Key, known));
    }

    [Fact]
    public void What_is_said_to_be_stored_stands_there()
    {
        using var source = JsonDocument.Parse(File.ReadAllText(Path.Combine(Sources, "alliance.json")));
        var values = Leaves(source.RootElement, "").ToDictionary(l => l.Path, l => l.Value);
        var documents = Documents();
        Assert.All(
            Account(),
            entry =>
            {
                Assert.Contains(entry.Fate, new[] { "stored", "mapped", "left" });
                if (entry.Fate != "stored")
                    Assert.False(string.IsNullOrWhiteSpace(entry.Why), entry.Path);
                if (entry.Fate == "left")
                    return;
                var found = At(documents, entry.At!);
                if (entry.Fate == "stored")
                    Assert.True(
                        Says(found, values[entry.Path]),
                        $"{entry.Path}: {values[entry.Path]} at {entry.At}: {found}"
                    );
            }
        );
    }

    [Fact]
    public void What_is_said_to_be_mapped_follows_the_rule_named()
    {
        using var source = JsonDocument.Parse(File.ReadAllText(Path.Combine(Sources, "alliance.json")));
        var values = Leaves(source.RootElement, "").ToDictionary(l => l.Path, l => l.Value);
        var documents = Documents();
        var rules = new MappingRules(documents);
        var mapped = Account().Where(e => e.Fate == "mapped").ToList();
        Assert.All(
            mapped,
            entry =>
            {
                var (value, found) = (values[entry.Path].ToString(), At(documents, entry.At!).ToString());
                var document = entry.At![..entry.At!.IndexOf('#', StringComparison.Ordinal)];
                Assert.True(
                    rules.Holds(entry.Why!, value, found, document),
                    $"{entry.Path}: {value} at {entry.At}: {found} is not {entry.Why}"
                );
            }
        );
        // Prose that was rewritten is the exception, and stays one.
        Assert.True(mapped.Count(e => MappingRules.Rewritten.Contains(e.Why!)) <= 12);
    }

    [Theory]
    [InlineData("the same words, first letter capital", "deals registered", "Deals counted")]
    [InlineData("lower case", "MA-01", "ma-02")]
    [InlineData("the identifier of the city", "Espoo", "mannheim")]
    [InlineData("the organisation of that name", "City of Espoo", "city-of-mannheim")]
    [InlineData("the key of the party of that name", "City of Mannheim", "p2")]
    [InlineData("the ISO 3166-1 code of the country", "Finland", "SE")]
    [InlineData("the same text in full sentences", "19 partners by 2030", "20 partners will act by 2030.")]
    public void A_mapped_fact_that_is_wrong_is_noticed(string rule, string value, string found) =>
        Assert.False(new MappingRules(Documents()).Holds(rule, value, found, "deals/ma-02"));

    private static bool Says(JsonElement found, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && found.ValueKind == JsonValueKind.Number
            ? value.GetDecimal() == found.GetDecimal()
            : found.ToString().Contains(value.ToString(), StringComparison.Ordinal);

    private static IEnumerable<(string Path, JsonElement Value)> Leaves(JsonElement element, string path) =>
        element.ValueKind switch
        {
            JsonValueKind.Null => [],
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(p => Leaves(p.Value, path.Length == 0 ? p.Name : $"{path}.{p.Name}")),
            JsonValueKind.Array => element
                .EnumerateArray()
                .Index()
                .SelectMany(i => Leaves(i.Item, $"{path}[{Name(i.Item, i.Index)}]")),
            _ => [(path, element)],
        };

    private static string Name(JsonElement item, int index) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("id", out var id)
            ? id.GetString()!
            : index.ToString(null, null);

    private static Dictionary<string, JsonElement> Documents() =>
        Directory
            .EnumerateFiles(TestPackage.Real, "*.jsonl")
            .SelectMany(f => File.ReadLines(f).Select(l => (File: Path.GetFileNameWithoutExtension(f), Line: l)))
            .Select(l => (l.File, Json: JsonDocument.Parse(l.Line).RootElement))
            .ToDictionary(d => $"{d.File}/{d.Json.GetProperty("id").GetString()}", d => d.Json);

    private static JsonElement At(Dictionary<string, JsonElement> documents, string at)
    {
        var (document, pointer) = (
            at[..at.IndexOf('#', StringComparison.Ordinal)],
            at[(at.IndexOf('#', StringComparison.Ordinal) + 1)..]
        );
        return pointer
            .Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(
                documents[document],
                (e, step) => e.ValueKind == JsonValueKind.Array ? e[int.Parse(step, null)] : e.GetProperty(step)
            );
    }
}
