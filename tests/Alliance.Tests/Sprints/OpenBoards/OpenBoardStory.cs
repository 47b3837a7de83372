using System.Net;
using Alliance.Network;
using Alliance.Sprints.OpenBoards;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Sprints.OpenBoards;

/// <summary>An open board of Espoo, step by step, through the pages alone.</summary>
internal static class OpenBoardStory
{
    public const string Slug = "espoo-cooler-courtyards-example";
    public const string Work = "/en/workspace/open-boards";
    public const string Desk = $"{Work}/{Slug}";
    public const string Public = $"/en/open-boards/{Slug}";
    public const string New = Public + "/new";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Written and not shown yet; open for a month from the day before.</summary>
    public static async Task WriteAsync(this Story story, string begins = "2026-03-09", string ends = "2026-04-09")
    {
        using var begun = await story.ManagerBrowser.SendAsync(
            Work,
            "start-open-board",
            ("title", "Cooler courtyards (example)"),
            ("city", "espoo")
        );
        await Forms.LeadsToAsync(begun, Desk + "/edit");
        await story.DoAsync(
            Desk + "/edit",
            "edit-open-board",
            Desk,
            ("question", "What would make your courtyard cooler?"),
            ("text", "The climate office reads all of it by June."),
            ("office", "Climate office (example)"),
            ("begins", begins),
            ("ends", ends)
        );
    }

    public static async Task OpenAsync(this Story story, string begins = "2026-03-09", string ends = "2026-04-09")
    {
        await story.WriteAsync(begins, ends);
        await story.DoAsync(Desk, "publish-open-board", Desk);
        await story.App.SettleAsync();
    }

    /// <summary>The author's own page.</summary>
    public static async Task<string> SuggestAsync(this Story story, string title, params (string, string)[] fields)
    {
        using var sent = await story.Stranger.SendAsync(New, "suggest", [("title", title), .. fields]);
        if (sent.StatusCode == HttpStatusCode.OK)
            Assert.Fail(Forms.Complaints(await sent.Content.ReadAsStringAsync(Cancel)));
        var own = await Forms.LeadsToAsync(sent, "/en/open-boards/own/");
        return own.Split('?')[0];
    }

    public static Task ShowAsync(this Story story, int number) =>
        story.DoAsync(Desk, "moderate", Desk, ("do", $"show:{number}"));

    public static Task RefuseAsync(this Story story, int number, string reason, string words = "") =>
        story.DoAsync(
            Desk,
            "moderate",
            Desk,
            ("do", $"refuse:{number}"),
            ($"reason.{number}", reason),
            ($"words.{number}", words)
        );

    public static Task<List<Suggestion>> SuggestionsAsync(this Story story) =>
        story.DbAsync(db => db.Suggestions.AsNoTracking().OrderBy(s => s.Number).ToListAsync(Cancel));

    /// <summary>What the job tells now.</summary>
    public static async Task TellAsync(this Story story)
    {
        await using var scope = story.App.Services.CreateAsyncScope();
        await SendNews.RunAsync(scope.ServiceProvider, Cancel);
    }

    /// <summary>What the job forgets now.</summary>
    public static async Task ForgetSuggestersAsync(this Story story)
    {
        await using var scope = story.App.Services.CreateAsyncScope();
        await ForgetSuggesters.RunAsync(scope.ServiceProvider, Cancel);
    }

    public static Task<HttpClient> OtherCityAsync(this Story story) =>
        story.App.SignedInAsync("other@city.example", MembershipRole.DealManager, "umea");
}
