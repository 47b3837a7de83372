using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Alliance.Bench.Servers;

namespace Alliance.Bench;

/// <summary>The numbers as Markdown, with what was promised beside them.</summary>
internal sealed class Report
{
    private readonly StringBuilder text = new();

    public static string Of(IReadOnlyList<Measured> all)
    {
        var report = new Report();
        report.Machine();
        foreach (var measured in all)
        {
            var small = all.FirstOrDefault(m =>
                m.Target.Database == measured.Target.Database && m.Target.Deals == Filled.Real
            );
            report.Table(measured, small);
            report.Aims(measured, small);
        }
        return report.text.ToString();
    }

    private void Machine()
    {
        var cpu = File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal));
        Line($"# Measured on {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC");
        Line("");
        Line(
            $"{Environment.ProcessorCount} × {cpu?.Split(':')[1].Trim() ?? "unknown processor"}, "
                + $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9:0} GB, {RuntimeInformation.OSDescription}, "
                + $"{RuntimeInformation.FrameworkDescription}, PostgreSQL {PostgresServer.Version ?? "not measured"}. "
                + $"Client and server share the machine; load before: {File.ReadAllText("/proc/loadavg").Split(' ')[0]}."
        );
    }

    private void Table(Measured measured, Measured? small)
    {
        Line($"\n## {measured.Target.Name}\n");
        Line(
            "| Page | requests/s | p50 ms | p99 ms | × of 27 deals | allocated kB | queries | GCs/1000 | cached requests/s | cached p99 ms | addresses |"
        );
        Line("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var (name, (uncached, cached)) in measured.Scenarios)
            Line(
                $"| {name} | {uncached.PerSecond:N0} | {Ms(uncached.Alone.Within(50))} | {Ms(uncached.Alone.Within(99))} "
                    + $"| {Times(name, measured, small)} | {uncached.Work.Bytes / uncached.Counted / 1000:0} "
                    + $"| {(uncached.Work.Queries is { } queries ? $"{queries / uncached.Counted:0.0}" : "–")} "
                    + $"| {1000 * uncached.Work.Collections / uncached.Counted:0} "
                    + $"| {cached.PerSecond:N0} | {Ms(cached.Alone.Within(99))} | {uncached.Addresses:N0} |"
            );
        foreach (var (name, failure) in measured.Failures)
            Line($"| {name} | **wrong answer** | | | | | | | | | {failure.Replace('|', '/')} |");
        Line($"| *limit: the same bytes from memory* | {measured.Limits.Bytes:N0} | | | | | | | | | |");
        Line($"| *limit: the deal page rendered from memory* | {measured.Limits.Page:N0} | | | | | | | | | |");
        Line($"| *limit: one row by its key* | {measured.Limits.Key:N0} | | | | | | | | | |");
        Line(
            $"\nMemory {measured.Memory.Now:0} MB (at most {measured.Memory.Most:0} MB); "
                + $"start to first page {measured.FirstPage.TotalSeconds:0.00} s.\n"
        );
    }

    private void Aims(Measured measured, Measured? small)
    {
        var sqlite = measured.Target.Database == "SQLite";
        if (measured.Scenarios.TryGetValue(Scenario.DealPage, out var deal))
        {
            if (sqlite)
                Aim("deal page, uncached ≥ 1,000/s", deal.Uncached.PerSecond, deal.Uncached.PerSecond >= 1_000);
            var share = deal.Uncached.PerSecond / measured.Limits.Page;
            Aim($"deal page, uncached ≥ {(sqlite ? 50 : 25)} % of memory", 100 * share, share >= (sqlite ? 0.5 : 0.25));
            Aim("deal page, cached ≥ 20,000/s", deal.Cached.PerSecond, deal.Cached.PerSecond >= 20_000);
            var bytes = deal.Cached.PerSecond / measured.Limits.Bytes;
            Aim("deal page, cached ≥ 60 % of raw bytes", 100 * bytes, bytes >= 0.6);
        }
        foreach (var scenario in Scenario.All.Where(s => s.Slow && measured.Scenarios.ContainsKey(s.Name)))
        {
            var alone = measured.Scenarios[scenario.Name].Uncached.Alone;
            var p99 = alone.Within(99).TotalMilliseconds;
            Aim($"{scenario.Name}: p99 < 25 ms at one client", p99, p99 < 25);
            if (small is not null && small != measured && Ratio(scenario.Name, measured, small) is { } ratio)
                Aim($"{scenario.Name}: ≤ 3 × the time at 27 deals (p50)", ratio, ratio <= 3);
        }
        Aim("resident memory < 400 MB", measured.Memory.Most, measured.Memory.Most < 400);
        Aim("start to first page < 2 s", measured.FirstPage.TotalSeconds, measured.FirstPage.TotalSeconds < 2);
    }

    private void Aim(string what, double value, bool reached) =>
        Line(
            $"- {(reached ? '✓' : '✗')} {what}: {value.ToString(value < 100 ? "0.0" : "N0", CultureInfo.InvariantCulture)}"
        );

    private static string Times(string name, Measured measured, Measured? small) =>
        small is not null && small != measured && Ratio(name, measured, small) is { } ratio ? $"{ratio:0.0}" : "";

    private static double? Ratio(string name, Measured measured, Measured small) =>
        small.Scenarios.TryGetValue(name, out var before)
            ? measured.Scenarios[name].Uncached.Alone.Within(50) / before.Uncached.Alone.Within(50)
            : null;

    private static string Ms(TimeSpan time) => time.TotalMilliseconds.ToString("0.00", CultureInfo.InvariantCulture);

    private void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private void Line(string line) => text.Append(line).Append('\n');
}
