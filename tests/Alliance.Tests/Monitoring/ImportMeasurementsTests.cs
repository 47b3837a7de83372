using System.Globalization;
using Alliance.Deals;
using Alliance.Monitoring;
using Alliance.Monitoring.Importing;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Totals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Tests.Killed;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Monitoring;

/// <summary>A file of many measurements: all of them count, at once, or none does.</summary>
public sealed class ImportMeasurementsTests
{
    private const string Heads = "deal,commitment,period,value,unit,notation,span,method,source,evidence,reason";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task They_are_judged_as_in_the_form_and_count(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        var (deal, key) = await app.WithDbAsync(CountTreesAsync);
        var imported = await ImportAsync(
            app,
            $"{deal},{key},2023,1.5,trees,,during,measured,Counted,,",
            $"{deal},{key},2024,20,trees,,during,measured,Counted,https://trees.example/2024,",
            $"{deal},{key},2025,,,not-estimated,,estimated,Nobody counted,,",
            $"{deal},{key},2024,30,trees,,during,measured,Counted anew,,The first count forgot a street"
        );
        Assert.Equal((0, 4, 0), (imported.ProblemCount, imported.Stored, imported.Resumed));
        Assert.Equal(["2023 trees: 1.5 (1)", "2024 trees: 30 (1)"], await SumsAsync(app, deal));
        using var client = app.NewClient();
        var listed = await client.GetStringAsync($"/api/v1/measurements?deal={deal}", Cancel);
        Assert.Contains($"\"{deal}.{key}.2024.v2\"", listed, StringComparison.Ordinal);
        Assert.Contains("\"The first count forgot a street\"", listed, StringComparison.Ordinal);

        var again = await ImportAsync(app, $"{deal},{key},2023,2,trees,,during,measured,Counted,,");
        Assert.Equal(("measured-already", 2), (again.Problems.Single().Why.Code, again.Problems.Single().Line));
        Assert.Equal(["2023 trees: 1.5 (1)", "2024 trees: 30 (1)"], await SumsAsync(app, deal));
    }

    [Theory, EachDatabase]
    public async Task What_is_counted_by_an_indicator_that_was_made_meanwhile_comes_in_too(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        var (deal, key) = await app.WithDbAsync(CountTreesAsync);
        var file = await FileAsync([Heads, $"{deal},{key},2024,20,trees,,during,measured,Counted,,"]);
        var made = false;
        var imported = await WithImportAsync(
            app,
            import =>
                import.RunAsync(
                    file,
                    _ =>
                    {
                        if (made)
                            return;
                        made = true;
                        using var scope = app.Services.CreateScope();
                        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
                        var trees = db.Indicators.AsNoTracking().Single(i => i.Identifier == "trees-planted");
                        db.Indicators.Add(
                            new Indicator
                            {
                                Identifier = "street-trees",
                                Name = trees.Name,
                                Definition = trees.Definition,
                                Unit = trees.Unit,
                                Direction = trees.Direction,
                                Kind = trees.Kind,
                                PeriodType = trees.PeriodType,
                                Span = trees.Span,
                                Source = trees.Source,
                            }
                        );
                        db.PromiseIndicators.Add(
                            Choice(db.Deals.Single(d => d.Identifier == deal).Id, key, "street-trees", version: 2)
                        );
                        db.SaveChanges();
                    },
                    Cancel
                )
        );
        Assert.Equal((true, 1), (made, imported.Value.Stored));
        var year = await app.WithDbAsync(db =>
            db.IndicatorYears.SingleAsync(y => y.CityId != IndicatorYear.AllCities, Cancel)
        );
        Assert.Equal(("street-trees", 2024, 1), (year.IndicatorId, year.Year, year.Numbers));
    }

