using Alliance.Monitoring;
using Alliance.Monitoring.Boards;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Totals;
using Alliance.Platform.Data;
using Alliance.Tests.Testing;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using static Alliance.Tests.Monitoring.RawNumbers;

namespace Alliance.Tests.Monitoring;

/// <summary>
/// Net is what one gets by hand from what was reported and claimed, whatever was corrected, withdrawn or taken back, in whichever order
/// it came; and it is never more than gross.
/// </summary>
public sealed class NetTests
{
    private static readonly DateTime Begin = new(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc);
    private static readonly string[] Units = ["kg", "t"];
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private abstract record Row(int Promise, int Day);

    /// <param name="Grams">Null where it says that there is no number.</param>
    private sealed record Said(int Promise, int Day, string Period, int Version, long? Grams, int Unit, int Trust)
        : Row(Promise, Day);

    private sealed record Chosen(int Promise, int Day, int Version, bool Counts) : Row(Promise, Day);

    /// <param name="Share">In millionths; null where the promise counts the whole again.</param>
    private sealed record Claimed(int Promise, int Day, int Year, int Version, long? Share) : Row(Promise, Day);

    private sealed record History(Row[] Rows, Row[] Shuffled, int AsOf, int KnownAt);

    private static readonly string[][] Years =
    [
        [""],
        ["-H1", "-H2"],
        ["-Q1", "-Q3"],
    ];

    private static Gen<Row[]> OfPromise(int promise) =>
        from days in Gen.Int[0, 9].Array[40]
        from grams in Gen.Long[-2_000_000, 9_000_000].Array[24]
        from shares in Gen.Long[0, Claim.Whole / 3].Array[8]
        from years in Gen.Select(Gen.Int[2023, 2024], Gen.Int[0, 2], Gen.Int[1, 3], Gen.Int[0, 1]).Array[1, 2]
        from choices in Gen.Int[0, 3].Array[1, 3]
        from claims in Gen.Select(Gen.Int[2023, 2024], Gen.Int[0, 3]).Array[0, 5]
        from mix in Gen.Int[0, 11].Array[24]
        select Rows(promise, days, grams, shares, years, choices, claims, mix);

    private static Row[] Rows(
        int promise,
        int[] days,
        long[] grams,
        long[] shares,
        (int Year, int Parts, int Versions, int Unit)[] years,
        int[] choices,
        (int Year, int Kind)[] claims,
        int[] mix
    )
    {
        var (rows, draw) = (new List<Row>(), 0);
        int Day() => days[draw++ % days.Length];
        // One in four is taken back.
        foreach (var (i, kind) in choices.Index())
            rows.Add(new Chosen(promise, Day(), i + 1, kind > 0));
        foreach (var (year, parts, versions, unit) in years.DistinctBy(y => y.Year))
        foreach (var part in Years[parts])
            for (var version = 1; version <= versions; version++)
            {
                var at = draw % mix.Length;
                rows.Add(
                    new Said(
                        promise,
                        Day(),
                        $"{year}{part}",
                        version,
                        mix[at] == 0 ? null : grams[at % grams.Length],
                        unit,
                        mix[at] % 4
                    )
                );
            }
        foreach (var year in claims.GroupBy(c => c.Year))
        foreach (var (i, claim) in year.Index())
            rows.Add(
                new Claimed(
                    promise,
                    Day(),
                    year.Key,
                    i + 1,
                    claim.Kind == 0 ? null : shares[(i + year.Key) % shares.Length]
                )
            );
        return [.. rows];
    }

    private static readonly Gen<History> Histories =
        from one in OfPromise(0)
        from two in OfPromise(1)
        from three in OfPromise(2)
        let rows = one.Concat(two).Concat(three).ToArray()
        from shuffled in Gen.Shuffle(rows)
        from asOf in Gen.Int[300, 800]
        from knownAt in Gen.Int[2, 9]
        select new History(rows, shuffled, asOf, knownAt);

    [Theory, EachDatabase]
    public async Task Net_is_the_plain_sum_of_shares_and_never_more_than_gross(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        await app.WithDbAsync(async db =>
        {
            var promises = await db
                .Commitments.Join(db.Deals, c => c.DealId, d => d.Id, (c, d) => new { c, d })
                .Where(p => p.d.Identifier == "ma-11")
                .OrderBy(p => p.c.Order)
                .Select(p => new ValueTuple<string, long, string, long>(p.d.Identifier, p.d.Id, p.c.Key, p.d.CityId))
                .Take(3)
                .ToListAsync(Cancel);
            var city = promises[0].Item4;
            var indicators = await db.Indicators.AsNoTracking().ToDictionaryAsync(i => i.Identifier, Cancel);
            var (sums, less) = (0, 0);
            await Histories.SampleAsync(
                async history =>
                {
                    var (first, last) = (new DateOnly(2023, 1, 1), DateOnly.FromDateTime(Begin));
                    var then = new DashboardDays(
                        first.AddDays(history.AsOf),
                        last.AddDays(history.KnownAt),
                        last.AddDays(50)
                    );
                    var today = new DashboardDays(last.AddDays(50), last.AddDays(50), last.AddDays(50));
                    foreach (var rows in (Row[][])[history.Rows, history.Shuffled])
                    {
                        await StoreAsync(db, promises, rows);
                        foreach (var days in (DashboardDays[])[then, today])
                        foreach (var whose in (long?[])[city, null])
                        {
                            var totals = await GrossAndNet.LoadAsync(db, whose, days, indicators, cancel: Cancel);
                            var expected = Naive(history.Rows, days.AsOf, days.KnownAt);
                            Assert.Equal(expected.Keys.Order(), totals.Select(t => (t.Of.Year, (int)t.Trust)).Order());
                            foreach (var total in totals)
                            {
                                var (gross, net) = expected[(total.Of.Year, (int)total.Trust)];
                                Assert.Equal(gross, total.Gross);
                                // A share is rounded to a millionth of what it was measured in: of a tonne that is a gram.
                                Assert.InRange(total.Net - net, -0.002m, 0.002m);
                                Assert.True(total.Net <= total.Gross, $"{total}");
                                (sums, less) = (sums + 1, less + (total.Net < total.Gross ? 1 : 0));
                            }
                        }
                    }
                },
                iter: 40,
                threads: 1
            );
            Assert.True(sums > 100 && less > 20, $"The histories hold hardly anything: {sums}, {less}.");
        });
    }

