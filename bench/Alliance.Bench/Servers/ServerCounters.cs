using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace Alliance.Bench.Servers;

/// <summary>What a server did for some requests, in all.</summary>
/// <param name="Queries">Null when the server does not count them.</param>
internal sealed record Work(double Bytes, double Collections, double? Queries);

/// <summary>
/// Reads the server's own counters from outside, while it runs: what it allocated and collected, and the queries it sent
/// (the meter <c>Alliance</c>). Only while an object of this class lives; the counting costs a little.
/// </summary>
internal sealed class ServerCounters : IDisposable
{
    private const double Interval = 0.2;

    private readonly EventPipeSession session;
    private readonly Thread reading;
    private readonly ConcurrentDictionary<(string Name, string Tags), double> values = new();
    private int ticks;

    public ServerCounters(int processId)
    {
        var provider = new EventPipeProvider(
            "System.Diagnostics.Metrics",
            EventLevel.Informational,
            0x2,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["SessionId"] = Guid.NewGuid().ToString(),
                ["Metrics"] = "System.Runtime,Alliance",
                ["RefreshInterval"] = Interval.ToString(CultureInfo.InvariantCulture),
                ["MaxTimeSeries"] = "1000",
                ["MaxHistograms"] = "10",
            }
        );
        session = new DiagnosticsClient(processId).StartEventPipeSession(provider, requestRundown: false);
        reading = new Thread(Read) { IsBackground = true };
        reading.Start();
    }

    /// <summary>What the server does meanwhile, rounded up to the next tick of its counters.</summary>
    public Work During(Action requests)
    {
        Tick();
        var before = Sums();
        requests();
        Tick();
        var after = Sums();
        return new Work(
            after.Bytes - before.Bytes,
            after.Collections - before.Collections,
            after.Queries is { } queries ? queries - (before.Queries ?? 0) : null
        );
    }

    public void Dispose()
    {
        session.Stop();
        reading.Join();
        session.Dispose();
    }

    private (double Bytes, double Collections, double? Queries) Sums() =>
        (Sum("dotnet.gc.heap.total_allocated") ?? 0, Sum("dotnet.gc.collections") ?? 0, Sum("alliance.db.commands"));

    // One instrument may tell several values, each with its tags: collections by generation.
    private double? Sum(string name) =>
        values.Where(v => v.Key.Name == name).Select(v => v.Value).ToList() is { Count: > 0 } found
            ? found.Sum()
            : null;

    // A value that is told at a tick was taken after the one before; two ticks are certain to hold everything.
    private void Tick()
    {
        var wanted = Volatile.Read(ref ticks) + 2;
        for (var i = 0; Volatile.Read(ref ticks) < wanted; i++)
        {
            if (i > 2_000)
                throw new InvalidOperationException("The server tells nothing of its counters.");
            Thread.Sleep(5);
        }
    }

    private void Read()
    {
        using var source = new EventPipeEventSource(session.EventStream);
        source.Dynamic.All += Take;
        source.Process();
    }

    private void Take(TraceEvent told)
    {
        if (told.EventName == "Collection/Stop")
            Interlocked.Increment(ref ticks);
        else if (
            told.EventName == "CounterRateValuePublished"
            && double.TryParse((string)told.PayloadByName("value"), CultureInfo.InvariantCulture, out var value)
        )
            values[((string)told.PayloadByName("instrumentName"), (string)told.PayloadByName("tags"))] = value;
    }
}
