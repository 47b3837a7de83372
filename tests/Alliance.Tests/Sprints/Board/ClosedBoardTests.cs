using Alliance.Platform.Data;
using Alliance.Sprints.Board;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Sprints.Board;

/// <summary>What whoever leads still does on a closed board, from a browser that never took part in it.</summary>
public sealed class ClosedBoardTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Who_leads_by_right_erases_and_reopens_from_another_browser(DatabaseKind on)
    {
        await using var scene = await ClosedAsync(on);
        using (var fresh = await scene.App.ReturningAsync("manager@city.example"))
        {
            // What is closed takes nothing new, and nobody joins by asking.
            Assert.Contains(
                "board is closed",
                await scene.ComplaintAsync(fresh, "challenge", ("text.new", "Too late")),
                StringComparison.Ordinal
            );
            Assert.Equal(2, await ParticipantsAsync(scene));
            using var erased = await fresh.SendAsync(
                $"{scene.Page}/cards/k3",
                "card-lead",
                ("do", "erase:k3"),
                ("table", "")
            );
            await scene.LeadsBackAsync(erased);
        }
        Assert.All(
            await scene.OperationsAsync(),
            o => Assert.DoesNotContain("must go", o.Content, StringComparison.Ordinal)
        );
        using var another = await scene.App.ReturningAsync("manager@city.example");
        using (var opened = await another.SendAsync(scene.Page, "lead", ("do", "phase:ideas")))
            await scene.LeadsBackAsync(opened);
        using var ada = scene.App.NewClient(cookies: true);
        await scene.WriteAsync(ada, "idea:k1", ("text.k1", "Open again"));
    }

    [Theory, EachDatabase]
    public async Task Who_leads_by_link_comes_in_and_reopens_and_nobody_else_does(DatabaseKind on)
    {
        var (host, lead) = ("", "");
        await using var scene = await ClosedAsync(
            on,
            async begun => (host, lead) = (await begun.LinkAsync("host"), await begun.LinkAsync("lead"))
        );
        foreach (var query in (string[])["", host])
        {
            using var other = scene.App.NewClient(cookies: true);
            using var refused = await other.SendAsync(scene.Page + query, "join", ("name", "Somebody"));
            Assert.Contains(
                "board is closed",
                Forms.Complaints(await refused.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
        }
        Assert.Equal(2, await ParticipantsAsync(scene));
        await using var helper = await scene.JoinAsync(query: lead);
        var page = await helper.Browser.GetStringAsync(scene.Page, Cancel);
        Assert.Contains("value=\"phase:ideas\"", page, StringComparison.Ordinal);
        using (var hidden = await helper.Browser.SendAsync($"{scene.Page}/cards/k3", "card-lead", ("do", "hide:k3")))
            await scene.LeadsBackAsync(hidden);
        using (var opened = await helper.Browser.SendAsync(scene.Page, "lead", ("do", "phase:ideas")))
            await scene.LeadsBackAsync(opened);
        using var ada = scene.App.NewClient(cookies: true);
        await scene.WriteAsync(ada, "idea:k1", ("text.k1", "Open again"));
    }

    private static Task<int> ParticipantsAsync(BoardScene scene) =>
        scene.App.WithDbAsync(db => db.BoardParticipants.CountAsync(Cancel));

    // With an idea of somebody else's (k3).
    private static async Task<BoardScene> ClosedAsync(DatabaseKind on, Func<BoardScene, Task>? before = null)
    {
        var scene = await BoardScene.BeginAsync(on);
        using (var ada = scene.App.NewClient(cookies: true))
            await scene.WriteAsync(ada, "idea:k1", ("text.k1", "A name that must go"));
        if (before is not null)
            await before(scene);
        await scene.LeadAsync("phase:closed");
        return scene;
    }
}
