using System.Net;
using Alliance.Deals;
using Alliance.Monitoring;
using Alliance.Monitoring.Health;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Monitoring.Health;

/// <summary>The page that explains the rules, and what people set against them.</summary>
public sealed class HealthTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_rules_are_told_in_every_language_with_the_numbers_they_go_by()
    {
        await using var app = await TestApp.StartAsync();
        foreach (var language in Language.All)
        {
            var reader = new Reader(language);
            var page = WebUtility.HtmlDecode(await app.Client.GetStringAsync($"/{language.Code}/health", Cancel));
            foreach (var state in Enum.GetValues<HealthState>())
                Assert.Contains($"</span>{reader.Name(state)}</span>", page, StringComparison.Ordinal);
            Assert.Contains(HealthText.Percent(HealthRules.OnTrackFrom, reader), page, StringComparison.Ordinal);
            Assert.Contains(HealthText.Percent(HealthRules.AtRiskFrom, reader), page, StringComparison.Ordinal);
            var about = await app.Client.GetStringAsync($"/{language.Code}/about", Cancel);
            Assert.Contains($"href=\"/{language.Code}/health\"", about, StringComparison.Ordinal);
        }
        // The example is worked out by the rules: 40 of 50 percent is between the two thresholds.
        var english = await app.Client.GetStringAsync("/en/health", Cancel);
        Assert.Contains("had reached 40 % of its way", english, StringComparison.Ordinal);
        Assert.Contains("That is 80 % of it", english, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_reason_can_be_said_in_every_language()
    {
        var day = new DateOnly(2026, 12, 31);
        foreach (var language in Language.All)
        foreach (var reason in Enum.GetValues<HealthReason>())
        {
            var said = HealthText.Of(
                new PromiseHealth(HealthState.OnTrack, day, reason, day, 0.996, 0.5, 3),
                new Reader(language)
            );
            Assert.DoesNotContain("{", said, StringComparison.Ordinal);
            // What is not all of it is never said to be.
            Assert.DoesNotContain("100", said, StringComparison.Ordinal);
        }
    }

    [Theory, EachDatabase]
    public async Task People_set_another_state_with_a_public_reason_until_the_next_report(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var (deal, manager) = await ConcludedAsync(story);

        var set = await SetAsync(app, manager, deal.Identifier, "c3", "at-risk", " The nursery burned down. ");
        Assert.Equal(("The nursery burned down.", "de"), (set.Value.Reason, set.Value.Language));
        app.Time.Advance(TimeSpan.FromSeconds(1));
        var again = await SetAsync(app, manager, deal.Identifier, "c3", "off-track", "And the next one too.");
        Assert.Equal(HealthState.OffTrack, again.Value.State);
        // One holds, and what was said before stays readable.
        Assert.Equal(
            [(HealthState.AtRisk, true), (HealthState.OffTrack, false)],
            await app.WithDbAsync(async db =>
                (await db.HealthOverrides.OrderBy(o => o.Id).ToListAsync(Cancel)).Select(o =>
                    (o.State, o.EndedAt != null)
                )
            )
        );

        using var firm = await app.SignedInAsync(
            "reporter@example.org",
            MembershipRole.Reporter,
            organisation: await app.WithDbAsync(db =>
                db.Organisations.Where(o => o.Name == "Example Works Oy (example)")
                    .Select(o => o.Identifier)
                    .SingleAsync(Cancel)
            )
        );
        using var reported = await firm.SendAsync(
            $"/en/deals/{deal.Slug}/promises/c3/measure",
            "measure",
            ("year", "2025"),
            ("value", "400"),
            ("span", "during"),
            ("method", "measured"),
            ("source", "Counted by the gardeners.")
        );
        await Forms.LeadsToAsync(reported, $"/en/deals/{deal.Slug}/progress");
        Assert.False(await app.WithDbAsync(db => db.HealthOverrides.AnyAsync(o => o.EndedAt == null, Cancel)));
    }

    [Theory, EachDatabase]
    public async Task Nobody_else_sets_it_and_not_without_a_reason(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var (deal, manager) = await ConcludedAsync(story);
        var other = manager with { Memberships = [] };
        var collected = await app.WithDbAsync(db =>
            db.Deals.Where(d => d.State == null && d.CityId == deal.CityId && d.Commitments.Count > 0)
                .Select(d => new { d.Identifier, Key = d.Commitments.First().Key })
                .FirstAsync(Cancel)
        );
        async Task<string> RefusedAsync(Actor by, string id, string key, string state, string reason)
        {
            var refusal = (await SetAsync(app, by, id, key, state, reason)).Refusal!;
            return string.Join(' ', [refusal.Code, .. refusal.Fields.Select(f => $"{f.Field}:{f.Why.Code}")]);
        }

        Assert.Equal("not-allowed", await RefusedAsync(other, deal.Identifier, "c3", "at-risk", "So."));
        Assert.Equal("deal-not-found", await RefusedAsync(manager, "nothing", "c3", "at-risk", "So."));
        Assert.Equal("promise-not-found", await RefusedAsync(manager, deal.Identifier, "c99", "at-risk", "So."));
        Assert.Equal(
            "not-concluded-here",
            await RefusedAsync(manager, collected.Identifier, collected.Key, "at-risk", "So.")
        );
        Assert.Equal(
            "check-fields state:health-missing reason:reason-missing",
            await RefusedAsync(manager, deal.Identifier, "c3", "report-overdue", " ")
        );
        Assert.Equal(
            "check-fields reason:text-too-long",
            await RefusedAsync(manager, deal.Identifier, "c3", "on-track", new string('x', 501))
        );
        Assert.False(await app.WithDbAsync(db => db.HealthOverrides.AnyAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task Of_two_at_once_one_holds(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var (deal, manager) = await ConcludedAsync(story);

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i => Task.Run(() => SetAsync(app, manager, deal.Identifier, "c3", "at-risk", $"Reason {i}.")))
        );

        Assert.All(outcomes, o => Assert.True(o.Refusal is null or { Code: "somebody-was-faster" }));
        Assert.Contains(outcomes, o => o.Refusal is null);
        Assert.Equal(1, await app.WithDbAsync(db => db.HealthOverrides.CountAsync(o => o.EndedAt == null, Cancel)));
    }

    [Theory, EachDatabase]
    public async Task Whose_account_is_gone_is_named_no_more(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var (deal, manager) = await ConcludedAsync(story);
        await SetAsync(app, manager, deal.Identifier, "c3", "at-risk", "The nursery burned down.");
        Assert.Contains(
            "nursery",
            await story.ManagerBrowser.GetStringAsync("/en/account/data.json", Cancel),
            StringComparison.Ordinal
        );

        using var deleted = await story.ManagerBrowser.SendAsync("/en/account", "delete", ("sure", "yes"));

        Assert.Equal("/en", deleted.LeadsTo());
        Assert.Null(await app.WithDbAsync(db => db.HealthOverrides.Select(o => o.AccountId).SingleAsync(Cancel)));
    }

    // The deal of the story, and its city's manager.
    private static async Task<(
        (long Id, string Identifier, string Slug, long CityId) Deal,
        Actor Manager
    )> ConcludedAsync(Story story)
    {
        await story.ConcludeAsync();
        return await story.App.WithDbAsync(async db =>
        {
            var deal = await db.Deals.SingleAsync(d => d.State != null, Cancel);
            var account = await db.Accounts.SingleAsync(a => a.Email == Story.Manager, Cancel);
            ActorMembership[] roles = [new(MembershipRole.DealManager, deal.CityId, null)];
            return ((deal.Id, deal.Identifier, deal.Slug, deal.CityId), new Actor(account.Id, account.Name, roles));
        });
    }

    private static async Task<Outcome<HealthOverride>> SetAsync(
        TestApp app,
        Actor by,
        string deal,
        string promise,
        string state,
        string reason
    )
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<OverrideHealth>()
            .RunAsync(by, deal, promise, state, reason, Language.Find("de")!, Cancel);
    }
}
