using Alliance.Deals.Existing;
using Alliance.Network;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Rights;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>What the link of a mail opens without an account, where it is a good one: following, digests, talks, questions.</summary>
public sealed class LinkedPagesTests(RealSite site)
{
    private const string Partner = "Example Works Oy (example)";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_gets_mails_says_what_they_want_in_every_language()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        await RightsFollowing.MakeAsync(app);
        var made = new Dictionary<string, string>();
        await RightsExchange.MakeAsync(app, made);
        await site.VisitAsync(
            app,
            async visitor =>
            {
                foreach (var language in Language.Offered)
                foreach (
                    var page in (string[])
                        [
                            // Asked to confirm, told, asked whether all shall end, and whether it shall go on.
                            "following/" + RightsFollowing.Asked,
                            "following/" + RightsFollowing.Told,
                            "following/" + RightsFollowing.Told + "?all=1",
                            "following/" + RightsFollowing.Told + "?on=1",
                            "spaces/mails/" + made["{digest}"],
                        ]
                )
                    await visitor.LookAtAsync(language, page);
            }
        );
    }

    [Fact]
    public async Task A_partner_talks_and_signs_in_every_language()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        using var manager = await app.SignedInAsync("manager@example.org", MembershipRole.DealManager, "espoo");
        var making = await Making.OfAsync(app);
        var talked = await making.DraftAsync("Trees for Example Street (example)", Partner);
        await making.AttachAsync(talked);
        var talk = "talks/" + await making.LinkAsync(talked);
        using (var partner = app.NewClient(cookies: true))
        using (
            var said = await partner.SendAsync(
                "/en/" + talk,
                "say",
                ("text", "Which end of the street (example)?"),
                ("way", "remark")
            )
        )
            await Forms.LeadsToAsync(said, "/en/" + talk);
        var signed = await making.LinkAsync(await making.ConcludeAsync("Care for trees (example)", Partner));
        await site.VisitAsync(
            app,
            async visitor =>
            {
                foreach (var language in Language.Offered)
                {
                    // What is signed on paper is printed in the language in which it holds, so each has a text of its own to sign.
                    var key = await making.DraftAsync("Benches (example)", Partner, language: language);
                    await making.ReleaseAsync(key);
                    var asked = "talks/" + await making.LinkAsync(key);
                    foreach (
                        var page in (string[])
                            [
                                talk + "?about=promise.c3.action",
                                asked,
                                asked + "/sign",
                                asked + "/ink",
                                $"talks/{signed}/sign",
                            ]
                    )
                        await visitor.LookAtAsync(language, page);
                }
            }
        );
    }

    [Fact]
    public async Task Whoever_is_asked_whether_a_record_is_right_reads_it_in_every_language()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        using var manager = await app.SignedInAsync("manager@example.org", MembershipRole.DealManager, "espoo");
        await AskAsync(app);
        var visitor = await Visitor.EnterAsync(site.Browser, new());
        await visitor.BeginAsync(app.Address);
        foreach (var language in Language.Offered)
        {
            await visitor.LookAtAsync(language, "confirmations/answered");
            await visitor.GoAsync($"/{language.Code}/confirmations/asked");
            // With what is folded away, and sent without a word.
            await visitor.Page.Locator("main details.compose > summary").ClickAsync();
            await visitor.Page.Locator("main details.compose button").ClickAsync();
            await Assertions.Expect(visitor.Page.Locator("#remark-error")).ToBeVisibleAsync();
            await visitor.LookAsync(language, "confirmations/asked, wrong");
        }
        Assert.Empty(visitor.Complaints());
        await visitor.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_city_confirms_that_it_has_asked_in_every_language()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        using var town = app.NewClient(cookies: true);
        var visitor = await Visitor.EnterAsync(site.Browser, new());
        await visitor.BeginAsync(app.Address);
        foreach (var language in Language.Offered)
        {
            var (form, email) = ($"/{language.Code}/cities/join", $"{language.Code}@town.example");
            using var asked = await town.SendAsync(
                form,
                "ask-for-city",
                ("city", $"Example Town {language.Code.ToUpperInvariant()}"),
                ("country", "IT"),
                ("inhabitants", "9000"),
                ("website", "https://town.example"),
                ("languages", "it"),
                ("person", "Tina Town"),
                ("email", email),
                ("consent", "yes")
            );
            await Forms.LeadsToAsync(asked, form + "?sent=1");
            await visitor.GoAsync(await app.LinkInMailAsync(email, "city-request:"));
            await visitor.Page.Locator("main form button").ClickAsync();
            await Assertions.Expect(visitor.Page.Locator("main [role=status]")).ToBeVisibleAsync();
            await visitor.LookAsync(language, "cities/join/confirm, confirmed");
        }
        Assert.Empty(visitor.Complaints());
        await visitor.Page.Context.CloseAsync();
    }

    // A party that has not answered, and the city itself, which has.
    private static Task AskAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            var now = app.Time.GetUtcNow().UtcDateTime;
            var deal = await db.Deals.Where(d => d.Identifier == "es-04").Select(d => d.Id).SingleAsync(Cancel);
            var account = await db.Accounts.Select(a => a.Id).SingleAsync(Cancel);
            Confirmation Of(string token, string? party, ConfirmationAnswer? answer) =>
                new()
                {
                    DealId = deal,
                    Party = party,
                    Submission = token,
                    Email = "asked@example.org",
                    Language = "en",
                    TokenHash = LinkToken.HashOf(token),
                    AskedByAccountId = account,
                    AskedAt = now,
                    Answer = answer,
                    AnsweredAt = answer is null ? null : now,
                    KeepUntil = now.AddDays(7),
                };
            db.Confirmations.AddRange(Of("asked", "p2", null), Of("answered", null, ConfirmationAnswer.Right));
            await db.SaveChangesAsync(Cancel);
        });
}
