using System.Globalization;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Roadmaps;
using Alliance.Sprints.Board;

namespace Alliance.Sprints.Onward;

/// <summary>
/// Puts an idea that was judged into a city's roadmap: as a challenge, or as a milestone of one. What is worked on has it at once, everybody
/// reads it there when the roadmap is next published.
/// </summary>
public sealed class IdeaToRoadmap(AppDb db, LiveBoards boards, ChangeRoadmap change, TimeProvider time)
{
    /// <param name="actor">An editor of the roadmap's city.</param>
    /// <param name="origin">The idea (<see cref="WrittenIdea"/>).</param>
    /// <param name="city">The number of the roadmap's city.</param>
    /// <param name="place">
    /// <c>challenge</c>, or with a focus area <c>challenge.f1</c>; or <c>milestone.c2</c>, of which the board's owner and day become the milestone's.
    /// </param>
    /// <param name="title">What it is called there, in the roadmap's own language.</param>
    /// <param name="text">What there is to say of a challenge.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The key of what it became: <c>c3</c>. Refused with <c>idea-not-found</c>, <c>idea-not-judged</c>, <c>idea-went-there</c>, <c>not-allowed</c>,
    /// <c>roadmap-not-found</c>, <c>too-many-parts</c>, <c>somebody-was-faster</c>, or <c>check-fields</c>: at <c>place</c> <c>unknown-choice</c>, at
    /// <c>title</c> <c>title-missing</c>, <c>text-too-long</c>, at <c>text</c> <c>text-too-long</c>.
    /// </returns>
    public async Task<Outcome<string>> RunAsync(
        Actor actor,
        string origin,
        long city,
        string place,
        string title,
        string text,
        CancellationToken cancel = default
    )
    {
        if (!RoadmapRights.MayEdit(actor, city))
            return new Refusal("not-allowed");
        if (await WrittenIdea.FindAsync(db, boards, origin, cancel) is not { } written)
            return new Refusal("idea-not-found");
        var became = "";
        var changed = await change.RunAsync(
            actor,
            city,
            async roadmap =>
            {
                var (kind, under) = place.Split('.', 2) is [var first, var rest] ? (first, rest) : (place, null);
                var known = kind switch
                {
                    "challenge" => under is null || roadmap.Content.FocusArea(under) is not null,
                    "milestone" => roadmap.Content.Challenge(under) is not null,
                    _ => false,
                };
                if (!known)
                    return Wrong([new FieldProblem("place", new Refusal("unknown-choice"))]);
                if (roadmap.Content.Count(kind) >= RoadmapFields.MostParts)
                    return new Refusal("too-many-parts", $"{RoadmapFields.MostParts}");
                var before = roadmap.Content;
                var (content, key) = before.With(kind, under);
                content = Worded(content, $"{kind}.{key}", written, title, text, out var problems);
                if (problems.Count > 0)
                    return Wrong(problems);
                var now = time.GetUtcNow();
                var isChallenge = kind == "challenge";
                var taken = await TakeIdea.AddAsync(
                    db,
                    written,
                    isChallenge ? FateKind.Challenge : FateKind.Milestone,
                    city,
                    now.UtcDateTime,
                    f =>
                        Task.FromResult(
                            isChallenge
                                ? before.Challenge(f.Target) is not null
                                : before.Milestone(f.Target) is not null
                        ),
                    key,
                    cancel: cancel
                );
                if (taken.Refusal is { } no)
                    return no;
                db.Raise("idea-went-on", null, TakeIdea.TagsOf(taken.Value), now);
                became = key;
                return content;
            },
            cancel
        );
        if (changed.Refusal is { } refusal)
            return refusal;
        await TakeIdea.SettleAsync(db, boards, origin, cancel);
        return became;

        static Outcome<RoadmapContent> Wrong(IReadOnlyList<FieldProblem> problems) =>
            new Refusal("check-fields") { Fields = problems };
    }

    private static RoadmapContent Worded(
        RoadmapContent content,
        string part,
        WrittenIdea written,
        string title,
        string text,
        out List<FieldProblem> problems
    )
    {
        var fields = new RoadmapFields(content.Language, content.Language);
        var found = new List<FieldProblem>();
        Write("title", title, "title");
        if (part.StartsWith("challenge", StringComparison.Ordinal))
            Write("text", text, "text");
        else
        {
            Write("owner", written.Owner ?? "", "title");
            // A day that no roadmap speaks of is left for whoever edits it.
            var due = written.Due is { Year: >= RoadmapFields.FirstYear and <= RoadmapFields.LastYear }
                ? written.Due
                : null;
            Write("due", due?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", "title");
        }
        problems = found;
        return content;

        void Write(string field, string value, string at)
        {
            (content, var wrong) = fields.Write(content, $"{part}.{field}", value, CultureInfo.InvariantCulture);
            if (wrong is not null)
                found.Add(new FieldProblem(at, new Refusal(wrong)));
        }
    }
}
