using System.Net;
using Alliance.Network;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Identity;

/// <summary>"I act for this organisation": asked, confirmed, answered, forgotten.</summary>
public sealed class ActingRequestTests
{
    private const string Page = "/en/organisations/aalto-university/acting";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_stranger_confirms_the_address_and_the_citys_manager_gives_the_role(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var manager = await app.SignedInAsync("manager@city.example", MembershipRole.DealManager, "espoo");
        using var stranger = app.NewClient(cookies: true);

        using var asked = await AskAsync(stranger, "Aino", "Aino@Firm.example");
        Assert.Equal(Page + "?sent=confirm", asked.LeadsTo());
        // Nobody is asked before the address is confirmed, and reading the page does not confirm it.
        Assert.DoesNotContain(
            "Who asks for a role",
            await manager.GetStringAsync("/en/people", Cancel),
            StringComparison.Ordinal
        );
        var link = await app.LinkInMailAsync("aino@firm.example");
        Assert.StartsWith("/en/acting?token=", link, StringComparison.Ordinal);
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync(link, Cancel)).StatusCode);
        using var confirmed = await stranger.SendAsync(link, "confirm");
        Assert.Contains(
            "Your address is confirmed",
            await confirmed.Content.ReadAsStringAsync(Cancel),
            StringComparison.Ordinal
        );
        using var twice = await stranger.SendAsync(link, "confirm");
        Assert.Contains(
            "used up",
            Forms.Complaints(await twice.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );

        var told = await app.MailAsync("manager@city.example");
        Assert.Contains(
            "Aino (aino@firm.example) asks to act for Aalto University",
            told.TextBody,
            StringComparison.Ordinal
        );
        var request = await RequestAsync(app);
        using var accepted = await manager.SendAsync($"/en/people/request?id={request.Id}", "accept");
        Assert.Equal("/en/people", accepted.LeadsTo());

        Assert.Contains(
            "has accepted your request",
            (await app.MailAsync("aino@firm.example")).TextBody,
            StringComparison.Ordinal
        );
        using (await stranger.SendAsync(await app.LinkInMailAsync("aino@firm.example"), "link")) { }
        Assert.Contains(
            "Representative · Aalto University",
            WebUtility.HtmlDecode(await stranger.GetStringAsync("/en/account", Cancel)),
            StringComparison.Ordinal
        );
        Assert.False(await app.WithDbAsync(db => db.MembershipRequests.AnyAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task A_representative_refuses_with_a_reason_and_the_same_address_is_not_asked_for_again(
        DatabaseKind on
    )
    {
        await using var app = await RealRegister.StartAsync(on);
        using var aino = await app.RepresentingAsync("aino@firm.example", "aalto-university");
        using var manager = await app.SignedInAsync("manager@city.example", MembershipRole.DealManager, "espoo");
        using var other = await app.SignedInAsync("other@city.example", MembershipRole.Observer, "umea");

        using var asked = await AskAsync(other);
        Assert.Equal(Page + "?sent=asked", asked.LeadsTo());
        using var again = await AskAsync(other);
        Assert.Contains(
            "asked for Aalto",
            Forms.Complaints(await again.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );

        // Whoever acts for it decides, not its city.
        var request = await RequestAsync(app);
        var page = $"/en/people/request?id={request.Id}";
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync(page, Cancel)).StatusCode);
        Assert.Contains(
            "other@city.example",
            (await app.MailAsync("aino@firm.example")).TextBody,
            StringComparison.Ordinal
        );
        using var without = await aino.SendAsync(page, "refuse", ("reason", " "));
        Assert.Contains(
            "Say why",
            Forms.Complaints(await without.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        using var refused = await aino.SendAsync(page, "refuse", ("reason", "We do not know you."));
        Assert.Equal("/en/people", refused.LeadsTo());

        Assert.Contains(
            "We do not know you.",
            (await app.MailAsync("other@city.example")).TextBody,
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.NotFound, (await aino.GetAsync(page, Cancel)).StatusCode);
        using var third = await AskAsync(other);
        Assert.Contains(
            "asked for Aalto",
            Forms.Complaints(await third.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        Assert.Equal(1, await app.WithDbAsync(db => db.MembershipRequests.CountAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task What_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var stranger = app.NewClient(cookies: true);
        foreach (
            var (name, email, note, said) in ((string, string, string, string)[])
                [
                    ("Aino", "nonsense", "x", "is no e-mail address"),
                    (" ", "aino@firm.example", "x", "A name is needed"),
                    ("Aino", "aino@firm.example", new string('x', 1001), "too long"),
                ]
        )
        {
            using var answer = await AskAsync(stranger, name, email, note);
            var html = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.Contains(said, Forms.Complaints(html), StringComparison.Ordinal);
            var filled = Forms.Filled(html, "ask-to-act").ToDictionary();
            Assert.Equal((name, email), (filled["name"], filled["email"]));
            Assert.Contains(note, html, StringComparison.Ordinal);
        }
        Assert.False(await app.WithDbAsync(db => db.MembershipRequests.AnyAsync(Cancel)));
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await stranger.GetAsync("/en/organisations/nobody/acting", Cancel)).StatusCode
        );
    }

    [Theory, EachDatabase]
    public async Task Nobodys_mailbox_is_filled(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var stranger = app.NewClient(cookies: true);
        string[] organisations = ["aalto-university", "clc", "iclei", "abb-mannheim", "starkmacher"];
        foreach (var organisation in organisations)
            for (var i = 0; i < 2; i++)
            {
                using var asked = await stranger.SendAsync(
                    $"/en/organisations/{organisation}/acting",
                    "ask-to-act",
                    ("name", "Aino"),
                    ("email", "aino@firm.example")
                );
                Assert.EndsWith("?sent=confirm", asked.LeadsTo(), StringComparison.Ordinal);
            }
        Assert.Equal(3, await app.WithDbAsync(db => db.Mails.CountAsync(m => m.To == "aino@firm.example", Cancel)));
    }

    [Theory, EachDatabase]
    public async Task Requests_are_forgotten_when_their_time_is_over_and_with_the_account(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var stranger = app.NewClient(cookies: true);
        using (await AskAsync(stranger, "Aino", "aino@firm.example")) { }
        using var own = await app.SignedInAsync("own@city.example", MembershipRole.Observer, "umea");
        using (await AskAsync(own)) { }
        Assert.Contains(
            "Aalto University",
            await own.GetStringAsync("/en/account/data.json", Cancel),
            StringComparison.Ordinal
        );

        app.Time.Advance(MembershipRequest.ConfirmedWithin + TimeSpan.FromHours(1));
        await app.UntilAsync(async db => await db.MembershipRequests.CountAsync(Cancel) == 1, TimeSpan.FromMinutes(1));
        using var left = await own.SendAsync("/en/sign-in", "sign-in", ("email", "own@city.example"), ("way", "link"));
        using var back = app.NewClient(cookies: true);
        using (await back.SendAsync(await app.LinkInMailAsync("own@city.example"), "link")) { }
        using var deleted = await back.SendAsync("/en/account", "delete", ("sure", "yes"));
        Assert.Equal("/en", deleted.LeadsTo());
        Assert.False(await app.WithDbAsync(db => db.MembershipRequests.AnyAsync(Cancel)));
    }

    private static Task<HttpResponseMessage> AskAsync(
        HttpClient browser,
        string? name = null,
        string? email = null,
        string? note = null
    ) =>
        browser.SendAsync(
            Page,
            "ask-to-act",
            [
                ("role", "representative"),
                .. name is null ? [] : ((string, string)[])[("name", name)],
                .. email is null ? [] : ((string, string)[])[("email", email)],
                .. note is null ? [] : ((string, string)[])[("note", note)],
            ]
        );

    private static Task<MembershipRequest> RequestAsync(TestApp app) =>
        app.WithDbAsync(db => db.MembershipRequests.AsNoTracking().SingleAsync(Cancel));
}
