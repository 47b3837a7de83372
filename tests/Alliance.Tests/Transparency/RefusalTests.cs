using System.Text.Json.Nodes;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;
using Alliance.Transparency;

namespace Alliance.Tests.Transparency;

/// <summary>Bad packages: each problem is named with file, line, field and code, and nothing at all is stored.</summary>
public sealed class RefusalTests
{
    /// <summary>File, document, what is spoilt, then where and as what it is told.</summary>
    public static readonly TheoryData<string, string, string, string, string, string> Spoilt = new()
    {
        { "deals.jsonl", "ma-11", "agreed", "\"2023-02-30\"", "agreed", "not-a-date" },
        { "deals.jsonl", "ma-11", "agreed", "\"2024 (autumn)\"", "agreed", "wrong-form" },
        { "deals.jsonl", "ma-11", "city", "\"atlantis\"", "city", "unknown-reference" },
        { "deals.jsonl", "ma-11", "areas", "[\"energy\",\"magic\"]", "areas[1]", "unknown-reference" },
        { "deals.jsonl", "ma-11", "areas", "[\"energy\",\"energy\"]", "areas", "repeated" },
        { "deals.jsonl", "ma-11", "instrument", "\"handshake\"", "instrument", "not-in-list" },
        { "deals.jsonl", "ma-11", "mood", "\"good\"", "mood", "field-unknown" },
        { "deals.jsonl", "ma-11", "title", "null", "title", "wrong-type" },
        {
            "deals.jsonl",
            "ma-11",
            "title",
            "{\"authentic\":\"en\",\"de\":\"Ohne\"}",
            "title",
            "text-without-authentic"
        },
        { "deals.jsonl", "ma-11", "slug", "\"espoo-kera-development-commitment\"", "slug", "duplicate-slug" },
        { "deals.jsonl", "ma-11", "parties", "[]", "parties", "too-few" },
        { "deals.jsonl", "ma-11", "origin", "{\"deal\":\"no-such-deal\"}", "origin.deal", "unknown-reference" },
        { "deals.jsonl", "ma-11", "end", "\"1999\"", "end", "end-before-start" },
        { "deals.jsonl", "ma-11", "sources", "[{\"url\":\"javascript:alert(1)\"}]", "sources[0].url", "wrong-form" },
        { "cities.jsonl", "espoo", "populationGeonames", "-5", "populationGeonames", "out-of-range" },
        { "cities.jsonl", "espoo", "population", "{\"value\":-300000}", "population.value", "out-of-range" },
        { "cities.jsonl", "espoo", "latitude", "\"60.2\"", "latitude", "wrong-type" },
        { "cities.jsonl", "espoo", "country", "\"Finland\"", "country", "wrong-form" },
        { "organisations.jsonl", "caruna", "name", "\"\"", "name", "empty" },
        { "organisations.jsonl", "caruna", "name", "\"a\\u0000b\"", "name", "control-character" },
        { "organisations.jsonl", "caruna", "name", "\"a\\uFFFFb\"", "name", "control-character" },
        { "organisations.jsonl", "caruna", "name", "\"a\\tb\"", "name", "not-one-line" },
        { "organisations.jsonl", "caruna", "name", "\"a\\u202egb\"", "name", "turns-writing" },
        { "organisations.jsonl", "caruna", "otherNames", "[\"a\\u2067b\"]", "otherNames[0]", "turns-writing" },
        {
            "deals.jsonl",
            "ma-11",
            "summary",
            "{\"authentic\":\"en\",\"en\":\"a\\u202eb\"}",
            "summary.en",
            "turns-writing"
        },
        {
            "organisations.jsonl",
            "caruna",
            "sources",
            "[{\"url\":\"https://me:secret@example.org/a\"}]",
            "sources[0].url",
            "address-with-password"
        },
        { "organisations.jsonl", "caruna", "mergedInto", "\"caruna\"", "mergedInto", "merge-into-itself" },
        { "organisations.jsonl", "caruna", "id", "\"Caruna Oy\"", "id", "wrong-form" },
    };

    [Theory, MemberData(nameof(Spoilt))]
    public async Task Each_problem_is_told_where_it_is(
        string file,
        string id,
        string field,
        string value,
        string at,
        string code
    )
    {
        using var package = new TestPackage();
        var line = package.Change(file, id, d => d[field] = JsonNode.Parse(value));
        var result = await package.RefusedAsync();
        var problem = Assert.Single(result.Problems, p => p.Code == code);
        Assert.Equal(at, problem.Field);
        Assert.Equal(file, problem.File);
        Assert.Contains(problem.Line, new[] { line, 0 });
        Explained(problem);
    }

