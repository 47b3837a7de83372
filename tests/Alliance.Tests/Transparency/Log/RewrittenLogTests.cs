using System.Text.Json;
using System.Text.Json.Nodes;
using Alliance.Deals.Documents;
using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Alliance.Tests.Testing;
using Alliance.Transparency.Log;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Transparency.Log;

/// <summary>
/// Somebody with the database and the key rewrites what was agreed, and everything that follows from it. In itself all is
/// right again, so nothing but a checkpoint in other hands can tell; it must.
/// </summary>
public sealed class RewrittenLogTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [EachDatabase(true)]
    [EachDatabase(false)]
    public async Task A_deal_rewritten_with_its_log_is_found_by_a_kept_checkpoint(DatabaseKind on, bool grown)
    {
        await using var app = await LogFixture.StartAsync(on, "one", "two", "three");
        await app.LogLifeAsync("one");
        await app.LogLifeAsync("two");
        var kept = await app.TextAsync("log/checkpoint");
        var since = grown ? "?since=8" : "";
        if (grown)
            await app.LogLifeAsync("three");
        var before = await app.TextAsync("deals/one/versions/1/proof" + since);

        await RewriteAsync(
            app,
            "one",
            content => content.Replace("promises something", "promises nothing", StringComparison.Ordinal)
        );

        var proof = await app.TextAsync("deals/one/versions/1/proof" + since);
        Assert.Contains("promises nothing", proof, StringComparison.Ordinal);
        Assert.NotEqual(before, proof);
        // Whoever kept nothing finds nothing: the forgery is complete.
        Assert.Empty((await app.CheckSiteAsync()).Wrong());
        Assert.Empty(LogFixture.CheckFile(proof).Wrong());
        // Whoever kept a checkpoint sees it, whichever way they look.
        Assert.Equal(["consistency"], (await app.CheckSiteAsync(kept)).Wrong());
        Assert.Equal(["consistency"], LogFixture.CheckFile(proof, kept).Wrong());
        Assert.Equal(
            ["consistency"],
            (await NodeChecker.RunAsync([new(proof, kept)]))[0].Where(l => !l.Right).Select(l => l.What)
        );
        // Also of a deal that was not touched.
        var other = await app.TextAsync("deals/two/versions/1/proof" + since);
        Assert.Equal(["consistency"], LogFixture.CheckFile(other, kept).Wrong());

        var file = Path.Combine(app.Database.Folder, "kept.txt");
        await File.WriteAllTextAsync(file, kept, Cancel);
        foreach (var address in (string[])["", "en/deals/one", "api/v1/deals/two/versions/1"])
        {
            var said = await Cli.RunAsync("verify", new Uri(app.Address, address).ToString(), "--checkpoint", file);
            Assert.Equal(1, said.Code);
            Assert.Contains("WRONG consistency: the log was changed", said.Output, StringComparison.Ordinal);
        }
    }

    [Theory, EachDatabase]
    public async Task Half_a_rewriting_is_found_without_any_checkpoint(DatabaseKind on)
    {
        await using var app = await LogFixture.StartAsync(on, "one", "two");
        await app.LogLifeAsync("one");
        await app.LogLifeAsync("two");

        // The document alone.
        await app.WithDbAsync(db =>
            db.DealVersions.Where(v => v.Deal!.Identifier == "one")
                .ExecuteUpdateAsync(s => s.SetProperty(v => v.Content, v => v.Content + " "), Cancel)
        );
        Assert.Equal(["content one 1"], await WrongAsync());
        // With its hash: now the log does not fit.
        await app.WithDbAsync(async db =>
        {
            var content = await db
                .DealVersions.Where(v => v.Deal!.Identifier == "one")
                .Select(v => v.Content)
                .SingleAsync(Cancel);
            var hash = VersionDocument.HashOf(content);
            await db
                .DealVersions.Where(v => v.Deal!.Identifier == "one")
                .ExecuteUpdateAsync(s => s.SetProperty(v => v.Hash, hash), Cancel);
        });
        Assert.Equal(["content one 1"], await WrongAsync());
        Assert.Equal(
            Enumerable.Range(0, 4).Select(i => $"entry {i} statement"),
            LogFixture.CheckFile(await app.TextAsync("deals/one/versions/1/proof")).Wrong()
        );
        // A signature moved to another version.
        await app.WithDbAsync(db =>
            db.LogEntries.Where(e => e.Index == 5)
                .ExecuteUpdateAsync(
                    s => s.SetProperty(e => e.Statement, e => e.Statement!.Replace("\"two\"", "\"one\"")),
                    Cancel
                )
        );
        Assert.Contains("entry 5 leaf", await WrongAsync());
        Assert.Contains("entry 5 statement", await WrongAsync());
        // An entry taken out.
        await app.WithDbAsync(db => db.LogEntries.Where(e => e.Index == 6).ExecuteDeleteAsync(Cancel));
        var missing = await WrongAsync();
        Assert.Contains("entry 6", missing);
        Assert.Contains("entries", missing);

        async Task<List<string>> WrongAsync()
        {
            await app.ChangedAsync();
            return (await app.CheckSiteAsync()).Wrong();
        }
    }

    [Theory, EachDatabase]
    public async Task A_log_that_lost_its_end_is_found_by_a_kept_checkpoint(DatabaseKind on)
    {
        await using var app = await LogFixture.StartAsync(on, "one", "two");
        await app.LogLifeAsync("one");
        await app.LogLifeAsync("two");
        var kept = await app.TextAsync("log/checkpoint");
        await app.WithDbAsync(async db =>
        {
            await db.LogEntries.Where(e => e.Index >= 5).ExecuteDeleteAsync(Cancel);
            await db.LogCheckpoints.Where(c => c.Size > 5).ExecuteDeleteAsync(Cancel);
        });
        await app.ChangedAsync();
        Assert.Empty((await app.CheckSiteAsync()).Wrong());
        var found = await app.CheckSiteAsync(kept);
        Assert.Equal(["consistency"], found.Wrong());
        Assert.Contains("the log has 5 entries, 8 in the checkpoint", found.Single(f => !f.Right).Said);
        Assert.Equal(
            ["consistency"],
            LogFixture.CheckFile(await app.TextAsync("deals/one/versions/1/proof"), kept).Wrong()
        );
    }

    [Theory, EachDatabase]
    public async Task A_version_in_force_has_to_be_shown(DatabaseKind on)
    {
        await using var app = await LogFixture.StartAsync(on, "one", "two");
        await app.LogLifeAsync("one");
        await app.RaiseAsync(LoggedKinds.Released, (await app.LifeAsync("two"))[0].Statement);
        await app.SettleAsync();
        await app.WithDbAsync(db => db.DealVersions.ExecuteDeleteAsync(Cancel));
        await app.ChangedAsync();
        var found = await app.CheckSiteAsync();
        Assert.Equal(["content one 1"], found.Wrong());
        Assert.Contains("1 that never came into force", found.Single(f => f.What == "contents").Said);
    }

    /// <summary>Everything that hangs on the document, made anew and signed with the real key.</summary>
    private static async Task RewriteAsync(TestApp app, string deal, Func<string, string> change)
    {
        Assert.True(
            LogSigner.TryParse(
                await File.ReadAllTextAsync(Path.Combine(app.Database.Folder, "log-key"), Cancel),
                out var signer
            )
        );
        await app.WithDbAsync(async db =>
        {
            var version = await db.DealVersions.AsNoTracking().SingleAsync(v => v.Deal!.Identifier == deal, Cancel);
            var content = change(version.Content);
            var hash = VersionDocument.HashOf(content);
            await db
                .DealVersions.Where(v => v.Id == version.Id)
                .ExecuteUpdateAsync(s => s.SetProperty(v => v.Content, content).SetProperty(v => v.Hash, hash), Cancel);
            foreach (var entry in await db.LogEntries.AsNoTracking().Where(e => e.Deal == deal).ToListAsync(Cancel))
            {
                var statement = JsonNode.Parse(entry.Statement!)!;
                statement["hash"] = hash;
                var json = JsonSerializer.SerializeToElement(statement);
                var leaf = Convert.ToHexStringLower(LogEntry.HashOf(entry.Kind, entry.Salt!, json));
                var said = CanonicalJson.Of(json);
                await db
                    .LogEntries.Where(e => e.Index == entry.Index)
                    .ExecuteUpdateAsync(
                        s => s.SetProperty(e => e.Statement, said).SetProperty(e => e.LeafHash, leaf),
                        Cancel
                    );
            }
            var leaves = (
                await db.LogEntries.OrderBy(e => e.Index).Select(e => e.LeafHash).ToListAsync(Cancel)
            ).ConvertAll(Convert.FromHexString);
            await db.LogNodes.ExecuteDeleteAsync(Cancel);
            for (var level = 1; 1 << level <= leaves.Count; level++)
            for (var index = 0; (index + 1) << level <= leaves.Count; index++)
                db.LogNodes.Add(
                    new LogNode
                    {
                        Position = LogNode.PositionOf(new(level, index)),
                        Hash = Convert.ToHexStringLower(Root(leaves[(index << level)..((index + 1) << level)])),
                    }
                );
            await db.SaveChangesAsync(Cancel);
            foreach (var checkpoint in await db.LogCheckpoints.AsNoTracking().ToListAsync(Cancel))
            {
                var root = Root(leaves[..(int)checkpoint.Size]);
                var note = signer.Sign(new Checkpoint(signer.Verifier.Name, checkpoint.Size, root).Text);
                await db
                    .LogCheckpoints.Where(c => c.Id == checkpoint.Id)
                    .ExecuteUpdateAsync(s => s.SetProperty(c => c.Note, note), Cancel);
            }
        });
        await app.ChangedAsync();
    }

    private static byte[] Root(List<byte[]> leaves)
    {
        if (leaves.Count == 1)
            return leaves[0];
        var half = 1;
        while (half * 2 < leaves.Count)
            half *= 2;
        return MerkleTree.Node(Root(leaves[..half]), Root(leaves[half..]));
    }
}
