using System.Globalization;
using System.Net;
using Alliance.Knowledge;
using Alliance.Knowledge.Jobs;
using Alliance.Knowledge.Told;
using Alliance.Network;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Knowledge;

/// <summary>Whoever tells practices hears when they are old, and what other cities say of them.</summary>
public sealed class PracticeMailTests
{
    private const string Second = "second@example.org";
    private const string Kim = "kim@example.org";
    private const string Umea = "umea@example.org";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task One_letter_asks_about_all_that_is_old_and_comes_again_after_half_a_year(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await app.InviteAsync(Second, MembershipRole.DealManager, "espoo", "de");
        // She coordinates the network, and manages the deals of a city.
        await app.InviteAsync(Kim, MembershipRole.Coordinator);
        await app.InviteAsync(Kim, MembershipRole.DealManager, "umea");
        // What was collected has a test of its own.
        DateTime? later = app.Time.GetUtcNow().UtcDateTime.AddYears(10);
        await app.WithDbAsync(db =>
            db.Practices.ExecuteUpdateAsync(u => u.SetProperty(p => p.CheckedAt, later), Cancel)
        );
        foreach (var title in (string[])["Hall", "Bell", "Door"])
            await PublishAsync(app, title, "espoo");
        await PublishAsync(app, "Snow", "umea");
        await PublishAsync(app, "Us all", null);
        await app.StopWorkAsync();
        app.Time.Advance(TimeSpan.FromDays(729));
        Assert.Empty(await RemindedAsync(app));

        app.Time.Advance(TimeSpan.FromDays(1));
        app.Queries.Clear();
        var first = await RemindedAsync(app);
        var queries = Asked();
        Assert.Equal([Kim, Story.Manager, Second], first.Select(m => m.To).Order(StringComparer.Ordinal));
        var manager = first.Single(m => m.To == Story.Manager);
        Assert.Equal("Do your 3 practices still hold?", manager.Subject);
        foreach (var title in (string[])["Hall (example)", "Bell (example)", "Door (example)"])
            Assert.Contains($"{title} – last looked at on 10 March 2026", manager.Text, StringComparison.Ordinal);
        Assert.Equal("Gelten Ihre 3 Praxisbeispiele noch?", first.Single(m => m.To == Second).Subject);
        var kim = first.Single(m => m.To == Kim).Text;
        Assert.Contains("Snow (example)", kim, StringComparison.Ordinal);
        Assert.Contains("Us all (example)", kim, StringComparison.Ordinal);
        Assert.DoesNotContain("Hall (example)", kim, StringComparison.Ordinal);

        // What grows old meanwhile waits for a month, and then all stand in one letter again.
        await PublishAsync(app, "Late", "espoo", daysAgo: 729);
        app.Time.Advance(TimeSpan.FromDays(10));
        Assert.Empty(await RemindedAsync(app));
        app.Time.Advance(TimeSpan.FromDays(20));
        app.Queries.Clear();
        var second = await RemindedAsync(app);
        // However many are old.
        Assert.Equal(queries, Asked());
        Assert.Equal([Story.Manager, Second], second.Select(m => m.To).Order(StringComparer.Ordinal));
        Assert.All(second, m => Assert.Contains("Late (example)", m.Text, StringComparison.Ordinal));
        Assert.Contains("Hall (example)", second[0].Text, StringComparison.Ordinal);

        // Half a year on, what is confirmed is asked about no more.
        await app.WithDbAsync(async db =>
        {
            var now = app.Time.GetUtcNow().UtcDateTime;
            foreach (var practice in await db.Practices.Where(p => p.AskedAt != null).ToListAsync(Cancel))
                if ($"{practice.Title}" != "Bell (example)")
                    practice.CheckedAt = now;
            await db.SaveChangesAsync(Cancel);
        });
        app.Time.Advance(TimeSpan.FromDays(181));
        Assert.Empty(await RemindedAsync(app));
        app.Time.Advance(TimeSpan.FromDays(1));
        var third = await RemindedAsync(app);
        Assert.Equal([Story.Manager, Second], third.Select(m => m.To).Order(StringComparer.Ordinal));
        Assert.Equal("Does your practice still hold?", third.Single(m => m.To == Story.Manager).Subject);
        Assert.All(third, m => Assert.DoesNotContain("Hall (example)", m.Text, StringComparison.Ordinal));

        int Asked() => app.Queries.Sql.Count(s => s.StartsWith("SELECT", StringComparison.Ordinal));
    }

