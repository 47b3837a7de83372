using System.Diagnostics;
using System.Threading.Channels;
using Alliance.Deals;
using Alliance.Deals.Documents;
using Alliance.Monitoring.Indicators;
using Alliance.Platform.Data;
using Alliance.Transparency;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Bench.Filling;

/// <summary>Fills one database: the real data by the product's own import, then the made-up deals in bulk.</summary>
internal static class Fill
{
    private const int Batch = 1_000;

    public static async Task RunAsync(string connection, FillSize size, Action<string> say)
    {
        var watch = Stopwatch.StartNew();
        // Without a pool: SQLite's settings for filling want the file alone.
        await using var db = Database.Open(connection + ";Pooling=False");
        await db.Database.MigrateAsync();
        await ImportAsync(db);
        var register = await Register.MakeAsync(db, size);
        var shapes = new Shapes(db);
        await using BulkTarget target = Database.IsPostgres(connection)
            ? new PostgresTarget(shapes, connection)
            : new SqliteTarget(shapes, Database.SqliteFile(connection));
        await target.BeginAsync();

        var network = new Rows(shapes);
        register.NewCities.ForEach(network.Add);
        register.NewOrganisations.ForEach(network.Add);
        await target.WriteAsync(network);

        var numbers = (Deal: target.Last<Deal>(), Version: target.Last<DealVersion>());
        var wanted = size.Deals - await db.Deals.CountAsync();
        await foreach (var (rows, done) in BatchesAsync(register, size, shapes, wanted, numbers))
        {
            await target.WriteAsync(rows);
            if (done % 20_000 == 0)
                say($"{done:N0} deals after {watch.Elapsed.TotalSeconds:N0} s");
        }
        await target.EndAsync();
        say(
            $"{await db.Deals.CountAsync():N0} deals, {await db.Commitments.CountAsync():N0} commitments, "
                + $"{await db.Parties.CountAsync():N0} parties, {await db.Organisations.CountAsync():N0} organisations, "
                + $"{await db.Cities.CountAsync():N0} cities in {watch.Elapsed.TotalSeconds:N0} s"
        );
    }

    /// <summary>Only the real deals.</summary>
    public static async Task ImportAsync(string connection)
    {
        await using var db = Database.Open(connection + ";Pooling=False");
        await db.Database.MigrateAsync();
        await ImportAsync(db);
    }

    /// <summary>Statistics for the planner, and on PostgreSQL also what index-only scans rest on.</summary>
    public static async Task AnalyseAsync(string connection)
    {
        await using var db = Database.Open(connection + ";Pooling=False");
        db.Database.SetCommandTimeout(0);
        await db.Database.ExecuteSqlRawAsync(db.Database.IsNpgsql() ? "VACUUM ANALYZE" : "ANALYZE");
    }

    private static async Task ImportAsync(AppDb db)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "data", "alliance");
        var result = await new ImportPackage(db, new ImportDay()).RunAsync([folder], dryRun: false);
        if (result.Refused)
            throw new InvalidDataException($"The data in {folder} is refused: {result.Problems[0]}");
        db.ChangeTracker.Clear();
    }

    // Batches are made side by side and written in their order, a few ahead of the writer.
    private static async IAsyncEnumerable<(Rows Rows, int Done)> BatchesAsync(
        Register register,
        FillSize size,
        Shapes shapes,
        int wanted,
        (long Deal, long Version) last
    )
    {
        var waiting = Channel.CreateBounded<(Task<Rows> Rows, int Done)>(2 * Environment.ProcessorCount);
        var maker = new DealMaker(register, size);
        var feeding = Task.Run(async () =>
        {
            for (var first = 0; first < wanted; first += Batch)
            {
                var (from, end) = (first, Math.Min(first + Batch, wanted));
                await waiting.Writer.WriteAsync(
                    (Task.Run(() => Make(maker, register.References, shapes, from, end, last, size.Concluded)), end)
                );
            }
            waiting.Writer.Complete();
        });
        await foreach (var (rows, done) in waiting.Reader.ReadAllAsync())
            yield return (await rows, done);
        await feeding;
    }

    private static Rows Make(
        DealMaker maker,
        References references,
        Shapes shapes,
        int first,
        int end,
        (long Deal, long Version) last,
        bool concluded
    )
    {
        var rows = new Rows(shapes);
        for (var number = first; number < end; number++)
        {
            var (document, recordedAt) = maker.Make(number);
            DealRules.Check(
                document,
                (field, code, _, _) => throw new InvalidDataException($"{document.Id}, {field}: {code}")
            );
            var deal = document.Apply(null, references, recordedAt);
            var kind = document.Standing == Standing.ConcludedHere ? VersionKind.Released : VersionKind.Recorded;
            // The keys that the writer will give: it counts on from the last one, in this order.
            var (dealId, versionId) = (last.Deal + number + 1, last.Version + number + 1);
            var version = VersionDocument.Row(dealId, 1, kind, recordedAt, document, references);
            rows.Add(deal);
            deal.Areas.ForEach(a => a.DealId = dealId);
            deal.Parties.ForEach(p => p.DealId = dealId);
            deal.Commitments.ForEach(c => c.DealId = dealId);
            deal.Indicators.ForEach(i => i.DealId = dealId);
            version.Parties.ForEach(p => p.DealVersionId = versionId);
            deal.Areas.ForEach(rows.Add);
            deal.Parties.ForEach(rows.Add);
            deal.Commitments.ForEach(rows.Add);
            deal.Indicators.ForEach(rows.Add);
            rows.Add(version);
            version.Parties.ForEach(rows.Add);
            if (concluded)
                foreach (
                    var (choice, at) in deal
                        .Commitments.Index()
                        .Select(c => (ChosenIndicators.Of(c.Item, number + c.Index), recordedAt))
                )
                    rows.Add(
                        new PromiseIndicator
                        {
                            DealId = dealId,
                            Commitment = choice.Key,
                            Version = 1,
                            IndicatorId = choice.Indicator.Identifier,
                            Sector = choice.Sector,
                            Scope = choice.Scope,
                            RecordedAt = at,
                        }
                    );
        }
        return rows;
    }

    // The real deals' versions bear the time of their import: the same on both databases.
    private sealed class ImportDay : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);
    }
}
