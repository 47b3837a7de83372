using System.Text.Json.Nodes;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Site;
using Alliance.Tests.Testing;
using Alliance.Transparency;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alliance.Tests.Engagement;

/// <summary>Whoever searches the site finds offers and needs by their words, as long as everybody may read them.</summary>
public sealed class OfferSearchTests
{
    private const string Slug = "zeppelin-sheds-example";
    private const string Title = "Zeppelin sheds (example)";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task It_is_found_from_its_publishing_to_its_last_day_and_by_nobody_else_when_few_may_see_it(
        DatabaseKind on
    )
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var app = scene.App;
        var page = await OfferScene.WriteAsync(scene.Manager, "city=espoo", Title, ("until", "2026-03-11"));
        await FoundAsync(app, false);
        await OfferScene.DoAsync(scene.Manager, page, "offer-publish", page);
        await FoundAsync(app, true);
        await OfferScene.DoAsync(scene.Manager, page, "offer", page, ("seen-by", "accounts"));
        await FoundAsync(app, false);
        // Who is signed in sees it in the list, and is told what words find.
        var list = await scene.Other.TextAsync("/en/offers");
        Assert.Contains("Zeppelin sheds", list, StringComparison.Ordinal);
        Assert.Contains("Words find what everybody may read", list, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "Words find what everybody may read",
            await app.Client.TextAsync("/en/offers"),
            StringComparison.Ordinal
        );
        await OfferScene.DoAsync(scene.Manager, page, "offer", page, ("seen-by", "everybody"));
        await FoundAsync(app, true);

