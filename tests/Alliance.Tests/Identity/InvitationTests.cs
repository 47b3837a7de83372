using System.Net;
using Alliance.Network;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Identity;

public sealed class InvitationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_manager_invites_a_colleague_who_comes_by_the_mail(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var manager = await app.SignedInAsync("manager@city.example", MembershipRole.DealManager, "espoo");
        var espoo = await CityAsync(app, "espoo");

        using var invited = await manager.SendAsync(
            "/en/people",
            "invite",
            ("name", "Aino"),
            ("email", "aino@city.example"),
            ("role", $"approver:{espoo}"),
            ("language", "fi")
        );

        Assert.Equal("/en/people", invited.LeadsTo());
        var mail = await app.MailAsync("aino@city.example");
        Assert.Equal("fi", mail.Body!.Headers["Content-Language"]);
        Assert.StartsWith("Hei Aino,", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("manager kutsuu", mail.TextBody, StringComparison.Ordinal);
        using var browser = app.NewClient(cookies: true);
        using var used = await browser.SendAsync(await app.LinkInMailAsync("aino@city.example"), "link");
        Assert.Equal("/fi/account", used.LeadsTo());
        Assert.Contains(
            "Hyväksyjä · Espoo",
            WebUtility.HtmlDecode(await browser.GetStringAsync("/fi/account", Cancel)),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task What_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var browser = await app.SignedInAsync("ada@city.example");
        foreach (
            var (email, said) in ((string, string)[])
                [
                    ("no-at.example", "is no e-mail address"),
                    ("a@b", "is no e-mail address"),
                    ("ada@city.example", "has this role already"),
                ]
        )
        {
            using var answer = await browser.SendAsync(
                "/en/people",
                "invite",
                ("name", "Somebody"),
                ("email", email),
                ("role", "administrator")
            );
            var html = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.Contains(said, Forms.Complaints(html), StringComparison.Ordinal);
            var filled = Forms.Filled(html, "invite").ToDictionary();
            Assert.Equal(("Somebody", email), (filled["name"], filled["email"]));
        }
        Assert.Equal(1, await app.WithDbAsync(db => db.Accounts.CountAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task A_role_for_a_place_that_is_not_there_is_refused(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        using var browser = await app.SignedInAsync("ada@city.example");
        foreach (var role in (string[])["observer:4711", "observer", "administrator:1", "emperor", ""])
        {
            using var answer = await browser.SendAsync(
                "/en/people",
                "invite",
                ("name", "Somebody"),
                ("email", "new@city.example"),
                ("role", role)
            );
            Assert.Contains(
                "Choose a role",
                Forms.Complaints(await answer.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
        }
        Assert.False(await app.WithDbAsync(db => db.Accounts.AnyAsync(a => a.Email == "new@city.example", Cancel)));
    }

    [Theory, EachDatabase]
    public async Task The_command_line_makes_the_first_administrator(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        string[] where = app.Database.Db is { } connection
            ? ["--data", app.Database.Folder, "--db", connection]
            : ["--data", app.Database.Folder];

        var made = await Cli.RunAsync([
            "admin",
            "create",
            "--email",
            "ada@city.example",
            "--name",
            "Ada",
            "--address",
            app.Address.ToString(),
            .. where,
        ]);

        Assert.True(made.Code == 0, made.Errors);
        var link = new Uri(made.Output.Trim().Split('\n')[^1]);
        using var browser = app.NewClient(cookies: true);
        using var used = await browser.SendAsync(link.PathAndQuery, "link");
        Assert.Equal(HttpStatusCode.Redirect, used.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/en/people", Cancel)).StatusCode);
        var again = await Cli.RunAsync(["admin", "create", "--email", "ada@city.example", "--name", "Ada", .. where]);
        Assert.Equal(1, again.Code);
        Assert.Contains("has this role already", again.Errors, StringComparison.Ordinal);
        var wrong = await Cli.RunAsync(["admin", "create", "--email", "x", "--name", "X", .. where]);
        Assert.Contains("is no e-mail address", wrong.Errors, StringComparison.Ordinal);
    }

    private static Task<long> CityAsync(TestApp app, string identifier) =>
        app.WithDbAsync(db => db.Cities.Where(c => c.Identifier == identifier).Select(c => c.Id).SingleAsync(Cancel));
}
