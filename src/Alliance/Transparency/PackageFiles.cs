using System.Text.Json;
using Alliance.Platform.Exchange;
using Alliance.Transparency.Parts;

namespace Alliance.Transparency;

/// <summary>A file of a package, open for reading.</summary>
/// <param name="Tell">Where the file was made of tables: tells what is found in it at the cell that it comes from.</param>
internal sealed record PackageFile(PackagePart Part, Stream Stream, Action<Problem>? Tell = null);

internal static class PackageFiles
{
    public const string Manifest = "manifest.json";
    public const string Format = "alliance-open-deals";
    public const int Version = 1;

    /// <summary>The parts in reading order: nothing refers to what comes later, but merges and origins.</summary>
    public static List<PackagePart> Parts() =>
        [
            new CollectionsPart(),
            new PolicyAreasPart(),
            new CitiesPart(),
            new OrganisationsPart(),
            new ProjectsPart(),
            new IndicatorsPart(),
            new DealsPart(),
            new VersionsPart(),
            new PromiseIndicatorsPart(),
            new MeasurementsPart(),
            new ReportsPart(),
            new EnquiriesPart(),
            new HealthOverridesPart(),
            new ClaimsPart(),
            new OverlapAnswersPart(),
            new RoadmapsPart(),
            new PracticesPart(),
            new ReplicationsPart(),
            new PublicationsPart(),
            new SprintsPart(),
            new IdeasPart(),
            new MinutesPart(),
            new FollowUpsPart(),
            new OffersPart(),
        ];

    /// <summary>Opens what <paramref name="paths"/> name, in reading order; tells what is missing or no part of the format.</summary>
    public static List<PackageFile> Open(IReadOnlyList<string> paths, Action<Problem> report)
    {
        var found = new List<string>();
        foreach (var path in paths)
            if (Directory.Exists(path))
                found.AddRange(OfFolder(path, report));
            else if (File.Exists(path))
                found.Add(path);
            else
                report(new Problem(path, 0, "", "file-missing"));

        var parts = Parts();
        var files = new List<(int Order, PackageFile File)>();
        foreach (var path in found)
        {
            var order = parts.FindIndex(p => p.File == Path.GetFileName(path));
            if (order < 0)
                report(new Problem(path, 0, "", "file-unknown", null, string.Join(", ", parts.Select(p => p.File))));
            else if (files.Exists(f => f.Order == order))
                report(new Problem(path, 0, "", "file-twice"));
            else if (!OrdinaryFile.Is(path))
                report(NoFile(path));
            else
                files.Add((order, new PackageFile(parts[order], File.OpenRead(path))));
        }
        return [.. files.OrderBy(f => f.Order).Select(f => f.File)];
    }

    private static Problem NoFile(string path) => new(path, 0, "", "not-a-file");

    private static IEnumerable<string> OfFolder(string folder, Action<Problem> report)
    {
        var manifest = Path.Combine(folder, Manifest);
        if (!File.Exists(manifest))
            report(new Problem(manifest, 0, "", "file-missing"));
        else if (!OrdinaryFile.Is(manifest))
            report(NoFile(manifest));
        else if (!IsOurs(manifest))
            report(
                new Problem(
                    manifest,
                    0,
                    "",
                    "format-unknown",
                    null,
                    $$"""{"format":"{{Format}}","version":{{Version}}}"""
                )
            );
        return Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal);
    }

    private static bool IsOurs(string manifest)
    {
        try
        {
            using var stream = File.OpenRead(manifest);
            using var json = JsonDocument.Parse(stream);
            var root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && root.EnumerateObject().Count() == 2
                && root.TryGetProperty("format", out var format)
                && format.ValueEquals(Format)
                && root.TryGetProperty("version", out var version)
                && version.TryGetInt32(out var number)
                && number == Version;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
