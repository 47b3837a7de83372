using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Alliance.Monitoring;
using Alliance.Monitoring.EvidenceFiles;
using Alliance.Network;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Monitoring;

/// <summary>A file as evidence: kept beside the promise, public, and never run by a browser.</summary>
public sealed class EvidenceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly (string, string)[] Trees =
    [
        ("year", "2025"),
        ("value", "400"),
        ("span", "during"),
        ("method", "measured"),
        ("source", "Counted by the gardeners."),
    ];

    private static byte[] Pdf(string text = "bills") => Encoding.UTF8.GetBytes("%PDF-1.7 " + text);

    [Theory, EachDatabase]
    public async Task A_file_becomes_the_evidence_of_a_number_and_is_handed_out_to_be_stored(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludedAsync();
        var slug = await story.SlugAsync();
        var page = $"/en/deals/{slug}/promises/c3/measure";
        using var firm = await story.FirmAsync();
        using var sent = await firm.SendFileAsync(page, "measure", ("file", "../Bills <2025>.html", Pdf()), Trees);
        await Forms.LeadsToAsync(sent, $"/en/deals/{slug}/progress");

        var hash = Convert.ToHexStringLower(SHA256.HashData(Pdf()));
        var measured = await story.DbAsync(db => db.Measurements.AsNoTracking().SingleAsync(Cancel));
        Assert.Equal(
            (TrustLevel.EvidenceAttached, new Uri(app.Address, $"/evidence/{hash}").ToString()),
            (measured.Trust, measured.Evidence)
        );
        await app.ChangedAsync();
        Assert.Contains(
            $"/evidence/{hash}",
            await story.Stranger.GetStringAsync($"/en/deals/{slug}/progress", Cancel),
            StringComparison.Ordinal
        );
        // For everybody; and a browser shows and runs nothing of it.
        using var given = await app.Client.GetAsync($"/evidence/{hash}", Cancel);
        Assert.Equal(Pdf(), await given.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal("application/pdf", given.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", given.Content.Headers.ContentDisposition!.DispositionType);
        Assert.EndsWith(".pdf", given.Content.Headers.ContentDisposition.FileName!.Trim('"'), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(given.Headers.GetValues("X-Content-Type-Options")));
        Assert.StartsWith(
            "sandbox; default-src 'none'",
            Assert.Single(given.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal
        );
        using var missing = await app.Client.GetAsync($"/evidence/{new string('0', 64)}", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);

        // A correction keeps the file, or brings another one in its place; the first one stays where it is.
        using (
            await firm.SendFileAsync(
                page + "?corrects=2025",
                "measure",
                ("file", "anew.csv", "tree;count\noak;390\n"u8.ToArray()),
                ("value", "390"),
                ("reason", "Counted anew.")
            )
        ) { }
        Assert.Equal(2, await story.DbAsync(db => db.EvidenceFiles.CountAsync(Cancel)));
        Assert.Equal(
            2,
            await story.DbAsync(db => db.Measurements.Select(m => m.Evidence).Distinct().CountAsync(Cancel))
        );
        // The same bills for another period are kept once.
        using (await firm.SendFileAsync(page, "measure", ("file", "again.pdf", Pdf()), [.. Trees, ("year", "2024")]))
        { }
        Assert.Equal(3, await story.DbAsync(db => db.Measurements.CountAsync(Cancel)));
        Assert.Equal(2, await story.DbAsync(db => db.EvidenceFiles.CountAsync(Cancel)));
        await RoundTrip.AssertSameBytesAsync(app, on);

        // It showed what nobody should read: the city takes it away, and the number stays.
        Assert.True(
            Forms
                .Named(await firm.GetStringAsync(page, Cancel), "remove-evidence")
                .ParentElement!.HasAttribute("hidden")
        );
        var id = await story.DbAsync(db =>
            db.EvidenceFiles.Where(f => f.Hash == hash).Select(f => f.Id).SingleAsync(Cancel)
        );
        using var removed = await story.ManagerBrowser.SendAsync(page, "remove-evidence", ("evidence", $"{id}"));
        await Forms.LeadsToAsync(removed, page);
        using var gone = await app.Client.GetAsync($"/evidence/{hash}", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal(3, await story.DbAsync(db => db.Measurements.CountAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task What_stands_beside_two_promises_goes_from_one_or_from_both_and_readers_are_told(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludedAsync();
        var slug = await story.SlugAsync();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Pdf()));
        await GiveAsync("c3", "2025");
        await GiveAsync("c6", "2025");
        Assert.Equal((2, 0), await ShownAsync());
        // One that stands nowhere else is removed, and that is all.
        await GiveAsync("c3", "2024", "other");
        Assert.Equal(1, Buttons(await story.ManagerBrowser.GetStringAsync(Page("c3"), Cancel), "everywhere"));
        Assert.Equal(2, Buttons(await story.ManagerBrowser.GetStringAsync(Page("c3"), Cancel), "evidence"));

        // A mistake of one promise is no reason to take it from the other.
        await RemoveAsync("c3", "evidence");
        Assert.Equal((1, 1), await ShownAsync());
        Assert.Equal(Pdf(), await app.Client.GetByteArrayAsync($"/evidence/{hash}", Cancel));

        // What nobody should read goes from both.
        await GiveAsync("c3", "2023");
        Assert.Equal((3, 0), await ShownAsync());
        await RemoveAsync("c6", "everywhere");
        Assert.Equal((0, 3), await ShownAsync());
        using var gone = await app.Client.GetAsync($"/evidence/{hash}", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal(4, await story.DbAsync(db => db.Measurements.CountAsync(Cancel)));

        string Page(string promise) => $"/en/deals/{slug}/promises/{promise}/measure";

        async Task GiveAsync(string promise, string year, string text = "bills")
        {
            using var sent = await story.ManagerBrowser.SendFileAsync(
                Page(promise),
                "measure",
                ("file", "bills.pdf", Pdf(text)),
                [.. Trees, ("year", year), ("unit", "trees")]
            );
            await Forms.LeadsToAsync(sent, $"/en/deals/{slug}/progress");
        }

        async Task RemoveAsync(string promise, string button)
        {
            var id = await story.DbAsync(db =>
                db.EvidenceFiles.Where(f => f.Hash == hash && f.Commitment == promise)
                    .Select(f => f.Id)
                    .SingleAsync(Cancel)
            );
            using var removed = await story.ManagerBrowser.SendAsync(
                Page(promise),
                "remove-evidence",
                (button, button == "everywhere" ? hash : $"{id}")
            );
            await Forms.LeadsToAsync(removed, Page(promise));
        }

        // Links to the file, and marks in place of one.
        async Task<(int, int)> ShownAsync()
        {
            await app.ChangedAsync();
            var shown = await story.Stranger.GetStringAsync($"/en/deals/{slug}/progress", Cancel);
            return (shown.Split($"/evidence/{hash}\"").Length - 1, shown.Split("File removed").Length - 1);
        }

        static int Buttons(string html, string name) =>
            Forms.Named(html, "remove-evidence").QuerySelectorAll($"button[name={name}]").Length;
    }

    [Theory, EachDatabase]
    public async Task What_another_city_has_given_too_is_taken_from_it_by_an_administrator_alone(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludedAsync();
        var page = $"/en/deals/{await story.SlugAsync()}/promises/c3/measure";
        using var sent = await story.ManagerBrowser.SendFileAsync(
            page,
            "measure",
            ("file", "bills.pdf", Pdf()),
            [.. Trees, ("year", "2025"), ("unit", "trees")]
        );
        await Forms.LeadsToAsync(sent, "/en/deals/");
        var own = await story.DbAsync(db => db.EvidenceFiles.SingleAsync(Cancel));
        var others = await story.DbAsync(async db =>
        {
            var file = new EvidenceFile
            {
                DealId = await db
                    .Deals.Where(d => d.City!.Identifier == "umea")
                    .OrderBy(d => d.Id)
                    .Select(d => d.Id)
                    .FirstAsync(Cancel),
                Commitment = "c1",
                Name = own.Name,
                MediaType = own.MediaType,
                Content = own.Content,
                Hash = own.Hash,
                At = own.At,
            };
            db.EvidenceFiles.Add(file);
            await db.SaveChangesAsync(Cancel);
            return file.Id;
        });
        var html = await story.ManagerBrowser.GetStringAsync(page, Cancel);
        Assert.Empty(Forms.Named(html, "remove-evidence").QuerySelectorAll("button[name=everywhere]"));
        var address = Forms.Named(html, "remove-evidence").QuerySelector("code")!.TextContent;
        using var refused = await story.ManagerBrowser.SendAsync(page, "remove-evidence", ("everywhere", own.Hash));
        Assert.Contains(
            "an administrator can remove it everywhere",
            Forms.Complaints(await refused.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        // Nor by the key of the other's.
        using var foreign = await story.ManagerBrowser.SendAsync(page, "remove-evidence", ("evidence", $"{others}"));
        Assert.Null(foreign.LeadsTo());
        Assert.Equal(2, await story.DbAsync(db => db.EvidenceFiles.CountAsync(Cancel)));

        // The own one it takes away, and the other's stays.
        using var removed = await story.ManagerBrowser.SendAsync(page, "remove-evidence", ("evidence", $"{own.Id}"));
        await Forms.LeadsToAsync(removed, page);
        Assert.Equal(others, await story.DbAsync(db => db.EvidenceFiles.Select(f => f.Id).SingleAsync(Cancel)));
        using var administrator = await app.SignedInAsync("ada@example.org", MembershipRole.Administrator);
        // At the address that the city was told while it still had its own.
        using var everywhere = await administrator.SendAsync(address, "remove-everywhere");
        await Forms.LeadsToAsync(everywhere, "/en/workspace");
        Assert.Equal(0, await story.DbAsync(db => db.EvidenceFiles.CountAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task What_is_no_evidence_is_refused_at_its_field_and_not_kept(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludedAsync();
        var page = $"/en/deals/{await story.SlugAsync()}/promises/c3/measure";
        using var firm = await story.FirmAsync();
        var much = new byte[10 * 1024 * 1024 + 1];
        Pdf().CopyTo(much, 0);
        foreach (
            var (name, content, says) in ((string, byte[], string)[])
                [
                    ("page.pdf", "<script>alert(1)</script>"u8.ToArray(), "no PDF, PNG"),
                    ("page.csv", " <html><script>alert(1)</script>"u8.ToArray(), "no PDF, PNG"),
                    ("table.csv", [0x4d, 0x5a, 0x00, 0x01], "no PDF, PNG"),
                    ("table.txt", "a;b\n"u8.ToArray(), "no PDF, PNG"),
                    ("archive.xlsx", Zip("anything.txt"), "no PDF, PNG"),
                    ("macros.xlsx", Zip("xl/workbook.xml", "xl/vbaProject.bin"), "no PDF, PNG"),
                    ("broken.xlsx", "PK\u0003\u0004"u8.ToArray(), "no PDF, PNG"),
                    ("much.pdf", much, "more than 10 MB"),
                ]
        )
            await AssertRefusedAsync(says, (name, content));
        await AssertRefusedAsync("not both", ("bills.pdf", Pdf()), ("evidence", "https://example.org/bills"));
        // With a number that is wrong nothing is kept.
        await AssertRefusedAsync("Write a number", ("bills.pdf", Pdf()), ("value", "many"));

        using (
            await firm.SendFileAsync(
                page,
                "measure",
                ("file", "table.xlsx", Zip("xl/workbook.xml")),
                [.. Trees, ("year", "2024")]
            )
        ) { }
        Assert.Equal("table.xlsx", await story.DbAsync(db => db.EvidenceFiles.Select(f => f.Name).SingleAsync(Cancel)));
        await app.WithDbAsync(async db =>
        {
            var one = await db.EvidenceFiles.AsNoTracking().SingleAsync(Cancel);
            for (var i = 1; i < EvidenceFile.Most; i++)
                db.EvidenceFiles.Add(
                    new EvidenceFile
                    {
                        DealId = one.DealId,
                        Commitment = one.Commitment,
                        Name = one.Name,
                        MediaType = one.MediaType,
                        Content = one.Content,
                        Hash = $"{i}",
                        At = one.At,
                    }
                );
            await db.SaveChangesAsync(Cancel);
        });
        await AssertRefusedAsync("20 files already", ("bills.pdf", Pdf()));

        async Task AssertRefusedAsync(string says, (string Name, byte[] Content) file, params (string, string)[] typed)
        {
            var before = await story.DbAsync(db => db.EvidenceFiles.CountAsync(Cancel));
            using var sent = await firm.SendFileAsync(
                page,
                "measure",
                ("file", file.Name, file.Content),
                [.. Trees, .. typed]
            );
            Assert.Contains(
                says,
                Forms.Complaints(await sent.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
            Assert.Equal(before, await story.DbAsync(db => db.EvidenceFiles.CountAsync(Cancel)));
        }
    }

    [Theory, EachDatabase]
    public async Task Behind_the_link_of_a_report_a_file_is_enough(DatabaseKind on)
    {
        using var story = await ReportingStory.BeginAsync(on);
        await using var app = story.App;
        await story.ReleaseRequestsAsync();
        var link = await story.LinkAsync(Story.Firm);
        var c3 = await story.QuestionAsync("c3");
        // Longer than a stranger may send anywhere else.
        var scan = Pdf(new string('x', 3 << 20));
        using var wrong = await story.Stranger.SendFileAsync(
            link,
            "report",
            ($"file-{c3}", "report.pdf", "<p>"u8.ToArray())
        );
        Assert.Contains(
            "no PDF, PNG",
            Forms.Complaints(await wrong.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        using var both = await story.Stranger.SendFileAsync(
            link,
            "report",
            ($"file-{c3}", "report.pdf", scan),
            ($"link-{c3}", "https://example.org/report")
        );
        Assert.Contains(
            "not both",
            Forms.Complaints(await both.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        Assert.Equal(0, await story.DbAsync(db => db.EvidenceFiles.CountAsync(Cancel)));
        using var sent = await story.Stranger.SendFileAsync(
            link,
            "report",
            ($"file-{c3}", "report.pdf", scan),
            ($"value-{c3}", "400")
        );
        await Forms.LeadsToAsync(sent, link);
        var hash = Convert.ToHexStringLower(SHA256.HashData(scan));
        var report = await story.DbAsync(db => db.Reports.AsNoTracking().SingleAsync(Cancel));
        Assert.EndsWith($"/evidence/{hash}", report.Link, StringComparison.Ordinal);
        var measured = await story.DbAsync(db => db.Measurements.AsNoTracking().SingleAsync(Cancel));
        Assert.Equal((TrustLevel.EvidenceAttached, report.Link), (measured.Trust, measured.Evidence));
        Assert.Equal(scan, await app.Client.GetByteArrayAsync($"/evidence/{hash}", Cancel));

        // Who holds no link sends nothing long.
        using var content = new MultipartFormDataContent();
        content.Add(new ByteArrayContent(scan), $"file-{c3}", "report.pdf");
        using var refused = await story.Stranger.PostAsync("/en/reports/0123", content, Cancel);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
    }

    private static byte[] Zip(params string[] entries)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create))
            foreach (var entry in entries)
                archive.CreateEntry(entry);
        return file.ToArray();
    }
}
