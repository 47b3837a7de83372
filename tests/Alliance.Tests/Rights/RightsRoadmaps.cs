using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Roadmaps;
using Alliance.Roadmaps.Stakeholders;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Rights;

/// <summary>Espoo's plan and stakeholder map, on which rights are tried.</summary>
internal static class RightsRoadmaps
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Nobody has planned anything.</summary>
    public static Task ClearAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            await db.Stakeholders.ExecuteDeleteAsync(Cancel);
            await db.Roadmaps.ExecuteDeleteAsync(Cancel);
        });

    /// <summary>Two challenges, the first of them <c>c1</c>, in revision 1; and one stakeholder, whose number it gives.</summary>
    public static async Task<string> PlanAsync(TestApp app)
    {
        await ClearAsync(app);
        return await app.WithDbAsync(async db =>
        {
            var city = await db.Cities.Where(c => c.Identifier == "espoo").Select(c => c.Id).SingleAsync(Cancel);
            var now = app.Time.GetUtcNow().UtcDateTime;
            var content = new RoadmapContent
            {
                Language = "en",
                Title = new LocalText("en", "Example roadmap"),
                Challenges =
                [
                    new("c1", new LocalText("en", "First"), null, null, []),
                    new("c2", new LocalText("en", "Second"), null, null, []),
                ],
                LastKey = 2,
            };
            var roadmap = new Roadmap
            {
                CityId = city,
                Content = content,
                ChangedAt = now,
            };
            db.Roadmaps.Add(roadmap);
            db.RoadmapRevisions.Add(
                new RoadmapRevision
                {
                    Roadmap = roadmap,
                    Number = 1,
                    Content = content,
                    At = now,
                }
            );
            var stakeholder = new Stakeholder
            {
                CityId = city,
                Name = "Example Tenants (example)",
                NameKey = "example tenants (example)",
                Kind = OrganisationKind.CitizenGroup,
                ChangedAt = now,
            };
            db.Stakeholders.Add(stakeholder);
            await db.SaveChangesAsync(Cancel);
            return $"{stakeholder.Id}";
        });
    }

    /// <summary>What forms change.</summary>
    public static async Task<IEnumerable<string>> StateAsync(AppDb db) =>
        [
            .. (await db.Stakeholders.AsNoTracking().OrderBy(s => s.Id).ToListAsync(Cancel)).Select(s =>
                $"{s.Id} {s.Turn}"
            ),
            .. (await db.Roadmaps.AsNoTracking().OrderBy(r => r.Id).ToListAsync(Cancel)).Select(r =>
                $"{r.Id} {r.Revision}"
            ),
            $"{await db.RoadmapVersions.CountAsync(Cancel)}",
        ];
}
