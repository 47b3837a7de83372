using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Alliance.Bench.Servers;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Sprints.Board;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Alliance.Bench.Board;

/// <param name="People">How many are on the board.</param>
/// <param name="Seconds">How long they write.</param>
/// <param name="Each">So often each of them writes, in seconds.</param>
internal sealed record BoardSize(int People, int Seconds, double Each);

/// <summary>
/// A hall on one board on one node: how long from one person's hand to all screens; and whether all that was acknowledged is there, once,
/// after the server was killed in the middle of it.
/// </summary>
internal sealed class BoardRun(string program, string folder, BoardSize size, Action<string> say)
{
    private const string Key = "benchbenchbenchbench22";
    private const int KilledSeconds = 8;

    private readonly List<string> lines = [];
    private bool wrong;

    public async Task<bool> SqliteAsync()
    {
        var data = Path.Combine(folder, "board");
        if (Directory.Exists(data))
            Directory.Delete(data, recursive: true);
        Directory.CreateDirectory(data);
        await RunAsync("SQLite", $"Data Source={Path.Combine(data, "alliance.db")}", ["--data", data]);
        return !wrong;
    }

    public async Task<bool> PostgresAsync(PostgresServer server)
    {
        var data = Path.Combine(folder, "board-pg");
        Directory.CreateDirectory(data);
        await server.RecreateAsync("alliance_board");
        var connection = server.ConnectionTo("alliance_board");
        await RunAsync("PostgreSQL", connection, ["--data", data, "--db", connection]);
        NpgsqlConnection.ClearAllPools();
        return !wrong;
    }

    public string Report() =>
        $"""
            {size.People} people on one board, each writing every {size.Each.ToString(
                CultureInfo.InvariantCulture
            )} s for {size.Seconds} s, {Environment.ProcessorCount} processors, server and all clients on them. Milliseconds.

            | database | cards | to each screen: median | p99 | to the last screen: median | p99 | stored and answered: median | p99 | acknowledged | sent again | there once | memory MB |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            {string.Join('\n', lines)}
            """;

    private async Task RunAsync(string name, string connection, string[] arguments)
    {
        say($"{name}: starting");
        var server = await StartAsync(arguments);
        var tokens = await PrepareAsync(connection);
        var arrivals = new Arrivals(size.People);
        var guests = tokens.Select((t, i) => new BoardGuest(i, size.People, Key, t, arrivals)).ToList();
        try
        {
            // A hall does not open its phones in the same millisecond.
            foreach (var some in guests.Chunk(25))
                await Task.WhenAll(some.Select(g => g.OpenAsync(server.Port)));
            say($"{name}: {size.People} people are on the board, warming up");
            await WriteAsync(guests, TimeSpan.FromSeconds(5));
            arrivals.Measuring = true;
            say($"{name}: writing for {size.Seconds} s");
            await WriteAsync(guests, TimeSpan.FromSeconds(size.Seconds));
            await SettleAsync(guests);
            arrivals.Measuring = false;
            var memory = server.Memory().Most;

            say($"{name}: killing the server while they write");
            var writing = WriteAsync(guests, TimeSpan.FromSeconds(KilledSeconds));
            await Task.Delay(TimeSpan.FromSeconds(KilledSeconds / 2.0));
            using (var process = Process.GetProcessById(server.Id))
                process.Kill();
            await writing;
            await server.DisposeAsync();
            server = await StartAsync(arguments);
            foreach (var some in guests.Chunk(25))
                await Task.WhenAll(some.Select(g => g.OpenAsync(server.Port)));
            await Task.WhenAll(guests.Select(g => g.FlushAsync()));
            await SettleAsync(guests);
            lines.Add(await LineAsync(name, connection, guests, arrivals, memory));
        }
        finally
        {
            foreach (var guest in guests)
                await guest.DisposeAsync();
            await server.DisposeAsync();
        }
    }

    private Task<Child> StartAsync(string[] arguments) =>
        Child.StartAsync(program, port => ["serve", "--urls", $"http://127.0.0.1:{port}", .. arguments]);

