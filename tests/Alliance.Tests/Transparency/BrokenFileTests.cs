using System.Text;
using Alliance.Transparency;

namespace Alliance.Tests.Transparency;

/// <summary>Files that are wrong as files: their encoding, size, name or number of faults.</summary>
public sealed class BrokenFileTests
{
    [Fact]
    public async Task Another_encoding_is_told()
    {
        using var package = new TestPackage();
        var text = await File.ReadAllTextAsync(package["cities.jsonl"], TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            package["cities.jsonl"],
            text,
            Encoding.Latin1,
            TestContext.Current.CancellationToken
        );
        Assert.Contains((await package.RefusedAsync()).Problems, p => p.Code == "not-utf8");
    }

    [Fact]
    public async Task A_byte_order_mark_is_told()
    {
        using var package = new TestPackage();
        var text = await File.ReadAllTextAsync(package["cities.jsonl"], TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            package["cities.jsonl"],
            text,
            new UTF8Encoding(true),
            TestContext.Current.CancellationToken
        );
        Assert.Contains((await package.RefusedAsync()).Problems, p => p is { Code: "byte-order-mark", Line: 1 });
    }

    [Fact]
    public async Task Ten_megabytes_in_one_field_are_refused()
    {
        using var package = new TestPackage();
        var number = package.Change(
            "deals.jsonl",
            "ma-11",
            d => d["summary"]!["en"] = new string('x', 10 * 1024 * 1024)
        );
        var problem = Assert.Single((await package.RefusedAsync()).Problems);
        Assert.Equal((number, "line-too-long"), (problem.Line, problem.Code));
    }

    [Fact]
    public async Task A_long_text_below_the_longest_line_is_told_at_its_field()
    {
        using var package = new TestPackage();
        package.Change("deals.jsonl", "ma-11", d => d["summary"]!["en"] = new string('x', 20_001));
        var problem = Assert.Single((await package.RefusedAsync()).Problems);
        Assert.Equal(("summary.en", "too-long"), (problem.Field, problem.Code));
    }

    [Fact]
    public async Task Files_and_manifests_of_something_else_are_told()
    {
        using var package = new TestPackage();
        package.Write("people.jsonl", ["{}"]);
        await File.WriteAllTextAsync(
            package["manifest.json"],
            """{"format":"other","version":1}""",
            TestContext.Current.CancellationToken
        );
        var codes = (await package.RefusedAsync()).Problems.Select(p => p.Code);
        Assert.Equal(["file-unknown", "format-unknown"], codes.Order());
    }

    [Fact]
    public async Task Every_problem_is_counted_though_not_every_one_is_listed()
    {
        using var package = new TestPackage();
        package.Write("organisations.jsonl", Enumerable.Range(0, 500).Select(_ => "{"));
        var result = await package.RefusedAsync();
        Assert.Equal(ImportPackage.MostProblems, result.Problems.Count);
        Assert.True(result.ProblemCount > 500);
    }
}
