using System.Net;
using Alliance.Network;
using Alliance.Sprints.Visits;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Sprints;

/// <summary>A sprint of Espoo, step by step, through the pages alone.</summary>
internal static class SprintStory
{
    public const string Slug = "espoo-example-sprint";
    public const string Desk = "/en/workspace/sprints/" + Slug;
    public const string People = Desk + "/people";
    public const string Public = "/en/sprints/" + Slug;
    public const string Register = Public + "/register";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Begun, with its days and two sessions; nobody else sees it.</summary>
    public static async Task PlanAsync(this Story story)
    {
        using var begun = await story.ManagerBrowser.SendAsync(
            "/en/workspace/sprints",
            "start",
            ("title", "Example sprint"),
            ("begins", "2026-05-05")
        );
        await Forms.LeadsToAsync(begun, Desk);
        await story.DoAsync(
            Desk + "/basics",
            "edit",
            Desk,
            ("theme", "How small firms find time for deals (example)"),
            ("ends", "2026-05-06"),
            ("time-zone", "Europe/Helsinki"),
            ("place", "Example Hall, Espoo"),
            ("questions", "What took you longest?\nWho helped?")
        );
        await story.DoAsync(
            Desk + "/new",
            "edit",
            Desk,
            ("title", "Opening"),
            ("starts", "2026-05-05T09:00"),
            ("ends", "2026-05-05T10:00"),
            ("room", "Hall"),
            ("speakers", "City of Espoo\nExample Works (example)")
        );
        await story.DoAsync(
            Desk + "/new",
            "edit",
            Desk,
            ("title", "Small table"),
            ("starts", "2026-05-05T10:15"),
            ("ends", "2026-05-05T11:00"),
            ("room", "Room 2"),
            ("places", "1"),
            ("deals", "es-04")
        );
    }

    /// <summary>Everybody sees it, and may register.</summary>
    public static async Task OpenAsync(this Story story, string places = "", string way = "open")
    {
        await story.PlanAsync();
        await story.DoAsync(Desk, "publish", Desk);
        await story.DoAsync(
            Desk,
            "registration",
            Desk,
            ("registration", way),
            ("places", places),
            ("register-until", "2026-05-04")
        );
        await story.App.ChangedAsync();
    }

    /// <summary>The link of the mail that says so.</summary>
    public static async Task<string> RegisterAsync(this Story story, string name, params (string, string)[] fields)
    {
        var email = name.ToLowerInvariant() + "@example.org";
        using var sent = await story.Stranger.SendAsync(
            Register,
            "register",
            [("name", name), ("email", email), ("role", "observer"), .. fields]
        );
        await Forms.LeadsToAsync(sent, Register + "?sent=1");
        return await story.VisitAsync(email);
    }

    public static Task<string> VisitAsync(this Story story, string email) =>
        story.App.LinkInMailAsync(email, VisitMails.KeyOfVisits);

    public static async Task DoAsync(
        this Story story,
        string page,
        string form,
        string leadsTo,
        params (string, string)[] fields
    )
    {
        using var done = await story.ManagerBrowser.SendAsync(page, form, fields);
        if (done.StatusCode == HttpStatusCode.OK)
            Assert.Fail(Forms.Complaints(await done.Content.ReadAsStringAsync(Cancel)));
        await Forms.LeadsToAsync(done, leadsTo);
    }

    public static async Task<string> RefusedAsync(
        this Story story,
        HttpClient browser,
        string page,
        string form,
        params (string, string)[] fields
    )
    {
        using var refused = await browser.SendAsync(page, form, fields);
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        return Forms.Complaints(await refused.Content.ReadAsStringAsync(Cancel));
    }

    public static Task<List<Visit>> VisitsAsync(this Story story) =>
        story.DbAsync(db => db.SprintVisits.AsNoTracking().OrderBy(v => v.Id).ToListAsync(Cancel));

    /// <summary>What the job forgets now.</summary>
    public static async Task ForgetAsync(this Story story)
    {
        await using var scope = story.App.Services.CreateAsyncScope();
        await ForgetVisitors.RunAsync(scope.ServiceProvider, Cancel);
    }
}
