using Alliance.Platform.Texts;
using Alliance.Tests.Testing;
using Alliance.Transparency;

namespace Alliance.Tests.Transparency.Tables;

/// <summary>Each problem is told at its file, sheet, row and column, with the format's own code where it has one.</summary>
public sealed class TableRefusalTests
{
    /// <summary>A cell of a new deal, then as what it is told.</summary>
    public static readonly TheoryData<string, string, string> Spoilt = new()
    {
        { "id", "Mannheim 1", "wrong-form" },
        { "city", "Atlantis", "name-unknown" },
        { "language", "Deutsch", "wrong-form" },
        { "areas", "energy; energy", "repeated" },
        { "areas", "energy; magic", "name-unknown" },
        { "instrument", "handshake", "not-in-list" },
        { "agreed", "2023-02-30", "not-a-date" },
        { "agreed", "31.4.2024", "not-a-date" },
        { "agreed", "spring 2024", "wrong-form" },
        { "agreed", "4/30/2024", "wrong-form" },
        { "end", "1999", "end-before-start" },
        { "sources", "javascript:alert(1)", "wrong-form" },
        { "title", "-", "field-missing" },
        { "notes", "#REF!", "formula-error" },
        { "summary", "bell \u0007", "control-character" },
    };

    [Theory, MemberData(nameof(Spoilt))]
    public async Task Each_problem_is_told_at_its_cell(string column, string value, string code)
    {
        await using var database = await TestDatabase.RealAsync(DatabaseKind.Sqlite);
        using var table = await FilledTemplate.CreateAsync(database);
        var id = column == "id" ? value : "roofs";
        // XML has no way to write a control character, but Excel has.
        var written = value.Replace("\u0007", "_x0007_", StringComparison.Ordinal);
        var row = table.AddDeal("roofs", ("start", "2024"), (column, written));
        table.AddParty(id, "city-of-mannheim", "city");
        var problem = Assert.Single(await table.RefusedAsync(database));
        Assert.Equal(code, problem.Code);
        Assert.Equal(("deals.xlsx", "Deals", row), (problem.File, problem.Place!.Sheet, problem.Place.Row));
        Assert.EndsWith($" ({column})", problem.Place.Column, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task All_that_is_wrong_is_told_at_once(DatabaseKind on)
    {
        await using var database = await TestDatabase.RealAsync(on);
        using var table = await FilledTemplate.CreateAsync(database, Language.German);
        table.AddDeal("roofs", ("mood", "good"), ("title", "X"), ("agreed", "2023-02-30"));
        table.AddDeal("roofs");
        table.AddDeal("alone", ("title", "Alone"), ("areas", "magic; energy; wonder"));
        table.AddParty("roofs", "City of Manheim", "city");
        table.Add("parties", ("deal", "roofs"), ("organisation", "caruna"), ("role", "friend"));
        table.Add(
            "parties",
            ("deal", "roofs"),
            ("organisation", "caruna"),
            ("group", "and others"),
            ("language", "en")
        );
        table.AddParty("nowhere", "caruna");
        table.Add(
            "commitments",
            ("deal", "roofs"),
            ("by", "somebody"),
            ("language", "en"),
            ("action", "Plant"),
            ("value", "1.500")
        );
        table.Add(
            "commitments",
            ("deal", "roofs"),
            ("by", "caruna"),
            ("action", "Water"),
            ("value", "much"),
            ("unit", "m2")
        );
        table.Add("commitments", ("action", "Belongs to nothing"));
        table.Add("organisations", ("name", "New one"));

        var told = (await table.RefusedAsync(database))
            .Select(p => $"{p.Place!.Sheet} {p.Place.Row} {p.Place.Column} {p.Code}")
            .Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "Beteiligte 2 C (organisation) name-unknown",
                "Beteiligte 3 D (role) not-in-list",
                "Beteiligte 4 B (key) duplicate-key",
                "Beteiligte 5 A (deal) unknown-deal",
                "Deals 1 R column-unknown",
                "Deals 2 K (agreed) not-a-date",
                "Deals 3 A (id) duplicate-id",
                "Deals 4  no-parties",
                "Deals 4 F (areas) name-unknown",
                "Deals 4 F (areas) name-unknown",
                "Organisationen 2 C (kind) field-missing",
                "Zusagen 2 C (by) unknown-party",
                "Zusagen 2 H (value) number-ambiguous",
                "Zusagen 2 I (unit) field-missing",
                "Zusagen 3 E (language) field-missing",
                "Zusagen 3 H (value) wrong-type",
                "Zusagen 4 A (deal) field-missing",
            ],
            told
        );
    }

