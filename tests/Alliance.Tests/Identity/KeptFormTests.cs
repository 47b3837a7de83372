using System.Net;
using Alliance.Identity;
using Alliance.Network;
using Alliance.Platform.Web;
using Alliance.Tests.Testing;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Identity;

/// <summary>Nothing typed is lost when a session has ended or a token is no longer good.</summary>
public sealed class KeptFormTests
{
    private static readonly (string Name, string Value)[] Typed =
    [
        ("name", "Aino <b>Typed</b>"),
        ("email", "aino@city.example"),
        ("role", "observer:1"),
        ("language", "fi"),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task After_the_session_has_ended_one_signs_in_and_sends_what_was_typed(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var browser = Own(app, await app.WithPasswordAsync("ada@city.example"));
        var page = await browser.GetStringAsync("/de/people", Cancel);
        var espoo = await app.WithDbAsync(db =>
            db.Cities.Where(c => c.Identifier == "espoo").Select(c => c.Id).SingleAsync(Cancel)
        );
        app.Time.Advance(TimeSpan.FromHours(13));

        using var ended = await browser.SendAsync(
            "/de/people",
            page,
            "invite",
            [.. Typed, ("role", $"observer:{espoo}")]
        );

        Assert.Equal(HttpStatusCode.Unauthorized, ended.StatusCode);
        var html = await ended.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("Ihre Sitzung ist beendet", html, StringComparison.Ordinal);
        Assert.DoesNotContain("aino@city.example", html, StringComparison.Ordinal);
        using var first = await browser.SendAsync("/de/sign-in", html, "sign-in-first");
        var signIn = await first.Content.ReadAsStringAsync(Cancel);
        using var wrong = await browser.SendAsync(
            "/de/sign-in",
            signIn,
            "sign-in",
            ("email", "ada@city.example"),
            ("password", "not the right one at all"),
            ("way", "password")
        );
        using var signedIn = await browser.SendAsync(
            "/de/sign-in",
            await wrong.Content.ReadAsStringAsync(Cancel),
            "sign-in",
            ("email", "ada@city.example"),
            ("password", People.Password),
            ("way", "password")
        );
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        var again = await signedIn.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("Sie sind wieder angemeldet", again, StringComparison.Ordinal);

        using var sent = await SendAgainAsync(browser, again);

        Assert.Equal("/de/people", sent.LeadsTo());
        var made = await app.WithDbAsync(db => db.Accounts.SingleAsync(a => a.Email == "aino@city.example", Cancel));
        Assert.Equal("Aino <b>Typed</b>", made.Name);
    }

    [Theory, EachDatabase]
    public async Task Somebody_else_who_signs_in_neither_sees_nor_sends_it(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using (await app.WithPasswordAsync("eve@city.example")) { }
        using var browser = Own(app, await app.SignedInAsync("ada@city.example"));
        var page = await browser.GetStringAsync("/en/people", Cancel);
        app.Time.Advance(TimeSpan.FromHours(13));
        using var ended = await browser.SendAsync("/en/people", page, "invite", Typed);
        using var first = await browser.SendAsync(
            "/en/sign-in",
            await ended.Content.ReadAsStringAsync(Cancel),
            "sign-in-first"
        );

        using var signedIn = await browser.SendAsync(
            "/en/sign-in",
            await first.Content.ReadAsStringAsync(Cancel),
            "sign-in",
            ("email", "eve@city.example"),
            ("password", People.Password),
            ("way", "password")
        );

        var html = await signedIn.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("typed by somebody else", html, StringComparison.Ordinal);
        Assert.DoesNotContain("aino@city.example", html, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Who_comes_back_by_a_link_goes_on_in_the_old_tab(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var browser = Own(app, await app.SignedInAsync("ada@city.example"));
        var page = await browser.GetStringAsync("/en/people", Cancel);
        app.Time.Advance(TimeSpan.FromHours(13));
        using var ended = await browser.SendAsync("/en/people", page, "invite", Typed);
        using var first = await browser.SendAsync(
            "/en/sign-in",
            await ended.Content.ReadAsStringAsync(Cancel),
            "sign-in-first"
        );
        using var asked = await browser.SendAsync(
            "/en/sign-in",
            await first.Content.ReadAsStringAsync(Cancel),
            "sign-in",
            ("email", "ada@city.example"),
            ("way", "link")
        );
        var waiting = await asked.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("come back to this page", waiting, StringComparison.Ordinal);
        // Meanwhile, in another tab.
        using (await browser.SendAsync(await app.LinkInMailAsync("ada@city.example"), "link")) { }

        using var back = await browser.SendAsync("/en/sign-in", waiting, "sign-in-first");

        var html = await back.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("aino@city.example", html, StringComparison.Ordinal);
        using var sent = await SendAgainAsync(browser, html);
        Assert.Equal("/en/people", sent.LeadsTo());
        Assert.True(await app.WithDbAsync(db => db.Accounts.AnyAsync(a => a.Email == "aino@city.example", Cancel)));
    }

    [Theory, EachDatabase]
    public async Task A_token_that_is_no_longer_good_asks_to_send_once_more(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var browser = Own(app, await app.SignedInAsync("ada@city.example"));
        var page = await browser.GetStringAsync("/en/account", Cancel);

        using var refused = await browser.SendAsync(
            "/en/account",
            page,
            "profile",
            ("name", "New & better"),
            ("__RequestVerificationToken", "nonsense")
        );

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var html = await refused.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("Please send this once more", html, StringComparison.Ordinal);
        using var sent = await SendAgainAsync(browser, html);
        Assert.Equal("/en/account", sent.LeadsTo());
        Assert.Equal("New & better", await app.WithDbAsync(db => db.Accounts.Select(a => a.Name).SingleAsync(Cancel)));
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", false)]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Origin", "null", false)]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    public async Task A_form_of_another_site_is_not_kept(string header, string value, bool kept)
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        using var browser = await app.SignedInAsync("ada@city.example");
        browser.DefaultRequestHeaders.Add(header, value);
        var page = await browser.GetStringAsync("/en/account", Cancel);

        using var refused = await browser.SendAsync(
            "/en/account",
            page,
            "profile",
            ("name", "New name"),
            ("__RequestVerificationToken", "nonsense")
        );

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(
            kept,
            (await refused.Content.ReadAsStringAsync(Cancel)).Contains("New name", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Passwords_are_never_kept()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        using var browser = Own(app, await app.SignedInAsync("ada@city.example"));
        var page = await browser.GetStringAsync("/en/account", Cancel);

        using var refused = await browser.SendAsync(
            "/en/account",
            page,
            "password",
            ("new", "a secret of many words"),
            ("__RequestVerificationToken", "nonsense")
        );

        Assert.DoesNotContain(
            "a secret of many words",
            await refused.Content.ReadAsStringAsync(Cancel),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_is_too_long_is_not_kept_and_said_so_and_files_are_named()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        using var browser = Own(app, app.NewClient(cookies: true));

        using var long_ = await browser.PostAsync(
            "/en/people",
            new FormUrlEncodedContent([new("_handler", "invite"), new("name", new string('x', 600_000))]),
            Cancel
        );
        Assert.Equal(HttpStatusCode.Unauthorized, long_.StatusCode);
        Assert.Contains("too long to be kept", await long_.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        using var parts = new MultipartFormDataContent
        {
            { new StringContent("invite"), "_handler" },
            { new StringContent("Aino"), "name" },
            { new ByteArrayContent([1, 2, 3]), "file", "scan.pdf" },
        };
        using var withFile = await browser.PostAsync("/en/people", parts, Cancel);
        var kept = Kept(app, await withFile.Content.ReadAsStringAsync(Cancel));
        Assert.True(kept!.HadFiles);
        Assert.Equal(["_handler", "name"], kept.Fields.Select(f => f.Key));
        Assert.Equal("/en/people", kept.Address);
        Assert.Null(kept.Account);
    }

    [Fact]
    public async Task It_is_kept_for_two_hours_and_only_for_pages_of_ours()
    {
        await using var app = await TestApp.StartAsync();
        var forms = app.Services.GetRequiredService<KeptForms>();
        var kept = new KeptForm("/en/people", 1, app.Time.GetUtcNow().UtcDateTime, [new("name", "Aino")], false);
        var text = forms.Protect(kept);

        Assert.Equal("Aino", forms.Unprotect(text)!.Fields[0].Value);
        Assert.Null(forms.Unprotect(text[..^2]));
        Assert.Null(forms.Unprotect("nonsense"));
        Assert.Null(forms.Unprotect(forms.Protect(kept with { Address = "https://evil.example/en" })));
        app.Time.Advance(KeptForms.Lasts);
        Assert.Null(forms.Unprotect(text));
    }

    // As browsers say that a form comes from one of our own pages.
    private static HttpClient Own(TestApp app, HttpClient browser)
    {
        browser.DefaultRequestHeaders.Add("Origin", app.Address.GetLeftPart(UriPartial.Authority));
        return browser;
    }

    private static KeptForm? Kept(TestApp app, string html) =>
        app
            .Services.GetRequiredService<KeptForms>()
            .Unprotect(
                new HtmlParser().ParseDocument(html).QuerySelector<IHtmlInputElement>("input[name=kept]")?.Value
            );

    // The one form in the page's content that posts and is not the sign-in.
    private static async Task<HttpResponseMessage> SendAgainAsync(HttpClient browser, string html)
    {
        var form = new HtmlParser()
            .ParseDocument(html)
            .QuerySelectorAll<IHtmlFormElement>("main form[method=post]")
            .Single();
        return await browser.PostAsync(
            form.GetAttribute("action"),
            new FormUrlEncodedContent(
                form.QuerySelectorAll<IHtmlInputElement>("input").Select(i => KeyValuePair.Create(i.Name!, i.Value))
            ),
            Cancel
        );
    }
}
