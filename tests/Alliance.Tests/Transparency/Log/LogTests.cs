using System.Net;
using System.Text.Json.Nodes;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Tests.Site;
using Alliance.Tests.Testing;
using Alliance.Transparency.Log;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Transparency.Log;

public sealed class LogTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task What_is_raised_is_appended_and_a_checkpoint_signed_each_time(DatabaseKind on)
    {
        await using var app = await LogFixture.StartAsync(on, "one", "two");
        await app.LogLifeAsync("one");
        await app.LogLifeAsync("two");

        await app.WithDbAsync(async db =>
        {
            var entries = await db.LogEntries.AsNoTracking().OrderBy(e => e.Index).ToListAsync(Cancel);
            Assert.Equal(Enumerable.Range(0, 8).Select(i => (long)i), entries.Select(e => e.Index));
            Assert.Equal(8, entries.Select(e => e.Salt).Distinct().Count());
            Assert.All(entries, e => Assert.Equal(64, e.Salt!.Length));
            Assert.Equal(
                $$"""{"at":"2026-03-10T09:00:00Z","deal":"one","hash":"{{await HashAsync(db, "one")}}","number":1,"party":"firm","role":"signatory","way":"passkey"}""",
                entries[1].Statement
            );
            var checkpoints = await db.LogCheckpoints.AsNoTracking().OrderBy(c => c.Id).ToListAsync(Cancel);
            Assert.Equal(Enumerable.Range(1, 8).Select(i => (long)i), checkpoints.Select(c => c.Size));
            // Seven subtrees of two leaves or more are complete in a tree of eight.
            Assert.Equal(7, await db.LogNodes.CountAsync(Cancel));
        });
        Assert.Empty((await app.CheckSiteAsync()).Wrong());
    }

    [Theory, EachDatabase]
    public async Task An_event_that_is_handled_again_is_logged_once(DatabaseKind on)
    {
        await using var app = await LogFixture.StartAsync(on, "one");
        await app.LogLifeAsync("one");
        var message = await app.WithDbAsync(db =>
            db.Outbox.AsNoTracking().FirstAsync(m => m.Kind == LoggedKinds.Signed, Cancel)
        );

        await app.AppendAsync(message);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => app.AppendAsync(message)));

        Assert.Equal(4, await app.WithDbAsync(db => db.LogEntries.CountAsync(Cancel)));
        Assert.Empty((await app.CheckSiteAsync()).Wrong());
    }

    [Theory, EachDatabase]
    public async Task Appends_at_once_come_one_after_the_other(DatabaseKind on)
    {
        await using var app = await LogFixture.StartAsync(on, "one");
        var life = await app.LifeAsync("one");
        await app.WithDbAsync(async db =>
        {
            // Others' messages: nobody but this test appends them.
            for (var i = 0; i < 40; i++)
                db.Raise("nobody-listens", life[i % 4].Statement, [], TestApp.Start);
            await db.SaveChangesAsync(Cancel);
        });
        var messages = await app.WithDbAsync(db =>
            db.Outbox.AsNoTracking().Where(m => m.Kind == "nobody-listens").ToListAsync(Cancel)
        );

        await Task.WhenAll(messages.Select(m => Task.Run(() => app.AppendAsync(m), Cancel)));

        Assert.Equal(40, await app.WithDbAsync(db => db.LogEntries.CountAsync(Cancel)));
        Assert.Empty((await app.CheckSiteAsync()).Wrong());
    }

    [Fact]
    public async Task Two_nodes_write_one_log()
    {
        await using var app = await LogFixture.StartAsync(DatabaseKind.Postgres, "one");
        await using var second = await app.StartNodeAsync(settings: LogFixture.Patient);
        var life = await app.LifeAsync("one");
        await Task.WhenAll(
            Enumerable
                .Range(0, 30)
                .SelectMany(i =>
                    new[]
                    {
                        app.RaiseAsync(life[i % 4].Kind, life[i % 4].Statement),
                        second.RaiseAsync(life[i % 3].Kind, life[i % 3].Statement),
                    }
                )
        );
        await app.SettleAsync();

        Assert.Equal(60, await app.WithDbAsync(db => db.LogEntries.CountAsync(Cancel)));
        Assert.Empty((await app.CheckSiteAsync()).Wrong());
        // Both read the same, and any two of the checkpoints that were signed go on from one another.
        var notes = await app.WithDbAsync(db =>
            db.LogCheckpoints.OrderBy(c => c.Size).Select(c => c.Note).ToListAsync(Cancel)
        );
        Assert.Equal(60, notes.Count);
        foreach (var kept in notes.Where((_, i) => i % 7 == 0))
            Assert.Empty((await second.CheckSiteAsync(kept)).Wrong());
        Assert.DoesNotContain(app.Log.Lines, l => l.Contains("Outbox message", StringComparison.Ordinal));
    }

    [Theory, EachDatabase]
    public async Task Every_proof_of_the_api_leads_to_the_root_of_its_size(DatabaseKind on)
    {
        await using var app = await LogFixture.StartAsync(on, "one");
        for (var i = 0; i < 5; i++)
            await app.LogLifeAsync("one");
        var checkpoints = await app.WithDbAsync(db =>
            db.LogCheckpoints.OrderBy(c => c.Size).Select(c => c.Note).ToListAsync(Cancel)
        );
        var roots = checkpoints.ConvertAll(n => Checkpoint.Read(n)!.Checkpoint.Root);
        Assert.Equal(20, roots.Count);
        for (var size = 1; size <= 20; size++)
        {
            for (var index = 0; index < size; index += 3)
            {
                var proof = await JsonAsync(app, $"log/inclusion?entry={index}&size={size}");
                Assert.True(
                    MerkleTree.Includes(roots[size - 1], size, index, Hex((string)proof["leaf"]!), Hashes(proof))
                );
                var same = await JsonAsync(app, $"log/inclusion?entry={proof["leaf"]}&size={size}");
                Assert.Equal(proof.ToJsonString(), same.ToJsonString());
            }
            for (var from = 1; from <= size; from += 2)
                Assert.True(
                    MerkleTree.Continues(
                        from,
                        roots[from - 1],
                        size,
                        roots[size - 1],
                        Hashes(await JsonAsync(app, $"log/consistency?from={from}&to={size}"))
                    )
                );
        }
    }

    [Theory, EachDatabase]
    public async Task What_the_log_does_not_hold_is_refused_by_name(DatabaseKind on)
    {
        await using var app = await LogFixture.StartAsync(on, "one", "two");
        Assert.Equal((404, "log-empty"), await CodeAsync("log/checkpoint"));
        Assert.Equal((404, "log-empty"), await CodeAsync("log/key"));
        Assert.Equal((404, "log-empty"), await CodeAsync("log/inclusion?entry=0"));
        Assert.Equal((404, "log-empty"), await CodeAsync("log/consistency?from=1"));
        Assert.Equal((404, "version-not-logged"), await CodeAsync("deals/one/versions/1/proof"));
        Assert.Equal(0, (int)(await JsonAsync(app, "log/entries"))["total"]!);

        await app.LogLifeAsync("one");
        Assert.Equal((404, "log-entry-not-found"), await CodeAsync("log/inclusion?entry=4"));
        Assert.Equal((404, "log-entry-not-found"), await CodeAsync("log/inclusion?entry=3&size=2"));
        Assert.Equal((404, "log-entry-not-found"), await CodeAsync($"log/inclusion?entry={new string('a', 64)}"));
        Assert.Equal((400, "unknown-value"), await CodeAsync("log/inclusion?entry=0&size=5"));
        Assert.Equal((400, "unknown-value"), await CodeAsync("log/inclusion?entry=0&size=0"));
        Assert.Equal((400, "unknown-value"), await CodeAsync("log/consistency?from=0"));
        Assert.Equal((400, "unknown-value"), await CodeAsync("log/consistency?from=5"));
        Assert.Equal((400, "unknown-value"), await CodeAsync("log/consistency?from=3&to=2"));
        Assert.Equal((400, "unknown-value"), await CodeAsync("deals/one/versions/1/proof?since=5"));
        Assert.Equal((404, "version-not-logged"), await CodeAsync("deals/two/versions/1/proof"));

        async Task<(int, string)> CodeAsync(string path)
        {
            using var answer = await app.Client.GetAsync("/api/v1/" + path, Cancel);
            var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
            return ((int)answer.StatusCode, (string)problem["code"]!);
        }
    }

    [Theory, EachDatabase]
    public async Task Entries_are_paged_by_their_place(DatabaseKind on)
    {
        await using var app = await LogFixture.StartAsync(on, "one", "two");
        await app.LogLifeAsync("one");
        await app.LogLifeAsync("two");
        var met = new List<long>();
        for (var next = "/api/v1/log/entries?limit=3"; next is not null; )
        {
            using var answer = await app.Client.GetAsync(next, Cancel);
            var page = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
            Assert.Equal(8, (int)page["total"]!);
            met.AddRange(page["items"]!.AsArray().Select(e => (long)e!["index"]!));
            next = (string?)page["next"];
            Assert.Equal(next is not null, answer.Headers.Contains("Link"));
        }
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], met);
        var ofTwo = await JsonAsync(app, "log/entries?deal=two&from=5");
        Assert.Equal([5, 6, 7], ofTwo["items"]!.AsArray().Select(e => (long)e!["index"]!));
    }

    /// <summary>Whoever signs can read what is new at once: the cached answers went with what was appended.</summary>
    [Theory, EachDatabase]
    public async Task Nobody_reads_an_old_checkpoint_after_an_entry_was_appended(DatabaseKind on)
    {
        await using var app = await LogFixture.StartAsync(on, "one", "two");
        await app.LogLifeAsync("one");
        var (before, page) = (await app.TextAsync("log/checkpoint"), await app.ReadAsync("/en/log"));
        Assert.Equal(before, page.QuerySelector("pre")!.TextContent);
        await app.LogLifeAsync("two");
        var after = await app.TextAsync("log/checkpoint");
        Assert.StartsWith("8", after.Split('\n')[1], StringComparison.Ordinal);
        Assert.Equal(after, (await app.ReadAsync("/en/log")).QuerySelector("pre")!.TextContent);
    }

    [Theory, EachDatabase]
    public async Task The_page_tells_the_newest_entries_and_four_queries_do(DatabaseKind on)
    {
        await using var app = await LogFixture.StartAsync(on, "one", "two");
        foreach (var language in (string[])["en", "de", "fi", "sv"])
            Assert.NotEmpty((await app.ReadAsync($"/{language}/log")).AllSaid(".empty"));
        await app.LogLifeAsync("one");
        await app.LogLifeAsync("two");
        var page = await app.ReadAsync("/en/log");
        var lines = page.AllSaid("article ul li");
        Assert.Equal(8, lines.Count);
        Assert.Equal("In force as version 1: two (entry 7, 10 March 2026)", lines[0]);
        Assert.Equal("Version 1 signed by chamber for club: two (entry 6, 10 March 2026)", lines[1]);
        Assert.Equal("Version 1 released for signing: one (entry 0, 10 March 2026)", lines[7]);
        Assert.Equal("/en/deals/two", page.QuerySelector("article ul li a")!.GetAttribute("href"));
        Assert.Contains("alliance verify " + app.Address.ToString().TrimEnd('/'), page.Said("pre:nth-of-type(3)"));

        app.Queries.Clear();
        await app.ReadAsync("/fi/log");
        Assert.Equal(4, app.Queries.Count);
    }

    [Theory, EachDatabase]
    public async Task An_erased_statement_leaves_every_proof_as_it_was(DatabaseKind on)
    {
        await using var app = await LogFixture.StartAsync(on, "one", "two");
        await app.LogLifeAsync("one");
        await app.LogLifeAsync("two");
        var kept = await app.TextAsync("log/checkpoint");
        await app.WithDbAsync(db =>
            db.LogEntries.Where(e => e.Index == 2)
                .ExecuteUpdateAsync(
                    s => s.SetProperty(e => e.Statement, (string?)null).SetProperty(e => e.Salt, (string?)null),
                    Cancel
                )
        );
        await app.ChangedAsync();
        Assert.Empty((await app.CheckSiteAsync(kept)).Wrong());
        Assert.Empty(LogFixture.CheckFile(await app.TextAsync("deals/one/versions/1/proof"), kept).Wrong());
        var entry = (await JsonAsync(app, "log/entries"))["items"]![2]!.AsObject();
        Assert.False(entry.ContainsKey("statement"));
        Assert.False(entry.ContainsKey("salt"));
        Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync("/en/log", Cancel)).StatusCode);
    }

    private static byte[] Hex(string text) => Convert.FromHexString(text);

    private static List<byte[]> Hashes(JsonNode proof) => [.. proof["proof"]!.AsArray().Select(h => Hex((string)h!))];

    private static async Task<JsonNode> JsonAsync(TestApp app, string path) =>
        JsonNode.Parse(await app.TextAsync(path))!;

    private static Task<string> HashAsync(AppDb db, string deal) =>
        db.DealVersions.Where(v => v.Deal!.Identifier == deal).Select(v => v.Hash).SingleAsync(Cancel);
}
