using System.Text.Json.Nodes;
using Alliance.Network;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Alliance.Transparency.Log;
using Microsoft.EntityFrameworkCore;
using static Alliance.Tests.Knowledge.ReplicationScene;
using static Alliance.Tests.Transparency.Packages;

namespace Alliance.Tests.Transparency;

/// <summary>What a package proves: also where it was signed anew, and also of the deals that come with a practice.</summary>
public sealed class PackageProofTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_proof_that_does_not_hold_is_named_though_the_package_is_signed_anew(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var origin = story.App;
        await story.ConcludeAsync();
        var deal = await DealAsync(story);
        var package = await origin.Client.GetStringAsync($"/api/v1/deals/{deal}/package", Cancel);
        var first = JsonNode.Parse(package)!["proof"]!["entries"]![0]!["index"];
        var signer = SignerOf(origin);

        await using var app = await RealRegister.StartAsync(on);
        using var umea = await app.SignedInAsync("umea@example.org", MembershipRole.DealManager, "umea");
        foreach (
            var (change, wrong) in ((Action<JsonObject>, string)[])
                [
                    (p => p["proof"]!["entries"]![0]!["salt"] = new string('0', 64), $"entry {first} inclusion"),
                    (p => p["proof"]!["key"] = LogSigner.New("x/y").Verifier.ToString(), "key"),
                    (p => p["content"]!["title"]!["en"] = "Trees elsewhere", "content"),
                    (p => p["number"] = 2, "content"),
                    (p => p["proof"]!["entries"] = new JsonArray(), "file"),
                ]
        )
            Assert.Contains(
                $"The log’s proof in it does not hold: {wrong}.",
                await RefusedAsync(umea, Signed(Changed(package, change), signer)),
                StringComparison.Ordinal
            );
        Assert.Equal(0, await app.WithDbAsync(db => db.Replications.CountAsync(Cancel)));
        // What says the same, signed once more, is as good.
        await TakeAsync(umea, Signed(Changed(package, _ => { }), signer));
    }

    [Theory, EachDatabase]
    public async Task A_practice_brings_the_deals_that_it_was_written_of_and_each_is_checked(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var origin = story.App;
        var (deal, package) = await OfPracticeAsync(story);
        var deals = JsonNode.Parse(package)!["deals"]!.AsArray();
        // What the register does not have is only named.
        Assert.Equal([deal, "um-01"], deals.Select(d => (string)d!["id"]!));
        var first = deals[0]!["proof"]!["entries"]![0]!["index"];
        Assert.Null(deals[1]!["proof"]);
        Assert.EndsWith("/en/deals/" + deal, (string)deals[0]!["page"]!, StringComparison.Ordinal);
        var signer = SignerOf(origin);

        await using var app = await RealRegister.StartAsync(on);
        using var espoo = await app.SignedInAsync("other@example.org", MembershipRole.DealManager, "espoo");
        const string unreadable = "no signed package";
        foreach (
            var (change, signed, said) in ((Action<JsonObject>, bool, string)[])
                [
                    // Changed after signing.
                    (
                        p => Deal(p, 0)["content"]!["title"]!["en"] = "Other trees",
                        false,
                        $"in: deals.{deal}.content.title."
                    ),
                    (p => Deal(p, 1)["page"] = $"{p["site"]}/en/deals/other", false, "in: deals.um-01.page."),
                    (p => p["deals"]!.AsArray().RemoveAt(1), false, "deals.um-01.number"),
                    (p => p["deals"]!.AsArray().Add(Deal(p, 0).DeepClone()), false, $"in: deals, deals.{deal}."),
                    (p => p.Remove("deals"), false, $"in: deals.{deal}."),
                    // Signed so.
                    (
                        p => Deal(p, 0)["proof"]!["entries"]![0]!["salt"] = new string('0', 64),
                        true,
                        $"does not hold: deals.{deal}: entry {first} inclusion."
                    ),
                    (
                        p => Deal(p, 0)["content"]!["title"]!["en"] = "Other trees",
                        true,
                        $"does not hold: deals.{deal}: content."
                    ),
                    (p => Deal(p, 1)["id"] = "um-02", true, unreadable),
                    (p => Deal(p, 1)["content"]!.AsObject().Remove("title"), true, unreadable),
                    (p => Deal(p, 1)["page"] = "https://elsewhere.example/en/deals/um-01", true, unreadable),
                    (p => p["content"]!["deals"] = JsonNode.Parse($"[\"{deal}\"]"), true, unreadable),
                    (p => p["deals"]!.AsArray().Add(null), true, unreadable),
                ]
        )
        {
            var changed = Changed(package, change);
            Assert.Contains(
                said,
                await RefusedAsync(espoo, signed ? Signed(changed, signer) : changed.ToJsonString()),
                StringComparison.Ordinal
            );
        }
        Assert.Equal(0, await app.WithDbAsync(db => db.Replications.CountAsync(Cancel)));

        // One from before they came along stays valid.
        var page = await TakeAsync(espoo, Signed(Changed(package, p => p.Remove("deals")), signer));
        Assert.Equal(page, await TakeAsync(espoo, package));
    }

    [Fact]
    public async Task The_command_says_of_a_file_what_the_page_says()
    {
        using var story = await Story.BeginAsync(DatabaseKind.Sqlite);
        await using var origin = story.App;
        var (deal, package) = await OfPracticeAsync(story);
        var key = (string)JsonNode.Parse(package)!["key"]!;
        var right = Saved("right.alliance.json", package);
        var fine = await Cli.RunAsync("verify", right, "--key", key);
        Assert.Equal((0, ""), (fine.Code, fine.Errors));
        foreach (
            var said in (string[])
                [
                    "ok    package: ",
                    $"/en/practices/{Practice}",
                    $"ok    deals.{deal}: version 1, as the log says.",
                    "ok    deals.um-01: ",
                ]
        )
            Assert.Contains(said, fine.Output, StringComparison.Ordinal);
        Assert.EndsWith("Everything is right.\n", fine.Output, StringComparison.Ordinal);

        foreach (
            var (change, signed, said) in ((Action<JsonObject>, bool, string)[])
                [
                    (p => p["content"]!["title"]!["en"] = "Cold halls", false, "WRONG package-differs: "),
                    (p => p["note"] = "x", false, "WRONG package-signature: "),
                    (p => p.Remove("page"), false, "WRONG package-unreadable: "),
                    (p => Deal(p, 0)["number"] = 7, true, "WRONG package-proof: "),
                ]
        )
        {
            var changed = Changed(package, change);
            var file = Saved(
                "wrong.alliance.json",
                signed ? Signed(changed, SignerOf(origin)) : changed.ToJsonString()
            );
            var wrong = await Cli.RunAsync("verify", file);
            Assert.Equal(1, wrong.Code);
            Assert.Contains(said, wrong.Output, StringComparison.Ordinal);
        }
        var other = await Cli.RunAsync("verify", right, "--key", LogSigner.New("x/y").Verifier.ToString());
        Assert.Equal(1, other.Code);
        Assert.Contains("WRONG package-other-key: ", other.Output, StringComparison.Ordinal);
        // A package does not show how a log goes on.
        var kept = Saved("checkpoint.txt", await origin.Client.GetStringAsync("/api/v1/log/checkpoint", Cancel));
        Assert.Equal(2, (await Cli.RunAsync("verify", right, "--checkpoint", kept)).Code);

        string Saved(string name, string text)
        {
            var path = Path.Combine(origin.Database.Folder, name);
            File.WriteAllText(path, text);
            return path;
        }
    }

    // Umeå's practice, written of a deal that was concluded there, of one that was collected, and of one that is gone.
    private static async Task<(string Deal, string Package)> OfPracticeAsync(Story story)
    {
        await story.ConcludeAsync();
        var deal = await DealAsync(story);
        await PublishAsync(story.App);
        await story.App.WithDbAsync(async db =>
        {
            var practice = await db.Practices.Include(p => p.Links).SingleAsync(p => p.Identifier == Practice, Cancel);
            practice.Deals = [deal, "um-01", "gone-example"];
            practice.Relink();
            await db.SaveChangesAsync(Cancel);
        });
        await story.App.ChangedAsync();
        return (deal, await story.App.Client.GetStringAsync($"/api/v1/practices/{Practice}/package", Cancel));
    }

    private static Task<string> DealAsync(Story story) =>
        story.DbAsync(db => db.Drafts.Select(d => d.Deal!.Identifier).SingleAsync(Cancel));

    private static JsonObject Deal(JsonObject package, int place) => package["deals"]![place]!.AsObject();
}
