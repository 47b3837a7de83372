using System.Text;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;
using Alliance.Transparency;

namespace Alliance.Tests.Transparency.Tables;

/// <summary>CSV as spreadsheets of four countries save it.</summary>
public sealed class CsvTests : IDisposable
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;
    private readonly string folder = Directory.CreateTempSubdirectory("alliance-csv-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [EachDatabase(",", false)]
    [EachDatabase(";", true)]
    [EachDatabase("\t", false)]
    public async Task Separators_marks_quotes_and_line_breaks_are_understood(
        DatabaseKind on,
        string separator,
        bool mark
    )
    {
        await using var database = await TestDatabase.RealAsync(on);
        string Row(params string[] cells) => string.Join(separator, cells) + "\r\n";
        var encoding = new UTF8Encoding(mark);
        var deals = Write(
            "deals.csv",
            Row("id", "city", "language", "title", "summary", "instrument", "relation", "delivery", "agreed")
                + Row(
                    "roofs",
                    "Umeå",
                    "sv",
                    "\"Gröna, \"\"sköna\"\"; tak\t\"",
                    "\"Första raden\r\nAndra raden\"",
                    "avtal",
                    "related",
                    "running",
                    "30.4.2024"
                ),
            encoding
        );
        var parties = Write(
            "parties.csv",
            Row("deal", "organisation", "role") + Row("roofs", "umea-kommun", "city") + "\r\n" + Row("", "", ""),
            encoding
        );

        var result = await FilledTemplate.ImportAsync(database, [deals, parties]);

        Assert.Empty(result.Problems.Select(p => p.In(new Reader(Language.English))));
        var deal = await TableImportTests.DealAsync(database, "roofs");
        Assert.Equal("Gröna, \"sköna\"; tak", TableImportTests.Text(deal["title"]!, "sv"));
        Assert.Equal("Första raden\nAndra raden", TableImportTests.Text(deal["summary"]!, "sv"));
        Assert.Equal("2024-04-30", TableImportTests.Text(deal, "agreed"));
        Assert.Empty((await FilledTemplate.ImportAsync(database, [deals, parties])).Changes);
    }

    [Fact]
    public async Task The_heads_that_are_offered_are_taken()
    {
        await using var app = await TestApp.StartAsync(await TestDatabase.RealAsync(DatabaseKind.Sqlite));
        foreach (var language in Language.All)
        foreach (var table in (string[])["organisations", "deals", "parties", "commitments"])
        {
            var bytes = await app.Client.GetByteArrayAsync($"/schemas/{language.Code}/{table}.csv", Token);
            var path = Path.Combine(folder, table + ".csv");
            await File.WriteAllBytesAsync(path, bytes, Token);
            Assert.Equal(
                "table-empty",
                Assert.Single((await FilledTemplate.ImportAsync(app.Database, [path])).Problems).Code
            );
        }
    }

    [Theory]
    [InlineData("latin1", "not-utf8", 2)]
    [InlineData("utf-16", "not-utf8", 1)]
    public async Task Another_encoding_is_told(string encoding, string code, int line)
    {
        var path = Write("deals.csv", "id,city\r\numea-1,Umeå\r\n", Encoding.GetEncoding(encoding));
        var problem = await RefusedAsync(path);
        Assert.Equal((code, line), (problem.Code, problem.Line));
    }

    [Theory]
    [InlineData("deals.csv", "id,city\r\n\"roofs,mannheim\r\n", "csv-broken")]
    [InlineData("deals.csv", "id,city\r\n\"ro\"ofs,mannheim\r\n", "csv-broken")]
    [InlineData("deals.csv", "city\r\nmannheim\r\n", "column-missing")]
    [InlineData("deals.csv", "id,id\r\nma-11,ma-11\r\n", "column-twice")]
    [InlineData("deals.csv", "id,mood\r\nma-11,good\r\n", "column-unknown")]
    [InlineData("deals.csv", "id,city\r\nma-11,,surplus\r\n", "cell-outside")]
    [InlineData("deals.csv", "", "table-empty")]
    [InlineData("wishes.csv", "id\r\n", "file-unknown")]
    public async Task What_is_no_such_table_is_told(string file, string text, string code) =>
        Assert.Equal(code, (await RefusedAsync(Write(file, text, new UTF8Encoding(false)))).Code);

    [Fact]
    public async Task Too_many_rows_columns_and_characters_are_told()
    {
        var rows = "id\n" + string.Concat(Enumerable.Range(0, 1_000_000).Select(i => $"d{i}\n"));
        Assert.Equal(("too-many-rows", 20_002), Told(await RefusedAsync(Write("deals.csv", rows, Encoding.UTF8))));
        var wide = "id" + new string(',', 16_383) + "x\n";
        Assert.Equal(("too-many-columns", 1), Told(await RefusedAsync(Write("deals.csv", wide, Encoding.UTF8))));
        var cell = "id,title\nma-11," + new string('x', 10_000_000) + "\n";
        Assert.Equal(("cell-too-long", 2), Told(await RefusedAsync(Write("deals.csv", cell, Encoding.UTF8))));
        var text = "id,language,title\nma-11,en," + new string('x', 20_001) + "\n";
        Assert.Equal(("too-long", 2), Told(await RefusedAsync(Write("deals.csv", text, Encoding.UTF8))));
        Assert.Equal("table-too-large", (await RefusedAsync(Write("deals.csv", rows + cell, Encoding.UTF8))).Code);

        static (string, int) Told(Problem problem) => (problem.Code, problem.Line);
    }

    private string Write(string file, string text, Encoding encoding)
    {
        var path = Path.Combine(folder, file);
        File.WriteAllBytes(path, [.. encoding.Preamble, .. encoding.GetBytes(text)]);
        return path;
    }

    private static async Task<Problem> RefusedAsync(string path)
    {
        await using var database = await TestDatabase.RealAsync(DatabaseKind.Sqlite);
        var result = await FilledTemplate.ImportAsync(database, [path]);
        Assert.Empty(result.Changes);
        var problem = Assert.Single(result.Problems);
        FilledTemplate.Explained(problem);
        return problem;
    }
}
