using System.Net;
using Alliance.Network;
using Alliance.Sprints;
using Alliance.Sprints.Visits;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Alliance.Tests.Sprints;

/// <summary>Who comes to a sprint: places, waiting, needs, mails, the door, and when persons are forgotten.</summary>
public sealed class VisitTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Who_registers_has_a_place_a_calendar_and_a_link_of_the_own(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        var link = await story.RegisterAsync("Vera", ("sessions", "s1"), ("food", "no nuts"), ("country", "FI"));
        var mail = await app.MailAsync("vera@example.org", VisitMails.KeyOfVisits);
        Assert.Equal("You are registered: Example sprint", mail.Subject);
        var days = mail.BodyParts.Single(p => p.ContentType.MimeType == "text/calendar").ContentType;
        Assert.Equal(("utf-8", "PUBLISH"), (days.Charset, days.Parameters["method"]));
        var read = await SprintCalendarTests.ReadAsync(CalendarOf(mail));
        Assert.Equal([$"{SprintStory.Slug}.s1@sprints.alliance"], read.Events.Select(e => e.Uid));
        // A calendar that asks again and again gets the same.
        Assert.Equal(
            read.Events.Select(e => (e.Uid, e.Utc)),
            (
                await SprintCalendarTests.ReadAsync(await story.Stranger.GetStringAsync(link + "/sprint.ics", Cancel))
            ).Events.Select(e => (e.Uid, e.Utc))
        );
        var page = await story.Stranger.TextAsync(link);
        Assert.Contains("You are registered", page, StringComparison.Ordinal);

        // What is needed, the hosts alone see.
        Assert.Contains("no nuts", await story.ManagerBrowser.TextAsync(SprintStory.People), StringComparison.Ordinal);
        using (var approver = await story.ApproverBrowser.GetAsync(SprintStory.People, Cancel))
            Assert.Equal(HttpStatusCode.NotFound, approver.StatusCode);
        Assert.DoesNotContain(
            "Vera",
            await story.ManagerBrowser.TextAsync(SprintStory.Public),
            StringComparison.Ordinal
        );

        // More is said by the link; the calendar follows.
        using var more = await story.Stranger.SendAsync(link, "visit", ("sessions", "s2"));
        await Forms.LeadsToAsync(more, link);
        var visit = Assert.Single(await story.VisitsAsync());
        Assert.Equal(["s2"], visit.Sessions);
        Assert.Equal(VisitState.Registered, visit.State);
    }

    [Theory, EachDatabase]
    public async Task When_places_are_taken_one_waits_and_moves_up(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync(places: "1");
        var first = await story.RegisterAsync("Anna", ("sessions", "s1"), ("access", "ramp"));
        app.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains(
            "All places are taken",
            await story.Stranger.TextAsync(SprintStory.Register),
            StringComparison.Ordinal
        );
        await story.RegisterAsync("Bert", ("sessions", "s1"));
        Assert.Equal("You are on the waiting list: Example sprint", (await app.MailAsync("bert@example.org")).Subject);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await story.RegisterAsync("Carl", ("sessions", "s1"));
        app.Time.Advance(TimeSpan.FromMinutes(1));

        using (await story.Stranger.SendAsync(first, "leave")) { }
        var visits = await story.VisitsAsync();
        Assert.Equal([VisitState.NotComing, VisitState.Registered, VisitState.Waiting], visits.Select(v => v.State));
        Assert.Null(visits[0].Needs);
        Assert.Equal("You have a place: Example sprint", (await app.MailAsync("bert@example.org")).Subject);
        var left = await app.MailAsync("anna@example.org");
        Assert.Equal("CANCEL", (await SprintCalendarTests.ReadAsync(CalendarOf(left))).Method);

        // More places: all who wait move up.
        await story.DoAsync(SprintStory.Desk, "registration", SprintStory.Desk, ("places", "5"));
        Assert.Equal(VisitState.Registered, (await story.VisitsAsync())[2].State);
    }

    [Theory, EachDatabase]
    public async Task Of_ten_at_once_as_many_get_a_place_as_there_are(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync(places: "3");
        await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(async i =>
                {
                    await using var scope = app.Services.CreateAsyncScope();
                    var done = await scope
                        .ServiceProvider.GetRequiredService<RegisterForSprint>()
                        .RunAsync(
                            SprintStory.Slug,
                            null,
                            new StatedVisit(
                                $"Person {i}",
                                "",
                                "",
                                "",
                                $"person{i}@example.org",
                                "observer",
                                ["s1"],
                                new Needs("", "", ""),
                                Alliance.Platform.Texts.Language.English
                            ),
                            Cancel
                        );
                    Assert.Null(done.Refusal);
                })
        );
        var states = (await story.VisitsAsync()).CountBy(v => v.State).ToDictionary();
        Assert.Equal((3, 7), (states[VisitState.Registered], states[VisitState.Waiting]));
    }

    [Theory, EachDatabase]
    public async Task A_session_with_one_place_takes_one_and_what_was_typed_stays(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        var read = await story.Stranger.GetStringAsync(SprintStory.Register, Cancel);
        await story.RegisterAsync("Anna", ("sessions", "s2"));
        using var refused = await story.Stranger.SendAsync(
            SprintStory.Register,
            read,
            "register",
            ("name", "Bert"),
            ("email", "bert@example.org"),
            ("role", "partner-city"),
            ("sessions", "s2"),
            ("food", "vegan")
        );
        var html = await refused.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("Full by now: Small table", Forms.Complaints(html), StringComparison.Ordinal);
        Assert.Contains("vegan", html, StringComparison.Ordinal);
        Assert.Single(await story.VisitsAsync());
    }

    [Theory, EachDatabase]
    public async Task Nobody_learns_who_is_registered_and_nobody_changes_anothers_by_the_address(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        await story.RegisterAsync("Anna", ("sessions", "s1"));
        app.Time.Advance(TimeSpan.FromHours(1));
        using var again = await story.Stranger.SendAsync(
            SprintStory.Register,
            "register",
            ("name", "Somebody else"),
            ("email", "ANNA@example.org"),
            ("role", "observer")
        );
        await Forms.LeadsToAsync(again, SprintStory.Register + "?sent=1");
        Assert.Equal("Anna", Assert.Single(await story.VisitsAsync()).Name);
        Assert.Equal("Your registration: Example sprint", (await app.MailAsync("anna@example.org")).Subject);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await story.Stranger.GetAsync("/en/sprints/visit/wrong", Cancel)).StatusCode
        );
    }

    [Theory, EachDatabase]
    public async Task Who_is_invited_registers_where_others_cannot(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync(way: "invited");
        Assert.Contains(
            "Registration is not open",
            await story.Stranger.TextAsync(SprintStory.Register),
            StringComparison.Ordinal
        );
        var wrong = await story.RefusedAsync(
            story.ManagerBrowser,
            SprintStory.People,
            "invite",
            ("invite", "good@example.org\nnonsense"),
            ("role", "partner-city")
        );
        Assert.Contains("Line 2", wrong, StringComparison.Ordinal);
        Assert.Empty(await story.VisitsAsync());

        await story.DoAsync(
            SprintStory.People,
            "invite",
            SprintStory.People,
            ("invite", "Paula; City of Umeå; paula@example.org\nplain@example.org\nPAULA@example.org"),
            ("role", "partner-city"),
            ("words", "We look forward to you.")
        );
        Assert.Equal(2, (await story.VisitsAsync()).Count);
        var mail = await app.MailAsync("paula@example.org");
        Assert.Contains("We look forward to you.", mail.TextBody, StringComparison.Ordinal);
        var link = await story.VisitAsync("paula@example.org");
        // Looking does not register: scanners open links too.
        Assert.Contains("You are invited", await story.Stranger.TextAsync(link), StringComparison.Ordinal);
        Assert.All(await story.VisitsAsync(), v => Assert.Equal(VisitState.Invited, v.State));
        using (await story.Stranger.SendAsync(link, "visit", ("interpreting", "Swedish"))) { }
        var paula = (await story.VisitsAsync())[0];
        Assert.Equal((VisitState.Registered, SprintRole.PartnerCity, "Paula"), (paula.State, paula.Role, paula.Name));
    }

    [Theory, EachDatabase]
    public async Task At_the_door_the_code_the_list_and_the_name_do(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        await story.RegisterAsync("Anna", ("sessions", "s1"));
        await story.RegisterAsync("Bert", ("sessions", "s1"));
        var code = (await story.VisitsAsync())[0].CheckInCode;
        var door = $"{SprintStory.Desk}/door/{code}";
        await story.ManagerBrowser.GetStringAsync(door, Cancel);
        Assert.Null((await story.VisitsAsync())[0].CheckedInAt);
        using (await story.ManagerBrowser.SendAsync(door, "check-in")) { }
        using (
            await story.ManagerBrowser.SendAsync(
                SprintStory.People,
                "people",
                ("here", $"{(await story.VisitsAsync())[1].Id}")
            )
        ) { }
        using (
            await story.ManagerBrowser.SendAsync(
                SprintStory.People,
                "walk-in",
                ("walk-name", "Wilma"),
                ("walk-role", "local-stakeholder")
            )
        ) { }
        Assert.All(await story.VisitsAsync(), v => Assert.NotNull(v.CheckedInAt));
        Assert.Contains(
            "3 are here.",
            await story.ManagerBrowser.TextAsync(SprintStory.People),
            StringComparison.Ordinal
        );
        using (
            await story.ManagerBrowser.SendAsync(
                SprintStory.People,
                "people",
                ("not-here", $"{(await story.VisitsAsync())[1].Id}")
            )
        ) { }
        Assert.Null((await story.VisitsAsync())[1].CheckedInAt);
        var paper = await story.ManagerBrowser.TextAsync(SprintStory.Desk + "/attendance");
        foreach (var name in (string[])["Anna", "Bert", "Wilma", "Signature"])
            Assert.Contains(name, paper, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await story.ApproverBrowser.GetAsync(door, Cancel)).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Of_a_sprint_that_is_over_nobody_is_promised_a_place_and_nobody_leaves(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync(places: "1");
        var anna = await story.RegisterAsync("Anna", ("sessions", "s1"));
        await story.RegisterAsync("Bert", ("sessions", "s1"));
        var early = await story.Stranger.GetStringAsync(anna, Cancel);
        app.Time.SetUtcNow(new DateTimeOffset(2026, 5, 8, 9, 0, 0, TimeSpan.Zero));
        using var late = await story.Stranger.SendAsync(anna, early, "leave");
        Assert.Contains(
            "The sprint is over",
            Forms.Complaints(await late.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        story.Renew(await app.ReturningAsync(Story.Manager));
        using (
            await story.ManagerBrowser.SendAsync(
                SprintStory.People,
                "people",
                ("leave", $"{(await story.VisitsAsync())[0].Id}")
            )
        ) { }
        Assert.Equal([VisitState.NotComing, VisitState.Waiting], (await story.VisitsAsync()).Select(v => v.State));
        Assert.False(
            await story.DbAsync(db =>
                db.Mails.AnyAsync(m => m.Key.Contains(":moved-up:") || m.Key.Contains(":left:"), Cancel)
            )
        );
    }

    [Theory, EachDatabase]
    public async Task The_same_answer_twice_at_once_keeps_the_place(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync(places: "1", way: "invited");
        await story.DoAsync(
            SprintStory.People,
            "invite",
            SprintStory.People,
            ("invite", "paula@example.org"),
            ("role", "partner-city")
        );
        var link = await story.VisitAsync("paula@example.org");
        var page = await story.Stranger.GetStringAsync(link, Cancel);
        var both = await Task.WhenAll(
            story.Stranger.SendAsync(link, page, "visit", ("name", "Paula")),
            story.Stranger.SendAsync(link, page, "visit", ("name", "Paula"))
        );
        foreach (var answer in both)
            answer.Dispose();
        Assert.Equal(VisitState.Registered, Assert.Single(await story.VisitsAsync()).State);
    }

    [Theory, EachDatabase]
    public async Task Changes_and_calling_off_reach_everybodys_calendar(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        await story.RegisterAsync("Anna", ("sessions", "s1"), ("food", "vegan"));
        var first = Assert.Single(
            (await SprintCalendarTests.ReadAsync(CalendarOf(await app.MailAsync("anna@example.org")))).Events
        );
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await story.DoAsync(SprintStory.Desk + "/s1", "edit", SprintStory.Desk, ("starts", "2026-05-05T08:30"));
        Assert.Contains(
            "Say what changed",
            await story.RefusedAsync(story.ManagerBrowser, SprintStory.Desk, "tell"),
            StringComparison.Ordinal
        );
        await story.DoAsync(SprintStory.Desk, "tell", SprintStory.Desk, ("words", "We begin earlier."));
        var told = await app.MailAsync("anna@example.org");
        Assert.Contains("We begin earlier.", told.TextBody, StringComparison.Ordinal);
        var changed = Assert.Single((await SprintCalendarTests.ReadAsync(CalendarOf(told))).Events);
        Assert.Equal((first.Uid, "2026-05-05T08:30:00"), (changed.Uid, changed.Starts));
        Assert.True(changed.Sequence > first.Sequence);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await story.DoAsync(SprintStory.Desk, "call-off", SprintStory.Desk, ("words", "Storm."));
        var off = await SprintCalendarTests.ReadAsync(CalendarOf(await app.MailAsync("anna@example.org")));
        Assert.Equal("CANCEL", off.Method);
        Assert.True(off.Events[0].Sequence > changed.Sequence);
        Assert.Null(Assert.Single(await story.VisitsAsync()).Needs);
        await app.ChangedAsync();
        Assert.Contains(
            "This sprint was called off",
            await story.Stranger.TextAsync(SprintStory.Public),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task Needs_go_the_day_after_and_persons_a_year_later(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        await story.RegisterAsync("Anna", ("sessions", "s1"), ("food", "vegan"), ("country", "SE"));
        var link = await story.RegisterAsync("Bert", ("sessions", "s1"));
        using (
            await story.ManagerBrowser.SendAsync(
                SprintStory.People,
                "people",
                ("here", $"{(await story.VisitsAsync())[0].Id}")
            )
        ) { }
        // The last evening, by the clock of the place.
        await AtAsync("2026-05-06T20:59:00Z");
        Assert.Contains(await story.VisitsAsync(), v => v.Needs is { Food: "vegan" });
        await AtAsync("2026-05-06T21:01:00Z");
        Assert.All(await story.VisitsAsync(), v => Assert.Null(v.Needs));
        await AtAsync("2027-05-06T12:00:00Z");
        Assert.Equal(["Anna", "Bert"], (await story.VisitsAsync()).Select(v => v.Name));
        await AtAsync("2027-05-07T12:00:00Z");
        // Who came is counted on; who did not come is gone as a whole.
        var left = Assert.Single(await story.VisitsAsync());
        Assert.Equal((null, null, "SE", SprintRole.Observer), (left.Name, left.Email, left.Country, left.Role));
        Assert.NotNull(left.CheckedInAt);
        Assert.Equal(HttpStatusCode.NotFound, (await story.Stranger.GetAsync(link, Cancel)).StatusCode);

        async Task AtAsync(string moment)
        {
            app.Time.SetUtcNow(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture));
            // The server's own job may have been quicker.
            await story.ForgetAsync();
        }
    }

    [Theory, EachDatabase]
    public async Task Who_moves_up_has_a_place_and_the_sessions_that_are_not_full_by_then(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync(places: "2");
        // The small table has one place, and Anna has it.
        await story.RegisterAsync("Anna", ("sessions", "s1 s2"));
        var bert = await story.RegisterAsync("Bert", ("sessions", "s1"));
        var html = await story.Stranger.GetStringAsync(SprintStory.Register, Cancel);
        foreach (var (name, sessions) in ((string, string)[])[("Carl", "s1 s2"), ("Dora", "s2")])
        {
            app.Time.Advance(TimeSpan.FromMinutes(1));
            using var sent = await story.Stranger.SendAsync(
                SprintStory.Register,
                html,
                "register",
                ("name", name),
                ("email", name.ToLowerInvariant() + "@example.org"),
                ("role", "observer"),
                ("sessions", sessions)
            );
            await Forms.LeadsToAsync(sent, SprintStory.Register + "?sent=1");
        }
        app.Time.Advance(TimeSpan.FromMinutes(1));
        using (await story.Stranger.SendAsync(bert, "leave")) { }
        var carl = (await story.VisitsAsync())[2];
        Assert.Equal((VisitState.Registered, "s1"), (carl.State, string.Join(' ', carl.Sessions)));
        var told = await app.MailAsync("carl@example.org");
        Assert.Equal("You have a place: Example sprint", told.Subject);
        Assert.Contains("Full by now, and not among yours: Small table", told.TextBody, StringComparison.Ordinal);
        Assert.Equal(
            [$"{SprintStory.Slug}.s1@sprints.alliance"],
            (await SprintCalendarTests.ReadAsync(CalendarOf(told))).Events.Select(e => e.Uid)
        );

        // Who wanted nothing else has the place all the same, and holds up nobody; none is not all.
        await story.DoAsync(SprintStory.Desk, "registration", SprintStory.Desk, ("places", "5"));
        var dora = (await story.VisitsAsync())[3];
        Assert.Equal(VisitState.Registered, dora.State);
        var days = await SprintCalendarTests.ReadAsync(CalendarOf(await app.MailAsync("dora@example.org")));
        Assert.Equal([$"{SprintStory.Slug}@sprints.alliance"], days.Events.Select(e => e.Uid));
        var taken = await story.DbAsync(async db =>
            await SprintDoor.TakenAsync(
                db,
                await db.Sprints.SingleAsync(s => s.Identifier == SprintStory.Slug),
                null,
                Cancel
            )
        );
        Assert.Equal((2, 1), (taken["s1"], taken["s2"]));
    }

    [Theory, EachDatabase]
    public async Task Where_all_sessions_are_full_one_still_comes_to_the_sprint(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        await story.DoAsync(SprintStory.Desk + "/s1", "edit", SprintStory.Desk, ("places", "1"));
        await story.RegisterAsync("Anna", ("sessions", "s1 s2"));
        // Nothing is left to tick.
        var form = Forms.Named(await story.Stranger.GetStringAsync(SprintStory.Register, Cancel), "register");
        Assert.Equal(2, form.QuerySelectorAll("[name=sessions]:disabled:not(:checked)").Length);
        await story.RegisterAsync("Bert");
        Assert.All(await story.VisitsAsync(), v => Assert.Equal(VisitState.Registered, v.State));
        var taken = await story.DbAsync(async db =>
            await SprintDoor.TakenAsync(
                db,
                await db.Sprints.SingleAsync(s => s.Identifier == SprintStory.Slug),
                null,
                Cancel
            )
        );
        Assert.Equal((1, 1), (taken["s1"], taken["s2"]));
    }

    [Theory, EachDatabase]
    public async Task Who_forgets_the_own_account_gives_the_place_to_who_waits(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync(places: "1");
        await story.RegisterAsync("Anna", ("sessions", "s1"));
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await story.RegisterAsync("Bert", ("sessions", "s1"));
        using var anna = await app.SignedInAsync("anna@example.org", MembershipRole.DealManager, "espoo");
        using var deleted = await anna.SendAsync("/en/account", "delete", ("sure", "yes"));
        Assert.Equal("/en", deleted.LeadsTo());
        var left = Assert.Single(await story.VisitsAsync());
        Assert.Equal(("Bert", VisitState.Registered), (left.Name, left.State));
        Assert.Equal("You have a place: Example sprint", (await app.MailAsync("bert@example.org")).Subject);
    }

    [Theory, EachDatabase]
    public async Task A_session_that_is_not_chosen_any_more_or_not_there_any_more_leaves_calendars(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync();
        var link = await story.RegisterAsync("Anna", ("sessions", "s1 s2"));
        var first = await OfAnnaAsync();
        Assert.Equal(["s1 CONFIRMED", "s2 CONFIRMED"], first.Events.Select(Said));

        app.Time.Advance(TimeSpan.FromMinutes(1));
        using (await story.Stranger.SendAsync(link, "visit", ("sessions", "s1"))) { }
        var without = await OfAnnaAsync();
        Assert.Equal(["s1 CONFIRMED", "s2 CANCELLED"], without.Events.Select(Said));
        Assert.True(without.Events[1].Sequence > first.Events[1].Sequence);
        var asked = await SprintCalendarTests.ReadAsync(
            await story.Stranger.GetStringAsync(link + "/sprint.ics", Cancel)
        );
        Assert.Equal(["s1 CONFIRMED", "s2 CANCELLED"], asked.Events.Select(Said));

        app.Time.Advance(TimeSpan.FromMinutes(1));
        using (await story.Stranger.SendAsync(link, "visit", ("sessions", "s1 s2"))) { }
        var again = await OfAnnaAsync();
        Assert.Equal(["s1 CONFIRMED", "s2 CONFIRMED"], again.Events.Select(Said));
        Assert.True(again.Events[1].Sequence > without.Events[1].Sequence);

        // The hosts take one away, and of the other the time.
        app.Time.Advance(TimeSpan.FromMinutes(1));
        using (var removed = await story.ManagerBrowser.SendAsync(SprintStory.Desk + "/s2", "remove"))
            await Forms.LeadsToAsync(removed, SprintStory.Desk);
        await story.DoAsync(SprintStory.Desk, "tell", SprintStory.Desk, ("words", "No small table."));
        var told = await OfAnnaAsync();
        Assert.Equal(["s1 CONFIRMED", "s2 CANCELLED"], told.Events.Select(Said));
        Assert.Equal("2026-05-05T10:15:00", told.Events[1].Starts);
        Assert.True(told.Events[1].Sequence > again.Events[1].Sequence);
        // Who comes later never had it.
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await story.RegisterAsync("Bert");
        var later = await SprintCalendarTests.ReadAsync(CalendarOf(await app.MailAsync("bert@example.org")));
        Assert.Equal(["s1 CONFIRMED"], later.Events.Select(Said));
        await story.DoAsync(SprintStory.Desk + "/s1", "edit", SprintStory.Desk, ("starts", ""), ("ends", ""));
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await story.DoAsync(SprintStory.Desk, "tell", SprintStory.Desk, ("words", "The time is open."));
        Assert.Equal(
            [" CONFIRMED", "s1 CANCELLED", "s2 CANCELLED"],
            (await OfAnnaAsync()).Events.Select(Said).Order(StringComparer.Ordinal)
        );
        await app.ChangedAsync();
        var everybodys = await SprintCalendarTests.ReadAsync(
            await story.Stranger.GetStringAsync(SprintStory.Public + "/sprint.ics", Cancel)
        );
        Assert.Equal(
            [" CONFIRMED", "s1 CANCELLED", "s2 CANCELLED"],
            everybodys.Events.Select(Said).Order(StringComparer.Ordinal)
        );
        // It is there again.
        await story.DoAsync(
            SprintStory.Desk + "/s1",
            "edit",
            SprintStory.Desk,
            ("starts", "2026-05-05T09:00"),
            ("ends", "2026-05-05T10:00")
        );
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await story.DoAsync(SprintStory.Desk, "tell", SprintStory.Desk, ("words", "At nine after all."));
        Assert.Equal(
            [" CANCELLED", "s1 CONFIRMED", "s2 CANCELLED"],
            (await OfAnnaAsync()).Events.Select(Said).Order(StringComparer.Ordinal)
        );

        async Task<SprintCalendarTests.Read> OfAnnaAsync() =>
            await SprintCalendarTests.ReadAsync(CalendarOf(await app.MailAsync("anna@example.org")));

        // s1 of the example sprint, or nothing for its days as a whole.
        static string Said(SprintCalendarTests.ReadEvent e) =>
            e.Uid.Split('@')[0][SprintStory.Slug.Length..].TrimStart('.') + " " + e.Status;
    }

    [Theory, EachDatabase]
    public async Task A_mail_to_an_address_that_anybody_may_type_says_nothing_that_was_typed_with_it(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.OpenAsync(places: "1");
        foreach (var email in (string[])["one@example.org", "two@example.org"])
        {
            using var sent = await story.Stranger.SendAsync(
                SprintStory.Register,
                "register",
                ("name", "Win at www.prize.example"),
                ("organisation", "https://prize.example"),
                ("email", email),
                ("role", "observer"),
                ("sessions", "s1")
            );
            await Forms.LeadsToAsync(sent, SprintStory.Register + "?sent=1");
            var mail = await app.MailAsync(email);
            Assert.DoesNotContain("prize", mail.TextBody, StringComparison.Ordinal);
            Assert.DoesNotContain("prize", mail.HtmlBody, StringComparison.Ordinal);
            Assert.Contains("Hello,", mail.TextBody, StringComparison.Ordinal);
        }
        // Whom the hosts invite they name.
        await story.DoAsync(
            SprintStory.People,
            "invite",
            SprintStory.People,
            ("invite", "Paula; City of Umeå; paula@example.org"),
            ("role", "partner-city")
        );
        Assert.Contains("Paula", (await app.MailAsync("paula@example.org")).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_needs_no_browser_keeps()
    {
        using var story = await Story.BeginAsync(DatabaseKind.Sqlite);
        await using var app = story.App;
        await story.OpenAsync();
        var page = await story.Stranger.GetStringAsync(SprintStory.Register, Cancel);
        var form = Forms.Named(page, "register");
        Assert.Equal(
            ["access", "food", "interpreting"],
            form.QuerySelectorAll("[data-unkept]").Select(e => e.GetAttribute("name"))
        );
        var script = "/lib/keep" + page.Split("lib/keep")[1].Split('"')[0];
        Assert.Contains("[data-unkept]", await app.Client.GetStringAsync(script, Cancel), StringComparison.Ordinal);
    }

    private static string CalendarOf(MimeMessage mail) =>
        mail.BodyParts.OfType<TextPart>().Single(p => p.ContentType.MimeType == "text/calendar").Text;
}
