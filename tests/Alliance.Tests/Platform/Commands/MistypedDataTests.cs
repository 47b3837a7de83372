using Alliance.Tests.Testing;
using Npgsql;

namespace Alliance.Tests.Platform.Commands;

/// <summary>A folder or database that is mistyped holds no Alliance: commands that read say so, and make none there.</summary>
public sealed class MistypedDataTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("alliance-mistyped-").FullName;
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Reading =>
        [
            "export OUT",
            "backup OUT.zip",
            "organisations duplicates",
            "organisations merge a b",
            "organisations unmerge a",
        ];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory, MemberData(nameof(Reading))]
    public async Task A_folder_without_a_database_is_refused_and_not_made(string command)
    {
        var mistyped = Path.Combine(folder, "mistyped");
        await RefusedAsync(command, ["--data", mistyped], mistyped);
        Assert.Empty(Directory.GetFileSystemEntries(folder));

        Directory.CreateDirectory(mistyped);
        await RefusedAsync(command, ["--data", mistyped], mistyped);
        Assert.Empty(Directory.GetFileSystemEntries(mistyped));
    }

    [Theory, MemberData(nameof(Reading))]
    public async Task A_database_of_something_else_is_refused_and_left_as_it_is(string command)
    {
        var file = Path.Combine(folder, "alliance.db");
        await File.WriteAllBytesAsync(file, [], Token);
        await RefusedAsync(command, ["--data", folder], folder);
        Assert.Equal(0, new FileInfo(file).Length);
    }

    [Theory, MemberData(nameof(Reading))]
    public async Task A_database_that_postgresql_does_not_know_is_refused_and_not_made(string command)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres, migrated: false);
        var mistyped = new NpgsqlConnectionStringBuilder(database.Connection) { Database = "mistyped" };
        for (var i = 0; i < 2; i++)
            await RefusedAsync(command, ["--data", folder, "--db", mistyped.ConnectionString], "mistyped");
        // One that is there but holds nothing of ours.
        var empty = new NpgsqlConnectionStringBuilder(database.Connection);
        for (var i = 0; i < 2; i++)
            await RefusedAsync(command, ["--data", folder, "--db", empty.ConnectionString], empty.Database!);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public async Task An_import_of_nothing_makes_no_database()
    {
        var mistyped = Path.Combine(folder, "nothing-here");
        var data = Path.Combine(folder, "data");
        var result = await Cli.RunAsync("import", mistyped, "--data", data);
        Assert.Equal(1, result.Code);
        Assert.Contains(mistyped, result.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    private async Task RefusedAsync(string command, string[] data, string named)
    {
        var arguments = command.Replace("OUT", Path.Combine(folder, "out"), StringComparison.Ordinal).Split(' ');
        var result = await Cli.RunAsync([.. arguments, .. data]);
        Assert.Equal(2, result.Code);
        Assert.Contains(named, Assert.Single(result.Errors.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }
}
