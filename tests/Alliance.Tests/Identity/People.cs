using Alliance.Identity;
using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Identity;

/// <summary>People with roles, made as the acts make them, and browsers in which they are signed in.</summary>
internal static class People
{
    public const string Password = "a long sentence of words";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Invites somebody as the command line does; the token of the link.</summary>
    public static async Task<string> InviteAsync(
        this TestApp app,
        string email,
        MembershipRole role = MembershipRole.Administrator,
        string? city = null,
        string language = "en",
        string? organisation = null
    )
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Alliance.Platform.Data.AppDb>();
        long? place = city is null
            ? null
            : await db.Cities.Where(c => c.Identifier == city).Select(c => c.Id).SingleAsync(Cancel);
        long? own = organisation is null
            ? null
            : await db.Organisations.Where(o => o.Identifier == organisation).Select(o => o.Id).SingleAsync(Cancel);
        var invited = await scope
            .ServiceProvider.GetRequiredService<InvitePerson>()
            .InviteAsync(
                null,
                new Invitation(email, email.Split('@')[0], Language.Find(language)!, role, place, own),
                (l, path) => $"http://site.example/{l.Code}/{path}",
                Cancel
            );
        return invited.Value;
    }

    /// <summary>A browser in which this person is signed in.</summary>
    public static async Task<HttpClient> SignedInAsync(
        this TestApp app,
        string email,
        MembershipRole role = MembershipRole.Administrator,
        string? city = null,
        string? organisation = null
    )
    {
        var token = await app.InviteAsync(email, role, city, organisation: organisation);
        var browser = app.NewClient(cookies: true);
        using var answer = await browser.SendAsync("/en/sign-in/link?token=" + token, "link");
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    /// <summary>A browser in which somebody who has an account signs in by a mail: sessions last for a day of work.</summary>
    public static async Task<HttpClient> ReturningAsync(this TestApp app, string email)
    {
        var browser = app.NewClient(cookies: true);
        using var asked = await browser.SendAsync("/en/sign-in", "sign-in", ("email", email), ("way", "link"));
        using var entered = await browser.SendAsync(await app.LinkInMailAsync(email, "sign-in:"), "link");
        Assert.Equal(System.Net.HttpStatusCode.Redirect, entered.StatusCode);
        return browser;
    }

    /// <summary>A browser in which somebody acts for an organisation.</summary>
    public static Task<HttpClient> RepresentingAsync(this TestApp app, string email, string organisation) =>
        app.SignedInAsync(email, MembershipRole.Representative, organisation: organisation);

    /// <summary>The key of an organisation.</summary>
    public static Task<long> OrganisationAsync(this TestApp app, string identifier) =>
        app.WithDbAsync(db =>
            db.Organisations.Where(o => o.Identifier == identifier).Select(o => o.Id).SingleAsync(Cancel)
        );

    /// <summary>The same, with a password.</summary>
    public static async Task<HttpClient> WithPasswordAsync(this TestApp app, string email)
    {
        var browser = await app.SignedInAsync(email);
        using var set = await browser.SendAsync("/en/account", "password", ("new", Password));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, set.StatusCode);
        return browser;
    }
}
