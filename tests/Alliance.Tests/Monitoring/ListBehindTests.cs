using System.Globalization;
using System.Net;
using System.Text.Json;
using Alliance.Deals;
using Alliance.Monitoring;
using Alliance.Monitoring.Totals;
using Alliance.Tests.Site;
using Alliance.Tests.Testing;
using AngleSharp.Dom;
using static Alliance.Tests.Monitoring.RawNumbers;

namespace Alliance.Tests.Monitoring;

/// <summary>Each number of a dashboard leads to the list behind it, and to no other.</summary>
public sealed class ListBehindTests
{
    private const string Trees = "trees-planted";
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Every_row_leads_to_the_list_that_adds_up_to_it(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        await MeasureAsync(app, "ma-11", Trees, "trees", 3_000);
        await MeasureAsync(app, "ma-11", Trees, "trees", 11, period: "2023");
        await MeasureAsync(app, "es-02", Trees, "trees", 1_000);
        await MeasureAsync(app, "es-02", Trees, "items", 7, period: "2025");
        await ShareAsync(app, 2024, 1, ("ma-11", 600_000), ("es-02", 400_000));
        var day = AskedDay.Print(Today(app).Today);
        app.Time.Advance(TimeSpan.FromDays(1));
        // Another level of trust takes the place of the first, another city comes, and the shares change.
        await MeasureAsync(app, "ma-11", Trees, "trees", 500, version: 2, trust: TrustLevel.EvidenceAttached);
        await MeasureAsync(app, "um-01", Trees, "trees", 70, trust: TrustLevel.Checked);
        await ShareAsync(app, 2024, 2, ("ma-11", 300_000), ("es-02", 700_000));
        await app.ChangedAsync();

        var met = new List<string>();
        foreach (var days in (string[])["", $"&asOf={day}&knownAt={day}", "&asOf=2025-06-30"])
        foreach (var of in (string?[])[null, "mannheim", "espoo", "umea"])
        {
            var dashboard = await app.ReadAsync(
                $"/en/{(of is null ? "totals" : $"cities/{of}/totals")}?indicator={Trees}{days}"
            );
            foreach (var row in dashboard.QuerySelectorAll("section.card table:not(.key) tbody tr"))
            {
                var (says, link) = (Row(row), row.QuerySelector("a")!.GetAttribute("href")!);
                Assert.Equal(says, await BehindAsync(of, new Uri(app.Address, link).Query));
                var list = await app.ReadAsync(link);
                Assert.Equal(says, Row(Assert.Single(list.QuerySelectorAll("[aria-labelledby=sums] tbody tr"))));
                // Year, trust, unit, rate and scope; and all of them at once.
                Assert.Equal(6, list.QuerySelectorAll(".picked a").Length);
                met.Add($"{of} {days.Length} {says}");
            }
            // The table of all sums says the same of the newest year, whatever its numbers are trusted.
            foreach (var row in dashboard.QuerySelectorAll("[aria-labelledby=sums] tbody tr"))
            {
                var list = await app.ReadAsync(row.QuerySelector("td a")!.GetAttribute("href")!);
                var sums = list.QuerySelectorAll("[aria-labelledby=sums] tbody tr").Select(Row).ToList();
                Assert.Equal(
                    Amounts(row.QuerySelectorAll("td").Skip(1)),
                    (sums.Sum(s => s.Gross), sums.Sum(s => s.Net), sums.Sum(s => s.Numbers))
                );
            }
        }
        // Gross is more than net where something is shared; today's numbers are not yesterday's.
        Assert.Contains(" 0 (2024, Declared, 1000, 700, 1)", met);
        Assert.Contains(" 0 (2024, With evidence, 500, 150, 1)", met);
        Assert.Contains(" 0 (2025, Declared, 7, 7, 1)", met);
        Assert.Contains($"mannheim {$"&asOf={day}&knownAt={day}".Length} (2024, Declared, 3000, 1800, 1)", met);

        // What is chosen can be taken away one by one; what says nothing chooses nothing.
        var chosen = await app.ReadAsync($"/en/totals/{Trees}?year=2024&trust=checked");
        Assert.Equal(["Umeå"], chosen.AllSaid("[aria-labelledby=numbers] tbody th .beside a:first-child"));
        var less = await app.ReadAsync(chosen.QuerySelector(".picked a")!.GetAttribute("href")!);
        Assert.Equal(1, less.QuerySelectorAll(".picked a").Length);
        Assert.Equal(["2024"], less.AllSaid("[aria-labelledby=sums] tbody th"));
        var any = await app.ReadAsync($"/en/totals/{Trees}?trust=nobody&unit=parsecs&per=week&scope=9&year=soon");
        Assert.Empty(any.QuerySelectorAll(".picked a"));
        foreach (
            var wrong in (string[])
                ["trust=nobody", "unit=parsecs", "per=week", "scope=9", "trust=checked&trust=declared"]
        )
        {
            using var refused = await app.Client.GetAsync($"/api/v1/indicator-totals/{Trees}?{wrong}", Cancel);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }

        // The sum that all pages of the list in the API add up to.
        async Task<(string, string, decimal, decimal, int)> BehindAsync(string? city, string query)
        {
            var (gross, net, numbers, year, trust) = (0m, 0m, 0, "", "");
            var next = $"/api/v1/indicator-totals/{Trees}{query}{(city is null ? "" : $"&city={city}")}&limit=1";
            for (var first = true; next is not null; first = false)
            {
                var answer = JsonDocument.Parse(await app.Client.GetStringAsync(next, Cancel)).RootElement;
                Assert.Equal(first, answer.TryGetProperty("total", out _));
                foreach (var item in answer.GetProperty("items").EnumerateArray())
                foreach (var n in item.GetProperty("numbers").EnumerateArray())
                {
                    gross += n.GetProperty("gross").GetDecimal();
                    net += n.GetProperty("net").GetDecimal();
                    numbers += n.GetProperty("numbers").GetInt32();
                    (year, trust) = ($"{n.GetProperty("year")}", $"{n.GetProperty("trust")}");
                }
                next = answer.TryGetProperty("next", out var more) ? new Uri(more.GetString()!).PathAndQuery : null;
            }
            var level = trust switch
            {
                "declared" => "Declared",
                "evidence-attached" => "With evidence",
                _ => "Checked by another party",
            };
            return (year, level, gross, net, numbers);
        }
    }

