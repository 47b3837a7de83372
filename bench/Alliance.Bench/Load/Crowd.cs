using System.Diagnostics;

namespace Alliance.Bench.Load;

/// <summary>What came of asking for a while.</summary>
/// <param name="Times">Of each request, shortest first.</param>
internal sealed record Answers(int Count, TimeSpan Elapsed, TimeSpan[] Times)
{
    public double PerSecond => Count / Elapsed.TotalSeconds;

    /// <summary>So many of a hundred were answered within this time.</summary>
    public TimeSpan Within(double percent) =>
        Times.Length == 0 ? TimeSpan.Zero : Times[Math.Min(Times.Length - 1, (int)(Times.Length * percent / 100))];
}

/// <summary>
/// Readers who ask one page after the other as soon as the last one has come (a closed loop). Every answer is checked:
/// its status always, its text the first time an address is asked, and later that it is the same answer.
/// </summary>
internal sealed class Crowd(int port, IReadOnlyList<Page> pages, bool uncached)
{
    private readonly byte[][] requests = [.. pages.Select(p => p.Request(uncached))];
    private readonly Print?[] seen = new Print?[pages.Count];
    private int walked;

    /// <summary>How many of the addresses have been asked.</summary>
    public int Seen => seen.Count(s => s is not null);

    /// <summary>Each address once, until all are through or the time is over.</summary>
    public Answers Walk(int readers, TimeSpan longest) =>
        Ask(
            readers,
            longest,
            _ => () => Interlocked.Increment(ref walked) - 1 is var next && next < requests.Length ? next : -1
        );

    /// <summary>Addresses by chance, of those that were walked through before.</summary>
    public Answers Roam(int readers, TimeSpan duration, int seed)
    {
        var known = Enumerable.Range(0, seen.Length).Where(i => seen[i] is not null).ToArray();
        return Ask(
            readers,
            duration,
            reader =>
            {
                var random = new Random(unchecked((seed * 397) + reader));
                return () => known[random.Next(known.Length)];
            }
        );
    }

    private Answers Ask(int readers, TimeSpan duration, Func<int, Func<int>> way)
    {
        var times = new List<long>[readers];
        var failures = new Exception?[readers];
        var threads = new Thread[readers];
        using var ready = new Barrier(readers + 1);
        var broken = false;
        long end = 0;
        for (var i = 0; i < readers; i++)
        {
            var reader = i;
            times[reader] = new List<long>(1 << 16);
            threads[reader] = new Thread(() =>
            {
                try
                {
                    using var line = new Line(port);
                    var next = way(reader);
                    ready.SignalAndWait();
                    ready.SignalAndWait();
                    while (!Volatile.Read(ref broken) && Stopwatch.GetTimestamp() < end && next() is >= 0 and var page)
                        times[reader].Add(Ask(line, page));
                }
                catch (Exception failure)
                {
                    failures[reader] = failure;
                    Volatile.Write(ref broken, true);
                }
            });
            threads[reader].Start();
        }
        ready.SignalAndWait();
        var begun = Stopwatch.GetTimestamp();
        end = begun + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        ready.SignalAndWait();
        foreach (var thread in threads)
            thread.Join();
        if (failures.FirstOrDefault(f => f is not null) is { } failed)
            throw new WrongAnswerException(failed.Message);
        var all = times.SelectMany(t => t).Order().Select(t => Stopwatch.GetElapsedTime(0, t)).ToArray();
        return new Answers(all.Length, Stopwatch.GetElapsedTime(begun), all);
    }

    private long Ask(Line line, int page)
    {
        var begun = Stopwatch.GetTimestamp();
        var print = line.Ask(requests[page]);
        var took = Stopwatch.GetTimestamp() - begun;
        if (seen[page] is not { } known)
        {
            if (pages[page].Wrong(line.Body()) is { } wrong)
                throw new WrongAnswerException(wrong);
            seen[page] = print;
        }
        else if (known != print)
            throw new WrongAnswerException($"{pages[page].Path}: {print} after {known}");
        return took;
    }
}
