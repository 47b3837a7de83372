using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Alliance.Bench.Servers;

/// <summary>
/// A server in a process of its own that is measured from outside; ended, and only it, when this object is disposed.
/// What it prints is kept for the case that it does not come up.
/// </summary>
internal sealed class Child : IAsyncDisposable
{
    // A first start may have to bring up to date what is kept beside 200,000 deals.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly Process process;
    private readonly Queue<string> said = new();

    private Child(Process process, int port)
    {
        this.process = process;
        Port = port;
    }

    public int Port { get; }
    public int Id => process.Id;

    /// <summary>From the start of the process until it took a connection.</summary>
    public TimeSpan Listening { get; private set; }

    /// <param name="program">The file to run.</param>
    /// <param name="arguments">Made with the port at which it is to listen.</param>
    /// <param name="environment">Added to our own.</param>
    public static async Task<Child> StartAsync(
        string program,
        Func<int, IEnumerable<string>> arguments,
        params IEnumerable<KeyValuePair<string, string>> environment
    )
    {
        var port = PostgresServer.FreePort();
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var argument in arguments(port))
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var watch = Stopwatch.StartNew();
        var child = new Child(Process.Start(start)!, port);
        child.Listen();
        while (!await child.AnswersAsync())
        {
            if (child.process.HasExited || watch.Elapsed > Patience)
            {
                await child.DisposeAsync();
                throw new InvalidOperationException(
                    $"{Path.GetFileName(program)} did not come up:\n{string.Join('\n', child.said)}"
                );
            }
            await Task.Delay(2);
        }
        child.Listening = watch.Elapsed;
        return child;
    }

    /// <summary>Resident memory in megabytes: now, and the most since the start.</summary>
    public (double Now, double Most) Memory() => MemoryOf(process.Id)!.Value;

    /// <inheritdoc cref="Memory"/>
    /// <returns>Null where the process has ended.</returns>
    public static (double Now, double Most)? MemoryOf(int process)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines($"/proc/{process}/status");
        }
        catch (IOException)
        {
            return null;
        }
        // Who is ending has no memory any more.
        return Of("VmRSS:") is { } now && Of("VmHWM:") is { } most ? (now, most) : null;

        double? Of(string name) =>
            Array.Find(lines, l => l.StartsWith(name, StringComparison.Ordinal)) is { } line
                ? double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)
                    / 1024
                : null;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            // As an operator would; the hard way only when it does not listen.
            using (Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])) { }
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
            }
        }
        process.Dispose();
    }

    private void Listen()
    {
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Keep(string? line)
    {
        lock (said)
        {
            said.Enqueue(line ?? "");
            if (said.Count > 40)
                said.Dequeue();
        }
    }

    private async Task<bool> AnswersAsync()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
