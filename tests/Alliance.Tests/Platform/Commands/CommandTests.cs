using System.Net;
using Alliance.Platform.Outbox;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Platform.Commands;

public sealed class CommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("alliance-cli-").FullName;
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("--help", 0)]
    [InlineData("--version", 0)]
    [InlineData("serve --help", 0)]
    [InlineData("import --help", 0)]
    [InlineData("export --help", 0)]
    [InlineData("backup --help", 0)]
    [InlineData("restore --help", 0)]
    [InlineData("", 2)]
    [InlineData("nonsense", 2)]
    [InlineData("serve --bogus", 2)]
    [InlineData("serve --port many", 2)]
    [InlineData("serve --port 70000", 2)]
    [InlineData("serve --empty --urls foo", 2)]
    [InlineData("serve --empty --urls ftp://localhost:1", 2)]
    [InlineData("serve --empty --urls http://localhost:99999", 2)]
    [InlineData("serve --empty --urls http://localhost:8080/path", 2)]
    [InlineData("serve --empty --data /etc/passwd", 2)]
    [InlineData("import", 2)]
    [InlineData("export", 2)]
    [InlineData("backup", 2)]
    [InlineData("restore", 2)]
    [InlineData("restore /nowhere/a.zip", 2)]
    [InlineData("restore /tmp", 2)]
    [InlineData("restore /dev/zero", 2)]
    [InlineData("backup a.zip --db nonsense", 2)]
    [InlineData("backup a.zip --db Host=x;Bogus=y", 2)]
    [InlineData("serve --empty --db Host=127.0.0.1;Port=1;Timeout=5", 1)]
    [InlineData("serve --empty --data /proc/nowhere", 1)]
    public async Task A_command_ends_with_the_code_that_says_how_it_went(string arguments, int code)
    {
        var result = await Cli.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(code, result.Code);
        Assert.DoesNotContain("   at Alliance", result.Errors, StringComparison.Ordinal);
        Assert.NotEmpty(code == 0 ? result.Output : result.Errors);
    }

    [Fact]
    public async Task Help_shows_no_password()
    {
        using var process = Cli.Start(
            ["serve", "--help"],
            start => start.Environment["ALLIANCE_DB"] = "Host=localhost;Password=secret"
        );
        var help = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.Contains("ALLIANCE_DB", help, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_of_nothing_and_a_restore_of_rubbish_are_refused()
    {
        var nothing = await Cli.RunAsync(
            "backup",
            Path.Combine(folder, "a.zip"),
            "--data",
            Path.Combine(folder, "none")
        );
        Assert.Equal(2, nothing.Code);
        Assert.Contains("There is no Alliance database", nothing.Errors, StringComparison.Ordinal);

        var rubbish = Path.Combine(folder, "rubbish.zip");
        await File.WriteAllTextAsync(rubbish, "rubbish", Token);
        var refused = await Cli.RunAsync("restore", rubbish, "--data", Path.Combine(folder, "data"));
        Assert.Equal(1, refused.Code);
        Assert.Contains("damaged", refused.Errors, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_server_is_backed_up_while_it_runs_and_restored_when_it_stands_still(DatabaseKind on)
    {
        await using var source = await TestDatabase.CreateAsync(on, migrated: false);
        await using var target = await TestDatabase.CreateAsync(on, migrated: false);
        var archive = Path.Combine(folder, "a.zip");
        var (server, address) = await Cli.ServeAsync(source.Folder, source.Db);
        try
        {
            using var client = new HttpClient { BaseAddress = address };
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready", Token)).StatusCode);
            var backup = await Cli.RunAsync(["backup", archive, "--data", source.Folder, .. Db(source)]);
            Assert.Equal((0, ""), (backup.Code, backup.Errors));
            if (on == DatabaseKind.Sqlite)
            {
                var inUse = await Cli.RunAsync("restore", archive, "--data", source.Folder, "--force");
                Assert.Equal(1, inUse.Code);
                Assert.Contains("stop the server", inUse.Errors, StringComparison.Ordinal);
            }
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync(Token);
        }
        var restored = await Cli.RunAsync(["restore", archive, "--data", target.Folder, .. Db(target)]);
        Assert.Equal((0, ""), (restored.Code, restored.Errors));
        // The killed server left nothing behind that would hinder the next.
        var (next, _) = await Cli.ServeAsync(target.Folder, target.Db);
        next.Kill();
        await next.WaitForExitAsync(Token);
        Assert.Equal(
            0,
            (await Cli.RunAsync(["restore", archive, "--force", "--data", target.Folder, .. Db(target)])).Code
        );
    }

    [Fact]
    public async Task Without_the_programs_of_postgresql_a_backup_says_what_to_install()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        string[] arguments = ["backup", Path.Combine(folder, "a.zip"), "--data", folder, "--db", database.Connection];
        using var process = Cli.Start(arguments, start => start.Environment["PATH"] = folder);
        var errors = await process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.Equal(1, process.ExitCode);
        Assert.Contains("pg_dump is missing", errors, StringComparison.Ordinal);
        Assert.Contains("postgresql-client", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_said_in_one_line()
    {
        var (server, address) = await Cli.ServeAsync(Path.Combine(folder, "one"));
        try
        {
            var second = await Cli.RunAsync(
                "serve",
                "--empty",
                "--urls",
                $"http://127.0.0.1:{address.Port}",
                "--data",
                Path.Combine(folder, "two")
            );
            Assert.Equal(1, second.Code);
            Assert.Contains("--port", Assert.Single(second.Errors.Trim().Split('\n')), StringComparison.Ordinal);
            Assert.DoesNotContain("AddressInUse", second.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("\"LogLevel\":\"Critical\"", second.Output, StringComparison.Ordinal);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync(Token);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task However_a_first_start_is_killed_the_next_one_works(int moment)
    {
        var data = Path.Combine(folder, "data");
        using (var first = Cli.Start(["serve", "--port", "0", "--data", data, "--empty"]))
        {
            while (!File.Exists(Path.Combine(data, "alliance.db")))
                await Task.Delay(2, Token);
            await Task.Delay(moment * 60, Token);
            first.Kill();
            await first.WaitForExitAsync(Token);
        }
        var (server, address) = await Cli.ServeAsync(data);
        using var client = new HttpClient { BaseAddress = address };
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready", Token)).StatusCode);
        server.Kill();
        await server.WaitForExitAsync(Token);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("green-deal@city.example", 0)]
    public async Task A_server_without_a_contact_says_so_once(string? contact, int times)
    {
        using var server = Cli.Start(
            ["serve", "--port", "0", "--data", Path.Combine(folder, "data"), "--empty"],
            start => start.Environment["Alliance__Contact"] = contact
        );
        while (await server.StandardOutput.ReadLineAsync(Token) is { } line)
            if (line.StartsWith("Alliance is running at ", StringComparison.Ordinal))
                break;
        using var kill = System.Diagnostics.Process.Start("kill", ["-TERM", $"{server.Id}"]);
        var log = await server.StandardOutput.ReadToEndAsync(Token);
        await server.WaitForExitAsync(Token);
        Assert.Equal(times, log.Split('\n').Count(l => l.Contains("No contact is set", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_signal_ends_the_server_in_good_order()
    {
        var (server, _) = await Cli.ServeAsync(Path.Combine(folder, "data"));
        using var kill = System.Diagnostics.Process.Start("kill", ["-TERM", $"{server.Id}"]);
        await server.WaitForExitAsync(Token).WaitAsync(TimeSpan.FromSeconds(20), Token);
        Assert.Equal(0, server.ExitCode);
    }

    /// <summary>What is committed lies in the files: a copy of them, taken as a crash would leave them, has it.</summary>
    [Fact]
    public async Task An_acknowledged_write_survives_a_kill()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var db = database.Open();
        db.Raise("acknowledged", null, [], TestApp.Start);
        await db.SaveChangesAsync(Token);

        var crashed = Directory.CreateDirectory(Path.Combine(folder, "crashed")).FullName;
        foreach (var file in Directory.GetFiles(database.Folder))
            File.Copy(file, Path.Combine(crashed, Path.GetFileName(file)));
        await using var after = Alliance.Platform.Data.Database.Open(
            $"Data Source={crashed}/alliance.db;Pooling=False"
        );
        Assert.Equal("acknowledged", Assert.Single(after.Outbox.ToList()).Kind);
    }

    private static string[] Db(TestDatabase database) => database.Db is { } db ? ["--db", db] : [];
}
