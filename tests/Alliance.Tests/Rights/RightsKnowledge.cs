using Alliance.Knowledge;
using Alliance.Knowledge.Fit;
using Alliance.Knowledge.Publications;
using Alliance.Knowledge.Replications;
using Alliance.Knowledge.Told;
using Alliance.Monitoring.Reporting;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Rights;

/// <summary>Espoo's practices, on which rights are tried.</summary>
internal static class RightsKnowledge
{
    /// <summary>The identifier of the one that everybody reads.</summary>
    public const string Published = "example-published";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Those that were collected stay.</summary>
    public static Task ClearAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            await db.CityFits.ExecuteDeleteAsync(Cancel);
            await db.Editions.ExecuteDeleteAsync(Cancel);
            await db.Publications.ExecuteDeleteAsync(Cancel);
            await db.Replications.ExecuteDeleteAsync(Cancel);
            await db.Practices.Where(p => p.Collection == null).ExecuteDeleteAsync(Cancel);
        });

    /// <summary>What Espoo takes over from Umeå, which was asked; gives its number.</summary>
    /// <param name="app">Where.</param>
    /// <param name="ready">Whether it can be drafted.</param>
    /// <param name="shown">Whether everybody may read it.</param>
    /// <param name="ofNetwork">Whether it is the network's, and not Umeå's.</param>
    public static Task<string> TakeOverAsync(TestApp app, bool ready, bool shown = false, bool ofNetwork = false) =>
        app.WithDbAsync(async db =>
        {
            var cities = await db.Cities.ToDictionaryAsync(c => c.Identifier, c => c.Id, Cancel);
            var now = app.Time.GetUtcNow().UtcDateTime;
            var replication = new Replication
            {
                CityId = cities["espoo"],
                Number =
                    ready ? 2
                    : ofNetwork ? 3
                    : 1,
                Kind = OriginKind.Practice,
                Origin = "three-light-promises",
                Title = new LocalText("en", "Example"),
                OriginCityId = ofNetwork ? null : cities["umea"],
                Parts = [new ReplicationPart("k1", new LocalText("en", "Example part"))],
                StartedAt = now,
                AskedAt = now,
                IsShown = shown,
            };
            if (ready)
            {
                replication.Partners = ["Example partner"];
                (replication.TalkedAt, replication.PartnersAt, replication.PartsAt) = (now, now, now);
            }
            db.Replications.Add(replication);
            await db.SaveChangesAsync(Cancel);
            return $"{replication.Id}";
        });

    /// <summary>What Espoo says of whether the public one fits.</summary>
    public static Task<string> FitAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            var fit = new CityFit
            {
                CityId = await db.Cities.Where(c => c.Identifier == "espoo").Select(c => c.Id).SingleAsync(Cancel),
                Subject = $"practice:{Published}",
                Said = new FitSaid(
                    new Dictionary<string, FitAnswer> { ["problem"] = FitAnswer.Support },
                    new Dictionary<string, string>()
                ),
                Weights = FitVersions.Shipped.Current.Version,
                Turn = 1,
                ChangedAt = app.Time.GetUtcNow().UtcDateTime,
            };
            db.CityFits.Add(fit);
            await db.SaveChangesAsync(Cancel);
            return $"{fit.Id}";
        });

    /// <summary>A booklet of two chapters with one edition; gives its number.</summary>
    public static Task<string> PublishAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            var now = app.Time.GetUtcNow().UtcDateTime;
            var publication = new Publication
            {
                Identifier = "example-booklet",
                Kind = PublicationKind.GoodPracticeBooklet,
                Title = new LocalText("en", "Booklet (example)"),
                Chapters =
                [
                    new Chapter("k1", ChapterKind.Practice, "three-light-promises"),
                    new Chapter("k2", ChapterKind.Obstacle, Code.Of(Obstacle.Money)),
                ],
                LastKey = 2,
                ChangedAt = now,
            };
            publication.Editions.Add(
                Edition.Of(1, (await ReadEdition.RunAsync(db, publication, now, Cancel)).Value, null, now)
            );
            db.Publications.Add(publication);
            await db.SaveChangesAsync(Cancel);
            return $"{publication.Id}";
        });

    /// <summary>One in this standing; gives its number.</summary>
    /// <param name="app">Where.</param>
    /// <param name="standing">As it stands.</param>
    /// <param name="ofNetwork">Whether it belongs to no city.</param>
    public static Task<string> WriteAsync(TestApp app, PracticeStanding standing, bool ofNetwork = false) =>
        app.WithDbAsync(async db =>
        {
            var practice = new Practice
            {
                Identifier =
                    standing == PracticeStanding.Draft ? null
                    : ofNetwork ? "example-network"
                    : "example-" + Code.Of(standing),
                Kind = PracticeKind.Lesson,
                Title = new LocalText("en", "Example practice"),
                Text = new LocalText("en", "Words."),
                Details = new PracticeDetails
                {
                    Problem = new LocalText("en", "Something was missing."),
                    Done = new LocalText("en", "It was added."),
                },
                CityId = ofNetwork
                    ? null
                    : await db.Cities.Where(c => c.Identifier == "espoo").Select(c => c.Id).SingleAsync(Cancel),
                Standing = standing,
                ChangedAt = app.Time.GetUtcNow().UtcDateTime,
            };
            practice.Relink();
            db.Practices.Add(practice);
            await db.SaveChangesAsync(Cancel);
            return $"{practice.Id}";
        });

    /// <summary>What forms change.</summary>
    public static async Task<IEnumerable<string>> StateAsync(AppDb db) =>
        (await db.Practices.AsNoTracking().Where(p => p.Collection == null).OrderBy(p => p.Id).ToListAsync(Cancel))
            .Select(p => $"{p.Id} {p.Turn} {p.Standing}")
            .Concat(
                (await db.PracticeReviews.AsNoTracking().OrderBy(r => r.Id).ToListAsync(Cancel)).Select(r =>
                    $"review {r.PracticeId} {r.CityId} {r.IsTrue}"
                )
            )
            .Concat(
                (await db.Replications.AsNoTracking().OrderBy(r => r.Id).ToListAsync(Cancel)).Select(r =>
                    $"replication {r.CityId} {r.Number} {r.Turn}"
                )
            )
            .Concat(
                (await db.CityFits.AsNoTracking().OrderBy(f => f.Id).ToListAsync(Cancel)).Select(f =>
                    $"fit {f.CityId} {f.Subject} {f.Turn}"
                )
            )
            .Concat(
                (await db.Publications.AsNoTracking().OrderBy(p => p.Id).ToListAsync(Cancel)).Select(p =>
                    $"publication {p.Identifier} {p.Turn}"
                )
            );
}