    [Theory, EachDatabase]
    public async Task With_one_wrong_row_none_is_stored_and_every_mistake_is_named(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        var (deal, key) = await app.WithDbAsync(CountTreesAsync);
        var other = await app.WithDbAsync(async db =>
        {
            await db
                .Deals.Where(d => d.Identifier == "ma-11")
                .ExecuteUpdateAsync(s => s.SetProperty(d => d.State, (DealState?)null), Cancel);
            return await db
                .Deals.Where(d => d.Identifier == "ma-11")
                .SelectMany(d => d.Commitments)
                .Select(c => c.Key)
                .FirstAsync(Cancel);
        });
        var imported = await ImportAsync(
            app,
            $"{deal},{key},2023,10,trees,,during,measured,Counted,,",
            $"{deal},{key},2024,many,trees,,during,guessed,,somewhere,",
            $"{deal},{key},2023-Q1,5,trees,,during,measured,Counted,,",
            $"{deal},c99,2024,5,trees,,during,measured,Counted,,",
            $"ma-11,{other},2024,5,trees,,during,measured,Counted,,",
            $"nowhere,c1,2024,5,trees,,during,measured,Counted,,",
            $"{deal},{key},2022,5,trees,,during,measured,Counted,,"
        );
        Assert.Equal(
            [
                "3 evidence bad-address",
                "3 method method-missing",
                "3 source source-missing",
                "3 value not-a-number",
                "4  period-overlaps",
                "5  promise-not-found",
                "6  not-concluded-here",
                "7  deal-not-found",
                "8 deal import-deal-apart",
            ],
            imported.Problems.Select(p => $"{p.Line} {p.Field} {p.Why.Code}").Order(StringComparer.Ordinal)
        );
        Assert.Equal(0, await app.WithDbAsync(db => db.Measurements.IgnoreQueryFilters().CountAsync(Cancel)));
        Assert.False(await app.WithDbAsync(db => db.MeasurementImports.AnyAsync(Cancel)));

        var unheard = await ImportLinesAsync(app, "deal,commitment,period,method,amount", "x,y,2024,measured,1");
        Assert.Equal(
            ["1 amount import-column-unknown", "1 source import-column-missing"],
            unheard.Problems.Select(p => $"{p.Line} {p.Field} {p.Why.Code}").Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task What_is_no_table_is_refused_with_the_reason()
    {
        await using var app = await StartAsync(DatabaseKind.Sqlite);
        var latin = Path.Combine(app.Database.Folder, "latin.csv");
        await File.WriteAllBytesAsync(
            latin,
            [.. System.Text.Encoding.ASCII.GetBytes(Heads + "\nma-11,c1,2024,1,"), 0xE4, (byte)'\n'],
            Cancel
        );
        var huge = Path.Combine(app.Database.Folder, "huge.csv");
        await File.WriteAllTextAsync(huge, $"{Heads}\nma-11,c1,2024,1,{new string('x', 3_000_000)}\n", Cancel);
        foreach (var file in (string[])[latin, huge])
        {
            var refused = await WithImportAsync(app, import => import.RunAsync(file, _ => { }, Cancel));
            Assert.Equal("import-no-table", refused.Refusal?.Code);
        }
        // As a spreadsheet saves it here: with a mark at its beginning, semicolons and line ends of Windows.
        var (deal, key) = await app.WithDbAsync(CountTreesAsync);
        var saved = Path.Combine(app.Database.Folder, "saved.csv");
        await File.WriteAllTextAsync(
            saved,
            $"deal;commitment;period;value;unit;method;source\r\n{deal};{key};2024;7.5;trees;measured;\"Counted; twice\"\r\n",
            new System.Text.UTF8Encoding(true),
            Cancel
        );
        Assert.Equal(1, (await WithImportAsync(app, import => import.RunAsync(saved, _ => { }, Cancel))).Value.Stored);
        Assert.Equal(["2024 trees: 7.5 (1)"], await SumsAsync(app, deal));
    }

    [Theory, EachDatabase]
    public async Task What_was_stopped_counts_nowhere_goes_on_and_doubles_nothing(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        var (rows, expected) = await app.WithDbAsync(ManyAsync);
        Assert.True(rows.Count > 5_200);
        var file = await FileAsync([Heads, .. rows]);
        await StopAsync(app, file);
        var stored = await app.WithDbAsync(db => db.Measurements.IgnoreQueryFilters().CountAsync(Cancel));
        Assert.InRange(stored, 4_000, rows.Count - 1);
        Assert.Equal(0, await app.WithDbAsync(db => db.Measurements.CountAsync(Cancel)));
        Assert.Equal(0, await app.WithDbAsync(db => db.IndicatorRollups.CountAsync(Cancel)));
        using (var client = app.NewClient())
            Assert.Contains(
                "\"total\":0",
                await client.GetStringAsync("/api/v1/measurements", Cancel),
                StringComparison.Ordinal
            );

        // What would be added up without them is refused meanwhile, and so is another file.
        var first = rows[0].Split(',');
        var city = await app.WithDbAsync(db =>
            db.Deals.Where(d => d.Identifier == first[0]).Select(d => d.CityId).SingleAsync(Cancel)
        );
        var manager = new Actor(null, null, [new ActorMembership(MembershipRole.DealManager, city, null)]);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var record = scope.ServiceProvider.GetRequiredService<RecordMeasurement>();
            var stated = new StatedMeasurement(
                first[0],
                first[1],
                "1994",
                "1",
                "trees",
                "",
                "during",
                "measured",
                "Counted",
                "",
                "",
                0,
                "",
                CultureInfo.InvariantCulture
            );
            Assert.Equal("import-running", (await record.RunAsync(manager, stated, Cancel)).Refusal?.Code);
        }
        var other = await FileAsync([Heads, rows[^1]]);
        var refused = await WithImportAsync(app, import => import.RunAsync(other, _ => { }, Cancel));
        Assert.Equal(("import-open", Path.GetFileName(file)), (refused.Refusal?.Code, refused.Refusal?.Values[0]));

        var done = (await WithImportAsync(app, import => import.RunAsync(file, _ => { }, Cancel))).Value;
        Assert.Equal((0, stored, rows.Count - stored), (done.ProblemCount, done.Resumed, done.Stored));
        Assert.Equal(rows.Count, await app.WithDbAsync(db => db.Measurements.CountAsync(Cancel)));
        await SumsAreAsync(app, expected);
    }

    [Theory, EachDatabase]
    public async Task What_was_stored_of_a_promise_that_a_change_has_dropped_meanwhile_counts(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        var (rows, expected) = await app.WithDbAsync(ManyAsync);
        var file = await FileAsync([Heads, .. rows]);
        await StopAsync(app, file);
        var first = rows[0].Split(',');
        await app.WithDbAsync(async db =>
        {
            var id = await db.Deals.Where(d => d.Identifier == first[0]).Select(d => d.Id).SingleAsync(Cancel);
            return await db.Commitments.Where(c => c.DealId == id && c.Key == first[1]).ExecuteDeleteAsync(Cancel);
        });
        var done = (await WithImportAsync(app, import => import.RunAsync(file, _ => { }, Cancel))).Value;
        Assert.Equal(0, done.ProblemCount);
        await SumsAreAsync(app, expected);
    }

    [Theory, EachDatabase]
    public async Task What_was_stopped_can_be_taken_back(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        var (rows, _) = await app.WithDbAsync(ManyAsync);
        var file = await FileAsync([Heads, .. rows]);
        await StopAsync(app, file);
        var gone = await WithImportAsync(app, import => import.DiscardAsync(Cancel));
        Assert.InRange(gone ?? 0, 4_000, rows.Count - 1);
        Assert.Equal(0, await app.WithDbAsync(db => db.Measurements.IgnoreQueryFilters().CountAsync(Cancel)));
        Assert.Null(await WithImportAsync(app, import => import.DiscardAsync(Cancel)));
        var done = (await WithImportAsync(app, import => import.RunAsync(file, _ => { }, Cancel))).Value;
        Assert.Equal((0, rows.Count), (done.Resumed, done.Stored));
    }

    [Fact]
    public async Task Where_something_was_recorded_meanwhile_the_rows_are_named_and_what_to_do_is_said()
    {
        await using var app = await StartAsync(DatabaseKind.Sqlite);
        var (rows, _) = await app.WithDbAsync(ManyAsync);
        var file = await FileAsync([Heads, .. rows]);
        await StopAsync(app, file);
        var last = rows[^1].Split(',');
        await app.WithDbAsync(async db =>
        {
            db.Measurements.Add(
                new Measurement
                {
                    DealId = await db.Deals.Where(d => d.Identifier == last[0]).Select(d => d.Id).SingleAsync(Cancel),
                    Commitment = last[1],
                    Period = Period.Parse(last[2]),
                    Span = MeasuredSpan.During,
                    Version = 1,
                    Value = 1,
                    Unit = "trees",
                    Method = MeasuringMethod.Measured,
                    Source = "Counted",
                    Trust = TrustLevel.Declared,
                    OnBehalf = true,
                    RecordedAt = app.Time.GetUtcNow().UtcDateTime,
                }
            );
            await db.SaveChangesAsync(Cancel);
        });
        await app.StopWorkAsync();
        var again = await Cli.RunAsync(["import", "measurements", file, "--data", app.Database.Folder]);
        Assert.Equal(1, again.Code);
        foreach (var said in (string[])[$"line {rows.Count + 1}: There is a number", "1 thing is wrong", "--discard"])
            Assert.Contains(said, again.Errors, StringComparison.Ordinal);

        // What it says can be done.
        Assert.Equal(
            0,
            (await Cli.RunAsync(["import", "measurements", "--discard", "--data", app.Database.Folder])).Code
        );
        await File.WriteAllLinesAsync(file, [Heads, .. rows.SkipLast(1)], Cancel);
        Assert.Equal(0, (await Cli.RunAsync(["import", "measurements", file, "--data", app.Database.Folder])).Code);
        Assert.Equal(rows.Count, await app.WithDbAsync(db => db.Measurements.CountAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task A_killed_import_goes_on_with_the_same_command(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        var (rows, expected) = await app.WithDbAsync(ManyAsync);
        await app.StopWorkAsync();
        var file = await FileAsync([Heads, .. rows]);
        string[] command =
        [
            "import",
            "measurements",
            file,
            "--data",
            app.Database.Folder,
            .. on == DatabaseKind.Postgres ? (string[])["--db", app.Database.Connection] : [],
        ];
        var arm = Path.Combine(app.Database.Folder, "kill-now");
        await File.WriteAllTextAsync(arm, "", Cancel);
        using (
            var killed = Cli.Start(
                command,
                start =>
                {
                    start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(DyingServer).Assembly.Location;
                    start.Environment["KILLED_AT"] = "before-second-part";
                    start.Environment["KILLED_WHEN"] = arm;
                }
            )
        )
        {
            await killed.WaitForExitAsync(Cancel);
            Assert.NotEqual(0, killed.ExitCode);
        }
        Assert.False(File.Exists(arm));
        var stored = await app.WithDbAsync(db => db.Measurements.IgnoreQueryFilters().CountAsync(Cancel));
        Assert.InRange(stored, 4_000, rows.Count - 1);
        Assert.Equal(0, await app.WithDbAsync(db => db.Measurements.CountAsync(Cancel)));

        var again = await Cli.RunAsync(command);
        Assert.Equal((0, ""), (again.Code, again.Errors));
        Assert.Contains($"Went on after {stored} rows", again.Output, StringComparison.Ordinal);
        Assert.Equal(rows.Count, await app.WithDbAsync(db => db.Measurements.CountAsync(Cancel)));
        await SumsAreAsync(app, expected);
    }

    private static async Task<TestApp> StartAsync(DatabaseKind on)
    {
        var app = await RealRegister.StartAsync(on);
        // Nobody concluded one here yet.
        await app.WithDbAsync(db =>
            db.Deals.ExecuteUpdateAsync(s => s.SetProperty(d => d.State, (DealState?)DealState.InForce), Cancel)
        );
        return app;
    }

    /// <summary>A promise without a unit of its own, counted by trees.</summary>
    private static async Task<(string Deal, string Key)> CountTreesAsync(AppDb db)
    {
        var promise = (await PromisesAsync(db)).First(p => p.Unit is null);
        db.PromiseIndicators.Add(Choice(promise.DealId, promise.Key, "trees-planted"));
        await db.SaveChangesAsync(Cancel);
        return (promise.Deal, promise.Key);
    }

    /// <summary>Thirty years of months of every promise without a unit, and what they add up to.</summary>
    private static async Task<(
        List<string> Rows,
        Dictionary<(long City, int Year), (decimal Value, int Numbers)> Sums
    )> ManyAsync(AppDb db)
    {
        var rows = new List<string>();
        var sums = new Dictionary<(long, int), (decimal, int)>();
        foreach (var promise in (await PromisesAsync(db)).Where(p => p.Unit is null).Take(32))
        {
            db.PromiseIndicators.Add(Choice(promise.DealId, promise.Key, "trees-planted"));
            for (var month = 0; month < 360; month++)
            {
                var (year, value) = (1995 + (month / 12), (rows.Count % 997) + 0.25m);
                rows.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{promise.Deal},{promise.Key},{year}-{(month % 12) + 1:00},{value},trees,,during,measured,Counted,,"
                    )
                );
                foreach (var city in (long[])[promise.City, IndicatorYear.AllCities])
                {
                    var (sum, numbers) = sums.GetValueOrDefault((city, year));
                    sums[(city, year)] = (sum + value, numbers + 1);
                }
            }
        }
        await db.SaveChangesAsync(Cancel);
        return (rows, sums);
    }

    private static async Task SumsAreAsync(
        TestApp app,
        Dictionary<(long City, int Year), (decimal Value, int Numbers)> expected
    )
    {
        var years = await app.WithDbAsync(db => db.IndicatorYears.AsNoTracking().ToListAsync(Cancel));
        Assert.Equal(
            expected,
            years.ToDictionary(y => (y.CityId, y.Year), y => (y.Value / IndicatorRollup.Millionth, y.Numbers))
        );
        var days = await app.WithDbAsync(db => db.IndicatorRollups.AsNoTracking().ToListAsync(Cancel));
        Assert.Equal(
            expected.Where(e => e.Key.City != IndicatorYear.AllCities).ToDictionary(),
            days.GroupBy(d => (d.CityId, d.Ends.Year))
                .ToDictionary(g => g.Key, g => (g.Sum(d => d.Value) / IndicatorRollup.Millionth, g.Sum(d => d.Numbers)))
        );
    }

    private sealed record Promise(long DealId, string Deal, long City, string Key, string? Unit);

    private static async Task<List<Promise>> PromisesAsync(AppDb db) =>
        [
            .. (
                await db
                    .Commitments.Join(
                        db.Deals,
                        c => c.DealId,
                        d => d.Id,
                        (c, d) =>
                            new
                            {
                                d.Id,
                                d.Identifier,
                                d.CityId,
                                c.Key,
                                c.Order,
                                c.Quantity,
                            }
                    )
                    .OrderBy(p => p.Identifier)
                    .ThenBy(p => p.Order)
                    .ToListAsync(Cancel)
            ).Select(p => new Promise(p.Id, p.Identifier, p.CityId, p.Key, p.Quantity?.Unit)),
        ];

    private static PromiseIndicator Choice(long deal, string key, string indicator, int version = 1) =>
        new()
        {
            DealId = deal,
            Commitment = key,
            Version = version,
            IndicatorId = indicator,
            Sector = Sector.LandUse,
            Scope = EmissionScope.NotApplicable,
            RecordedAt = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc),
        };

    /// <summary>An import that is stopped when its first part is stored.</summary>
    private static async Task StopAsync(TestApp app, string file)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            WithImportAsync(
                app,
                import =>
                    import.RunAsync(
                        file,
                        p =>
                        {
                            if (p.Work == "storing")
                                stopping.Cancel();
                        },
                        stopping.Token
                    )
            )
        );
    }

    private static Task<MeasuresImported> ImportAsync(TestApp app, params string[] rows) =>
        ImportLinesAsync(app, [Heads, .. rows]);

    private static async Task<MeasuresImported> ImportLinesAsync(TestApp app, params string[] lines)
    {
        var file = await FileAsync(lines);
        return (await WithImportAsync(app, import => import.RunAsync(file, _ => { }, Cancel))).Value;
    }

    private static async Task<string> FileAsync(IEnumerable<string> lines)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("alliance-readings-").FullName, "readings.csv");
        await File.WriteAllLinesAsync(file, lines, Cancel);
        return file;
    }

    private static async Task<T> WithImportAsync<T>(TestApp app, Func<ImportMeasurements, Task<T>> act)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<ImportMeasurements>());
    }

    /// <summary>As the page says it: of all that counts today, and the same by the day.</summary>
    private static Task<List<string>> SumsAsync(TestApp app, string deal) =>
        app.WithDbAsync(async db =>
        {
            var city = await db.Deals.Where(d => d.Identifier == deal).Select(d => d.CityId).SingleAsync(Cancel);
            var indicators = await db.Indicators.AsNoTracking().ToDictionaryAsync(i => i.Identifier, Cancel);
            var today = DateOnly.FromDateTime(app.Time.GetUtcNow().UtcDateTime);
            var sums = Said(await IndicatorSums.LoadAsync(db, city, indicators, cancel: Cancel));
            Assert.Equal(sums, Said(await IndicatorSums.LoadAsync(db, city, today, today, indicators, cancel: Cancel)));
            Assert.Equal(
                sums,
                Said(await IndicatorSums.LoadAsync(db, IndicatorYear.AllCities, indicators, cancel: Cancel))
            );
            return sums;
        });

    private static List<string> Said(IEnumerable<IndicatorSum> sums) =>
        [
            .. sums.GroupBy(s => (s.Of.Year, s.Of.Unit))
                .Select(g =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{g.Key.Year} {g.Key.Unit}: {g.Sum(s => s.Value):0.######} ({g.Sum(s => s.Numbers)})"
                    )
                ),
        ];
}
