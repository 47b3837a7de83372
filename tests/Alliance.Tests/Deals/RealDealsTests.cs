using System.Net;
using System.Text.RegularExpressions;
using Alliance.Deals;
using Alliance.Deals.Index;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;
using Alliance.Transparency;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Deals;

/// <summary>The cities' own deals, as they are shipped: what the made-up ones do not think of.</summary>
public sealed partial class RealDealsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Every_deal_has_a_whole_page_in_every_language(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on, settings: s => s with { ReadsPerMinute = 10_000 });
        var deals = await LoadAsync(app);
        Assert.Equal(27, deals.Count);
        foreach (var deal in deals)
        foreach (var language in Language.All)
        {
            var path = $"/{language.Code}/deals/{deal.Slug}";
            var answer = await app.Client.GetAsync(path, Cancel);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, path);
            var page = await new HtmlParser().ParseDocumentAsync(
                await answer.Content.ReadAsStringAsync(Cancel),
                Cancel
            );

            Assert.False(
                MissingText().IsMatch(page.Body!.TextContent),
                path + MissingText().Match(page.Body.TextContent)
            );
            Assert.Null(page.QuerySelector(".seal"));
            Assert.Equal(2, page.QuerySelectorAll(".side").Length);
            // Nothing that was promised or reported gets lost between the database and the page.
            Assert.All(deal.Commitments, c => Assert.NotNull(page.GetElementById(c.Key)));
            Assert.All(deal.Indicators, i => Assert.NotNull(page.GetElementById(i.Key)));
            Assert.All(
                deal.Sources,
                s => Assert.Contains(page.QuerySelectorAll(".sources a"), a => a.GetAttribute("href") == s.Url)
            );
            Assert.Equal(deal.Commitments.Count(c => !c.Quantified), page.QuerySelectorAll(".unnumbered").Length);
            var ids = page.QuerySelectorAll("[id]").Select(e => e.Id).ToList();
            Assert.Equal(ids.Distinct().Count(), ids.Count);
        }
    }

    [Theory, EachDatabase]
    public async Task Totals_agree_with_the_list(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await LoadAsync(app);
        await app.WithDbAsync(async db =>
        {
            var today = new DateOnly(2026, 3, 10);
            var totals = (
                await Counting.TotalsAsync(db, await DealSnapshot.LoadAsync(db, Cancel), today, today, Cancel)
            ).Overall;
            var list = await DealList.LoadAsync(db, await DealSnapshot.LoadAsync(db, Cancel), new DealFilter(), Cancel);
            Assert.Equal(list.Deals, totals.Deals + totals.Undated.Deals + totals.Later);
            Assert.Equal(list.Programmes, totals.Programmes + totals.Undated.Programmes);
            Assert.Equal(27, list.Total);
            Assert.Equal(await db.Commitments.CountAsync(Cancel), totals.Commitments + totals.Undated.Commitments);
        });
    }

    private static Task<List<Deal>> LoadAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            var result = await new ImportPackage(db, app.Time).RunAsync([Data()], dryRun: false);
            Assert.Empty(result.Problems);
            db.ChangeTracker.Clear();
            return await db
                .Deals.AsNoTracking()
                .Include(d => d.Commitments)
                .Include(d => d.Indicators)
                .AsSplitQuery()
                .ToListAsync(Cancel);
        });

    private static string Data()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Alliance.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run inside the repository.");
        return Path.Combine(folder.FullName, "data", "alliance");
    }

    [GeneratedRegex(@"\[[a-z-]+\.[a-zA-Z.-]+\]", RegexOptions.None, 1000)]
    private static partial Regex MissingText();
}
