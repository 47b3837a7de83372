using Alliance.Knowledge;
using Alliance.Knowledge.Replications;
using Alliance.Knowledge.Told;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Knowledge;

/// <summary>A practice in four parts, as a rule of Umeå, which other cities take over.</summary>
internal static partial class ReplicationScene
{
    public const string Practice = "warm-halls-example";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Published by a city, in German with a summary in English.</summary>
    public static Task PublishAsync(TestApp app, string city = "umea") =>
        app.WithDbAsync(async db =>
        {
            var practice = new Practice
            {
                Identifier = Practice,
                Kind = PracticeKind.GoodPractice,
                Title = new LocalText("de", [new("de", "Warme Hallen (Beispiel)"), new("en", "Warm halls (example)")]),
                Text = new LocalText(
                    "de",
                    [new("de", "Eine Halle heizen, nicht fünf."), new("en", "Heat one hall, not five.")]
                ),
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
                CityId = await CityAsync(app, city),
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

    /// <summary>That Espoo took over what Umeå promises, and what came of it: <c>espoo/r2</c>, with a deal that stands in the register already.</summary>
    public static Task TellAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            var now = app.Time.GetUtcNow().UtcDateTime;
            var (origin, became) = (
                await db
                    .Deals.Include(d => d.Commitments)
                    .Where(d => d.City!.Identifier == "umea" && d.Commitments.Count > 1)
                    .OrderBy(d => d.Identifier)
                    .FirstAsync(Cancel),
                await db
                    .Deals.Where(d => d.City!.Identifier == "espoo")
                    .OrderByDescending(d => d.Identifier)
                    .Select(d => d.Identifier)
                    .FirstAsync(Cancel)
            );
            db.Replications.Add(
                new Replication
                {
                    CityId = await CityAsync(app, "espoo"),
                    Number = 2,
                    Kind = OriginKind.Deal,
                    Origin = origin.Identifier,
                    Title = origin.Title,
                    OriginCityId = origin.CityId,
                    Parts =
                    [
                        .. origin
                            .Commitments.OrderBy(c => c.Order)
                            .Select(
                                (c, i) =>
                                    i == 0
                                        ? new ReplicationPart(c.Key, c.Action, Choice: PartChoice.Keep)
                                        : new ReplicationPart(
                                            c.Key,
                                            c.Action,
                                            Choice: PartChoice.Drop,
                                            Why: new LocalText("en", "Nobody asks for it here (example).")
                                        )
                            ),
                    ],
                    StartedAt = now.AddDays(-500),
                    AskedAt = now.AddDays(-490),
                    TalkedAt = now.AddDays(-480),
                    PartnersAt = now.AddDays(-470),
                    PartsAt = now.AddDays(-460),
                    DraftAt = now.AddDays(-450),
                    Deal = became,
                    Outcome = ReplicationOutcome.Partly,
                    Result = new LocalText("en", "Half of it works (example)."),
                    Thanks = new LocalText("en", "Thank you for the talk (example)."),
                    ResultAt = now,
                    IsShown = true,
                }
            );
            await db.SaveChangesAsync(Cancel);
        });

    public static Task<long> CityAsync(TestApp app, string identifier) =>
        app.WithDbAsync(db => db.Cities.Where(c => c.Identifier == identifier).Select(c => c.Id).SingleAsync(Cancel));
}
