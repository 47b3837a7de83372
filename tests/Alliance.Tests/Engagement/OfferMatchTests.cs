using Alliance.Engagement.Offers.Jobs;
using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Engagement;

/// <summary>Whoever offers or looks for something hears of what matches it, without looking for it again and again.</summary>
public sealed class OfferMatchTests
{
    private const string Heat = "Heat of a data hall (example)";
    private const string Hall = "Warm hall wanted (example)";
    private const string Workspace = "/en/workspace";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task What_matches_stands_in_the_workspace_and_in_the_own_list_with_the_reason(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var app = scene.App;
        var offer = await scene.ShowAsync(
            scene.Manager,
            "city=espoo",
            Heat,
            ("organisation", "CLC"),
            ("area", "energy")
        );
        // A draft that would match is nobody's to see.
        var draft = await OfferScene.WriteAsync(
            scene.Other,
            "city=umea",
            Hall,
            ("kind", "need"),
            ("organisation", "coompanion"),
            ("area", "energy")
        );
        foreach (var browser in (HttpClient[])[scene.Manager, scene.Firm])
        foreach (var page in (string[])[Workspace, OfferScene.Work])
            Assert.DoesNotContain(Hall, await browser.TextAsync(page), StringComparison.Ordinal);
        // Who writes it sees already what it would meet, in the list of the own ones.
        Assert.Contains(Heat, await scene.Other.TextAsync(OfferScene.Work), StringComparison.Ordinal);

        await OfferScene.DoAsync(scene.Other, draft, "offer-publish", draft, ("consent", "yes"));
        foreach (var browser in (HttpClient[])[scene.Manager, scene.Firm])
        foreach (var page in (string[])[Workspace, OfferScene.Work])
        {
            var text = await browser.TextAsync(page);
            foreach (
                var said in (string[])[Hall, "1 match", "Both about surplus heat; both in the policy area Energy;"]
            )
                Assert.Contains(said, text, StringComparison.OrdinalIgnoreCase);
        }
        foreach (var language in Language.Offered)
            Assert.Contains(
                $"/{language.Code}/workspace/offers/{await IdAsync(app, offer)}#matches",
                await scene.Manager.GetStringAsync($"/{language.Code}/workspace", Cancel),
                StringComparison.Ordinal
            );
        // Whose it is not is told of none, and what is closed matches nothing.
        using var elsewhere = await app.SignedInAsync("lille@example.org", MembershipRole.DealManager, "mannheim");
        Assert.DoesNotContain(Hall, await elsewhere.TextAsync(Workspace), StringComparison.Ordinal);
        await OfferScene.DoAsync(scene.Other, draft, "offer-close", draft, ("outcome", "not-needed"));
        Assert.DoesNotContain(Hall, await scene.Manager.TextAsync(Workspace), StringComparison.Ordinal);
        Assert.DoesNotContain(Hall, await scene.Manager.TextAsync(OfferScene.Work), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task However_many_there_are_the_list_asks_once(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        await scene.ShowAsync(scene.Manager, "city=espoo", Heat);
        await scene.ShowAsync(scene.Other, "city=umea", Hall, ("kind", "need"));
        await CountAsync(Workspace);
        var (list, workspace) = (await CountAsync(OfferScene.Work), await CountAsync(Workspace));
        for (var n = 0; n < 4; n++)
            await scene.ShowAsync(scene.Manager, "city=espoo", $"More heat {n} (example)");
        Assert.Equal(list, await CountAsync(OfferScene.Work));
        Assert.Equal(workspace, await CountAsync(Workspace));

        async Task<int> CountAsync(string address)
        {
            scene.App.Queries.Clear();
            await scene.Manager.GetStringAsync(address, Cancel);
            return scene.App.Queries.Count;
        }
    }

    [Theory, EachDatabase]
    public async Task Who_had_an_entry_before_hears_once_of_the_new_one(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var app = scene.App;
        await scene.ShowAsync(scene.Manager, "city=espoo", Heat, ("organisation", "CLC"), ("area", "energy"));
        app.Time.Advance(TimeSpan.FromHours(1));
        var need = await scene.ShowAsync(scene.Other, "city=umea", Hall, ("kind", "need"), ("area", "energy"));
        await scene.ShowAsync(scene.Other, "city=umea", "Bids wanted (example)", ("kind", "need"), ("subject", "bids"));
        await TellAsync(app);
        Assert.Empty(await scene.MailsAsync(TellOfMatches.Key));

        // On Monday: the city's manager and the organisation; not who published it.
        app.Time.Advance(TimeSpan.FromDays(6));
        await Task.WhenAll(TellAsync(app), TellAsync(app));
        await TellAsync(app);
        Assert.Equal(
            [OfferScene.Clc, OfferScene.Espoo],
            (await scene.MailsAsync(TellOfMatches.Key)).Order(StringComparer.Ordinal)
        );
        var mail = (await app.MailAsync(OfferScene.Clc, TellOfMatches.Key)).TextBody!;
        foreach (
            var said in (string[])
                [Hall, Heat, "both in the policy area Energy", "/en/offers/" + need, "/en/workspace/offers"]
        )
            Assert.Contains(said, mail, StringComparison.Ordinal);
        foreach (var kept in (string[])["Bids wanted", OfferScene.Umea])
            Assert.DoesNotContain(kept, mail, StringComparison.Ordinal);

        // Told is told.
        app.Time.Advance(TimeSpan.FromDays(7));
        await TellAsync(app);
        Assert.Equal(2, (await scene.MailsAsync(TellOfMatches.Key)).Count);
    }

    [Theory, EachDatabase]
    public async Task Of_what_was_closed_or_never_shown_no_mail_tells(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var app = scene.App;
        await scene.ShowAsync(scene.Manager, "city=espoo", Heat);
        app.Time.Advance(TimeSpan.FromHours(1));
        await OfferScene.WriteAsync(scene.Other, "city=umea", Hall, ("kind", "need"));
        await scene.ShowAsync(scene.Other, "city=umea", "Closed (example)", ("kind", "need"));
        var closed = FormattableString.Invariant($"{OfferScene.Work}/{await IdAsync(app, "closed-example")}");
        await OfferScene.DoAsync(scene.Other, closed, "offer-close", closed, ("outcome", "not-needed"));
        app.Time.Advance(TimeSpan.FromDays(6));
        await TellAsync(app);
        Assert.Empty(await scene.MailsAsync(TellOfMatches.Key));
    }

    private static async Task TellAsync(TestApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await TellOfMatches.RunAsync(scope.ServiceProvider, Cancel);
    }

    private static Task<long> IdAsync(TestApp app, string slug) =>
        app.WithDbAsync(db => db.Offers.Where(o => o.Identifier == slug).Select(o => o.Id).SingleAsync(Cancel));
}
