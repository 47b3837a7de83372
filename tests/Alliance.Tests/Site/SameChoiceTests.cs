using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alliance.Deals.Documents;
using Alliance.Platform.Exchange;
using Alliance.Tests.Deals;
using Alliance.Tests.Testing;
using MiniExcelLibs;
using Sylvan.Data.Csv;

namespace Alliance.Tests.Site;

/// <summary>Page, API, CSV, Excel and feed of a choice hold the same, in the same order.</summary>
public sealed class SameChoiceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_choice_of_deals_is_the_same_everywhere(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        foreach (
            var choice in (string[])
                [
                    "",
                    "city=mannheim",
                    "city=espoo&city=umea&sort=oldest",
                    "area=energy&kind=company",
                    "year=undated",
                    "q=heat",
                    "instrument=climate-contract&sort=changed",
                    "status=done&open=not-stated",
                    "q=zeppelin",
                ]
        )
        {
            var onPages = await SlugsAsync(app, choice);
            var inApi = await ItemsAsync(app, "deals", "slug", choice, limit: 4);
            Assert.Equal(onPages, inApi);
            Assert.Equal(onPages, (await CsvAsync(app, "/api/v1/deals.csv", choice)).Select(r => r["slug"]));
            Assert.Equal(onPages, (await ExcelAsync(app, "/api/v1/deals.xlsx", choice)).Select(r => $"{r["slug"]}"));
            var feed = System.Xml.Linq.XDocument.Parse(
                await app.Client.GetStringAsync($"/en/deals.atom?{choice}", Cancel)
            );
            Assert.Equal(
                onPages.Take(50),
                feed.Root!.Elements(feed.Root.Name.Namespace + "entry")
                    .Select(e => e.Element(feed.Root.Name.Namespace + "id")!.Value.Split('/')[^1])
            );
            var facets = JsonNode.Parse(await app.Client.GetStringAsync($"/api/v1/facets?{Unsorted(choice)}", Cancel))!;
            Assert.Equal(onPages.Count, (int)facets["deals"]! + (int)facets["programmes"]!);
        }
        Assert.Equal(27, (await SlugsAsync(app, "")).Count);
    }

    [Theory, EachDatabase]
    public async Task A_choice_of_organisations_is_the_same_everywhere(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        foreach (var choice in (string[])["", "kind=company", "partner=mannheim", "city=umea&q=umea", "letter=m"])
        {
            var inApi = await ItemsAsync(app, "organisations", "id", choice, limit: 7);
            var page = await app.ReadAsync($"/en/organisations?{choice}");
            Assert.StartsWith(
                inApi.Count.ToString(CultureInfo.InvariantCulture) + " ",
                page.Said("h2"),
                StringComparison.Ordinal
            );
            Assert.Equal(inApi, (await CsvAsync(app, "/api/v1/organisations.csv", choice)).Select(r => r["id"]));
            Assert.Equal(
                inApi,
                (await ExcelAsync(app, "/de/organisations.xlsx", choice)).Select(r => $"{r["Kennung"]}")
            );
        }
    }

    [Theory, EachDatabase]
    public async Task Commitments_cities_and_totals_are_those_of_their_pages(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        var promised = 0;
        foreach (var deal in await ItemsAsync(app, "deals", "id", "city=mannheim", limit: 50))
            promised += (await ItemsAsync(app, $"deals/{deal}/commitments", "key", "", limit: 3)).Count;
        var rows = await CsvAsync(app, "/api/v1/commitments.csv", "city=mannheim");
        Assert.Equal(promised, rows.Count);
        Assert.All(rows, r => Assert.Equal("mannheim", r["city"]));

        Assert.Equal(
            await ItemsAsync(app, "cities", "id", "", limit: 1),
            (await CsvAsync(app, "/api/v1/cities.csv", "")).Select(r => r["id"])
        );

        var totals = JsonNode.Parse(
            await app.Client.GetStringAsync("/api/v1/totals?asOf=2022-12-31&knownAt=2026-03-10", Cancel)
        )!;
        var counted = await CsvAsync(app, "/api/v1/totals.csv", "asOf=2022-12-31&knownAt=2026-03-10");
        Assert.Equal($"{totals["overall"]!["deals"]}", counted[0]["deals"]);
        Assert.Equal(
            totals["cities"]!.AsArray().Select(c => (string)c!["city"]!),
            counted.Skip(1).Select(r => r["city"])
        );
        var cells = (await app.ReadAsync("/en/counting?asOf=2022-12-31&knownAt=2026-03-10")).AllSaid("td");
        Assert.Contains($"{totals["overall"]!["commitments"]}", cells);
    }

    [Theory, EachDatabase]
    public async Task Every_other_list_is_the_same_as_a_file(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        foreach (
            var (list, key) in ((string, string)[])
                [
                    ("projects", "id"),
                    ("policy-areas", "id"),
                    ("menu", "id"),
                    ("collections", "id"),
                    ("organisations/mvv-energie/deals", "id"),
                    ("deals/ma-11/commitments", "key"),
                    ("deals/ma-11/versions", "hash"),
                ]
        )
        {
            var inApi = await ItemsAsync(app, list, key, "", limit: 3);
            Assert.NotEmpty(inApi);
            Assert.Equal(inApi, (await CsvAsync(app, $"/api/v1/{list}.csv", "")).Select(r => r[key]));
            Assert.Equal(inApi, (await ExcelAsync(app, $"/api/v1/{list}.xlsx", "")).Select(r => $"{r[key]}"));
        }

        // Where a page shows the list, its links lead to it.
        foreach (var path in (string[])["/en/organisations/mvv-energie", await PageOfAsync(app, "ma-11")])
        {
            var links = (await app.ReadAsync(path))
                .QuerySelectorAll(".downloads a")
                .Select(a => a.GetAttribute("href")!)
                // The deal itself on paper and as a badge is no list.
                .Where(a =>
                    !a.EndsWith("/print", StringComparison.Ordinal) && !a.EndsWith("/badge", StringComparison.Ordinal)
                );
            Assert.Equal(3, links.Count());
            foreach (var link in links)
            {
                using var answer = await app.Client.GetAsync(link, Cancel);
                Assert.True(answer.IsSuccessStatusCode, link);
                if (answer.Content.Headers.ContentDisposition?.FileName is { } name)
                    Assert.Matches("^\"?(mvv-energie-deals|mannheim-.+-commitments)\\.(csv|xlsx)\"?$", name);
            }
        }
        foreach (
            var address in (string[])
                [
                    "/api/v1/deals/none/versions.csv",
                    "/api/v1/deals/none/commitments.xlsx",
                    "/api/v1/organisations/none/deals.csv",
                    "/de/deals/none/commitments.csv",
                    "/de/organisations/none/deals.xlsx",
                    // A page's address has the deal's slug, not its identifier.
                    "/de/deals/ma-11/commitments.csv",
                ]
        )
            Assert.Equal(System.Net.HttpStatusCode.NotFound, (await app.Client.GetAsync(address, Cancel)).StatusCode);
    }

    private static async Task<string> PageOfAsync(TestApp app, string deal) =>
        new Uri(
            (string)
                JsonNode.Parse(await app.Client.GetStringAsync($"/api/v1/deals/{deal}", Cancel))!["links"]!["pages"]![
                    "en"
                ]!
        ).AbsolutePath;

    [Theory, EachDatabase]
    public async Task A_version_carries_what_its_hash_is_of(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var version = JsonDocument.Parse(
            await app.Client.GetStringAsync("/api/v1/deals/ma-11/versions/1", Cancel)
        );
        Assert.Equal(
            version.RootElement.GetProperty("hash").GetString(),
            VersionDocument.HashOf(CanonicalJson.Of(version.RootElement.GetProperty("content")))
        );
    }

    private static string Unsorted(string choice) =>
        string.Join('&', choice.Split('&').Where(p => !p.StartsWith("sort=", StringComparison.Ordinal)));

    private static async Task<List<string>> SlugsAsync(TestApp app, string choice)
    {
        var slugs = new List<string>();
        for (string? address = $"/en/deals?{choice}"; address is not null; )
        {
            var page = await app.ReadAsync(address);
            slugs.AddRange(
                page.QuerySelectorAll(".finder .card h3 a").Select(a => a.GetAttribute("href")!.Split('/')[^1])
            );
            address = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }
        return slugs;
    }

    /// <summary>Walks by <c>next</c>, which must be in <c>Link</c> too, and meets as many as <c>total</c> says.</summary>
    private static async Task<List<string>> ItemsAsync(TestApp app, string list, string field, string choice, int limit)
    {
        var met = new List<string>();
        for (string? next = $"/api/v1/{list}?{choice}&limit={limit}"; next is not null; )
        {
            using var answer = await app.Client.GetAsync(next, Cancel);
            var page = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
            next = (string?)page["next"];
            Assert.Equal(
                next is null ? null : $"<{next}>; rel=\"next\"",
                answer.Headers.TryGetValues("Link", out var link) ? Assert.Single(link) : null
            );
            met.AddRange(page["items"]!.AsArray().Select(i => (string)i![field]!));
            if (next is null)
                Assert.Equal(met.Count, (int)page["total"]!);
        }
        return met;
    }

    internal static async Task<List<Dictionary<string, string>>> CsvAsync(TestApp app, string address, string choice)
    {
        using var answer = await app.Client.GetAsync($"{address}?{choice}", Cancel);
        Assert.True(answer.IsSuccessStatusCode, address);
        var bytes = await answer.Content.ReadAsByteArrayAsync(Cancel);
        // Excel reads UTF-8 only where the file says so.
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        using var text = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        await using var csv = CsvDataReader.Create(text);
        var rows = new List<Dictionary<string, string>>();
        while (await csv.ReadAsync(Cancel))
            rows.Add(Enumerable.Range(0, csv.FieldCount).ToDictionary(csv.GetName, csv.GetString));
        return rows;
    }

    internal static async Task<List<IDictionary<string, object?>>> ExcelAsync(
        TestApp app,
        string address,
        string choice
    )
    {
        var bytes = await app.Client.GetByteArrayAsync($"{address}?{choice}", Cancel);
        using var stream = new MemoryStream(bytes);
        return [.. stream.Query(useHeaderRow: true).Select(r => (IDictionary<string, object?>)r)];
    }
}
