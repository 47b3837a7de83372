using System.Net;
using Alliance.Network;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using static Alliance.Tests.Knowledge.ReplicationScene;

namespace Alliance.Tests.Knowledge;

/// <summary>What belongs to the network and to no city: its coordinators are asked, answer and are thanked.</summary>
public sealed class NetworkOriginTests
{
    private const string Origin = "practice=start-from-what-exists";
    private const string Coordinator = "coordinator@example.org";
    private const string Nobody = "Nobody speaks for the origin here";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Its_coordinators_are_asked_answer_and_are_thanked(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var manager = story.ManagerBrowser;
        var page = await StartAsync(manager, Origin);
        // As long as there is no coordinator, there is nobody to ask.
        Assert.Contains(Nobody, await RefusedAsync(manager, page), StringComparison.Ordinal);
        using var coordinator = await app.SignedInAsync(Coordinator, MembershipRole.Coordinator);
        using var umea = await app.SignedInAsync("umea@example.org", MembershipRole.DealManager, "umea");
        Assert.Equal(HttpStatusCode.NotFound, await coordinator.StatusAsync(page));
        Assert.Contains("Ask the network’s coordinators", await manager.TextAsync(page), StringComparison.Ordinal);
        await StepAsync(manager, page, "ask");
        Assert.Contains(page[3..], (await app.MailAsync(Coordinator)).TextBody!, StringComparison.Ordinal);

        // They see it from now on, and find it in their list; a city that it does not concern sees nothing.
        Assert.Equal(HttpStatusCode.NotFound, await umea.StatusAsync(page));
        foreach (var (browser, finds) in (((HttpClient, bool)[])[(coordinator, true), (umea, false)]))
            Assert.Equal(
                finds,
                (await browser.GetStringAsync("/en/workspace/replications", Cancel)).Contains(
                    page,
                    StringComparison.Ordinal
                )
            );
        await StepAsync(coordinator, page, "answer", ("answer", "Begin with what is there (example)."));
        Assert.Contains("Begin with what is there (example).", await manager.TextAsync(page), StringComparison.Ordinal);
        Assert.Contains(
            "Begin with what is there (example).",
            (await app.MailAsync(Story.Manager, "replication-answered:")).TextBody!,
            StringComparison.Ordinal
        );

        // In force, and told of.
        await app.WithDbAsync(async db =>
        {
            var deal = await db
                .Deals.Where(d => d.City!.Identifier == "espoo")
                .OrderBy(d => d.Identifier)
                .Select(d => d.Identifier)
                .FirstAsync(Cancel);
            await db.Replications.ExecuteUpdateAsync(s => s.SetProperty(r => r.Deal, deal), Cancel);
        });
        await StepAsync(
            manager,
            page,
            "result",
            ("outcome", "as-hoped"),
            ("result", "It was all there (example)."),
            ("thanks", "Thank you for the hint (example).")
        );
        var thanked = (await app.MailAsync(Coordinator, "replication-result:")).TextBody!;
        foreach (var said in (string[])["from the network", "Thank you for the hint (example)."])
            Assert.Contains(said, thanked, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Nobody_asks_themselves_nor_answers_for_the_network_to_their_own_city(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var manager = story.ManagerBrowser;
        // A coordinator who looks after Espoo's deals too.
        await app.WithDbAsync(async db =>
        {
            db.Memberships.Add(
                new Membership
                {
                    AccountId = await db
                        .Accounts.Where(a => a.Email == Story.Manager)
                        .Select(a => a.Id)
                        .SingleAsync(Cancel),
                    Role = MembershipRole.Coordinator,
                    Since = app.Time.GetUtcNow().UtcDateTime,
                }
            );
            await db.SaveChangesAsync(Cancel);
        });
        var page = await StartAsync(manager, Origin);
        Assert.Contains(Nobody, await RefusedAsync(manager, page), StringComparison.Ordinal);
        using var coordinator = await app.SignedInAsync(Coordinator, MembershipRole.Coordinator);
        await StepAsync(manager, page, "ask");
        Assert.Equal(
            [Coordinator],
            await app.WithDbAsync(db =>
                db.Mails.Where(m => m.Key.StartsWith("replication-asked:")).Select(m => m.To).ToListAsync(Cancel)
            )
        );
        Assert.Null((await manager.DocumentAsync(page)).QuerySelector("#answer"));
        Assert.NotNull((await coordinator.DocumentAsync(page)).QuerySelector("#answer"));
    }

    private static async Task<string> RefusedAsync(HttpClient manager, string page)
    {
        using var asked = await manager.SendAsync(page, "ask");
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        return WebUtility.HtmlDecode(await asked.Content.ReadAsStringAsync(Cancel));
    }
}
