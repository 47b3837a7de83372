using System.Net;
using Alliance.Engagement.Offers;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Engagement;

/// <summary>Who asks to be introduced says which of their own entries it is about, where one matches.</summary>
public sealed class IntroductionEntryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task The_contact_sees_both_sides_and_the_reason_and_both_entries_know_of_it(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var app = scene.App;
        var offer = await ShowAsync(scene);
        var need = await NeedAsync(scene, "Warm hall wanted (example)", ("area", "energy"));
        var (of, own) = (await PageOfAsync(app, offer), await PageOfAsync(app, need));
        // From the own entry's page one asks about that very entry.
        Assert.Contains(
            $"introductions/new?offer={offer}&amp;entry={need}",
            await scene.Other.GetStringAsync(own, Cancel),
            StringComparison.Ordinal
        );

        // It is the only one that matches, so that it is chosen already.
        var page = await scene.AskAsync(offer);
        Assert.Equal(OfferScene.IdOf(own), (await scene.IntroductionAsync(page)).OwnOfferId);
        var read = await scene.Manager.TextAsync(page);
        foreach (var said in (string[])["Warm hall wanted (example)", "Heat of a data hall (example)"])
            Assert.Contains(said, read, StringComparison.Ordinal);
        Assert.Contains(
            "Both about surplus heat; both in the policy area Energy;",
            read,
            StringComparison.OrdinalIgnoreCase
        );
        foreach (var (browser, entry) in ((HttpClient, string)[])[(scene.Manager, of), (scene.Other, own)])
        {
            Assert.Contains(page, await browser.GetStringAsync(entry, Cancel), StringComparison.Ordinal);
            Assert.Contains("waits for an answer", await browser.TextAsync(entry), StringComparison.Ordinal);
        }

        await OfferScene.DoAsync(scene.Manager, page, "introduction-agree", page);
        foreach (var (browser, entry) in ((HttpClient, string)[])[(scene.Manager, of), (scene.Other, own)])
            Assert.Contains("agreed ·", await browser.TextAsync(entry), StringComparison.Ordinal);
        foreach (var person in (string[])[OfferScene.Espoo, OfferScene.Umea])
            Assert.Contains(
                "it is about “Warm hall wanted (example)”",
                (await app.MailAsync(person, IntroductionMails.KeyOfAgreeing)).TextBody!,
                StringComparison.Ordinal
            );
        Assert.Contains(
            need,
            await scene.Other.GetStringAsync("/en/account/data.json", Cancel),
            StringComparison.Ordinal
        );
        // Nobody else reads of it.
        using var firm = await app.RepresentingAsync("coompanion@example.org", "coompanion");
        foreach (var closed in (string[])[page, own])
        {
            using var answer = await firm.GetAsync(closed, Cancel);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Theory, EachDatabase]
    public async Task Only_an_own_open_entry_that_matches_is_taken(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var app = scene.App;
        var offer = await ShowAsync(scene);
        var other = await NeedAsync(scene, "Bids wanted (example)", ("subject", "bids"));
        var closed = await NeedAsync(scene, "Closed need (example)");
        var page = await PageOfAsync(app, closed);
        await OfferScene.DoAsync(scene.Other, page, "offer-close", page, ("outcome", "not-needed"));
        var foreign = await scene.ShowAsync(
            scene.Manager,
            "city=espoo",
            "Near need (example)",
            ("kind", "need"),
            ("organisation", "CLC")
        );
        foreach (
            var (entry, wanted) in ((string, string)[])
                [
                    (other, "This entry does not match"),
                    (closed, "This is no open entry"),
                    (foreign, "This is no open entry"),
                    ("nothing-like-it", "This is no open entry"),
                    ("No identifier!", "This is no open entry"),
                ]
        )
            Assert.Contains(wanted, await RefusedAsync(scene.Other, offer, entry), StringComparison.Ordinal);

        // Of two that match none is chosen before somebody does; and what is the city's is not its organisation's.
        var (first, second) = (
            await NeedAsync(scene, "Warm hall wanted (example)"),
            await NeedAsync(scene, "Warm pool wanted (example)")
        );
        using var coompanion = await app.RepresentingAsync("coompanion@example.org", "coompanion");
        Assert.Contains(
            "This is no open entry",
            await RefusedAsync(coompanion, offer, first, "organisation:coompanion"),
            StringComparison.Ordinal
        );
        Assert.False(await app.WithDbAsync(db => db.Introductions.AnyAsync(Cancel)));
        var form = await scene.Other.GetStringAsync($"{OfferScene.Asking}/new?offer={offer}", Cancel);
        var sent = Forms.Filled(form, "ask-introduction");
        Assert.Equal("", sent.Single(f => f.Key == "entry").Value);
        foreach (var one in (string[])[first, second])
            Assert.Contains($"value=\"{one}\"", form, StringComparison.Ordinal);
        using var asked = await scene.Other.SendAsync(
            $"{OfferScene.Asking}/new?offer={offer}",
            "ask-introduction",
            ("side", "city:umea"),
            ("entry", second),
            ("why", "We could warm a pool with it.")
        );
        var introduction = await Forms.LeadsToAsync(asked, OfferScene.Asking + "/");
        Assert.Contains("Warm pool wanted", await scene.Manager.TextAsync(introduction), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task An_organisation_asks_with_its_own_entry_and_takes_it_back_with_that(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var app = scene.App;
        var offer = await ShowAsync(scene);
        await NeedAsync(scene, "Warm hall wanted (example)");
        var need = await NeedAsync(scene, "Warm workshop wanted (example)", ("organisation", "coompanion"));
        using var coompanion = await app.RepresentingAsync("coompanion@example.org", "coompanion");
        using var asked = await coompanion.SendAsync(
            $"{OfferScene.Asking}/new?offer={offer}",
            "ask-introduction",
            ("why", "We could warm a workshop with it.")
        );
        var page = await Forms.LeadsToAsync(asked, OfferScene.Asking + "/");
        var own = await PageOfAsync(app, need);
        Assert.Equal(OfferScene.IdOf(own), (await scene.IntroductionAsync(page)).OwnOfferId);

        // The contact of its city, who will be named, hears that it asks, from whom it asks and nothing more.
        Assert.Equal([OfferScene.Umea], await scene.MailsAsync(IntroductionMails.KeyOfOwnAsking));
        var heard = (await app.MailAsync(OfferScene.Umea, IntroductionMails.KeyOfOwnAsking)).TextBody!;
        foreach (var said in (string[])["Coompanion", "Heat of a data hall (example)", "Espoo", page])
            Assert.Contains(said, heard, StringComparison.Ordinal);
        foreach (var kept in (string[])["coompanion@example.org", OfferScene.Espoo, "warm a workshop"])
            Assert.DoesNotContain(kept, heard, StringComparison.Ordinal);
        Assert.Contains("waits for the answer", await scene.Other.TextAsync(page), StringComparison.Ordinal);

        await OfferScene.DoAsync(coompanion, own, "offer-close", own, ("outcome", "met-elsewhere"));
        Assert.Equal(IntroductionState.Ended, (await scene.IntroductionAsync(page)).State);
        Assert.Contains(
            "one of them is not shown any more",
            await scene.Manager.TextAsync(page),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task Who_is_named_to_the_other_side_gets_a_mail_too_when_it_is_agreed(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var app = scene.App;
        var offer = await ShowAsync(scene);
        using var coompanion = await app.RepresentingAsync("coompanion@example.org", "coompanion");
        using var asked = await coompanion.SendAsync(
            $"{OfferScene.Asking}/new?offer={offer}",
            "ask-introduction",
            ("why", "We could warm a workshop with it.")
        );
        var page = await Forms.LeadsToAsync(asked, OfferScene.Asking + "/");
        await OfferScene.DoAsync(scene.Manager, page, "introduction-agree", page);
        Assert.Equal(
            ["coompanion@example.org", OfferScene.Espoo, OfferScene.Umea],
            (await scene.MailsAsync(IntroductionMails.KeyOfAgreeing)).Order(StringComparer.Ordinal)
        );
        // Both of the side that asked learn of the same contact; the other side of theirs.
        foreach (var person in (string[])["coompanion@example.org", OfferScene.Umea])
            Assert.Contains(
                "The contact there is espoo, " + OfferScene.Espoo,
                (await app.MailAsync(person, IntroductionMails.KeyOfAgreeing)).TextBody!,
                StringComparison.Ordinal
            );
        Assert.Contains(
            "The contact there is umea, " + OfferScene.Umea,
            (await app.MailAsync(OfferScene.Espoo, IntroductionMails.KeyOfAgreeing)).TextBody!,
            StringComparison.Ordinal
        );
        // A city's own contact who asks needs to be told nothing of that.
        await scene.AskAsync(offer);
        Assert.Single(await scene.MailsAsync(IntroductionMails.KeyOfOwnAsking));
    }

    private static Task<string> ShowAsync(OfferScene scene) =>
        scene.ShowAsync(
            scene.Manager,
            "city=espoo",
            "Heat of a data hall (example)",
            ("organisation", "CLC"),
            ("area", "energy")
        );

    // Of Umeå, unless an organisation there is named.
    private static Task<string> NeedAsync(OfferScene scene, string title, params (string, string)[] more) =>
        scene.ShowAsync(scene.Other, "city=umea", title, [("kind", "need"), .. more]);

    private static async Task<string> PageOfAsync(TestApp app, string slug)
    {
        var id = await app.WithDbAsync(db =>
            db.Offers.Where(o => o.Identifier == slug).Select(o => o.Id).SingleAsync(Cancel)
        );
        return FormattableString.Invariant($"{OfferScene.Work}/{id}");
    }

    private static Task<string> RefusedAsync(
        HttpClient browser,
        string offer,
        string entry,
        string side = "city:umea"
    ) =>
        OfferScene.RefusedAsync(
            browser,
            $"{OfferScene.Asking}/new?offer={offer}",
            "ask-introduction",
            ("side", side),
            ("entry", entry),
            ("why", "So.")
        );
}
