using Alliance.Platform.Texts;

namespace Alliance.Roadmaps;

/// <summary>What differs between two states of a roadmap in one field.</summary>
/// <param name="Part">The part it belongs to (<c>challenge.c2</c>, <c>basics</c>).</param>
/// <param name="PartName">The part's own title in the newer state, or in the older where it is gone; null for the whole.</param>
/// <param name="Field">The field's name within the part: <c>title</c>.</param>
/// <param name="IsNew">The part was not there before.</param>
/// <param name="IsGone">The part is no longer there.</param>
public sealed record RoadmapChange(
    string Part,
    LocalText? PartName,
    bool IsNew,
    bool IsGone,
    string Field,
    string Before,
    string After
)
{
    /// <summary>All of them, part by part, as the newer state is read; parts that are gone come last.</summary>
    /// <param name="before">The older state.</param>
    /// <param name="after">The newer one.</param>
    /// <param name="language">How numbers are written, and in which language texts are compared first; then in the roadmap's own.</param>
    public static IReadOnlyList<RoadmapChange> Between(RoadmapContent before, RoadmapContent after, Language language)
    {
        var own = new RoadmapFields(after.Language, after.Language);
        var spoken = new RoadmapFields(after.Language, language.Code);
        var there = PartsOf(before).Select(p => p.Part).ToHashSet(StringComparer.Ordinal);
        var here = PartsOf(after).Select(p => p.Part).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. PartsOf(after)
                .Concat(PartsOf(before))
                .DistinctBy(p => p.Part)
                .SelectMany(part =>
                    own.Of(part.Part)
                        .Select(path =>
                        {
                            // Where the reader's own words did not change, or are none, the authentic ones may have.
                            var (was, now) = Read(spoken, path);
                            return (Path: path, Words: was == now ? Read(own, path) : (was, now));
                        })
                        .Concat(part.Part == "basics" ? Decided(before, after, language) : [])
                        .Where(c => c.Words.Item1 != c.Words.Item2)
                        .Select(c => new RoadmapChange(
                            part.Part,
                            part.Name,
                            !there.Contains(part.Part),
                            !here.Contains(part.Part),
                            c.Path[(c.Path.LastIndexOf('.') + 1)..],
                            c.Words.Item1,
                            c.Words.Item2
                        ))
                ),
        ];

        (string, string) Read(RoadmapFields fields, string path) =>
            (fields.Read(before, path, language.Culture) ?? "", fields.Read(after, path, language.Culture) ?? "");
    }

    private static IEnumerable<(string Path, (string, string) Words)> Decided(
        RoadmapContent before,
        RoadmapContent after,
        Language language
    ) =>
        [
            ("on", (before.Decision?.On.In(language) ?? "", after.Decision?.On.In(language) ?? "")),
            ("file-number", (before.Decision?.FileNumber ?? "", after.Decision?.FileNumber ?? "")),
            ("link", (before.Decision?.Link ?? "", after.Decision?.Link ?? "")),
        ];

    private static IEnumerable<(string Part, LocalText? Name)> PartsOf(RoadmapContent content) =>
        [
            ("basics", null),
            .. content.FocusAreas.Select(f => ($"focus.{f.Key}", f.Title)),
            .. content.Steps.Select(s => ($"step.{s.Key}", s.Title)),
            .. content.Challenges.Select(c => ($"challenge.{c.Key}", c.Title)),
            .. content.Goals.Select(g => ($"goal.{g.Key}", g.Title)),
            .. content.Milestones.Select(m => ($"milestone.{m.Key}", m.Title)),
        ];
}
