using Alliance.Deals;
using Alliance.Monitoring.Totals;
using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Tests.Site;
using Alliance.Tests.Testing;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using static Alliance.Tests.Monitoring.RawNumbers;

namespace Alliance.Tests.Monitoring;

/// <summary>A page of a past pair of days is the same for ever, whatever happens.</summary>
public sealed class FixedDaysTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Whatever_happens_later_changes_no_byte_of_what_a_fixed_address_shows(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        await MeasureAsync(app, "ma-11", "trees-planted", "trees", 3_000);
        await MeasureAsync(app, "es-02", "trees-planted", "trees", 1_000);
        await MeasureAsync(app, "ma-12", "meals-shared", "meals", 50);
        await ShareAsync(app, 2024, 1, ("ma-11", 600_000), ("es-02", 400_000));
        await MakeAsync(app);
        var day = AskedDay.Print(Today(app).Today);
        app.Time.Advance(TimeSpan.FromDays(1));
        await app.ChangedAsync();

        var days = $"asOf={day}&knownAt={day}";
        var shown = new Dictionary<string, string>(StringComparer.Ordinal);
        string[] addresses =
        [
            $"/en/totals?{days}",
            $"/de/totals?{days}&indicator=trees-planted",
            $"/en/cities/mannheim/totals?{days}",
            $"/fi/cities/espoo/totals?{days}&indicator=trees-planted",
            $"/en/totals/trees-planted?{days}",
            $"/en/cities/mannheim/totals/trees-planted?{days}",
            $"/api/v1/indicator-totals?{days}",
            $"/api/v1/indicator-totals?city=mannheim&{days}",
            $"/api/v1/indicator-totals/trees-planted?{days}",
        ];
        foreach (var address in addresses)
            shown[address] = await ShownAsync(address);
        var city = shown[addresses[2]];
        Assert.Contains("can be told as of today only", city, StringComparison.Ordinal);
        Assert.Contains("href=\"/en/cities/mannheim/totals\"", city, StringComparison.Ordinal);
        foreach (var address in addresses[..4])
            Assert.Empty((await app.ReadAsync(address)).QuerySelectorAll("#standing, #overlaps, #per-head, .counts"));
        foreach (var address in addresses[6..8])
            Assert.DoesNotContain("Overlaps\":", shown[address], StringComparison.Ordinal);
        await AssertFewerQueriesAsync("/en/cities/mannheim/totals");
        await AssertFewerQueriesAsync("/en/totals");
        var today = await ShownAsync("/en/cities/mannheim/totals");
        var everywhere = await ShownAsync("/en/totals");

        // A correction and further numbers, of that time and later ones; and another city's deal, and one more here.
        await MeasureAsync(app, "ma-11", "trees-planted", "trees", 500, version: 2);
        await MeasureAsync(app, "ma-11", "trees-planted", "trees", 9, period: "2025");
        await MeasureAsync(app, "um-01", "trees-planted", "trees", 70);
        await MeasureAsync(app, "ma-13", "trees-planted", "trees", 80);
        // What was shared is shared in another way, and something is said of an overlap.
        await ShareAsync(app, 2024, 2, ("ma-11", 100_000), ("es-02", 900_000));
        // Another indicator is chosen, one choice is taken back.
        await ChooseAsync(app, "ma-12", "trees-planted", 2);
        await ChooseAsync(app, "es-02", null, 2);
        await app.WithDbAsync(async db =>
        {
            var deals = await db
                .Deals.Where(d => d.Identifier == "ma-11" || d.Identifier == "ma-13")
                .ToListAsync(Cancel);
            db.OverlapAnswers.Add(
                new OverlapAnswer
                {
                    FirstDealId = deals.Single(d => d.Identifier == "ma-11").Id,
                    FirstCommitment = "c1",
                    SecondDealId = deals.Single(d => d.Identifier == "ma-13").Id,
                    SecondCommitment = "c1",
                    Reason = "Other trees.",
                    RecordedAt = app.Time.GetUtcNow().UtcDateTime,
                }
            );
            foreach (var promise in await db.Commitments.Where(c => c.DealId == deals[0].Id).ToListAsync(Cancel))
                (promise.Quantity, promise.Quantified) = (new Quantity(9_999, Qualifier.Exactly, "trees"), true);
            var cities = await db.Cities.ToListAsync(Cancel);
            foreach (var of in cities.Where(c => c.Population is not null))
                of.Population = of.Population! with { Value = of.Population.Value + 1_000 };
            return await db.SaveChangesAsync(Cancel);
        });
        await MakeAsync(app);
        app.Time.Advance(TimeSpan.FromDays(40));
        await MakeAsync(app);
        await app.ChangedAsync();

        foreach (var address in addresses)
            Assert.Equal(shown[address], await ShownAsync(address));
        // While today's pages have changed.
        Assert.NotEqual(today, await ShownAsync("/en/cities/mannheim/totals"));
        Assert.NotEqual(everywhere, await ShownAsync("/en/totals"));

        async Task<string> ShownAsync(string address) =>
            address.StartsWith("/api", StringComparison.Ordinal)
                ? await app.Client.GetStringAsync(address, Cancel)
                : (await app.ReadAsync(address)).QuerySelector("main")!.OuterHtml;

        async Task AssertFewerQueriesAsync(string path)
        {
            var counts = new List<int>();
            foreach (var query in (string[])["", "?" + days])
            {
                await app.ChangedAsync();
                app.Queries.Clear();
                await app.Client.GetStringAsync(path + query, Cancel);
                counts.Add(app.Queries.Count);
            }
            Assert.True(counts[1] < counts[0], $"{path}: {counts[0]}, {counts[1]}");
        }
    }
}
