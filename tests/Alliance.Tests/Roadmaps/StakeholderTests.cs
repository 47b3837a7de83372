using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Jobs;
using Alliance.Roadmaps.Stakeholders;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Roadmaps;

/// <summary>A city's stakeholder map: who is where, who is missing, what everybody may see, and when persons are forgotten.</summary>
public sealed class StakeholderTests
{
    private const string List = "/en/workspace/stakeholders";
    private const string New = List + "/new";

    private static readonly (string, string)[] Tenants =
    [
        ("name", "Example Tenants (example)"),
        ("kind", "citizen-group"),
        ("speaks-for", "tenants"),
        ("influence", "2"),
        ("interest", "4"),
        ("does", "Runs an energy clinic."),
        ("state", "talking"),
        ("next-step", "Visit their meeting"),
        ("next-on", "2026-03-20"),
        ("known-by", "The housing office"),
        ("remark", "Prefers calls."),
        ("shown", "yes"),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Who_is_added_stands_on_the_map_and_is_missing_no_more(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var empty = await story.ManagerBrowser.TextAsync(List);
        Assert.Contains("Nobody is on the map yet", empty, StringComparison.Ordinal);
        await AddAsync(story, Tenants);

        var map = await story.ManagerBrowser.TextAsync(List);
        Assert.Contains("Example Tenants (example): Visit their meeting 20 March 2026", map, StringComparison.Ordinal);
        Assert.Contains("Give them a part 1", map, StringComparison.Ordinal);
        var missing = map[map.IndexOf("Who is missing", StringComparison.Ordinal)..];
        missing = missing[..missing.IndexOf("All on the map", StringComparison.Ordinal)];
        Assert.DoesNotContain("tenants", missing, StringComparison.Ordinal);
        Assert.Contains("young people", missing, StringComparison.Ordinal);
        Assert.Contains("construction", missing, StringComparison.Ordinal);
        // What nobody had said stays open: nobody is put somewhere.
        await AddAsync(story, [("name", "Somebody (example)"), ("kind", "sme"), ("state", "to-contact")]);
        Assert.Contains(
            "For one of them nobody has said influence or interest yet.",
            await story.ManagerBrowser.TextAsync(List),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task Everybody_sees_what_is_shown_and_nothing_of_persons_weight_or_state(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        const string page = "/en/roadmaps/espoo/stakeholders";
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await story.Stranger.GetAsync(page, Cancel)).StatusCode);
        await AddAsync(story, Tenants);
        await AddAsync(story, [("name", "Hidden (example)"), ("kind", "sme"), ("state", "declined.no-time")]);
        await app.ChangedAsync();

        var shown = await story.Stranger.GetStringAsync(page, Cancel);
        foreach (var said in (string[])["Example Tenants (example)", "Runs an energy clinic.", "tenants"])
            Assert.Contains(said, shown, StringComparison.Ordinal);
        foreach (
            var own in (string[])
                ["Hidden", "Prefers calls.", "housing office", "Visit their meeting", "talking", "declined"]
        )
            Assert.DoesNotContain(own, shown, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task What_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await AddAsync(story, Tenants);
        using var refused = await story.ManagerBrowser.SendAsync(
            New,
            "stakeholder",
            ("name", "example tenants (EXAMPLE)"),
            ("kind", "ngo"),
            ("state", "declined.no-money"),
            ("next-on", "2026-03-20"),
            ("remark", "Kept."),
            ("personal-until", "2030-01-01"),
            ("speaks-for", "young-people")
        );
        var html = await refused.Content.ReadAsStringAsync(Cancel);
        var complaints = Forms.Complaints(html);
        foreach (var said in (string[])["on the map already", "what is to happen on that day", "to 24 months from now"])
            Assert.Contains(said, complaints, StringComparison.Ordinal);
        var filled = Forms.Filled(html, "stakeholder").ToLookup(f => f.Key, f => f.Value);
        Assert.Equal("Kept.", filled["remark"].Single());
        Assert.Equal("declined.no-money", filled["state"].Single());
        Assert.Equal(["young-people"], filled["speaks-for"]);
        Assert.Equal(1, await story.DbAsync(db => db.Stakeholders.CountAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task Of_two_who_change_the_same_one_holds(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await AddAsync(story, Tenants);
        var page = $"{List}/{await story.DbAsync(db => db.Stakeholders.Select(s => s.Id).SingleAsync(Cancel))}";
        var read = await story.ManagerBrowser.GetStringAsync(page, Cancel);
        using var first = await story.ManagerBrowser.SendAsync(page, read, "stakeholder", ("does", "More."));
        await Forms.LeadsToAsync(first, List);
        using var second = await story.ManagerBrowser.SendAsync(page, read, "stakeholder", ("does", "Less."));
        var html = await second.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("at the same moment", html, StringComparison.Ordinal);
        Assert.Contains("Less.", html, StringComparison.Ordinal);
        // Sent once more, it holds.
        using var again = await story.ManagerBrowser.SendAsync(page, html, "stakeholder");
        await Forms.LeadsToAsync(again, List);
        Assert.Equal("Less.", await story.DbAsync(db => db.Stakeholders.Select(s => s.Does).SingleAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task What_is_noted_about_persons_goes_on_its_day(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(
            on,
            services => services.Remove(services.Single(s => s.ImplementationType == typeof(JobRunner)))
        );
        await using var app = story.App;
        await AddAsync(story, Tenants);
        Assert.Equal(
            new DateOnly(2027, 3, 10),
            await story.DbAsync(db => db.Stakeholders.Select(s => s.PersonalUntil).SingleAsync(Cancel))
        );
        app.Time.Advance(TimeSpan.FromDays(364));
        Assert.Equal(0, await ForgetAsync());
        app.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await ForgetAsync());
        Assert.Equal(0, await ForgetAsync());
        var left = await story.DbAsync(db => db.Stakeholders.SingleAsync(Cancel));
        Assert.Equal(("", "", null), (left.KnownBy, left.Remark, left.PersonalUntil));
        Assert.Equal("Runs an energy clinic.", left.Does);

        async Task<int> ForgetAsync()
        {
            await using var scope = app.Services.CreateAsyncScope();
            return await ForgetRemarks.RunAsync(scope.ServiceProvider, Cancel);
        }
    }

    [Theory, EachDatabase]
    public async Task The_organisations_of_the_deals_come_by_one_click_and_once(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var there = await story.DbAsync(async db =>
            await AddFromDeals
                .Missing(db, (await db.Cities.SingleAsync(c => c.Identifier == "espoo", Cancel)).Id)
                .CountAsync(Cancel)
        );
        Assert.True(there > 3);
        Assert.Contains(
            $"{there} organisations of your deals",
            await story.ManagerBrowser.TextAsync(List),
            StringComparison.Ordinal
        );
        using var added = await story.ManagerBrowser.SendAsync(List, "add");
        await Forms.LeadsToAsync(added, List);
        Assert.Equal(
            there,
            await story.DbAsync(db => db.Stakeholders.CountAsync(s => s.State == StakeholderState.InDeal, Cancel))
        );
        Assert.DoesNotContain(
            "of your deals are not on the map",
            await story.ManagerBrowser.TextAsync(List),
            StringComparison.Ordinal
        );

        // However many there are.
        app.Queries.Clear();
        await story.ManagerBrowser.GetStringAsync(List, Cancel);
        var queries = app.Queries.Count;
        await story.DbAsync(db => db.Stakeholders.Take(3).ExecuteDeleteAsync(Cancel));
        app.Queries.Clear();
        await story.ManagerBrowser.GetStringAsync(List, Cancel);
        Assert.Equal(queries, app.Queries.Count);
    }

    [Theory, EachDatabase]
    public async Task A_city_sees_its_own_map_and_no_other(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await AddAsync(story, Tenants);
        var id = await story.DbAsync(db => db.Stakeholders.Select(s => s.Id).SingleAsync(Cancel));
        using var other = await app.SignedInAsync("other@example.org", MembershipRole.DealManager, "umea");
        Assert.DoesNotContain("Example Tenants", await other.TextAsync(List), StringComparison.Ordinal);
        Assert.Contains("The housing office", await story.ManagerBrowser.TextAsync(List), StringComparison.Ordinal);
        // What is about persons has an end date, which a file would not know.
        var file = await story.ManagerBrowser.GetStringAsync(List + "/map.csv", Cancel);
        Assert.Contains("Example Tenants (example)", file, StringComparison.Ordinal);
        Assert.DoesNotContain("housing office", file, StringComparison.Ordinal);
        Assert.DoesNotContain("Prefers calls", file, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "Example Tenants",
            await other.GetStringAsync(List + "/map.csv", Cancel),
            StringComparison.Ordinal
        );
        Assert.Equal(System.Net.HttpStatusCode.NotFound, await other.StatusAsync(List + "/map.csv?city=espoo"));
        using var hidden = await other.GetAsync($"{List}/{id}", Cancel);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, hidden.StatusCode);
    }

    private static async Task AddAsync(Story story, (string, string)[] fields)
    {
        using var added = await story.ManagerBrowser.SendAsync(New, "stakeholder", fields);
        await Forms.LeadsToAsync(added, List);
    }
}
