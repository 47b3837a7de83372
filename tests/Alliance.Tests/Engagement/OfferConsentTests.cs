using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Engagement;

/// <summary>What an organisation agreed to is what is shown in its name, and no more than that.</summary>
public sealed class OfferConsentTests
{
    private const string Title = "Heat of a data hall (example)";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task What_is_changed_in_an_organisations_name_it_agrees_to_anew(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var app = scene.App;
        var page = await ShowAsync(scene, ("organisation", "CLC"), ("seen-by", "accounts"), ("from", "2026-04-01"));
        var first = await ConsentAsync(scene, page);
        app.Time.Advance(TimeSpan.FromHours(2));
        foreach (
            var change in (KeyValuePair<string, string>[])
                [
                    new("seen-by", "everybody"),
                    new("text", "Warmth in winter alone (example)."),
                    new("title", "Warmth of a data hall (example)"),
                    new("quantity", "About 9 MW"),
                    new("kind", "need"),
                    new("area", "energy"),
                    new("until", "2027-12-31"),
                    new("from", ""),
                ]
        )
        {
            using var sent = await scene.Manager.SendAsync(page, "offer", (change.Key, change.Value));
            var html = await sent.Content.ReadAsStringAsync(Cancel);
            Assert.Contains("The organisation agreed to what stood here before", html, StringComparison.Ordinal);
            Assert.Contains("id=\"consent-error\"", html, StringComparison.Ordinal);
            // Nothing that was typed is lost.
            Assert.Equal(change.Value, Forms.Filled(html, "offer").Single(f => f.Key == change.Key).Value);
        }
        Assert.Contains(
            "The organisation agreed to what stood here before",
            await OfferScene.RefusedAsync(
                scene.Manager,
                page + "?in=fi",
                "offer",
                ("title", "Salin lämpö (esimerkki)")
            ),
            StringComparison.Ordinal
        );
        await app.SettleAsync();
        Assert.DoesNotContain("data hall", await app.Client.TextAsync("/en/offers"), StringComparison.Ordinal);
        Assert.Equal(first, await ConsentAsync(scene, page));

        using var second = await app.SignedInAsync("second@example.org", MembershipRole.DealManager, "espoo");
        await OfferScene.DoAsync(second, page, "offer", page, ("seen-by", "everybody"), ("consent", "yes"));
        await app.SettleAsync();
        Assert.Contains("data hall", await app.Client.TextAsync("/en/offers"), StringComparison.Ordinal);
        // Who stated it last, and when, stands there.
        var (by, at) = await ConsentAsync(scene, page);
        Assert.NotEqual(first.By, by);
        Assert.Equal(first.At!.Value.AddHours(2), at);
    }

    [Theory, EachDatabase]
    public async Task To_show_less_and_to_save_the_same_asks_nobody(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var page = await ShowAsync(scene, ("organisation", "CLC"));
        var first = await ConsentAsync(scene, page);
        scene.App.Time.Advance(TimeSpan.FromHours(2));
        foreach (
            var (field, value) in ((string, string)[])
                [("title", Title), ("until", "2026-12-31"), ("from", "2026-05-01"), ("seen-by", "accounts")]
        )
            await OfferScene.DoAsync(scene.Manager, page, "offer", page, (field, value));
        Assert.Equal(first, await ConsentAsync(scene, page));
        // Back again is more than that.
        Assert.Contains(
            "The organisation agreed to what stood here before",
            await OfferScene.RefusedAsync(scene.Manager, page, "offer", ("seen-by", "everybody")),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task A_draft_and_what_is_the_citys_own_need_nobodys_word(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var draft = await OfferScene.WriteAsync(scene.Manager, "city=espoo", Title, ("organisation", "CLC"));
        await OfferScene.DoAsync(scene.Manager, draft, "offer", draft, ("text", "Other words (example)."));
        var own = await ShowAsync(scene, ("seen-by", "accounts"));
        await OfferScene.DoAsync(scene.Manager, own, "offer", own, ("seen-by", "everybody"));
        Assert.Null((await ConsentAsync(scene, own)).At);
        foreach (var language in Language.All)
            Assert.DoesNotContain(
                "name=\"consent\"",
                await scene.Manager.GetStringAsync(
                    own.Replace("/en/", $"/{language.Code}/", StringComparison.Ordinal),
                    Cancel
                ),
                StringComparison.Ordinal
            );
    }

    // Espoo writes and shows it; gives its page in the workspace.
    private static async Task<string> ShowAsync(OfferScene scene, params (string, string)[] more)
    {
        var page = await OfferScene.WriteAsync(scene.Manager, "city=espoo", Title, more);
        await OfferScene.DoAsync(scene.Manager, page, "offer-publish", page, ("consent", "yes"));
        return page;
    }

    private static Task<(long? By, DateTime? At)> ConsentAsync(OfferScene scene, string page)
    {
        var id = OfferScene.IdOf(page);
        return scene.App.WithDbAsync(async db =>
        {
            var offer = await db.Offers.AsNoTracking().SingleAsync(o => o.Id == id, Cancel);
            return (offer.ConsentById, offer.ConsentAt);
        });
    }
}
