using System.Net;
using System.Text.Json;
using Alliance.Deals;
using Alliance.Knowledge.Jobs;
using Alliance.Knowledge.Replications;
using Alliance.Network;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Alliance.Tests.Knowledge.ReplicationScene;

namespace Alliance.Tests.Knowledge;

/// <summary>From the first interest to the result: what a city takes over from another one.</summary>
public sealed class ReplicationTests
{
    private const string Umea = "umea@example.org";
    private const string Mannheim = "mannheim@example.org";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_practice_is_taken_over_signed_and_told_of_and_another_city_gives_it_up(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        using var umea = await app.SignedInAsync(Umea, MembershipRole.DealManager, "umea");
        await PublishAsync(app);
        Assert.Contains(
            "/en/workspace/replications/new?practice=" + Practice,
            await story.Stranger.GetStringAsync("/en/practices/" + Practice, Cancel),
            StringComparison.Ordinal
        );
        var page = await StartAsync(story.ManagerBrowser, "practice=" + Practice);
        // Who begins it again goes on where it stands.
        Assert.Equal(page, await StartAsync(story.ManagerBrowser, "practice=" + Practice));

        // The origin sees nothing until it is asked; then it confirms one part, and warns of another.
        using (var unseen = await umea.GetAsync(page, Cancel))
            Assert.Equal(HttpStatusCode.NotFound, unseen.StatusCode);
        await StepAsync(story.ManagerBrowser, page, "ask");
        Assert.Contains(page[3..], (await app.MailAsync(Umea)).TextBody!, StringComparison.Ordinal);
        await StepAsync(
            umea,
            page,
            "answer",
            ("confirmed-k1", "yes"),
            ("confirmed-k2", "no"),
            ("note-k2", "Two clubs left us."),
            ("answer", "Ask the clubs first.")
        );
        var answered = await story.ManagerBrowser.TextAsync(page);
        foreach (var said in (string[])["Two clubs left us.", "Ask the clubs first.", "The origin warns of it."])
            Assert.Contains(said, answered, StringComparison.Ordinal);
        var told = (await app.MailAsync(Story.Manager)).TextBody!;
        foreach (var said in (string[])[page[3..], "Ask the clubs first."])
            Assert.Contains(said, told, StringComparison.Ordinal);

        await StepAsync(story.ManagerBrowser, page, "partners", ("partners", "Example Works Oy (example)"));
        // Without a reason nothing is stored, and nothing typed is lost.
        (string, string)[] choices =
        [
            ("choice-k1", "keep"),
            ("choice-k2", "adapt"),
            ("ours-k2", "Two halls stay warm."),
            ("choice-k3", "adapt"),
            ("ours-k3", "The clubs have the keys."),
            ("choice-k4", "drop"),
            ("added-0-title", "A stove for the clubs (example)"),
        ];
        using (var bare = await story.ManagerBrowser.SendAsync(page, "parts", choices))
        {
            var html = WebUtility.HtmlDecode(await bare.Content.ReadAsStringAsync(Cancel));
            foreach (
                var said in (string[])["why-k2-error", "why-k4-error", "added-0-why-error", "The clubs have the keys."]
            )
                Assert.Contains(said, html, StringComparison.Ordinal);
        }
        await StepAsync(
            story.ManagerBrowser,
            page,
            "parts",
            [
                .. choices,
                ("why-k2", "It is colder here."),
                ("why-k3", "We have no caretakers."),
                ("why-k4", "The law forbids it."),
                ("added-0-why", "They asked for it."),
            ]
        );
        // What was decided is behind it, whether or not the draft is begun.
        Assert.Equal(
            ReplicationStep.Draft,
            (await story.DbAsync(async db => await ReplicationView.Of(db, db.Replications).SingleAsync(Cancel))).Step
        );
        await StepAsync(story.ManagerBrowser, page, "draft", ("instrument", "deal"));
        await SignAsync(story, page);

        // In force, both ends show it.
        await app.ChangedAsync();
        foreach (var end in (string[])["/en/practices/" + Practice, "/en/deals/" + await story.SlugAsync()])
        {
            var shown = await story.Stranger.TextAsync(end);
            Assert.Contains("Umeå", shown, StringComparison.Ordinal);
            Assert.Contains(
                "/en/replications/espoo/r1",
                await story.Stranger.GetStringAsync(end, Cancel),
                StringComparison.Ordinal
            );
        }
        var difference = await story.Stranger.TextAsync("/en/replications/espoo/r1");
        foreach (
            var said in (string[])
                ["1 kept · 2 adapted · 1 dropped · 1 added", "It is colder here.", "The law forbids it.", "Two halls"]
        )
            Assert.Contains(said, difference, StringComparison.Ordinal);
        Assert.DoesNotContain("Example Works", difference, StringComparison.Ordinal);

        // Whoever asks next whether it fits reads that Espoo did it as well.
        using (var asking = await app.SignedInAsync("asking@example.org", MembershipRole.DealManager, "mannheim"))
        {
            const string fit = "/en/workspace/fit/practice/" + Practice;
            using var said = await asking.SendAsync(fit, "fit", ("problem", "support"));
            await Forms.LeadsToAsync(said, fit);
            var near = await asking.GetStringAsync(fit, Cancel);
            Assert.Contains("/en/deals/" + await story.SlugAsync(), near, StringComparison.Ordinal);
        }

        // Twelve months later its managers are asked, and tell.
        await story.WaitAsync(TimeSpan.FromDays(366));
        // Twice, as on two nodes; the job itself may have come first.
        for (var node = 0; node < 2; node++)
        {
            using var scope = app.Services.CreateScope();
            await RemindOfReplications.RunAsync(scope.ServiceProvider, Cancel);
        }
        Assert.Equal(
            1,
            await story.DbAsync(db => db.Mails.CountAsync(m => m.Key.StartsWith("replication-due:"), Cancel))
        );
        await StepAsync(
            story.ManagerBrowser,
            page,
            "result",
            ("outcome", "partly"),
            ("result", "Half the heat (example)."),
            ("thanks", "Thank you for the warning.")
        );
        Assert.Contains("Thank you for the warning.", (await app.MailAsync(Umea)).TextBody!, StringComparison.Ordinal);
        using (var late = await story.ManagerBrowser.SendAsync(page, "end", ("reason", "no-money")))
            Assert.Equal(HttpStatusCode.OK, late.StatusCode);

        // Another city gives it up: that is a result too.
        using var mannheim = await app.SignedInAsync(Mannheim, MembershipRole.DealManager, "mannheim");
        var given = await StartAsync(mannheim, "practice=" + Practice);
        using (var why = await mannheim.SendAsync(given, "end", ("note", "Kept while wrong")))
            Assert.Contains("Kept while wrong", await why.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        await StepAsync(
            mannheim,
            given,
            "end",
            ("reason", "legal-obstacle"),
            ("note", "Not with our law."),
            ("show", "yes")
        );
        await app.ChangedAsync();
        var tree = await story.Stranger.TextAsync("/en/practices/" + Practice);
        foreach (var said in (string[])["some of it works", "given up: the law stands in the way", "Mannheim"])
            Assert.Contains(said, tree, StringComparison.Ordinal);
        var all = await story.Stranger.TextAsync("/en/replications");
        foreach (
            var said in (string[])
                [
                    "1 taken over: it became a deal",
                    "1 given up",
                    "25% of the parts were kept",
                    "The law stands in the way",
                    "Some of it works",
                ]
        )
            Assert.Contains(said, all, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await story.Stranger.GetStringAsync("/api/v1/replications", Cancel));
        Assert.Equal(
            [("espoo.r1", "result"), ("mannheim.r1", "ended")],
            json.RootElement.GetProperty("items")
                .EnumerateArray()
                .Select(r => (r.GetProperty("id").GetString(), r.GetProperty("step").GetString()))
        );
        var files = await RoundTrip.AssertSameBytesAsync(app, on);
        Assert.Contains("\"endReason\":\"legal-obstacle\"", files["replications.jsonl"], StringComparison.Ordinal);
        Assert.DoesNotContain("Example Works", files["replications.jsonl"], StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Targets_of_a_deal_come_in_the_own_size_and_wait_for_somebody_to_look(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var origin = await app.WithDbAsync(db =>
            db.Deals.Where(d => d.City!.Identifier == "umea" && d.Commitments.Any(c => c.Quantity != null))
                .OrderBy(d => d.Identifier)
                .Select(d => d.Identifier)
                .FirstAsync(Cancel)
        );
        // A thousand trees, where two and a half times as many people live here.
        var trees = await app.WithDbAsync(async db =>
        {
            foreach (
                var city in await db
                    .Cities.Where(c => c.Identifier == "umea" || c.Identifier == "espoo")
                    .ToListAsync(Cancel)
            )
                city.Population = new Population(city.Identifier == "umea" ? 100_000 : 250_000);
            var promised = await db
                .Commitments.Where(c => db.Deals.Any(d => d.Id == c.DealId && d.Identifier == origin))
                .Where(c => c.Quantity != null)
                .OrderBy(c => c.Order)
                .FirstAsync(Cancel);
            promised.Quantity = new Quantity(1_000, Qualifier.Exactly, "trees");
            await db.SaveChangesAsync(Cancel);
            return promised.Key;
        });
        var page = await StartAsync(story.ManagerBrowser, "deal=" + origin);
        var keys = await app.WithDbAsync(db =>
            db.Commitments.Where(c => db.Deals.Any(d => d.Id == c.DealId && d.Identifier == origin))
                .Select(c => c.Key)
                .ToListAsync(Cancel)
        );
        // In its own order only: first partners and a decision.
        using (var early = await story.ManagerBrowser.SendAsync(page, "draft", ("instrument", "deal")))
            Assert.Contains(
                "First name partners",
                WebUtility.HtmlDecode(await early.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
        await StepAsync(story.ManagerBrowser, page, "talked");
        await StepAsync(story.ManagerBrowser, page, "partners", ("partners", "Example Works Oy (example)"));
        await StepAsync(story.ManagerBrowser, page, "parts", [.. keys.Select(k => ("choice-" + k, "keep"))]);
        await StepAsync(story.ManagerBrowser, page, "draft", ("instrument", "declaration-of-intent"));
        var draft = await app.WithDbAsync(db => db.Drafts.SingleAsync(Cancel));
        Assert.Equal(origin, draft.Origin!.Deal);
        Assert.Equal(keys.Count, draft.Content.Promises.Count);
        var promise = draft.Content.Promises.Single(p => p.From == trees);
        Assert.Equal((2_500m, "trees", true), (promise.Value!.Value, promise.Unit, promise.Unconfirmed));
        Assert.DoesNotContain(draft.Content.Parties, p => p.Name.Contains("Umeå", StringComparison.Ordinal));
        var shown = await story.ManagerBrowser.TextAsync("/en/drafts/" + draft.Key);
        Assert.Contains("Worked out, not promised", shown, StringComparison.Ordinal);
        Assert.Contains("The number was only worked out.", shown, StringComparison.Ordinal);
        // Saving the form that shows it is looking at it.
        using (
            var saved = await story.ManagerBrowser.SendAsync(
                $"/en/drafts/{draft.Key}/edit/promise.{promise.Key}",
                "edit"
            )
        )
            await Forms.LeadsToAsync(saved, "/en/drafts/" + draft.Key);
        var after = await app.WithDbAsync(db => db.Drafts.AsNoTracking().SingleAsync(Cancel));
        Assert.False(after.Content.Promise(promise.Key)!.Unconfirmed);
        Assert.Equal(promise.Value, after.Content.Promise(promise.Key)!.Value);
    }

    [Theory, EachDatabase]
    public async Task What_changed_at_the_origin_is_marked_and_an_own_one_cannot_be_taken_over(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await PublishAsync(app);
        using var umea = await app.SignedInAsync(Umea, MembershipRole.DealManager, "umea");
        var own = await umea.TextAsync("/en/workspace/replications/new?practice=" + Practice);
        Assert.Contains("not for the city it comes from", own, StringComparison.Ordinal);
        var page = await StartAsync(story.ManagerBrowser, "practice=" + Practice);
        Assert.DoesNotContain(
            "changed at the origin",
            await story.ManagerBrowser.TextAsync(page),
            StringComparison.Ordinal
        );
        await app.WithDbAsync(async db =>
        {
            var practice = await db.Practices.SingleAsync(p => p.Identifier == Practice, Cancel);
            var parts = practice.Told.Components!;
            practice.Details = practice.Told with
            {
                Components = [parts[0] with { Text = new("de", "Anders.") }, .. parts.Skip(1)],
            };
            await db.SaveChangesAsync(Cancel);
        });
        Assert.Contains(
            "changed at the origin since",
            await story.ManagerBrowser.TextAsync(page),
            StringComparison.Ordinal
        );
        foreach (var none in (string[])["practice=none", "deal=none", "x=1"])
        {
            using var missing = await story.ManagerBrowser.GetAsync("/en/workspace/replications/new?" + none, Cancel);
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        }
        // Shown before anything is signed, and not any more.
        using (var hidden = await story.Stranger.GetAsync("/en/replications/espoo/r1", Cancel))
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        await StepAsync(story.ManagerBrowser, page, "show");
        await app.ChangedAsync();
        Assert.Contains(
            "interest",
            await story.Stranger.TextAsync("/en/replications/espoo/r1"),
            StringComparison.Ordinal
        );
        await StepAsync(story.ManagerBrowser, page, "show");
        await app.ChangedAsync();
        using var again = await story.Stranger.GetAsync("/en/replications/espoo/r1", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    // The draft that was begun: a contact and a promise, then released and signed by both.
    private static async Task SignAsync(Story story, string page)
    {
        var key = await story.DbAsync(db => db.Replications.Select(r => r.Draft!).SingleAsync(Cancel));
        var draft = "/en/drafts/" + key;
        story.Follow(draft);
        var manager = story.ManagerBrowser;
        var text = await manager.TextAsync(draft);
        foreach (
            var said in (string[])["Baustein a", "Two halls stay warm.", "A stove for the clubs", "Example Works Oy"]
        )
            Assert.Contains(said, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Baustein d", text, StringComparison.Ordinal);
        using (
            var contact = await manager.SendAsync(
                draft + "/edit/party.p2",
                "contact",
                ("contact-name", "Faye Firm"),
                ("contact-email", Story.Firm),
                ("contact-language", "en")
            )
        )
            await Forms.LeadsToAsync(contact, draft);
        using (var part = await manager.SendAsync(draft, "part", ("do", "promise:p2")))
        {
            var edit = await Forms.LeadsToAsync(part, draft + "/edit/promise.");
            var name = edit[(edit.LastIndexOf('/') + 1)..];
            using var said = await manager.SendAsync(
                edit,
                "edit",
                ($"{name}.action", "We heat one hall (example)."),
                ($"{name}.no-date", "yes")
            );
            await Forms.LeadsToAsync(said, draft);
        }
        await story.SendAsync();
        await story.AskForReleaseAsync();
        await story.ReleaseAsync();
        await story.SignByCodeAsync(Story.Firm, "p2", "Faye Firm");
        await story.SignForCityAsync();
        Assert.Contains("in force", await manager.TextAsync(page), StringComparison.Ordinal);
    }
}
