using System.Net;
using System.Text.Json.Nodes;
using Alliance.Network;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Knowledge;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Alliance.Transparency.Log;
using Microsoft.EntityFrameworkCore;
using static Alliance.Tests.Knowledge.ReplicationScene;
using static Alliance.Tests.Transparency.Packages;

namespace Alliance.Tests.Transparency;

/// <summary>Two installations side by side: what one hands out as a signed file, the other checks and takes over.</summary>
public sealed class SignedPackageTests
{
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
        foreach (
            var said in (string[])
                ["Warm halls", "Umeå", "Baustein a", "signed with the key", "nobody can be asked from here"]
        )
            Assert.Contains(said, shown, StringComparison.Ordinal);
        Assert.NotNull((await espoo.DocumentAsync(page)).QuerySelector("form[hidden] input[name=_handler][value=ask]"));
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
            "Nobody speaks for the origin here",
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

    [Theory, EachDatabase]
    public async Task What_it_became_names_the_address_of_the_other_installation(DatabaseKind on)
    {
        await using var origin = await RealRegister.StartAsync(on);
        await PublishAsync(origin);
        var package = await origin.Client.GetStringAsync($"/api/v1/practices/{Practice}/package", Cancel);
        var there = (string)JsonNode.Parse(package)!["page"]!;
        await using var app = await RealRegister.StartAsync(on);
        Assert.Equal(origin.Address.Authority, new Uri(there).Authority);
        Assert.NotEqual(app.Address.Authority, new Uri(there).Authority);

        using var espoo = await app.SignedInAsync(Story.Manager, MembershipRole.DealManager, "espoo");
        var making = await Making.OfAsync(app);
        var page = await TakeAsync(espoo, package);
        await StepAsync(espoo, page, "talked");
        await StepAsync(espoo, page, "partners", ("partners", "Example Works Oy (example)"));
        await StepAsync(espoo, page, "parts", [.. "1234".Select(k => ($"choice-k{k}", "keep"))]);
        await StepAsync(espoo, page, "draft", ("instrument", "deal"));
        var key = await app.WithDbAsync(db => db.Drafts.Select(d => d.Key).SingleAsync(Cancel));
        var draft = "/en/drafts/" + key;
        using var contact = await espoo.SendAsync(
            draft + "/edit/party.p2",
            "contact",
            ("contact-name", "Faye Firm"),
            ("contact-email", Story.Firm),
            ("contact-language", "en")
        );
        await Forms.LeadsToAsync(contact, draft);
        using var part = await espoo.SendAsync(draft, "part", ("do", "promise:p2"));
        var edit = await Forms.LeadsToAsync(part, draft + "/edit/promise.");
        var name = edit[(edit.LastIndexOf('/') + 1)..];
        using var said = await espoo.SendAsync(
            edit,
            "edit",
            ($"{name}.action", "We heat one hall (example)."),
            ($"{name}.no-date", "yes")
        );
        await Forms.LeadsToAsync(said, draft);
        await making.ConcludeAsync(key);
        await app.ChangedAsync();

        var slug = await app.WithDbAsync(db => db.Drafts.Select(d => d.Deal!.Slug).SingleAsync(Cancel));
        var deal = await app.Client.DocumentAsync("/en/deals/" + slug);
        Assert.Equal(["Umeå", "Espoo"], deal.QuerySelectorAll("svg.lineage text").Select(t => t.TextContent));
        foreach (var place in (string[])[".taken-over .lineage-list", "dl.facts"])
            Assert.NotNull(deal.QuerySelector($"{place} a[href='{there}']"));
        var shown = await app.Client.DocumentAsync("/en/replications/espoo/r1");
        Assert.NotNull(shown.QuerySelector($"dl.facts a[href='{there}']"));
        Assert.NotNull(shown.QuerySelector($"dl.facts a[href='/en/deals/{slug}']"));
    }

    [Theory, EachDatabase]
    public async Task A_later_package_of_an_address_by_another_key_is_refused(DatabaseKind on)
    {
        await using var origin = await RealRegister.StartAsync(on);
        await PublishAsync(origin);
        var package = await origin.Client.GetStringAsync($"/api/v1/practices/{Practice}/package", Cancel);
        await using var app = await RealRegister.StartAsync(on);
        using var espoo = await app.SignedInAsync(Story.Manager, MembershipRole.DealManager, "espoo");
        var page = await TakeAsync(espoo, package);
        var other = LogSigner.New("other.example/log");
        var copied = JsonNode.Parse(package)!.AsObject();
        Assert.Contains(
            $"Earlier packages of {copied["site"]} were signed by another key.",
            await RefusedAsync(espoo, Signed(copied, other)),
            StringComparison.Ordinal
        );
        Assert.Equal(1, await app.WithDbAsync(db => db.Replications.CountAsync(Cancel)));
        // Of another address it is the first.
        copied["site"] = "https://other.example";
        copied["page"] = "https://other.example/en/practices/" + Practice;
        Assert.NotEqual(page, await TakeAsync(espoo, Signed(copied, other)));
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
                    // Moved out of the content under the name that it had there.
                    (
                        p =>
                        {
                            p["content.done"] = p["content"]!["done"]!.DeepClone();
                            p["content"]!.AsObject().Remove("done");
                        },
                        "in: (content.done), content.done."
                    ),
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
}
