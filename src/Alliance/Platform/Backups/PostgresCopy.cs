using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Alliance.Platform.Commands;
using Alliance.Platform.Web;
using Npgsql;

namespace Alliance.Platform.Backups;

/// <summary>Copies a PostgreSQL database by its own tools, and puts such a copy in its place in one transaction.</summary>
internal static class PostgresCopy
{
    /// <summary>One moment's state of the database. Writers go on meanwhile.</summary>
    public static Task TakeAsync(string connection, string target, CancellationToken cancellationToken) =>
        RunAsync(
            "pg_dump",
            connection,
            ["--format=custom", "--no-owner", "--no-privileges", $"--file={target}"],
            cancellationToken
        );

    /// <summary>Replaces everything in the database, or changes nothing.</summary>
    public static async Task ReplaceAsync(string connection, string dump, CancellationToken cancellationToken)
    {
        var script = dump + ".sql";
        await RunAsync(
            "pg_restore",
            null,
            ["--no-owner", "--no-privileges", $"--file={script}", dump],
            cancellationToken
        );
        var before = dump + ".before.sql";
        await File.WriteAllTextAsync(before, "DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n", cancellationToken);
        // Servers that run on the database drop what they have cached.
        var after = dump + ".after.sql";
        await File.WriteAllTextAsync(
            after,
            $"NOTIFY {PageEviction.Channel}, 'restore {PageStore.Everything}';\n",
            cancellationToken
        );
        await RunAsync(
            "psql",
            connection,
            [
                "--no-psqlrc",
                "--quiet",
                "--output=/dev/null",
                "--set=ON_ERROR_STOP=1",
                "--single-transaction",
                $"--file={before}",
                $"--file={script}",
                $"--file={after}",
            ],
            cancellationToken
        );
    }

    public static async Task<List<string>> MigrationsAsync(string connection, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(
            "SELECT migration_id FROM \"__EFMigrationsHistory\" ORDER BY migration_id"
        );
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var migrations = new List<string>();
        while (await rows.ReadAsync(cancellationToken))
            migrations.Add(rows.GetString(0));
        return migrations;
    }

    /// <summary>What a dump says of itself, without a database to load it into.</summary>
    public static async Task<CopyContent> ContentAsync(string dump, CancellationToken cancellationToken)
    {
        var list = dump + ".list";
        await RunAsync("pg_restore", null, ["--list", $"--file={list}", dump], cancellationToken);
        var history = dump + ".history";
        await RunAsync(
            "pg_restore",
            null,
            ["--data-only", "--schema=public", "--table=__EFMigrationsHistory", $"--file={history}", dump],
            cancellationToken
        );
        return new CopyContent(
            // Rows as COPY reads them: between its line and a line "\.", columns parted by tabs.
            [
                .. (await File.ReadAllLinesAsync(history, cancellationToken))
                    .SkipWhile(l => !l.StartsWith("COPY ", StringComparison.Ordinal))
                    .Skip(1)
                    .TakeWhile(l => l != "\\.")
                    .Select(l => l.Split('\t')[0])
                    .Order(StringComparer.Ordinal),
            ],
            // 216; 1259 16398 TABLE public outbox postgres
            [
                .. (await File.ReadAllLinesAsync(list, cancellationToken))
                    .Select(l => l.Split(' '))
                    .Where(words => words is [_, _, _, "TABLE", "public", ..])
                    .Select(words => words[5]),
            ]
        );
    }

    public static async Task<bool> IsEmptyAsync(string connection, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(
            "SELECT NOT EXISTS (SELECT FROM information_schema.tables WHERE table_schema = 'public')"
        );
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    // The password goes by the environment: arguments can be read by every user of the machine.
    private static async Task RunAsync(
        string program,
        string? connection,
        string[] arguments,
        CancellationToken cancellationToken
    )
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false };
        if (connection is not null)
            Tell(start, new NpgsqlConnectionStringBuilder(connection));
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new CommandException(
                $"{program} is missing; PostgreSQL's client programs do this work (Debian/Ubuntu: apt-get install postgresql-client).",
                inner: missing
            );
        }
        using (process)
        {
            await using var stop = cancellationToken.Register(() => process.Kill());
            var said = await process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
                throw new CommandException($"{program} failed: {said.Trim()}\nNothing was changed.");
        }
    }

    private static void Tell(ProcessStartInfo start, NpgsqlConnectionStringBuilder to)
    {
        start.Environment["PGHOST"] = to.Host;
        start.Environment["PGPORT"] = to.Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PGDATABASE"] = to.Database ?? to.Username;
        start.Environment["PGUSER"] = to.Username;
        start.Environment["PGPASSWORD"] = to.Password;
        start.Environment["PGPASSFILE"] = to.Passfile;
        start.Environment["PGSSLROOTCERT"] = to.RootCertificate;
        start.Environment["PGSSLMODE"] = to.SslMode switch
        {
            SslMode.VerifyCA => "verify-ca",
            SslMode.VerifyFull => "verify-full",
            var mode => mode.ToString().ToLowerInvariant(),
        };
        start.Environment["PGAPPNAME"] = "alliance";
        foreach (var absent in start.Environment.Where(v => v.Value is null).Select(v => v.Key).ToList())
            start.Environment.Remove(absent);
    }
}