    [Fact]
    public async Task An_unknown_name_comes_with_the_nearest_ones()
    {
        await using var database = await TestDatabase.RealAsync(DatabaseKind.Sqlite);
        using var table = await FilledTemplate.CreateAsync(database);
        table.AddParty("ma-11", "MVV Energy");
        var problem = Assert.Single(await table.RefusedAsync(database));
        Assert.Contains("(mvv-energie)", problem.Expected, StringComparison.Ordinal);
        Assert.StartsWith(
            "deals.xlsx, Blatt Parties, Zeile 2, Spalte C (organisation): ",
            problem.In(new Reader(Language.German)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Sheets_and_cells_that_nobody_would_read_are_told()
    {
        await using var database = await TestDatabase.RealAsync(DatabaseKind.Sqlite);
        using var table = await FilledTemplate.CreateAsync(database);
        table.AddDeal("roofs", ("", "a remark beside the table"));
        table.AddParty("roofs", "city-of-mannheim", "city");
        table.Rename("organisations", "Remarks");
        Assert.Equal(
            ["cell-outside", "sheet-unknown"],
            (await table.RefusedAsync(database)).Select(p => p.Code).Order()
        );
    }

    [Fact]
    public async Task An_empty_template_says_so()
    {
        await using var database = await TestDatabase.RealAsync(DatabaseKind.Sqlite);
        using var table = await FilledTemplate.CreateAsync(database);
        Assert.Equal("table-empty", Assert.Single(await table.RefusedAsync(database)).Code);
    }

    [Fact]
    public async Task Every_column_is_explained_in_every_language()
    {
        await using var app = await TestApp.StartAsync();
        foreach (var language in Language.All)
        {
            var address = $"/schemas/{language.Code}/template.xlsx";
            var bytes = await app.Client.GetByteArrayAsync(address, TestContext.Current.CancellationToken);
            var sheets = Alliance
                .Transparency.Tables.Workbook.Sheets(new MemoryStream(bytes))
                .Select(s => (s.Sheet, Words: string.Join('\n', s.Rows.SelectMany(r => r.Cells).Select(c => c.Text))))
                .ToList();
            Assert.Equal(6, sheets.Count);
            foreach (var (sheet, words) in sheets)
            foreach (var missing in (string[])["[column.", "[table.", "[template.", "[instrument.", "[per."])
                Assert.DoesNotContain(missing, sheet + words, StringComparison.Ordinal);
            Assert.Contains($"[targetDate]", sheets[0].Words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Codes_are_those_of_the_format()
    {
        using var package = new TestPackage();
        package.Change("deals.jsonl", "ma-11", d => d["agreed"] = "2023-02-30");
        var json = Assert.Single((await package.RefusedAsync()).Problems);
        await using var database = await TestDatabase.RealAsync(DatabaseKind.Sqlite);
        using var table = await FilledTemplate.CreateAsync(database);
        table.Add("deals", ("id", "ma-11"), ("agreed", "2023-02-30"));
        var cell = Assert.Single(await table.RefusedAsync(database));
        Assert.Equal((json.Code, json.Found, json.Field), (cell.Code, cell.Found, cell.Field));
    }
}
