using System.Net;
using System.Text.Json;
using Alliance.Deals;
using Alliance.Deals.Signing;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Deals.Joining;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Deals.Signing;

/// <summary>An association signs for a member: everybody reads that it did, and it does so only while it may.</summary>
public sealed class SigningByMandateTests
{
    private const string Member = "aalto-university";
    private const string Mandates = "/en/organisations/clc/mandates";
    private const string Objections = "/en/organisations/aalto-university/mandates";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Everything_public_says_who_signed_for_whom(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var making = await Making.OfAsync(app);
        using var clc = await app.RepresentingAsync("cecilia@clc.example", "clc");
        var key = await making.DraftAsync("Example deal", "Aalto University");
        // What was sent to the member is the member's, until there is a mandate.
        Assert.Equal(HttpStatusCode.NotFound, (await clc.GetAsync($"/en/drafts/{key}", Cancel)).StatusCode);
        await DeclareAsync(clc);
        Assert.Contains("We do what we say.", await clc.ReadAsync($"/en/drafts/{key}"), StringComparison.Ordinal);
        var release = await making.ReleaseAsync(key);
        Assert.Contains("You are asked to sign", await clc.ReadAsync($"/en/drafts/{key}"), StringComparison.Ordinal);

        var page = $"/en/drafts/{key}/sign";
        // The name that is proposed is the association's person, not the member's contact.
        Assert.Equal("cecilia", Forms.Filled(await clc.GetStringAsync(page, Cancel), "sign").ToDictionary()["signer"]);
        await SignAsync(story, clc, page);
        Assert.Contains("Signed by CLC for Aalto University", await clc.ReadAsync(page), StringComparison.Ordinal);
        await making.SignAsync(key, release, "p1");
        var slug = await SlugAsync(app, key);
        await app.ChangedAsync();

        await AssertSaidAsync();
        using var pdf = await app.Client.GetAsync($"/en/deals/{slug}/deal.pdf", Cancel);
        Assert.Equal(HttpStatusCode.OK, pdf.StatusCode);
        Assert.Contains(
            "Signed by CLC for Aalto University",
            string.Concat(await Pdf.PagesAsync(await pdf.Content.ReadAsByteArrayAsync(Cancel))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Version 1 signed by CLC for Aalto University",
            await app.Client.ReadAsync("/en/log"),
            StringComparison.Ordinal
        );
        var statements = await app.WithDbAsync(db =>
            db.LogEntries.Where(e => e.Kind == VersionSigned.Kind).Select(e => e.Statement!).ToListAsync(Cancel)
        );
        Assert.Equal(2, statements.Count);
        Assert.Single(
            statements,
            s =>
                s.Contains("\"by\":\"clc\"", StringComparison.Ordinal)
                && s.Contains($"\"party\":\"{Member}\"", StringComparison.Ordinal)
        );
        using var api = JsonDocument.Parse(await app.Client.GetStringAsync($"/api/v1/deals/{slug}/versions/1", Cancel));
        Assert.Equal(
            [("p1", null), ("p2", "clc")],
            api.RootElement.GetProperty("signatures")
                .EnumerateArray()
                .Select(s =>
                    (s.GetProperty("party").GetString(), s.TryGetProperty("by", out var by) ? by.GetString() : null)
                )
                .OrderBy(s => s.Item1, StringComparer.Ordinal)
        );

        // What was signed stays signed, whatever the member says later.
        await ObjectAsync(app);
        await app.ChangedAsync();
        await AssertSaidAsync();

        async Task AssertSaidAsync()
        {
            foreach (
                var (address, said) in ((string, string)[])
                    [
                        ($"/en/deals/{slug}", "Signed by CLC for Aalto University"),
                        ($"/de/deals/{slug}", "Unterzeichnet von CLC für Aalto University"),
                        ($"/en/deals/{slug}/print", "Signed by CLC for Aalto University"),
                        ($"/sv/deals/{slug}/print", "Undertecknat av CLC för Aalto University"),
                    ]
            )
                Assert.Contains(said, Text(await app.Client.GetStringAsync(address, Cancel)), StringComparison.Ordinal);
        }
    }

    [Theory, EachDatabase]
    public async Task Without_its_mandate_it_neither_reads_nor_signs(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var making = await Making.OfAsync(app);
        using var clc = await app.RepresentingAsync("cecilia@clc.example", "clc");
        await DeclareAsync(clc);
        var key = await making.DraftAsync("Example deal", "Aalto University");
        await making.ReleaseAsync(key);
        var page = $"/en/drafts/{key}/sign";

        // The page is open and the code is there; then the member objects.
        var (open, code) = await CodeAsync(story, clc, page);
        var id = await ObjectAsync(app);
        await AssertShutAsync(open, code);

        // Declared anew after the member allows it again, it may; ended by itself, it may not.
        using (var aalto = await app.RepresentingAsync("otto@aalto.example", Member))
        {
            using var allowed = await aalto.SendAsync(Objections, "member", ("allow", $"{id}"));
            await Forms.LeadsToAsync(allowed, Objections);
        }
        await DeclareAsync(clc);
        (open, code) = await CodeAsync(story, clc, page);
        var next = await app.WithDbAsync(db => db.Mandates.MaxAsync(m => m.Id, Cancel));
        using var ended = await clc.SendAsync(Mandates, "end-mandate", ("mandate", $"{next}"));
        await Forms.LeadsToAsync(ended, Mandates);
        await AssertShutAsync(open, code);

        // The member itself signs by its link, with its own name.
        var link = await SigningLinkAsync(app);
        using var signed = await story.Stranger.SendAsync(
            link,
            "sign",
            ("do", "code:p2"),
            ("signer", "Otto"),
            ("code", code)
        );
        await Forms.LeadsToAsync(signed, link);
        Assert.Null(await app.WithDbAsync(db => db.Signatures.Select(s => s.ByOrganisationId).SingleAsync(Cancel)));

        async Task AssertShutAsync(string html, string proof)
        {
            foreach (var what in (string[])["send:p2", "code:p2"])
            {
                using var late = await clc.SendAsync(
                    page,
                    html,
                    "sign",
                    ("do", what),
                    ("signer", "Cecilia"),
                    ("code", proof)
                );
                // The form that was open is not this person's any more.
                Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
            }
            foreach (var address in (string[])[page, $"/en/drafts/{key}"])
                Assert.Equal(HttpStatusCode.NotFound, (await clc.GetAsync(address, Cancel)).StatusCode);
            Assert.Equal(0, await app.WithDbAsync(db => db.Signatures.CountAsync(Cancel)));
        }
    }

    private static async Task DeclareAsync(HttpClient clc)
    {
        using var declared = await clc.SendAsync(Mandates, "declare", ("member", Member), ("way", "declare"));
        await Forms.LeadsToAsync(declared, Mandates);
    }

    private static async Task<long> ObjectAsync(TestApp app)
    {
        var id = await app.WithDbAsync(db => db.Mandates.MaxAsync(m => m.Id, Cancel));
        using var aalto = await app.RepresentingAsync("aino@aalto.example", Member);
        using var objected = await aalto.SendAsync(Objections, "member", ("object", $"{id}"));
        await Forms.LeadsToAsync(objected, Objections);
        return id;
    }

    private static async Task SignAsync(Story story, HttpClient browser, string page)
    {
        var (open, code) = await CodeAsync(story, browser, page);
        using var signed = await browser.SendAsync(page, open, "sign", ("do", "code:p2"), ("code", code));
        await Forms.LeadsToAsync(signed, page);
    }

    // The page with the field for the code, and the code: it goes to the address that the city named for the party.
    private static async Task<(string Html, string Code)> CodeAsync(Story story, HttpClient browser, string page)
    {
        using var asked = await browser.SendAsync(page, "sign", ("do", "send:p2"));
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        return (await asked.Content.ReadAsStringAsync(Cancel), await story.CodeAsync(Story.Firm));
    }

    // The mail with the link came before the codes.
    private static async Task<string> SigningLinkAsync(TestApp app)
    {
        var id = await app.WithDbAsync(db =>
            db.Mails.Where(m => m.Key.Contains(":p2:sign:")).Select(m => m.Id).SingleAsync(Cancel)
        );
        var mail = await MimeKit.MimeMessage.LoadAsync(
            Path.Combine(app.Database.Folder, "mail", $"{id:D8}.eml"),
            Cancel
        );
        return new Uri(
            mail.TextBody!.Split('\n').Select(l => l.Trim()).First(l => l.StartsWith("http", StringComparison.Ordinal))
        ).PathAndQuery;
    }

    private static Task<string> SlugAsync(TestApp app, string draft) =>
        app.WithDbAsync(db => db.Drafts.Where(d => d.Key == draft).Select(d => d.Deal!.Slug).SingleAsync(Cancel));

    private static string Text(string html) =>
        string.Join(
            ' ',
            new HtmlParser()
                .ParseDocument(html)
                .QuerySelector("[aria-labelledby=signatures]")!
                .TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
}
