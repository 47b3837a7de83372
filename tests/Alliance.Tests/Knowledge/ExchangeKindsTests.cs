using System.Net;
using Alliance.Knowledge.Exchange;
using Alliance.Platform.Texts;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using static Alliance.Tests.Knowledge.ExchangeScene;

namespace Alliance.Tests.Knowledge;

/// <summary>The space of those who speak for many small firms, and the mails of who wants them seldom.</summary>
public sealed class ExchangeKindsTests
{
    private const string Firms = "/en/workspace/spaces/chambers-example";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Organisations_of_small_firms_meet_in_a_space_of_their_own(DatabaseKind on)
    {
        await using var scene = await BeginAsync(on);
        var app = scene.App;
        (string, string)[] space = [("kind", "sme-organisations"), ("name", "Chambers (example)")];
        // The network's groups are opened by its coordinators.
        Assert.Contains(
            "roles do not allow",
            await RefusedAsync(scene.Other, "/en/workspace/spaces/new", "open-space", space),
            StringComparison.Ordinal
        );
        using (var opened = await scene.Coordinator.SendAsync("/en/workspace/spaces/new", "open-space", space))
            Assert.Equal(Firms + "/members", opened.LeadsTo());
        Assert.Equal(
            SpaceKind.SmeOrganisations,
            await app.WithDbAsync(db =>
                db.Spaces.Where(s => s.Slug == "chambers-example").Select(s => s.Kind).SingleAsync(Cancel)
            )
        );

        // Whoever represents one is invited as others are, asks, and is answered.
        using var chamber = await app.RepresentingAsync("chamber@example.org", "clc");
        using (
            var invited = await scene.Coordinator.SendAsync(
                Firms + "/members",
                "invite-to-space",
                ("email", "chamber@example.org"),
                ("role", "member")
            )
        )
            Assert.Equal(Firms + "/members", invited.LeadsTo());
        var id = await app.WithDbAsync(db => db.SpaceInvitations.Select(i => i.Id).SingleAsync(Cancel));
        using (var entered = await chamber.SendAsync("/en/workspace/spaces", "space-invitation", ("accept", $"{id}")))
            Assert.Equal(Firms, entered.LeadsTo());
        using var asked = await chamber.SendAsync(Firms + "/new", "topic", ("title", "Who reports for ten? (example)"));
        var topic = await Forms.LeadsToAsync(asked, Firms + "/topics/");
        await scene.AnswerAsync(scene.Coordinator, topic, "One form for all (example).");
        Assert.Contains("One form for all (example).", await chamber.TextAsync(topic), StringComparison.Ordinal);
        foreach (var language in Language.All)
            Assert.Contains(
                new Reader(language).Name(SpaceKind.SmeOrganisations),
                await chamber.TextAsync($"/{language.Code}/workspace/spaces/chambers-example"),
                StringComparison.OrdinalIgnoreCase
            );
        // The leadership group is no part of it, nor the other way round.
        Assert.Equal(HttpStatusCode.NotFound, await scene.Member.StatusAsync(Firms));
        Assert.Equal(HttpStatusCode.NotFound, await chamber.StatusAsync(Home));
    }

    [Theory, EachDatabase]
    public async Task Who_wants_a_mail_a_month_gets_one_a_month_after_the_last(DatabaseKind on)
    {
        await using var scene = await BeginAsync(on);
        var app = scene.App;
        await InSpaceAsync(scene.Other, "/mails", "rhythm", ("rhythm", "monthly"));
        await AskAsync(scene.Member, "Who pays for the meters? (example)");
        // The tenth of April is a month after the tenth of March.
        app.Time.Advance(TimeSpan.FromDays(30));
        await scene.DigestAsync();
        Assert.DoesNotContain(Mannheim, await scene.DigestsAsync());
        app.Time.Advance(TimeSpan.FromDays(1));
        await scene.DigestAsync();
        await scene.DigestAsync();
        Assert.Equal(1, (await scene.DigestsAsync()).Count(e => e == Mannheim));
        var mail = (await app.MailAsync(Mannheim, "exchange-digest:")).TextBody!;
        Assert.Contains("Who pays for the meters? (example)", mail, StringComparison.Ordinal);
        Assert.Contains("“every month”", mail, StringComparison.Ordinal);

        // What comes on the next day waits for the next month.
        await scene.ReturnAsync();
        app.Time.Advance(TimeSpan.FromHours(1));
        await AskAsync(scene.Member, "And who reads them? (example)");
        app.Time.Advance(TimeSpan.FromDays(20));
        await scene.DigestAsync();
        Assert.Equal(1, (await scene.DigestsAsync()).Count(e => e == Mannheim));
        app.Time.Advance(TimeSpan.FromDays(10));
        await scene.DigestAsync();
        var next = (await app.MailAsync(Mannheim, "exchange-digest:")).TextBody!;
        Assert.Contains("And who reads them? (example)", next, StringComparison.Ordinal);
        Assert.DoesNotContain("Who pays for the meters?", next, StringComparison.Ordinal);
    }
}
