using System.Globalization;
using System.Net;
using Alliance.Deals;
using Alliance.Network;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Deals.Printing;

/// <summary>A certificate prints the checkpoint that covers the party's signature, or says that there is none yet.</summary>
public sealed class CertificateTests
{
    private static readonly (string Language, string Covered, string NotYet)[] Said =
    [
        ("en", "Checkpoint of the public log", "does not hold this signature yet"),
        ("de", "Prüfpunkt des öffentlichen Protokolls", "enthält diese Unterschrift noch nicht"),
        ("fi", "Julkisen lokin tarkistuspiste", "ei ole vielä julkisessa lokissa"),
        ("sv", "Kontrollpunkt i den öppna loggen", "finns inte i den öppna loggen än"),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task The_checkpoint_on_a_certificate_covers_the_signature(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        await app.InviteAsync("manager@city.example", MembershipRole.DealManager, "espoo");
        var making = await Making.OfAsync(app);
        var key = await making.DraftAsync("Trees for Example Street", "Example Works Oy (example)");
        var release = await making.ReleaseAsync(key);
        await app.SettleAsync();
        var secret = Path.Combine(app.Database.Folder, "log-key");
        File.Move(secret, secret + "-away");
        await making.SignAsync(key, release, "p1");
        await making.SignAsync(key, release, "p2");
        var slug = await app.WithDbAsync(db =>
            db.Drafts.Where(d => d.Key == key).Select(d => d.Deal!.Slug).SingleAsync(Cancel)
        );

        foreach (var (language, covered, notYet) in Said)
        {
            var text = await CertificateAsync(app, language, slug, "p2");
            Assert.Contains(notYet, text, StringComparison.Ordinal);
            Assert.DoesNotContain(covered, text, StringComparison.Ordinal);
        }

        File.Move(secret + "-away", secret);
        await app.SettleAsync(TimeSpan.FromSeconds(1));
        foreach (var (language, covered, notYet) in Said)
        {
            var text = await CertificateAsync(app, language, slug, "p2");
            Assert.Contains(covered, text, StringComparison.Ordinal);
            Assert.DoesNotContain(notYet, text, StringComparison.Ordinal);
            await AssertCoversAsync(app, text, "example-works-oy-example");
        }
        await AssertCoversAsync(app, await CertificateAsync(app, "en", slug, "p1"), "city-of-espoo");
    }

    private static async Task<string> CertificateAsync(TestApp app, string language, string slug, string party)
    {
        using var answer = await app.Client.GetAsync($"/{language}/deals/{slug}/certificate/{party}.pdf", Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Assert.Single(await Pdf.PagesAsync(await answer.Content.ReadAsByteArrayAsync(Cancel)));
    }

    private static async Task AssertCoversAsync(TestApp app, string text, string party)
    {
        var notes = await app.WithDbAsync(db => db.LogCheckpoints.Select(c => c.Note).ToListAsync(Cancel));
        var note = Assert.Single(
            notes,
            // Origin, size, root and signature, line by line.
            n => text.Contains(n.ReplaceLineEndings(" ").Replace("  ", " ").Trim(), StringComparison.Ordinal)
        );
        var entry = await app.WithDbAsync(db =>
            db.LogEntries.SingleAsync(
                e => e.Kind == VersionSigned.Kind && e.Statement!.Contains($"\"party\":\"{party}\""),
                Cancel
            )
        );
        Assert.True(entry.Index < long.Parse(note.Split('\n')[1], CultureInfo.InvariantCulture));
    }
}