    [Theory, EachDatabase]
    public async Task What_was_only_collected_is_asked_after_too_by_the_day_since_which_it_stands_here(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await app.InviteAsync(Kim, MembershipRole.Coordinator);
        await app.InviteAsync(Umea, MembershipRole.DealManager, "umea", "sv");
        await app.StopWorkAsync();
        app.Time.Advance(TimeSpan.FromDays(729));
        Assert.Empty(await RemindedAsync(app));

        app.Time.Advance(TimeSpan.FromDays(1));
        var letters = (await RemindedAsync(app)).ToDictionary(m => m.To, m => m.Text);
        Assert.Equal([Kim, Story.Manager, Umea], letters.Keys.Order(StringComparer.Ordinal));
        Assert.Contains(
            "Breakfast seminars by theme – unchanged here since 10 March 2026, never confirmed",
            letters[Story.Manager],
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("you can only confirm", letters[Story.Manager], StringComparison.Ordinal);
        Assert.Contains("har stått här oförändrat sedan", letters[Umea], StringComparison.Ordinal);
        // Of the network, and of cities in which nobody works here.
        foreach (var title in (string[])["Start from what exists", "Tenants as ambassadors", "The same few people"])
            Assert.Contains(title, letters[Kim], StringComparison.Ordinal);
        Assert.Contains("you can only confirm", letters[Kim], StringComparison.Ordinal);
        foreach (var title in (string[])["Breakfast seminars by theme", "Three light promises"])
            Assert.DoesNotContain(title, letters[Kim], StringComparison.Ordinal);

        app.Time.Advance(TimeSpan.FromDays(181));
        Assert.Empty(await RemindedAsync(app));
        app.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(3, (await RemindedAsync(app)).Count);
    }

    [Theory, EachDatabase]
    public async Task Coordinators_say_that_the_sources_still_say_what_was_collected(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        using var before = await app.SignedInAsync(Kim, MembershipRole.Coordinator);
        using var first = await app.SignedInAsync(Umea, MembershipRole.DealManager, "umea");
        const string page = "/en/practices/tenants-as-ambassadors";
        var said = await before.TextAsync(page);
        Assert.Contains("It has stood here unchanged since 10 March 2026.", said, StringComparison.Ordinal);
        Assert.DoesNotContain("may be out of date", said, StringComparison.Ordinal);
        Assert.Contains(
            "never; unchanged here since 10 March 2026",
            await before.TextAsync("/en/practices/compare?ids=tenants-as-ambassadors&ids=three-light-promises"),
            StringComparison.Ordinal
        );
        var id = await app.WithDbAsync(db =>
            db.Practices.Where(p => p.Identifier == "tenants-as-ambassadors").Select(p => p.Id).SingleAsync(Cancel)
        );
        var edit = FormattableString.Invariant($"/en/workspace/practices/{id}");
        app.Time.Advance(TimeSpan.FromDays(730));
        using var kim = await app.ReturningAsync(Kim);
        Assert.Contains("may be out of date", await kim.TextAsync(page), StringComparison.Ordinal);
        // Nobody else's city sees it as its own.
        using var umea = await app.ReturningAsync(Umea);
        using (var hidden = await umea.GetAsync(edit, Cancel))
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        // She confirms, and changes nothing.
        using (var changed = await kim.SendAsync(edit, "practice", ("title", "Changed")))
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        using (var confirmed = await kim.SendAsync(edit, "confirm"))
            await Forms.LeadsToAsync(confirmed, edit);
        var day = app.Time.GetUtcNow().ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        said = await kim.TextAsync(page);
        Assert.Contains($"Last checked by the network’s coordinators on {day}.", said, StringComparison.Ordinal);
        Assert.Contains("Tenants as ambassadors", said, StringComparison.Ordinal);
        Assert.DoesNotContain("may be out of date", said, StringComparison.Ordinal);
        // The city has still not spoken for it.
        Assert.Contains("collected from public sources", said, StringComparison.Ordinal);
        Assert.Contains("the city has not confirmed it", said, StringComparison.Ordinal);
        await RoundTrip.AssertSameBytesAsync(app, on);
    }

    [Theory, EachDatabase]
    public async Task The_city_that_tells_it_hears_what_another_one_says(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await app.InviteAsync(Second, MembershipRole.DealManager, "espoo", "de");
        using var umea = await app.SignedInAsync(Umea, MembershipRole.DealManager, "umea");
        var id = await PublishAsync(app, "Hall", "espoo");
        var review = FormattableString.Invariant($"/en/workspace/practices/{id}/review");
        (string, string)[] said = [("is-clear", "yes"), ("is-true", "partly"), ("remark", "Two clubs left with us.")];
        using (var sent = await umea.SendAsync(review, "review", said))
            await Forms.LeadsToAsync(sent, "/en/practices/hall-example");
        var english = await app.MailAsync(Story.Manager, "practice-reviewed:");
        Assert.Equal("Umeå has reviewed: Hall (example)", english.Subject);
        foreach (
            var words in (string[])
                [
                    "Umeå has reviewed “Hall (example)”: clear, partly true.",
                    "Two clubs left with us.",
                    "/en/practices/hall-example#reviews",
                ]
        )
            Assert.Contains(words, english.TextBody!, StringComparison.Ordinal);
        var german = (await app.MailAsync(Second, "practice-reviewed:")).TextBody!;
        Assert.Contains("verständlich, teilweise zutreffend", german, StringComparison.Ordinal);
        Assert.Contains("/de/practices/hall-example#reviews", german, StringComparison.Ordinal);
        Assert.Equal([Story.Manager, Second], await ToldAsync());

        // The same once more says nothing new; another answer does.
        app.Time.Advance(TimeSpan.FromMinutes(1));
        using (var again = await umea.SendAsync(review, "review", said))
            await Forms.LeadsToAsync(again, "/en/practices/hall-example");
        Assert.Equal(2, (await ToldAsync()).Count);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        using (var other = await umea.SendAsync(review, "review", ("is-clear", "yes"), ("is-true", "no")))
            await Forms.LeadsToAsync(other, "/en/practices/hall-example");
        Assert.Equal([Story.Manager, Story.Manager, Second, Second], await ToldAsync());
        Assert.Contains(
            "clear, not true",
            (await app.MailAsync(Story.Manager, "practice-reviewed:")).TextBody!,
            StringComparison.Ordinal
        );

        async Task<List<string>> ToldAsync() =>
            [
                .. (
                    await app.WithDbAsync(db =>
                        db.Mails.Where(m => m.Key.StartsWith("practice-reviewed:"))
                            .Select(m => m.To)
                            .ToListAsync(Cancel)
                    )
                ).Order(StringComparer.Ordinal),
            ];
    }

    [Theory, EachDatabase]
    public async Task A_coordinator_who_reviews_what_the_network_tells_gets_no_letter_about_it(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await app.InviteAsync(Second, MembershipRole.Coordinator);
        using var kim = await app.SignedInAsync(Kim, MembershipRole.DealManager, "umea");
        await app.InviteAsync(Kim, MembershipRole.Coordinator);
        var id = await PublishAsync(app, "Us all", null);
        using var sent = await kim.SendAsync(
            FormattableString.Invariant($"/en/workspace/practices/{id}/review"),
            "review",
            ("is-clear", "partly"),
            ("is-true", "cannot-say")
        );
        await Forms.LeadsToAsync(sent, "/en/practices/us-all-example");
        var told = await app.WithDbAsync(db =>
            db.Mails.Where(m => m.Key.StartsWith("practice-reviewed:")).Select(m => m.To).ToListAsync(Cancel)
        );
        Assert.Equal([Second], told);
    }

    [Theory, EachDatabase]
    public async Task The_network_s_coordinators_say_that_theirs_still_holds(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        using var before = await app.SignedInAsync(Kim, MembershipRole.Coordinator);
        var id = await PublishAsync(app, "Us all", null);
        const string page = "/en/practices/us-all-example";
        var edit = FormattableString.Invariant($"/en/workspace/practices/{id}");
        app.Time.Advance(TimeSpan.FromDays(731));
        using var kim = await app.ReturningAsync(Kim);
        Assert.Contains("may be out of date", await kim.TextAsync(page), StringComparison.Ordinal);
        Assert.Contains("may be out of date", await kim.TextAsync("/en/workspace/practices"), StringComparison.Ordinal);
        using (var confirmed = await kim.SendAsync(edit, "confirm"))
            await Forms.LeadsToAsync(confirmed, edit);
        var checkedOn = app.Time.GetUtcNow().ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        var said = await kim.TextAsync(page);
        Assert.Contains($"Last checked by the network’s coordinators on {checkedOn}.", said, StringComparison.Ordinal);
        Assert.DoesNotContain("may be out of date", said, StringComparison.Ordinal);
        await RoundTrip.AssertSameBytesAsync(app, on);
    }

    /// <summary>One that everybody reads; gives its number.</summary>
    /// <param name="app">Where.</param>
    /// <param name="title">It is an example, and says so.</param>
    /// <param name="city">Null for the network.</param>
    /// <param name="daysAgo">When it was published.</param>
    private static Task<long> PublishAsync(TestApp app, string title, string? city, int daysAgo = 0) =>
        app.WithDbAsync(async db =>
        {
            var at = app.Time.GetUtcNow().UtcDateTime.AddDays(-daysAgo);
            var practice = new Practice
            {
                Identifier = Slug.Of($"{title} example", "practice"),
                Kind = PracticeKind.Lesson,
                Title = new LocalText("en", $"{title} (example)"),
                Text = new LocalText("en", "Words."),
                Details = new PracticeDetails
                {
                    Problem = new LocalText("en", "Something was missing."),
                    Done = new LocalText("en", "It was added."),
                },
                CityId = city is null
                    ? null
                    : await db.Cities.Where(c => c.Identifier == city).Select(c => c.Id).SingleAsync(Cancel),
                Standing = PracticeStanding.Published,
                PublishedAt = at,
                CheckedAt = at,
                ChangedAt = at,
                Sources = [new Source("https://example.org/told")],
            };
            practice.Relink();
            db.Practices.Add(practice);
            await db.SaveChangesAsync(Cancel);
            return practice.Id;
        });

    // What was mailed now; twice, as on two nodes.
    private static async Task<List<OutgoingMail>> RemindedAsync(TestApp app)
    {
        for (var node = 0; node < 2; node++)
        {
            using var scope = app.Services.CreateScope();
            await RemindOfPractices.RunAsync(scope.ServiceProvider, Cancel);
        }
        var now = app.Time.GetUtcNow().UtcDateTime;
        return await app.WithDbAsync(db =>
            db.Mails.AsNoTracking()
                .Where(m => m.Key.StartsWith("practices-old:") && m.CreatedAt >= now.AddSeconds(-1))
                .OrderBy(m => m.Id)
                .ToListAsync(Cancel)
        );
    }
}
