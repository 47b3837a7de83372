using System.Net;
using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Site.ComingIn;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using static Alliance.Tests.Site.ComingIn.ComingInScene;

namespace Alliance.Tests.Site.ComingIn;

/// <summary>What coordinators answer to a city: once, with a reason, and what is forgotten afterwards.</summary>
public sealed class CityAnswersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Of_two_who_let_it_in_at_once_one_does(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var one = await CoordinatorAsync(app);
        using var other = await CoordinatorAsync(app, "second@network.example");
        var page = await AskedAsync(
            app,
            ("origin", "practice:three-light-promises"),
            ("partner", "Example Bakery (example)")
        );
        var both = await Task.WhenAll(
            one.SendAsync(page, "approve-city"),
            other.SendAsync(page, "approve-city", ("identifier", "example-town-other"))
        );

        Assert.Equal((1, 1, 1, 1), await CountAsync(app));
        Assert.Single(both, a => a.StatusCode == HttpStatusCode.Redirect);
        var late = Assert.Single(both, a => a.StatusCode != HttpStatusCode.Redirect);
        Assert.Contains(
            Refused(Language.English, "city-request-answered"),
            Forms.Complaints(await late.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        foreach (var answer in both)
            answer.Dispose();
        Assert.Equal(
            1,
            await app.WithDbAsync(db =>
                db.Mails.CountAsync(m => m.To == Asker && m.Key.StartsWith("invitation:"), Cancel)
            )
        );
    }

    [Theory, EachDatabase]
    public async Task What_the_coordinator_types_is_judged_and_nothing_is_left_of_a_refused_approval(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var coordinator = await CoordinatorAsync(app);
        var page = await AskedAsync(
            app,
            ("origin", "practice:three-light-promises"),
            ("partner", "Example Bakery (example)")
        );
        foreach (var language in Language.All)
        foreach (
            var (field, value, code, said) in ((string, string, string, object?[])[])
                [
                    ("city", "", "name-missing", []),
                    ("identifier", "Example Town", "identifier-wrong", []),
                    ("identifier", "umea", "identifier-taken", ["umea"]),
                    // An address of a page.
                    ("identifier", "join", "identifier-taken", ["join"]),
                    ("inhabitants", "", "inhabitants-wrong", []),
                    ("latitude", "91", "degrees-wrong", ["90"]),
                    ("longitude", "east", "degrees-wrong", ["180"]),
                    ("areas", "astrology", "areas-missing", []),
                    ("approver-name", "Ada Approver", "bad-email", [""]),
                    ("approver-email", "ada@city.example", "name-missing", []),
                ]
        )
        {
            using var answer = await coordinator.SendAsync(
                page.Replace("/en/", $"/{language.Code}/", StringComparison.Ordinal),
                "approve-city",
                (field, value)
            );
            var html = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.Contains(Refused(language, code, said), Forms.Complaints(html), StringComparison.Ordinal);
        }
        await app.WithDbAsync(db =>
            db.Practices.Where(p => p.Identifier == "three-light-promises").ExecuteDeleteAsync(Cancel)
        );
        using (var gone = await coordinator.SendAsync(page, "approve-city"))
            Assert.Contains(
                Refused(Language.English, "origin-not-found"),
                Forms.Complaints(await gone.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
        Assert.Equal((0, 0, 0, 0), await CountAsync(app));
        Assert.Equal((CityRequestState.Asked, Asker), await StateAsync(app));

        // Without the copy it comes in all the same.
        using (var without = await coordinator.SendAsync(page, "approve-city", ("copies", "")))
            Assert.Equal("/en/workspace/city-requests", without.LeadsTo());
        Assert.Equal((1, 1, 0, 0), await CountAsync(app));
    }

    [Theory, EachDatabase]
    public async Task Who_releases_its_deals_is_invited_with_it(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var coordinator = await CoordinatorAsync(app);
        var page = await AskedAsync(app);
        using (
            var answer = await coordinator.SendAsync(
                page,
                "approve-city",
                ("approver-name", "Ada Approver"),
                ("approver-email", "ada@city.example")
            )
        )
            Assert.Equal("/en/workspace/city-requests", answer.LeadsTo());
        var roles = await app.WithDbAsync(db =>
            db.Memberships.Where(m => m.City!.Identifier == "example-town")
                .OrderBy(m => m.Id)
                .Select(m => m.Role)
                .ToListAsync(Cancel)
        );
        Assert.Equal([MembershipRole.DealManager, MembershipRole.Approver], roles);
        Assert.Contains("Ada Approver", (await app.MailAsync("ada@city.example")).TextBody, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Who_is_declined_reads_why_and_is_forgotten_after_half_a_year(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var coordinator = await CoordinatorAsync(app);
        using var manager = await app.SignedInAsync("manager@city.example", MembershipRole.DealManager, "espoo");
        var page = await AskedAsync(app);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync(page, Cancel)).StatusCode);
        using (var without = await coordinator.SendAsync(page, "decline-city", ("reason", " ")))
            Assert.Contains(
                Refused(Language.English, "reason-missing"),
                Forms.Complaints(await without.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
        var html = await coordinator.GetStringAsync(page, Cancel);
        using (
            var declined = await coordinator.SendAsync(page, html, "decline-city", ("reason", "Not a city (example)."))
        )
            Assert.Equal("/en/workspace/city-requests", declined.LeadsTo());
        Assert.Contains("Not a city (example).", (await app.MailAsync(Asker)).TextBody, StringComparison.Ordinal);
        foreach (var form in (string[])["approve-city", "decline-city"])
        {
            using var late = await coordinator.SendAsync(page, html, form, ("reason", "Again"));
            Assert.Contains(
                Refused(Language.English, "city-request-answered"),
                Forms.Complaints(await late.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
        }
        Assert.Equal((0, 0, 0, 0), await CountAsync(app));

        app.Time.Advance(TimeSpan.FromDays(180));
        await app.SettleAsync();
        Assert.Equal((CityRequestState.Declined, Asker), await StateAsync(app));
        app.Time.Advance(TimeSpan.FromDays(6));
        await app.UntilAsync(async db => !await db.CityRequests.AnyAsync(Cancel), TimeSpan.FromHours(1));
    }

    [Theory, EachDatabase]
    public async Task What_nobody_confirms_is_gone_after_a_week(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var stranger = app.NewClient(cookies: true);
        await AskAsync(stranger);
        var link = await app.LinkInMailAsync(Asker, "city-request:");
        app.Time.Advance(CityRequest.ConfirmedWithin);
        using (var late = await stranger.SendAsync(link, "confirm-city"))
            Assert.Contains(
                Refused(Language.English, "link-not-valid"),
                Forms.Complaints(await late.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
        await app.UntilAsync(async db => !await db.CityRequests.AnyAsync(Cancel), TimeSpan.FromHours(1));
    }

    [Theory, EachDatabase]
    public async Task Who_asked_and_who_answered_see_it_in_their_data_and_it_goes_with_their_accounts(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var coordinator = await CoordinatorAsync(app);
        using var tina = await app.SignedInAsync(Asker, MembershipRole.Observer, "umea");
        var page = await AskedAsync(app, ("note", "Kept for the coordinators (example)"));
        using (await coordinator.SendAsync(page, "decline-city", ("reason", "Not a city (example)."))) { }
        foreach (var browser in (HttpClient[])[tina, coordinator])
            Assert.Contains(
                "Example Town",
                await browser.GetStringAsync("/en/account/data.json", Cancel),
                StringComparison.Ordinal
            );
        using (await coordinator.SendAsync("/en/account", "delete", ("sure", "yes"))) { }
        Assert.Null((await RequestAsync(app)).DecidedByAccountId);
        using (await tina.SendAsync("/en/account", "delete", ("sure", "yes"))) { }
        Assert.False(await app.WithDbAsync(db => db.CityRequests.AnyAsync(Cancel)));
    }

    private static async Task<(CityRequestState, string?)> StateAsync(TestApp app)
    {
        var request = await RequestAsync(app);
        return (request.State, request.Email);
    }
}