    /// <summary>By hand, in kilograms: of each promise what it said last, times its last share where that is more than nothing.</summary>
    private static Dictionary<(int Year, int Trust), (decimal Gross, decimal Net)> Naive(
        Row[] rows,
        DateOnly asOf,
        DateOnly knownAt
    )
    {
        var sums = new Dictionary<(int, int), (decimal Gross, decimal Net)>();
        var known = rows.Where(r => DateOnly.FromDateTime(Begin).AddDays(r.Day) <= knownAt).ToList();
        foreach (var own in known.GroupBy(r => r.Promise))
        {
            if (own.OfType<Chosen>().MaxBy(c => c.Version) is not { Counts: true })
                continue;
            var said = own.OfType<Said>()
                .GroupBy(s => s.Period)
                .Select(g => g.MaxBy(s => s.Version)!)
                .Where(s => s.Grams is not null && Ends(s.Period) <= asOf);
            // A promise's numbers of a year and level of trust are one number, of which it has a share.
            foreach (var number in said.GroupBy(s => (Year: int.Parse(s.Period[..4], null), s.Trust)))
            {
                var value = number.Sum(s => s.Grams!.Value) / 1000m;
                var share = own.OfType<Claimed>().Where(c => c.Year == number.Key.Year).MaxBy(c => c.Version)?.Share;
                var (gross, net) = sums.GetValueOrDefault(number.Key);
                sums[number.Key] = (
                    gross + value,
                    net + (value > 0 && share is { } millionths ? value * millionths / 1_000_000m : value)
                );
            }
        }
        return sums;
    }

    private static DateOnly Ends(string period) =>
        new DateOnly(int.Parse(period[..4], null), 1, 1)
            .AddMonths(
                period[4..] switch
                {
                    "-H1" => 6,
                    "-Q1" => 3,
                    "-Q3" => 9,
                    _ => 12,
                }
            )
            .AddDays(-1);

    /// <summary>As acts and imports do, some rows at a time.</summary>
    private static async Task StoreAsync(
        AppDb db,
        List<(string Deal, long DealId, string Key, long City)> promises,
        IReadOnlyList<Row> rows
    )
    {
        await db.Claims.ExecuteDeleteAsync(Cancel);
        await db.Effects.ExecuteDeleteAsync(Cancel);
        await db.Measurements.ExecuteDeleteAsync(Cancel);
        await db.PromiseIndicators.ExecuteDeleteAsync(Cancel);
        await db.IndicatorRollups.ExecuteDeleteAsync(Cancel);
        await db.IndicatorYears.ExecuteDeleteAsync(Cancel);
        await db.SharedNumbers.ExecuteDeleteAsync(Cancel);
        var effects = new Dictionary<int, long>();
        foreach (var year in (int[])[2023, 2024])
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
            db.Effects.Add(effect);
            await db.SaveChangesAsync(Cancel);
            effects[year] = effect.Id;
        }
        foreach (var some in rows.Chunk(4))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            var came = new HashSet<string>();
            foreach (var row in some)
            {
                var (deal, id, key, _) = promises[row.Promise];
                var at = Begin.AddDays(row.Day);
                switch (row)
                {
                    case Chosen choice:
                        db.PromiseIndicators.Add(
                            new PromiseIndicator
                            {
                                DealId = id,
                                Commitment = key,
                                Version = choice.Version,
                                IndicatorId = choice.Counts ? "food-rescued" : null,
                                Sector = Sector.Other,
                                Scope = EmissionScope.NotApplicable,
                                RecordedAt = at,
                            }
                        );
                        came.Add(PromiseIndicatorDocument.IdOf(deal, key, choice.Version));
                        break;
                    case Claimed claim:
                        db.Claims.Add(
                            new Claim
                            {
                                DealId = id,
                                Commitment = key,
                                Year = claim.Year,
                                Version = claim.Version,
                                EffectId = claim.Share is null ? null : effects[claim.Year],
                                Share = claim.Share ?? Claim.Whole,
                                RecordedAt = at,
                            }
                        );
                        break;
                    case Said said:
                        db.Measurements.Add(
                            new Measurement
                            {
                                DealId = id,
                                Commitment = key,
                                Period = Period.Parse(said.Period),
                                Version = said.Version,
                                Span = MeasuredSpan.During,
                                Value = said.Grams / (said.Unit == 0 ? 1_000m : 1_000_000m),
                                Unit = said.Grams is null ? null : Units[said.Unit],
                                Notation = said.Grams is null ? NotationKey.NotEstimated : null,
                                Method = MeasuringMethod.Measured,
                                Source = "Counted.",
                                Trust = (TrustLevel)said.Trust,
                                OnBehalf = false,
                                RecordedAt = at,
                            }
                        );
                        came.Add(MeasurementDocument.IdOf(deal, key, Period.Parse(said.Period), said.Version));
                        break;
                }
            }
            await db.SaveChangesAsync(Cancel);
            await Rollups.FollowAsync(db, [promises[0].Deal], came, null, Cancel);
            await transaction.CommitAsync(Cancel);
            db.ChangeTracker.Clear();
        }
    }
}
