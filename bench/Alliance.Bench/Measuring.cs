using System.Diagnostics;
using System.Text.Json;
using Alliance.Bench.Load;
using Alliance.Bench.Servers;

namespace Alliance.Bench;

/// <summary>How long everything is asked for.</summary>
/// <param name="Walk">At most, for asking each address once.</param>
/// <param name="Warm">Before anything counts, so that what is asked often has been compiled for it.</param>
internal sealed record Pace(TimeSpan Walk, TimeSpan Warm, TimeSpan Roam, int Rounds)
{
    public static readonly Pace Usual = new(
        TimeSpan.FromSeconds(20),
        TimeSpan.FromSeconds(4),
        TimeSpan.FromSeconds(3),
        3
    );

    public static readonly Pace Quick = new(
        TimeSpan.FromSeconds(2),
        TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(1),
        1
    );

    /// <summary>Readers at a time, where requests a second are counted.</summary>
    public const int Readers = 8;

    /// <summary>Of cached pages so many addresses are asked.</summary>
    public const int CachedAddresses = 200;

    /// <summary>The middle one of several rounds of many readers, and one reader alone; each address was asked before.</summary>
    public (double PerSecond, Answers Alone) Run(Crowd crowd)
    {
        crowd.Walk(Readers, Walk);
        crowd.Roam(Readers, Warm, 0);
        var alone = crowd.Roam(1, Roam, 1);
        var rounds = Enumerable
            .Range(0, Rounds)
            .Select(r => crowd.Roam(Readers, Roam, r + 2).PerSecond)
            .Order()
            .ToList();
        return (rounds[Rounds / 2], alone);
    }
}

/// <param name="Addresses">Different ones that were asked.</param>
internal sealed record Uncached(int Addresses, double PerSecond, Answers Alone, int Counted, Work Work);

internal sealed record Cached(double PerSecond, Answers Alone);

/// <param name="Bytes">The cached deal pages sent by a bare server.</param>
/// <param name="Page">The deal page rendered of what was read before; uncached.</param>
/// <param name="Key">One row by its key for each request.</param>
internal sealed record LimitsMeasured(double Bytes, double Page, double Key);

/// <summary>Everything that was measured on one database.</summary>
/// <param name="FirstPage">From the start of the process until a deal page was read.</param>
/// <param name="Failures">By scenario: what was answered wrongly, which leaves nothing to measure.</param>
internal sealed record Measured(
    Filled Target,
    TimeSpan FirstPage,
    IReadOnlyDictionary<string, (Uncached Uncached, Cached Cached)> Scenarios,
    IReadOnlyDictionary<string, string> Failures,
    LimitsMeasured Limits,
    (double Now, double Most) Memory
);

internal static class Measuring
{
    public static async Task<Measured> RunAsync(
        string folder,
        Filled target,
        Pace pace,
        Func<Scenario, bool> wanted,
        Action<string> say
    )
    {
        var sample = await Sample.DrawAsync(target.Connection, 10_000);
        var deals = Scenario.All[0].Pages(sample).Distinct().ToList();
        var firstPage = await FirstPageAsync(folder, target, deals[0], pace.Rounds);
        say($"{target.Name}: first page after {firstPage.TotalSeconds:0.00} s");
        var scenarios = new Dictionary<string, (Uncached, Cached)>(StringComparer.Ordinal);
        var failures = new Dictionary<string, string>(StringComparer.Ordinal);
        LimitsMeasured limits;
        (double, double) memory;
        await using (var server = await Published.StartAsync(folder, target))
        {
            // What is read once, after the start, is not the first scenario's.
            using (var line = new Line(server.Port))
                line.Ask(deals[0].Request(uncached: true));
            foreach (var scenario in Scenario.All.Where(wanted))
                try
                {
                    var pages = scenario.Pages(sample).DistinctBy(p => p.Path).ToList();
                    var uncached = Uncached(server, pages, pace);
                    var cached = Cached(server, pages, pace);
                    scenarios[scenario.Name] = (uncached, cached);
                    say(
                        $"{target.Name}, {scenario.Name}: {uncached.PerSecond:N0}/s, p99 {uncached.Alone.Within(99).TotalMilliseconds:0.0} ms "
                            + $"({uncached.Addresses:N0} addresses); cached {cached.PerSecond:N0}/s"
                    );
                }
                catch (WrongAnswerException wrong)
                {
                    failures[scenario.Name] = wrong.Message;
                    say($"{target.Name}, {scenario.Name}: WRONG: {wrong.Message}");
                }
            memory = server.Memory();
            limits = new(
                await BytesAsync(folder, server, deals, pace),
                await PageAsync(target, pace),
                await KeyAsync(target, sample.Deals.Count, pace)
            );
        }
        return new Measured(target, firstPage, scenarios, failures, limits, memory);
    }

