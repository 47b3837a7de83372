using System.Net;
using Alliance.Knowledge.Exchange;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Texts;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Alliance.Tests.Knowledge.ExchangeScene;

namespace Alliance.Tests.Knowledge;

/// <summary>Who sees a space, what is asked there, and what is decided.</summary>
public sealed class ExchangeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_space_is_seen_by_its_members_and_by_nobody_else(DatabaseKind on)
    {
        await using var scene = await BeginAsync(on);
        var app = scene.App;
        using var stranger = await app.SignedInAsync("lille@example.org", MembershipRole.DealManager, "espoo");
        using var looking = await app.SignedInAsync("looking@example.org", MembershipRole.Coordinator);
        var topic = await AskAsync(scene.Member, "Who pays for the meters? (example)");
        string[] pages = ["", "/new", "/members", "/documents", "/mails", topic[Home.Length..]];
        foreach (var page in pages)
        {
            foreach (
                var inside in (HttpClient[])[scene.Member, scene.Other, scene.Observer, scene.Coordinator, looking]
            )
                Assert.Equal(HttpStatusCode.OK, await inside.StatusAsync(Home + page));
            Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusAsync(Home + page));
            Assert.Equal(HttpStatusCode.Redirect, await app.Client.StatusAsync(Home + page));
        }
        Assert.DoesNotContain(
            "Leadership (example)",
            await stranger.TextAsync("/en/workspace/spaces"),
            StringComparison.Ordinal
        );
        // A topic is found in its own space alone.
        using (
            var another = await scene.Coordinator.SendAsync(
                "/en/workspace/spaces/new",
                "open-space",
                ("kind", "social-economy"),
                ("name", "Another (example)")
            )
        )
            Assert.Equal("/en/workspace/spaces/another-example/members", another.LeadsTo());
        Assert.Equal(
            HttpStatusCode.NotFound,
            await scene.Coordinator.StatusAsync("/en/workspace/spaces/another-example" + topic[Home.Length..])
        );

        // Who was let go finds nothing there any more, and no act lets them in.
        var mannheim = await app.WithDbAsync(async db =>
        {
            var account = await db.Accounts.Where(a => a.Email == Mannheim).Select(a => a.Id).SingleAsync(Cancel);
            return await db
                .SpaceMembers.Where(m => m.AccountId == account && m.Space!.Slug == "leadership-example")
                .Select(m => m.Id)
                .SingleAsync(Cancel);
        });
        await InSpaceAsync(scene.Coordinator, "/members", "space-members", ("do", $"end:{mannheim}"));
        Assert.Equal(HttpStatusCode.NotFound, await scene.Other.StatusAsync(topic));
        var former = new Actor(await scene.AccountAsync(Mannheim), "Former", []);
        foreach (var refused in await EachActAsync(app, former, await scene.TopicAsync(topic)))
            Assert.Equal("space-not-found", refused?.Code);
        // And comes back by another invitation.
        await scene.EnterAsync(scene.Other, Mannheim, "observer");
        Assert.Equal(HttpStatusCode.OK, await scene.Other.StatusAsync(topic));
    }

    [Theory, EachDatabase]
    public async Task Who_invites_does_not_learn_who_has_an_account(DatabaseKind on)
    {
        await using var scene = await BeginAsync(on);
        using var known = await scene.App.SignedInAsync("known@example.org", MembershipRole.Observer, "espoo");
        foreach (var email in (string[])["Known@example.org", "unknown@example.org"])
            await InSpaceAsync(scene.Coordinator, "/members", "invite-to-space", ("email", email), ("role", "member"));
        var page = await scene.Coordinator.TextAsync(Home + "/members");
        foreach (var email in (string[])["known@example.org", "unknown@example.org"])
            Assert.Contains($"{email} member", page, StringComparison.Ordinal);
        var mails = await scene.App.WithDbAsync(db =>
            db.Mails.Where(m => m.Key.StartsWith("space-invitation:")).Select(m => m.To).ToListAsync(Cancel)
        );
        Assert.Contains("known@example.org", mails);
        Assert.DoesNotContain("unknown@example.org", mails);
        // Once a day, however often it is asked.
        await InSpaceAsync(scene.Coordinator, "/members", "invite-to-space", ("email", "known@example.org"));
        Assert.Equal(
            1,
            await scene.App.WithDbAsync(db =>
                db.Mails.CountAsync(m => m.Key.StartsWith("space-invitation:") && m.To == "known@example.org", Cancel)
            )
        );
        // Whose invitation it is, others cannot take.
        var id = await scene.App.WithDbAsync(db =>
            db.SpaceInvitations.Where(i => i.Email == "unknown@example.org").Select(i => i.Id).SingleAsync(Cancel)
        );
        Assert.NotEmpty(await RefusedAsync(known, "/en/workspace/spaces", "space-invitation", ("accept", $"{id}")));
        Assert.Equal(HttpStatusCode.NotFound, await known.StatusAsync(Home));
        // A member invites nobody.
        Assert.DoesNotContain(
            "known@example.org",
            await scene.Member.TextAsync(Home + "/members"),
            StringComparison.Ordinal
        );
        // It is forgotten in time.
        scene.App.Time.Advance(SpaceInvitation.Lasts + TimeSpan.FromDays(1));
        await scene.DigestAsync();
        Assert.False(await scene.App.WithDbAsync(db => db.SpaceInvitations.AnyAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task One_answer_is_marked_as_helpful_and_the_asker_may_change_their_mind(DatabaseKind on)
    {
        await using var scene = await BeginAsync(on);
        var topic = await AskAsync(
            scene.Observer,
            "Who reads the meters? (example)",
            ("link", scene.App.Address + "de/cities/espoo?x=1")
        );
        Assert.Contains("It is about: Espoo", await scene.Member.TextAsync(topic), StringComparison.Ordinal);
        var first = await scene.AnswerAsync(scene.Member, topic, "The caretaker (example).");
        Assert.Equal(first, await scene.AnswerAsync(scene.Member, topic, "The caretaker (example)."));
        var second = await scene.AnswerAsync(scene.Other, topic, "The utility (example).");
        // Only the asker and coordinators are offered it.
        Assert.DoesNotContain("This helped", await scene.Member.TextAsync(topic), StringComparison.Ordinal);

        var read = await scene.Observer.GetStringAsync(topic, Cancel);
        await DoAsync(scene.Observer, topic, $"helpful:{first}");
        var marked = await scene.TopicAsync(topic);
        Assert.Equal((first, true), (marked.HelpfulId, marked.SettledAt is not null));
        // Two who saw the same: the later one is told.
        using (var late = await scene.Observer.SendAsync(topic, read, "answers", ("do", $"helpful:{second}")))
            Assert.Contains(
                "Somebody changed this",
                Forms.Complaints(await late.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
        Assert.Equal(first, (await scene.TopicAsync(topic)).HelpfulId);
        Assert.Contains(
            "others build on it",
            await RefusedAsync(scene.Member, topic, "answers", ("do", $"take-back:{first}")),
            StringComparison.Ordinal
        );
        await DoAsync(scene.Observer, topic, $"helpful:{second}");
        Assert.Equal(second, (await scene.TopicAsync(topic)).HelpfulId);
        await DoAsync(scene.Member, topic, $"take-back:{first}");
        Assert.DoesNotContain("The caretaker", await scene.Other.TextAsync(topic), StringComparison.Ordinal);
        await DoAsync(scene.Coordinator, topic, "unmark");
        Assert.Null((await scene.TopicAsync(topic)).HelpfulId);

        // A coordinator says why something is gone.
        Assert.Contains(
            "say why",
            await RefusedAsync(scene.Coordinator, topic, "answers", ("do", $"remove:{second}")),
            StringComparison.Ordinal
        );
        await DoAsync(
            scene.Coordinator,
            topic,
            $"remove:{second}",
            ($"reason-{second}", "Names a resident (example).")
        );
        var left = await scene.Other.TextAsync(topic);
        Assert.Contains(
            "A coordinator has removed this answer: Names a resident (example).",
            left,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("The utility", left, StringComparison.Ordinal);
        foreach (var browser in (HttpClient[])[scene.Member, scene.Other])
            Assert.NotEmpty(await RefusedAsync(browser, topic, "answers", ("do", $"helpful:{second}")));
    }

    [Theory, EachDatabase]
    public async Task Two_who_answer_at_once_both_have_answered(DatabaseKind on)
    {
        await using var scene = await BeginAsync(on);
        var topic = await AskAsync(scene.Member, "Who answers? (example)");
        await Task.WhenAll(
            scene.AnswerAsync(scene.Other, topic, "I do (example)."),
            scene.AnswerAsync(scene.Observer, topic, "I do too (example)."),
            scene.AnswerAsync(scene.Coordinator, topic, "So do I (example).")
        );
        Assert.Equal(3, await scene.App.WithDbAsync(db => db.SpaceAnswers.CountAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task A_decision_is_taken_by_members_and_stays_as_it_was_noted(DatabaseKind on)
    {
        await using var scene = await BeginAsync(on);
        Assert.DoesNotContain(
            "decision",
            (await scene.Observer.DocumentAsync(Home + "/new"))
                .QuerySelectorAll("input[name=kind]")
                .Select(i => i.GetAttribute("value")!)
        );
        (string, string)[] proposal =
        [
            ("kind", "decision"),
            ("title", "One method for all (example)"),
            ("text", "All three count by the same method (example)."),
        ];
        Assert.Contains(
            "A date is missing",
            await RefusedAsync(scene.Member, Home + "/new", "topic", proposal),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "roles do not allow",
            await RefusedAsync(scene.Observer, Home + "/new", "topic", [.. proposal, ("until", "2026-03-24")]),
            StringComparison.Ordinal
        );
        var topic = await InSpaceAsync(scene.Member, "/new", "topic", [.. proposal, ("until", "2026-03-24")]);
        var page = await scene.Other.TextAsync(topic);
        Assert.Contains("3 members have taken none yet.", page, StringComparison.Ordinal);
        await TakeAsync(scene.Other, "object", "Too early (example).");
        await TakeAsync(scene.Other, "agree-with-remarks", "From next year (example).");
        await TakeAsync(scene.Member, "agree", "");
        Assert.Contains(
            "your remarks",
            await RefusedAsync(scene.Coordinator, topic, "position", ("stand", "agree-with-remarks")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "roles do not allow",
            await RefusedAsync(scene.Observer, topic, "position", ("stand", "agree")),
            StringComparison.Ordinal
        );
        page = await scene.Observer.TextAsync(topic);
        foreach (
            var said in (string[])
                [
                    "Agree: 1 espoo",
                    "Agree, with remarks: 1 mannheim",
                    "From next year (example).",
                    "1 member has taken none yet.",
                ]
        )
            Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.DoesNotContain("Too early", page, StringComparison.Ordinal);

        // Who only takes part does not note it; who noted something that was read before a position came is told.
        (string, string)[] outcome =
        [
            ("outcome", "agreed"),
            ("outcome-words", "From 2027 on (example)."),
            ("on", "2026-03-10"),
        ];
        Assert.Contains(
            "roles do not allow",
            await RefusedAsync(scene.Other, topic, "outcome", outcome),
            StringComparison.Ordinal
        );
        var read = await scene.Member.GetStringAsync(topic, Cancel);
        await TakeAsync(scene.Coordinator, "stand-aside", "");
        using (var late = await scene.Member.SendAsync(topic, read, "outcome", outcome))
            Assert.Contains(
                "Somebody changed this",
                Forms.Complaints(await late.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
        await SentAsync(scene.Member, "outcome", outcome);
        page = await scene.Other.TextAsync(topic);
        Assert.Contains("Agreed, on 10 March 2026", page, StringComparison.Ordinal);
        foreach (var browser in (HttpClient[])[scene.Other, scene.Coordinator, scene.Member])
        {
            Assert.Contains(
                "Nothing about it changes",
                await RefusedAsync(browser, topic, "position", ("stand", "object")),
                StringComparison.Ordinal
            );
            Assert.Contains(
                "Nothing about it changes",
                await RefusedAsync(browser, topic, "outcome", outcome),
                StringComparison.Ordinal
            );
        }

        Task TakeAsync(HttpClient browser, string stand, string words) =>
            SentAsync(browser, "position", ("stand", stand), ("words", words));

        async Task SentAsync(HttpClient browser, string form, params (string, string)[] fields)
        {
            using var sent = await browser.SendAsync(topic, form, fields);
            Assert.Equal(topic, sent.LeadsTo());
        }
    }

    [Theory, EachDatabase]
    public async Task The_list_says_what_is_new_and_long_lists_have_pages(DatabaseKind on)
    {
        await using var scene = await BeginAsync(on);
        await scene.Member.GetStringAsync(Home, Cancel);
        scene.App.Time.Advance(TimeSpan.FromHours(1));
        var first = await AskAsync(scene.Other, "The first (example)");
        await scene.AnswerAsync(scene.Observer, first, "An answer (example).");
        await scene.AnswerAsync(scene.Member, first, "Another (example).");
        Assert.Contains(
            "Since your visit on 10 March 2026: 1 new topic, 1 new answer.",
            await scene.Member.TextAsync("/en/workspace/spaces"),
            StringComparison.Ordinal
        );
        scene.App.Time.Advance(TimeSpan.FromHours(1));
        await scene.Member.GetStringAsync(Home, Cancel);
        Assert.DoesNotContain(
            "Since your visit",
            await scene.Member.TextAsync("/en/workspace/spaces"),
            StringComparison.Ordinal
        );

        await scene.App.WithDbAsync(async db =>
        {
            var space = await db.Spaces.Select(s => s.Id).SingleAsync(Cancel);
            foreach (var i in Enumerable.Range(1, 24))
                db.SpaceTopics.Add(
                    new Topic
                    {
                        SpaceId = space,
                        Kind = i % 3 == 0 ? TopicKind.Decision : TopicKind.Challenge,
                        Title = new LocalText("en", $"Number {i:00} (example)"),
                        At = scene.App.Time.GetUtcNow().UtcDateTime,
                        SettledAt = i % 4 == 0 ? scene.App.Time.GetUtcNow().UtcDateTime : null,
                        AskedUntil = i % 3 == 0 ? new DateOnly(2026, 4, 1) : null,
                        Outcome = i % 12 == 0 ? DecisionOutcome.Postponed : null,
                    }
                );
            await db.SaveChangesAsync(Cancel);
        });
        var seen = new List<string>();
        for (var page = Home; page is not null; )
        {
            var html = await scene.Member.DocumentAsync(page);
            var links = html.QuerySelectorAll("main ul.rows a").Select(a => a.TextContent.Trim()).ToList();
            Assert.InRange(links.Count, 1, TopicRow.Size);
            seen.AddRange(links);
            page = html.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }
        Assert.Equal(25, seen.Distinct().Count());
        Assert.Equal(25, seen.Count);
        // Open ones, then what is decided on, then what is settled.
        Assert.Equal(["Number 23 (example)", "Number 22 (example)"], seen[..2]);
        Assert.True(seen.IndexOf("The first (example)") < seen.IndexOf("Number 21 (example)"));
        Assert.True(seen.IndexOf("Number 03 (example)") < seen.IndexOf("Number 24 (example)"));
        var only = await scene.Member.TextAsync(Home + "?kind=question");
        Assert.Contains("The first", only, StringComparison.Ordinal);
        Assert.DoesNotContain("Number", only, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_closed_space_is_read_and_nothing_is_written_there(DatabaseKind on)
    {
        await using var scene = await BeginAsync(on);
        var topic = await AskAsync(scene.Member, "Before (example)");
        Assert.Contains(
            "roles do not allow",
            await RefusedAsync(scene.Member, Home, "close-space"),
            StringComparison.Ordinal
        );
        await InSpaceAsync(scene.Coordinator, "", "close-space");
        Assert.Contains("closed since 10 March 2026", await scene.Observer.TextAsync(Home), StringComparison.Ordinal);
        foreach (
            var (page, form) in ((string, string)[])
                [("/new", "topic"), (topic[Home.Length..], "answer-topic"), ("/documents", "share-document")]
        )
            Assert.Contains(
                "This space is closed",
                await RefusedAsync(
                    scene.Member,
                    Home + page,
                    form,
                    ("title", "After (example)"),
                    ("answer", "After (example)")
                ),
                StringComparison.Ordinal
            );
        await InSpaceAsync(scene.Coordinator, "", "close-space");
        await scene.AnswerAsync(scene.Member, topic, "After (example).");
    }

    [Theory, EachDatabase]
    public async Task A_sprints_guests_are_brought_together_by_their_host(DatabaseKind on)
    {
        await using var scene = await BeginAsync(on);
        await Rights.RightsSprints.PlanAsync(scene.App, Alliance.Sprints.SprintState.Published);
        (string, string)[] space =
        [
            ("kind", "sprint-guests"),
            ("name", "Guests (example)"),
            ("sprint", Rights.RightsSprints.Sprint),
        ];
        // Another city's manager hosts none.
        Assert.Empty(
            (await scene.Other.DocumentAsync("/en/workspace/spaces/new")).QuerySelectorAll(
                "form.single input[type=radio]"
            )
        );
        Assert.Contains(
            "roles do not allow",
            await RefusedAsync(scene.Other, "/en/workspace/spaces/new", "open-space", space),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Choose one from the list",
            await RefusedAsync(
                scene.Member,
                "/en/workspace/spaces/new",
                "open-space",
                [("kind", "leadership-group"), .. space[1..]]
            ),
            StringComparison.Ordinal
        );
        using var opened = await scene.Member.SendAsync("/en/workspace/spaces/new", "open-space", space);
        Assert.Equal("/en/workspace/spaces/guests-example/members", opened.LeadsTo());
        // The host keeps the members, of this space and no other.
        using var invited = await scene.Member.SendAsync(
            "/en/workspace/spaces/guests-example/members",
            "invite-to-space",
            ("email", Mannheim),
            ("role", "observer")
        );
        Assert.Equal("/en/workspace/spaces/guests-example/members", invited.LeadsTo());
        Assert.Contains(
            "roles do not allow",
            await RefusedAsync(scene.Member, Home + "/members", "invite-to-space", ("email", "new@example.org")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "/en/sprints/" + Rights.RightsSprints.Sprint,
            await scene.Member.GetStringAsync("/en/workspace/spaces/guests-example", Cancel),
            StringComparison.Ordinal
        );
    }

    private static async Task<List<Refusal?>> EachActAsync(TestApp app, Actor actor, Topic topic)
    {
        const string slug = "leadership-example";
        await using var scope = app.Services.CreateAsyncScope();
        T Act<T>()
            where T : notnull => scope.ServiceProvider.GetRequiredService<T>();
        var (id, turn, en) = (topic.Id, topic.Turn, Language.English);
        return
        [
            (
                await Act<StartTopic>().RunAsync(actor, slug, new StatedTopic("question", "T", "", "", ""), en, Cancel)
            ).Refusal,
            (await Act<GiveAnswer>().RunAsync(actor, slug, id, "A", en, Cancel)).Refusal,
            (await Act<GiveAnswer>().TakeBackAsync(actor, slug, id, 1, Cancel)).Refusal,
            (await Act<RemoveAnswer>().RunAsync(actor, slug, id, 1, "So", Cancel)).Refusal,
            (await Act<SettleTopic>().MarkAsync(actor, slug, id, turn, 1, Cancel)).Refusal,
            (await Act<SettleTopic>().RunAsync(actor, slug, id, turn, true, Cancel)).Refusal,
            (await Act<TakePosition>().RunAsync(actor, slug, id, "agree", "", en, Cancel)).Refusal,
            (await Act<NoteOutcome>().RunAsync(actor, slug, id, turn, "agreed", "W", "2026-03-10", en, Cancel)).Refusal,
            (await Act<KeepSpaceDocument>().RunAsync(actor, slug, "T", "2026-03-10", null, Cancel)).Refusal,
            (await Act<RemoveSpaceDocument>().RunAsync(actor, slug, 1, "So", Cancel)).Refusal,
            (await Act<InviteToSpace>().RunAsync(actor, slug, "a@example.org", "member", Cancel)).Refusal,
            (await Act<InviteToSpace>().TakeBackAsync(actor, slug, 1, Cancel)).Refusal,
            (await Act<KeepMember>().ChangeAsync(actor, slug, 1, "member", Cancel)).Refusal,
            (await Act<KeepMember>().EndAsync(actor, slug, 1, Cancel)).Refusal,
            (await Act<ChooseRhythm>().RunAsync(actor, slug, "daily", Cancel)).Refusal,
            (await Act<CloseSpace>().RunAsync(actor, slug, 0, true, Cancel)).Refusal,
        ];
    }
}
