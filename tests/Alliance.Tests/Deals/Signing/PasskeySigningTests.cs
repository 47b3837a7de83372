using System.Net;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Deals.Signing;

/// <summary>A passkey signs the text itself, and what it signed can be checked without the register.</summary>
public sealed class PasskeySigningTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_passkey_signs_this_text_for_this_party_and_its_holder_can_prove_it(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        using var passkey = new SoftPasskey();
        await passkey.AddToAsync(story.ManagerBrowser);
        await ReleasedAsync(story);

        var page = story.Draft + "/sign";
        var html = await story.ManagerBrowser.GetStringAsync(page, Cancel);
        using var signed = await story.ManagerBrowser.SendAsync(
            page,
            html,
            "sign-passkey",
            ("credential", passkey.Answer(story.ManagerBrowser, html, "sign-passkey"))
        );
        await Forms.LeadsToAsync(signed, page);

        var stored = await story.DbAsync(db => db.Signatures.SingleAsync(Cancel));
        var release = await story.DbAsync(db => db.Releases.SingleAsync(Cancel));
        Assert.StartsWith(
            $"sha256:{release.Hash} · {release.ReleasedAt:yyyy-MM-dd'T'HH:mm:ss'Z'} · p1 · ",
            SoftPasskey.Signed(stored.Proof!),
            StringComparison.Ordinal
        );

        // Its holder takes it along; whoever else reads the register doesn't meet it.
        var own = await story.ManagerBrowser.GetStringAsync("/en/account/data.json", Cancel);
        Assert.Contains("clientDataJSON", own, StringComparison.Ordinal);
        await story.SignByCodeAsync(Story.Firm, "p2", "Faye Firm");
        using (await story.SignByInkAsync("p5", "Sona Social", "%PDF-1.7 example"u8.ToArray())) { }
        var slug = await story.SlugAsync();
        var signatures = await story.Stranger.GetStringAsync($"/api/v1/deals/{slug}/versions/1", Cancel);
        Assert.Contains("passkey", signatures, StringComparison.Ordinal);
        Assert.DoesNotContain("clientDataJSON", signatures, StringComparison.Ordinal);

        // It names a key of the person's, and goes with the name.
        using var erased = await story.ManagerBrowser.SendAsync(
            $"/en/deals/{slug}/manage",
            "erase-signer",
            ("signature", $"{stored.Id}")
        );
        Assert.NotNull(erased.LeadsTo());
        var left = await story.DbAsync(db => db.Signatures.SingleAsync(s => s.Id == stored.Id, Cancel));
        Assert.Equal((null, null), (left.SignerName, left.Proof));
    }

    [Theory, EachDatabase]
    public async Task What_was_asked_for_another_text_another_person_or_long_ago_signs_nothing(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        using var passkey = new SoftPasskey();
        await passkey.AddToAsync(story.ManagerBrowser);
        await ReleasedAsync(story);
        var page = story.Draft + "/sign";
        var old = await story.ManagerBrowser.GetStringAsync(page, Cancel);
        var answer = passkey.Answer(story.ManagerBrowser, old, "sign-passkey");
        var asked = Forms.Filled(old, "sign-passkey").Single(f => f.Key == "asked").Value;

        async Task AssertRefusedAsync(HttpClient browser, string credential, string state)
        {
            using var sent = await browser.SendAsync(
                page,
                "sign-passkey",
                ("credential", credential),
                ("asked", state)
            );
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
            Assert.Contains(
                "passkey",
                Forms.Complaints(await sent.Content.ReadAsStringAsync(Cancel)),
                StringComparison.OrdinalIgnoreCase
            );
            Assert.Equal(0, await story.DbAsync(db => db.Signatures.CountAsync(Cancel)));
        }

        await AssertRefusedAsync(story.ManagerBrowser, answer, "");
        await AssertRefusedAsync(story.ManagerBrowser, answer, asked[..^4] + "AAAA");
        await AssertRefusedAsync(story.ManagerBrowser, new string('x', 7000), asked);
        await AssertRefusedAsync(story.ManagerBrowser, "[]", asked);
        await AssertRefusedAsync(story.ManagerBrowser, """{"response":{"signature":5}}""", asked);
        // Checked under one name and kept under another, it could be denied later.
        await AssertRefusedAsync(
            story.ManagerBrowser,
            answer.Replace("\"response\"", "\"response\":{},\"Response\"", StringComparison.Ordinal),
            asked
        );
        // Whoever finds a key in an open laptop has no PIN.
        await AssertRefusedAsync(
            story.ManagerBrowser,
            passkey.Answer(story.ManagerBrowser, old, "sign-passkey", verified: false),
            asked
        );
        // Another one's, with a passkey of an own.
        using var second = new SoftPasskey();
        await second.AddToAsync(story.ApproverBrowser);
        await AssertRefusedAsync(story.ApproverBrowser, answer, asked);
        await AssertRefusedAsync(
            story.ApproverBrowser,
            second.Answer(story.ApproverBrowser, old, "sign-passkey"),
            asked
        );

        // The text is taken back and released once more: what was asked for the first is worth nothing.
        using (await story.ManagerBrowser.SendAsync(story.Draft + "/release", "take-back", ("do", "back"))) { }
        await story.AskForReleaseAsync();
        await story.ReleaseAsync();
        await AssertRefusedAsync(story.ManagerBrowser, answer, asked);

        // Somebody comes back from a long walk.
        var late = await story.ManagerBrowser.GetStringAsync(page, Cancel);
        app.Time.Advance(TimeSpan.FromMinutes(31));
        await AssertRefusedAsync(
            story.ManagerBrowser,
            passkey.Answer(story.ManagerBrowser, late, "sign-passkey"),
            Forms.Filled(late, "sign-passkey").Single(f => f.Key == "asked").Value
        );
    }

    private static async Task ReleasedAsync(Story story)
    {
        await story.DraftAsync();
        await story.SendAsync();
        await story.AskForReleaseAsync();
        await story.ReleaseAsync();
    }
}
