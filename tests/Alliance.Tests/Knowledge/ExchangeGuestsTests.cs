using Alliance.Network;
using Alliance.Sprints;
using Alliance.Sprints.Visits;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Rights;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using static Alliance.Tests.Knowledge.ExchangeScene;

namespace Alliance.Tests.Knowledge;

/// <summary>Who registered for a sprint is invited to the space of its guests by one act of its host.</summary>
public sealed class ExchangeGuestsTests
{
    private const string Guests = "/en/workspace/spaces/guests-example";
    private const string Members = Guests + "/members";
    private const string Letters = "space-invitation:";
    private const string Stranger = "visitor@example.org";
    private const string Known = "Guest@example.org";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task All_who_registered_are_invited_at_once_and_nobody_twice(DatabaseKind on)
    {
        await using var scene = await BeginAsync(on);
        var app = scene.App;
        using var guest = await app.SignedInAsync(Known, MembershipRole.Observer, "umea");
        await OpenAsync(scene);
        await VisitAsync(app, Known.ToLowerInvariant(), VisitState.Registered);
        await VisitAsync(app, "waiting@example.org", VisitState.Waiting);
        await VisitAsync(app, "gone@example.org", VisitState.NotComing);
        // The host is there already.
        await VisitAsync(app, Espoo, VisitState.Registered);
        Assert.Contains(
            "3 people have a place at the sprint",
            await scene.Member.TextAsync(Members),
            StringComparison.Ordinal
        );

        await InviteAsync(scene.Member);
        Assert.Equal([Known, Stranger], await LettersAsync(app));
        // Who has an account comes in; who has none is told how to get one, and the invitation waits.
        var letter = (await app.MailAsync(Known, Letters)).TextBody!;
        Assert.Contains("/en/workspace/spaces", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("you need an account", letter, StringComparison.Ordinal);
        var other = (await app.MailAsync(Stranger, Letters)).TextBody!;
        foreach (var said in (string[])["you need an account here", "Guests (example)", "/en/organisations"])
            Assert.Contains(said, other, StringComparison.Ordinal);
        var id = await app.WithDbAsync(db =>
            db.SpaceInvitations.Where(i => i.Email == "guest@example.org").Select(i => i.Id).SingleAsync(Cancel)
        );
        using (var entered = await guest.SendAsync("/en/workspace/spaces", "space-invitation", ("accept", $"{id}")))
            await Forms.LeadsToAsync(entered, Guests);

        // Later who has registered since, and nobody else: neither who is in nor who was asked.
        await VisitAsync(app, "late@example.org", VisitState.Registered);
        app.Time.Advance(TimeSpan.FromHours(1));
        await InviteAsync(scene.Member);
        Assert.Equal([Known, "late@example.org", Stranger], await LettersAsync(app));

        // Who said no is left alone.
        using var late = await app.SignedInAsync("late@example.org", MembershipRole.Observer, "umea");
        id = await app.WithDbAsync(db =>
            db.SpaceInvitations.Where(i => i.Email == "late@example.org").Select(i => i.Id).SingleAsync(Cancel)
        );
        using (await late.SendAsync("/en/workspace/spaces", "space-invitation", ("decline", $"{id}"))) { }
        await InviteAsync(scene.Member);
        Assert.Equal(
            [Stranger],
            await app.WithDbAsync(db => db.SpaceInvitations.Select(i => i.Email).ToListAsync(Cancel))
        );
        Assert.Equal(3, (await LettersAsync(app)).Count);
    }

    [Theory, EachDatabase]
    public async Task Only_who_hosts_the_sprint_sees_and_uses_the_addresses(DatabaseKind on)
    {
        await using var scene = await BeginAsync(on);
        var app = scene.App;
        await OpenAsync(scene);
        // A coordinator keeps the space, and hosts no sprint.
        Assert.Contains(
            "roles do not allow",
            await RefusedAsync(scene.Coordinator, Members, "invite-guests"),
            StringComparison.Ordinal
        );
        await InviteAsync(scene.Member);
        Assert.Contains(Stranger, await scene.Member.TextAsync(Members), StringComparison.Ordinal);
        var seen = await scene.Coordinator.GetStringAsync(Members, Cancel);
        Assert.DoesNotContain(Stranger, seen, StringComparison.Ordinal);
        Assert.Contains("1 person is invited", seen, StringComparison.Ordinal);
        // A space of another kind has no guests, and a sprint without visitors none to invite.
        Assert.Contains(
            "roles do not allow",
            await RefusedAsync(scene.Coordinator, Home + "/members", "invite-guests"),
            StringComparison.Ordinal
        );
        await app.WithDbAsync(db => db.SprintVisits.ExecuteDeleteAsync(Cancel));
        Assert.Contains(
            "Nobody has a place at this sprint yet",
            await RefusedAsync(scene.Member, Members, "invite-guests"),
            StringComparison.Ordinal
        );
    }

    // Espoo's manager opens the space of a sprint to which one visitor comes.
    private static async Task OpenAsync(ExchangeScene scene)
    {
        await RightsSprints.PlanAsync(scene.App, SprintState.Published);
        const string sprint = "/en/workspace/sprints/" + RightsSprints.Sprint;
        const string opening = "/en/workspace/spaces/new?sprint=" + RightsSprints.Sprint;
        Assert.NotNull((await scene.Member.DocumentAsync(sprint)).QuerySelector($"main a[href='{opening}']"));
        // Who may not open one is not sent there.
        using var field = await scene.App.SignedInAsync("field@example.org", MembershipRole.FieldManager, "espoo");
        Assert.Null((await field.DocumentAsync(sprint)).QuerySelector("main a[href*='/workspace/spaces']"));
        var form = await scene.Member.DocumentAsync(opening);
        Assert.NotNull(form.QuerySelector("input[value=sprint-guests][checked]"));
        Assert.NotNull(form.QuerySelector($"option[value={RightsSprints.Sprint}][selected]"));
        using var opened = await scene.Member.SendAsync(
            "/en/workspace/spaces/new",
            "open-space",
            ("kind", "sprint-guests"),
            ("name", "Guests (example)"),
            ("sprint", RightsSprints.Sprint)
        );
        Assert.Equal(Members, opened.LeadsTo());
        Assert.NotNull((await scene.Member.DocumentAsync(sprint)).QuerySelector($"main a[href='{Guests}']"));
    }

    private static async Task InviteAsync(HttpClient browser)
    {
        using var sent = await browser.SendAsync(Members, "invite-guests");
        Assert.Equal(Members, await Forms.LeadsToAsync(sent, Members));
    }

    private static Task VisitAsync(TestApp app, string email, VisitState state) =>
        app.WithDbAsync(async db =>
        {
            var now = app.Time.GetUtcNow().UtcDateTime;
            db.SprintVisits.Add(
                new Visit
                {
                    SprintId = await db
                        .Sprints.Where(s => s.Identifier == RightsSprints.Sprint)
                        .Select(s => s.Id)
                        .SingleAsync(Cancel),
                    State = state,
                    Role = SprintRole.Observer,
                    Name = "Somebody (example)",
                    Email = email,
                    Language = "en",
                    CheckInCode = email,
                    At = now,
                    RegisteredAt = now,
                }
            );
            await db.SaveChangesAsync(Cancel);
        });

    // Of this space alone: the first members of the other one were invited too.
    private static async Task<List<string>> LettersAsync(TestApp app)
    {
        var space = await app.WithDbAsync(db =>
            db.Spaces.Where(s => s.Slug == "guests-example").Select(s => s.Id).SingleAsync(Cancel)
        );
        var key = FormattableString.Invariant($"{Letters}{space}:");
        var to = await app.WithDbAsync(db =>
            db.Mails.Where(m => m.Key.StartsWith(key)).Select(m => m.To).ToListAsync(Cancel)
        );
        return [.. to.Order(StringComparer.OrdinalIgnoreCase)];
    }
}
