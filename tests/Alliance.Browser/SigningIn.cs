using Alliance.Identity;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>People with an account.</summary>
internal static class SigningIn
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Is invited to these roles, a city's in Espoo, and comes by the link of the last invitation.</summary>
    public static Task SignInAsync(this Visitor visitor, TestApp app, string email, params MembershipRole[] roles) =>
        visitor.SignInToAsync(app, "espoo", email, roles);

    /// <summary>The same for another city.</summary>
    public static async Task SignInToAsync(
        this Visitor visitor,
        TestApp app,
        string city,
        string email,
        params MembershipRole[] roles
    )
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var id = await db.Cities.Where(c => c.Identifier == city).Select(c => c.Id).SingleAsync(Cancel);
        var token = "";
        foreach (var role in roles)
            token = (
                await scope
                    .ServiceProvider.GetRequiredService<InvitePerson>()
                    .InviteAsync(
                        null,
                        new Invitation(
                            email,
                            email.Split('@')[0],
                            Language.English,
                            role,
                            role.IsOfNetwork() ? null : id
                        ),
                        (_, path) => path,
                        Cancel
                    )
            ).Value;
        await ByLinkAsync(visitor, token);
    }

    /// <summary>Somebody who has an account comes anew, by a link of a mail.</summary>
    public static async Task ReturnAsync(this Visitor visitor, TestApp app, string email) =>
        await ByLinkAsync(visitor, await NewLinkAsync(app, email));

    /// <summary>The only person there is signs in anew by a link of a mail, which opens another tab of the same browser.</summary>
    public static async Task SignInInAnotherTabAsync(this Visitor visitor, TestApp app)
    {
        var other = await visitor.Page.Context.NewPageAsync();
        await other.GotoAsync(
            new Uri(new Uri(visitor.Page.Url), "/en/sign-in/link?token=" + await NewLinkAsync(app)).ToString()
        );
        await ConfirmAsync(other);
        await other.CloseAsync();
    }

    private static Task<string> NewLinkAsync(TestApp app, string? email = null) =>
        app.WithDbAsync(async db =>
        {
            var account = await db
                .Accounts.Where(a => email == null || a.Email == email)
                .Select(a => a.Id)
                .SingleAsync(Cancel);
            var (link, token) = SignInLink.New(account, SignInLink.Lasts, app.Time.GetUtcNow().UtcDateTime);
            db.SignInLinks.Add(link);
            await db.SaveChangesAsync(Cancel);
            return token;
        });

    private static async Task ByLinkAsync(Visitor visitor, string token)
    {
        await visitor.GoAsync("/en/sign-in/link?token=" + token);
        await ConfirmAsync(visitor.Page);
    }

    private static async Task ConfirmAsync(IPage page)
    {
        await page.Locator("main form button").ClickAsync();
        await page.WaitForURLAsync("**/en/account", new() { WaitUntil = WaitUntilState.Commit });
    }
}
