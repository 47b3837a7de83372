using System.Net;
using System.Text.RegularExpressions;
using Alliance.Deals;
using Alliance.Deals.Documents;
using Alliance.Deals.Existing;
using Alliance.Network;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Deals.Existing;

/// <summary>A collected deal is confirmed by its city and its parties, by a link in a mail and without an account.</summary>
public sealed partial class ConfirmTests
{
    // Espoo's waste heat deal, with Fortum (p2) and Microsoft (p3).
    private const string Slug = "espoo-data-centre-waste-heat-for-district-heating";
    private const string Manage = $"/en/deals/{Slug}/manage";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task The_city_and_its_parties_confirm_in_two_clicks(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var coordinator = await app.SignedInAsync("coordinator@example.org", MembershipRole.Coordinator);
        using var stranger = app.NewClient(cookies: true);

        await AskAsync(coordinator, "", "city@city.example");
        // The first click opens the link, the second one confirms.
        await ConfirmAsync(app, stranger, "city@city.example");
        Assert.Equal(Standing.ConfirmedByCity, (await StoredAsync(app)).Standing);
        Assert.Contains(
            "has confirmed the record",
            (await app.MailAsync("coordinator@example.org")).TextBody,
            StringComparison.Ordinal
        );
        await app.ChangedAsync();
        Assert.Contains("Confirmed by the city", await stranger.GetStringAsync($"/en/deals/{Slug}", Cancel));

        await AskAsync(coordinator, "p2", "fortum@firm.example");
        await AskAsync(coordinator, "p3", "microsoft@firm.example");
        await ConfirmAsync(app, stranger, "fortum@firm.example");
        Assert.Equal(Standing.ConfirmedByCity, (await StoredAsync(app)).Standing);
        // The link also works in another language, and pressed twice.
        var link = await app.LinkInMailAsync("microsoft@firm.example");
        var german = Language().Match(await stranger.GetStringAsync(link, Cancel)).Groups["to"].Value;
        var shown = await stranger.GetStringAsync(german, Cancel);
        Assert.Contains("Ja, er stimmt", shown, StringComparison.Ordinal);
        for (var i = 0; i < 2; i++)
        {
            using var pressed = await stranger.SendAsync(german, shown, "record-right");
            Assert.Equal(german, pressed.LeadsTo());
        }

        var deal = await StoredAsync(app);
        Assert.Equal(Standing.ConfirmedByParties, deal.Standing);
        var versions = await app.WithDbAsync(db =>
            db.DealVersions.Where(v => v.Deal!.Slug == Slug).OrderBy(v => v.Number).ToListAsync(Cancel)
        );
        Assert.Equal([1, 2, 3], versions.Select(v => v.Number));
        Assert.Equal(VersionDocument.HashOf(VersionDocument.ContentOf(DealDocument.Of(deal))), versions[^1].Hash);
        using var late = await coordinator.SendAsync(
            Manage,
            "ask-to-confirm",
            ("party", "p2"),
            ("email", "other@firm.example")
        );
        Assert.Contains(
            "confirmed already",
            Forms.Complaints(await late.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task The_last_two_at_once_see_each_other(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var manager = await app.SignedInAsync("manager@city.example", MembershipRole.DealManager, "espoo");
        using var confirmed = await manager.SendAsync(Manage, "confirm-for-city");
        Assert.Equal(Manage, confirmed.LeadsTo());
        await AskAsync(manager, "p2", "fortum@firm.example");
        await AskAsync(manager, "p3", "microsoft@firm.example");

        var links = new[] { "fortum@firm.example", "microsoft@firm.example" };
        await Task.WhenAll(
            links.Select(async email =>
            {
                using var browser = app.NewClient(cookies: true);
                await ConfirmAsync(app, browser, email);
            })
        );

        Assert.Equal(Standing.ConfirmedByParties, (await StoredAsync(app)).Standing);
    }

    [Theory, EachDatabase]
    public async Task Who_finds_a_mistake_says_so_and_is_forgotten_in_time(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var manager = await app.SignedInAsync("manager@city.example", MembershipRole.DealManager, "espoo");
        using var stranger = app.NewClient(cookies: true);
        await AskAsync(manager, "p2", "fortum@firm.example");
        var link = await app.LinkInMailAsync("fortum@firm.example");

        using var silent = await stranger.SendAsync(link, "record-wrong", ("remark", " "));
        Assert.Contains(
            "one sentence is enough",
            Forms.Complaints(await silent.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        using var said = await stranger.SendAsync(link, "record-wrong", ("remark", "It was signed in 2022."));
        Assert.Equal(link, said.LeadsTo());
        using var otherwise = await stranger.PostAsync(
            link,
            new FormUrlEncodedContent(
                Forms
                    .Filled(await stranger.GetStringAsync("/en/sign-in", Cancel), "sign-in")
                    .Where(f => f.Key[0] == '_' && f.Key != "_handler")
                    .Append(new("_handler", "record-right"))
            ),
            Cancel
        );
        Assert.Contains(
            "answered already",
            Forms.Complaints(await otherwise.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );

        Assert.Equal(Standing.Collected, (await StoredAsync(app)).Standing);
        var told = await app.MailAsync("manager@city.example");
        Assert.Contains("It was signed in 2022.", told.TextBody, StringComparison.Ordinal);
        Assert.Equal("fortum@firm.example", told.ReplyTo.Mailboxes.Single().Address);
        Assert.Contains(
            "It was signed in 2022.",
            await manager.GetStringAsync(Manage, Cancel),
            StringComparison.Ordinal
        );

        // The one who never answers is forgotten as a whole, the other one's address and words.
        await AskAsync(manager, "p3", "microsoft@firm.example");
        app.Time.Advance(TimeSpan.FromDays(91));
        await app.WithDbAsync(db => ForgetConfirmers.RunAsync(db, app.Time.GetUtcNow().UtcDateTime, Cancel));
        var left = await app.WithDbAsync(db => db.Confirmations.SingleAsync(Cancel));
        Assert.Equal((ConfirmationAnswer.Wrong, null, null), (left.Answer, left.Email, left.Remark));
        using var gone = await stranger.GetAsync(link, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task What_has_changed_meanwhile_is_looked_at_once_more(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var manager = await app.SignedInAsync("manager@city.example", MembershipRole.DealManager, "espoo");
        using var stranger = app.NewClient(cookies: true);
        await AskAsync(manager, "p2", "fortum@firm.example");
        var link = await app.LinkInMailAsync("fortum@firm.example");
        var shown = await stranger.GetStringAsync(link, Cancel);
        // The standing alone changes nothing of what was read.
        using var confirmed = await manager.SendAsync(Manage, "confirm-for-city");
        Assert.Equal(Manage, confirmed.LeadsTo());
        await ChangeAsync(app, "Something else.");

        using var late = await stranger.SendAsync(link, shown, "record-right");
        Assert.Contains(
            "has changed since you opened",
            Forms.Complaints(await late.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        await ConfirmAsync(app, stranger, "fortum@firm.example");

        using var twice = await manager.SendAsync(
            Manage,
            "ask-to-confirm",
            ("party", "p3"),
            ("email", "nobody at firm")
        );
        Assert.Contains(
            "is no e-mail address",
            Forms.Complaints(await twice.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        await AskAsync(manager, "p3", "microsoft@firm.example");
        using var again = await manager.SendAsync(
            Manage,
            "ask-to-confirm",
            ("party", "p3"),
            ("email", "microsoft@firm.example")
        );
        Assert.Contains(
            "within the last day",
            Forms.Complaints(await again.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task Answers_speak_of_what_was_read_and_of_nothing_else(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var manager = await app.SignedInAsync("manager@city.example", MembershipRole.DealManager, "espoo");
        using var stranger = app.NewClient(cookies: true);
        (await manager.SendAsync(Manage, "confirm-for-city")).Dispose();
        foreach (var (party, email) in ((string, string)[])[("p2", "a@firm.example"), ("p2", "b@firm.example")])
            await AskAsync(manager, party, email);
        await AskAsync(manager, "p3", "c@firm.example");
        await ConfirmAsync(app, stranger, "a@firm.example");
        await ChangeAsync(app, "A thousand times as much.");

        // Fortum has not seen this; and whoever says that it is wrong does not confirm it.
        await ConfirmAsync(app, stranger, "c@firm.example");
        using var wrong = await stranger.SendAsync(
            await app.LinkInMailAsync("b@firm.example"),
            "record-wrong",
            ("remark", "That is too much.")
        );
        Assert.NotNull(wrong.LeadsTo());
        Assert.Equal(Standing.ConfirmedByCity, (await StoredAsync(app)).Standing);
        // It can be asked again.
        await AskAsync(manager, "p2", "d@firm.example");
        await ConfirmAsync(app, stranger, "d@firm.example");
        Assert.Equal(Standing.ConfirmedByParties, (await StoredAsync(app)).Standing);

        using var own = await manager.SendAsync(
            Manage,
            "ask-to-confirm",
            ("party", "p3"),
            ("email", "Manager@city.example")
        );
        Assert.Contains("your own address", Forms.Complaints(await own.Content.ReadAsStringAsync(Cancel)));
    }

    private static Task ChangeAsync(TestApp app, string summary) =>
        app.WithDbAsync(async db =>
        {
            var deal = await db.Deals.SingleAsync(d => d.Slug == Slug, Cancel);
            deal.Summary = new Alliance.Platform.Texts.LocalText("en", summary);
            await db.SaveChangesAsync(Cancel);
        });

    private static async Task AskAsync(HttpClient browser, string party, string email)
    {
        using var asked = await browser.SendAsync(Manage, "ask-to-confirm", ("party", party), ("email", email));
        Assert.Equal(Manage, asked.LeadsTo());
    }

    private static async Task ConfirmAsync(TestApp app, HttpClient browser, string email)
    {
        var link = await app.LinkInMailAsync(email);
        using var confirmed = await browser.SendAsync(link, "record-right");
        Assert.Equal(link, confirmed.LeadsTo());
        Assert.Contains("You have confirmed", await browser.GetStringAsync(link, Cancel), StringComparison.Ordinal);
    }

    [GeneratedRegex("""<a href="(?<to>[^"]+)" lang="de""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Language();

    private static Task<Deal> StoredAsync(TestApp app) =>
        app.WithDbAsync(db => DealDocuments.Whole(db.Deals.Where(d => d.Slug == Slug)).SingleAsync(Cancel));
}
