using Alliance.Knowledge;
using Alliance.Knowledge.Replications;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Knowledge;

internal static partial class ReplicationScene
{
    /// <summary>That a city took something over, and which deal of the register it became.</summary>
    public static async Task TakenOverAsync(TestApp app, string city, OriginKind kind, string origin, string deal)
    {
        var id = await CityAsync(app, city);
        await app.WithDbAsync(async db =>
        {
            db.Replications.Add(
                new Replication
                {
                    CityId = id,
                    Number = 1 + await db.Replications.CountAsync(r => r.CityId == id, Cancel),
                    Kind = kind,
                    Origin = origin,
                    Title = new LocalText("en", $"What was taken over from {origin} (example)"),
                    StartedAt = app.Time.GetUtcNow().UtcDateTime,
                    Deal = deal,
                    IsShown = true,
                }
            );
            await db.SaveChangesAsync(Cancel);
        });
    }

    /// <summary>A practice that a city published, written of a deal.</summary>
    public static async Task WriteAsync(TestApp app, string identifier, string city, string deal)
    {
        var id = await CityAsync(app, city);
        await app.WithDbAsync(async db =>
        {
            var practice = new Practice
            {
                Identifier = identifier,
                Kind = PracticeKind.Lesson,
                Title = new LocalText("en", $"What {city} learned (example)"),
                Text = new LocalText("en", "One hall is enough (example)."),
                CityId = id,
                Deals = [deal],
                Standing = PracticeStanding.Published,
                PublishedAt = app.Time.GetUtcNow().UtcDateTime,
                ChangedAt = app.Time.GetUtcNow().UtcDateTime,
            };
            practice.Relink();
            db.Practices.Add(practice);
            await db.SaveChangesAsync(Cancel);
        });
    }
}
