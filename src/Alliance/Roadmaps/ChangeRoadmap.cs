using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Roadmaps;

/// <summary>
/// Every change of what is worked on goes through here: it asks whether this person may, keeps the state before, and begins
/// anew when somebody else was faster, so that the change is always made of what stands there.
/// </summary>
public sealed class ChangeRoadmap(AppDb db, TimeProvider time)
{
    private const int Tries = 5;

    /// <param name="actor">Who changes it.</param>
    /// <param name="city">The number of its city.</param>
    /// <param name="change">What becomes of it. Tried again after a collision.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The roadmap. Refused with <c>not-allowed</c>, <c>roadmap-not-found</c>, and what <paramref name="change"/> refuses.
    /// </returns>
    public async Task<Outcome<Roadmap>> RunAsync(
        Actor actor,
        long city,
        Func<Roadmap, Task<Outcome<RoadmapContent>>> change,
        CancellationToken cancel = default
    )
    {
        if (!RoadmapRights.MayEdit(actor, city))
            return new Refusal("not-allowed");
        for (var left = Tries; ; left--)
        {
            if (await db.Roadmaps.SingleOrDefaultAsync(r => r.CityId == city, cancel) is not { } roadmap)
                return new Refusal("roadmap-not-found");
            var changed = await change(roadmap);
            if (changed.Refusal is { } refusal)
                return refusal;
            // Who saves what stands there has changed nothing, and disturbs nobody who is about to publish.
            if (CanonicalJson.Of(changed.Value) == CanonicalJson.Of(roadmap.Content))
                return roadmap;
            Set(roadmap, changed.Value, time.GetUtcNow().UtcDateTime);
            try
            {
                await db.SaveChangesAsync(cancel);
                return roadmap;
            }
            catch (DbUpdateException raced) when (left > 0 && raced.IsRaced())
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Begins a city's roadmap. Refused with <c>not-allowed</c>, and <c>check-fields</c>: <c>title-missing</c>, <c>text-too-long</c>.</summary>
    /// <returns>The roadmap; the one that is there already, where somebody has begun it.</returns>
    public async Task<Outcome<Roadmap>> StartAsync(
        Actor actor,
        long city,
        string title,
        Platform.Texts.Language language,
        CancellationToken cancel = default
    )
    {
        if (!RoadmapRights.MayEdit(actor, city))
            return new Refusal("not-allowed");
        if (await db.Roadmaps.SingleOrDefaultAsync(r => r.CityId == city, cancel) is { } known)
            return known;
        var (content, wrong) = new RoadmapFields(language.Code, language.Code).Write(
            new RoadmapContent { Language = language.Code },
            "title",
            title,
            language.Culture
        );
        if (wrong is not null)
            return new Refusal("check-fields") { Fields = [new FieldProblem("title", new Refusal(wrong))] };
        var now = time.GetUtcNow().UtcDateTime;
        var roadmap = new Roadmap
        {
            CityId = city,
            Content = content,
            Revision = 0,
            ChangedAt = now,
        };
        db.Roadmaps.Add(roadmap);
        Set(roadmap, content, now);
        try
        {
            await db.SaveChangesAsync(cancel);
            return roadmap;
        }
        catch (DbUpdateException raced) when (raced.IsRaced())
        {
            // Two began it at once: there is one.
            db.ChangeTracker.Clear();
            return await db.Roadmaps.SingleAsync(r => r.CityId == city, cancel);
        }
    }

    /// <summary>Gives the roadmap a new text, and keeps it as a revision of its own.</summary>
    internal void Set(Roadmap roadmap, RoadmapContent content, DateTime now)
    {
        (roadmap.Content, roadmap.ChangedAt) = (content, now);
        roadmap.Revision++;
        roadmap.Turn++;
        db.RoadmapRevisions.Add(
            new RoadmapRevision
            {
                Roadmap = roadmap,
                Number = roadmap.Revision,
                Content = content,
                At = now,
            }
        );
    }
}
