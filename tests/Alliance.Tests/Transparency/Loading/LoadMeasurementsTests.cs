using System.Net;
using System.Text;
using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring;
using Alliance.Tests.Testing;
using Alliance.Tests.Transparency.Tables;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Transparency.Loading;

/// <summary>Measurements from a spreadsheet: looked at row by row, then taken over whole or not at all.</summary>
public sealed class LoadMeasurementsTests
{
    private const string Page = "/en/workspace/measurements";
    private const string Head =
        "deal,commitment,period,value,unit,notation,span,method,source,evidence,note,version,reason\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_table_is_looked_at_and_then_recorded_whole(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludedAsync();
        var (deal, slug) = (await story.IdAsync(), await story.SlugAsync());
        using var firm = await story.FirmAsync();
        // People write as their language does, and name a deal by its address.
        var table =
            "deal;commitment;period;value;span;method;source;notation\n"
            + $"{deal};c3;2023;1.000,5;Was in diesem Zeitraum geschah. Zahlen mehrerer Zeiträume lassen sich zusammenzählen.;Gemessen;Counted.;\n"
            + $"{slug};c3;2024;400;during;measured;Counted.;\n"
            + $"{deal};c3;2025-H1;;;measured;Nobody was there.;not-occurring\n";
        var look = await LookAsync(firm, table);
        var rows = await RowsAsync(firm, look);
        Assert.Equal(
            ["2 new 1,000.5 trees", "3 new 400 trees", "4 new Not occurring: nothing of the kind happened"],
            rows
        );
        Assert.Equal(0, await CountAsync(story));
        // What somebody has sent is nobody else's.
        using var other = await app.SignedInAsync("other@city.example", MembershipRole.DealManager, "espoo");
        Assert.Contains(
            "not here any more",
            Forms.Complaints(await other.GetStringAsync(look, Cancel)),
            StringComparison.Ordinal
        );

        using var stored = await firm.SendAsync(look, "store-measurements");
        await Forms.LeadsToAsync(stored, Page);
        Assert.Equal(3, await CountAsync(story));
        Assert.Equal(0, await story.DbAsync(db => db.KeptTables.CountAsync(Cancel)));
        await app.ChangedAsync();
        var progress = await story.Stranger.GetStringAsync($"/en/deals/{slug}/progress", Cancel);
        Assert.Contains("1,000.5", progress, StringComparison.Ordinal);

