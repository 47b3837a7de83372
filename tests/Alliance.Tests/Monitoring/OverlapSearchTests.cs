using System.Diagnostics;
using System.Net;
using Alliance.Deals;
using Alliance.Monitoring;
using Alliance.Monitoring.Boards;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Totals;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using CsCheck;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Monitoring;

/// <summary>Overlaps are found as somebody would who compares every two promises, however many there are.</summary>
public sealed class OverlapSearchTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private sealed record Drawn(CountedPromise Promise, int[] Years, int[] Effects, long[] Named);

    private static readonly Gen<Drawn> Drawing =
        from like in Gen.Int[0, 5]
        from organisations in Gen.Long[1, 6].Array[0, 3]
        from years in Gen.Int[2020, 2024].Array[0, 3]
        from effects in Gen.Int[0, 3].Array[5]
        from named in Gen.Long[-3, 3].Array[0, 2]
        select new Drawn(
            new CountedPromise(
                default,
                1,
                like % 3 == 0 ? "meals-shared" : "trees-planted",
                like == 1 ? Sector.Water : Sector.LandUse,
                like == 2 ? EmissionScope.Scope1 : EmissionScope.NotApplicable,
                [.. organisations.Distinct()]
            ),
            [.. years.Distinct()],
            effects,
            [.. named.Distinct()]
        );

    private static readonly Gen<(Drawn[] City, bool[] Different, int Compared)> Cities = Gen.Select(
        Drawing.Array[0, 14],
        Gen.Int[0, 6].Select(n => n == 0).Array[14 * 14],
        Gen.Int[0, 40]
    );

    [Fact]
    public void They_are_those_of_every_two_promises_compared() =>
        Cities.Sample(drawn =>
        {
            var city = drawn
                .City.Select((d, i) => d with { Promise = d.Promise with { Name = new($"ma-{i}", "c1"), DealId = i } })
                .ToDictionary(d => d.Promise.Name);
            bool IsSettled(OverlapPair pair, int year)
            {
                var (first, second) = (city[pair.First.Name], city[pair.Second.Name]);
                var (one, other) = (first.Effects[year - 2020], second.Effects[year - 2020]);
                return drawn.Different[(first.Promise.DealId * 14) + second.Promise.DealId] || one != 0 && one == other;
            }
            var all = city.Values.OrderBy(d => $"{d.Promise.Name}", StringComparer.Ordinal).ToList();
            var naive = all.SelectMany((d, i) => all.Skip(i + 1).Select(e => (First: d, Second: e)))
                .Where(p =>
                    OverlapRules.MayBeSame(p.First.Promise, p.Second.Promise)
                    || (
                        OverlapRules.AreCountedAlike(p.First.Promise, p.Second.Promise)
                        && p.First.Named.Intersect(p.Second.Named).Any()
                    )
                )
                .Select(p =>
                    (
                        Pair: new OverlapPair(p.First.Promise, p.Second.Promise),
                        Years: OverlapRules.Years(p.First.Years, p.Second.Years)
                    )
                )
                .Where(p => p.Years.Count > 0)
                .Select(p => (p.Pair, IsOpen: p.Years.Any(y => !IsSettled(p.Pair, y))))
                .ToList();
            var open = naive.Count(p => p.IsOpen);
            OverlapsFound Found(int most, int compared) =>
                OverlapSearch.Run(
                    drawn.City.Length == 0 ? [] : city.Values.Select(d => d.Promise).Reverse(),
                    p => city[p.Name].Years,
                    IsSettled,
                    p => city[p.Name].Named,
                    most,
                    compared
                );

            var found = Found(5, OverlapSearch.MostCompared);
            Assert.Equal((open, false), (found.Open, found.More));
            Assert.Equal(naive.OrderByDescending(p => p.IsOpen).Select(p => p.Pair).Take(5), found.Pairs);
            // Who ends early says so, and never too many.
            var some = Found(5, drawn.Compared);
            Assert.True(some.Open <= open);
            Assert.True(some.More || some.Open == open);
        });

    [Fact]
    public void A_city_of_a_hundred_thousand_promises_is_searched_in_seconds()
    {
        // One firm has a tenth of them, the city takes part in all.
        var promises = Enumerable
            .Range(0, 100_000)
            .Select(i => new CountedPromise(
                new PromiseName($"ma-{i}", "c1"),
                i,
                $"indicator-{i % 20}",
                (Sector)(i % 10),
                EmissionScope.NotApplicable,
                [i % 10 == 0 ? 1 : i, 2]
            ))
            .ToList();
        int[] years = [.. Enumerable.Range(2015, 10)];
        var clock = Stopwatch.StartNew();
        var found = OverlapSearch.Run(promises, _ => years, (_, _) => false, _ => [], 25);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20);
        Assert.True(found.More);
        Assert.Equal(25, found.Pairs.Count);
        Assert.InRange(found.Open, 100_000, OverlapSearch.MostCompared);
    }

    [Theory, EachDatabase]
    public async Task All_are_counted_and_each_has_its_page_however_many_there_are(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludeAsync();
        var deal = await story.IdAsync();
        await AddAsync(story, deal, 30);
        await app.ChangedAsync();
        var page = await story.ManagerBrowser.GetStringAsync("/en/cities/espoo/totals", Cancel);
        Assert.Contains("435 overlaps are open", page, StringComparison.Ordinal);
        Assert.Equal(CityOverlaps.Most, page.Split("/overlap?").Length - 1);
        Assert.Contains("The first 25 of them", page, StringComparison.Ordinal);
        Assert.Contains($"first={deal}.t01&amp;second={deal}.t02", page, StringComparison.Ordinal);

        // The last one stands on no list, and its page is there.
        var last = $"/en/cities/espoo/overlap?first={deal}.t30&second={deal}.t29";
        using (
            var settled = await story.ManagerBrowser.SendAsync(
                last,
                "settle",
                ("way", "different"),
                ("reason", "Other streets.")
            )
        )
            Assert.NotNull(settled.LeadsTo());
        await app.ChangedAsync();
        page = await story.Stranger.GetStringAsync("/en/cities/espoo/totals", Cancel);
        Assert.Contains("434 overlaps are open", page, StringComparison.Ordinal);

        // Named ones are read alone: what was said of them, and nothing of the others.
        OverlapName Pair(string one, string other) => new(new PromiseName(deal, one), new PromiseName(deal, other));
        var (named, queries) = await app.WithDbAsync(async db =>
        {
            var city = await db.Cities.Where(c => c.Identifier == "espoo").Select(c => c.Id).SingleAsync(Cancel);
            var indicators = await db.Indicators.ToDictionaryAsync(i => i.Identifier, Cancel);
            app.Queries.Clear();
            var found = await CityOverlaps.LoadAsync(
                db,
                city,
                [Pair("t29", "t30"), Pair("t01", "t02"), Pair("t01", "c3"), Pair("t01", "t99")],
                indicators,
                Cancel
            );
            return (found, app.Queries.Count);
        });
        Assert.Equal(
            [("t01", "t02", true), ("t29", "t30", false)],
            named.Select(o => (o.First.Name.Commitment, o.Second.Name.Commitment, o.IsOpen))
        );
        Assert.Equal("Other streets.", named[1].Different);
        Assert.All(named, o => Assert.Equal([2025], o.Open));
        Assert.InRange(queries, 1, 6);
        var nothing = await story.ManagerBrowser.GetStringAsync(
            $"/en/cities/espoo/overlap?first={deal}.t01&second={deal}.t01",
            Cancel
        );
        Assert.Contains("These two cannot count the same,", WebUtility.HtmlDecode(nothing), StringComparison.Ordinal);
    }

    /// <summary>So many promises of one firm with trees in 2025; one year more was said to be nothing, and another was corrected to nothing.</summary>
    private static Task<int> AddAsync(Story story, string deal, int promises) =>
        story.DbAsync(async db =>
        {
            var id = await db.Deals.Where(d => d.Identifier == deal).Select(d => d.Id).SingleAsync(Cancel);
            var now = story.App.Time.GetUtcNow().UtcDateTime;
            for (var i = 1; i <= promises; i++)
            {
                var key = $"t{i:00}";
                db.Commitments.Add(
                    new Commitment
                    {
                        DealId = id,
                        Key = key,
                        Order = 100 + i,
                        By = "p2",
                        Action = new LocalText("en", $"We plant trees in street {i}."),
                        Quantified = false,
                    }
                );
                db.PromiseIndicators.Add(
                    new PromiseIndicator
                    {
                        DealId = id,
                        Commitment = key,
                        Version = 1,
                        IndicatorId = "trees-planted",
                        Sector = Sector.LandUse,
                        Scope = EmissionScope.NotApplicable,
                        RecordedAt = now,
                    }
                );
                Add("2025", 1, 400);
                Add("2024", 1, 0);
                Add("2023", 1, 70);
                Add("2023", 2, 0);

                void Add(string period, int version, decimal value) =>
                    db.Measurements.Add(
                        new Measurement
                        {
                            DealId = id,
                            Commitment = key,
                            Period = Period.Parse(period),
                            Span = MeasuredSpan.During,
                            Version = version,
                            Value = value,
                            Unit = "trees",
                            Method = MeasuringMethod.Measured,
                            Source = "Counted",
                            Trust = TrustLevel.Declared,
                            Reason = version > 1 ? "It was nothing." : null,
                            OnBehalf = true,
                            RecordedAt = now,
                        }
                    );
            }
            return await db.SaveChangesAsync(Cancel);
        });
}
