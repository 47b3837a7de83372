using System.Globalization;
using Alliance.Deals.Drafting;
using Alliance.Knowledge;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Roadmaps;

/// <summary>Saves what somebody typed into a roadmap, and adds, removes and moves its parts.</summary>
public sealed class EditRoadmap(AppDb db, ChangeRoadmap change)
{
    /// <param name="actor">Who saves.</param>
    /// <param name="city">The number of the roadmap's city.</param>
    /// <param name="read">The revision the form was made of.</param>
    /// <param name="typed">The fields of the form by path (<see cref="RoadmapFields"/>).</param>
    /// <param name="language">In which its texts are typed; another than its own is a translation.</param>
    /// <param name="culture">How numbers were shown and typed.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The roadmap, with what others changed in other fields meanwhile. Refused as <see cref="ChangeRoadmap"/> does, and with
    /// <c>check-fields</c>, whose fields say why: <see cref="MergeTyped"/>, <see cref="RoadmapFields"/>, <see cref="RoadmapRules"/>, or
    /// <c>deal-not-found</c>, <c>unknown-choice</c> for an indicator.
    /// </returns>
    public Task<Outcome<Roadmap>> SaveAsync(
        Actor actor,
        long city,
        int read,
        IReadOnlyDictionary<string, string> typed,
        string language,
        CultureInfo culture,
        CancellationToken cancel = default
    ) =>
        change.RunAsync(
            actor,
            city,
            async roadmap =>
            {
                var fields = new RoadmapFields(roadmap.Content.Language, language);
                var (content, problems) = MergeTyped.Into(
                    roadmap.Content,
                    await RevisionAsync(roadmap, read, cancel),
                    typed,
                    (c, path) => fields.Read(c, path, culture),
                    (c, path, text) => fields.Write(c, path, text, culture)
                );
                content = await MeasuredAsync(content, typed, problems, cancel);
                problems.AddRange(await UnknownDealsAsync(roadmap.Content, content, city, cancel));
                problems.AddRange(await UnknownPracticesAsync(roadmap.Content, content, cancel));
                problems.AddRange(RoadmapRules.Contradictions(content).Where(p => typed.ContainsKey(p.Field)));
                return problems.Count > 0 ? new Refusal("check-fields") { Fields = problems } : content;
            },
            cancel
        );

    /// <summary>What a form that was refused shows again (<see cref="MergeTyped.Again"/>).</summary>
    public async Task<Dictionary<string, string>> AgainAsync(
        Roadmap roadmap,
        int read,
        Dictionary<string, string> typed,
        string language,
        CultureInfo culture,
        CancellationToken cancel = default
    )
    {
        var fields = new RoadmapFields(roadmap.Content.Language, language);
        var before = await RevisionAsync(roadmap, read, cancel);
        return MergeTyped.Again(roadmap.Content, before, typed, (c, path) => fields.Read(c, path, culture));
    }

    /// <summary>
    /// Adds an empty part. Refused as <see cref="ChangeRoadmap"/> does, and with <c>unknown-choice</c>, <c>too-many-parts</c>.
    /// </summary>
    /// <returns>The part's name: <c>challenge.c4</c>.</returns>
    public async Task<Outcome<string>> AddAsync(
        Actor actor,
        long city,
        string kind,
        string? under,
        CancellationToken cancel = default
    )
    {
        var key = "";
        var added = await change.RunAsync(
            actor,
            city,
            roadmap =>
            {
                var content = roadmap.Content;
                if (!RoadmapFields.Kinds.Contains(kind))
                    return Task.FromResult<Outcome<RoadmapContent>>(new Refusal("unknown-choice"));
                if (content.Count(kind) >= RoadmapFields.MostParts)
                    return Task.FromResult<Outcome<RoadmapContent>>(
                        new Refusal("too-many-parts", $"{RoadmapFields.MostParts}")
                    );
                var known = kind == "challenge" ? content.FocusArea(under)?.Key : content.Challenge(under)?.Key;
                (content, key) = content.With(kind, known);
                return Task.FromResult<Outcome<RoadmapContent>>(content);
            },
            cancel
        );
        return added.Refusal is { } refusal ? refusal : $"{kind}.{key}";
    }

