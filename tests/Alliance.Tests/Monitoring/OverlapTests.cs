using System.Globalization;
using System.Net;
using System.Text.Json;
using Alliance.Deals;
using Alliance.Monitoring;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Totals;
using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Alliance.Transparency;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Alliance.Tests.Monitoring.SharedTrees;

namespace Alliance.Tests.Monitoring;

/// <summary>
/// Effects that several promises count: found, shared, counted once. The promises are trees of one firm in Espoo: c3, and
/// t1 to t3, which each test adds as it needs them.
/// </summary>
public sealed class OverlapTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task An_overlap_is_found_and_shared_and_the_past_stays_as_it_was_known(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var deal = await BeginAsync(story, 1);
        await app.ChangedAsync();
        var page = await story.Stranger.GetStringAsync("/en/cities/espoo/totals", Cancel);
        Assert.Contains("1 overlap is open", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/overlap?", page, StringComparison.Ordinal);
        // Only c3 has a day by which it wants to reach an amount: what t1 has planted comes not up to that.
        Assert.Contains(
            "Reported of these since each began, gross: 400. Still to come: 1,100.",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains("1 promise stands outside", page, StringComparison.Ordinal);
        Assert.Contains("does not say since when, or by when", page, StringComparison.Ordinal);
        var first = await TotalsAsync(story, "");
        Assert.Equal(["2025 declared: 800 800 (2)"], Lines(first));
        var day = DateOnly.FromDateTime(app.Time.GetUtcNow().UtcDateTime).ToString("yyyy-MM-dd", null);

        await story.WaitAsync(TimeSpan.FromDays(1));
        Assert.Contains(
            "/overlap?",
            await story.ManagerBrowser.GetStringAsync("/en/cities/espoo/totals", Cancel),
            StringComparison.Ordinal
        );
        await AssertRefusedAsync("Left for these promises: 100%", ("first-share", "60"), ("second-share", "50"));
        await AssertRefusedAsync("from 0 to 100", ("first-share", "60"), ("second-share", "-1"));
        await AssertRefusedAsync("small letters", ("action", "Street Trees"));
        await AssertRefusedAsync("share an effect, or", ("way", ""));
        await AssertRefusedAsync("Please say why", ("way", "different"), ("reason", ""));
        Assert.Equal(0, await story.DbAsync(db => db.Claims.CountAsync(Cancel)));
        await SettleAsync(story, deal, "c3", "t1", "60", "40");
        await app.ChangedAsync();
        Assert.Equal(["2025 declared: 800 400 (2)"], Lines(await TotalsAsync(story, "")));
        // What was known yesterday is what was known yesterday.
        Assert.Equal(Lines(first), Lines(await TotalsAsync(story, $"&asOf={day}&knownAt={day}")));
        page = await story.Stranger.GetStringAsync("/en/cities/espoo/totals", Cancel);
        Assert.Contains("shared 60\u00a0% and 40\u00a0%", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        var behind = await story.Stranger.GetStringAsync("/en/cities/espoo/totals/trees-planted", Cancel);
        Assert.Contains("60% of the effect", behind, StringComparison.Ordinal);

        // A third promise finds the effect taken.
        await AddAsync(story, deal, 2);
        using (var full = await story.ManagerBrowser.SendAsync(Settle(deal, "c3", "t2"), "settle", Shares("60", "10")))
            Assert.Contains(
                "Left for these promises: 60%",
                Forms.Complaints(await full.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
        await SettleAsync(story, deal, "c3", "t2", "50", "10");
        await app.ChangedAsync();
        Assert.Equal(["2025 declared: 1200 400 (3)"], Lines(await TotalsAsync(story, "")));
        Assert.Contains("\"openOverlaps\":0", await TotalsAsync(story, ""), StringComparison.Ordinal);

        // A fourth is not the same as the third.
        await AddAsync(story, deal, 3);
        using (
            var different = await story.ManagerBrowser.SendAsync(
                Settle(deal, "t2", "t3"),
                "settle",
                ("way", "different"),
                ("reason", "Other streets.")
            )
        )
            Assert.NotNull(different.LeadsTo());
        await app.ChangedAsync();
        Assert.Equal(["2025 declared: 1600 800 (4)"], Lines(await TotalsAsync(story, "")));
        Assert.Contains("\"openOverlaps\":2", await TotalsAsync(story, ""), StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<Exception>(() =>
            story.DbAsync(db => db.Effects.ExecuteUpdateAsync(s => s.SetProperty(e => e.Claimed, 1_000_001), Cancel))
        );

        // It goes out and comes back; of the deal itself not, to which this test has added promises that nobody signed.
        var (here, there) = (Path.Combine(app.Database.Folder, "here"), Path.Combine(app.Database.Folder, "there"));
        await app.WithDbAsync(db => new ExportPackage(db).RunAsync(here));
        await using var other = await TestApp.StartAsync(on);
        other.Time.SetUtcNow(app.Time.GetUtcNow());
        await other.WithDbAsync(async db =>
        {
            Assert.Empty((await new ImportPackage(db, other.Time).RunAsync([here], dryRun: false)).Problems);
            Assert.Equal(Claim.Whole, await db.Effects.Select(e => e.Claimed).SingleAsync(Cancel));
            await new ExportPackage(db).RunAsync(there);
        });
        var answers = await File.ReadAllTextAsync(Path.Combine(here, "overlap-answers.jsonl"), Cancel);
        Assert.Contains("Other streets.", answers, StringComparison.Ordinal);
        Assert.Equal(answers, await File.ReadAllTextAsync(Path.Combine(there, "overlap-answers.jsonl"), Cancel));
        var claims = await File.ReadAllTextAsync(Path.Combine(here, "claims.jsonl"), Cancel);
        Assert.Equal(4, claims.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(claims, await File.ReadAllTextAsync(Path.Combine(there, "claims.jsonl"), Cancel));

        async Task AssertRefusedAsync(string says, params (string, string)[] typed)
        {
            using var sent = await story.ManagerBrowser.SendAsync(
                Settle(deal, "c3", "t1"),
                "settle",
                [.. Shares("50", "50"), .. typed]
            );
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
            Assert.Contains(
                says,
                Forms.Complaints(await sent.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
        }
    }

    [Theory, EachDatabase]
    public async Task Who_have_no_organisation_in_common_are_named_by_their_city(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var deal = await BeginAsync(story, 0, by: "p1");
        const string totals = "/en/cities/espoo/totals";
        await app.ChangedAsync();
        Assert.Contains(
            "None was found.",
            await story.Stranger.GetStringAsync(totals, Cancel),
            StringComparison.Ordinal
        );
        var page = await story.ManagerBrowser.GetStringAsync(totals, Cancel);
        Assert.Contains("Name two promises that count the same", page, StringComparison.Ordinal);
        page = await story.ManagerBrowser.GetStringAsync("/en/cities/espoo/overlap", Cancel);
        Assert.Contains($"<option value=\"{deal}.t0\">We plant trees in street 0.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("role=\"alert\"", page, StringComparison.Ordinal);
        page = await story.ManagerBrowser.GetStringAsync(
            $"/en/cities/espoo/overlap?first={deal}.c3&second={deal}.c1",
            Cancel
        );
        Assert.Contains("These two cannot count the same,", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{deal}.c1\"", page, StringComparison.Ordinal);

        await SettleAsync(story, deal, "c3", "t0", "60", "40");
        await app.ChangedAsync();
        Assert.Equal(["2025 declared: 800 400 (2)"], Lines(await TotalsAsync(story, "")));
        page = WebUtility.HtmlDecode(await story.Stranger.GetStringAsync(totals, Cancel));
        Assert.Contains("0 overlaps are open", page, StringComparison.Ordinal);
        Assert.Contains("shared 60\u00a0% and 40\u00a0%", page, StringComparison.Ordinal);
        // Once it is said not to be the same, it stays on the list with the reason.
        using (
            var different = await story.ManagerBrowser.SendAsync(
                Settle(deal, "c3", "t0"),
                "settle",
                ("way", "different"),
                ("reason", "Other streets.")
            )
        )
            Assert.NotNull(different.LeadsTo());
        await app.ChangedAsync();
        Assert.Equal(["2025 declared: 800 800 (2)"], Lines(await TotalsAsync(story, "")));
        page = WebUtility.HtmlDecode(await story.Stranger.GetStringAsync(totals, Cancel));
        Assert.Contains("Not the same: Other streets.", page, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task What_is_not_the_same_after_all_counts_whole_again_and_the_other_way_round(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var deal = await BeginAsync(story, 1);
        await AddAsync(story, deal, 2);
        await SettleAsync(story, deal, "c3", "t1", "50", "40");
        await SettleAsync(story, deal, "c3", "t2", "50", "10");
        await app.ChangedAsync();
        Assert.Equal(["2025 declared: 1200 400 (3)"], Lines(await TotalsAsync(story, "")));
        var day = DateOnly.FromDateTime(app.Time.GetUtcNow().UtcDateTime).ToString("yyyy-MM-dd", null);
        await story.WaitAsync(TimeSpan.FromDays(1));
        Assert.Contains(
            "counts whole again",
            await story.ManagerBrowser.GetStringAsync(Settle(deal, "c3", "t1"), Cancel),
            StringComparison.Ordinal
        );
        await DifferAsync("Other streets.");
        await app.ChangedAsync();
        // Whether the third is the same as either is open again, and until then it counts whole too: nobody's share is lost.
        Assert.Equal(["2025 declared: 1200 1200 (3)"], Lines(await TotalsAsync(story, "")));
        Assert.Contains("\"openOverlaps\":2", await TotalsAsync(story, ""), StringComparison.Ordinal);
        Assert.Equal(0, await story.DbAsync(db => db.Effects.Select(e => e.Claimed).SingleAsync(Cancel)));
        Assert.Equal(["2025 declared: 1200 400 (3)"], Lines(await TotalsAsync(story, $"&asOf={day}&knownAt={day}")));
        var behind = await story.Stranger.GetStringAsync("/en/cities/espoo/totals/trees-planted", Cancel);
        Assert.DoesNotContain("100% of the effect", behind, StringComparison.Ordinal);

        // The answer goes out with the claims, and what takes its place follows it.
        await using var other = await TestApp.StartAsync(on);
        var answered = await GoesRoundAsync("answered");
        Assert.False(await other.WithDbAsync(db => db.OverlapAnswers.Select(a => a.Withdrawn).SingleAsync(Cancel)));
        await story.WaitAsync(TimeSpan.FromDays(1));
        await DifferAsync("Other streets, on the other side of the bay.");
        await story.WaitAsync(TimeSpan.FromDays(1));
        await SettleAsync(story, deal, "c3", "t1", "50", "40");
        await app.ChangedAsync();
        Assert.Equal(["2025 declared: 1200 760 (3)"], Lines(await TotalsAsync(story, "")));
        Assert.DoesNotContain(
            "Other streets",
            await story.Stranger.GetStringAsync("/en/cities/espoo/totals", Cancel),
            StringComparison.Ordinal
        );
        await GoesRoundAsync("withdrawn");
        Assert.True(await other.WithDbAsync(db => db.OverlapAnswers.Select(a => a.Withdrawn).SingleAsync(Cancel)));
        Assert.Equal(
            Claim.Whole / 10 * 9,
            await other.WithDbAsync(db => db.Effects.Select(e => e.Claimed).SingleAsync(Cancel))
        );

        // What was said before does not come back.
        var old = await other.WithDbAsync(db => new ImportPackage(db, other.Time).RunAsync([answered], dryRun: false));
        Assert.Equal("overlap-answer-differs", Assert.Single(old.Problems).Code);
        Assert.True(await other.WithDbAsync(db => db.OverlapAnswers.Select(a => a.Withdrawn).SingleAsync(Cancel)));

        async Task DifferAsync(string reason)
        {
            using var sent = await story.ManagerBrowser.SendAsync(
                Settle(deal, "c3", "t1"),
                "settle",
                ("way", "different"),
                ("reason", reason)
            );
            Assert.NotNull(sent.LeadsTo());
        }

        async Task<string> GoesRoundAsync(string name)
        {
            var (here, there) = (
                Path.Combine(app.Database.Folder, name),
                Path.Combine(app.Database.Folder, name + "-there")
            );
            await app.WithDbAsync(db => new ExportPackage(db).RunAsync(here));
            other.Time.SetUtcNow(app.Time.GetUtcNow());
            await other.WithDbAsync(async db =>
            {
                Assert.Empty((await new ImportPackage(db, other.Time).RunAsync([here], dryRun: false)).Problems);
                await new ExportPackage(db).RunAsync(there);
            });
            foreach (var file in (string[])["claims.jsonl", "overlap-answers.jsonl"])
                Assert.Equal(
                    await File.ReadAllTextAsync(Path.Combine(here, file), Cancel),
                    await File.ReadAllTextAsync(Path.Combine(there, file), Cancel)
                );
            return here;
        }
    }

    [Theory, EachDatabase]
    public async Task Of_two_who_claim_the_whole_at_once_one_is_refused(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var deal = await BeginAsync(story, 1);
        await AddAsync(story, deal, 2);
        await AddAsync(story, deal, 3);
        // The effect is there, so that both only have to claim it.
        await SettleAsync(story, deal, "c3", "t1", "0", "0");
        var pairs = new[] { ("c3", "t1"), ("t2", "t3") };
        var pages = await Task.WhenAll(
            pairs.Select(p => story.ManagerBrowser.GetStringAsync(Settle(deal, p.Item1, p.Item2), Cancel))
        );
        var sent = await Task.WhenAll(
            pairs.Select(
                (p, i) =>
                    story.ManagerBrowser.SendAsync(
                        Settle(deal, p.Item1, p.Item2),
                        pages[i],
                        "settle",
                        Shares("60", "40")
                    )
            )
        );
        Assert.Equal(1, sent.Count(s => s.LeadsTo() is not null));
        Assert.Equal(Claim.Whole, await story.DbAsync(db => db.Effects.Select(e => e.Claimed).SingleAsync(Cancel)));
        foreach (var answer in sent)
            answer.Dispose();
    }

    [Theory, EachDatabase]
    public async Task Where_several_stay_they_go_on_sharing(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var deal = await BeginAsync(story, 1);
        await AddAsync(story, deal, 2);
        await AddAsync(story, deal, 3);
        foreach (var (other, share) in ((string, string)[])[("t1", "30"), ("t2", "20"), ("t3", "10")])
            await SettleAsync(story, deal, "c3", other, "40", share);
        await app.ChangedAsync();
        Assert.Equal(["2025 declared: 1600 400 (4)"], Lines(await TotalsAsync(story, "")));
        using var different = await story.ManagerBrowser.SendAsync(
            Settle(deal, "c3", "t1"),
            "settle",
            ("way", "different"),
            ("reason", "Other streets.")
        );
        Assert.NotNull(different.LeadsTo());
        await app.ChangedAsync();
        Assert.Equal(["2025 declared: 1600 920 (4)"], Lines(await TotalsAsync(story, "")));
        Assert.Equal(
            Claim.Whole / 10 * 3,
            await story.DbAsync(db => db.Effects.Select(e => e.Claimed).SingleAsync(Cancel))
        );
    }

    [Theory, EachDatabase]
    public async Task The_page_asks_as_often_however_much_there_is(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var deal = await BeginAsync(story, 1);
        foreach (var path in (string[])["", "/trees-planted"])
            await story.Stranger.GetStringAsync("/en/cities/espoo/totals" + path, Cancel);
        var small = await CountAsync();
        await AddAsync(story, deal, 2);
        await AddAsync(story, deal, 3);
        Assert.Equal(small, await CountAsync());

        async Task<string> CountAsync()
        {
            var counts = new List<int>();
            foreach (var path in (string[])["", "/trees-planted"])
            {
                await app.ChangedAsync();
                app.Queries.Clear();
                await story.Stranger.GetStringAsync("/en/cities/espoo/totals" + path, Cancel);
                counts.Add(app.Queries.Count);
            }
            Assert.All(counts, c => Assert.InRange(c, 1, 24));
            return string.Join(' ', counts);
        }
    }

    [Theory, EachDatabase]
    public async Task What_is_promised_stands_there_before_anybody_has_reported(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await BeginAsync(story, 1);
        await story.DbAsync(async db =>
        {
            await db.Measurements.ExecuteDeleteAsync(Cancel);
            await db.IndicatorRollups.ExecuteDeleteAsync(Cancel);
            return await db.IndicatorYears.ExecuteDeleteAsync(Cancel);
        });
        await app.ChangedAsync();
        var page = await story.Stranger.GetStringAsync("/en/cities/espoo/totals", Cancel);
        Assert.Contains(
            "Reported of these since each began, gross: 0. Still to come: 1,500.",
            page,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Nothing to add up yet", page, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Only_its_city_settles_an_overlap(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var deal = await BeginAsync(story, 1);
        var cities = await story.DbAsync(db => db.Cities.ToDictionaryAsync(c => c.Identifier, c => c.Id, Cancel));
        var pair = (First: $"{deal}.c3", Second: "t1.c1");
        foreach (var way in (string[])["different", "shared"])
        {
            Assert.Equal("not-allowed", await SettleAsync(Actor.Stranger, way));
            Assert.Equal("not-allowed", await SettleAsync(ManagerOf("mannheim"), way));
        }
        Assert.Equal(
            (0, 0),
            await story.DbAsync(async db =>
                (await db.Claims.CountAsync(Cancel), await db.OverlapAnswers.CountAsync(Cancel))
            )
        );
        // Of its own city the same is found, or is said not to be there: rights are asked for first.
        Assert.NotEqual("not-allowed", await SettleAsync(ManagerOf("espoo"), "different"));

        Actor ManagerOf(string city) =>
            new(null, null, [new ActorMembership(MembershipRole.DealManager, cities[city], null)]);

        async Task<string?> SettleAsync(Actor actor, string way)
        {
            await using var scope = app.Services.CreateAsyncScope();
            var stated = new StatedResolution(
                "espoo",
                pair.First,
                pair.Second,
                way,
                "trees",
                "60",
                "40",
                "Other trees.",
                CultureInfo.InvariantCulture
            );
            var settled = await scope
                .ServiceProvider.GetRequiredService<ResolveOverlap>()
                .RunAsync(actor, stated, Cancel);
            return settled.Refusal?.Code;
        }
    }

    [Fact]
    public void Net_is_never_more_than_gross() =>
        Gen.Select(Gen.Long[-9_000_000_000_000, 9_000_000_000_000], Gen.Long[0, Claim.Whole], Gen.Bool)
            .Sample(
                (value, share, claims) =>
                {
                    var net = value - PromiseNumber.LeftOf(value, claims ? share : null);
                    return net <= value && (value < 0 || net >= 0);
                }
            );

    [Fact]
    public void The_rules_find_what_could_be_the_same_and_nothing_else()
    {
        var one = Promise("a", "trees-planted", Sector.LandUse, EmissionScope.NotApplicable, 1, 2);
        Assert.True(MayBeSame("trees-planted", Sector.LandUse, EmissionScope.NotApplicable, 2, 3));
        Assert.False(MayBeSame("trees-planted", Sector.LandUse, EmissionScope.NotApplicable, 3));
        Assert.False(MayBeSame("green-area", Sector.LandUse, EmissionScope.NotApplicable, 1));
        Assert.False(MayBeSame("trees-planted", Sector.Water, EmissionScope.NotApplicable, 1));
        Assert.False(MayBeSame("trees-planted", Sector.LandUse, EmissionScope.Scope1, 1));
        Assert.Equal([2024], OverlapRules.Years([2023, 2024], [2025, 2024]));

        bool MayBeSame(string indicator, Sector sector, EmissionScope scope, params long[] organisations) =>
            OverlapRules.MayBeSame(one, Promise("b", indicator, sector, scope, organisations));
        static CountedPromise Promise(
            string deal,
            string indicator,
            Sector sector,
            EmissionScope scope,
            params long[] organisations
        ) => new(new PromiseName(deal, "c1"), 1, indicator, sector, scope, organisations);
    }

    private static Task<string> TotalsAsync(Story story, string days) =>
        story.Stranger.GetStringAsync("/api/v1/indicator-totals?city=espoo" + days, Cancel);

    private static List<string> Lines(string answer) =>
        [
            .. JsonDocument
                .Parse(answer)
                .RootElement.GetProperty("totals")
                .EnumerateArray()
                .Select(t =>
                    $"{t.GetProperty("year")} {t.GetProperty("trust")}: {t.GetProperty("gross").GetDecimal():0.######} {t.GetProperty("net").GetDecimal():0.######} ({t.GetProperty("numbers")})"
                ),
        ];
}
