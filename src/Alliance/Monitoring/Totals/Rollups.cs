using System.Text.Json;
using Alliance.Monitoring.Indicators;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Totals;

/// <summary>
/// Keeps the totals of indicators up to date, in the transaction that stores a measurement or a choice: what a promise adds is worked
/// out with and without what just came, and the difference is written.
/// </summary>
public static class Rollups
{
    private const int Batch = 200;

    // Rows that are written with one statement.
    private const int Most = 10_000;

    private static readonly (string, string)[] Sums = [("value", "bigint"), ("numbers", "integer")];

    /// <param name="db">In a transaction, and its turn taken; what came is stored.</param>
    /// <param name="deals">The identifiers of the deals it is about.</param>
    /// <param name="came">The identifiers of the documents that came: of measurements and of choices.</param>
    /// <param name="commitment">Where it is about one promise alone.</param>
    public static async Task FollowAsync(
        AppDb db,
        IEnumerable<string> deals,
        IReadOnlySet<string> came,
        string? commitment = null,
        CancellationToken cancel = default
    )
    {
        var spans = await db.Indicators.ToDictionaryAsync(i => i.Identifier, i => i.Span, cancel);
        var changes = new Dictionary<RollupKey, RollupDelta>();
        foreach (var some in deals.Distinct(StringComparer.Ordinal).Chunk(Batch))
        {
            var measured = db.Measurements.AsNoTracking().Where(m => some.Contains(m.Deal!.Identifier));
            var chosen = db.PromiseIndicators.AsNoTracking().Where(c => some.Contains(c.Deal!.Identifier));
            if (commitment is not null)
            {
                measured = measured.Where(m => m.Commitment == commitment);
                chosen = chosen.Where(c => c.Commitment == commitment);
            }
            var choices = await chosen
                .Select(c => new
                {
                    Choice = c,
                    Deal = c.Deal!.Identifier,
                    City = c.Deal.CityId,
                })
                .ToListAsync(cancel);
            // Without a choice nothing counts.
            if (choices.Count == 0)
                continue;
            var numbers = (
                await measured.Select(m => new { Measured = m, Deal = m.Deal!.Identifier }).ToListAsync(cancel)
            ).ToLookup(m => (m.Deal, m.Measured.Commitment), m => m.Measured);
            foreach (var promise in choices.GroupBy(c => (c.Deal, c.Choice.Commitment)))
            {
                var (deal, key) = promise.Key;
                bool IsNew(Measurement m) => came.Contains(MeasurementDocument.IdOf(deal, key, m.Period, m.Version));
                bool IsNewChoice(PromiseIndicator c) =>
                    came.Contains(PromiseIndicatorDocument.IdOf(deal, key, c.Version));
                var all = numbers[promise.Key].ToList();
                var own = promise.Select(p => p.Choice).ToList();
                if (!all.Exists(IsNew) && !own.Exists(IsNewChoice))
                    continue;
                var city = promise.First().City;
                foreach (var (at, delta) in PromiseHistory.Of(city, all, own, spans))
                    changes[at] = changes.GetValueOrDefault(at) + delta;
                var without = PromiseHistory.Of(
                    city,
                    all.FindAll(m => !IsNew(m)),
                    own.FindAll(c => !IsNewChoice(c)),
                    spans
                );
                foreach (var (at, delta) in without)
                    changes[at] = changes.GetValueOrDefault(at) - delta;
            }
        }
        await AddAsync(db, changes, cancel);
        var names = deals.Distinct(StringComparer.Ordinal).ToList();
        var claims = db.Claims.Where(c => names.Contains(c.Deal!.Identifier));
        await SharedNumbers.FollowAsync(
            db,
            commitment is null ? claims : claims.Where(c => c.Commitment == commitment),
            cancel
        );
    }

    /// <summary>Writes what changed. Of two at once none is lost, whatever either has read.</summary>
    public static async Task AddAsync(
        AppDb db,
        IEnumerable<KeyValuePair<RollupKey, RollupDelta>> changes,
        CancellationToken cancel = default
    )
    {
        var rows = changes.Where(c => c.Value != default).ToList();
        foreach (var some in rows.Chunk(Most))
            await UpsertAsync(
                db,
                "indicator_rollups",
                [
                    ("city_id", "bigint"),
                    ("indicator_id", "text"),
                    ("ends", "date"),
                    ("unit", "text"),
                    ("per", "text"),
                    ("scope", "text"),
                    ("trust", "text"),
                    ("recorded_day", "date"),
                ],
                Sums,
                some.Select(c =>
                    (object[])
                        [
                            c.Key.City,
                            c.Key.Indicator,
                            c.Key.Ends,
                            c.Key.Unit,
                            c.Key.Per,
                            c.Key.Scope,
                            c.Key.Trust,
                            c.Key.RecordedDay,
                            c.Value.Value,
                            c.Value.Numbers,
                        ]
                ),
                cancel
            );
        // Every row counts in its city, and among all of them.
        var years = rows.SelectMany(c =>
                ((long[])[c.Key.City, IndicatorYear.AllCities]).Select(city =>
                    (
                        Key: (city, c.Key.Indicator, c.Key.Ends.Year, c.Key.Unit, c.Key.Per, c.Key.Scope, c.Key.Trust),
                        c.Value
                    )
                )
            )
            .GroupBy(c => c.Key, c => c.Value)
            .Select(g => (g.Key, Delta: g.Aggregate((sum, more) => sum + more)))
            .Where(y => y.Delta != default);
        foreach (var some in years.Chunk(Most))
            await UpsertAsync(
                db,
                "indicator_years",
                [
                    ("city_id", "bigint"),
                    ("indicator_id", "text"),
                    ("year", "integer"),
                    ("unit", "text"),
                    ("per", "text"),
                    ("scope", "text"),
                    ("trust", "text"),
                ],
                Sums,
                some.Select(y =>
                    (object[])
                        [
                            y.Key.city,
                            y.Key.Indicator,
                            y.Key.Year,
                            y.Key.Unit,
                            y.Key.Per,
                            y.Key.Scope,
                            y.Key.Trust,
                            y.Delta.Value,
                            y.Delta.Numbers,
                        ]
                ),
                cancel
            );
    }

    // All rows are one parameter, JSON, which both databases take apart: a thousand parameters take them longer than the rows.
    internal static Task<int> UpsertAsync(
        AppDb db,
        string table,
        IReadOnlyList<(string Name, string Type)> key,
        IReadOnlyList<(string Name, string Type)> sums,
        IEnumerable<object[]> rows,
        CancellationToken cancel
    )
    {
        var postgres = db is PostgresDb;
        var names = string.Join(", ", key.Select(k => k.Name));
        var summed = string.Join(", ", sums.Select(s => s.Name));
        var grown = string.Join(", ", sums.Select(s => $"{s.Name} = t.{s.Name} + excluded.{s.Name}"));
        var values = key.Concat(sums)
            // SQLite knows no dates; there they are text.
            .Select((c, i) => $"CAST(e.value->>{i} AS {(c.Type == "date" && !postgres ? "text" : c.Type)})");
        var from = postgres ? "jsonb_array_elements(CAST({0} AS jsonb)) AS e(value)" : "json_each({0}) AS e";
        var sql = $"""
            INSERT INTO {table} AS t ({names}, {summed})
            SELECT {string.Join(", ", values)} FROM {from} WHERE true
            ON CONFLICT ({names}) DO UPDATE SET {grown}
            """;
        return db.Database.ExecuteSqlRawAsync(sql, [JsonSerializer.Serialize(rows, JsonColumn.Options)], cancel);
    }
}