    public Task<Outcome<Roadmap>> RemoveAsync(
        Actor actor,
        long city,
        string part,
        CancellationToken cancel = default
    ) =>
        change.RunAsync(
            actor,
            city,
            roadmap => Task.FromResult<Outcome<RoadmapContent>>(roadmap.Content.Without(part)),
            cancel
        );

    public Task<Outcome<Roadmap>> MoveAsync(
        Actor actor,
        long city,
        string part,
        bool up,
        CancellationToken cancel = default
    ) =>
        change.RunAsync(
            actor,
            city,
            roadmap => Task.FromResult<Outcome<RoadmapContent>>(roadmap.Content.Moved(part, up)),
            cancel
        );

    // A goal that an indicator measures is said in the indicator's unit, or the two could not be compared.
    private async Task<RoadmapContent> MeasuredAsync(
        RoadmapContent content,
        IReadOnlyDictionary<string, string> typed,
        List<FieldProblem> problems,
        CancellationToken cancel
    )
    {
        var named = content.Goals.Select(g => g.Indicator).OfType<string>().Distinct().ToList();
        if (named.Count == 0)
            return content;
        var units = await db
            .Indicators.Where(i => named.Contains(i.Identifier))
            .ToDictionaryAsync(i => i.Identifier, i => i.Unit, cancel);
        foreach (var goal in content.Goals.Where(g => g.Indicator is { } i && !units.ContainsKey(i)))
            if (typed.ContainsKey($"goal.{goal.Key}.indicator"))
                problems.Add(new FieldProblem($"goal.{goal.Key}.indicator", new Refusal("unknown-choice")));
        return content with
        {
            Goals =
            [
                .. content.Goals.Select(g =>
                    g.Indicator is { } i && units.TryGetValue(i, out var unit) ? g with { Unit = unit } : g
                ),
            ],
        };
    }

    // Deals of this city only: what another city has promised is that city's roadmap.
    private async Task<IEnumerable<FieldProblem>> UnknownDealsAsync(
        RoadmapContent before,
        RoadmapContent after,
        long city,
        CancellationToken cancel
    )
    {
        var known = before.Challenges.SelectMany(c => c.Deals).ToHashSet();
        var fresh = after.Challenges.SelectMany(c => c.Deals).Where(d => !known.Contains(d)).Distinct().ToList();
        if (fresh.Count == 0)
            return [];
        var there = await db
            .Deals.Where(d => d.CityId == city && fresh.Contains(d.Identifier))
            .Select(d => d.Identifier)
            .ToListAsync(cancel);
        return after
            .Challenges.Where(c => c.Deals.Any(d => fresh.Contains(d) && !there.Contains(d)))
            .Select(c => new FieldProblem($"challenge.{c.Key}.deals", new Refusal("deal-not-found")));
    }

    // Of any city: that is what a challenge can learn from. What nobody has published is nobody else's to name.
    private async Task<IEnumerable<FieldProblem>> UnknownPracticesAsync(
        RoadmapContent before,
        RoadmapContent after,
        CancellationToken cancel
    )
    {
        var known = before.Challenges.SelectMany(c => c.Practices ?? []).ToHashSet();
        var fresh = after
            .Challenges.SelectMany(c => c.Practices ?? [])
            .Where(p => !known.Contains(p))
            .Distinct()
            .ToList();
        if (fresh.Count == 0)
            return [];
        var there = await db
            .Practices.Where(p => p.Standing == PracticeStanding.Published && fresh.Contains(p.Identifier!))
            .Select(p => p.Identifier)
            .ToListAsync(cancel);
        return after
            .Challenges.Where(c => (c.Practices ?? []).Any(p => fresh.Contains(p) && !there.Contains(p)))
            .Select(c => new FieldProblem($"challenge.{c.Key}.practices", new Refusal("practice-not-found")));
    }

    private async Task<RoadmapContent?> RevisionAsync(Roadmap roadmap, int number, CancellationToken cancel) =>
        number == roadmap.Revision
            ? roadmap.Content
            : await db
                .RoadmapRevisions.Where(r => r.RoadmapId == roadmap.Id && r.Number == number)
                .Select(r => r.Content)
                .SingleOrDefaultAsync(cancel);
}
