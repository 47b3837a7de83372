using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Alliance.Knowledge.Publications;
using Alliance.Platform.Data;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Alliance.Transparency;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Knowledge;

/// <summary>Editions move with the register word for word, and nothing that comes in changes one.</summary>
public sealed class PublicationTravelTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Another_register_gets_every_edition_word_for_word(DatabaseKind on)
    {
        await using var scene = await PublicationScene.BeginAsync(on);
        await scene.FreezeTwiceAsync();
        var app = scene.App;
        var files = await RoundTrip.AssertSameBytesAsync(app, on);
        var editions = await app.WithDbAsync(db => db.Editions.OrderBy(e => e.Number).ToListAsync(Cancel));
        var lines = Lines(files["publications.jsonl"]);
        Assert.Equal(
            [PublicationScene.Slug + ".1", PublicationScene.Slug + ".2"],
            lines.Select(l => (string?)JsonNode.Parse(l)!["id"])
        );
        foreach (var (line, edition) in lines.Zip(editions))
        {
            // As it stands in the line, and not only what it means.
            Assert.Contains("\"content\":" + edition.Content + "}", line, StringComparison.Ordinal);
            Assert.Contains($"\"hash\":\"{Edition.HashOf(edition.Content)}\"", line, StringComparison.Ordinal);
        }
        Assert.Equal("One number was wrong.", (string?)JsonNode.Parse(lines[0])!["reason"]!["en"]);
        // Who froze it, and what is worked on, stay.
        Assert.DoesNotContain("Still written", files["publications.jsonl"], StringComparison.Ordinal);
        Assert.DoesNotContain("account", files["publications.jsonl"], StringComparison.OrdinalIgnoreCase);

        await using var other = await TestApp.StartAsync(on);
        other.Time.SetUtcNow(app.Time.GetUtcNow());
        Assert.Empty(
            (
                await other.WithDbAsync(db =>
                    new ImportPackage(db, other.Time).RunAsync(
                        [Path.Combine(app.Database.Folder, "first")],
                        dryRun: false
                    )
                )
            ).Problems
        );
        await other.ChangedAsync();
        foreach (var number in (string[])["/1", "/2"])
            Assert.Equal(
                await SaidAsync(app, PublicationScene.Public + number),
                await SaidAsync(other, PublicationScene.Public + number)
            );
        await other.WithDbAsync(async db =>
        {
            var publication = await db.Publications.Include(p => p.Editions).SingleAsync(Cancel);
            // Work goes on there with what the newest edition shows.
            Assert.Equal(["k1", "k2", "k3", "k4"], publication.Chapters.Select(c => c.Key));
            Assert.Equal(
                ["practice:" + ReplicationScene.Practice, PublicationScene.Law, null, null],
                publication.Chapters.Select(c => c.Ground)
            );
            Assert.Equal([PublicationScene.Law], publication.Chapters[3].RestsOn);
            Assert.Equal("Change the law (example).", $"{publication.Chapters[3].Words}");
            Assert.Equal(4, publication.LastKey);
            Assert.All(publication.Editions, e => Assert.Null(e.AccountId));
        });
    }

    // But for the address of the site itself.
    private static async Task<string> SaidAsync(TestApp app, string page) =>
        (await app.Client.TextAsync(page)).Replace(app.Address.ToString(), "/", StringComparison.Ordinal);

    [Theory, EachDatabase]
    public async Task Only_that_it_was_withdrawn_comes_to_an_edition_that_is_there(DatabaseKind on)
    {
        await using var scene = await PublicationScene.BeginAsync(on);
        await scene.FreezeTwiceAsync();
        var files = await RoundTrip.AssertSameBytesAsync(scene.App, on);
        var lines = Lines(files["publications.jsonl"]);

        // Other words, and the same with a hash of their own; one that was withdrawn comes back; a moment that is still to come.
        var other = Changed(lines[1], n => n["content"]!["title"]!["en"] = "Other words");
        await RefusedAsync(other, "edition-hash", "edition-differs");
        await RefusedAsync(Rehashed(other), "edition-differs");
        await RefusedAsync(
            Changed(
                lines[0],
                n =>
                {
                    n.AsObject().Remove("withdrawnAt");
                    n.AsObject().Remove("reason");
                }
            ),
            "edition-differs"
        );
        await RefusedAsync(Changed(lines[1], n => n["withdrawnAt"] = "2026-03-10T09:00:00Z"), "edition-contradicts");
        await RefusedAsync(
            Changed(
                lines[1],
                n =>
                {
                    n["withdrawnAt"] = "2099-01-01T00:00:00Z";
                    n["reason"] = JsonNode.Parse("""{"authentic":"en","en":"Later."}""");
                }
            ),
            "recorded-later"
        );
        // New ones that are none.
        await RefusedAsync(
            New(n => n["content"]!["chapters"]![0]!.AsObject().Remove("practice")),
            "edition-contradicts"
        );
        await RefusedAsync(New(n => n["content"]!["chapters"]![1]!["key"] = "k1"), "edition-contradicts");
        await RefusedAsync(New(n => n["content"]!["kind"] = "recommendations-paper"), "edition-differs");
        await RefusedAsync(New(n => n["content"]!["surprise"] = 1), "field-unknown");
        await RefusedAsync(New(n => n["publication"] = "another"), "wrong-form");

        var withdrawn = Changed(
            lines[1],
            n =>
            {
                n["withdrawnAt"] = scene
                    .App.Time.GetUtcNow()
                    .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
                n["reason"] = JsonNode.Parse("""{"authentic":"en","en":"It was withdrawn elsewhere."}""");
            }
        );
        Assert.Empty((await ImportAsync(withdrawn)).Problems);
        await scene.App.ChangedAsync();
        Assert.Contains(
            "It was withdrawn elsewhere.",
            await scene.App.Client.TextAsync(PublicationScene.Public + "/2"),
            StringComparison.Ordinal
        );
        // The next one of an import goes beside those that are there.
        Assert.Empty((await ImportAsync(New(n => n["content"]!["title"]!["en"] = "A third (example)"))).Problems);
        Assert.Equal(3, await scene.App.WithDbAsync(db => db.Editions.CountAsync(Cancel)));

        string New(Action<JsonNode> change) =>
            Rehashed(
                Changed(
                    lines[1],
                    n =>
                    {
                        (n["id"], n["number"]) = (PublicationScene.Slug + ".3", 3);
                        change(n);
                    }
                )
            );

        async Task RefusedAsync(string line, params string[] told)
        {
            var problems = (await ImportAsync(line)).Problems.Select(p => p.Code).ToList();
            foreach (var one in told)
                Assert.Contains(one, problems);
        }

        async Task<ImportResult> ImportAsync(string line)
        {
            var folder = Directory.CreateDirectory(Path.Combine(scene.App.Database.Folder, Path.GetRandomFileName()));
            var path = Path.Combine(folder.FullName, "publications.jsonl");
            await File.WriteAllTextAsync(path, line + "\n", Cancel);
            return await scene.App.WithDbAsync(db =>
                new ImportPackage(db, scene.App.Time).RunAsync([path], dryRun: false)
            );
        }
    }

    [Theory, EachDatabase]
    public async Task The_api_and_the_feed_tell_what_the_pages_show(DatabaseKind on)
    {
        await using var scene = await PublicationScene.BeginAsync(on);
        var app = scene.App;
        Assert.Equal(0, (int)(await ReadAsync("/api/v1/publications"))["total"]!);
        await scene.FreezeTwiceAsync();
        await app.ChangedAsync();
        var list = await ReadAsync("/api/v1/publications");
        var listed = Assert.Single(list["items"]!.AsArray())!;
        Assert.Equal((PublicationScene.Slug, 1), ((string?)listed["id"], (int)list["total"]!));
        Assert.Equal(2, (int)listed["links"]!["newest"]!["number"]!);

        var one = await ReadAsync(PathOf(listed["url"]));
        var first = await ReadAsync(PathOf(one["links"]!["editions"]) + "?limit=1");
        Assert.Equal(
            (1, 2, "One number was wrong."),
            ((int)first["items"]![0]!["number"]!, (int)first["total"]!, (string?)first["items"]![0]!["reason"]!["en"])
        );
        var second = Assert.Single((await ReadAsync(PathOf(first["next"])))["items"]!.AsArray())!;
        Assert.Null(second["withdrawnAt"]);

        // What it shows, in order, and what each chapter came from; withdrawn ones are read too, and say so.
        var edition = await ReadAsync(PathOf(second["url"]));
        Assert.Equal(
            ["practice", "obstacle", "replications", "recommendation"],
            edition["content"]!["chapters"]!.AsArray().Select(c => (string?)c!["kind"])
        );
        Assert.Equal(
            ReplicationScene.Practice,
            (string?)edition["content"]!["chapters"]![0]!["practice"]!["identifier"]
        );
        Assert.Equal("ma-11.c1.legal", (string?)edition["content"]!["chapters"]![1]!["named"]!["name"]);
        Assert.Equal((string?)edition["hash"], Edition.HashOf(edition["content"]!.ToJsonString(JsonColumn.Options)));
        Assert.NotNull((await ReadAsync(PathOf(second["url"])[..^1] + "1"))["withdrawnAt"]);
        Assert.True((await app.Client.GetAsync(PathOf(edition["pages"]!["fi"]), Cancel)).IsSuccessStatusCode);
        foreach (
            var none in (string[])
                ["/none", "/none/editions", "/none/editions/1", $"/{PublicationScene.Slug}/editions/9"]
        )
        {
            using var missing = await app.Client.GetAsync("/api/v1/publications" + none, Cancel);
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        }

        var feed = await app.Client.GetStringAsync("/sv/publications.atom", Cancel);
        Assert.Contains($"/sv/publications/{PublicationScene.Slug}/2", feed, StringComparison.Ordinal);
        Assert.DoesNotContain($"/sv/publications/{PublicationScene.Slug}/1", feed, StringComparison.Ordinal);
        var head = await app.Client.DocumentAsync("/en/publications");
        Assert.Equal(
            "/en/publications.atom",
            head.QuerySelector("head link[type='application/atom+xml']")!.GetAttribute("href")
        );

        async Task<JsonNode> ReadAsync(string path) => JsonNode.Parse(await app.Client.GetStringAsync(path, Cancel))!;

        static string PathOf(JsonNode? address) => new Uri((string)address!).PathAndQuery;
    }

    private static string[] Lines(string file) => file.TrimEnd('\n').Split('\n');

    private static string Changed(string line, Action<JsonNode> change)
    {
        var node = JsonNode.Parse(line)!;
        change(node);
        return node.ToJsonString(JsonColumn.Options);
    }

    private static string Rehashed(string line) =>
        Changed(line, n => n["hash"] = Edition.HashOf(n["content"]!.ToJsonString(JsonColumn.Options)));
}