        // The spreadsheet grows: what is recorded already stays as it is, and a correction says so.
        look = await LookAsync(
            firm,
            Head
                + $"{deal},c3,2023,1000.5,trees,,during,measured,Counted.,,,,\n"
                + $"{deal},c3,2024,380,,,,measured,Counted.,,,2,Twenty have died.\n"
        );
        rows = await RowsAsync(firm, look);
        Assert.Equal(["2 recorded already", "3 correction 400 trees → 380 trees"], rows);
        using (await firm.SendAsync(look, "store-measurements")) { }
        Assert.Equal(4, await CountAsync(story));
        Assert.Equal(
            "Twenty have died.",
            await story.DbAsync(db => db.Measurements.OrderBy(m => m.Id).Select(m => m.Reason).LastAsync(Cancel))
        );
        // The same again says nothing new, and there is no button.
        look = await LookAsync(firm, Head + $"{deal},c3,2023,1000.5,trees,,during,measured,Counted.,,,,\n");
        var same = await firm.GetStringAsync(look, Cancel);
        Assert.Contains("There is nothing to store", same, StringComparison.Ordinal);
        Assert.True(Forms.Named(same, "store-measurements").IsHidden);
    }

    [Theory, EachDatabase]
    public async Task What_is_wrong_is_said_at_its_cell_and_nothing_is_recorded(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludedAsync();
        var deal = await story.IdAsync();
        using var firm = await story.FirmAsync();
        string Row(string period, string value = "5", string more = ",,,during,measured,Counted.") =>
            $"{deal},c3,{period},{value}{more}\n";
        var look = await LookAsync(
            firm,
            Head
                + Row("2019")
                + Row("2020", "many")
                + Row("2021", "1.500")
                + Row("2022", "5", ",kwh,,during,measured,Counted.")
                + Row("2023", "5", ",bananas,,during,guessed,")
                + Row("2019")
                + Row("2019-Q2")
                + Row("2026")
                + Row("2024", "5", ",,,at-end,measured,Counted.")
                + "nothing,c3,2024,5,,,during,measured,Counted.\n"
                + $"{deal},c99,2024,5,,,during,measured,Counted.\n"
                + $"{deal},c4,2024,5,,,during,measured,Counted.\n"
                + "es-04,c1,2024,5,,,during,measured,Counted.\n"
                + Row("2018", "5", ",,,during,measured,Counted.,javascript:alert(1)")
                + Row("2017", "5", ",,,during,measured,Counted.,,,two,")
                + Row("2016", "5", ",,,during,measured,Counted.,,,0,")
                + Row("2015", "5", ",,,during,measured,Counted.,,,1.5,")
                + "es-04,c99,2024,5,,,during,measured,Counted.\n"
        );
        var rows = await RowsAsync(firm, look);
        foreach (
            var (row, said) in ((int, string)[])
                [
                    (3, "column D (value): Write a number"),
                    (4, "column D (value): “1.500” can mean two numbers"),
                    (5, "column E (unit)"),
                    (6, "column E (unit): “bananas” is not a value"),
                    (6, "column H (method): “guessed” is not a value"),
                    (6, "column I (source)"),
                    (7, "column C (period): Row 2 says something about 2019 already"),
                    (8, "overlap"),
                    (9, "column C (period)"),
                    (10, "column G (span)"),
                    (11, "column A (deal): There is no deal “nothing”"),
                    (12, "column B (commitment): There is no promise c99"),
                    (13, "column A (deal): Your roles do not allow this"),
                    (14, "column A (deal): Your roles do not allow this"),
                    (15, "column J (evidence)"),
                    (16, "column L (version): “two” is no version"),
                    (17, "column L (version): “0” is no version"),
                    (18, "column L (version): “1.5” is no version"),
                    // What it promises or not is not looked up for who may not record.
                    (19, "column A (deal): Your roles do not allow this"),
                ]
        )
            Assert.Contains(
                said,
                rows.Single(r => r.StartsWith($"{row} ", StringComparison.Ordinal)),
                StringComparison.OrdinalIgnoreCase
            );
        Assert.StartsWith("2 new", rows[0], StringComparison.Ordinal);
        var html = await firm.GetStringAsync(look, Cancel);
        Assert.True(Forms.Named(html, "store-measurements").IsHidden);
        using var stored = await firm.SendAsync(look, html, "store-measurements");
        Assert.Null(stored.LeadsTo());
        Assert.Equal(0, await CountAsync(story));

        foreach (
            var (name, content, said) in ((string, string, string)[])
                [
                    ("measurements.csv", "deal,colour\nx,green\n", "colour"),
                    ("measurements.csv", Head, "no row"),
                    ("measurements.xlsx", "no workbook", "measurements.xlsx"),
                    ("measurements.csv", Head + string.Concat(Enumerable.Repeat(Row("2020"), 2001)), "2000"),
                ]
        )
            Assert.Contains(
                said,
                Forms.Complaints(await firm.GetStringAsync(await LookAsync(firm, content, name), Cancel)),
                StringComparison.OrdinalIgnoreCase
            );
        using var picture = await firm.SendFileAsync(
            Page,
            "keep-measurements",
            ("files", "trees.png", Encoding.UTF8.GetBytes("x"))
        );
        Assert.Contains(
            "trees.png",
            Forms.Complaints(await picture.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task Where_something_was_recorded_meanwhile_nothing_is_stored(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludedAsync();
        var deal = await story.IdAsync();
        using var firm = await story.FirmAsync();
        var look = await LookAsync(
            firm,
            Head
                + $"{deal},c3,2024,300,,,during,measured,Counted.\n"
                + $"{deal},c3,2025,400,,,during,measured,Counted.\n"
        );
        var html = await firm.GetStringAsync(look, Cancel);
        using (
            await story.ManagerBrowser.SendAsync(
                $"/en/deals/{await story.SlugAsync()}/promises/c3/measure",
                "measure",
                ("year", "2025"),
                ("value", "390"),
                ("span", "during"),
                ("method", "measured"),
                ("source", "Counted.")
            )
        ) { }
        using var late = await firm.SendAsync(look, html, "store-measurements");
        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
        Assert.Contains(
            "Recorded is version 1: 390 trees",
            await late.Content.ReadAsStringAsync(Cancel),
            StringComparison.Ordinal
        );
        Assert.Equal(1, await CountAsync(story));
    }

    [Fact]
    public async Task The_templates_are_read_as_they_are_filled_in()
    {
        using var story = await Story.BeginAsync(DatabaseKind.Sqlite);
        await using var app = story.App;
        await story.ConcludedAsync();
        using var firm = await story.FirmAsync();
        foreach (var language in (string[])["en", "de", "fi", "sv"])
        {
            using var template = new FilledTemplate(
                await firm.GetByteArrayAsync($"/schemas/{language}/measurements.xlsx", Cancel)
            );
            Assert.Contains(
                "no row",
                Forms.Complaints(await firm.GetStringAsync(await SendAsync(template), Cancel)),
                StringComparison.OrdinalIgnoreCase
            );
            var row = template.Add(
                language switch
                {
                    "de" => "Messwerte",
                    "fi" => "Mittaustulokset",
                    "sv" => "Mätvärden",
                    _ => "Measurements",
                },
                ("deal", await story.IdAsync()),
                ("commitment", "c3"),
                ("period", 2025.0),
                ("value", 400.5),
                ("span", "during"),
                ("method", "measured"),
                ("source", "Counted.")
            );
            Assert.Equal([$"{row} new 400.5 trees"], await RowsAsync(firm, await SendAsync(template)));
            var csv = await firm.GetByteArrayAsync($"/schemas/{language}/measurements.csv", Cancel);
            var line = $"\"{await story.IdAsync()}\",c3,2025,400,,,during,measured,Counted.\r\n";
            if (Encoding.UTF8.GetString(csv).Contains(';', StringComparison.Ordinal))
                line = line.Replace(',', ';');
            Assert.Equal(
                ["2 new 400 trees"],
                await RowsAsync(firm, await LookAsync(firm, [.. csv, .. Encoding.UTF8.GetBytes(line)], "x.csv"))
            );
        }

        async Task<string> SendAsync(FilledTemplate template) =>
            await LookAsync(firm, await File.ReadAllBytesAsync(template.Path, Cancel), "measurements.xlsx");
    }

    private static Task<string> LookAsync(HttpClient browser, string table, string name = "measurements.csv") =>
        LookAsync(browser, Encoding.UTF8.GetBytes(table), name);

    private static async Task<string> LookAsync(HttpClient browser, byte[] table, string name)
    {
        using var sent = await browser.SendFileAsync(Page, "keep-measurements", ("files", name, table));
        return await Forms.LeadsToAsync(sent, Page + "?table=");
    }

    private static async Task<List<string>> RowsAsync(HttpClient browser, string look) =>
        [
            .. new HtmlParser()
                .ParseDocument(await browser.GetStringAsync(look, Cancel))
                .QuerySelectorAll("main tbody tr")
                .Select(r =>
                    string.Join(
                        ' ',
                        $"{r.Children[0].TextContent} {r.QuerySelector(".outcome")!.TextContent}".Split(
                            (char[]?)null,
                            StringSplitOptions.RemoveEmptyEntries
                        )
                    )
                ),
        ];

    private static Task<int> CountAsync(Story story) => story.DbAsync(db => db.Measurements.CountAsync(Cancel));
}
