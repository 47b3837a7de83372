using System.Xml.Linq;
using Alliance.Engagement.Offers;
using Alliance.Knowledge.Replications;
using Alliance.Platform.Texts;
using Alliance.Roadmaps;
using Alliance.Sprints;
using Alliance.Tests.Knowledge;
using Alliance.Tests.Rights;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Engagement;

/// <summary>What followers hear beside deals: what came of what was taken over, and what a city plans and offers.</summary>
public sealed class FollowingNewsTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Who_follows_a_practice_hears_what_came_of_it_elsewhere_and_why_it_was_given_up(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var scene = new FollowingScene(app);
        await ReplicationScene.PublishAsync(app);
        await scene.FollowAsync("practice=" + ReplicationScene.Practice, "at-once");
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await TakenOverAsync(app, "espoo", outcome: ReplicationOutcome.Partly);
        await TakenOverAsync(app, "mannheim", why: EndOfReplication.LegalObstacle);
        // A city that does not want it shown is not told of.
        await TakenOverAsync(app, "mannheim", why: EndOfReplication.NoMoney, shown: false);
        app.Time.Advance(TimeSpan.FromHours(1));
        await scene.TellAsync();
        Assert.Equal(1, await scene.NewsAsync());
        var mail = await scene.NewestAsync();
        foreach (
            var said in (string[])
                [
                    "Espoo says what came of it: some of it works",
                    "/en/replications/espoo/r1",
                    "Mannheim has given it up: the law stands in the way",
                    "/en/replications/mannheim/r1",
                ]
        )
            Assert.Contains(said, mail, StringComparison.Ordinal);
        Assert.DoesNotContain("no money", mail, StringComparison.Ordinal);

        // Once.
        app.Time.Advance(TimeSpan.FromDays(2));
        await scene.TellAsync();
        Assert.Equal(1, await scene.NewsAsync());
    }

    [Theory, EachDatabase]
    public async Task Both_cities_are_followed_with_what_is_taken_over(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var scene = new FollowingScene(app);
        await ReplicationScene.PublishAsync(app);
        await scene.FollowAsync("city=umea", "at-once");
        await scene.FollowAsync("city=espoo", "at-once");
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await TakenOverAsync(app, "espoo", outcome: ReplicationOutcome.AsHoped);
        app.Time.Advance(TimeSpan.FromHours(1));
        await scene.TellAsync();
        Assert.Equal(
            2,
            (await scene.NewestAsync()).Split("Espoo says what came of it: it works as at the origin").Length - 1
        );
    }

    [Theory, EachDatabase]
    public async Task Who_follows_a_city_hears_of_its_sprints_its_roadmap_and_what_it_offers(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var scene = new FollowingScene(app);
        await RightsRoadmaps.PlanAsync(app);
        await scene.FollowAsync("city=espoo", "at-once");
        await scene.FollowAsync("city=umea", "at-once");
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await SprintAsync(app, "announced-example", SprintState.Published);
        await SprintAsync(app, "planned-example", SprintState.Planned);
        await OfferAsync(app, "heat-example", OfferState.Open);
        await OfferAsync(app, "quiet-example", OfferState.Open, OfferAudience.Accounts);
        await OfferAsync(app, null, OfferState.Draft);
        await app.WithDbAsync(async db =>
        {
            var roadmap = await db.Roadmaps.SingleAsync(Cancel);
            roadmap.Versions.Add(
                RoadmapVersion.Of(roadmap.Content, RoadmapVersionKind.Adopted, 1, app.Time.GetUtcNow().UtcDateTime)
            );
            await db.SaveChangesAsync(Cancel);
        });
        app.Time.Advance(TimeSpan.FromHours(1));
        await scene.TellAsync();
        Assert.Equal(1, await scene.NewsAsync());
        var mail = await scene.NewestAsync();
        foreach (
            var said in (string[])
                [
                    "announced-example: a sprint in this city, as it is planned now",
                    "/en/sprints/announced-example",
                    "Example roadmap: version 1 of the roadmap: adopted by the council",
                    "/en/roadmaps/espoo/versions/1",
                    "heat-example: a new offer",
                    "/en/offers/heat-example",
                ]
        )
            Assert.Contains(said, mail, StringComparison.Ordinal);
        foreach (var kept in (string[])["planned-example", "quiet-example", "never-shown"])
            Assert.DoesNotContain(kept, mail, StringComparison.Ordinal);

        await app.WithDbAsync(db =>
            db.Sprints.Where(s => s.Identifier == "announced-example")
                .ExecuteUpdateAsync(
                    u =>
                        u.SetProperty(s => s.State, SprintState.CalledOff)
                            .SetProperty(s => s.ChangedAt, app.Time.GetUtcNow().UtcDateTime),
                    Cancel
                )
        );
        app.Time.Advance(TimeSpan.FromDays(2));
        await scene.TellAsync();
        Assert.Contains(
            "announced-example: the sprint is called off",
            await scene.NewestAsync(),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task The_feed_of_an_area_and_of_a_practice_tells_the_same(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        await app.WithDbAsync(db =>
            db.DealVersions.ExecuteUpdateAsync(
                u => u.SetProperty(v => v.RecordedAt, app.Time.GetUtcNow().UtcDateTime.AddYears(-3)),
                Cancel
            )
        );
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await ReplicationScene.PublishAsync(app);
        await TakenOverAsync(app, "espoo", outcome: ReplicationOutcome.Partly);
        await TakenOverAsync(app, "mannheim", why: EndOfReplication.LegalObstacle);
        await app.ChangedAsync();
        foreach (var language in Language.Offered)
        {
            var area = await EntriesAsync(app, language, "area=energy");
            Assert.Contains(
                area,
                id => id.Contains("/practices/" + ReplicationScene.Practice, StringComparison.Ordinal)
            );
            var practice = await EntriesAsync(app, language, "practice=" + ReplicationScene.Practice);
            Assert.Equal(3, practice.Count);
            foreach (var city in (string[])["espoo", "mannheim"])
                Assert.Single(practice, id => id.Contains($"/replications/{city}/r1", StringComparison.Ordinal));
        }
    }

    private static async Task<List<string>> EntriesAsync(TestApp app, Language language, string what)
    {
        var text = await app.Client.GetStringAsync($"/{language.Code}/follow.atom?{what}", Cancel);
        // A text that is missing shows its key in brackets.
        Assert.DoesNotContain("[news.", text, StringComparison.Ordinal);
        return [.. XDocument.Parse(text).Root!.Elements(Atom + "entry").Select(e => e.Element(Atom + "id")!.Value)];
    }

    // That a city took Umeå's practice over, and what it says of that now.
    private static async Task TakenOverAsync(
        TestApp app,
        string city,
        ReplicationOutcome? outcome = null,
        EndOfReplication? why = null,
        bool shown = true
    )
    {
        var (own, origin) = (
            await ReplicationScene.CityAsync(app, city),
            await ReplicationScene.CityAsync(app, "umea")
        );
        await app.WithDbAsync(async db =>
        {
            var now = app.Time.GetUtcNow().UtcDateTime;
            db.Replications.Add(
                new Replication
                {
                    CityId = own,
                    Number = 1 + await db.Replications.CountAsync(r => r.CityId == own, Cancel),
                    Kind = OriginKind.Practice,
                    Origin = ReplicationScene.Practice,
                    Title = new LocalText("en", "Warm halls (example)"),
                    OriginCityId = origin,
                    StartedAt = now.AddDays(-400),
                    Outcome = outcome,
                    Result = outcome is null ? null : new LocalText("en", "Half of it works (example)."),
                    ResultAt = outcome is null ? null : now,
                    EndReason = why,
                    EndedAt = why is null ? null : now,
                    IsShown = shown,
                }
            );
            await db.SaveChangesAsync(Cancel);
        });
    }

    private static Task SprintAsync(TestApp app, string identifier, SprintState state) =>
        app.WithDbAsync(async db =>
        {
            db.Sprints.Add(
                new Sprint
                {
                    Identifier = identifier,
                    Host = "espoo",
                    Title = new LocalText("en", identifier),
                    State = state,
                    ChangedAt = app.Time.GetUtcNow().UtcDateTime,
                }
            );
            await db.SaveChangesAsync(Cancel);
        });

    private static async Task OfferAsync(
        TestApp app,
        string? identifier,
        OfferState state,
        OfferAudience seenBy = OfferAudience.Everybody
    )
    {
        var city = await ReplicationScene.CityAsync(app, "espoo");
        await app.WithDbAsync(async db =>
        {
            var now = app.Time.GetUtcNow().UtcDateTime;
            db.Offers.Add(
                new Offer
                {
                    Identifier = identifier,
                    Kind = OfferKind.Offer,
                    Subject = OfferSubject.SurplusHeat,
                    Title = new LocalText("en", identifier ?? "never-shown"),
                    Text = new LocalText("en", "Words (example)."),
                    CityId = city,
                    Until = new DateOnly(2026, 12, 31),
                    SeenBy = seenBy,
                    State = state,
                    PublishedAt = state == OfferState.Draft ? null : now,
                    ChangedAt = now,
                }
            );
            await db.SaveChangesAsync(Cancel);
        });
    }
}