    // Each at a moment of the own, as people do.
    private async Task WriteAsync(List<BoardGuest> guests, TimeSpan time) =>
        await Task.WhenAll(
            guests.Select(
                async (guest, i) =>
                {
                    var ends = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
                    await Task.Delay(TimeSpan.FromSeconds(size.Each * i / size.People));
                    while (true)
                    {
                        var begun = Stopwatch.GetTimestamp();
                        if (begun >= ends)
                            return;
                        await guest.WriteAsync();
                        // Nobody writes faster because the time is nearly up.
                        if (begun + (long)(size.Each * Stopwatch.Frequency) >= ends)
                            return;
                        var rest = TimeSpan.FromSeconds(size.Each) - Stopwatch.GetElapsedTime(begun);
                        if (rest > TimeSpan.Zero)
                            await Task.Delay(rest);
                    }
                }
            )
        );

    // Until all know the same, or half a minute has gone.
    private static async Task SettleAsync(List<BoardGuest> guests)
    {
        for (var i = 0; i < 300 && guests.Select(g => g.Version).Distinct().Count() > 1; i++)
            await Task.Delay(100);
    }

    private async Task<List<string>> PrepareAsync(string connection)
    {
        await using var db = Database.Open(connection);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var board = new IdeaBoard
        {
            CityId = await db.Cities.Select(c => c.Id).FirstAsync(),
            Key = Key,
            Title = "Bench board (example)",
            Language = "en",
            Anonymous = true,
            StartedAt = now,
        };
        db.IdeaBoards.Add(board);
        await db.SaveChangesAsync();
        var tokens = Enumerable.Range(0, size.People).Select(_ => LinkToken.New()).ToList();
        var guests = tokens.ConvertAll(t => new BoardParticipant
        {
            BoardId = board.Id,
            TokenHash = LinkToken.HashOf(t),
            JoinedAt = now,
        });
        db.BoardParticipants.AddRange(guests);
        await db.SaveChangesAsync();
        BoardOp[] first =
        [
            new(BoardAct.Add) { Kind = CardKind.Challenge, Text = "What stands in the way?" },
            new(BoardAct.Phase) { Phase = BoardPhase.Ideas },
        ];
        db.BoardOperations.AddRange(
            first.Select(
                (op, i) =>
                    new BoardOperation
                    {
                        BoardId = board.Id,
                        Number = i + 1,
                        ParticipantId = guests[0].Id,
                        Client = $"first{i}",
                        Content = JsonSerializer.Serialize(op, JsonColumn.Options),
                        At = now,
                    }
            )
        );
        await db.SaveChangesAsync();
        return tokens;
    }

    private async Task<string> LineAsync(
        string name,
        string connection,
        List<BoardGuest> guests,
        Arrivals arrivals,
        double memory
    )
    {
        await using var db = Database.Open(connection);
        var stored = await db
            .BoardOperations.OrderBy(o => o.Number)
            .Select(o => new { o.Client, o.Number })
            .ToListAsync();
        var byClient = stored.ToLookup(o => o.Client, o => o.Number);
        var acknowledged = guests.SelectMany(g => g.Acknowledged).ToList();
        var once = acknowledged.Count(a => byClient[a.Client].SequenceEqual([a.Number]));
        var (each, last, answer, missing) = arrivals.Result();
        var problems = new StringBuilder();
        if (once != acknowledged.Count)
            problems.Append(
                CultureInfo.InvariantCulture,
                $" {acknowledged.Count - once} acknowledged are not there once!"
            );
        if (!stored.Select(o => o.Number).SequenceEqual(Enumerable.Range(1, stored.Count)))
            problems.Append(" The order has gaps!");
        if (guests.Exists(g => g.Unsent > 0))
            problems.Append(CultureInfo.InvariantCulture, $" {guests.Sum(g => g.Unsent)} are not sent!");
        if (guests.Exists(g => g.Version != stored.Count))
            problems.Append(
                CultureInfo.InvariantCulture,
                $" {guests.Count(g => g.Version != stored.Count)} screens do not know all!"
            );
        if (missing > 0)
            problems.Append(CultureInfo.InvariantCulture, $" {missing} cards did not come to all screens!");
        wrong |= problems.Length > 0;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {last.Length} | {At(each, 0.5):0} | {At(each, 0.99):0} | {At(last, 0.5):0} | {At(last, 0.99):0} | {At(answer, 0.5):0} | {At(answer, 0.99):0} | {acknowledged.Count} | {guests.Sum(g => g.Again)} | {once}{problems} | {memory:0} |"
        );
    }

    private static double At(double[] sorted, double part) =>
        sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * part))];
}
