using System.Data.Common;
using System.Text.RegularExpressions;
using Alliance.Bench.Load;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Alliance.Bench;

/// <summary>
/// How a database finds what each page asks for: every statement that the product sends, with the values it sends, and
/// the database's plan for it. Scans of whole tables are marked.
/// </summary>
internal static class Plans
{
    // Up to a semicolon that is no part of a text.
    private static readonly Regex Statement = new("(?:'[^']*'|[^;'])+", RegexOptions.NonBacktracking);

    public static async Task PrintAsync(Filled target, Func<Scenario, bool> wanted)
    {
        Console.WriteLine($"\n# {target.Name}");
        var listener = new Statements();
        var settings = new AllianceSettings(target.Data, target.Connection, "http://127.0.0.1:0")
        {
            ReadsPerMinute = int.MaxValue,
        };
        await using var app = AllianceApp.Build(
            settings,
            services =>
            {
                services.AddLogging(l => l.SetMinimumLevel(LogLevel.Error));
                services.Replace(
                    ServiceDescriptor.Singleton<Microsoft.EntityFrameworkCore.Diagnostics.IInterceptor>(listener)
                );
                // Their statements would stand among those of the pages.
                services.RemoveAll<IHostedService>();
            }
        );
        await app.StartAsync();
        var sample = await Sample.DrawAsync(target.Connection, 100);
        using var line = new Line(new Uri(app.Urls.First()).Port);
        await using var scope = app.Services.CreateAsyncScope();
        await using var db = Database.Open(target.Connection);
        await db.Database.OpenConnectionAsync();
        // What is read once, after the start, comes with the first page.
        await PageAsync("first page after the start", Scenario.All[0].Pages(sample).First());
        foreach (var scenario in Scenario.All.Where(wanted))
            await PageAsync(scenario.Name, scenario.Pages(sample).Skip(1).First());

        async Task PageAsync(string name, Page page)
        {
            listener.Clear();
            line.Ask(page.Request(uncached: true));
            if (page.Wrong(line.Body()) is { } wrong)
                throw new WrongAnswerException(wrong);
            Console.WriteLine($"\n## {name}: {page.Path} ({listener.Count} commands)");
            foreach (var (sql, parameters) in listener.All)
            foreach (var statement in Statement.Matches(sql).Select(m => m.Value.Trim()).Where(s => s.Length > 0))
                await ExplainAsync(db, statement, parameters);
        }
    }

    private static async Task ExplainAsync(
        AppDb db,
        string statement,
        IReadOnlyList<(string Name, object? Value)> parameters
    )
    {
        var postgres = db is PostgresDb;
        Console.WriteLine($"\n    {statement.ReplaceLineEndings("\n    ")}");
        foreach (var (name, value) in parameters)
            Console.WriteLine($"    -- {name} = {value}");
        Console.WriteLine();
        if (
            !statement.StartsWith("SELECT", StringComparison.OrdinalIgnoreCase)
            && !statement.StartsWith("WITH", StringComparison.OrdinalIgnoreCase)
        )
            return;
        var explain = postgres ? "EXPLAIN (ANALYZE, BUFFERS) " : "EXPLAIN QUERY PLAN ";
        await db.ReadAsync(
            explain + statement,
            [.. parameters],
            async reader =>
            {
                while (await reader.ReadAsync())
                {
                    var step = reader.GetString(postgres ? 0 : 3);
                    // SQLite says SCAN also of an index that it reads from one end to the other.
                    var whole = postgres
                        ? step.Contains("Seq Scan", StringComparison.Ordinal)
                        : step.StartsWith("SCAN", StringComparison.Ordinal);
                    Console.WriteLine($"{(whole ? "!!" : "  ")}  {step}");
                }
                return 0;
            }
        );
    }

    /// <summary>Remembers what is sent, with its values.</summary>
    private sealed class Statements : CommandCounter
    {
        private readonly List<(string Sql, IReadOnlyList<(string, object?)> Parameters)> sent = [];

        public int Count => sent.Count;

        public IReadOnlyList<(string Sql, IReadOnlyList<(string Name, object? Value)> Parameters)> All => [.. sent];

        public void Clear()
        {
            lock (sent)
                sent.Clear();
        }

        public override void Sent(DbCommand command)
        {
            lock (sent)
                sent.Add(
                    (
                        command.CommandText,
                        [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value))]
                    )
                );
        }
    }
}
