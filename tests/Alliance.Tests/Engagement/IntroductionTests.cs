using System.Net;
using Alliance.Engagement.Offers;
using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Engagement;

/// <summary>Two sides get to know each other through the contacts of their cities, and not before both want it.</summary>
public sealed class IntroductionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Names_are_given_when_the_contact_has_agreed_and_not_before(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var app = scene.App;
        var offer = await ShowAsync(scene);
        var page = await scene.AskAsync(offer);
        // One mail, to the contact alone, without a name or the sentence.
        Assert.Equal([OfferScene.Espoo], await scene.MailsAsync(IntroductionMails.KeyOfAsking));
        var asked = (await app.MailAsync(OfferScene.Espoo, IntroductionMails.KeyOfAsking)).TextBody!;
        Assert.Contains("asks to be introduced", asked, StringComparison.Ordinal);
        foreach (var kept in (string[])[OfferScene.Umea, "warm a hall"])
            Assert.DoesNotContain(kept, asked, StringComparison.Ordinal);
        Assert.EndsWith(
            page,
            await app.LinkInMailAsync(OfferScene.Espoo, IntroductionMails.KeyOfAsking),
            StringComparison.Ordinal
        );
        var waiting = await scene.Manager.TextAsync(page);
        Assert.Contains("We could warm a hall with it.", waiting, StringComparison.Ordinal);
        Assert.Contains("It waits for your answer", waiting, StringComparison.Ordinal);
        foreach (var text in (string[])[waiting, await scene.Other.TextAsync(page)])
        foreach (var name in (string[])[OfferScene.Espoo, OfferScene.Umea])
            Assert.DoesNotContain(name, text, StringComparison.Ordinal);

        await OfferScene.DoAsync(scene.Manager, page, "introduction-agree", page);
        Assert.Equal([OfferScene.Umea, OfferScene.Espoo], await scene.MailsAsync(IntroductionMails.KeyOfAgreeing));
        Assert.Contains(
            "The contact there is espoo, " + OfferScene.Espoo,
            (await app.MailAsync(OfferScene.Umea, IntroductionMails.KeyOfAgreeing)).TextBody!,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "The contact there is umea, " + OfferScene.Umea,
            (await app.MailAsync(OfferScene.Espoo, IntroductionMails.KeyOfAgreeing)).TextBody!,
            StringComparison.Ordinal
        );
        foreach (var browser in (HttpClient[])[scene.Manager, scene.Other])
        {
            var known = await browser.TextAsync(page);
            foreach (var name in (string[])[OfferScene.Espoo, OfferScene.Umea])
                Assert.Contains(name, known, StringComparison.Ordinal);
        }
        // Answered once; and once it is over nobody reads the other's contact any more.
        Assert.Contains(
            "It was answered already",
            await OfferScene.RefusedAsync(scene.Manager, page, "introduction-decline", ("reason", "Too late.")),
            StringComparison.Ordinal
        );
        await OfferScene.DoAsync(scene.Manager, page, "introduction-end", page);
        Assert.DoesNotContain(OfferScene.Umea, await scene.Manager.TextAsync(page), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Who_declines_says_why_and_no_name_is_given(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var offer = await ShowAsync(scene);
        var page = await scene.AskAsync(offer);
        Assert.Contains(
            "Please say why",
            await OfferScene.RefusedAsync(scene.Manager, page, "introduction-decline"),
            StringComparison.Ordinal
        );
        await OfferScene.DoAsync(
            scene.Manager,
            page,
            "introduction-decline",
            page,
            ("reason", "It is promised already.")
        );
        var read = await scene.Other.TextAsync(page);
        Assert.Contains("It is promised already.", read, StringComparison.Ordinal);
        Assert.DoesNotContain(OfferScene.Espoo, read, StringComparison.Ordinal);
        Assert.Empty(await scene.MailsAsync(IntroductionMails.KeyOfAgreeing));
        // Declined is declined: nobody is asked again about the same.
        Assert.Contains("You have asked about this already", await AgainAsync(scene, offer), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Nobody_asks_twice_about_their_own_or_for_somebody_else(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var app = scene.App;
        var offer = await ShowAsync(scene);
        var page = await scene.AskAsync(offer);
        Assert.Contains("You have asked about this already", await AgainAsync(scene, offer), StringComparison.Ordinal);
        // Taken back is not asked again either; and nobody answers it.
        await OfferScene.DoAsync(scene.Other, page, "introduction-end", page);
        Assert.Contains("You have asked about this already", await AgainAsync(scene, offer), StringComparison.Ordinal);
        Assert.Contains(
            "It was answered already, or taken back",
            await OfferScene.RefusedAsync(scene.Manager, page, "introduction-agree"),
            StringComparison.Ordinal
        );
        Assert.Single(await scene.MailsAsync(IntroductionMails.KeyOfAsking));

        var form = $"{OfferScene.Asking}/new?offer={offer}";
        foreach (var own in (HttpClient[])[scene.Manager, scene.Firm])
            Assert.Contains("you act for another city", await own.TextAsync(form), StringComparison.Ordinal);
        foreach (
            var (browser, side, wanted) in ((HttpClient, string, string)[])
                [
                    (scene.Manager, "city:espoo", "This is your own"),
                    (scene.Firm, "organisation:clc", "This is your own"),
                    (scene.Firm, "city:umea", "Choose one from the list"),
                ]
        )
            Assert.Contains(
                wanted,
                await OfferScene.RefusedAsync(browser, form, "ask-introduction", ("side", side), ("why", "Because.")),
                StringComparison.Ordinal
            );
        using var reader = await app.SignedInAsync("reader@example.org", MembershipRole.Observer, "umea");
        Assert.Contains(
            "Your roles do not allow this",
            await OfferScene.RefusedAsync(reader, form, "ask-introduction", ("side", "city:umea"), ("why", "So.")),
            StringComparison.Ordinal
        );
        using var foreign = await reader.GetAsync(page, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Ten_of_a_city_wait_at_a_time(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var app = scene.App;
        await app.WithDbAsync(async db =>
        {
            var city = await db.Cities.Where(c => c.Identifier == "espoo").Select(c => c.Id).SingleAsync(Cancel);
            for (var n = 0; n <= Introduction.MostOpen; n++)
                db.Offers.Add(
                    new Offer
                    {
                        Identifier = $"example-{n}",
                        Kind = OfferKind.Offer,
                        Subject = OfferSubject.Materials,
                        Title = new LocalText("en", $"Example {n}"),
                        Text = new LocalText("en", "Words."),
                        CityId = city,
                        Until = new DateOnly(2026, 12, 31),
                        State = OfferState.Open,
                        PublishedAt = app.Time.GetUtcNow().UtcDateTime,
                        ChangedAt = app.Time.GetUtcNow().UtcDateTime,
                    }
                );
            await db.SaveChangesAsync(Cancel);
        });
        var first = "";
        for (var n = 0; n < Introduction.MostOpen; n++)
        {
            var page = await scene.AskAsync($"example-{n}");
            first = n == 0 ? page : first;
        }
        var last = $"example-{Introduction.MostOpen}";
        Assert.Contains("10 of your city's requests wait", await AgainAsync(scene, last), StringComparison.Ordinal);
        await OfferScene.DoAsync(scene.Other, first, "introduction-end", first);
        await scene.AskAsync(last);
        Assert.Equal(Introduction.MostOpen + 1, (await scene.MailsAsync(IntroductionMails.KeyOfAsking)).Count);
        Assert.Contains("Example 10", await scene.Manager.TextAsync(OfferScene.Asking), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Where_nobody_is_known_nobody_is_introduced(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var app = scene.App;
        var offer = await ShowAsync(scene);
        var page = await scene.AskAsync(offer);
        await LeaveAsync("umea");
        // Who asks has no contact any more.
        Assert.Contains(
            "The city that asks has no contact here",
            await OfferScene.RefusedAsync(scene.Manager, page, "introduction-agree"),
            StringComparison.Ordinal
        );
        Assert.Equal(IntroductionState.Asked, (await scene.IntroductionAsync(page)).State);
        using var coompanion = await app.RepresentingAsync("coompanion@example.org", "coompanion");
        Assert.Contains(
            "The city that asks has no contact here",
            await OfferScene.RefusedAsync(
                coompanion,
                $"{OfferScene.Asking}/new?offer={offer}",
                "ask-introduction",
                ("side", "organisation:coompanion"),
                ("why", "So.")
            ),
            StringComparison.Ordinal
        );
        await LeaveAsync("espoo");
        Assert.Contains(
            "That city has no contact here",
            await OfferScene.RefusedAsync(
                coompanion,
                $"{OfferScene.Asking}/new?offer={offer}",
                "ask-introduction",
                ("side", "organisation:coompanion"),
                ("why", "So.")
            ),
            StringComparison.Ordinal
        );

        Task LeaveAsync(string city) =>
            app.WithDbAsync(db =>
                db.Memberships.Where(m => m.City!.Identifier == city && m.Role == MembershipRole.DealManager)
                    .ExecuteDeleteAsync(Cancel)
            );
    }

    [Theory, EachDatabase]
    public async Task What_is_closed_keeps_nobody_waiting(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var offer = await ShowAsync(scene);
        var page = await scene.AskAsync(offer);
        var id = (await scene.IntroductionAsync(page)).OfferId;
        var own = FormattableString.Invariant($"{OfferScene.Work}/{id}");
        await OfferScene.DoAsync(scene.Firm, own, "offer-close", own, ("outcome", "met-elsewhere"));
        Assert.Equal(IntroductionState.Ended, (await scene.IntroductionAsync(page)).State);
        Assert.Contains("Ended", await scene.Other.TextAsync(page), StringComparison.Ordinal);
        Assert.Empty(await scene.MailsAsync(IntroductionMails.KeyOfAgreeing));
    }

    private static Task<string> ShowAsync(OfferScene scene) =>
        scene.ShowAsync(scene.Manager, "city=espoo", "Heat of a data hall (example)", ("organisation", "CLC"));

    // Umeå asks, and is refused.
    private static Task<string> AgainAsync(OfferScene scene, string offer) =>
        OfferScene.RefusedAsync(
            scene.Other,
            $"{OfferScene.Asking}/new?offer={offer}",
            "ask-introduction",
            ("side", "city:umea"),
            ("why", "Once more.")
        );
}
