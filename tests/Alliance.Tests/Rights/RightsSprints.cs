using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Alliance.Sprints;
using Alliance.Sprints.After;
using Alliance.Sprints.Visits;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Rights;

/// <summary>Espoo's sprint and who comes to it, on which rights are tried.</summary>
internal static class RightsSprints
{
    public const string Sprint = "example-sprint";
    public const string Token = "example-visit-token";
    public const string CheckInCode = "example-door-code";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task ClearAsync(TestApp app) =>
        app.WithDbAsync(db => db.Sprints.Where(s => s.Collection == null).ExecuteDeleteAsync(Cancel));

    /// <summary>A published sprint with one session, one guest, one material and one visitor, whose number it gives.</summary>
    public static async Task<string> PlanAsync(TestApp app, SprintState state)
    {
        await ClearAsync(app);
        return await app.WithDbAsync(async db =>
        {
            var now = app.Time.GetUtcNow().UtcDateTime;
            var sprint = new Sprint
            {
                Identifier = Sprint,
                Host = "espoo",
                Title = new LocalText("en", "Example sprint"),
                Theme = new LocalText("en", "Example theme"),
                Begins = PartialDate.Parse("2026-12-01"),
                TimeZone = "Europe/Helsinki",
                Place = new LocalText("en", "Example Hall"),
                Sessions = [new SprintSession("s1", new LocalText("en", "Opening"))],
                Guests = [new SprintGuest(SprintRole.Observer, City: "umea")],
                LastKey = 1,
                State = state,
                Registration = RegistrationWay.Open,
            };
            db.Sprints.Add(sprint);
            await db.SaveChangesAsync(Cancel);
            db.SprintMaterials.Add(
                new SprintMaterial
                {
                    SprintId = sprint.Id,
                    Title = "Example material",
                    Url = "https://example.org/",
                    ForVisitors = true,
                    At = now,
                }
            );
            var visit = new Visit
            {
                SprintId = sprint.Id,
                State = VisitState.Registered,
                Role = SprintRole.Observer,
                Name = "Example Visitor",
                Email = "visitor@example.org",
                Language = "en",
                CheckInCode = CheckInCode,
                At = now,
                RegisteredAt = now,
                Links = { new VisitLink { Hash = LinkToken.HashOf(Token) } },
            };
            db.SprintVisits.Add(visit);
            db.FollowUps.Add(
                new FollowUp
                {
                    SprintId = sprint.Id,
                    Number = 1,
                    Text = "Example follow-up",
                    Owner = "Example office",
                    Language = "en",
                }
            );
            await db.SaveChangesAsync(Cancel);
            return $"{visit.Id}";
        });
    }

    /// <summary>What forms change.</summary>
    public static async Task<IEnumerable<string>> StateAsync(AppDb db) =>
        [
            .. (await db.Sprints.AsNoTracking().OrderBy(s => s.Id).ToListAsync(Cancel)).Select(s =>
                $"{s.Identifier} {s.Turn} {s.State}"
            ),
            .. (await db.SprintVisits.AsNoTracking().OrderBy(v => v.Id).ToListAsync(Cancel)).Select(v =>
                $"{v.Id} {v.Turn} {v.State}"
            ),
            $"{await db.SprintMaterials.CountAsync(Cancel)} {await db.SprintFeedback.CountAsync(Cancel)}",
            .. (await db.FollowUps.AsNoTracking().OrderBy(f => f.Id).ToListAsync(Cancel)).Select(f =>
                $"{f.Id} {f.Turn}"
            ),
            .. (await db.Minutes.AsNoTracking().OrderBy(m => m.Id).ToListAsync(Cancel)).Select(m =>
                $"{m.Id} {m.Turn} {m.ApprovedAt}"
            ),
        ];
}
