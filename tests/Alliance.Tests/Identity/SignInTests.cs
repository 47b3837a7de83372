using System.Net;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Identity;

public sealed class SignInTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_link_signs_in_once_and_reading_it_does_not_use_it_up(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        var link = "/en/sign-in/link?token=" + await app.InviteAsync("ada@city.example");

        // As a mail scanner does.
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync(link, Cancel)).StatusCode);
        using var browser = app.NewClient(cookies: true);
        using var used = await browser.SendAsync(link, "link");
        Assert.Equal("/en/account", used.LeadsTo());
        Assert.Contains(
            "ada@city.example",
            await browser.GetStringAsync("/en/account", Cancel),
            StringComparison.Ordinal
        );

        using var other = app.NewClient(cookies: true);
        using var again = await other.SendAsync(link, "link");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Contains(
            "used up",
            Forms.Complaints(await again.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync("/en/account", Cancel)).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Of_two_clicks_at_once_one_signs_in(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        var link = "/en/sign-in/link?token=" + await app.InviteAsync("ada@city.example");
        var browsers = Enumerable.Range(0, 6).Select(_ => app.NewClient(cookies: true)).ToList();

        var answers = await Task.WhenAll(browsers.Select(b => b.SendAsync(link, "link")));

        Assert.Equal(1, answers.Count(a => a.StatusCode == HttpStatusCode.Redirect));
    }

    [Theory, EachDatabase]
    public async Task A_link_ends_with_its_time(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await app.InviteAsync("ada@city.example");
        using var browser = app.NewClient(cookies: true);
        using var asked = await browser.SendAsync(
            "/en/sign-in",
            "sign-in",
            ("email", "ada@city.example"),
            ("way", "link")
        );
        Assert.Equal("/en/sign-in?sent=1", asked.LeadsTo());
        var link = await app.LinkInMailAsync("ada@city.example");

        app.Time.Advance(TimeSpan.FromMinutes(31));

        using var late = await browser.SendAsync(link, "link");
        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Address_and_password_sign_in_and_lead_back_to_where_one_was(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        using (await app.WithPasswordAsync("ada@city.example")) { }
        using var browser = app.NewClient(cookies: true);

        using var refused = await browser.GetAsync("/de/people", Cancel);
        Assert.Equal("/de/sign-in?then=%2Fde%2Fpeople", refused.LeadsTo());
        using var signedIn = await browser.SendAsync(
            refused.LeadsTo()!,
            "sign-in",
            ("email", "Ada@City.example"),
            ("password", People.Password),
            ("way", "password")
        );

        Assert.Equal("/de/people", signedIn.LeadsTo());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/de/people", Cancel)).StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/en")]
    [InlineData("//evil.example/en")]
    [InlineData("/\\evil.example/en")]
    [InlineData("/\t/evil.example/en")]
    [InlineData("/api/v1/deals")]
    [InlineData("javascript:alert(1)")]
    public async Task Nobody_is_led_to_another_site(string then)
    {
        await using var app = await TestApp.StartAsync();
        using (await app.WithPasswordAsync("ada@city.example")) { }
        using var browser = app.NewClient(cookies: true);

        using var signedIn = await browser.SendAsync(
            "/en/sign-in?then=" + Uri.EscapeDataString(then),
            "sign-in",
            ("email", "ada@city.example"),
            ("password", People.Password),
            ("way", "password")
        );

        Assert.Equal("/en/account", signedIn.LeadsTo());
    }

    [Theory, EachDatabase]
    public async Task Who_asks_does_not_learn_whether_there_is_an_account(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        using (await app.WithPasswordAsync("ada@city.example")) { }
        await app.InviteAsync("no-password@city.example");
        var answers = new List<string>();
        foreach (var email in (string[])["ada@city.example", "no-password@city.example", "nobody@city.example"])
        {
            using var browser = app.NewClient(cookies: true);
            using var wrong = await browser.SendAsync(
                "/en/sign-in",
                "sign-in",
                ("email", email),
                ("password", "not the right one"),
                ("way", "password")
            );
            var text = Forms.Complaints(await wrong.Content.ReadAsStringAsync(Cancel));
            using var link = await browser.SendAsync("/en/sign-in", "sign-in", ("email", email), ("way", "link"));
            answers.Add($"{wrong.StatusCode} {text} {link.StatusCode} {link.LeadsTo()}");
        }
        Assert.Single(answers.Distinct());
        Assert.Contains("do not fit together", answers[0], StringComparison.Ordinal);
        Assert.False(await app.WithDbAsync(db => db.Mails.AnyAsync(m => m.To == "nobody@city.example", Cancel)));
    }

    [Theory, EachDatabase]
    public async Task After_ten_wrong_passwords_the_right_one_is_refused_and_a_link_still_works(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on, settings: s => s with { WritesPerMinute = 1_000 });
        using (await app.WithPasswordAsync("ada@city.example")) { }
        using var browser = app.NewClient(cookies: true);
        Task<HttpResponseMessage> TryAsync(string password) =>
            browser.SendAsync(
                "/en/sign-in",
                "sign-in",
                ("email", "ada@city.example"),
                ("password", password),
                ("way", "password")
            );
        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.OK, (await TryAsync("guess number " + i)).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await TryAsync(People.Password)).StatusCode);
        using var asked = await browser.SendAsync(
            "/en/sign-in",
            "sign-in",
            ("email", "ada@city.example"),
            ("way", "link")
        );
        using var used = await browser.SendAsync(await app.LinkInMailAsync("ada@city.example"), "link");
        Assert.Equal(HttpStatusCode.Redirect, used.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Forms_without_their_token_are_refused(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        using var browser = await app.WithPasswordAsync("ada@city.example");
        foreach (
            var (page, form) in ((string, string)[])
                [
                    ("/en/sign-in", "sign-in"),
                    ("/en/sign-in", "passkey"),
                    ("/en/sign-in/link", "link"),
                    ("/en/account", "passkey-add"),
                    ("/en/account", "profile"),
                    ("/en/account", "password"),
                    ("/en/account", "leave"),
                    ("/en/account", "delete"),
                    ("/en/people", "invite"),
                    ("/en/people", "revoke"),
                ]
        )
        {
            var html = await browser.GetStringAsync(page, Cancel);
            var fields = Forms.Filled(html, form).Where(f => f.Key != "__RequestVerificationToken");
            using var answer = await browser.PostAsync(page, new FormUrlEncodedContent(fields), Cancel);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{page} {form}: {answer.StatusCode}");
        }
    }

    [Theory, EachDatabase]
    public async Task Links_are_sent_three_at_a_time_at_most_to_one_person(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        using (await app.WithPasswordAsync("ada@city.example")) { }
        using var browser = app.NewClient(cookies: true);
        for (var i = 0; i < 6; i++)
            using (await browser.SendAsync("/en/sign-in", "sign-in", ("email", "ada@city.example"), ("way", "link")))
            { }
        // The invitation and three links.
        Assert.Equal(4, await app.WithDbAsync(db => db.Mails.CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_false_host_gets_no_link()
    {
        await using var server = new SmtpServer();
        await using var app = await TestApp.StartAsync(services: server.Settings);
        using (await app.WithPasswordAsync("ada@city.example")) { }
        using var browser = app.NewClient(cookies: true);
        browser.DefaultRequestHeaders.Host = "evil.example";
        using (await browser.SendAsync("/en/sign-in", "sign-in", ("email", "ada@city.example"), ("way", "link"))) { }
        await app.UntilAsync(db => db.Mails.AllAsync(m => m.SentAt != null, Cancel), TimeSpan.FromSeconds(1));
        var text = server.Taken[^1].TextBody!;
        Assert.Contains("https://deals.city.example/en/sign-in/link?token=", text, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", text, StringComparison.Ordinal);
    }
}
