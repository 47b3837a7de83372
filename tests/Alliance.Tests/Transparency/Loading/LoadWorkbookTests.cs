using System.Net;
using Alliance.Network;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Alliance.Tests.Transparency.Tables;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Transparency.Loading;

/// <summary>A deal manager downloads the template, fills it in and loads it in the browser.</summary>
public sealed class LoadWorkbookTests
{
    private const string Page = "/en/workspace/load";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_workbook_is_refused_by_row_then_put_right_and_stored(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var manager = await app.SignedInAsync("manager@city.example", MembershipRole.DealManager, "umea");
        var template = await manager.GetByteArrayAsync("/schemas/en/template.xlsx", Cancel);
        var before = await CountAsync(app);

        var (wrong, row) = Filled(template, "2021-02-30");
        var refused = await LookAsync(manager, wrong);
        var preview = WebUtility.HtmlDecode(await manager.GetStringAsync(refused, Cancel));

        Assert.Contains("Nothing can be stored: 1 place is wrong", preview, StringComparison.Ordinal);
        Assert.Contains($"deals.xlsx, sheet Deals, row {row}, column", preview, StringComparison.Ordinal);
        Assert.Contains("“2021-02-30” is not a date that exists", preview, StringComparison.Ordinal);
        using var forced = await manager.SendAsync(
            refused,
            preview,
            "store-table",
            ("table", refused[(refused.IndexOf('=') + 1)..])
        );
        Assert.Null(forced.LeadsTo());
        Assert.Equal(before, await CountAsync(app));

        var (right, _) = Filled(template, new Day(new(2021, 2, 28)));
        var looked = await LookAsync(manager, right);
        preview = await manager.GetStringAsync(looked, Cancel);
        Assert.Contains("3 new deals", preview, StringComparison.Ordinal);
        Assert.Contains("1 organisation", preview, StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync(app));
        using var stored = await manager.SendAsync(looked, preview, "store-table");

        Assert.Equal("/en/workspace/scans", stored.LeadsTo());
        Assert.Equal((before.Deals + 3, before.Organisations + 1), await CountAsync(app));
        // As they were signed, however long ago and however exactly that is known.
        Assert.Equal(
            [("umea-day", "2021-02-28"), ("umea-month", "2018-06"), ("umea-year", "2009")],
            (
                await app.WithDbAsync(db =>
                    db.Deals.Where(d => d.Identifier.StartsWith("umea-"))
                        .OrderBy(d => d.Identifier)
                        .Select(d => new { d.Identifier, d.Agreed })
                        .ToListAsync(Cancel)
                )
            ).Select(d => (d.Identifier, $"{d.Agreed}"))
        );
    }

    // Three deals of Umeå with a new organisation; the row of the one that was agreed on this day.
    private static (byte[] Content, int Row) Filled(byte[] template, object day)
    {
        using var table = new FilledTemplate(template);
        table.Add("organisations", ("name", "Example Works AB (example)"), ("kind", "sme"), ("city", "umea"));
        var row = 0;
        foreach (
            var (id, agreed) in ((string, object)[])
                [("umea-month", new Day(new(2018, 6, 1), 17)), ("umea-day", day), ("umea-year", 2009)]
        )
        {
            var added = table.AddDeal(id, ("city", "umea"), ("title", $"Example {id}"), ("agreed", agreed));
            row = id == "umea-day" ? added : row;
            table.AddParty(id, "umea-kommun", "city");
            table.AddParty(id, "Example Works AB (example)");
        }
        return (File.ReadAllBytes(table.Path), row);
    }

    /// <summary>Sends the workbook; the address of the preview.</summary>
    private static async Task<string> LookAsync(HttpClient browser, byte[] workbook)
    {
        using var sent = await browser.SendFileAsync(Page, "keep-table", ("files", "deals.xlsx", workbook));
        Assert.True(sent.LeadsTo() is not null, Forms.Complaints(await sent.Content.ReadAsStringAsync(Cancel)));
        return sent.LeadsTo()!;
    }

    private static Task<(int Deals, int Organisations)> CountAsync(TestApp app) =>
        app.WithDbAsync(async db => (await db.Deals.CountAsync(Cancel), await db.Organisations.CountAsync(Cancel)));
}
