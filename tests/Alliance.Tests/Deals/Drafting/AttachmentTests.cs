using System.Net;
using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Deals.Drafting;

/// <summary>Files beside a draft: who adds, reads and removes them, and what browsers are told about them.</summary>
public sealed class AttachmentTests
{
    private static readonly byte[] Pdf = [.. "%PDF-1.7 <script>alert(1)</script>"u8];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task What_the_city_adds_its_parties_read_and_nobody_else(DatabaseKind on)
    {
        using var story = await BeginAsync(on);
        await using var app = story.App;
        // A name that would be another file somewhere else, and reads backwards.
        using var added = await AttachAsync(story, "..\\..\\Lageplan \u202EäöÅ\u202C.html", Pdf);
        await Forms.LeadsToAsync(added, story.Draft);
        var talk = await app.LinkInMailAsync(Story.Firm);
        var file = await story.DbAsync(db => db.Attachments.AsNoTracking().SingleAsync(Cancel));
        Assert.Equal(("application/pdf", Pdf.Length), (file.MediaType, file.Content.Length));
        Assert.EndsWith(".html.pdf", file.Name, StringComparison.Ordinal);
        Assert.DoesNotContain(file.Name, c => char.IsControl(c) || c is '\u202E' or '\u202C' or '"' or '/' or '\\');

        foreach (var (browser, page) in (Reader[])[new(story.ManagerBrowser, story.Draft), new(story.Stranger, talk)])
        {
            var html = WebUtility.HtmlDecode(await browser.GetStringAsync(page, Cancel));
            foreach (
                var said in (string[])["Attachments", file.Name, "PDF · 1 kB · 10 March 2026", "not part of the text"]
            )
                Assert.Contains(said, html.Replace('\u00a0', ' '), StringComparison.Ordinal);
            using var answer = await browser.GetAsync($"{page}/files/{file.Id}", Cancel);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(Pdf, await answer.Content.ReadAsByteArrayAsync(Cancel));
            Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
            var disposition = answer.Content.Headers.ContentDisposition!;
            Assert.Equal(("attachment", file.Name), (disposition.DispositionType, disposition.FileNameStar));
            Assert.True(answer.Headers.CacheControl?.NoStore);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.StartsWith(
                "sandbox; default-src 'none'",
                answer.Headers.GetValues("Content-Security-Policy").Single(),
                StringComparison.Ordinal
            );
        }
        // Only the city's people have forms for it.
        Assert.DoesNotContain(
            "value=\"attach\"",
            await story.Stranger.GetStringAsync(talk, Cancel),
            StringComparison.Ordinal
        );

        using var other = await app.SignedInAsync("umea@city.example", MembershipRole.DealManager, "umea");
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(other, $"{story.Draft}/files/{file.Id}"));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(app.Client, $"{story.Draft}/files/{file.Id}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(app.Client, $"/en/talks/0123/files/{file.Id}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(story.Stranger, $"{talk}/files/{file.Id + 1}"));
        // Of another draft, by a link that is good for this one.
        var foreign = await MakingOf(story).AttachAsync(await MakingOf(story).DraftAsync("Other", "Other (example)"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(story.Stranger, $"{talk}/files/{foreign}"));
        Assert.Equal(
            HttpStatusCode.NotFound,
            await StatusAsync(story.ManagerBrowser, $"{story.Draft}/files/{foreign}")
        );

        using var foreignRemoved = await RemoveAsync(story, foreign);
        Assert.Contains(
            "no such file",
            Forms.Complaints(await foreignRemoved.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        using var removed = await RemoveAsync(story, file.Id);
        await Forms.LeadsToAsync(removed, story.Draft);
        Assert.Equal(foreign, await story.DbAsync(db => db.Attachments.Select(a => a.Id).SingleAsync(Cancel)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(story.Stranger, $"{talk}/files/{file.Id}"));
    }

    [Theory, EachDatabase]
    public async Task A_file_that_is_not_taken_says_why_at_its_field(DatabaseKind on)
    {
        using var story = await BeginAsync(on);
        await using var app = story.App;
        byte[] Of(int length) => [.. Pdf, .. new byte[length - Pdf.Length]];
        (byte[] Content, string Said)[] wrong =
        [
            ([], "Es wurde keine Datei gewählt, oder sie ist leer."),
            ([.. "<html>%PDF-"u8], "Das ist kein PDF, PNG oder JPEG."),
            (Of(Attachment.MostBytes + 1), "Die Datei hat mehr als 10\u00a0MB."),
        ];
        var german = story.Draft.Replace("/en/", "/de/", StringComparison.Ordinal);
        foreach (var (content, said) in wrong)
        {
            using var answer = await story.ManagerBrowser.SendFileAsync(
                german,
                "attach",
                ("attachment", "plan.pdf", content)
            );
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var html = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.EndsWith(said, Forms.Complaints(html), StringComparison.Ordinal);
            Assert.Contains("id=\"attachment-error\"", html, StringComparison.Ordinal);
        }
        Assert.Equal(0, await story.DbAsync(db => db.Attachments.CountAsync(Cancel)));
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge,
            await TooMuchAsync(story.ManagerBrowser, story.Draft, Attachment.MostSent + 1)
        );

        // The largest there may be, as a scan of a few pages in colour is.
        using var large = await AttachAsync(story, "plan.pdf", Of(Attachment.MostBytes));
        await Forms.LeadsToAsync(large, story.Draft);
        for (var i = 1; i < KeepAttachment.Most; i++)
            await MakingOf(story).AttachAsync(story.Key);
        using var many = await AttachAsync(story, "plan.pdf", Pdf);
        Assert.Contains(
            "30 files at most",
            Forms.Complaints(await many.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        Assert.Equal(KeepAttachment.Most, await story.DbAsync(db => db.Attachments.CountAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task Beside_a_fixed_text_nothing_changes_and_scans_are_the_citys(DatabaseKind on)
    {
        using var story = await BeginAsync(on);
        await using var app = story.App;
        var file = await MakingOf(story).AttachAsync(story.Key);
        await story.AskForReleaseAsync();
        await story.ReleaseAsync();
        Assert.Equal("draft-is-fixed", await KeepAsync(story));
        Assert.Equal("draft-is-fixed", await RemovedAsync(story, file));
        var sign = await app.LinkInMailAsync(Story.Social);
        var talk = sign[..sign.LastIndexOf('/')];
        // More than a page may be sent otherwise, and a real scan has.
        using var ink = await story.SignByInkAsync("p5", "Sona Social", [.. Pdf, .. new byte[3 * 1024 * 1024]]);
        await Forms.LeadsToAsync(ink, story.Draft + "/sign");
        var scan = await story.DbAsync(db => db.Attachments.Where(a => a.IsScan).Select(a => a.Id).SingleAsync(Cancel));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(story.ManagerBrowser, $"{story.Draft}/files/{scan}"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(story.ApproverBrowser, $"{story.Draft}/files/{scan}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(story.Stranger, $"{talk}/files/{scan}"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(story.Stranger, $"{talk}/files/{file}"));
        Assert.DoesNotContain(
            "signed paper.pdf",
            await story.Stranger.GetStringAsync(talk, Cancel),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "signed paper.pdf",
            await story.ManagerBrowser.GetStringAsync(story.Draft, Cancel),
            StringComparison.Ordinal
        );

        using var back = await story.ManagerBrowser.SendAsync(story.Draft + "/release", "take-back", ("do", "back"));
        await Forms.LeadsToAsync(back, story.Draft);
        Assert.Equal("file-is-signed", await RemovedAsync(story, scan));
        Assert.Null(await RemovedAsync(story, file));
        Assert.Null(await KeepAsync(story));
    }

    /// <summary>Whoever has no account has no business with large requests.</summary>
    [Fact]
    public async Task A_stranger_cannot_send_more_than_a_form()
    {
        await using var app = await TestApp.StartAsync();
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge,
            await TooMuchAsync(app.Client, "/en/talks/0123/sign", 2 * 1024 * 1024)
        );
    }

    [Theory]
    [InlineData("plan.pdf", "application/pdf", "plan.pdf")]
    [InlineData("PLAN.PDF", "application/pdf", "PLAN.pdf")]
    [InlineData("photo.jpeg", "image/jpeg", "photo.jpeg")]
    [InlineData("photo.png", "image/jpeg", "photo.png.jpg")]
    [InlineData("run.exe", "image/png", "run.exe.png")]
    [InlineData("..", "image/png", "file.png")]
    [InlineData("", "image/png", "file.png")]
    [InlineData("/etc/pass\0wd", "application/pdf", "passwd.pdf")]
    public void A_file_is_named_by_what_it_is(string called, string kind, string name)
    {
        Assert.Equal(name, FileKind.FileName(called, kind));
        Assert.Equal(name, FileKind.FileName(name, kind));
        var longest = FileKind.FileName(string.Concat(Enumerable.Repeat("🌳", 200)), kind);
        Assert.InRange(longest.Length, Attachment.NameLength - 1, Attachment.NameLength);
    }

    private static async Task<Story> BeginAsync(DatabaseKind on)
    {
        var story = await Story.BeginAsync(on);
        await story.DraftAsync();
        await story.SendAsync();
        return story;
    }

    private static Task<HttpResponseMessage> AttachAsync(Story story, string name, byte[] content) =>
        story.ManagerBrowser.SendFileAsync(story.Draft, "attach", ("attachment", name, content));

    private static Task<HttpResponseMessage> RemoveAsync(Story story, long file) =>
        story.ManagerBrowser.SendAsync(story.Draft, "remove-file", ("file", $"{file}"));

    private static async Task<string?> KeepAsync(Story story) =>
        await ActAsync(
            story,
            async (door, acts) =>
            {
                using var content = new MemoryStream(Pdf);
                var file = new FormFile(content, 0, content.Length, "attachment", "plan.pdf");
                return (await acts.GetRequiredService<KeepAttachment>().KeepAsync(door, file, Cancel)).Refusal?.Code;
            }
        );

    private static Task<string?> RemovedAsync(Story story, long file) =>
        ActAsync(
            story,
            async (door, acts) =>
                (await acts.GetRequiredService<RemoveAttachment>().RunAsync(door, file, Cancel)).Refusal?.Code
        );

    private static async Task<string?> ActAsync(Story story, Func<Door, IServiceProvider, Task<string?>> act)
    {
        await using var scope = story.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        return await act(new Door(await ManagerAsync(db), story.Key), scope.ServiceProvider);
    }

    private static async Task<Actor> ManagerAsync(AppDb db)
    {
        var member = await db.Memberships.SingleAsync(
            m => m.Role == MembershipRole.DealManager && m.City!.Identifier == "espoo",
            Cancel
        );
        return Making.Everything(member.AccountId, member.CityId!.Value);
    }

    private static Making MakingOf(Story story) => new(story.App, story.DbAsync(ManagerAsync).GetAwaiter().GetResult());

    // Asks first, as programs do that want to read the answer rather than send it all.
    private static async Task<HttpStatusCode> TooMuchAsync(HttpClient browser, string page, int bytes)
    {
        using var whole = new MultipartFormDataContent
        {
            { new ByteArrayContent(new byte[bytes]), "scan", "scan.pdf" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, page) { Content = whole };
        request.Headers.ExpectContinue = true;
        using var answer = await browser.SendAsync(request, Cancel);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(address, Cancel);
        return answer.StatusCode;
    }

    private sealed record Reader(HttpClient Browser, string Page);
}
