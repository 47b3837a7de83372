using System.Net;
using Alliance.Deals.Drafting;
using Alliance.Deals.Signing;
using Alliance.Network;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Deals.Drafting;

/// <summary>Nothing typed is lost, whoever else types, however often it is sent.</summary>
public sealed class EditingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Of_two_people_in_one_field_the_later_one_sees_both_texts_and_decides(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.DraftAsync();
        using var colleague = await app.SignedInAsync("field@city.example", MembershipRole.FieldManager, "espoo");
        var page = story.Draft + "/edit/basics";
        var theirs = await colleague.GetStringAsync(page, Cancel);
        using var first = await story.ManagerBrowser.SendAsync(
            page,
            "edit",
            ("title", "Title of the manager"),
            ("summary", "By the manager.")
        );
        await Forms.LeadsToAsync(first, story.Draft);

        using var second = await colleague.SendAsync(
            page,
            theirs,
            "edit",
            ("title", "Title of the colleague"),
            ("start", "2027")
        );

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        var html = WebUtility.HtmlDecode(await second.Content.ReadAsStringAsync(Cancel));
        Assert.Contains("Title of the manager", html, StringComparison.Ordinal);
        Assert.Equal("Title of the colleague", Forms.Filled(html, "edit").ToDictionary()["title"]);
        Assert.Equal("Title of the manager", await TitleAsync(story));
        // Sent again, it holds; what only the manager changed is not undone.
        using var decided = await colleague.SendAsync(page, html, "edit");
        await Forms.LeadsToAsync(decided, story.Draft);
        var content = await story.DbAsync(db => db.Drafts.Select(d => d.Content).SingleAsync(Cancel));
        Assert.Equal("Title of the colleague", content.Title);
        Assert.Equal("By the manager.", content.Summary);
        Assert.Equal(2027, content.Start?.Year);
    }

    [Theory, EachDatabase]
    public async Task What_two_people_change_in_different_fields_is_both_kept(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.DraftAsync();
        using var colleague = await app.SignedInAsync("field@city.example", MembershipRole.FieldManager, "espoo");
        var page = story.Draft + "/edit/basis";
        var (mine, theirs) = (
            await story.ManagerBrowser.GetStringAsync(page, Cancel),
            await colleague.GetStringAsync(page, Cancel)
        );
        using var both = await story.ManagerBrowser.SendAsync(page, mine, "edit", ("basis.strategy", "Climate plan"));
        using var other = await colleague.SendAsync(page, theirs, "edit", ("basis.benefits", "Children"));
        await Forms.LeadsToAsync(other, story.Draft);
        var basis = await story.DbAsync(db => db.Drafts.Select(d => d.Content).SingleAsync(Cancel));
        Assert.Equal(("Climate plan", "Children"), (basis.Basis.Strategy, basis.Basis.Benefits));
    }

    [Theory, EachDatabase]
    public async Task A_wrong_field_is_told_there_and_everything_typed_comes_back(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.DraftAsync();
        var page = story.Draft + "/edit/promise.c3";
        using var answer = await story.ManagerBrowser.SendAsync(
            page,
            "edit",
            ("promise.c3.action", "We plant … more."),
            ("promise.c3.when", "2028-13"),
            ("promise.c3.value", "lots")
        );
        var html = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("a day that exists", Forms.Complaints(html), StringComparison.Ordinal);
        Assert.Contains("Write a number", Forms.Complaints(html), StringComparison.Ordinal);
        var filled = Forms.Filled(html, "edit").ToDictionary();
        Assert.Equal(
            ("We plant … more.", "2028-13", "lots"),
            (filled["promise.c3.action"], filled["promise.c3.when"], filled["promise.c3.value"])
        );
        Assert.Equal(
            1500,
            (await story.DbAsync(db => db.Drafts.Select(d => d.Content).SingleAsync(Cancel))).Promise("c3")!.Value
        );
    }

    [Theory, EachDatabase]
    public async Task A_form_that_is_sent_twice_is_done_once(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var html = await story.ManagerBrowser.GetStringAsync("/en/drafts/new", Cancel);
        (string, string)[] fields =
        [
            ("title", "Twice (example)"),
            ("partner", "Example Twice (example)"),
            ("contact-name", "T"),
            ("contact-email", "t@example.org"),
            ("action", "We do."),
            ("no-date", "yes"),
        ];
        var both = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => story.ManagerBrowser.SendAsync("/en/drafts/new", html, "draft", fields))
        );
        var drafts = both.Select(b => b.LeadsTo()).ToHashSet();
        Assert.StartsWith("/en/drafts/", Assert.Single(drafts), StringComparison.Ordinal);
        Assert.Equal(1, await story.DbAsync(db => db.Drafts.CountAsync(Cancel)));

        var page = drafts.Single()!;
        var talk = await story.ManagerBrowser.GetStringAsync(page, Cancel);
        foreach (
            var said in await Task.WhenAll(
                Enumerable
                    .Range(0, 4)
                    .Select(_ =>
                        story.ManagerBrowser.SendAsync(page, talk, "say", ("text", "Once."), ("way", "remark"))
                    )
            )
        )
            await Forms.LeadsToAsync(said, page);
        Assert.Equal(1, await story.DbAsync(db => db.DraftPoints.CountAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task A_code_is_used_up_by_guessing_also_at_the_same_time(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.DraftAsync();
        await story.AskForReleaseAsync();
        await story.ReleaseAsync();
        var link = await app.LinkInMailAsync(Story.Firm);
        using var asked = await story.Stranger.SendAsync(link, "sign", ("do", "send:p2"));
        var code = await story.CodeAsync(Story.Firm);
        var html = await story.Stranger.GetStringAsync(link, Cancel);
        var wrong = code == "000000" ? "000001" : "000000";
        await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(_ =>
                    story.Stranger.SendAsync(link, html, "sign", ("do", "code:p2"), ("signer", "X"), ("code", wrong))
                )
        );
        using var right = await story.Stranger.SendAsync(
            link,
            html,
            "sign",
            ("do", "code:p2"),
            ("signer", "X"),
            ("code", code)
        );
        Assert.Contains(
            "does not hold any more",
            Forms.Complaints(await right.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        Assert.Equal(0, await story.DbAsync(db => db.Signatures.CountAsync(Cancel)));
        Assert.Equal(
            SigningCode.Tries,
            await story.DbAsync(db => db.SigningCodes.Select(c => c.Wrong).SingleAsync(Cancel))
        );
    }

    [Theory, EachDatabase]
    public async Task A_city_accepts_only_the_ways_it_has_chosen(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.DraftAsync();
        var espoo = await story.DbAsync(db =>
            db.Cities.Where(c => c.Identifier == "espoo").Select(c => c.Id).SingleAsync(Cancel)
        );
        using var chosen = await story.ManagerBrowser.SendAsync(
            "/en/workspace/signing",
            "rules",
            ($"{espoo}:deal", "code")
        );
        await Forms.LeadsToAsync(chosen, "/en/workspace/signing");
        await story.AskForReleaseAsync();
        await story.ReleaseAsync();
        Assert.DoesNotContain(
            "\"ink\"",
            await story.ManagerBrowser.GetStringAsync(story.Draft + "/sign", Cancel),
            StringComparison.Ordinal
        );
        await story.SignByCodeAsync(Story.Firm, "p2", "Faye Firm");
    }

    [Theory, EachDatabase]
    public async Task A_scan_is_what_its_bytes_say_and_nothing_is_half_stored(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.DraftAsync();
        await story.AskForReleaseAsync();
        await story.ReleaseAsync();
        using var html = await story.SignByInkAsync("p2", "Faye", "<html><script>alert(1)</script>"u8.ToArray());
        Assert.Contains("no PDF, PNG or JPEG", await html.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var nameless = await story.SignByInkAsync("p2", "", "%PDF-1.7"u8.ToArray());
        Assert.Equal(HttpStatusCode.OK, nameless.StatusCode);
        Assert.Equal(
            (0, 0),
            await story.DbAsync(async db =>
                (await db.Attachments.CountAsync(Cancel), await db.Signatures.CountAsync(Cancel))
            )
        );
        using var right = await story.SignByInkAsync("p2", "Faye", "%PDF-1.7"u8.ToArray());
        await Forms.LeadsToAsync(right, story.Draft);
        var scan = await story.DbAsync(db => db.Attachments.SingleAsync(Cancel));
        Assert.Equal(("signed paper.pdf", "application/pdf"), (scan.Name, scan.MediaType));
    }

    private static Task<string> TitleAsync(Story story) =>
        story.DbAsync(async db => (await db.Drafts.Select(d => d.Content).SingleAsync(Cancel)).Title);
}