    [Theory, EachDatabase]
    public async Task Where_nothing_stands_promises_are_not_looked_at_one_by_one(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        await MeasureAsync(app, "ma-11", Trees, "trees", 3_000);
        await app.ChangedAsync();
        foreach (var query in (string[])["year=2010", "trust=assured", "unit=items", "per=year", "city=espoo"])
        {
            await app.Client.GetStringAsync($"/api/v1/indicator-totals/{Trees}?limit=2", Cancel);
            app.Queries.Clear();
            var answer = await app.Client.GetStringAsync($"/api/v1/indicator-totals/{Trees}?{query}", Cancel);
            Assert.Contains("\"items\":[],\"total\":0", answer, StringComparison.Ordinal);
            Assert.InRange(app.Queries.Count, 1, 3);
        }
    }

    private static (string Year, string Trust, decimal Gross, decimal Net, int Numbers) Row(IElement row)
    {
        var cells = row.QuerySelectorAll("th, td").ToList();
        var (gross, net, numbers) = Amounts(cells.Skip(2));
        return (cells[0].TextContent.Trim(), cells[1].TextContent.Trim(), gross, net, numbers);
    }

    // Beside a number there may be its unit.
    private static (decimal Gross, decimal Net, int Numbers) Amounts(IEnumerable<IElement> cells)
    {
        var said = cells
            .Select(c => c.TextContent.Trim().Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)[0])
            .Select(n => decimal.Parse(n, NumberStyles.Number, CultureInfo.InvariantCulture))
            .ToList();
        return (said[0], said[1], (int)said[2]);
    }
}
