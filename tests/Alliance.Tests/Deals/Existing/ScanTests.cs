using System.Net;
using Alliance.Network;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Deals.Existing;

/// <summary>A deal manager adds the scans of deals that were signed elsewhere.</summary>
public sealed class ScanTests
{
    private const string Page = "/en/workspace/scans";

    private static readonly byte[] Pdf = "%PDF-1.7 example"u8.ToArray();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Scans_find_their_deals_and_only_the_city_sees_them(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var manager = await app.SignedInAsync("manager@city.example", MembershipRole.DealManager, "umea");
        using var observer = await app.SignedInAsync("observer@city.example", MembershipRole.Observer, "umea");
        using var coordinator = await app.SignedInAsync("coordinator@example.org", MembershipRole.Coordinator);
        using var espoo = await app.SignedInAsync("other@city.example", MembershipRole.DealManager, "espoo");

        using var sent = await manager.SendFilesAsync(
            Page,
            "scans",
            "files",
            [
                ("UM-02.pdf", Pdf),
                ("um-02 page 2.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1]),
                // Larger than what a request may usually be.
                ("um-03.pdf", [.. Pdf, .. new byte[5 * 1024 * 1024]]),
                ("um-02.docx", "PK.."u8.ToArray()),
                ("es-04.pdf", Pdf),
                ("um-021.pdf", Pdf),
            ]
        );

        var answer = WebUtility.HtmlDecode(await sent.Content.ReadAsStringAsync(Cancel));
        Assert.Contains("3 scans are kept", answer, StringComparison.Ordinal);
        Assert.Contains("3 files could not be kept", answer, StringComparison.Ordinal);
        Assert.Contains("no PDF, PNG or JPEG", answer, StringComparison.Ordinal);
        Assert.Contains("No deal of your city is called like this file", answer, StringComparison.Ordinal);
        var scan = await app.WithDbAsync(db =>
            db.DealScans.Where(s => s.Name == "UM-02.pdf").Select(s => new { s.Id, s.Deal!.Slug }).SingleAsync(Cancel)
        );
        var address = $"/en/deals/{scan.Slug}/scans/{scan.Id}";
        foreach (var own in (HttpClient[])[manager, observer])
        {
            using var shown = await own.GetAsync(address, Cancel);
            Assert.Equal(Pdf, await shown.Content.ReadAsByteArrayAsync(Cancel));
            Assert.Equal("attachment", shown.Content.Headers.ContentDisposition!.DispositionType);
            Assert.True(shown.Headers.CacheControl!.NoStore);
            Assert.StartsWith(
                "sandbox;",
                shown.Headers.GetValues("Content-Security-Policy").Single(),
                StringComparison.Ordinal
            );
        }
        foreach (var stranger in (HttpClient[])[coordinator, espoo])
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(address, Cancel)).StatusCode);
        Assert.Contains("um-02 page 2.png", await manager.GetStringAsync($"/en/deals/{scan.Slug}/manage", Cancel));
        using var removed = await manager.SendAsync(
            $"/en/deals/{scan.Slug}/manage",
            "remove-scan",
            ("scan", $"{scan.Id}")
        );
        Assert.Equal($"/en/deals/{scan.Slug}/manage", removed.LeadsTo());
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync(address, Cancel)).StatusCode);
        // The same file again is there already.
        for (var i = 0; i < 2; i++)
            (await manager.SendFileAsync(Page, "scans", ("files", "um-02.pdf", Pdf))).Dispose();
        Assert.Equal(3, await app.WithDbAsync(db => db.DealScans.CountAsync(Cancel)));
    }
}