    [Fact]
    public async Task One_line_tells_all_that_is_wrong_with_it_and_nothing_that_follows_from_another()
    {
        using var package = new TestPackage();
        package.Change("cities.jsonl", "mannheim", c => c["country"] = "de");
        package.Change("cities.jsonl", "espoo", c => c.AsObject().Remove("country"));
        package.Change(
            "deals.jsonl",
            "ma-11",
            d =>
            {
                d["mood"] = "good";
                d["project"] = "no-such-project";
                d["agreed"] = "2023-02-30";
                d["title"] = 7;
                d["areas"] = new JsonArray("magic");
                d["parties"]![0]!["organisation"] = "Caruna Oy";
                d["parties"]![1]!["organisation"] = "no-such-organisation";
                d["origin"] = new JsonObject { ["deal"] = "no-such-deal" };
                d.AsObject().Remove("summary");
            }
        );
        var told = (await package.RefusedAsync()).Problems.Select(p => (p.File, p.Field, p.Code)).Order().ToList();
        Assert.Equal(
            [
                ("cities.jsonl", "country", "field-missing"),
                ("cities.jsonl", "country", "wrong-form"),
                ("deals.jsonl", "agreed", "not-a-date"),
                ("deals.jsonl", "areas[0]", "unknown-reference"),
                ("deals.jsonl", "mood", "field-unknown"),
                ("deals.jsonl", "origin.deal", "unknown-reference"),
                ("deals.jsonl", "parties[0].organisation", "wrong-form"),
                ("deals.jsonl", "parties[1].organisation", "unknown-reference"),
                ("deals.jsonl", "project", "unknown-reference"),
                ("deals.jsonl", "summary", "field-missing"),
                ("deals.jsonl", "title", "wrong-type"),
            ],
            told
        );
    }

    [Fact]
    public async Task A_missing_field_is_told()
    {
        using var package = new TestPackage();
        package.Change("deals.jsonl", "ma-11", d => d.AsObject().Remove("title"));
        var problem = Assert.Single((await package.RefusedAsync()).Problems);
        Assert.Equal(("title", "field-missing"), (problem.Field, problem.Code));
    }

    [Fact]
    public async Task Promises_name_parties_figures_name_promises_of_their_deal_and_keys_are_unique()
    {
        using var package = new TestPackage();
        package.Change("deals.jsonl", "es-04", d => d["indicators"]![0]!["commitment"] = "c99");
        package.Change("deals.jsonl", "es-06", d => d["indicators"]![0]!["commitment"] = "c1");
        package.Change("deals.jsonl", "ma-11", d => d["commitments"]![0]!["by"] = "p99");
        package.Change("deals.jsonl", "ma-08", d => d["parties"]![1]!["key"] = "p1");
        package.Change("deals.jsonl", "ma-07", d => d["parties"]![1]!.AsObject().Remove("organisation"));
        var problems = (await package.RefusedAsync()).Problems;
        var told = problems.Select(p => (p.Field, p.Code)).ToList();
        Assert.Equal(2, told.Count(("indicators[0].commitment", "unknown-commitment").Equals));
        Explained(problems.First(p => p.Code == "unknown-commitment"));
        Assert.Contains(("commitments[0].by", "unknown-party"), told);
        Assert.Contains(("parties[1].key", "duplicate-key"), told);
        Assert.Contains(("parties[1]", "party-kind"), told);
    }

    [Fact]
    public async Task Merges_form_no_chain_and_no_circle()
    {
        using var package = new TestPackage();
        package.Change("organisations.jsonl", "ramboll", o => o["mergedInto"] = "ramboll-umea");
        package.Change("organisations.jsonl", "ramboll-umea", o => o["mergedInto"] = "ramboll");
        var problems = (await package.RefusedAsync()).Problems;
        Assert.Equal(2, problems.Count(p => p.Code == "merge-chain"));
        Explained(problems[0]);
    }

    [Fact]
    public async Task An_identifier_may_stand_once_in_a_file()
    {
        using var package = new TestPackage();
        var lines = await File.ReadAllLinesAsync(package["deals.jsonl"], TestContext.Current.CancellationToken);
        var number = package.Append("deals.jsonl", lines[3]);
        var problem = Assert.Single((await package.RefusedAsync()).Problems);
        Assert.Equal((number, "id", "duplicate-id"), (problem.Line, problem.Field, problem.Code));
    }

