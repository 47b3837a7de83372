using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Alliance.Tests.Testing;

/// <summary>
/// A throw-away PostgreSQL for one run of the tests: its own folder, a free port, no durability. Databases are cloned
/// from a migrated template, file by file.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private static readonly SemaphoreSlim Cloning = new(1, 1);
    private static int created;
    private readonly string folder = Path.Combine(Home(), $"alliance-tests-{Environment.ProcessId}");
    private readonly int port = FreePort();

    public static PostgresServer Current { get; private set; } = null!;

    /// <summary>Where PostgreSQL's programs lie.</summary>
    public static string Programs { get; } = FindPrograms();

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(folder);
        // The server refuses to run as root and then runs as the system's user postgres, who needs to write here.
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
            File.SetUnixFileMode(folder, (UnixFileMode)0x1FF);
        var data = Path.Combine(folder, "data");
        await RunAsync(
            "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync"
        );
        await RunAsync(
            "pg_ctl",
            ["-D", data, "-l", Path.Combine(folder, "log"), "-w", "-s", "-o", ServerOptions, "start"]
        );
        Current = this;
        await using var db = new PostgresDb(
            Database.Configure(new DbContextOptionsBuilder<PostgresDb>(), ConnectionTo("template")).Options
        );
        await db.Database.MigrateAsync();
        // A template with a connection cannot be cloned.
        NpgsqlConnection.ClearAllPools();
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await RunAsync("pg_ctl", "-D", Path.Combine(folder, "data"), "-m", "immediate", "-s", "stop");
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A new database; migrated unless <paramref name="template"/> says otherwise.</summary>
    public async Task<string> CreateAsync(string template = "template")
    {
        var name = $"test{Interlocked.Increment(ref created)}";
        await Cloning.WaitAsync();
        try
        {
            await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template}", files: true);
        }
        finally
        {
            Cloning.Release();
        }
        return ConnectionTo(name);
    }

    /// <summary>Ends whatever is connected: a database with a connection cannot be cloned.</summary>
    public Task LeaveAloneAsync(string connection) =>
        ExecuteAsync(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                + $"WHERE datname = '{new NpgsqlConnectionStringBuilder(connection).Database}'"
        );

    public async Task DropAsync(string connection) =>
        await ExecuteAsync(
            $"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connection).Database} WITH (FORCE)"
        );

    public string ConnectionTo(string database) =>
        $"Host=127.0.0.1;Port={port};Username=postgres;Database={database};Maximum Pool Size=20;No Reset On Close=true;Include Error Detail=true";

    private string ServerOptions =>
        $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off "
        + "-c full_page_writes=off -c max_connections=300 "
        // Databases that live for seconds need no housekeeping.
        + "-c autovacuum=off -c wal_level=minimal -c max_wal_senders=0 -c checkpoint_timeout=1h -c ssl=off";

    private async Task ExecuteAsync(string sql, bool files = false)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo("postgres"));
        await connection.OpenAsync();
        // Since version 15 one has to ask for it; before there was no other way.
        if (files && connection.PostgreSqlVersion.Major >= 15)
            sql += " STRATEGY FILE_COPY";
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    // In memory where there is plenty: a clone is a thousand files, made and removed in less than half the time there.
    private static string Home()
    {
        const string memory = "/dev/shm";
        const long plenty = 4L << 30;
        if (!Directory.Exists(memory) || new DriveInfo(memory).AvailableFreeSpace < plenty)
            return Path.GetTempPath();
        // A run that was killed could not tidy up; its server ends when it finds its folder gone.
        foreach (var left in Directory.EnumerateDirectories(memory, "alliance-tests-*"))
            if (!Directory.Exists($"/proc/{left[(left.LastIndexOf('-') + 1)..]}"))
                Directory.Delete(left, recursive: true);
        return memory;
    }

    // The output is not redirected: the server would inherit the pipe and the read never end.
    private static async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo { FileName = Path.Combine(Programs, program), UseShellExecute = false };
        if (Environment.IsPrivilegedProcess)
        {
            start.FileName = "runuser";
            foreach (var argument in (string[])["-u", "postgres", "--", Path.Combine(Programs, program)])
                start.ArgumentList.Add(argument);
        }
        if (program == "initdb")
            start.RedirectStandardOutput = true;
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        if (program == "initdb")
            await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    private static string FindPrograms()
    {
        if (Directory.Exists("/usr/lib/postgresql"))
        {
            var newest = Directory
                .EnumerateDirectories("/usr/lib/postgresql")
                .OrderByDescending(d => int.Parse(Path.GetFileName(d), CultureInfo.InvariantCulture))
                .Select(d => Path.Combine(d, "bin"))
                .FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")));
            if (newest is not null)
                return newest;
        }
        var onPath = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        return onPath.FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
            ?? throw new InvalidOperationException(
                "The tests need PostgreSQL 15 or newer: apt-get install postgresql."
            );
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
