using System.IO.Compression;
using Alliance.Tests.Deals;
using Alliance.Tests.Testing;
using AngleSharp.Html.Parser;

namespace Alliance.Tests.Site;

public sealed class HomePageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [EachDatabase]
    public async Task The_start_page_asks_as_often_for_many_deals_as_for_few(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await StoreAsync(0, 4);
        // The first of all pages reads the index.
        await AskAsync(app, "/fi");
        Assert.Equal(2, await AskAsync(app, "/en"));

        await StoreAsync(4, 60);
        await app.ChangedAsync();

        Assert.Equal(2, await AskAsync(app, "/en"));

        async Task StoreAsync(int from, int to)
        {
            await using var db = app.Database.Open();
            var cities = Enumerable.Range(from, to - from).Select(i => DealFixtures.City($"city{i}")).ToList();
            await DealFixtures.StoreAsync(
                db,
                [.. cities.Select((c, i) => DealFixtures.Deal(c, c.Identifier, $"20{i % 20 + 10}"))]
            );
        }
    }

    [Fact]
    public async Task An_empty_register_says_so()
    {
        await using var app = await TestApp.StartAsync();

        var page = new HtmlParser().ParseDocument(await app.Client.GetStringAsync("/en", Cancel));

        Assert.Equal("Nothing is recorded here yet", page.QuerySelector(".empty .title")?.TextContent);
        Assert.Null(page.QuerySelector(".counts"));
        Assert.NotNull(page.QuerySelector("form[role=search]"));
    }

    [Fact]
    public async Task The_first_visit_weighs_less_than_150_kB()
    {
        await using var app = await TestApp.StartAsync();
        var html = await app.Client.GetStringAsync("/en", Cancel);
        var weight = Zipped(html);
        foreach (var link in new HtmlParser().ParseDocument(html).QuerySelectorAll("link[href^='/lib/']"))
        {
            var address = link.GetAttribute("href")!;
            weight += address.EndsWith(".woff2", StringComparison.Ordinal)
                ? (await app.Client.GetByteArrayAsync(address, Cancel)).Length
                : Zipped(await app.Client.GetStringAsync(address, Cancel));
        }
        weight += Zipped(await app.Client.GetStringAsync("/lib/europe.svg", Cancel));

        Assert.InRange(weight, 50_000, 150_000);
    }

    [Fact]
    public async Task No_page_carries_a_style_or_script_of_its_own()
    {
        await using var app = await TestApp.StartAsync();

        var page = new HtmlParser().ParseDocument(await app.Client.GetStringAsync("/de", Cancel));

        Assert.Empty(page.QuerySelectorAll("[style], style, script:not([src]), [onclick]"));
    }

    private static async Task<int> AskAsync(TestApp app, string path)
    {
        app.Queries.Clear();
        (await app.Client.GetAsync(path, Cancel)).EnsureSuccessStatusCode();
        return app.Queries.Count;
    }

    private static int Zipped(string text)
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Optimal))
        using (var writer = new StreamWriter(zip))
            writer.Write(text);
        return zipped.ToArray().Length;
    }
}
