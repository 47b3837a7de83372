using System.Net;
using Alliance.Deals;
using Alliance.Monitoring;
using Alliance.Monitoring.Boards;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Reporting;
using Alliance.Monitoring.Totals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Tests.Testing;
using AngleSharp.Html.Parser;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using static Alliance.Tests.Monitoring.RawNumbers;

namespace Alliance.Tests.Monitoring;

/// <summary>What promises want together, by kinds that are never mixed, and how far those and no others have come.</summary>
public sealed class WantedTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly string[] Counting = ["food-rescued", "waste-avoided", "renewable-capacity"];

    // Two that convert into each other, and two more that do.
    private static readonly (string Name, string Of, decimal Factor)[] Measured =
    [
        ("kg", "mass", 1),
        ("t", "mass", 1000),
        ("kw", "power", 1),
        ("mw", "power", 1000),
    ];

    private sealed record Shape(
        int Indicator,
        int? Goal,
        int Unit,
        bool EachYear,
        int Direction,
        int? Begin,
        bool HasDay
    );

    // Some end soon and some late, so that no straight line is the way of all of them.
    private static int Until(Shape shape) => 2023 + ((shape.Goal ?? 0) % 8);

    private sealed record Number(string Period, int Version, int? Value, int Unit, bool EachYear, bool AtEnd);

    private sealed record Promise(Shape Shape, Number[] Numbers);

    private static readonly string[][] Years =
    [
        [""],
        ["-H1", "-H2"],
        ["-Q1", "-Q2", "-Q3", "-Q4"],
        ["-H1"],
    ];

    private static readonly Gen<Shape> Shapes = Gen.Select(
        Gen.Int[0, 2],
        Gen.Int[1, 5_000],
        Gen.Int[0, 1],
        Gen.Int[0, 3],
        Gen.Int[0, 3],
        Gen.Int[1, 5_000],
        Gen.Int[0, 9],
        (indicator, goal, unit, per, direction, begin, mix) =>
            new Shape(
                indicator,
                mix == 0 ? null : goal,
                mix == 1 ? 2 - (indicator == 2 ? 2 : 0) : unit + (indicator == 2 ? 2 : 0),
                per == 0,
                direction,
                mix < 6 ? begin : null,
                mix != 9
            )
    );

    private static readonly Gen<Promise> Promises =
        from shape in Shapes
        from years in Gen.Select(Gen.Int[2021, 2025], Gen.Int[0, 3], Gen.Int[1, 2], Gen.Int[0, 11]).Array[0, 3]
        from values in Gen.Int[-100, 9_000].Array[30]
        select new Promise(shape, [.. Numbers(shape, years, values)]);

    private static IEnumerable<Number> Numbers(
        Shape shape,
        (int Year, int Parts, int Versions, int Mix)[] years,
        int[] values
    )
    {
        var draw = 0;
        foreach (var (year, parts, versions, mix) in years.DistinctBy(y => y.Year))
        foreach (var part in Years[parts])
            for (var version = 1; version <= versions; version++)
            {
                var value = values[draw++ % values.Length];
                yield return new Number(
                    $"{year}{part}",
                    version,
                    mix == 0 && version == versions ? null : value,
                    // Now and then something else was measured than was promised.
                    mix == 1
                        ? (shape.Unit + 2) % 4
                        : mix % 2 + (shape.Indicator == 2 ? 2 : 0),
                    shape.EachYear ^ (mix == 2),
                    (shape.Indicator == 2) ^ (mix == 3)
                );
            }
    }

    [Theory, EachDatabase]
    public async Task They_are_the_plain_sum_of_what_each_promise_says_and_reports(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        await app.WithDbAsync(async db =>
        {
            var city = await db.Cities.Where(c => c.Identifier == "mannheim").Select(c => c.Id).SingleAsync(Cancel);
            var own = await db
                .Commitments.Join(
                    db.Deals,
                    c => c.DealId,
                    d => d.Id,
                    (c, d) =>
                        new
                        {
                            c.DealId,
                            c.Key,
                            d.CityId,
                        }
                )
                .Where(p => p.CityId == city)
                .OrderBy(p => p.DealId)
                .ThenBy(p => p.Key)
                .Take(6)
                .ToListAsync(Cancel);
            var indicators = await db.Indicators.AsNoTracking().ToDictionaryAsync(i => i.Identifier, Cancel);
            var kinds = new HashSet<(WantedKind, string?)>();
            await Promises
                .Array[6]
                .SampleAsync(
                    async promises =>
                    {
                        await StoreAsync(db, [.. own.Select(p => (p.DealId, p.Key))], promises);
                        var counted = await CountedPromises.LoadAsync(db, city, indicators, cancel: Cancel);
                        var clock = CityClock.Of(null, "FI", new DateTimeOffset(2026, 3, 1, 9, 0, 0, default));
                        var totals = (await CityBoards.WorkOutAsync(db, city, indicators, clock, Cancel))
                            .Standing
                            .Promised;
                        var (expected, outside) = Naive(promises);
                        Assert.Equal(
                            expected.OrderBy(e => e.Key.ToString()).Select(e => $"{e.Key} {e.Value}"),
                            totals
                                .Select(t =>
                                    (
                                        Key: (t.Indicator, t.Kind, t.Per),
                                        Value: Says(
                                            t.Sum,
                                            t.Promises,
                                            t.Told,
                                            t.Reached!.Select(y => (y.Year, y.Value, y.Numbers)),
                                            t.Even?.Select(y => (y.Year, y.Value)) ?? []
                                        )
                                    )
                                )
                                .OrderBy(t => t.Key.ToString())
                                .Select(t => $"{t.Key} {t.Value}")
                        );
                        Assert.Equal(outside, OutsidePromises.Of(counted.Promises).Sum(o => o.Promises));
                        kinds.UnionWith(totals.Where(t => t.Told > 0).Select(t => (t.Kind, t.Per)));
                    },
                    iter: 60,
                    threads: 1
                );
            // Amounts have no rate; of all else chance brings both.
            Assert.Equal(7, kinds.Count);
        });
    }

    /// <summary>By hand: promise by promise, year by year, over what stands in the rows.</summary>
    private static (Dictionary<(string, WantedKind, string?), string> Sums, int Outside) Naive(Promise[] promises)
    {
        var (wanted, outside) = (
            new List<(
                string Indicator,
                WantedKind Kind,
                string? Per,
                decimal Amount,
                List<(int Year, decimal Value, int Numbers)> Reached,
                DateOnly From,
                DateOnly? To
            )>(),
            0
        );
        foreach (var (shape, numbers) in promises)
        {
            var unit = shape.Indicator switch
            {
                0 => Measured[0],
                1 => Measured[1],
                _ => Measured[2],
            };
            decimal? In(int value, int from) =>
                Measured[from].Of == unit.Of ? value * Measured[from].Factor / unit.Factor : null;
            if (shape.Goal is not { } number || In(number, shape.Unit) is not { } goal)
            {
                outside++;
                continue;
            }
            var begin = shape.Begin is { } value ? In(value, shape.Unit) : null;
            WantedKind? kind = (begin, shape.Direction) switch
            {
                (null, 2) => null,
                (null, _) when shape.Indicator == 2 || shape.EachYear => WantedKind.Level,
                (null, _) => WantedKind.Amount,
                ({ } at, not 1) when goal < at => WantedKind.Fall,
                ({ } at, not 2) when goal > at => WantedKind.Rise,
                _ => null,
            };
            if (kind is not { } of || (!shape.HasDay && !(of == WantedKind.Level && shape.EachYear)))
            {
                outside++;
                continue;
            }
            var reached = new List<(int Year, decimal Value, int Numbers)>();
            var newest = numbers
                .GroupBy(n => n.Period)
                .Select(g => g.MaxBy(n => n.Version)!)
                .Where(n => n.Value is not null && n.EachYear == shape.EachYear && n.AtEnd == (shape.Indicator == 2));
            foreach (var year in newest.GroupBy(n => n.Period[..4]).OrderBy(g => g.Key))
            {
                // It began in the middle of 2022, and nothing was done for it before.
                var said = year.Where(n =>
                        of != WantedKind.Amount
                        || string.CompareOrdinal(year.Key, "2022") > 0
                        || (year.Key == "2022" && n.Period[4..] is "" or "-H2" or "-Q3" or "-Q4")
                    )
                    .OrderBy(n => n.Period)
                    .ToList();
                if (said.Count == 0)
                    continue;
                var alike = said.Where(n => In(0, n.Unit) is not null).ToList();
                decimal level;
                if (shape.Indicator == 2 || shape.EachYear)
                {
                    if (In(said[^1].Value!.Value, said[^1].Unit) is not { } last)
                        continue;
                    level = last;
                    alike = [said[^1]];
                }
                else
                {
                    // Half a year, or a year of which some part is missing, cannot be compared with a year.
                    var isWhole =
                        alike.Count == said.Count
                        && string.Join(' ', said.Select(n => n.Period[4..])) is "" or "-H1 -H2" or "-Q1 -Q2 -Q3 -Q4";
                    if (alike.Count == 0 || (of != WantedKind.Amount && !isWhole))
                        continue;
                    level = alike.Sum(n => In(n.Value!.Value, n.Unit)!.Value);
                }
                var come = of switch
                {
                    WantedKind.Fall => begin!.Value - level,
                    WantedKind.Rise => level - begin!.Value,
                    _ => level,
                };
                reached.Add((int.Parse(year.Key, null), come, alike.Count));
            }
            wanted.Add(
                (
                    Counting[shape.Indicator],
                    of,
                    shape.EachYear ? "year" : null,
                    of switch
                    {
                        WantedKind.Fall => begin!.Value - goal,
                        WantedKind.Rise => goal - begin!.Value,
                        _ => goal,
                    },
                    reached,
                    begin is null ? new DateOnly(2022, 7, 1) : new DateOnly(2020, 1, 1),
                    shape.HasDay ? new DateOnly(Until(shape), 12, 31) : null
                )
            );
        }
        return (
            wanted
                .GroupBy(w => (w.Indicator, w.Kind, w.Per))
                .ToDictionary(
                    g => g.Key,
                    g =>
                        Says(
                            g.Sum(w => w.Amount),
                            g.Count(),
                            g.Count(w => w.Reached.Count > 0),
                            g.SelectMany(w => w.Reached)
                                .Select(r => r.Year)
                                .Distinct()
                                .Order()
                                .Select(year =>
                                    (
                                        year,
                                        g.Key.Kind == WantedKind.Amount
                                            ? g.SelectMany(w => w.Reached).Where(r => r.Year == year).Sum(r => r.Value)
                                            : g.Sum(w => w.Reached.LastOrDefault(r => r.Year <= year).Value),
                                        g.SelectMany(w => w.Reached).Where(r => r.Year == year).Sum(r => r.Numbers)
                                    )
                                ),
                            // Each on its own way, by the days of it.
                            g.Max(w => w.To)
                                is not { } end
                                ? []
                                : Enumerable
                                    .Range(g.Min(w => w.From.Year), end.Year - g.Min(w => w.From.Year) + 1)
                                    .Select(year =>
                                        (
                                            year,
                                            g.Sum(w =>
                                            {
                                                var days = new DateOnly(year, 12, 31).DayNumber - w.From.DayNumber;
                                                if (days < 0)
                                                    return 0;
                                                return w.To is not { } to
                                                    ? w.Amount
                                                    : w.Amount
                                                        * Math.Min(days, to.DayNumber - w.From.DayNumber)
                                                        / (to.DayNumber - w.From.DayNumber);
                                            })
                                        )
                                    )
                        )
                ),
            outside
        );
    }

    private static string Says(
        decimal sum,
        int promises,
        int told,
        IEnumerable<(int Year, decimal Value, int Numbers)> reached,
        IEnumerable<(int Year, decimal Value)> even
    ) =>
        FormattableString.Invariant(
            $"{string.Join(", ", even.Select(y => FormattableString.Invariant($"{y.Year} {Math.Round(y.Value, 6):0.######}")))}; {sum:0.######} of {promises}, {told}: {string.Join(", ", reached.Select(y => FormattableString.Invariant($"{y.Year} {y.Value:0.######} ({y.Numbers})")))}"
        );

    private static async Task StoreAsync(
        AppDb db,
        IReadOnlyList<(long DealId, string Key)> own,
        IReadOnlyList<Promise> promises
    )
    {
        await db.Measurements.ExecuteDeleteAsync(Cancel);
        await db.PromiseIndicators.ExecuteDeleteAsync(Cancel);
        foreach (var ((deal, key), (shape, numbers)) in own.Zip(promises))
        {
            var promise = await db.Commitments.SingleAsync(c => c.DealId == deal && c.Key == key, Cancel);
            promise.Quantified = shape.Goal is not null;
            promise.Quantity = shape.Goal is { } goal
                ? new Quantity(goal, Qualifier.Exactly, Measured[shape.Unit].Name, shape.EachYear ? "year" : null)
                : null;
            promise.Direction = shape.Direction switch
            {
                1 => Direction.Increase,
                2 => Direction.Decrease,
                3 => Direction.Reach,
                _ => null,
            };
            promise.Baseline = shape.Begin is { } begin ? new Baseline(PartialDate.Parse("2020"), begin) : null;
            promise.Target = new Target(
                shape.HasDay ? PartialDate.Parse($"{Until(shape)}") : null,
                PartialDate.Parse("2022-07")
            );
            db.PromiseIndicators.Add(
                new PromiseIndicator
                {
                    DealId = deal,
                    Commitment = key,
                    Version = 1,
                    IndicatorId = Counting[shape.Indicator],
                    Sector = Sector.Other,
                    Scope = EmissionScope.NotApplicable,
                    RecordedAt = DateTime.UnixEpoch,
                }
            );
            foreach (var number in numbers)
                db.Measurements.Add(
                    new Measurement
                    {
                        DealId = deal,
                        Commitment = key,
                        Period = Period.Parse(number.Period),
                        Version = number.Version,
                        Span = number.AtEnd ? MeasuredSpan.AtEnd : MeasuredSpan.During,
                        Value = number.Value,
                        Unit = number.Value is null ? null : Measured[number.Unit].Name,
                        Per = number.Value is not null && number.EachYear ? "year" : null,
                        Notation = number.Value is null ? NotationKey.NotEstimated : null,
                        Method = MeasuringMethod.Measured,
                        Source = "Counted.",
                        Trust = TrustLevel.Declared,
                        OnBehalf = false,
                        RecordedAt = DateTime.UnixEpoch,
                    }
                );
        }
        await db.SaveChangesAsync(Cancel);
        db.ChangeTracker.Clear();
    }

    [Theory, EachDatabase]
    public async Task A_city_sees_falls_and_rates_beside_amounts_and_who_stands_outside(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        await MeasureAsync(app, "ma-11", "emissions-own", "t-co2e", 900, period: "2023");
        await MeasureAsync(app, "ma-11", "emissions-own", "t-co2e", 800, period: "2025");
        await MeasureAsync(app, "ma-12", "emissions-own", "t-co2e", 50, period: "2025");
        await MeasureAsync(app, "ma-13", "meals-shared", "meals", 50, period: "2025");
        await app.WithDbAsync(async db =>
        {
            var deals = await db.Deals.ToDictionaryAsync(d => d.Identifier, d => d.Id, Cancel);
            async Task WantAsync(
                string deal,
                Quantity quantity,
                Direction direction,
                Baseline? baseline,
                Target? target
            )
            {
                var id = deals[deal];
                var promise = await db.Commitments.Where(c => c.DealId == id).OrderBy(c => c.Order).FirstAsync(Cancel);
                (promise.Quantified, promise.Quantity, promise.Direction) = (true, quantity, direction);
                (promise.Baseline, promise.Target) = (baseline, target);
            }
            Quantity Tonnes(int value) => new(value, Qualifier.Exactly, "t-co2e");
            var by2030 = new Target(PartialDate.Parse("2030"));
            await WantAsync("ma-11", Tonnes(600), Direction.Decrease, new(PartialDate.Parse("2020"), 1_000), by2030);
            await WantAsync("ma-12", Tonnes(10), Direction.Decrease, null, by2030);
            await WantAsync(
                "ma-13",
                new(500, Qualifier.Exactly, "meals", "year"),
                Direction.Increase,
                null,
                new Target(From: PartialDate.Parse("2024"))
            );
            return await db.SaveChangesAsync(Cancel);
        });
        await app.ChangedAsync();
        var page = WebUtility.HtmlDecode(await app.Client.GetStringAsync("/en/cities/mannheim/totals", Cancel));
        foreach (
            var said in (string[])
                [
                    "Promised together by 2030: a fall by 400 from where each began (promises with a number: 1). As last reported, by 1 of them: 200. Still to come: 200.",
                    "2023: 100; 2025: 200; 2030: 400",
                    "1 promise stands outside: its target cannot be added to others.",
                    "is to fall, and does not say from which value",
                    "Promised together for each year: 500 (promises with a number: 1). As last reported, by 0 of them: 0. Still to come: 500.",
                ]
        )
            Assert.Contains(said, page, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task What_ended_early_or_was_renewed_wants_nothing_any_more(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        foreach (
            var (deal, value, state) in ((string, int, DealState)[])
                [
                    ("ma-11", 1, DealState.InForce),
                    ("ma-12", 20, DealState.Completed),
                    ("ma-13", 300, DealState.EndedEarly),
                    ("ma-10", 4_000, DealState.Renewed),
                ]
        )
        {
            await MeasureAsync(app, deal, "meals-shared", "meals", value, period: "2025");
            await app.WithDbAsync(async db =>
            {
                var own = await db.Deals.SingleAsync(d => d.Identifier == deal, Cancel);
                own.State = state;
                var promise = await db
                    .Commitments.Where(c => c.DealId == own.Id)
                    .OrderBy(c => c.Order)
                    .FirstAsync(Cancel);
                (promise.Quantified, promise.Direction, promise.Baseline) = (true, null, null);
                promise.Quantity = new Quantity(value * 10, Qualifier.Exactly, "meals");
                promise.Target = new Target(PartialDate.Parse("2030"), PartialDate.Parse("2025"));
                return await db.SaveChangesAsync(Cancel);
            });
        }
        await app.ChangedAsync();
        var page = WebUtility.HtmlDecode(await app.Client.GetStringAsync("/en/cities/mannheim/totals", Cancel));
        foreach (
            var said in (string[])
                [
                    // What was done is done.
                    "4,321",
                    "Reported of these since each began, gross: 21. Still to come: 189.",
                    "2 promises stand outside",
                    "its deal ended early",
                    "its deal was renewed: the promises of the new deal count instead",
                    "of deals concluded here that are in force: 1.",
                ]
        )
            Assert.Contains(said, page, StringComparison.Ordinal);
        foreach (
            var (language, said) in ((string, string)[])[("de", "vorzeitig"), ("fi", "uusittu"), ("sv", "förnyats")]
        )
            Assert.Contains(
                said,
                WebUtility.HtmlDecode(await app.Client.GetStringAsync($"/{language}/cities/mannheim/totals", Cancel)),
                StringComparison.Ordinal
            );
    }

    [Theory, EachDatabase]
    public async Task What_is_reached_is_told_net_too_where_an_effect_is_shared(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        foreach (var (deal, value, target) in ((string, int, string)[])[("ma-11", 100, "2026"), ("ma-12", 40, "2035")])
        {
            await MeasureAsync(app, deal, "meals-shared", "meals", value, period: "2025");
            await app.WithDbAsync(async db =>
            {
                var id = await db.Deals.Where(d => d.Identifier == deal).Select(d => d.Id).SingleAsync(Cancel);
                var promise = await db.Commitments.Where(c => c.DealId == id).OrderBy(c => c.Order).FirstAsync(Cancel);
                (promise.Quantified, promise.Direction, promise.Baseline) = (true, null, null);
                promise.Quantity = new Quantity(value * 10, Qualifier.Exactly, "meals");
                promise.Target = new Target(PartialDate.Parse(target), PartialDate.Parse("2025"));
                return await db.SaveChangesAsync(Cancel);
            });
        }
        const string gross = "Reported of these since each began, gross: 140. Still to come: 1,260.";
        const string net = " Net, with every shared effect counted once: 70. What was promised is gross.";
        await app.ChangedAsync();
        var before = await PageAsync();
        Assert.Contains(gross, before, StringComparison.Ordinal);
        Assert.DoesNotContain("Net, with every shared effect", before, StringComparison.Ordinal);
        await ShareAsync(app, 2025, 1, ("ma-11", 500_000), ("ma-12", 500_000));
        await app.ChangedAsync();
        var page = await PageAsync();
        Assert.Contains(gross + net, page, StringComparison.Ordinal);
        // Half of the first by the end of 2025, all of it a year later, and then only the second goes on.
        var way = new HtmlParser()
            .ParseDocument(page)
            .QuerySelectorAll("table[aria-label^='The way to what was promised'] tbody tr")
            .Select(r => string.Join(' ', r.Children.Select(c => c.TextContent.Trim())))
            .ToList();
        Assert.Equal(11, way.Count);
        Assert.Equal("2025 140 535.57", way[0]);
        Assert.Equal("2026 – 1,072.61", way[1]);
        Assert.Equal("2035 – 1,400", way[^1]);

        async Task<string> PageAsync() =>
            WebUtility.HtmlDecode(await app.Client.GetStringAsync("/en/cities/mannheim/totals", Cancel));
    }

    [Theory, EachDatabase]
    public async Task The_bar_of_a_year_that_is_not_over_says_so(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        app.Time.Advance(TimeSpan.FromDays(30));
        await MeasureAsync(app, "ma-11", "meals-shared", "meals", 400, period: "2025");
        await MeasureAsync(app, "ma-12", "meals-shared", "meals", 100, period: "2025");
        await MeasureAsync(app, "ma-11", "meals-shared", "meals", 50, period: "2026-Q1");
        await app.ChangedAsync();
        foreach (var address in (string[])["/en/cities/mannheim/totals", "/en/totals?indicator=meals-shared"])
        {
            var page = WebUtility.HtmlDecode(await app.Client.GetStringAsync(address, Cancel));
            Assert.Contains("2025: 500 (2 numbers); 2026: 50 so far (1 number)", page, StringComparison.Ordinal);
            Assert.Contains("Hollow: 2026 is not over yet.", page, StringComparison.Ordinal);
            Assert.Single(page.Split("column so-far").Skip(1));
        }
        app.Time.Advance(TimeSpan.FromDays(300));
        await app.ChangedAsync();
        Assert.DoesNotContain(
            "so far",
            await app.Client.GetStringAsync("/en/cities/mannheim/totals", Cancel),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("600 t decrease from 1000 by 2030", "Fall 400 2020–2030")]
    [InlineData("1.5 kt decrease from 1000 by 2030", "Unlike")]
    [InlineData("600 t decrease by 2030", "NoBeginning")]
    [InlineData("600 t increase from 1000 by 2030", "Unlike")]
    [InlineData("1000 t reach from 1000 by 2030", "Keeps")]
    [InlineData("1200 t increase from 1000 by 2030", "Rise 200 2020–2030")]
    [InlineData("600 t by 2030", "Amount 600 2024–2030")]
    [InlineData("600 t before 2030", "Amount 600 2024–2029")]
    [InlineData("600 t by 2023", "NoDay")]
    [InlineData("600 t", "NoDay")]
    [InlineData("600 t/year", "Level 600 2024–")]
    [InlineData("600 t/year by 2030", "Level 600 2024–2030")]
    [InlineData("600 t/year decrease from 1000 by 2030", "Fall 400 2020–2030")]
    [InlineData("600 t/year decrease from 1000", "NoDay")]
    [InlineData("600 kg by 2030", "Amount 0.6 2024–2030")]
    [InlineData("600 t/meal by 2030", "Unlike")]
    [InlineData("6 percent decrease by 2030", "Unlike")]
    [InlineData("nothing", "NoNumber")]
    public void A_promise_is_read_as_its_own_page_reads_it(string said, string expected)
    {
        var words = said.Split(' ');
        string? After(string word) => Array.IndexOf(words, word) is >= 0 and var at ? words[at + 1] : null;
        var unit = words.Length > 1 ? words[1].Split('/') : [];
        var quantity = decimal.TryParse(words[0], System.Globalization.CultureInfo.InvariantCulture, out var value)
            ? new Quantity(value, Qualifier.Exactly, unit[0], unit.ElementAtOrDefault(1))
            : null;
        // Kilotonnes are no unit here: 1.5 kt is something that does not convert.
        Direction? direction =
            words.Contains("increase") ? Direction.Increase
            : words.Contains("decrease") ? Direction.Decrease
            : words.Contains("reach") ? Direction.Reach
            : null;
        var (wanted, outside) = Wanted.Of(
            Indicator.Shipped.Single(i => i.Identifier == "waste-avoided"),
            quantity,
            direction,
            After("from") is { } from ? new Baseline(PartialDate.Parse("2020"), decimal.Parse(from, null)) : null,
            After("by") is { } by ? new Target(PartialDate.Parse(by))
                : After("before") is { } before ? new Target(PartialDate.Parse(before), Qualifier: "before")
                : null,
            PartialDate.Parse("2024-05")
        );
        Assert.Equal(
            expected,
            outside?.ToString()
                ?? FormattableString.Invariant($"{wanted!.Kind} {wanted.Amount:0.###} {wanted.From}–{wanted.By}")
        );
    }
}
