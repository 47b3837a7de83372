using System.Net;
using System.Text.Json;
using Alliance.Network;
using Alliance.Platform.Mail;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Identity;

public sealed class AccountTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Signing_out_everywhere_ends_every_session_at_once(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        using var desk = await app.WithPasswordAsync("ada@city.example");
        using var phone = app.NewClient(cookies: true);
        using (
            await phone.SendAsync(
                "/en/sign-in",
                "sign-in",
                ("email", "ada@city.example"),
                ("password", People.Password),
                ("way", "password")
            )
        ) { }
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync("/en/account", Cancel)).StatusCode);

        app.Time.Advance(TimeSpan.FromSeconds(1));
        using var left = await desk.SendAsync("/en/account", "leave", ("where", "everywhere"));

        Assert.Equal("/en", left.LeadsTo());
        Assert.Contains("signed out everywhere", await desk.GetStringAsync("/en", Cancel), StringComparison.Ordinal);
        // Once only, and not for anybody else.
        Assert.DoesNotContain(
            "signed out everywhere",
            await desk.GetStringAsync("/en", Cancel),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.Redirect, (await phone.GetAsync("/en/account", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await desk.GetAsync("/en/account", Cancel)).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task A_new_password_ends_the_other_sessions_and_needs_the_old_one(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        using var desk = await app.WithPasswordAsync("ada@city.example");
        using var phone = app.NewClient(cookies: true);
        using (
            await phone.SendAsync(
                "/en/sign-in",
                "sign-in",
                ("email", "ada@city.example"),
                ("password", People.Password),
                ("way", "password")
            )
        ) { }

        app.Time.Advance(TimeSpan.FromSeconds(1));
        using var wrong = await desk.SendAsync(
            "/en/account",
            "password",
            ("old", "something else"),
            ("new", "another long sentence")
        );
        Assert.Contains(
            "not right",
            Forms.Complaints(await wrong.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        using var brief = await desk.SendAsync("/en/account", "password", ("old", People.Password), ("new", "short"));
        Assert.Contains(
            "too short",
            Forms.Complaints(await brief.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        using var changed = await desk.SendAsync(
            "/en/account",
            "password",
            ("old", People.Password),
            ("new", "another long sentence")
        );

        Assert.Equal("", Forms.Complaints(await changed.Content.ReadAsStringAsync(Cancel)));
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await desk.GetAsync("/en/account", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await phone.GetAsync("/en/account", Cancel)).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task My_data_holds_everything_and_no_secret(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        using var browser = await app.WithPasswordAsync("ada@city.example");

        using var answer = await browser.GetAsync("/en/account/data.json", Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);

        var data = JsonDocument.Parse(text).RootElement;
        Assert.Equal("ada@city.example", data.GetProperty("email").GetString());
        Assert.Equal("administrator", data.GetProperty("roles")[0].GetProperty("role").GetString());
        Assert.Equal(1, data.GetProperty("mails").GetArrayLength());
        Assert.Equal(1, data.GetProperty("signInLinks").GetArrayLength());
        Assert.DoesNotContain("hash", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("stamp", text, StringComparison.OrdinalIgnoreCase);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(app.Client, "/en/account/data.json"));
    }

    [Theory, EachDatabase]
    public async Task A_deleted_account_leaves_nothing_of_the_person(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        using var other = await app.SignedInAsync("other@city.example");
        using var browser = await app.WithPasswordAsync("ada@city.example");

        // Others have typed the address as they like.
        await app.WithDbAsync(async db =>
        {
            foreach (
                var (to, reply) in ((string, string?)[])
                    [("Ada@City.example", null), ("other@city.example", "ADA@city.example")]
            )
                db.Mails.Add(
                    new OutgoingMail
                    {
                        Key = to,
                        To = to,
                        ReplyTo = reply,
                        Language = "en",
                        Subject = "Invented for a test",
                        Text = "Dear Ada",
                        Html = "Dear Ada",
                        CreatedAt = app.Time.GetUtcNow().UtcDateTime,
                    }
                );
            await db.SaveChangesAsync(Cancel);
        });
        Assert.Contains(
            "Invented for a test",
            await browser.GetStringAsync("/en/account/data.json", Cancel),
            StringComparison.Ordinal
        );

        using var unsure = await browser.SendAsync("/en/account", "delete");
        Assert.Contains(
            "Tick",
            Forms.Complaints(await unsure.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        using var deleted = await browser.SendAsync("/en/account", "delete", ("sure", "yes"));

        Assert.Equal("/en", deleted.LeadsTo());
        await app.WithDbAsync(async db =>
        {
            Assert.Equal("other@city.example", (await db.Accounts.SingleAsync(Cancel)).Email);
            Assert.Equal(1, await db.Memberships.CountAsync(Cancel));
            Assert.Equal(1, await db.SignInLinks.CountAsync(Cancel));
            Assert.DoesNotContain(
                (await db.Mails.ToListAsync(Cancel)).SelectMany(m => new[] { m.To, m.ReplyTo }),
                address => string.Equals(address, "ada@city.example", StringComparison.OrdinalIgnoreCase)
            );
            // The audit stays, without the person.
            Assert.Equal(2, await db.RightsChanges.CountAsync(Cancel));
            Assert.Equal(1, await db.RightsChanges.CountAsync(c => c.AccountId == null, Cancel));
        });
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/en/account", Cancel)).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task The_last_administrator_stays(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        using var browser = await app.SignedInAsync("ada@city.example");
        var membership = await app.WithDbAsync(db => db.Memberships.Select(m => m.Id).SingleAsync(Cancel));

        using var revoked = await browser.SendAsync("/en/people", "revoke", ("membership", $"{membership}"));
        Assert.Contains(
            "last administrator",
            Forms.Complaints(await revoked.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        using var deleted = await browser.SendAsync("/en/account", "delete", ("sure", "yes"));
        Assert.Contains(
            "last administrator",
            Forms.Complaints(await deleted.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        Assert.Equal(1, await app.WithDbAsync(db => db.Memberships.CountAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task Two_administrators_who_leave_at_once_are_not_both_gone(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        using var one = await app.SignedInAsync("one@city.example");
        using var two = await app.SignedInAsync("two@city.example");

        await Task.WhenAll(
            one.SendAsync("/en/account", "delete", ("sure", "yes")),
            two.SendAsync("/en/account", "delete", ("sure", "yes"))
        );

        Assert.Equal(
            1,
            await app.WithDbAsync(db => db.Memberships.CountAsync(m => m.Role == MembershipRole.Administrator, Cancel))
        );
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string page)
    {
        using var answer = await client.GetAsync(page, Cancel);
        return answer.StatusCode;
    }
}
