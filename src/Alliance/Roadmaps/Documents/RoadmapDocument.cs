using Alliance.Platform;
using Alliance.Platform.Exchange;

namespace Alliance.Roadmaps.Documents;

/// <summary>A version of a city's roadmap in the open format: one line of <c>roadmaps.jsonl</c>.</summary>
/// <param name="Id">The city's identifier and the version's number: <c>espoo.2</c>.</param>
/// <param name="City">The city's identifier.</param>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Kind">Published, adopted by the council, or collected from public sources.</param>
/// <param name="RecordedAt">When the version was made here (UTC).</param>
/// <param name="Hash">SHA-256 of the canonical JSON (RFC 8785) of <paramref name="Content"/>, lower-case hex.</param>
/// <param name="Content">What it says.</param>
public record RoadmapDocument(
    string Id,
    string City,
    int Number,
    RoadmapVersionKind Kind,
    DateTime RecordedAt,
    string Hash,
    RoadmapContent Content
) : IDocument
{
    public static string IdOf(string city, int number) => FormattableString.Invariant($"{city}.{number}");

    internal static RoadmapDocument Of(RoadmapVersion version, string city) =>
        new(
            IdOf(city, version.Number),
            city,
            version.Number,
            version.Kind,
            version.RecordedAt,
            version.Hash,
            version.Read()
        );
}
