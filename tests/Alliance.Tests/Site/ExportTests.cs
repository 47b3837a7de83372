using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Site;

/// <summary>Lists as files: for people in their language, for programs by codes, and harmless for both.</summary>
public sealed class ExportTests
{
    private static readonly string[] Formulas =
    [
        "=HYPERLINK(\"http://evil.example\",\"click\")",
        "+1+1",
        "-2+3",
        "@SUM(1,1)",
        "\t=1+1",
        "\r=1+1",
        "＝1+1",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task No_text_becomes_a_formula_where_semicolons_part_the_cells(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        var deal = DealFixtures.Deal(DealFixtures.City("espoo"), "d", title: "Heat;=1+1; -2");
        await app.WithDbAsync(db => DealFixtures.StoreAsync(db, deal));
        await app.ChangedAsync();
        var row = Assert.Single(await SameChoiceTests.CsvAsync(app, "/api/v1/deals.csv", ""));
        Assert.Equal("Heat;'=1+1; -2", row["title"]);
    }

    [Theory, EachDatabase]
    public async Task No_text_becomes_a_formula_and_numbers_stay_numbers(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        var city = DealFixtures.City("espoo");
        await app.WithDbAsync(db =>
            DealFixtures.StoreAsync(
                db,
                [
                    .. Formulas.Select(
                        (formula, i) =>
                            DealFixtures.Deal(
                                city,
                                $"d{i}",
                                title: formula,
                                change: d =>
                                    d.Party(DealFixtures.Organisation($"o{i}"))
                                        .Promise("p1", formula, new Quantity(-2.5m, Qualifier.Exactly, "mw"))
                            )
                    ),
                ]
            )
        );
        await app.ChangedAsync();
        foreach (var language in (string[])["/api/v1", "/en", "/fi"])
        {
            var head =
                language == "/api/v1" ? "title"
                : language == "/en" ? "Title"
                : "Nimi";
            var titles = (await SameChoiceTests.CsvAsync(app, language + "/deals.csv", ""))
                .Select(r => r[head])
                .ToList();
            var inExcel = (await SameChoiceTests.ExcelAsync(app, language + "/deals.xlsx", ""))
                .Select(r => (string)r[head]!)
                .ToList();
            // The apostrophe makes it a text; what was written stays readable behind it. XML knows one kind of line end.
            Assert.Equal(Formulas.Select(f => "'" + f).Order(), titles.Order());
            Assert.Equal(titles.Select(t => t.Replace('\r', '\n')), inExcel);
        }
        foreach (var row in await SameChoiceTests.ExcelAsync(app, "/api/v1/commitments.xlsx", ""))
            Assert.Equal(-2.5, Assert.IsType<double>(row["value"]));
        foreach (var row in await SameChoiceTests.CsvAsync(app, "/api/v1/commitments.csv", ""))
            Assert.Equal("-2.5", row["value"]);

        using var zip = new ZipArchive(await app.Client.GetStreamAsync("/en/deals.xlsx", Cancel));
        using var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        Assert.DoesNotMatch("<(x:)?f[ >]", await sheet.ReadToEndAsync(Cancel));
    }

    /// <summary>A programme with hundreds of signatories has all of them in one cell.</summary>
    [Theory, EachDatabase]
    public async Task A_very_long_cell_is_whole_in_CSV_and_as_long_as_Excel_can_take_it(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        var deal = DealFixtures.Deal(DealFixtures.City("espoo"), "d", title: new string('x', 300_000));
        await app.WithDbAsync(db => DealFixtures.StoreAsync(db, deal));
        await app.ChangedAsync();
        using var csv = await app.Client.GetAsync("/api/v1/deals.csv", Cancel);
        Assert.Contains(
            new string('x', 300_000),
            await csv.Content.ReadAsStringAsync(Cancel),
            StringComparison.Ordinal
        );
        var inExcel = (string)Assert.Single(await SameChoiceTests.ExcelAsync(app, "/en/deals.xlsx", ""))["Title"]!;
        Assert.Equal(new string('x', 32_766) + "…", inExcel);

        // The last character that Excel has room for would be half of one.
        deal = DealFixtures.Deal(deal.City!, "e", title: new string('x', 32_765) + "🌳🌳");
        await app.WithDbAsync(db =>
        {
            db.Attach(deal.City!);
            return DealFixtures.StoreAsync(db, deal);
        });
        await app.ChangedAsync();
        Assert.Contains(
            await SameChoiceTests.ExcelAsync(app, "/en/deals.xlsx", ""),
            row => (string)row["Title"]! == new string('x', 32_765) + "…"
        );
    }

    [Theory, EachDatabase]
    public async Task People_get_headings_and_names_in_their_language_and_programs_codes(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        var coded = await SameChoiceTests.CsvAsync(app, "/api/v1/deals.csv", "city=umea");
        Assert.Contains(coded, r => r["city"] == "umea" && r["instrument"] == "climate-contract");
        var heads = new HashSet<string>(StringComparer.Ordinal);
        foreach (var language in Language.All)
        foreach (
            var list in (string[])
                [
                    "deals",
                    "commitments",
                    "organisations",
                    "cities",
                    "counting",
                    "projects",
                    "policy-areas",
                    "menu",
                    "collections",
                    "organisations/mvv-energie/deals",
                    "practices",
                    "sprints",
                ]
        )
        {
            var rows = await SameChoiceTests.CsvAsync(app, $"/{language.Code}/{list}.csv", "");
            Assert.NotEmpty(rows);
            // A text that is missing shows its key in brackets.
            Assert.DoesNotContain(rows[0].Keys, k => k.StartsWith('['));
            Assert.DoesNotContain(rows.SelectMany(r => r.Values), v => v.StartsWith('[') && v.EndsWith(']'));
            Assert.True(heads.Add($"{list} {string.Join(',', rows[0].Keys)}"), $"{language.Code} {list}");
        }
        var german = await SameChoiceTests.CsvAsync(app, "/de/deals.csv", "city=umea");
        Assert.Contains(german, r => r["Stadt"] == "Umeå");
        Assert.Equal(coded.Select(r => r["id"]), german.Select(r => r["Kennung"]));
    }

    [Theory, EachDatabase]
    public async Task A_file_on_a_page_is_as_tolerant_as_the_page_and_always_whole(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        Assert.Equal(
            27,
            (await SameChoiceTests.CsvAsync(app, "/en/deals.csv", "city=atlantis&after=nonsense&x=1")).Count
        );
        var page = await app.ReadAsync("/en/deals?city=umea");
        var links = page.QuerySelectorAll(".downloads a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal(
            [
                "/en/deals.csv?city=umea",
                "/en/deals.xlsx?city=umea",
                "/api/v1/deals?city=umea",
                "/en/deals.atom?city=umea",
            ],
            links
        );
        foreach (var link in links)
            Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync(link, Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_file_is_named_and_rows_end_as_the_standard_says()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        using var answer = await app.Client.GetAsync("/sv/commitments.csv", Cancel);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("commitments.csv", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", text.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    /// <summary>The first rows are on their way before the last are read, and every batch is asked for by its keys.</summary>
    [Theory, EachDatabase]
    public async Task A_long_list_flows_batch_by_batch(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        var city = DealFixtures.City("espoo");
        await app.WithDbAsync(db =>
            DealFixtures.StoreAsync(
                db,
                [
                    .. Enumerable
                        .Range(0, 1_600)
                        .Select(i =>
                            DealFixtures.Deal(
                                city,
                                $"d{i.ToString(CultureInfo.InvariantCulture)}",
                                "2023",
                                // Long enough that no buffer holds all of it.
                                change: d => d.Notes = DealFixtures.Text("note"),
                                title: new string('x', 2_000) + i.ToString(CultureInfo.InvariantCulture)
                            )
                        ),
                ]
            )
        );
        await app.ChangedAsync();
        await app.Client.GetAsync("/en/deals", Cancel);
        foreach (var ending in (string[])["csv", "xlsx"])
        {
            app.Queries.Clear();
            using (
                var answer = await app.Client.GetAsync(
                    $"/api/v1/deals.{ending}",
                    HttpCompletionOption.ResponseHeadersRead,
                    Cancel
                )
            )
            {
                Assert.Null(answer.Content.Headers.ContentLength);
                Assert.False(answer.Headers.Contains("Age"));
                await answer.Content.CopyToAsync(Stream.Null, Cancel);
            }
            // Four batches of 500, each one command.
            Assert.Equal(4, app.Queries.Count);
            Assert.DoesNotContain(app.Queries.Sql, s => s.Contains("OFFSET", StringComparison.OrdinalIgnoreCase));
        }

        // Whoever reads slowly holds the server's reading up: it does not run ahead into memory.
        app.Queries.Clear();
        using var slow = await app.Client.GetAsync(
            "/api/v1/deals.csv",
            HttpCompletionOption.ResponseHeadersRead,
            Cancel
        );
        await using var body = await slow.Content.ReadAsStreamAsync(Cancel);
        var first = new byte[1_000];
        await body.ReadExactlyAsync(first, Cancel);
        Assert.Contains("id,title", Encoding.UTF8.GetString(first), StringComparison.Ordinal);
        await Task.Delay(300, Cancel);
        Assert.InRange(app.Queries.Count, 1, 4);
    }
}
