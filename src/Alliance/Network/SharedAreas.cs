using System.Text;
using System.Text.Json;
using Alliance.Network.Documents;
using Alliance.Platform.Data;

namespace Alliance.Network;

/// <summary>
/// The policy areas that all cities share, as they are shipped (<c>data/alliance/policy-areas.jsonl</c>), for what has to
/// know them before a register holds anything.
/// </summary>
public static class SharedAreas
{
    /// <summary>In their usual order.</summary>
    public static readonly IReadOnlyList<PolicyAreaDocument> All = Read();

    public static PolicyAreaDocument? Find(string? id) => All.FirstOrDefault(a => a.Id == id);

    private static PolicyAreaDocument[] Read()
    {
        using var stream = typeof(SharedAreas).Assembly.GetManifestResourceStream(
            "alliance.Network.policy-areas.jsonl"
        )!;
        using var lines = new StreamReader(stream, Encoding.UTF8);
        return
        [
            .. lines
                .ReadToEnd()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonSerializer.Deserialize<PolicyAreaDocument>(line, JsonColumn.Options)!)
                .OrderBy(a => a.Order),
        ];
    }
}
