using System.Diagnostics;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Transparency;

/// <summary>Paths that name something to read, but no file: a pipe waits for its writer, a device has no end.</summary>
public sealed class SpecialFileTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("cities.jsonl")]
    [InlineData("manifest.json")]
    public async Task A_pipe_in_a_package_is_told_instead_of_waited_for(string file)
    {
        using var package = new TestPackage();
        File.Delete(package[file]);
        await MakePipeAsync(package[file]);

        var result = await package.RefusedAsync().WaitAsync(TimeSpan.FromSeconds(30), Token);

        var problem = Assert.Single(result.Problems, p => p.Code == "not-a-file");
        Assert.Equal((package[file], 0), (problem.File, problem.Line));
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    [InlineData("pipe")]
    public async Task A_link_is_what_it_leads_to(string to)
    {
        using var package = new TestPackage();
        if (to == "pipe")
            await MakePipeAsync(to = package["pipe"]);
        File.Delete(package["cities.jsonl"]);
        File.CreateSymbolicLink(package["cities.jsonl"], to);

        var result = await package.RefusedAsync().WaitAsync(TimeSpan.FromSeconds(30), Token);

        Assert.Single(result.Problems, p => p.Code == "not-a-file");
    }

    [Fact]
    public async Task A_link_to_a_file_and_an_empty_file_are_read()
    {
        using var package = new TestPackage();
        var elsewhere = package["elsewhere"];
        File.Move(package["deals.jsonl"], elsewhere);
        File.CreateSymbolicLink(package["deals.jsonl"], elsewhere);
        package.Write("versions.jsonl", []);
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

        var result = await TestPackage.ImportAsync(database, package.Folder);

        Assert.False(result.Refused);
        Assert.Contains(result.Changes, c => c.File == "deals.jsonl");
    }

    private static async Task MakePipeAsync(string path)
    {
        using var mkfifo = Process.Start("mkfifo", [path]);
        await mkfifo.WaitForExitAsync(Token);
    }
}
