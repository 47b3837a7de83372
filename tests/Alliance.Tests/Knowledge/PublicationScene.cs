using Alliance.Monitoring;
using Alliance.Monitoring.Obstacles;
using Alliance.Monitoring.Reporting;
using Alliance.Network;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Knowledge;

/// <summary>A booklet of a coordinator: about a practice, one obstacle, what was taken over, and what should be done.</summary>
internal sealed class PublicationScene : IAsyncDisposable
{
    public const string Slug = "halls-and-laws-example";
    public const string Public = "/en/publications/" + Slug;
    public const string Law = "obstacle:ma-11.c1.legal";

    private PublicationScene(TestApp app, HttpClient coordinator, string page) =>
        (App, Coordinator, Page) = (app, coordinator, page);

    public TestApp App { get; }
    public HttpClient Coordinator { get; }

    /// <summary>Where it is worked on.</summary>
    public string Page { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<PublicationScene> BeginAsync(DatabaseKind on)
    {
        var app = await RealRegister.StartAsync(on);
        await ReplicationScene.PublishAsync(app);
        await MeetAsync(app);
        var coordinator = await app.SignedInAsync("coordinator@example.org", MembershipRole.Coordinator);
        using var begun = await coordinator.SendAsync(
            "/en/workspace/publications",
            "begin",
            ("title", "Halls and laws (example)"),
            ("kind", "good-practice-booklet")
        );
        var scene = new PublicationScene(
            app,
            coordinator,
            await Forms.LeadsToAsync(begun, "/en/workspace/publications/")
        );
        foreach (var what in (string[])["practice:" + ReplicationScene.Practice, Law, "replications", "recommendation"])
            await scene.StepAsync("add", ("what", what));
        using var worded = await coordinator.SendAsync(
            scene.Page + "?chapter=k4",
            "chapter",
            ("words", "Change the law (example)."),
            ("rests-on", Law)
        );
        await Forms.LeadsToAsync(worded, scene.Page);
        return scene;
    }

    public Task StepAsync(string form, params (string, string)[] fields) =>
        ReplicationScene.StepAsync(Coordinator, Page, form, fields);

    /// <summary>
    /// Two editions, the first withdrawn, while a third is written. What they tell of is gone by then; and reports on a deal that was only collected
    /// would not come in elsewhere.
    /// </summary>
    public async Task FreezeTwiceAsync()
    {
        await StepAsync("freeze");
        App.Time.Advance(TimeSpan.FromMinutes(1));
        await StepAsync("freeze");
        await StepAsync("withdraw", ("number", "1"), ("reason", "One number was wrong."));
        await StepAsync("words", ("title", "Still written (example)"));
        await App.WithDbAsync(async db =>
        {
            await db.NamedObstacles.ExecuteDeleteAsync(Cancel);
            await db.Reports.ExecuteDeleteAsync(Cancel);
        });
        await App.ChangedAsync();
    }

    // ma-11.c1 says that a law stands in its way.
    private static Task MeetAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            var deal = await db.Deals.Where(d => d.Identifier == "ma-11").Select(d => d.Id).SingleAsync(Cancel);
            var now = app.Time.GetUtcNow().UtcDateTime;
            db.Reports.Add(
                new Report
                {
                    DealId = deal,
                    Commitment = "c1",
                    Period = Period.Parse("2025"),
                    Version = 1,
                    Sentence = "The law says no (example).",
                    Language = "en",
                    Obstacles = [Obstacle.Legal],
                    OnBehalf = false,
                    RecordedAt = now,
                }
            );
            db.NamedObstacles.Add(
                new NamedObstacle
                {
                    DealId = deal,
                    Commitment = "c1",
                    Kind = Obstacle.Legal,
                    Since = Period.Parse("2024"),
                    Until = Period.Parse("2025"),
                    Present = true,
                    NamedAt = now,
                }
            );
            await db.SaveChangesAsync(Cancel);
        });

    public async ValueTask DisposeAsync()
    {
        Coordinator.Dispose();
        await App.DisposeAsync();
    }
}
