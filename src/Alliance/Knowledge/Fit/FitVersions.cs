using System.Text.Json;
using Alliance.Platform.Data;

namespace Alliance.Knowledge.Fit;

/// <summary>
/// All versions of the weights, the oldest first. A later one stands behind the others, and none is changed or taken away: what a city answered is read
/// by the version by which it answered, until it answers anew.
/// </summary>
public sealed record FitVersions(IReadOnlyList<FitWeights> All)
{
    /// <summary>Those that stand in <c>weights.json</c>.</summary>
    public static FitVersions Shipped { get; } = new(Read());

    /// <summary>By which is answered now.</summary>
    public FitWeights Current => All[^1];

    /// <summary>Null for a version that this program does not know: no other takes its place.</summary>
    public FitWeights? Find(string version) => All.FirstOrDefault(w => w.Version == version);

    private static List<FitWeights> Read()
    {
        using var stream = typeof(FitVersions).Assembly.GetManifestResourceStream(
            "alliance.Knowledge.Fit.weights.json"
        )!;
        return JsonSerializer.Deserialize<List<FitWeights>>(stream, JsonColumn.Options)!;
    }
}
