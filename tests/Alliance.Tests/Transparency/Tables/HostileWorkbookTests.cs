using Alliance.Tests.Testing;

namespace Alliance.Tests.Transparency.Tables;

/// <summary>
/// Files made to do harm are refused with a sentence, by a command that needs no more memory for them than for others,
/// and both databases stay as they were.
/// </summary>
public sealed class HostileWorkbookTests : IDisposable
{
    /// <summary>How much more than the import of the shipped data: the shared strings that must be held take some.</summary>
    private const long MoreMemory = 190L << 20;

    private static readonly Lazy<Task<long>> Ordinary = new(async () =>
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var (code, errors, peak) = await ImportAsync(
            database,
            Path.Combine(AppContext.BaseDirectory, "data", "alliance")
        );
        Assert.True(code == 0, errors);
        return peak;
    });
    private static CancellationToken Token => TestContext.Current.CancellationToken;
    private readonly string folder = Directory.CreateTempSubdirectory("alliance-hostile-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("not a zip", "table-format")]
    [InlineData("empty", "table-format")]
    [InlineData("old xls", "table-format")]
    [InlineData("OpenDocument", "table-format")]
    [InlineData("password", "table-encrypted")]
    [InlineData("cut off", "table-broken")]
    [InlineData("lying size", "table-broken")]
    [InlineData("billion laughs", "table-broken")]
    [InlineData("outside file", "table-broken")]
    [InlineData("huge picture", "table-too-large")]
    [InlineData("many entries", "table-too-large")]
    [InlineData("many parts", "table-too-large")]
    [InlineData("shared strings", "table-too-large")]
    [InlineData("long attribute", "table-too-large")]
    [InlineData("deep", "table-too-large")]
    [InlineData("nested zips", "table-empty")]
    [InlineData("million rows", "too-many-rows")]
    [InlineData("far row", "too-many-rows")]
    [InlineData("all columns", "too-many-columns")]
    [InlineData("long cell", "cell-too-long")]
    public async Task Each_is_refused_by_its_own_sentence(string what, string code)
    {
        var path = Path.Combine(folder, "deals.xlsx");
        HostileWorkbook.Write(path, what);
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var problem = Assert.Single((await FilledTemplate.ImportAsync(database, [path])).Problems);
        Assert.Equal(code, problem.Code);
        FilledTemplate.Explained(problem);
    }

    [Theory]
    [EachDatabase("huge picture")]
    [EachDatabase("shared strings")]
    [EachDatabase("most strings")]
    [EachDatabase("long attribute")]
    [EachDatabase("million rows")]
    [EachDatabase("deep")]
    public async Task Memory_is_bounded_and_the_database_untouched(DatabaseKind on, string what)
    {
        await using var database = await TestDatabase.RealAsync(on);
        var before = await TestPackage.ExportAsync(database);
        await database.DisposeConnectionsAsync();
        var path = Path.Combine(folder, "deals.xlsx");
        HostileWorkbook.Write(path, what);

        var (code, errors, peak) = await ImportAsync(database, path);

        Assert.Equal(1, code);
        Assert.StartsWith("deals.xlsx", errors, StringComparison.Ordinal);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{what}: {peak >> 20} MB at most, else {await Ordinary.Value >> 20} MB"
        );
        Assert.InRange(peak, 1 << 20, await Ordinary.Value + MoreMemory);
        Assert.Equal(before, await TestPackage.ExportAsync(database));
    }

    /// <summary>A good file with single bytes turned: read, or refused, but never a crash.</summary>
    [Fact]
    public async Task Damaged_files_are_refused_or_read_and_never_break_the_program()
    {
        await using var database = await TestDatabase.RealAsync(DatabaseKind.Sqlite);
        using var table = await FilledTemplate.CreateAsync(database);
        table.AddDeal("roofs");
        table.AddParty("roofs", "city-of-mannheim", "city");
        var sound = await File.ReadAllBytesAsync(table.Path, Token);
        var refused = 0;
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var bytes = (byte[])sound.Clone();
            for (var turned = 0; turned <= seed % 5; turned++)
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(table.Path, bytes, Token);
            if ((await table.ImportAsync(database, dryRun: true)).Refused)
                refused++;
        }
        Assert.InRange(refused, 50, 150);
    }

    private static async Task<(int Code, string Errors, long Peak)> ImportAsync(TestDatabase database, string path)
    {
        string[] arguments = ["import", path, "--data", database.Folder];
        using var process = Cli.Start(database.Db is { } db ? [.. arguments, "--db", db] : arguments);
        var errors = process.StandardError.ReadToEndAsync(Token);
        var output = process.StandardOutput.ReadToEndAsync(Token);
        var peak = 0L;
        while (!process.HasExited)
        {
            // The kernel keeps the highest it ever was.
            peak = Math.Max(peak, HighWater(process.Id));
            await Task.Delay(5, Token);
        }
        await output;
        return (process.ExitCode, await errors, peak);
    }

    private static long HighWater(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status")
                .FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null
                ? 0
                : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Trim(), null) << 10;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