    [Theory]
    [InlineData("{\"id\":\"x\",", "not-json")]
    [InlineData("{\"id\":\"x\",\"id\":\"y\"}", "not-json")]
    [InlineData("[1,2]", "wrong-type")]
    [InlineData("not json at all", "not-json")]
    [InlineData("{\"id\":\"x\",\"name\":\"\\ud800\",\"kind\":\"ngo\"}", "not-json")]
    [InlineData("{\"id\":\"x\",\"name\":\"X\",\"kind\":\"ngo\",\"otherNames[-1]\":1}", "field-unknown")]
    [InlineData("{\"id\":\"x\",\"name\":\"X\",\"kind\":\"ngo\",\"nace\":12345678901234567890123456789}", "not-json")]
    [InlineData("{\"id\":\"x\\n\",\"name\":\"X\",\"kind\":\"ngo\"}", "not-one-line")]
    public async Task Broken_lines_are_told(string line, string code)
    {
        using var package = new TestPackage();
        var number = package.Append("organisations.jsonl", line);
        var problem = Assert.Single((await package.RefusedAsync()).Problems);
        Assert.Equal((number, code), (problem.Line, problem.Code));
        Explained(problem);
    }

    [Theory, EachDatabase]
    public async Task Of_two_imports_at_once_the_later_is_told_to_look_again(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        using var one = new TestPackage();
        using var two = new TestPackage();
        two.Change("organisations.jsonl", "caruna", o => o["name"] = "Caruna by another name");
        var results = await Task.WhenAll(
            Task.Run(() => TestPackage.ImportAsync(database, one.Folder)),
            Task.Run(() => TestPackage.ImportAsync(database, two.Folder))
        );
        // Whoever comes second is refused, or was so late that it saw what the first had stored.
        Assert.Contains(results, r => !r.Refused && r.Changes.All(c => c.IsNew));
        Assert.Contains(
            results,
            r => r.Refused ? r.Problems.Single().Code == "changed-meanwhile" : r.Changes.Any(c => !c.IsNew)
        );
    }

    [Fact]
    public void Problems_cannot_steer_a_terminal()
    {
        var told = new Problem("x.jsonl", 1, "\u001b[2Jid", "wrong-form", "\u202egood\u0007", "better");
        var text = told.In(new Reader(Language.English));
        Assert.DoesNotContain(text, c => char.IsControl(c) || c == '\u202e');
    }

    [Fact]
    public async Task Markup_and_formulas_are_text_like_any_other()
    {
        using var package = new TestPackage();
        const string hostile = "<script>alert(1)</script> =HYPERLINK(\"http://example.org\") & </title>";
        package.Change("deals.jsonl", "ma-11", d => d["title"]!["en"] = hostile);
        package.Change("organisations.jsonl", "mvv-energie", o => o["name"] = hostile);
        await using var app = await TestApp.StartAsync();
        Assert.Empty((await TestPackage.ImportAsync(app.Database, package.Folder)).Problems);
        foreach (
            var path in new[]
            {
                "/en/deals/mannheim-climate-neutral-district-heating",
                "/en/deals",
                "/en",
                "/en/organisations/mvv-energie",
                "/en/cities/mannheim",
            }
        )
        {
            var html = await app.Client.GetStringAsync(path, TestContext.Current.CancellationToken);
            Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_changed_past_is_refused()
    {
        using var package = new TestPackage();
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await TestPackage.ImportAsync(database, package.Folder);
        foreach (var (file, bytes) in await TestPackage.ExportAsync(database))
            await File.WriteAllBytesAsync(
                package[file],
                Convert.FromBase64String(bytes),
                TestContext.Current.CancellationToken
            );

        package.Change("versions.jsonl", "ma-11-v1", v => v["content"]!["start"] = "2020");
        var tampered = await TestPackage.ImportAsync(database, package.Folder);
        Assert.Equal(["hash-differs", "version-differs"], tampered.Problems.Select(p => p.Code).Order());

        package.Change("versions.jsonl", "ma-11-v1", v => v["recordedAt"] = "2001-01-01T00:00:00Z");
        Assert.Contains(
            (await TestPackage.ImportAsync(database, package.Folder)).Problems,
            p => p.Code == "version-differs"
        );
    }

    private static void Explained(Problem problem)
    {
        foreach (var language in Language.All)
            Assert.DoesNotContain($"[problem.", problem.In(new Reader(language)), StringComparison.Ordinal);
    }
}
