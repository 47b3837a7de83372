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
    /// <param name="language">How numbers are written, and which of the texts are compared: those in it, else in the roadmap's own language.</param>
    public static IReadOnlyList<RoadmapChange> Between(RoadmapContent before, RoadmapContent after, Language language)
    {
        var spoken = after.Title?.All.Any(t => t.Key == language.Code) == true ? language.Code : after.Language;
        var fields = new RoadmapFields(after.Language, spoken);
        var there = PartsOf(before).Select(p => p.Part).ToHashSet(StringComparer.Ordinal);
        var here = PartsOf(after).Select(p => p.Part).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. PartsOf(after)
                .Concat(PartsOf(before))
                .DistinctBy(p => p.Part)
                .SelectMany(part =>
                    fields
                        .Of(part.Part)
                        .Select(path => new RoadmapChange(
                            part.Part,
                            part.Name,
                            !there.Contains(part.Part),
                            !here.Contains(part.Part),
                            path[(path.LastIndexOf('.') + 1)..],
                            fields.Read(before, path, language.Culture) ?? "",
                            fields.Read(after, path, language.Culture) ?? ""
                        ))
                )
                .Where(c => c.Before != c.After),
        ];
    }

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