        app.Time.Advance(TimeSpan.FromDays(1));
        await app.ChangedAsync();
        await FoundAsync(app, true);
        app.Time.Advance(TimeSpan.FromDays(1));
        await app.ChangedAsync();
        await FoundAsync(app, false);
    }

    [Theory, EachDatabase]
    public async Task What_is_closed_is_not_found_any_more(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        await scene.ShowAsync(scene.Manager, "city=espoo", Title, ("organisation", "CLC"));
        await FoundAsync(scene.App, true);
        var id = await scene.App.WithDbAsync(db =>
            db.Offers.Where(o => o.Identifier == Slug).Select(o => o.Id).SingleAsync(Cancel)
        );
        // The organisation takes its own back.
        var page = FormattableString.Invariant($"{OfferScene.Work}/{id}");
        await OfferScene.DoAsync(scene.Firm, page, "offer-close", page, ("outcome", "not-needed"));
        await FoundAsync(scene.App, false);
        Assert.DoesNotContain(
            Slug,
            await scene.Manager.GetStringAsync("/en/search?q=zeppelins", Cancel),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task What_a_file_brings_is_found_and_building_the_index_anew_finds_the_same(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var app = scene.App;
        await scene.ShowAsync(scene.Manager, "city=espoo", "Quiet zeppelin (example)", ("seen-by", "accounts"));
        var folder = Directory.CreateDirectory(Path.Combine(app.Database.Folder, "in")).FullName;
        var file = Path.Combine(folder, "offers.jsonl");
        await File.WriteAllTextAsync(
            file,
            $$"""{"id":"{{Slug}}","kind":"offer","subject":"materials","title":{"authentic":"en","en":"{{Title}}"},"text":{"authentic":"en","en":"Words."},"city":"espoo","until":"2027-06-30","publishedAt":"2026-03-10T09:00:00Z"}"""
                + "\n",
            Cancel
        );
        await app.WithDbAsync(async db =>
        {
            var result = await new ImportPackage(db, app.Time).RunAsync([file], dryRun: false);
            Assert.Empty(result.Problems);
        });
        await FoundAsync(app, true);
        await app.WithDbAsync(db => SearchRebuild.RunAsync(db, NullLogger.Instance, Cancel));
        await app.ChangedAsync();
        await FoundAsync(app, true);
        Assert.DoesNotContain(
            "quiet-zeppelin",
            await app.Client.GetStringAsync("/en/search?q=zeppelin", Cancel),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task It_stands_under_its_own_heading_and_says_why_it_was_found(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var app = scene.App;
        var slug = await scene.ShowAsync(
            scene.Manager,
            "city=espoo",
            "District heating pipes (example)",
            ("organisation", "CLC"),
            ("area", "circular-economy")
        );
        foreach (var language in Language.All)
        {
            var page = await app.ReadAsync($"/{language.Code}/search?q=Fernw%C3%A4rme");
            var section = page.QuerySelector("section[aria-labelledby=offers]")!;
            Assert.EndsWith(" 1", section.Said("h2"), StringComparison.Ordinal);
            Assert.Equal($"/{language.Code}/offers/{slug}", section.QuerySelector("h3 a")!.GetAttribute("href"));
            Assert.Equal("District heating", section.Said(".through span"));
            Assert.Contains("CLC", section.Said(".card"), StringComparison.Ordinal);
            var all = await app.ReadAsync(section.QuerySelector("p > a")!.GetAttribute("href")!);
            Assert.Equal(["District heating"], all.AllSaid(".card .through span"));
        }
        // By whose it is: marked where it stands.
        var whose = await app.ReadAsync("/en/search?q=clc+pipes");
        Assert.Equal("CLC", whose.Said("section[aria-labelledby=offers] .excerpt mark"));

        var found = JsonNode.Parse(await app.Client.GetStringAsync("/api/v1/search?q=Fernw%C3%A4rme", Cancel))!;
        Assert.Equal(1, (int)found["counts"]!["offers"]!);
        var item = Assert.Single(found["items"]!.AsArray(), i => (string)i!["kind"]! == "offer")!;
        Assert.Equal((slug, "District heating"), ((string)item["id"]!, (string)item["through"]![0]!["name"]!));
        Assert.Equal(new Uri(app.Address, "/api/v1/offers/" + slug).ToString(), (string)item["url"]!);
        Assert.Equal(new Uri(app.Address, "/en/offers/" + slug).ToString(), (string)item["page"]!);
        // As many in the whole list.
        var whole = JsonNode.Parse(await app.Client.GetStringAsync((string)found["links"]!["offers"]!, Cancel))!;
        Assert.Equal(1, (int)whole["total"]!);
        Assert.Equal("District heating", (string)whole["items"]![0]!["through"]![0]!["name"]!);
        Assert.Null(
            JsonNode.Parse(await app.Client.GetStringAsync("/api/v1/offers?q=pipes", Cancel))!["items"]![0]!["through"]
        );
    }

    [Theory, EachDatabase]
    public async Task Its_page_says_what_it_is_about_as_programs_read_it(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var app = scene.App;
        var slug = await scene.ShowAsync(
            scene.Manager,
            "city=espoo",
            "District heating pipes (example)",
            ("area", "circular-economy")
        );
        var one = JsonNode.Parse(await app.Client.GetStringAsync("/api/v1/offers/" + slug, Cancel))!;
        List<string> concepts = [.. one["concepts"]!.AsArray().Select(c => (string)c!)];
        Assert.Contains("district-heating", concepts);
        foreach (var language in Language.All)
        {
            var links = (await app.ReadAsync($"/{language.Code}/offers/{slug}")).QuerySelectorAll(".concepts a");
            var names = concepts.Select(c => Glossary.Shipped.Find(c)!.In(language)).ToList();
            Assert.Equal(names, links.Select(l => l.TextContent));
            Assert.Equal(
                names.Select(n => $"/{language.Code}/search?q={Uri.EscapeDataString(n)}"),
                links.Select(l => l.GetAttribute("href"))
            );
        }
    }

    // Wherever words are looked for.
    private static async Task FoundAsync(TestApp app, bool found)
    {
        await app.SettleAsync();
        foreach (
            var place in (string[])
                [
                    "/en/search?q=zeppelins",
                    "/fi/search/suggest?q=zepp",
                    "/api/v1/search?q=zeppelins&kind=offer",
                    "/en/offers?q=zeppelins",
                    "/en/offers.csv?q=zeppelins",
                    "/en/offers.atom?q=zeppelins",
                    "/api/v1/offers?q=zeppelins",
                ]
        )
        {
            var answer = await app.Client.GetStringAsync(place, Cancel);
            Assert.True(answer.Contains(Slug, StringComparison.Ordinal) == found, $"{place} on {found}: {answer}");
        }
    }
}
