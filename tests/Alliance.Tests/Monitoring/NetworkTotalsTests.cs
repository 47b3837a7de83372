using System.Net;
using System.Text.Json;
using Alliance.Deals;
using Alliance.Monitoring;
using Alliance.Monitoring.Boards;
using Alliance.Monitoring.Health;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Totals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Tests.Site;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using static Alliance.Tests.Monitoring.RawNumbers;

namespace Alliance.Tests.Monitoring;

/// <summary>What all cities' promises add up to, how they stand, and what of it can be compared.</summary>
public sealed class NetworkTotalsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task They_add_up_over_cities_and_compare_per_head_what_is_counted_alike(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        using var client = app.NewClient();
        Assert.Contains(
            "Nothing to add up yet",
            await client.GetStringAsync("/en/totals", Cancel),
            StringComparison.Ordinal
        );

        // Two cities count trees in the same way, the third counts another thing.
        await MeasureAsync(app, "ma-11", "trees-planted", "trees", 3_000);
        await MeasureAsync(app, "es-02", "trees-planted", "trees", 1_000);
        await MeasureAsync(app, "um-01", "meals-shared", "meals", 500);
        Assert.Equal(await app.WithDbAsync(db => db.Cities.CountAsync(Cancel)), await MakeAsync(app));
        Assert.Equal(0, await MakeAsync(app));
        await app.ChangedAsync();

        var totals = await app.WithDbAsync(db => NetworkTotals.LoadAsync(db, Today(app), Cancel));
        Assert.Equal(
            [("meals-shared", 500m), ("trees-planted", 4_000m)],
            totals.Totals.Select(t => (t.Of.Indicator, t.Gross))
        );
        Assert.Equal((3, 3), (totals.Standing!.Cities, totals.Standing.Deals));
        var said = totals.Standing.Standings.Values.Sum();
        // Nobody was asked: numbers that came by themselves are a word, silence is none.
        Assert.All(totals.Standing.Standings.Keys, s => Assert.NotEqual(HealthState.ReportOverdue, s));
        var compared = await app.WithDbAsync(async db =>
            await NetworkTotals.CompareAsync(
                db,
                await db.Indicators.SingleAsync(i => i.Identifier == "trees-planted", Cancel),
                Today(app),
                Cancel
            )
        );
        var residents = await app.WithDbAsync(db =>
            db.Cities.Where(c => c.Identifier == "mannheim" || c.Identifier == "espoo")
                .ToDictionaryAsync(c => c.Identifier, c => c.Population!.Value, Cancel)
        );
        Assert.Equal(
            new Dictionary<string, decimal>
            {
                ["mannheim"] = 3_000_000m / residents["mannheim"],
                ["espoo"] = 1_000_000m / residents["espoo"],
            },
            compared!.Cities.ToDictionary(c => c.City, c => c.PerHead)
        );
        Assert.Equal((0, 0), (compared.Apart, compared.Uncounted));

        var page = WebUtility.HtmlDecode(await client.GetStringAsync("/en/totals?indicator=trees-planted", Cancel));
        Assert.Contains("4,000", page, StringComparison.Ordinal);
        Assert.Contains("1,000 residents", page, StringComparison.Ordinal);
        using var unknown = await client.GetAsync("/en/totals?indicator=nothing", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);

        // In another unit it is no longer compared, and nothing of it is lost.
        await MeasureAsync(app, "es-02", "trees-planted", "items", 7, period: "2025");
        await app.ChangedAsync();
        compared = await app.WithDbAsync(async db =>
            await NetworkTotals.CompareAsync(
                db,
                await db.Indicators.SingleAsync(i => i.Identifier == "trees-planted", Cancel),
                Today(app),
                Cancel
            )
        );
        Assert.Equal(2024, compared!.Of.Year);

        // What has ended adds up, and stands no more.
        await app.WithDbAsync(db =>
            db.Deals.Where(d => d.Identifier == "um-01")
                .ExecuteUpdateAsync(s => s.SetProperty(d => d.State, (DealState?)DealState.EndedEarly), Cancel)
        );
        app.Time.Advance(TimeSpan.FromDays(1));
        await MakeAsync(app);
        var ended = await app.WithDbAsync(db => NetworkTotals.LoadAsync(db, Today(app), Cancel));
        Assert.Equal((2, 2), (ended.Standing!.Cities, ended.Standing.Deals));
        Assert.InRange(ended.Standing.Standings.Values.Sum(), 2, said - 1);
        Assert.Contains(ended.Totals, t => (t.Of.Indicator, t.Gross) == ("meals-shared", 500m));
    }

    [Theory, EachDatabase]
    public async Task A_fixed_pair_of_days_stays_what_it_was_and_the_list_behind_adds_up_to_it(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        using var client = app.NewClient();
        await MeasureAsync(app, "ma-11", "trees-planted", "trees", 3_000);
        await MeasureAsync(app, "es-02", "trees-planted", "trees", 1_000);
        await MakeAsync(app);
        await app.ChangedAsync();
        var day = AskedDay.Print(Today(app).Today);
        var page = await TextAsync("/en/totals");
        Assert.Contains("what is recorded today still counts", page, StringComparison.Ordinal);

        app.Time.Advance(TimeSpan.FromDays(1));
        var (fixedDays, pages) = ($"asOf={day}&knownAt={day}", new Dictionary<string, string>());
        string[] addresses =
        [
            $"/api/v1/indicator-totals?{fixedDays}",
            $"/api/v1/indicator-totals/trees-planted?{fixedDays}",
            $"/en/totals/trees-planted?{fixedDays}",
            $"/en/totals/trees-planted?{fixedDays}&year=2024",
        ];
        foreach (var address in addresses)
            pages[address] = await client.GetStringAsync(address, Cancel);
        Assert.DoesNotContain("still counts", await TextAsync($"/en/totals?{fixedDays}"), StringComparison.Ordinal);
        Assert.Equal([("trees-planted 2024", 4_000m)], await SumsAsync($"?{fixedDays}"));
        // A day later it is corrected, another city comes, and a year that had not ended then.
        await MeasureAsync(app, "ma-11", "trees-planted", "trees", 500, version: 2);
        await MeasureAsync(app, "um-01", "trees-planted", "trees", 70);
        await MeasureAsync(app, "es-02", "trees-planted", "trees", 9, period: "2025");
        await app.ChangedAsync();

        foreach (var address in addresses)
            Assert.Equal(pages[address], await client.GetStringAsync(address, Cancel));
        Assert.Equal([("trees-planted 2024", 1_570m), ("trees-planted 2025", 9m)], await SumsAsync(""));
        Assert.Equal([("trees-planted 2024", 1_570m)], await SumsAsync("?asOf=2025-06-30"));
        // One after the other the pages of the list add up to each of them; a correction and what it corrects are one promise.
        foreach (var query in (string[])["", $"?{fixedDays}", "?asOf=2025-06-30"])
            Assert.Equal(await SumsAsync(query), await BehindAsync(query));
        Assert.Equal(["Espoo", "Mannheim", "Umeå"], await CitiesAsync("/en/totals/trees-planted?year=2024"));
        Assert.Equal(["Espoo"], await CitiesAsync("/en/totals/trees-planted?year=2025"));
        Assert.Empty(await CitiesAsync("/en/totals/trees-planted?year=2023"));
        var shown = await TextAsync($"/en/totals?{fixedDays}&indicator=trees-planted");
        Assert.Contains("4,000", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("1,570", shown, StringComparison.Ordinal);
        foreach (
            var wrong in (string[])
                ["?after=nobody", "?year=1800", "?city=atlantis", "?knownAt=2999-01-01", "?asOf=2024-02-30", "?x=1"]
        )
        {
            using var refused = await client.GetAsync("/api/v1/indicator-totals/trees-planted" + wrong, Cancel);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }
        using var nothing = await client.GetAsync("/api/v1/indicator-totals/nothing", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        using var nobody = await client.GetAsync("/en/totals/nothing", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);

        async Task<string> TextAsync(string address) =>
            WebUtility.HtmlDecode(await client.GetStringAsync(address, Cancel));

        async Task<List<(string, decimal)>> SumsAsync(string query) =>
            [
                .. (await JsonAsync("/api/v1/indicator-totals" + query))
                    .GetProperty("totals")
                    .EnumerateArray()
                    .Select(t =>
                        ($"{t.GetProperty("indicator")} {t.GetProperty("year")}", t.GetProperty("gross").GetDecimal())
                    ),
            ];

        async Task<List<(string, decimal)>> BehindAsync(string query)
        {
            var numbers = new List<(string Of, decimal Gross)>();
            var next = $"/api/v1/indicator-totals/trees-planted{query}{(query.Length == 0 ? "?" : "&")}limit=1";
            while (next is not null)
            {
                var answer = await JsonAsync(next);
                var item = Assert.Single(answer.GetProperty("items").EnumerateArray());
                numbers.AddRange(
                    item.GetProperty("numbers")
                        .EnumerateArray()
                        .Select(n => ($"trees-planted {n.GetProperty("year")}", n.GetProperty("gross").GetDecimal()))
                );
                next = answer.TryGetProperty("next", out var more) ? new Uri(more.GetString()!).PathAndQuery : null;
            }
            return [.. numbers.GroupBy(n => n.Of).OrderBy(g => g.Key).Select(g => (g.Key, g.Sum(n => n.Gross)))];
        }

        async Task<JsonElement> JsonAsync(string address) =>
            JsonDocument.Parse(await client.GetStringAsync(address, Cancel)).RootElement;

        async Task<List<string>> CitiesAsync(string address) =>
            [.. (await app.ReadAsync(address)).AllSaid("tbody th .beside a:first-child").Order()];
    }

    [Theory, EachDatabase]
    public async Task A_city_is_worked_out_anew_when_something_was_said_and_when_a_day_has_passed(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        await MeasureAsync(app, "ma-11", "trees-planted", "trees", 10);
        var cities = await MakeAsync(app);
        Assert.Equal(0, await MakeAsync(app));
        await app.RaiseAsync("promise-measured", null, "deal:ma-11");
        await app.SettleAsync();
        Assert.Equal(1, await MakeAsync(app));
        app.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(cities, await MakeAsync(app));
        var kept = await app.WithDbAsync(db =>
            db.CityBoards.SingleAsync(b => b.City!.Identifier == "mannheim", Cancel)
        );
        var live = await app.WithDbAsync(async db =>
            await CityBoards.StandingAsync(
                db,
                kept.CityId,
                await db.Indicators.AsNoTracking().ToDictionaryAsync(i => i.Identifier, Cancel),
                app.Time.GetUtcNow(),
                Cancel
            )
        );
        Assert.Equivalent(live.Standing, kept.Standing, strict: true);
        Assert.Equal(1, live.Standing.Deals);
    }

    [Theory, EachDatabase]
    public async Task A_city_with_many_numbers_is_not_worked_out_while_somebody_waits(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        using var client = app.NewClient();
        await MeasureAsync(app, "ma-11", "trees-planted", "trees", 10);
        Assert.Contains("concluded here", await StandingAsync(), StringComparison.Ordinal);
        // One number that was corrected very often.
        await app.WithDbAsync(async db =>
        {
            var first = await db.Measurements.AsNoTracking().SingleAsync(m => m.Deal!.Identifier == "ma-11", Cancel);
            for (var version = 2; version <= CityBoards.SmallMeasured + 1; version++)
                db.Measurements.Add(
                    new Measurement
                    {
                        DealId = first.DealId,
                        Commitment = first.Commitment,
                        Period = first.Period,
                        Span = first.Span,
                        Version = version,
                        Value = version,
                        Unit = first.Unit,
                        Method = first.Method,
                        Source = first.Source,
                        Trust = first.Trust,
                        OnBehalf = true,
                        Reason = "Counted again.",
                        RecordedAt = first.RecordedAt,
                    }
                );
            return await db.SaveChangesAsync(Cancel);
        });
        await app.ChangedAsync();
        Assert.Contains("is being worked out", await StandingAsync(), StringComparison.Ordinal);
        Assert.Contains(
            "\"openOverlaps\":0,\"moreOverlaps\":true",
            await client.GetStringAsync("/api/v1/indicator-totals?city=mannheim", Cancel),
            StringComparison.Ordinal
        );
        await MakeAsync(app);
        await app.ChangedAsync();
        var page = await StandingAsync();
        Assert.Contains("concluded here", page, StringComparison.Ordinal);
        Assert.DoesNotContain("is being worked out", page, StringComparison.Ordinal);

        Task<string> StandingAsync() => client.GetStringAsync("/en/cities/mannheim/totals", Cancel);
    }

    [Theory, EachDatabase]
    public async Task A_city_with_many_sums_shows_one_indicator_after_the_other(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        using var client = app.NewClient();
        var shown = await app.WithDbAsync(async db =>
        {
            var city = await db.Cities.Where(c => c.Identifier == "mannheim").Select(c => c.Id).SingleAsync(Cancel);
            var indicators = await db.Indicators.OrderBy(i => i.Identifier).Take(4).ToListAsync(Cancel);
            foreach (var indicator in indicators)
                db.IndicatorYears.Add(
                    new IndicatorYear
                    {
                        CityId = city,
                        IndicatorId = indicator.Identifier,
                        Year = 2025,
                        Unit = indicator.Unit,
                        Per = "",
                        Scope = EmissionScope.NotApplicable,
                        Trust = TrustLevel.Declared,
                        Value = 5_000_000,
                        Numbers = 1,
                    }
                );
            await db.SaveChangesAsync(Cancel);
            return indicators.ConvertAll(i => i.Identifier);
        });
        const string At = "/en/cities/mannheim/totals";
        Assert.Single(Charted(await client.GetStringAsync(At, Cancel)));
        Assert.Equal([shown[3]], Charted(await client.GetStringAsync($"{At}?indicator={shown[3]}", Cancel)));
        using var unknown = await client.GetAsync($"{At}?indicator=nothing", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);

        // One fewer, and all of them stand there at length.
        var gone = shown[0];
        await app.WithDbAsync(db => db.IndicatorYears.Where(y => y.IndicatorId == gone).ExecuteDeleteAsync(Cancel));
        await app.ChangedAsync();
        Assert.Equal(shown.Skip(1), Charted(await client.GetStringAsync(At, Cancel)).Order(StringComparer.Ordinal));

        // The headings of what is shown at length.
        List<string> Charted(string page) =>
            [.. shown.Where(i => page.Contains($"<h2 id=\"{i}-", StringComparison.Ordinal))];
    }
}
