using Alliance.Tests.Testing;
using Alliance.Transparency.Log;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Transparency.Log;

/// <summary>The one secret of the log, and what happens without it.</summary>
public sealed class LogKeyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task The_first_entry_makes_a_key_that_only_its_owner_can_read(DatabaseKind on)
    {
        await using var app = await LogFixture.StartAsync(on, "one");
        var file = Path.Combine(app.Database.Folder, "log-key");
        Assert.False(File.Exists(file));
        await app.LogLifeAsync("one");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        var secret = await File.ReadAllTextAsync(file, Cancel);
        Assert.True(LogSigner.TryParse(secret, out var signer));
        Assert.Equal(signer.Verifier + "\n", await app.TextAsync("log/key"));
        Assert.StartsWith("alliance/", signer.Verifier.Name, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(app.Database.Folder, "*.part"));

        // Nowhere in the database, and in nothing that is said.
        var seed = secret.Trim().Split('+', 5)[4];
        await app.WithDbAsync(async db =>
            Assert.False(await db.LogCheckpoints.AnyAsync(c => c.Note.Contains(seed) || c.Key.Contains(seed), Cancel))
        );
        Assert.DoesNotContain(app.Log.Lines, l => l.Contains(seed, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_backup_holds_the_log_and_not_its_key()
    {
        await using var app = await LogFixture.StartAsync(DatabaseKind.Sqlite, "one");
        await app.LogLifeAsync("one");
        var kept = await app.TextAsync("log/checkpoint");
        var archive = Path.Combine(app.Database.Folder, "backup.zip");
        var taken = await Cli.RunAsync("backup", archive, "--data", app.Database.Folder);
        Assert.Equal(0, taken.Code);
        await using (var zip = await System.IO.Compression.ZipFile.OpenReadAsync(archive, Cancel))
            Assert.DoesNotContain(zip.Entries, e => e.FullName.Contains("key", StringComparison.Ordinal));

        var restored = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, migrated: false);
        var back = await Cli.RunAsync("restore", archive, "--data", restored.Folder, "--force");
        Assert.True(back.Code == 0, back.Errors);
        await using var other = await TestApp.StartAsync(restored, settings: LogFixture.Patient);
        Assert.Empty((await other.CheckSiteAsync(kept)).Wrong());
    }

    [Theory, EachDatabase]
    public async Task After_a_restart_the_log_goes_on_with_the_same_key(DatabaseKind on)
    {
        await using var app = await LogFixture.StartAsync(on, "one", "two");
        await app.LogLifeAsync("one");
        var (kept, key) = (await app.TextAsync("log/checkpoint"), await app.TextAsync("log/key"));
        await app.StopAsync();
        await using var restarted = await app.StartNodeAsync(settings: LogFixture.Patient);
        await restarted.LogLifeAsync("two");
        Assert.Empty((await restarted.CheckSiteAsync(kept, key)).Wrong());
        Assert.Equal(8, await restarted.WithDbAsync(db => db.LogEntries.CountAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task The_name_and_place_of_the_key_can_be_chosen(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        var file = Path.Combine(database.Folder, "keys", "ours");
        await using var app = await TestApp.StartAsync(
            await TestDatabase.CreateAsync(on),
            services: s => s.Configure<LogSettings>(o => (o.KeyFile, o.Origin) = (file, "deals.city.example/log"))
        );
        await app.RaiseAsync(LoggedKinds.Ended, new { Deal = "one", Number = 1 });
        await app.SettleAsync();
        Assert.True(File.Exists(file));
        Assert.StartsWith(
            "deals.city.example/log\n1\n",
            await app.TextAsync("log/checkpoint"),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("deals.city.example/log", true)]
    [InlineData("my log", false)]
    [InlineData("a+b", false)]
    [InlineData("a\nb", false)]
    public void A_name_that_cannot_be_one_keeps_the_server_from_starting(string? origin, bool fine) =>
        Assert.Equal(fine, new LogSettingsCheck().Validate(null, new LogSettings { Origin = origin }).Succeeded);

    /// <summary>A node without the key, or with another, would speak for another log: it waits for the right one.</summary>
    [Theory, EachDatabase]
    public async Task Without_its_key_a_log_does_not_go_on_until_it_is_back(DatabaseKind on)
    {
        await using var app = await LogFixture.StartAsync(on, "one");
        await app.LogLifeAsync("one");
        var (file, kept) = (Path.Combine(app.Database.Folder, "log-key"), await app.TextAsync("log/checkpoint"));
        var own = await File.ReadAllTextAsync(file, Cancel);
        foreach (var wrong in (string?[])[null, LogSigner.New("another/log").Line + "\n", "nothing of use"])
        {
            if (wrong is null)
                File.Delete(file);
            else
                await File.WriteAllTextAsync(file, wrong, Cancel);
            var tried = app.Log.Lines.Count(l => l.Contains("deal-ended", StringComparison.Ordinal));
            await app.RaiseAsync(LoggedKinds.Ended, new { Deal = "one", Number = 1 });
            await app.UntilAsync(_ =>
                Task.FromResult(app.Log.Lines.Count(l => l.Contains("deal-ended", StringComparison.Ordinal)) > tried)
            );
            Assert.Equal(kept, await app.TextAsync("log/checkpoint"));
            Assert.Equal(wrong, File.Exists(file) ? await File.ReadAllTextAsync(file, Cancel) : null);
        }
        await File.WriteAllTextAsync(file, own, Cancel);
        await app.SettleAsync(advance: TimeSpan.FromSeconds(5));
        Assert.Equal(7, await app.WithDbAsync(db => db.LogEntries.CountAsync(Cancel)));
        Assert.Empty((await app.CheckSiteAsync(kept)).Wrong());
    }

    [Theory, EachDatabase]
    public async Task A_lost_key_is_replaced_by_command_and_readers_notice(DatabaseKind on)
    {
        await using var app = await LogFixture.StartAsync(on, "one", "two");
        Task<Cli.Result> NewKey() =>
            Cli.RunAsync([
                "log",
                "new-key",
                "--data",
                app.Database.Folder,
                .. app.Database.Db is { } db ? new[] { "--db", db } : [],
            ]);
        Assert.Equal(1, (await NewKey()).Code);
        await app.LogLifeAsync("one");
        var (kept, key) = (await app.TextAsync("log/checkpoint"), await app.TextAsync("log/key"));
        var refused = await NewKey();
        Assert.Equal(1, refused.Code);
        Assert.Contains("nothing to renew", refused.Errors, StringComparison.Ordinal);

        File.Delete(Path.Combine(app.Database.Folder, "log-key"));
        var renewed = await NewKey();
        Assert.True(renewed.Code == 0, renewed.Errors);
        await app.SettleAsync(advance: TimeSpan.FromSeconds(1));
        Assert.Contains(await app.TextAsync("log/key"), renewed.Output, StringComparison.Ordinal);
        await app.LogLifeAsync("two");

        // In itself everything is right again; with what was kept, it is not.
        Assert.Empty((await app.CheckSiteAsync()).Wrong());
        Assert.Equal(["kept checkpoint"], (await app.CheckSiteAsync(kept)).Wrong());
        Assert.Equal(["key"], (await app.CheckSiteAsync(key: key)).Wrong());
    }
}
