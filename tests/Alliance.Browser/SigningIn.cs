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
    public static async Task SignInAsync(this Visitor visitor, TestApp app, string email, params MembershipRole[] roles)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var espoo = await db.Cities.Where(c => c.Identifier == "espoo").Select(c => c.Id).SingleAsync(Cancel);
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
                            role.IsOfNetwork() ? null : espoo
                        ),
                        (_, path) => path,
                        Cancel
                    )
            ).Value;
        await visitor.GoAsync("/en/sign-in/link?token=" + token);
        await visitor.Page.Locator("main form button").ClickAsync();
        await visitor.Page.WaitForURLAsync("**/en/account", new() { WaitUntil = WaitUntilState.Commit });
    }

    /// <summary>The only person there is signs in anew by a link of a mail, which opens another tab of the same browser.</summary>
    public static async Task SignInInAnotherTabAsync(this Visitor visitor, TestApp app)
    {
        var token = await app.WithDbAsync(async db =>
        {
            var account = await db.Accounts.Select(a => a.Id).SingleAsync(Cancel);
            var (link, token) = SignInLink.New(account, SignInLink.Lasts, app.Time.GetUtcNow().UtcDateTime);
            db.SignInLinks.Add(link);
            await db.SaveChangesAsync(Cancel);
            return token;
        });
        var other = await visitor.Page.Context.NewPageAsync();
        await other.GotoAsync(new Uri(new Uri(visitor.Page.Url), "/en/sign-in/link?token=" + token).ToString());
        await other.Locator("main form button").ClickAsync();
        await other.WaitForURLAsync("**/en/account", new() { WaitUntil = WaitUntilState.Commit });
        await other.CloseAsync();
    }
}
