using Alliance.Knowledge;
using Alliance.Knowledge.Told;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Knowledge;

/// <summary>A practice of Umeå in four parts, which other cities take over.</summary>
internal static partial class ReplicationScene
{
    public const string Practice = "warm-halls-example";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Published, in German, by Umeå.</summary>
    public static Task PublishAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            var practice = new Practice
            {
                Identifier = Practice,
                Kind = PracticeKind.GoodPractice,
                Title = new LocalText("de", [new("de", "Warme Hallen (Beispiel)"), new("en", "Warm halls (example)")]),
                Text = new LocalText("de", "Eine Halle heizen, nicht fünf."),
                Details = new PracticeDetails
                {
                    Problem = new LocalText("de", "Fünf Hallen waren warm und leer."),
                    Done = new LocalText("de", "Eine bleibt warm."),
                    Components =
                    [
                        .. "abcd".Select(
                            (letter, i) =>
                                new PracticeComponent(
                                    $"k{i + 1}",
                                    new LocalText("de", $"Baustein {letter}"),
                                    i == 0 ? Importance.High : Importance.Low,
                                    new LocalText("de", $"Was zu {letter} gehört.")
                                )
                        ),
                    ],
                    LastKey = 4,
                },
                CityId = await CityAsync(app, "umea"),
                Areas = ["energy"],
                Standing = PracticeStanding.Published,
                PublishedAt = app.Time.GetUtcNow().UtcDateTime,
                ChangedAt = app.Time.GetUtcNow().UtcDateTime,
            };
            practice.Relink();
            db.Practices.Add(practice);
            await db.SaveChangesAsync(Cancel);
            await SearchIndex.WriteAsync(db, PracticeTerms.Source, [practice.Id], Cancel);
        });

    public static Task<long> CityAsync(TestApp app, string identifier) =>
        app.WithDbAsync(db => db.Cities.Where(c => c.Identifier == identifier).Select(c => c.Id).SingleAsync(Cancel));
}
