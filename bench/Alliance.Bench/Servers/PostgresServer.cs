using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Alliance.Bench.Servers;

/// <summary>
/// A PostgreSQL of our own in a folder that is kept from run to run; it runs as long as this object lives. Durable, with
/// the memory that a small machine would give it.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string Settings =
        "-c listen_addresses=127.0.0.1 -c max_connections=100 -c shared_buffers=256MB -c effective_cache_size=2GB "
        + "-c work_mem=16MB -c max_wal_size=4GB -c random_page_cost=1.1";

    private readonly int port;

    private PostgresServer(string folder, int port)
    {
        Folder = folder;
        this.port = port;
    }

    public string Folder { get; }

    public static string? Version { get; private set; }

    public static async Task<PostgresServer> StartAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        // The server refuses to run as root and then runs as the system's user postgres, who needs to write here.
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
            File.SetUnixFileMode(folder, (UnixFileMode)0x1FF);
        var server = new PostgresServer(folder, FreePort());
        if (!File.Exists(Path.Combine(server.Data, "PG_VERSION")))
            await RunAsync(
                "initdb",
                "-D",
                server.Data,
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8"
            );
        // Left by a run that was killed; its server may still be there.
        if (File.Exists(Path.Combine(server.Data, "postmaster.pid")))
            await RunAsync("pg_ctl", "-D", server.Data, "-m", "fast", "-w", "-s", "stop");
        var options = $"-p {server.port} -k {folder} {Settings}";
        await RunAsync(
            "pg_ctl",
            "-D",
            server.Data,
            "-l",
            Path.Combine(folder, "log"),
            "-w",
            "-s",
            "-o",
            options,
            "start"
        );
        await using var connection = new NpgsqlConnection(server.ConnectionTo("postgres"));
        await connection.OpenAsync();
        Version = connection.PostgreSqlVersion.ToString();
        return server;
    }

    public string ConnectionTo(string database) =>
        $"Host=127.0.0.1;Port={port};Username=postgres;Database={database};Maximum Pool Size=40";

    /// <param name="database">Dropped, and made anew.</param>
    /// <param name="template">What it is a copy of.</param>
    public async Task RecreateAsync(string database, string template = "template1")
    {
        await using var connection = new NpgsqlConnection(ConnectionTo("postgres"));
        await connection.OpenAsync();
        foreach (
            var sql in (string[])
                [$"DROP DATABASE IF EXISTS {database} WITH (FORCE)", $"CREATE DATABASE {database} TEMPLATE {template}"]
        )
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await RunAsync("pg_ctl", "-D", Data, "-m", "fast", "-w", "-s", "stop");
    }

    private string Data => Path.Combine(Folder, "data");

    // The output is not redirected: the server would inherit the pipe and the read never end.
    private static async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo { FileName = Path.Combine(Programs(), program), UseShellExecute = false };
        if (Environment.IsPrivilegedProcess)
        {
            start.FileName = "runuser";
            foreach (var argument in (string[])["-u", "postgres", "--", Path.Combine(Programs(), program)])
                start.ArgumentList.Add(argument);
        }
        start.RedirectStandardOutput = program == "initdb";
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        if (program == "initdb")
            await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0 && arguments[^1] != "stop")
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    private static string Programs()
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .EnumerateDirectories("/usr/lib/postgresql")
                .OrderByDescending(d => int.Parse(Path.GetFileName(d), CultureInfo.InvariantCulture))
                .Select(d => Path.Combine(d, "bin"))
            : [];
        var onPath = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        return installed.Concat(onPath).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
            ?? throw new InvalidOperationException(
                "bench/run needs PostgreSQL 15 or newer: apt-get install postgresql."
            );
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
