using Alliance.Deals;
using Alliance.Monitoring;
using Alliance.Monitoring.Boards;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Reporting;
using Alliance.Monitoring.Totals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Alliance.Transparency;
using CsCheck;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Monitoring;

/// <summary>Totals of indicators say what a plain sum over everything that was recorded says, on any day as known on any other.</summary>
public sealed class RollupTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly DateTime Begin = new(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc);
    private static readonly string?[] Chosen = ["food-rescued", "waste-avoided", "renewable-capacity", null];

    // Two that convert into each other, and one that does not.
    private static readonly string[] Measured = ["kg", "t", "kw"];
    private static readonly string?[] Rates = [null, null, null, "year", "meal"];

    /// <summary>One row that is recorded; of a measurement or of a choice.</summary>
    private sealed record Row(int Promise, int Day, NumberRow? Number, ChoiceRow? Choice);

    private sealed record NumberRow(
        string Period,
        int Version,
        long? Millionths,
        bool AtEnd,
        int Unit,
        int Per,
        int Trust
    );

    private sealed record ChoiceRow(int Version, int Indicator, int Scope);

    private sealed record History(IReadOnlyList<Row> Rows, IReadOnlyList<Row> Shuffled, int AsOf, int KnownAt);

    // Years as a whole, in halves, quarters or months: periods of a promise do not overlap.
    private static readonly string[][] Years =
    [
        [""],
        ["-H1", "-H2"],
        ["-Q1", "-Q2", "-Q3", "-Q4"],
        ["-01", "-06", "-07", "-12"],
    ];

    private static readonly Gen<Row[]> OfPromise =
        from promise in Gen.Const(0)
        from atEnd in Gen.Int[0, 3].Select(kind => kind == 0)
        from per in Gen.Int[0, Rates.Length - 1]
        from numbers in Gen.Select(
            Gen.Int[2023, 2025],
            Gen.Int[0, 3],
            Gen.Int[1, 3],
            Gen.Int[0, Measured.Length - 1],
            (year, parts, versions, unit) => (year, parts, versions, unit)
        ).Array[1, 3]
        from choices in Gen.Int[0, Chosen.Length - 1].Array[1, 3]
        from draws in Gen.Select(Gen.Int[0, 9], Gen.Long[-5_000_000_000, 9_000_000_000], Gen.Int[0, 19]).Array[60]
        select Rows(atEnd, per, numbers, choices, draws);

    private static readonly Gen<History> Histories =
        from promises in OfPromise.Array[4]
        let rows = promises.SelectMany((own, i) => own.Select(r => r with { Promise = i })).ToArray()
        from shuffled in Gen.Shuffle(rows)
        from asOf in Gen.Int[300, 1100]
        from knownAt in Gen.Int[3, 10]
        select new History(rows, shuffled, asOf, knownAt);

    [Theory, EachDatabase]
    public async Task They_are_the_plain_sum_whatever_came_in_whatever_order(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        await app.WithDbAsync(async db =>
        {
            var promises = await PromisesAsync(db);
            var indicators = await db.Indicators.AsNoTracking().ToDictionaryAsync(i => i.Identifier, Cancel);
            var (checks, compared, shared) = (0, 0, 0);
            await PromiseAmountsAsync(db, promises);
            await ShareAsync(db, promises);
            await Histories.SampleAsync(
                async history =>
                {
                    var asOf = new DateOnly(2023, 1, 1).AddDays(history.AsOf);
                    var knownAt = DateOnly.FromDateTime(Begin).AddDays(history.KnownAt);
                    await StoreAsync(db, promises, history.Rows);
                    var rollups = await RollupsAsync(db);
                    foreach (var city in promises.Select(p => p.City).Distinct())
                    {
                        var expected = Naive(promises, history.Rows, city, asOf, knownAt, indicators);
                        var sums = await IndicatorSums.LoadAsync(db, city, asOf, knownAt, indicators, cancel: Cancel);
                        Assert.Equal(expected, sums.ToDictionary(s => (s.Of, s.Trust), s => (s.Value, s.Numbers)));
                        // What counts today is everything, and read from fewer rows.
                        var far = new DateOnly(2200, 12, 31);
                        var all = Naive(promises, history.Rows, city, far, far, indicators);
                        var today = await IndicatorSums.LoadAsync(db, city, indicators, cancel: Cancel);
                        Assert.Equal(all, today.ToDictionary(s => (s.Of, s.Trust), s => (s.Value, s.Numbers)));
                        checks += expected.Count;
                        compared += await AssertReachedAsync(db, promises, history.Rows, city, indicators);
                    }
                    shared += await AssertSharedAsync(db, promises, indicators);
                    var days = new DashboardDays(asOf, knownAt, new DateOnly(2100, 1, 1));
                    Assert.Equal(
                        Naive(promises, history.Rows, null, asOf, knownAt, indicators),
                        (await NetworkTotals.LoadAsync(db, days, Cancel)).Totals.ToDictionary(
                            t => (t.Of, t.Trust),
                            t => (t.Gross, t.Numbers)
                        )
                    );
                    await StoreAsync(db, promises, history.Shuffled);
                    Assert.Equal(rollups, await RollupsAsync(db));
                },
                iter: 30,
                threads: 1
            );
            // Chance decides how much they hold; that it is nothing at all nobody would notice otherwise.
            Assert.True(checks > 5, "The histories hold hardly anything.");
            Assert.True(shared > 0, "The histories hold nothing that is shared.");
            Assert.True(compared > 0, "The histories hold hardly anything that is promised.");
        });
    }

    /// <summary>Two promises have shares of one effect each year; the first one counted another share before.</summary>
    private static async Task ShareAsync(AppDb db, IReadOnlyList<Promise> promises)
    {
        for (var year = 2023; year <= 2025; year++)
        {
            var effect = new Effect
            {
                Action = "shared",
                Sector = Sector.Other,
                TerritoryId = promises[0].City,
                Scope = EmissionScope.NotApplicable,
                Gas = Gas.None,
                Year = year,
            };
            foreach (
                var (promise, version, share) in ((int, int, long)[])[(0, 1, 333_333), (0, 2, 600_000), (1, 1, 400_000)]
            )
                db.Claims.Add(
                    new Claim
                    {
                        DealId = promises[promise].DealId,
                        Commitment = promises[promise].Key,
                        Year = year,
                        Version = version,
                        Effect = effect,
                        Share = share,
                        RecordedAt = Begin,
                    }
                );
        }
        await db.SaveChangesAsync(Cancel);
        db.ChangeTracker.Clear();
    }

    /// <summary>What promises leave to others is the same summed up and worked out of everything that is there; how many sums.</summary>
    private static async Task<int> AssertSharedAsync(
        AppDb db,
        IReadOnlyList<Promise> promises,
        IReadOnlyDictionary<string, Indicator> indicators
    )
    {
        var found = 0;
        foreach (var city in promises.Select(p => p.City).Append(IndicatorYear.AllCities).Distinct())
        {
            var worked = await GrossAndNet.SharedAsync(
                db,
                city,
                indicators,
                DateOnly.MaxValue,
                DateOnly.MaxValue,
                cancel: Cancel
            );
            var expected = worked.Where(s => s.Value != 0).ToDictionary();
            Assert.Equal(expected, await SharedNumbers.LoadAsync(db, city, indicators, cancel: Cancel));
            found += expected.Count;
        }
        return found;
    }

    /// <summary>Every second promise wants to reach an amount; the others say nothing that adds up.</summary>
    private static async Task PromiseAmountsAsync(AppDb db, IReadOnlyList<Promise> promises)
    {
        foreach (var (i, p) in promises.Index())
        {
            var promise = await db.Commitments.SingleAsync(c => c.DealId == p.DealId && c.Key == p.Key, Cancel);
            var adds = i % 2 == 0;
            (promise.Quantified, promise.Direction, promise.Baseline) = (adds, null, null);
            promise.Quantity = adds ? new Quantity(1000, Qualifier.Exactly, "kg") : null;
            promise.Target = adds ? new Target(PartialDate.Parse("2030"), PartialDate.Parse("2023")) : null;
        }
        await db.SaveChangesAsync(Cancel);
        db.ChangeTracker.Clear();
    }

    /// <summary>What was promised is compared with the numbers of those who promised it. How many sums that were.</summary>
    private static async Task<int> AssertReachedAsync(
        AppDb db,
        IReadOnlyList<Promise> promises,
        IReadOnlyList<Row> rows,
        long city,
        Dictionary<string, Indicator> indicators
    )
    {
        var far = new DateOnly(2200, 12, 31);
        var clock = CityClock.Of(null, "FI", new DateTimeOffset(far, default, default));
        var totals = (await CityBoards.WorkOutAsync(db, city, indicators, clock, Cancel)).Standing.Promised;
        List<(SumKey Of, decimal Value, int Numbers)> with =
        [
            .. Naive(
                    [.. promises.Select((p, i) => i % 2 == 0 ? p : p with { City = -1 })],
                    rows,
                    city,
                    far,
                    far,
                    indicators
                )
                .Where(s => s.Key.Item1.Per is null && s.Key.Item1.Unit == indicators[s.Key.Item1.Indicator].Unit)
                .GroupBy(s => s.Key.Item1)
                .Select(g => (g.Key, g.Sum(s => s.Value.Item1), g.Sum(s => s.Value.Item2))),
        ];
        foreach (var total in totals)
        {
            bool IsOf(SumKey key) => (key.Indicator, key.Scope) == (total.Indicator, total.Scope);
            Assert.Equal(
                with.Where(s => IsOf(s.Of))
                    .OrderBy(s => s.Of.Year)
                    .Select(s => new ReachedYear(s.Of.Year, s.Value, s.Numbers)),
                total.Reached!.Where(y => y.Numbers > 0)
            );
        }
        // Kilowatts are promised in no kilograms; of all else nothing is forgotten.
        Assert.All(
            with.Where(s => s.Of.Indicator != "renewable-capacity"),
            s => Assert.Contains(totals, t => (t.Indicator, t.Scope) == (s.Of.Indicator, s.Of.Scope))
        );
        return totals.Sum(t => t.Reached!.Count);
    }

    [Theory, EachDatabase]
    public async Task Acts_and_imports_keep_them_and_the_past_stays_as_it_was_known(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludeAsync();
        var promise = $"/en/deals/{await story.SlugAsync()}/promises/c3";
        var first = DateOnly.FromDateTime(app.Time.GetUtcNow().UtcDateTime);
        await MeasureAsync("measure", ("value", "400"));
        Assert.Empty(await SumsAsync(first));
        using (
            var chosen = await story.ManagerBrowser.SendAsync(
                promise + "/indicator",
                "indicator",
                ("indicator", "trees-planted"),
                ("sector", "land-use")
            )
        )
            Assert.NotNull(chosen.LeadsTo());
        Assert.Equal(["2025 trees: 400 (1)"], await SumsAsync(first));

        await story.WaitAsync(TimeSpan.FromDays(1));
        await MeasureAsync("measure?corrects=2025", ("value", "380"), ("reason", "Twenty stand elsewhere."));
        await MeasureAsync("measure", ("year", "2024"), ("value", "20"));
        Assert.Equal(["2024 trees: 20 (1)", "2025 trees: 380 (1)"], await SumsAsync(first.AddDays(1)));
        Assert.Equal(["2025 trees: 400 (1)"], await SumsAsync(first));

        // Taken back, it counts in no total from today on.
        await story.WaitAsync(TimeSpan.FromDays(1));
        using (var back = await story.ManagerBrowser.SendAsync(promise + "/indicator", "indicator", ("indicator", "")))
            Assert.NotNull(back.LeadsTo());
        Assert.Empty(await SumsAsync(first.AddDays(2)));
        Assert.Equal(["2024 trees: 20 (1)", "2025 trees: 380 (1)"], await SumsAsync(first.AddDays(1)));

        // Another register that takes it all in comes to the same.
        var here = await story.DbAsync(RollupsAsync);
        var folder = Path.Combine(app.Database.Folder, "out");
        await app.WithDbAsync(db => new ExportPackage(db).RunAsync(folder));
        await using var other = await TestApp.StartAsync(on);
        Assert.Equal(
            here.Select(WithoutCity),
            await other.WithDbAsync(async db =>
            {
                var result = await new ImportPackage(db, app.Time).RunAsync([folder], dryRun: false);
                Assert.Empty(result.Problems);
                return (await RollupsAsync(db)).Select(WithoutCity).ToList();
            })
        );

        static string WithoutCity(string row) => row[(row.IndexOf(' ', StringComparison.Ordinal) + 1)..];

        async Task MeasureAsync(string form, params (string, string)[] typed)
        {
            (string, string)[] usual =
            [
                ("year", "2025"),
                ("span", "during"),
                ("method", "measured"),
                ("source", "Counted."),
            ];
            using var sent = await story.ManagerBrowser.SendAsync(
                $"{promise}/{form}",
                "measure",
                form.Contains('?', StringComparison.Ordinal) ? typed : [.. usual, .. typed]
            );
            Assert.True(sent.LeadsTo() is not null, Forms.Complaints(await sent.Content.ReadAsStringAsync(Cancel)));
        }

        Task<List<string>> SumsAsync(DateOnly knownAt) =>
            story.DbAsync(async db =>
            {
                var indicators = await db.Indicators.ToDictionaryAsync(i => i.Identifier, Cancel);
                var city = await db.Cities.Where(c => c.Identifier == "espoo").Select(c => c.Id).SingleAsync(Cancel);
                var sums = await IndicatorSums.LoadAsync(db, city, first, knownAt, indicators, cancel: Cancel);
                return sums.ConvertAll(s => $"{s.Of.Year} {s.Of.Unit}: {s.Value:0.######} ({s.Numbers})");
            });
    }

    // A sum as one would make it by hand: promise by promise, year by year, over the raw numbers.
    private static Dictionary<(SumKey, TrustLevel), (decimal, int)> Naive(
        IReadOnlyList<Promise> promises,
        IReadOnlyList<Row> rows,
        long? city,
        DateOnly asOf,
        DateOnly knownAt,
        Dictionary<string, Indicator> indicators
    )
    {
        var sums = new Dictionary<(SumKey, TrustLevel), (decimal Value, int Numbers)>();
        for (var i = 0; i < promises.Count; i++)
        {
            if (city is not null && promises[i].City != city)
                continue;
            var known = rows.Where(r => r.Promise == i && DateOnly.FromDateTime(Begin).AddDays(r.Day) <= knownAt)
                .ToList();
            var choice = known.Where(r => r.Choice is not null).MaxBy(r => r.Choice!.Version)?.Choice;
            if (choice is null || Chosen[choice.Indicator] is not { } name)
                continue;
            var indicator = indicators[name];
            var numbers = known
                .Where(r => r.Number is not null)
                .Select(r => r.Number!)
                .GroupBy(n => n.Period)
                .Select(g => g.OrderByDescending(n => n.Version).First())
                .Where(n => n.Millionths is not null && n.AtEnd == (indicator.Span == MeasuredSpan.AtEnd))
                .Where(n => Period.Parse(n.Period).Last <= asOf && Rates[n.Per] != "meal");
            foreach (var year in numbers.GroupBy(n => n.Period[..4]))
            {
                var adds = year.Where(n => !n.AtEnd && Rates[n.Per] is null).ToList();
                if (year.Except(adds).MaxBy(n => Period.Parse(n.Period).Last) is { } last)
                    adds.Add(last);
                foreach (var n in adds)
                {
                    var (unit, value) = (Measured[n.Unit], n.Millionths!.Value / 1_000_000m);
                    (unit, value) = (unit, indicator.Unit) switch
                    {
                        ("kg", "t") => ("t", value / 1000),
                        ("t", "kg") => ("kg", value * 1000),
                        _ => (unit, value),
                    };
                    var scope = (EmissionScope)choice.Scope;
                    var key = new SumKey(name, int.Parse(year.Key, null), unit, Rates[n.Per], scope);
                    var sum = sums.GetValueOrDefault((key, (TrustLevel)n.Trust));
                    sums[(key, (TrustLevel)n.Trust)] = (sum.Value + value, sum.Numbers + 1);
                }
            }
        }
        return sums;
    }

    private static Row[] Rows(
        bool atEnd,
        int per,
        (int Year, int Parts, int Versions, int Unit)[] years,
        int[] choices,
        (int Day, long Value, int Mix)[] draws
    )
    {
        var rows = new List<Row>();
        var draw = 0;
        (int Day, long Value, int Mix) Next() => draws[draw++ % draws.Length];
        foreach (var (index, indicator) in choices.Index())
        {
            var (day, _, mix) = Next();
            rows.Add(new Row(0, day, null, new ChoiceRow(index + 1, indicator, mix % 5)));
        }
        foreach (var (year, parts, versions, unit) in years.DistinctBy(y => y.Year))
        foreach (var part in Years[parts])
            for (var version = 1; version <= versions; version++)
            {
                // A correction may be known before what it corrects: another register's come in any order.
                var (day, value, mix) = Next();
                long? number = mix == 0 ? null : value;
                // Now and then it was another unit or kind: the deal was changed, or the first numbers were wrong.
                var odd = mix == 1;
                rows.Add(
                    new Row(
                        0,
                        day,
                        new NumberRow(
                            $"{year}{part}",
                            version,
                            number,
                            atEnd ^ odd,
                            odd ? (unit + 1) % 3 : unit,
                            per,
                            mix % 4
                        ),
                        null
                    )
                );
            }
        return [.. rows];
    }

    private sealed record Promise(string Deal, long DealId, string Key, long City);

    private static async Task<List<Promise>> PromisesAsync(AppDb db)
    {
        var found = new List<Promise>();
        foreach (var deal in (string[])["ma-11", "es-02"])
            found.AddRange(
                (
                    await db
                        .Commitments.Join(db.Deals, c => c.DealId, d => d.Id, (c, d) => new { d, c.Key })
                        .Where(p => p.d.Identifier == deal)
                        .OrderBy(p => p.Key)
                        .Take(2)
                        .ToListAsync(Cancel)
                ).Select(p => new Promise(p.d.Identifier, p.d.Id, p.Key, p.d.CityId))
            );
        Assert.Equal(4, found.Count);
        return found;
    }

    /// <summary>As acts and imports do, some rows at a time.</summary>
    private static async Task StoreAsync(AppDb db, IReadOnlyList<Promise> promises, IReadOnlyList<Row> rows)
    {
        await db.Measurements.ExecuteDeleteAsync(Cancel);
        await db.PromiseIndicators.ExecuteDeleteAsync(Cancel);
        await db.IndicatorRollups.ExecuteDeleteAsync(Cancel);
        await db.IndicatorYears.ExecuteDeleteAsync(Cancel);
        await db.SharedNumbers.ExecuteDeleteAsync(Cancel);
        foreach (var some in rows.Chunk(5))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            var came = new HashSet<string>();
            foreach (var row in some)
            {
                var promise = promises[row.Promise];
                var at = Begin.AddDays(row.Day);
                if (row.Choice is { } choice)
                {
                    db.PromiseIndicators.Add(
                        new PromiseIndicator
                        {
                            DealId = promise.DealId,
                            Commitment = promise.Key,
                            Version = choice.Version,
                            IndicatorId = Chosen[choice.Indicator],
                            Sector = Sector.Other,
                            Scope = (EmissionScope)choice.Scope,
                            RecordedAt = at,
                        }
                    );
                    came.Add(PromiseIndicatorDocument.IdOf(promise.Deal, promise.Key, choice.Version));
                    continue;
                }
                var number = row.Number!;
                var period = Period.Parse(number.Period);
                db.Measurements.Add(
                    new Measurement
                    {
                        DealId = promise.DealId,
                        Commitment = promise.Key,
                        Period = period,
                        Version = number.Version,
                        Span = number.AtEnd ? MeasuredSpan.AtEnd : MeasuredSpan.During,
                        Value = number.Millionths / 1_000_000m,
                        Unit = number.Millionths is null ? null : Measured[number.Unit],
                        Per = number.Millionths is null ? null : Rates[number.Per],
                        Notation = number.Millionths is null ? NotationKey.NotEstimated : null,
                        Method = MeasuringMethod.Measured,
                        Source = "Counted.",
                        Trust = (TrustLevel)number.Trust,
                        OnBehalf = false,
                        RecordedAt = at,
                    }
                );
                came.Add(MeasurementDocument.IdOf(promise.Deal, promise.Key, period, number.Version));
            }
            await db.SaveChangesAsync(Cancel);
            await Rollups.FollowAsync(db, some.Select(r => promises[r.Promise].Deal), came, null, Cancel);
            await transaction.CommitAsync(Cancel);
            db.ChangeTracker.Clear();
        }
    }

    private static async Task<List<string>> RollupsAsync(AppDb db) =>
        [
            .. (await db.IndicatorRollups.AsNoTracking().Where(r => r.Value != 0 || r.Numbers != 0).ToListAsync(Cancel))
                .Select(r =>
                    $"{r.CityId} {r.IndicatorId} {r.Ends} {r.Unit} {r.Per} {r.Scope} {r.Trust} {r.RecordedDay}: {r.Value} {r.Numbers}"
                )
                .Order(StringComparer.Ordinal),
        ];
}
