using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Monitoring;

/// <summary>Trees of one firm in Espoo that several of its promises count: c3, and t1 to t3, which each test adds as it needs them.</summary>
internal static class SharedTrees
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Two promises with 400 trees each in 2025, counted by one indicator.</summary>
    public static async Task<string> BeginAsync(Story story, int more, string by = "p2")
    {
        await story.ConcludeAsync();
        var deal = await story.DbAsync(db =>
            db.Drafts.Where(d => d.Key == story.Key).Select(d => d.Deal!.Identifier).SingleAsync(Cancel)
        );
        // It was begun before it was signed: what 2025 brought is of it.
        await story.DbAsync(async db =>
        {
            var id = await db.Deals.Where(d => d.Identifier == deal).Select(d => d.Id).SingleAsync(Cancel);
            var promise = await db.Commitments.SingleAsync(c => c.DealId == id && c.Key == "c3", Cancel);
            promise.Target = new Target(promise.Target?.Date, PartialDate.Parse("2025"));
            return await db.SaveChangesAsync(Cancel);
        });
        await CountAsync(story, "c3");
        await AddAsync(story, deal, more, by);
        return deal;
    }

    /// <summary>Another promise of the same firm.</summary>
    public static async Task AddAsync(Story story, string deal, int number, string by = "p2")
    {
        await story.DbAsync(async db =>
        {
            var id = await db.Deals.Where(d => d.Identifier == deal).Select(d => d.Id).SingleAsync(Cancel);
            db.Commitments.Add(
                new Commitment
                {
                    DealId = id,
                    Key = $"t{number}",
                    Order = 100 + number,
                    By = by,
                    Action = new LocalText("en", $"We plant trees in street {number}."),
                    Quantity = new Quantity(500, Qualifier.Exactly, "trees"),
                    Quantified = true,
                }
            );
            return await db.SaveChangesAsync(Cancel);
        });
        await CountAsync(story, $"t{number}");
    }

    public static async Task CountAsync(Story story, string promise)
    {
        var address = $"/en/deals/{await story.SlugAsync()}/promises/{promise}";
        using var measured = await story.ManagerBrowser.SendAsync(
            address + "/measure",
            "measure",
            ("year", "2025"),
            ("value", "400"),
            ("span", "during"),
            ("method", "measured"),
            ("source", "Counted.")
        );
        Assert.NotNull(measured.LeadsTo());
        using var chosen = await story.ManagerBrowser.SendAsync(
            address + "/indicator",
            "indicator",
            ("indicator", "trees-planted"),
            ("sector", "land-use")
        );
        Assert.NotNull(chosen.LeadsTo());
    }

    public static string Settle(string deal, string first, string second) =>
        $"/en/cities/espoo/overlap?first={deal}.{first}&second={deal}.{second}";

    public static (string, string)[] Shares(string first, string second) =>
        [("way", "shared"), ("action", "street-trees"), ("first-share", first), ("second-share", second)];

    public static async Task SettleAsync(
        Story story,
        string deal,
        string one,
        string other,
        string first,
        string second
    )
    {
        using var sent = await story.ManagerBrowser.SendAsync(
            Settle(deal, one, other),
            "settle",
            Shares(first, second)
        );
        Assert.True(sent.LeadsTo() is not null, Forms.Complaints(await sent.Content.ReadAsStringAsync(Cancel)));
    }
}
