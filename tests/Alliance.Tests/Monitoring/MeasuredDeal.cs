using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Monitoring;

/// <summary>The deal of which measurements are told: its promise c3 is 1,500 trees by 2028, given by the firm (p2).</summary>
internal static class MeasuredDeal
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Two years ago: what was before does not count.</summary>
    public static async Task ConcludedAsync(this Story story)
    {
        await story.ConcludeAsync();
        var agreed = PartialDate.Parse("2024-01-10");
        await story.DbAsync(db =>
            db.Deals.Where(d => d.State != null).ExecuteUpdateAsync(s => s.SetProperty(d => d.Agreed, agreed), Cancel)
        );
    }

    /// <summary>A browser in which somebody acts for one of its example organisations.</summary>
    public static async Task<HttpClient> ActingForAsync(
        this Story story,
        string organisation,
        string email = "reporter@example.org",
        MembershipRole role = MembershipRole.Reporter
    )
    {
        var identifier = await story.DbAsync(db =>
            db.Organisations.Where(o => o.Name == organisation).Select(o => o.Identifier).SingleAsync(Cancel)
        );
        return await story.App.SignedInAsync(email, role, organisation: identifier);
    }

    /// <summary>For the firm that promised the trees.</summary>
    public static Task<HttpClient> FirmAsync(this Story story) => story.ActingForAsync("Example Works Oy (example)");

    public static Task<string> IdAsync(this Story story) =>
        story.DbAsync(db =>
            db.Drafts.Where(d => d.Key == story.Key).Select(d => d.Deal!.Identifier).SingleAsync(Cancel)
        );
}
