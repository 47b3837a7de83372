using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Alliance.Network;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Knowledge;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using static Alliance.Tests.Knowledge.ReplicationScene;

namespace Alliance.Tests.Transparency;

/// <summary>Two installations side by side: what one hands out as a signed file, the other checks and takes over.</summary>
public sealed class SignedPackageTests
{
    private const string Page = "/en/workspace/replications/package";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_practice_goes_from_one_installation_to_another_and_keeps_its_origin(DatabaseKind on)
    {
        await using var origin = await RealRegister.StartAsync(on);
        await PublishAsync(origin);
        var package = await origin.Client.GetStringAsync($"/api/v1/practices/{Practice}/package", Cancel);

        await using var app = await RealRegister.StartAsync(on);
        using var espoo = await app.SignedInAsync(Story.Manager, MembershipRole.DealManager, "espoo");
        var page = await TakeAsync(espoo, package);
        // The same file once more goes on where it stands.
        Assert.Equal(page, await TakeAsync(espoo, package));
        var shown = await espoo.TextAsync(page);
        foreach (var said in (string[])["Warm halls", "Umeå", "Baustein a", "signed with the key"])
            Assert.Contains(said, shown, StringComparison.Ordinal);
        await StepAsync(espoo, page, "talked");
        await StepAsync(espoo, page, "partners", ("partners", "Example Works Oy (example)"));
        await StepAsync(espoo, page, "parts", [.. "1234".Select(k => ($"choice-k{k}", "keep"))]);
        await StepAsync(espoo, page, "draft", ("instrument", "deal"));
        var draft = await app.WithDbAsync(db => db.Drafts.AsNoTracking().SingleAsync(Cancel));
        Assert.EndsWith("/en/practices/" + Practice, draft.Origin!.Url!, StringComparison.Ordinal);
        Assert.Equal(4, draft.Content.Articles.Count);
        // Where it comes from travels on, and is not mistaken for something here.
        await StepAsync(espoo, page, "show");
        var files = await RoundTrip.AssertSameBytesAsync(app, on);
        Assert.Contains("/en/practices/" + Practice, files["replications.jsonl"], StringComparison.Ordinal);
        // Nobody here is the origin.
        using var asked = await espoo.SendAsync(page, "ask");
        Assert.Contains(
            "no deal manager here",
            WebUtility.HtmlDecode(await asked.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task A_deal_brings_the_log_s_proof_and_targets_come_in_the_own_size(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var origin = story.App;
        await story.ConcludeAsync();
        var deal = await story.DbAsync(db => db.Drafts.Select(d => d.Deal!.Identifier).SingleAsync(Cancel));
        var package = await origin.Client.GetStringAsync($"/api/v1/deals/{deal}/package", Cancel);
        Assert.Contains("alliance-proof-1", package, StringComparison.Ordinal);

        await using var app = await RealRegister.StartAsync(on);
        using var umea = await app.SignedInAsync("umea@example.org", MembershipRole.DealManager, "umea");
        var page = await TakeAsync(umea, package);
        Assert.Contains("Trees for Example Street", await umea.TextAsync(page), StringComparison.Ordinal);

        // The proof must be of this content, and hold.
        var other = JsonNode.Parse(package)!.AsObject();
        other["proof"]!["entries"]![0]!["salt"] = new string('0', 64);
        Assert.Contains(
            "changed after signing, in: proof",
            await RefusedAsync(umea, other.ToJsonString()),
            StringComparison.Ordinal
        );
        Assert.Equal(1, await app.WithDbAsync(db => db.Replications.CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_package_that_was_tampered_with_is_refused_by_name_of_what_differs()
    {
        await using var origin = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        await PublishAsync(origin);
        var package = await origin.Client.GetStringAsync($"/api/v1/practices/{Practice}/package", Cancel);
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        using var espoo = await app.SignedInAsync(Story.Manager, MembershipRole.DealManager, "espoo");
        foreach (
            var (change, said) in ((Action<JsonObject>, string)[])
                [
                    (p => p["content"]!["title"]!["en"] = "Cold halls", "changed after signing, in: content.title."),
                    (p => p["page"] = $"{p["site"]}/en/practices/other", "changed after signing, in: page."),
                    (
                        p => p["content"]!["advice"] = new JsonObject { ["authentic"] = "de", ["de"] = "x" },
                        "content.advice"
                    ),
                    (p => p["content"]!.AsObject().Remove("done"), "in: content.done."),
                    (p => p["city"]!["inhabitants"] = 5, "in: city."),
                    (
                        p => p["note"] = ((string)p["note"]!).Replace("page ", "pages ", StringComparison.Ordinal),
                        "signature is not right"
                    ),
                    (p => p["key"] = "x+00000000+AA==", "signature is not right"),
                    (p => p["format"] = "other", "no signed package"),
                    (p => p["page"] = "javascript:alert(1)", "no signed package"),
                ]
        )
        {
            var other = JsonNode.Parse(package)!.AsObject();
            change(other);
            Assert.Contains(said, await RefusedAsync(espoo, other.ToJsonString()), StringComparison.Ordinal);
        }
        foreach (var nothing in (string[])["", "[]", "{", "null", "{\"format\":\"alliance-package-1\"}"])
            Assert.DoesNotContain("An error", await RefusedAsync(espoo, nothing), StringComparison.Ordinal);
        Assert.Equal(0, await app.WithDbAsync(db => db.Replications.CountAsync(Cancel)));
        // What was made here is taken over from its page.
        using var umea = await origin.SignedInAsync("manager@example.org", MembershipRole.DealManager, "espoo");
        Assert.Contains("It was made here.", await RefusedAsync(umea, package), StringComparison.Ordinal);
    }

    private static async Task<string> TakeAsync(HttpClient browser, string package)
    {
        using var answer = await browser.SendFileAsync(
            Page,
            "package",
            ("file", "example.alliance.json", Encoding.UTF8.GetBytes(package))
        );
        return await Forms.LeadsToAsync(answer, "/en/workspace/replications/");
    }

    private static async Task<string> RefusedAsync(HttpClient browser, string package)
    {
        using var answer = await browser.SendFileAsync(
            Page,
            "package",
            ("file", "example.alliance.json", Encoding.UTF8.GetBytes(package))
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
    }
}
