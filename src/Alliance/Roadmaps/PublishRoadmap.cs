using System.Text;
using Alliance.Deals.Drafting;
using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Roadmaps;

/// <summary>The council's decision as it was typed.</summary>
/// <param name="On">A day as <c>2026-03-05</c>.</param>
public sealed record StatedDecision(string On, string FileNumber, string Link);

/// <summary>Makes a version of what is worked on, for everybody to read; it stays.</summary>
public sealed class PublishRoadmap(AppDb db, ChangeRoadmap change, TimeProvider time)
{
    public const int FileNumberLength = 100;
    private const int MostBytes = 1_000_000;

    /// <param name="actor">Who publishes.</param>
    /// <param name="city">The number of the roadmap's city.</param>
    /// <param name="read">The revision that was looked at: nobody publishes what somebody else changed unseen.</param>
    /// <param name="decision">By which the council adopted it; null to show what has not been decided.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The version. Refused with <c>not-allowed</c>, <c>roadmap-not-found</c>, <c>changed-since-read</c>, <c>nothing-new</c>, <c>roadmap-too-long</c>; or with
    /// <c>check-fields</c>: at a part's title <c>title-missing</c>, at <c>challenges</c> <c>challenge-missing</c>, what contradicts itself
    /// (<see cref="RoadmapRules"/>), at <c>on</c> <c>bad-day</c>, <c>day-to-come</c>, at <c>file-number</c> <c>text-too-long</c>, at <c>link</c>
    /// <c>bad-address</c>.
    /// </returns>
    public async Task<Outcome<RoadmapVersion>> RunAsync(
        Actor actor,
        long city,
        int read,
        StatedDecision? decision,
        CancellationToken cancel = default
    )
    {
        if (!DraftRights.MayManage(actor, city))
            return new Refusal("not-allowed");
        var roadmap = await db.Roadmaps.Include(r => r.City).SingleOrDefaultAsync(r => r.CityId == city, cancel);
        if (roadmap is null)
            return new Refusal("roadmap-not-found");
        if (roadmap.Revision != read)
            return new Refusal("changed-since-read");
        // Whole seconds, as in the format: what goes out comes back the same.
        var now = time.GetUtcNow().InWholeSeconds();
        var problems = RoadmapRules
            .Untitled(roadmap.Content)
            .Concat(RoadmapRules.Contradictions(roadmap.Content))
            .ToList();
        if (roadmap.Content.Challenges.Count == 0)
            problems.Add(new FieldProblem("challenges", new Refusal("challenge-missing")));
        var decided = decision is null ? null : Judge(decision, DateOnly.FromDateTime(now.UtcDateTime), problems);
        if (problems.Count > 0)
            return new Refusal("check-fields") { Fields = problems };

        var content = roadmap.Content with { Decision = decided };
        var kind = decision is null ? RoadmapVersionKind.Published : RoadmapVersionKind.Adopted;
        var latest = await db
            .RoadmapVersions.Where(v => v.RoadmapId == roadmap.Id)
            .OrderByDescending(v => v.Number)
            .FirstOrDefaultAsync(cancel);
        var version = RoadmapVersion.Of(content, kind, (latest?.Number ?? 0) + 1, now.UtcDateTime);
        // A line of the open format holds no more: what cannot go out cannot come back.
        if (Encoding.UTF8.GetByteCount(version.Content) > MostBytes)
            return new Refusal("roadmap-too-long");
        if (latest is { } last && last.Hash == version.Hash && last.Kind == kind)
            return new Refusal("nothing-new");
        roadmap.Versions.Add(version);
        if (content != roadmap.Content)
            change.Set(roadmap, content, now.UtcDateTime);
        // Two who publish at once collide here, as with any other change.
        roadmap.Turn++;
        var deals = await RoadmapLinks.RenewAsync(db, roadmap.Id, content, cancel);
        db.Raise(
            "roadmap-published",
            null,
            [$"roadmap:{roadmap.City!.Identifier}", "roadmaps", .. deals.Select(d => $"deal:{d}")],
            now
        );
        try
        {
            await db.SaveChangesAsync(cancel);
            return version;
        }
        catch (DbUpdateException raced) when (raced.IsRaced())
        {
            db.ChangeTracker.Clear();
            return new Refusal("changed-since-read");
        }
    }

    private static CouncilDecision? Judge(StatedDecision stated, DateOnly today, List<FieldProblem> problems)
    {
        void Wrong(string field, string code) => problems.Add(new FieldProblem(field, new Refusal(code)));
        if (!PartialDate.TryParseDay(stated.On, out var day))
            Wrong("on", "bad-day");
        else if (day > today)
            Wrong("on", "day-to-come");
        var number = StatedValues.OneLine(stated.FileNumber);
        if (number.Length > FileNumberLength)
            Wrong("file-number", "text-too-long");
        var link = StatedValues.Address(stated.Link);
        if (link is null && stated.Link.Trim().Length > 0)
            Wrong("link", "bad-address");
        return new CouncilDecision(PartialDate.Of(day), number, link);
    }
}
