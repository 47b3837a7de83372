using System.Text;
using System.Text.Json.Nodes;
using Alliance.Platform.Data;
using Alliance.Tests.Testing;
using Alliance.Transparency;
using Microsoft.Extensions.Time.Testing;

namespace Alliance.Tests.Transparency;

/// <summary>A package folder that a test may spoil: first a copy of the three cities' real data.</summary>
internal sealed class TestPackage : IDisposable
{
    public static readonly string Real = Path.Combine(AppContext.BaseDirectory, "data", "alliance");
    private static readonly UTF8Encoding Utf8 = new(false);

    public TestPackage()
    {
        foreach (var file in Directory.EnumerateFiles(Real, "*.json*"))
            File.Copy(file, this[Path.GetFileName(file)]);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("alliance-package-").FullName;

    public string this[string file] => Path.Combine(Folder, file);

    /// <summary>Changes the document with this identifier, wherever its line stands; gives the line's number.</summary>
    public int Change(string file, string id, Action<JsonNode> change)
    {
        var lines = File.ReadAllLines(this[file]);
        var at = Array.FindIndex(lines, l => l.StartsWith($$"""{"id":"{{id}}",""", StringComparison.Ordinal));
        var document = JsonNode.Parse(lines[at])!;
        change(document);
        lines[at] = document.ToJsonString(JsonColumn.Options);
        Write(file, lines);
        return at + 1;
    }

    public void Write(string file, IEnumerable<string> lines) =>
        File.WriteAllText(this[file], string.Concat(lines.Select(l => l + "\n")), Utf8);

    /// <summary>Adds a line at the end; gives its number.</summary>
    public int Append(string file, string line)
    {
        var lines = File.ReadAllLines(this[file]);
        Write(file, lines.Append(line));
        return lines.Length + 1;
    }

    public static async Task<ImportResult> ImportAsync(
        TestDatabase database,
        string folder,
        bool dryRun = false,
        DateTimeOffset? at = null
    )
    {
        await using var db = database.Open();
        return await new ImportPackage(db, new FakeTimeProvider(at ?? TestApp.Start)).RunAsync([folder], dryRun);
    }

    /// <summary>Every file of an export, by name.</summary>
    public static async Task<Dictionary<string, string>> ExportAsync(TestDatabase database)
    {
        var folder = Directory.CreateTempSubdirectory("alliance-export-").FullName;
        try
        {
            await using var db = database.Open();
            Assert.True(await new ExportPackage(db).RunAsync(folder));
            return Directory
                .EnumerateFiles(folder)
                .ToDictionary(f => Path.GetFileName(f), f => Convert.ToBase64String(File.ReadAllBytes(f)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Imports it into an empty database, which must stay so.</summary>
    public async Task<ImportResult> RefusedAsync()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var before = await ExportAsync(database);
        var result = await ImportAsync(database, Folder);
        Assert.True(result.Refused);
        Assert.Empty(result.Changes);
        Assert.Equal(before, await ExportAsync(database));
        return result;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