    private static Uncached Uncached(Child server, List<Page> pages, Pace pace)
    {
        var crowd = new Crowd(server.Port, pages, uncached: true);
        var (perSecond, alone) = pace.Run(crowd);
        using var counters = new ServerCounters(server.Id);
        var counted = 0;
        var work = counters.During(() => counted = crowd.Roam(1, pace.Roam / 2, 9).Count);
        return new Uncached(crowd.Seen, perSecond, alone, counted, work);
    }

    private static Cached Cached(Child server, List<Page> pages, Pace pace)
    {
        var crowd = new Crowd(server.Port, [.. pages.Take(Pace.CachedAddresses)], uncached: false);
        var (perSecond, alone) = pace.Run(crowd);
        return new Cached(perSecond, alone);
    }

    private static async Task<TimeSpan> FirstPageAsync(string folder, Filled target, Page page, int rounds)
    {
        var times = new List<TimeSpan>();
        for (var i = 0; i < rounds; i++)
        {
            await using var server = await Published.StartAsync(folder, target);
            var watch = Stopwatch.StartNew();
            using (var line = new Line(server.Port))
            {
                line.Ask(page.Request(uncached: false));
                times.Add(server.Listening + watch.Elapsed);
                if (page.Wrong(line.Body()) is { } wrong)
                    throw new WrongAnswerException(wrong);
            }
        }
        return times.Order().ElementAt(rounds / 2);
    }

    private static async Task<double> BytesAsync(string folder, Child server, List<Page> deals, Pace pace)
    {
        var pages = deals.Take(Pace.CachedAddresses).ToList();
        var bodies = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        using (var line = new Line(server.Port))
            foreach (var page in pages)
            {
                line.Ask(page.Request(uncached: false));
                bodies[page.Path] = line.Bytes();
            }
        var file = Path.Combine(folder, "bodies.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(bodies));
        return await LimitAsync(Limits.Bytes, file, pages, pace);
    }

    private static Task<double> KeyAsync(Filled target, int count, Pace pace)
    {
        var random = new Random(2);
        var pages = Enumerable
            .Range(0, count)
            .Select(_ => new Page($"/{1 + random.Next(target.Deals)}", "authentic"))
            .DistinctBy(p => p.Path)
            .ToList();
        return LimitAsync(Limits.Key, target.Connection, pages, pace);
    }

    private static async Task<double> PageAsync(Filled target, Pace pace)
    {
        // The same pages as the product's, but for their addresses.
        var sample = await Sample.DrawAsync(target.Connection, PageFromMemory.Deals);
        var pages = Scenario
            .All[0]
            .Pages(sample)
            .DistinctBy(p => p.Path)
            .Select(p => p with { Path = p.Path.Replace("/deals/", "/memory/", StringComparison.Ordinal) })
            .ToList();
        return await LimitAsync(Limits.Page, target.Connection, pages, pace, uncached: true);
    }

    private static async Task<double> LimitAsync(
        string kind,
        string with,
        List<Page> pages,
        Pace pace,
        bool uncached = false
    )
    {
        await using var server = await Limits.StartAsync(kind, with);
        var crowd = new Crowd(server.Port, pages, uncached);
        return pace.Run(crowd).PerSecond;
    }
}
