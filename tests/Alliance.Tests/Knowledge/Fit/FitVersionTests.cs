using System.Text.Json;
using Alliance.Knowledge.Fit;
using Alliance.Knowledge.Replications;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Knowledge.Fit;

/// <summary>Answers and the version of the weights by which they were given, and how many outcomes calibrating needs.</summary>
public sealed class FitVersionTests
{
    private const string Practice = "three-light-promises";
    private const string Page = "/en/workspace/fit/practice/" + Practice + "?city=espoo";

    private static readonly FitWeights First = FitVersions.Shipped.Current;

    // As a later one may be: the law weighs more and has one question less.
    private static readonly FitVersions Two = new([
        First,
        First with
        {
            Version = "2",
            Groups =
            [
                .. First.Groups.Select(g =>
                    g.Group switch
                    {
                        FitGroup.Law => g with { Weight = 30, Questions = [g.Questions[0]] },
                        FitGroup.Problem => g with { Weight = 5 },
                        _ => g,
                    }
                ),
            ],
        },
    ]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Answers_are_weighed_by_the_version_by_which_they_were_given_until_they_are_given_anew(
        DatabaseKind on
    )
    {
        using var story = await Story.BeginAsync(on, s => s.AddSingleton(Two));
        await using var app = story.App;
        await KeepAsync(app, First.Version);
        var page = await story.ManagerBrowser.TextAsync(Page);
        Assert.Contains(
            "This follows from version 1 of the weights, by which you answered. Version 2 holds now",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains("Weights: version 1.", page, StringComparison.Ordinal);
        // Problem 15, law 8, procurement 2, buildings 2.5; from the profiles: size 5, climate 2.5, results 5.
        Assert.Contains("rests on 40 % of what is weighed", page, StringComparison.Ordinal);
        // What is not asked any more is not asked.
        var form = await story.ManagerBrowser.DocumentAsync(Page);
        Assert.Null(form.GetElementById("procurement"));
        Assert.NotNull(form.GetElementById("built"));

        using (var again = await story.ManagerBrowser.SendAsync(Page, "fit"))
            await Forms.LeadsToAsync(again, Page);
        page = await story.ManagerBrowser.TextAsync(Page);
        Assert.Contains("Weights: version 2.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("by which you answered", page, StringComparison.Ordinal);
        // Problem 3, law 30, buildings 2.5; from the profiles 12.5.
        Assert.Contains("rests on 48 % of what is weighed", page, StringComparison.Ordinal);
        var stored = await app.WithDbAsync(db => db.CityFits.AsNoTracking().SingleAsync(Cancel));
        Assert.Equal("2", stored.Weights);
        Assert.Equal(["built", "law", "problem"], stored.Said.Answers.Keys.Order(StringComparer.Ordinal));
    }

    [Theory, EachDatabase]
    public async Task Nothing_follows_from_answers_by_a_version_that_is_not_known(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await KeepAsync(app, "from-later-on");
        foreach (var language in (string[])["de", "fi", "sv", "it", "en"])
        {
            var page = await story.ManagerBrowser.DocumentAsync($"/{language}{Page[3..]}");
            Assert.Null(page.GetElementById("fit-result"));
            Assert.Contains("from-later-on", page.QuerySelector("main .notice")!.TextContent, StringComparison.Ordinal);
        }
        // The answers are still there, and hold by the present one when they are saved.
        using (var again = await story.ManagerBrowser.SendAsync(Page, "fit"))
            await Forms.LeadsToAsync(again, Page);
        Assert.NotNull((await story.ManagerBrowser.DocumentAsync(Page)).GetElementById("fit-result"));
        var stored = await app.WithDbAsync(db => db.CityFits.AsNoTracking().SingleAsync(Cancel));
        Assert.Equal(First.Version, stored.Weights);
        Assert.Equal(FitAnswer.StrongSupport, stored.Said.Answers["problem"]);
    }

    [Theory, EachDatabase]
    public async Task The_API_hands_out_every_version_with_its_shares_and_what_importance_weighs(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on, s => s.AddSingleton(Two));
        using var json = JsonDocument.Parse(await app.Client.GetStringAsync("/api/v1/fit", Cancel));
        Assert.Equal("2", json.RootElement.GetProperty("version").GetString());
        var versions = json.RootElement.GetProperty("versions");
        Assert.Equal(
            ["1", "2"],
            versions.EnumerateArray().Select(v => v.GetProperty("version").GetString()).OfType<string>()
        );
        foreach (var version in versions.EnumerateArray())
        {
            Assert.Equal(40, version.GetProperty("cap").GetDecimal());
            var importance = version.GetProperty("importance");
            Assert.Equal<decimal>(
                [3, 2, 1],
                ((string[])["high", "medium", "low"]).Select(i => importance.GetProperty(i).GetDecimal())
            );
            Assert.Equal(
                100,
                version.GetProperty("groups").EnumerateArray().Sum(g => g.GetProperty("weight").GetDecimal())
            );
        }
        var problem = versions[0].GetProperty("groups")[0];
        Assert.Equal("problem", problem.GetProperty("group").GetString());
        Assert.Equal(0.5m, problem.GetProperty("parts").GetDecimal());
        Assert.True(problem.GetProperty("changeable").GetBoolean());
        Assert.Equal<(string, int, bool)>(
            [("problem", 3, true), ("goal", 1, false), ("demand", 1, false)],
            problem
                .GetProperty("questions")
                .EnumerateArray()
                .Select(q =>
                    (
                        q.GetProperty("question").GetString()!,
                        q.GetProperty("share").GetInt32(),
                        q.GetProperty("plain").GetBoolean()
                    )
                )
        );
    }

    [Theory, EachDatabase]
    public async Task With_30_outcomes_it_says_that_they_are_enough_and_that_nobody_has_calibrated_by_them(
        DatabaseKind on
    )
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await KeepAsync(app, First.Version);
        await TellResultsAsync(app, 1, 29);
        Assert.Contains(
            "29 of 30 outcomes are known; until then the number is uncalibrated.",
            await story.ManagerBrowser.TextAsync(Page),
            StringComparison.Ordinal
        );
        await TellResultsAsync(app, 30, 1);
        var page = await story.ManagerBrowser.TextAsync(Page);
        Assert.Contains(
            "30 outcomes are known, which is enough to calibrate the weights. Nobody has done so yet: the number is uncalibrated.",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains("of 100 !uncalibrated", page, StringComparison.Ordinal);
    }

    // What Espoo said of a practice of Umeå.
    private static Task<int> KeepAsync(TestApp app, string version) =>
        app.WithDbAsync(async db =>
        {
            db.CityFits.Add(
                new CityFit
                {
                    CityId = await db.Cities.Where(c => c.Identifier == "espoo").Select(c => c.Id).SingleAsync(Cancel),
                    Subject = "practice:" + Practice,
                    Said = new FitSaid(
                        new Dictionary<string, FitAnswer>
                        {
                            ["problem"] = FitAnswer.StrongSupport,
                            ["law"] = FitAnswer.Obstacle,
                            ["procurement"] = FitAnswer.Support,
                            ["built"] = FitAnswer.Neither,
                        },
                        new Dictionary<string, string>()
                    ),
                    Weights = version,
                    Turn = 1,
                    ChangedAt = app.Time.GetUtcNow().UtcDateTime,
                }
            );
            return await db.SaveChangesAsync(Cancel);
        });

    private static Task<int> TellResultsAsync(TestApp app, int first, int count) =>
        app.WithDbAsync(async db =>
        {
            var city = await db.Cities.Where(c => c.Identifier == "mannheim").Select(c => c.Id).SingleAsync(Cancel);
            var now = app.Time.GetUtcNow().UtcDateTime;
            db.Replications.AddRange(
                Enumerable
                    .Range(first, count)
                    .Select(number => new Replication
                    {
                        CityId = city,
                        Number = number,
                        Kind = OriginKind.Practice,
                        Origin = "breakfast-seminars-by-theme",
                        Title = new LocalText("en", "Example"),
                        StartedAt = now,
                        Outcome = ReplicationOutcome.Partly,
                        Result = new LocalText("en", "Half of it works (example)."),
                        ResultAt = now,
                        IsShown = true,
                    })
            );
            return await db.SaveChangesAsync(Cancel);
        });
}
