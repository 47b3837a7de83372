using System.Collections.Concurrent;
using System.Diagnostics;
using Alliance.Bench.Load;
using Alliance.Platform.Data;
using Alliance.Sprints.Board;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Bench.Board;

/// <summary>A phone on the board: writes now and then, hears all others, and comes back when the line breaks, as the page's script does.</summary>
internal sealed class BoardGuest(int number, int of, string key, string token, Arrivals arrivals) : IAsyncDisposable
{
    private readonly Queue<(string Client, string Text)> unsent = new();
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private HubConnection? line;
    private int version;
    private int written;

    /// <summary>What the server said it has.</summary>
    public ConcurrentBag<(string Client, int Number)> Acknowledged { get; } = [];

    public int Version => Volatile.Read(ref version);
    public int Unsent => unsent.Count;
    public int Again { get; private set; }

    public async Task OpenAsync(int port)
    {
        await DisposeAsync();
        line = new HubConnectionBuilder()
            .WithUrl(
                $"http://127.0.0.1:{port}{BoardHub.Path}",
                o =>
                {
                    o.Headers["Cookie"] = $"alliance-board-{key[..8]}={token}";
                    o.Transports = HttpTransportType.WebSockets;
                    o.SkipNegotiation = true;
                }
            )
            .AddJsonProtocol(o => JsonColumn.Apply(o.PayloadSerializerOptions))
            .Build();
        line.On<BoardNews>("news", Hear);
        await line.StartAsync();
        var welcome =
            await line.InvokeAsync<BoardWelcome?>("Join", key, version, "en")
            ?? throw new WrongAnswerException("The board is not there.");
        if (welcome.Role != BoardRole.Writer)
            throw new WrongAnswerException($"A guest is {welcome.Role}.");
        Hear(welcome.News);
    }

    /// <summary>One more card; it waits where the line is broken.</summary>
    public async Task WriteAsync()
    {
        unsent.Enqueue((Guid.NewGuid().ToString("N"), $"Idea {++written} of guest {number} of {of}"));
        await FlushAsync();
    }

    /// <summary>Sends what waits, in its order, each under its own name. Whether all was taken.</summary>
    public async Task<bool> FlushAsync()
    {
        while (unsent.TryPeek(out var next))
        {
            try
            {
                arrivals.Sent(next.Text);
                var answer = await line!.InvokeAsync<BoardAnswer>(
                    "Send",
                    next.Client,
                    new BoardOp(BoardAct.Add)
                    {
                        Kind = CardKind.Idea,
                        Under = "k1",
                        Text = next.Text,
                    }
                );
                if (answer.Number is not { } at)
                    throw new WrongAnswerException($"Refused: {answer.Refusal}");
                Acknowledged.Add((next.Client, at));
                arrivals.Answered(next.Text);
                unsent.Dequeue();
            }
            catch (Exception broken) when (broken is not WrongAnswerException)
            {
                Again++;
                return false;
            }
        }
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        if (line is not null)
            await line.DisposeAsync();
        line = null;
    }

    private void Hear(BoardNews news)
    {
        var now = Stopwatch.GetTimestamp();
        lock (known)
        {
            if (news.Since > version)
                throw new WrongAnswerException($"News since {news.Since} to a screen that knows {version}.");
            foreach (var card in news.Cards)
                if (card.Text is { } text && known.Add(text))
                    arrivals.Came(text, now);
            version = Math.Max(version, news.Version);
        }
    }
}

/// <summary>When each card was sent, and when it came to each screen. Nobody waits here for anybody.</summary>
internal sealed class Arrivals(int screens)
{
    private readonly ConcurrentDictionary<string, Way> ways = new(StringComparer.Ordinal);

    /// <summary>Only what is sent while this is set is measured.</summary>
    public volatile bool Measuring;

    public void Sent(string text)
    {
        if (Measuring)
            ways.TryAdd(text, new Way(Stopwatch.GetTimestamp(), screens));
    }

    public void Answered(string text)
    {
        if (ways.TryGetValue(text, out var way))
            way.Answered = Stopwatch.GetTimestamp();
    }

    public void Came(string text, long at)
    {
        if (ways.TryGetValue(text, out var way))
            way.Came(at);
    }

    /// <summary>Sorted, in milliseconds: each screen, the last screen, the answer; and how many never came to all.</summary>
    public (double[] Each, double[] Last, double[] Answer, int Missing) Result()
    {
        var all = ways.Values.ToList();
        static double Ms(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;
        return (
            [.. all.SelectMany(w => w.At.Where(a => a > 0).Select(a => Ms(w.Sent, a))).Order()],
            [.. all.Where(w => w.IsWhole).Select(w => Ms(w.Sent, w.At.Max())).Order()],
            [.. all.Where(w => w.Answered > 0).Select(w => Ms(w.Sent, w.Answered)).Order()],
            all.Count(w => !w.IsWhole)
        );
    }

    private sealed class Way(long sent, int screens)
    {
        private int came;

        public long Sent => sent;
        public long Answered { get; set; }
        public long[] At { get; } = new long[screens];
        public bool IsWhole => Volatile.Read(ref came) >= screens;

        public void Came(long at)
        {
            var place = Interlocked.Increment(ref came) - 1;
            if (place < screens)
                At[place] = at;
        }
    }
}
