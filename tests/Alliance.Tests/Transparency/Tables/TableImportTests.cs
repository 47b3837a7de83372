using System.Text.Json.Nodes;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Transparency.Tables;

/// <summary>What filled-in templates become, from download to stored deal.</summary>
public sealed class TableImportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The same deal, in the words of each language's template.</summary>
    [Theory]
    [EachDatabase("en", "Deal", "running", "official-lgd", "Climate; Energy", "Signatory")]
    [EachDatabase("de", "Klimavertrag", "läuft", "Klimapartnerschaft", "Klima; Energie", "signatory")]
    [EachDatabase("fi", "deal", "running", "official-lgd", "energy; climate", "signatory")]
    [EachDatabase("sv", "deal", "running", "related", "climate;energy", "signatory")]
    public async Task The_downloaded_template_is_filled_in_and_imported(
        DatabaseKind on,
        string language,
        string instrument,
        string delivery,
        string relation,
        string areas,
        string role
    )
    {
        await using var app = await TestApp.StartAsync(await TestDatabase.RealAsync(on));
        var bytes = await app.Client.GetByteArrayAsync($"/schemas/{language}/template.xlsx", Token);
        using var table = new FilledTemplate(bytes);
        table.AddDeal(
            "mannheim-roofs",
            ("language", language),
            ("instrument", instrument),
            ("delivery", delivery),
            ("relation", relation),
            ("areas", areas),
            ("agreed", new Day(new(2026, 4, 30))),
            ("start", new Day(new(2026, 5, 1), 17)),
            ("end", 2030),
            ("sources", "https://city.example/a; https://city.example/b\nhttps://city.example/c")
        );
        table.Add(
            "organisations",
            ("name", "Dächer für Mannheim e.V."),
            ("kind", "sme-association"),
            ("city", "Mannheim")
        );
        table.AddParty("mannheim-roofs", "city-of-mannheim", "city");
        table.AddParty("mannheim-roofs", "Dächer für Mannheim e.V.", role);
        table.Add(
            "parties",
            ("deal", "mannheim-roofs"),
            ("role", "joiner"),
            ("group", "17 firms"),
            ("count", 17),
            ("language", language)
        );
        table.Add(
            "commitments",
            ("deal", "mannheim-roofs"),
            ("by", "dächer für mannheim e.v."),
            ("with", "p1; 17 firms"),
            ("language", language),
            ("action", "Plant roofs"),
            ("qualifier", "at-least"),
            ("value", "1 500,50"),
            ("unit", "m2"),
            ("per", "year"),
            ("baselineDate", "2024"),
            ("baselineValue", 0.1 + 0.2),
            ("targetDate", "12.2028")
        );

        var result = await table.ImportAsync(app.Database);

        Assert.Empty(result.Problems.Select(p => p.In(new Reader(Language.English))));
        var deal = await DealAsync(app.Database, "mannheim-roofs");
        Assert.Equal("mannheim-green-roofs", deal["slug"]!.GetValue<string>());
        Assert.Equal($$"""{"authentic":"{{language}}","{{language}}":"Green roofs"}""", deal["title"]!.ToJsonString());
        Assert.Equal("""["climate","energy"]""", deal["areas"]!.ToJsonString());
        Assert.Equal(language == "de" ? "climate-contract" : "deal", deal["instrument"]!.GetValue<string>());
        Assert.Equal(
            ("2026-04-30", "2026-05", "2030", "collected"),
            (Text(deal, "agreed"), Text(deal, "start"), Text(deal, "end"), Text(deal, "standing"))
        );
        Assert.Equal(3, deal["sources"]!.AsArray().Count);
        var parties = deal["parties"]!.AsArray();
        Assert.Equal("dacher-fur-mannheim-e-v", Text(parties[1]!, "organisation"));
        Assert.Equal(17, parties[2]!["group"]!["count"]!.GetValue<int>());
        var promise = JsonNode.Parse(
            """
            {"key":"c1","by":"p2","with":["p1","p3"],"action":{"authentic":"LANGUAGE","LANGUAGE":"Plant roofs"},
            "quantity":{"value":1500.5,"qualifier":"at-least","unit":"m2","per":"year"},
            "baseline":{"date":"2024","value":0.3},"target":{"date":"2028-12"}}
            """.Replace("LANGUAGE", language, StringComparison.Ordinal)
        );
        Assert.Equal(promise!.ToJsonString(), deal["commitments"]![0]!.ToJsonString());
        var page = await app.Client.GetStringAsync($"/{language}/deals/mannheim-green-roofs", Token);
        Assert.Contains("Plant roofs", page, StringComparison.Ordinal);

        // The same file once more finds its own deal, parties and promises.
        Assert.Empty((await table.ImportAsync(app.Database)).Changes);
    }

    [Theory, EachDatabase]
    public async Task A_dry_run_says_what_would_change_and_writes_nothing(DatabaseKind on)
    {
        await using var database = await TestDatabase.RealAsync(on);
        using var table = await FilledTemplate.CreateAsync(database);
        table.AddDeal("new-one");
        table.AddParty("new-one", "City of Mannheim", "city");
        table.Add("deals", ("id", "ma-11"), ("delivery", "done"));
        var before = await TestPackage.ExportAsync(database);

        var result = await table.ImportAsync(database, dryRun: true);

        Assert.Equal(
            [("ma-11", false, "delivery"), ("new-one", true, "")],
            result.Changes.Select(c => (c.Id, c.IsNew, string.Join(",", c.Fields))).Order()
        );
        Assert.Equal(before, await TestPackage.ExportAsync(database));
    }

    [Theory, EachDatabase]
    public async Task A_stored_deal_changes_only_where_a_cell_says_so(DatabaseKind on)
    {
        await using var database = await TestDatabase.RealAsync(on);
        var before = await DealAsync(database, "es-01");
        using var table = await FilledTemplate.CreateAsync(database);
        table.Add("deals", ("id", "es-01"), ("agreed", "2023-09-21"), ("end", "-"));
        table.Add("parties", ("deal", "es-01"), ("organisation", "caruna"), ("role", "supporter"));
        table.Add("parties", ("deal", "es-01"), ("organisation", "Stadt Mannheim"), ("role", "supporter"));
        table.Add("organisations", ("id", "city-of-mannheim"), ("name", "Stadt Mannheim"));
        var promise = before["commitments"]![0]!;
        table.Add("commitments", ("deal", "es-01"), ("key", Text(promise, "key")!), ("value", 80), ("unit", "percent"));
        table.Rename("parties", "Osapuolet");

        var result = await table.ImportAsync(database);

        Assert.Empty(result.Problems.Select(p => p.In(new Reader(Language.English))));
        var now = await DealAsync(database, "es-01");
        Assert.Equal("2023-09-21", Text(now, "agreed"));
        Assert.Null(now["end"]);
        var parties = now["parties"]!.AsArray();
        Assert.Equal(before["parties"]!.AsArray().Count + 1, parties.Count);
        Assert.Equal("supporter", Text(parties.Single(p => Text(p!, "organisation") == "caruna")!, "role"));
        Assert.Equal("city-of-mannheim", Text(parties[^1]!, "organisation"));
        Assert.Equal(80, now["commitments"]![0]!["quantity"]!["value"]!.GetValue<int>());
        // Everything else is as it was.
        foreach (var changed in (string[])["agreed", "end", "parties", "commitments"])
            _ = (before.AsObject().Remove(changed), now.AsObject().Remove(changed));
        Assert.Equal(before.ToJsonString(), now.ToJsonString());
        Assert.Equal(
            "city-of-mannheim",
            Text(await DocumentAsync(database, "organisations.jsonl", "city-of-mannheim"), "id")
        );
    }

    [Theory, EachDatabase]
    public async Task A_wording_of_another_language_is_a_translation_and_a_new_wording_drops_them(DatabaseKind on)
    {
        await using var database = await TestDatabase.RealAsync(on);
        using (var translated = await FilledTemplate.CreateAsync(database, Language.Swedish))
        {
            translated.Add("deals", ("id", "es-01"), ("language", "sv"), ("title", "Klimatkontraktet i Esbo"));
            Assert.False((await translated.ImportAsync(database)).Refused);
        }
        var title = (await DealAsync(database, "es-01"))["title"]!;
        Assert.Equal(("en", "Klimatkontraktet i Esbo"), (Text(title, "authentic"), Text(title, "sv")));
        Assert.Equal("Espoo Climate City Contract with 25 partners", Text(title, "en"));
        Assert.NotNull(title["de"]);

        using var reworded = await FilledTemplate.CreateAsync(database);
        reworded.Add("deals", ("id", "es-01"), ("language", "en"), ("title.sv", "Avtalet"), ("title", "The contract"));
        Assert.False((await reworded.ImportAsync(database)).Refused);
        Assert.Equal(
            """{"authentic":"en","en":"The contract","sv":"Avtalet"}""",
            (await DealAsync(database, "es-01"))["title"]!.ToJsonString()
        );
    }

    [Fact]
    public async Task What_LibreOffice_saved_is_read_with_its_own_dates_and_numbers()
    {
        await using var database = await TestDatabase.RealAsync(DatabaseKind.Sqlite);
        var file = Path.Combine(AppContext.BaseDirectory, "Transparency", "Tables", "libreoffice.xlsx");

        var result = await FilledTemplate.ImportAsync(database, [file]);

        Assert.Empty(result.Problems.Select(p => p.In(new Reader(Language.English))));
        var deal = await DealAsync(database, "mannheim-roofs");
        Assert.Equal(("2026-04-30", "2026-05", "2030"), (Text(deal, "agreed"), Text(deal, "start"), Text(deal, "end")));
        Assert.Equal("Gründächer auf zehn Schulen", Text(deal["title"]!, "de"));
        Assert.Equal(1500.5m, deal["commitments"]![0]!["quantity"]!["value"]!.GetValue<decimal>());
        Assert.Empty((await FilledTemplate.ImportAsync(database, [file])).Changes);
    }

    internal static string? Text(JsonNode node, string field) => node[field]?.GetValue<string>();

    internal static Task<JsonNode> DealAsync(TestDatabase database, string id) =>
        DocumentAsync(database, "deals.jsonl", id);

    private static async Task<JsonNode> DocumentAsync(TestDatabase database, string file, string id)
    {
        var bytes = Convert.FromBase64String((await TestPackage.ExportAsync(database))[file]);
        var lines = System.Text.Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Select(l => JsonNode.Parse(l)!).Single(d => Text(d, "id") == id);
    }
}
