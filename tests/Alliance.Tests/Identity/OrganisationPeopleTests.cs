using System.Net;
using Alliance.Identity;
using Alliance.Network;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Identity;

/// <summary>Who lets whom act for an organisation, and what is told of it afterwards.</summary>
public sealed class OrganisationPeopleTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_manager_names_the_first_representative_who_invites_and_revokes_the_others(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var manager = await app.SignedInAsync("manager@city.example", MembershipRole.DealManager, "espoo");

        // By name first; what was typed stays.
        using var sought = await manager.SendAsync(
            "/en/people/organisation",
            "first-representative",
            ("sought", "aalto"),
            ("name", "Aino"),
            ("email", "aino@firm.example"),
            ("way", "find")
        );
        var html = await sought.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("Aalto University", html, StringComparison.Ordinal);
        using var invited = await manager.SendAsync(
            "/en/people/organisation",
            html,
            "first-representative",
            ("organisation", "aalto-university"),
            ("way", "invite")
        );
        Assert.Equal("/en/people", invited.LeadsTo());

        using var aino = app.NewClient(cookies: true);
        using (await aino.SendAsync(await app.LinkInMailAsync("aino@firm.example"), "link")) { }
        var aalto = await app.OrganisationAsync("aalto-university");
        using var reporter = await aino.SendAsync(
            "/en/people",
            "invite",
            ("name", "Eero"),
            ("email", "eero@firm.example"),
            ("role", $"reporter@{aalto}")
        );
        Assert.Equal("/en/people", reporter.LeadsTo());
        Assert.Contains(
            "aino",
            (await app.MailAsync("eero@firm.example")).TextBody,
            StringComparison.OrdinalIgnoreCase
        );

        // The manager sees them, and may neither give nor take any more.
        var list = WebUtility.HtmlDecode(await manager.GetStringAsync("/en/people", Cancel));
        Assert.Contains("Reporter · Aalto University", list, StringComparison.Ordinal);
        using var second = await manager.SendAsync(
            "/en/people/organisation",
            "first-representative",
            ("organisation", "aalto-university"),
            ("sought", "aalto"),
            ("name", "Second"),
            ("email", "second@firm.example"),
            ("way", "invite")
        );
        Assert.Contains(
            "acts for this organisation already",
            Forms.Complaints(await second.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        using var taken = await aino.SendAsync(
            "/en/people",
            "revoke",
            ("membership", $"{await MembershipAsync(app, "eero@firm.example")}")
        );
        Assert.Equal("/en/people", taken.LeadsTo());

        // The last one may leave; then the city begins again.
        using var left = await aino.SendAsync(
            "/en/people",
            "revoke",
            ("membership", $"{await MembershipAsync(app, "aino@firm.example")}")
        );
        Assert.Equal("/en/people", left.LeadsTo());
        Assert.False(await app.WithDbAsync(db => db.Memberships.AnyAsync(m => m.OrganisationId == aalto, Cancel)));
    }

    [Theory, EachDatabase]
    public async Task What_is_not_chosen_or_not_found_is_said_at_the_field(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var manager = await app.SignedInAsync("manager@city.example", MembershipRole.DealManager, "espoo");
        foreach (
            var (sought, said) in ((string, string)[])
                [("", "Type part of"), ("zzzzz", "No organisation"), ("aalto", "Choose one of these")]
        )
        {
            using var answer = await manager.SendAsync(
                "/en/people/organisation",
                "first-representative",
                ("sought", sought),
                ("name", "Aino"),
                ("email", "aino@firm.example"),
                ("way", "invite")
            );
            var html = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.Contains(said, Forms.Complaints(html), StringComparison.Ordinal);
            var filled = Forms.Filled(html, "first-representative").ToDictionary();
            Assert.Equal((sought, "Aino", "aino@firm.example"), (filled["sought"], filled["name"], filled["email"]));
        }
        Assert.Equal(1, await app.WithDbAsync(db => db.Accounts.CountAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task The_history_of_rights_is_paged_and_shows_each_reader_what_concerns_them(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var admin = await app.SignedInAsync("ada@city.example");
        using var manager = await app.SignedInAsync("manager@city.example", MembershipRole.DealManager, "espoo");
        await app.InviteAsync("aino@firm.example", MembershipRole.Representative, organisation: "aalto-university");
        await app.InviteAsync("sven@city.example", MembershipRole.Observer, "umea");
        var aino = await app.WithDbAsync(db => db.Accounts.SingleAsync(a => a.Email == "aino@firm.example", Cancel));
        await app.WithDbAsync(async db =>
        {
            for (var i = 0; i < RightsHistory.PageSize; i++)
                db.RightsChanges.Add(
                    new RightsChange
                    {
                        At = app.Time.GetUtcNow().UtcDateTime,
                        AccountId = aino.Id,
                        Granted = i % 2 == 1,
                        Role = MembershipRole.Coordinator,
                    }
                );
            await db.SaveChangesAsync(Cancel);
        });

        var own = WebUtility.HtmlDecode(await manager.GetStringAsync("/en/people/changes", Cancel));
        Assert.Contains("became deal manager, Espoo", own, StringComparison.Ordinal);
        Assert.Contains("became representative, Aalto University", own, StringComparison.Ordinal);
        Assert.DoesNotContain("Umeå", own, StringComparison.Ordinal);
        Assert.DoesNotContain("administrator", own, StringComparison.Ordinal);

        app.Queries.Clear();
        var first = await admin.GetStringAsync("/en/people/changes", Cancel);
        var queries = app.Queries.Count;
        var next = AngleSharp.Dom.ParentNodeExtensions.QuerySelector<AngleSharp.Html.Dom.IHtmlAnchorElement>(
            new AngleSharp.Html.Parser.HtmlParser().ParseDocument(first),
            "a[rel=next]"
        );
        Assert.NotNull(next);
        app.Queries.Clear();
        var second = WebUtility.HtmlDecode(await admin.GetStringAsync(next.GetAttribute("href"), Cancel));
        Assert.Equal(queries, app.Queries.Count);
        Assert.Contains("became administrator", second, StringComparison.Ordinal);
        Assert.Contains("became observer, Umeå", second, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Other_rooms_find_names_and_addresses_by_one_query(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await app.InviteAsync("ada@city.example");
        await app.InviteAsync("aino@city.example", language: "fi");
        var ids = await app.WithDbAsync(db => db.Accounts.Select(a => a.Id).ToListAsync(Cancel));
        await using var scope = app.Services.CreateAsyncScope();
        var find = scope.ServiceProvider.GetRequiredService<FindPeople>();

        app.Queries.Clear();
        var found = await find([.. ids, 4711], Cancel);

        Assert.Equal(1, app.Queries.Count);
        Assert.Equal(
            [("ada", "ada@city.example", "en"), ("aino", "aino@city.example", "fi")],
            found.Select(p => (p.Name, p.Email, p.Language.Code)).Order()
        );
        Assert.Empty(await find([], Cancel));
        Assert.False((await scope.ServiceProvider.GetRequiredService<WhoActs>()(Cancel)).IsSignedIn);
    }

    private static Task<long> MembershipAsync(TestApp app, string email) =>
        app.WithDbAsync(db =>
            db.Memberships.Where(m => db.Accounts.Any(a => a.Id == m.AccountId && a.Email == email))
                .Select(m => m.Id)
                .SingleAsync(Cancel)
        );
}
