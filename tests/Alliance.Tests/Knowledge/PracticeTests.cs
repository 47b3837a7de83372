using System.Net;
using Alliance.Knowledge;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Knowledge;

/// <summary>A practice from its first word to everybody's eyes and back, and who may do that.</summary>
public sealed class PracticeTests
{
    private const string List = "/en/workspace/practices";
    private const string New = List + "/new";
    private const string Deal = "espoo-data-centre-waste-heat-for-district-heating";
    private const string Address = "/en/practices/ring-at-the-door-example";

    private static readonly (string, string)[] Bell =
    [
        ("title", "Ring at the door (example)"),
        ("text", "Letters brought nobody in.\r\n\r\nRinging did."),
        ("kind", "failure"),
        ("problem", "Nobody knew of the deal."),
        ("done", "Letters first, bells then."),
        ("areas", "energy"),
        ("deals", "es-04"),
        ("source-0-url", "https://example.org/bell"),
        ("source-0-publisher", "Example Post (example)"),
        ("source-0-published", "2026-02"),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task It_is_written_published_changed_and_withdrawn_and_keeps_its_address(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        using var small = await app.SignedInAsync("small@example.org", MembershipRole.DealManager, "helsingborg");
        Assert.Contains("Nothing is written here yet", await small.TextAsync(List), StringComparison.Ordinal);
        var edit = await AddAsync(story.ManagerBrowser, Bell);
        Assert.Contains(
            "Ring at the door (example) draft failure",
            await story.ManagerBrowser.TextAsync(List),
            StringComparison.Ordinal
        );
        // As long as it is a draft nobody else reads, finds or counts it.
        using (var hidden = await story.Stranger.GetAsync(Address, Cancel))
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        await SaysAsync(story, "/en/practices?kind=failure", "Ring at the door", false);
        await SaysAsync(story, "/en/deals/" + Deal, "Ring at the door", false);

        using var published = await story.ManagerBrowser.SendAsync(edit, "publish");
        await Forms.LeadsToAsync(published, Address);
        await app.ChangedAsync();
        var page = await story.Stranger.TextAsync(Address);
        foreach (
            var said in (string[])
                [
                    "Failure",
                    "Espoo",
                    "published here on 10 March 2026",
                    "Letters brought nobody in.",
                    "Energy",
                    "Example Post (example)",
                    "February 2026",
                ]
        )
            Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains(
            "/en/deals/" + Deal,
            await story.Stranger.GetStringAsync(Address, Cancel),
            StringComparison.Ordinal
        );
        await SaysAsync(story, "/en/deals/" + Deal, "What was learned from this deal", true);
        foreach (
            var place in (string[])
                [
                    "/en/practices?kind=failure",
                    "/en/practices?city=espoo&area=energy",
                    "/en/practices?q=doors",
                    "/en/search?q=ringing",
                    "/api/v1/practices?kind=failure",
                    "/api/v1/search?q=ringing&kind=practice",
                    "/en/practices.csv?city=espoo&kind=failure",
                ]
        )
            await SaysAsync(story, place, "Ring at the door", true);

        // Another title, the same address.
        using var changed = await story.ManagerBrowser.SendAsync(
            edit,
            "practice",
            ("title", "Ring, do not write (example)"),
            ("deals", "")
        );
        await Forms.LeadsToAsync(changed, edit);
        await app.ChangedAsync();
        await SaysAsync(story, Address, "Ring, do not write", true);
        await SaysAsync(story, "/en/deals/" + Deal, "What was learned from this deal", false);

        using var withdrawn = await story.ManagerBrowser.SendAsync(edit, "withdraw");
        await Forms.LeadsToAsync(withdrawn, edit);
        await app.ChangedAsync();
        foreach (var gone in (string[])[Address, "/api/v1/practices/ring-at-the-door-example"])
        {
            using var answer = await story.Stranger.GetAsync(gone, Cancel);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        await SaysAsync(story, "/en/practices?city=espoo", "Ring, do not write", false);
        await SaysAsync(story, "/en/practices?q=ringing", "Ring, do not write", false);
        await SaysAsync(story, "/en/search?q=ringing", "Ring, do not write", false);
        // What was public once is not thrown away: another one would get its address.
        using var kept = await story.ManagerBrowser.SendAsync(edit, "remove");
        Assert.Contains(
            "was public once",
            Forms.Complaints(await kept.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        var other = await AddAsync(story.ManagerBrowser, Bell);
        using var second = await story.ManagerBrowser.SendAsync(other, "publish");
        await Forms.LeadsToAsync(second, Address + "-2");
        using var again = await story.ManagerBrowser.SendAsync(edit, "publish");
        await Forms.LeadsToAsync(again, Address);
    }

    [Theory, EachDatabase]
    public async Task What_was_collected_becomes_the_city_s_own_when_the_city_changes_it(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        const string page = "/en/practices/breakfast-seminars-by-theme";
        await SaysAsync(story, page, "the city has not confirmed it", true);
        var id = await story.DbAsync(db =>
            db.Practices.Where(p => p.Identifier == "breakfast-seminars-by-theme").Select(p => p.Id).SingleAsync(Cancel)
        );
        using var changed = await story.ManagerBrowser.SendAsync($"{List}/{id}", "practice", ("text", "It was five."));
        await Forms.LeadsToAsync(changed, $"{List}/{id}");
        await app.ChangedAsync();
        await SaysAsync(story, page, "It was five.", true);
        await SaysAsync(story, page, "the city has not confirmed it", false);
        await SaysAsync(story, page, "published here on 10 March 2026", true);
        // Where it was read stays.
        await SaysAsync(story, page, "sustainable-growth-partners-seminars", true);
    }

    [Theory, EachDatabase]
    public async Task A_draft_is_thrown_away(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var edit = await AddAsync(story.ManagerBrowser, Bell);
        using var removed = await story.ManagerBrowser.SendAsync(edit, "remove");
        await Forms.LeadsToAsync(removed, List);
        Assert.False(await story.DbAsync(db => db.Practices.AnyAsync(p => p.Collection == null, Cancel)));
        using var gone = await story.ManagerBrowser.GetAsync(edit, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task What_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        using var refused = await story.ManagerBrowser.SendAsync(
            New,
            "practice",
            ("title", " "),
            ("text", "Kept."),
            ("kind", "lesson"),
            ("areas", "energy"),
            ("source-0-url", "no address"),
            ("source-1-url", "https://example.org/"),
            ("source-1-published", "soon")
        );
        var html = await refused.Content.ReadAsStringAsync(Cancel);
        var complaints = Forms.Complaints(html);
        foreach (
            var said in (string[])["A title is missing", "Write a whole address", "Write a year, a month or a day"]
        )
            Assert.Contains(said, complaints, StringComparison.Ordinal);
        var filled = Forms.Filled(html, "practice").ToLookup(f => f.Key, f => f.Value);
        Assert.Equal("Kept.", filled["text"].Single());
        Assert.Equal("lesson", filled["kind"].Single());
        Assert.Equal(["energy"], filled["areas"]);
        Assert.Equal("no address", filled["source-0-url"].Single());
        Assert.Equal("soon", filled["source-1-published"].Single());

        using var unknown = await story.ManagerBrowser.SendAsync(
            New,
            "practice",
            ("title", "T"),
            ("kind", "miracle"),
            ("areas", "magic"),
            ("deals", "no-such-deal"),
            ("challenges", "espoo.c9")
        );
        Assert.Equal(
            4,
            Forms.Complaints(await unknown.Content.ReadAsStringAsync(Cancel)).Split("Choose one from the list").Length
                - 1
        );
        Assert.Equal(0, await story.DbAsync(db => db.Practices.CountAsync(p => p.Collection == null, Cancel)));

        // A draft may lack its text; what everybody reads may not.
        var edit = await AddAsync(story.ManagerBrowser, [("title", "Short (example)"), ("kind", "lesson")]);
        using var early = await story.ManagerBrowser.SendAsync(edit, "publish");
        Assert.Contains(
            "The text is missing",
            Forms.Complaints(await early.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task It_is_published_with_an_English_summary_by_which_others_choose_it(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var edit = await AddAsync(story.ManagerBrowser, Bell);
        await WordAsync(new LocalText("fi", "Kirjeet eivät auttaneet."));
        using (var refused = await story.ManagerBrowser.SendAsync(edit, "publish"))
            Assert.Contains(
                "An English summary is missing",
                Forms.Complaints(await refused.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
        await WordAsync(
            new LocalText("fi", [new("fi", "Kirjeet eivät auttaneet."), new("en", "Letters did not help.")])
        );
        using var published = await story.ManagerBrowser.SendAsync(edit, "publish");
        await Forms.LeadsToAsync(published, Address);

        Task WordAsync(LocalText text) =>
            app.WithDbAsync(async db =>
            {
                (await db.Practices.SingleAsync(p => p.Collection == null, Cancel)).Text = text;
                await db.SaveChangesAsync(Cancel);
            });
    }

    [Theory, EachDatabase]
    public async Task It_is_translated_and_a_translation_changes_nothing_else(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var edit = await AddAsync(story.ManagerBrowser, Bell);
        using var translated = await story.ManagerBrowser.SendAsync(
            edit + "?in=fi",
            "practice",
            ("title", "Soita ovikelloa (esimerkki)"),
            ("text", "Kirjeet eivät auttaneet.")
        );
        await Forms.LeadsToAsync(translated, edit);
        using var published = await story.ManagerBrowser.SendAsync(edit, "publish");
        await Forms.LeadsToAsync(published, Address);
        await app.ChangedAsync();
        var finnish = await story.Stranger.TextAsync(Address.Replace("/en/", "/fi/", StringComparison.Ordinal));
        foreach (var said in (string[])["Soita ovikelloa (esimerkki)", "Kirjeet eivät auttaneet.", "epäonnistuminen"])
            Assert.Contains(said, finnish, StringComparison.OrdinalIgnoreCase);
        var stored = await story.DbAsync(db => db.Practices.SingleAsync(p => p.Collection == null, Cancel));
        Assert.Equal("en", stored.Language);
        Assert.Equal(["es-04"], stored.Deals);
        Assert.Equal("https://example.org/bell", stored.Sources.Single().Url);
    }

    [Theory, EachDatabase]
    public async Task Of_two_who_change_the_same_one_holds_and_the_other_sees_what_stands_there(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var edit = await AddAsync(story.ManagerBrowser, Bell);
        var read = await story.ManagerBrowser.GetStringAsync(edit, Cancel);
        using var first = await story.ManagerBrowser.SendAsync(
            edit,
            read,
            "practice",
            ("title", "Ring first (example)")
        );
        await Forms.LeadsToAsync(first, edit);
        using var second = await story.ManagerBrowser.SendAsync(edit, read, "practice", ("text", "Less."));
        var html = await second.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("at the same moment", html, StringComparison.Ordinal);
        Assert.Contains("Ring first (example)", html, StringComparison.Ordinal);
        Assert.Contains("Less.", html, StringComparison.Ordinal);
        // Nobody publishes what somebody else changed unseen.
        using var unseen = await story.ManagerBrowser.SendAsync(edit, read, "publish");
        Assert.Contains("at the same moment", await unseen.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        // Sent once more, it holds.
        using var again = await story.ManagerBrowser.SendAsync(edit, html, "practice");
        await Forms.LeadsToAsync(again, edit);
        Assert.Equal(
            "Less.",
            $"{await story.DbAsync(db => db.Practices.Where(p => p.Collection == null).Select(p => p.Text).SingleAsync(Cancel))}"
        );

        // Really at once: every form was read before the first was sent.
        var now = await story.ManagerBrowser.GetStringAsync(edit, Cancel);
        var sent = await Task.WhenAll(
            Enumerable
                .Range(1, 4)
                .Select(i => story.ManagerBrowser.SendAsync(edit, now, "practice", ("text", $"Text {i}.")))
        );
        Assert.Single(sent, a => a.LeadsTo() is not null);
        foreach (var answer in sent)
            answer.Dispose();
    }

    [Theory, EachDatabase]
    public async Task Practices_of_one_name_published_at_once_get_an_address_each(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var pages = new List<(string Edit, string Html)>();
        for (var i = 0; i < 4; i++)
        {
            var edit = await AddAsync(story.ManagerBrowser, Bell);
            pages.Add((edit, await story.ManagerBrowser.GetStringAsync(edit, Cancel)));
        }
        var sent = await Task.WhenAll(pages.Select(p => story.ManagerBrowser.SendAsync(p.Edit, p.Html, "publish")));
        Assert.Equal(
            [Address, Address + "-2", Address + "-3", Address + "-4"],
            sent.Select(a => a.LeadsTo()).Order(StringComparer.Ordinal)
        );
        foreach (var answer in sent)
            answer.Dispose();
    }

    [Theory, EachDatabase]
    public async Task Editors_write_managers_publish_and_nobody_else_reads_a_draft(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        using var field = await app.SignedInAsync("field@example.org", MembershipRole.FieldManager, "espoo");
        var edit = await AddAsync(field, Bell);
        using var refused = await field.SendAsync(edit, "publish");
        Assert.Contains("do not allow", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Contains(
            "Letters brought nobody in.",
            await story.ApproverBrowser.TextAsync(edit),
            StringComparison.Ordinal
        );
        using var other = await app.SignedInAsync("other@example.org", MembershipRole.DealManager, "umea");
        using (var hidden = await other.GetAsync(edit, Cancel))
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.DoesNotContain("Ring at the door", await other.TextAsync(List), StringComparison.Ordinal);

        using var published = await story.ManagerBrowser.SendAsync(edit, "publish");
        await Forms.LeadsToAsync(published, Address);
        // What everybody reads changes only by who may publish.
        using var late = await field.SendAsync(edit, "practice", ("title", "Changed"));
        Assert.Contains("do not allow", await late.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        await app.ChangedAsync();
        await SaysAsync(story, Address, "Ring at the door", true);
    }

    [Theory, EachDatabase]
    public async Task What_belongs_to_no_city_needs_a_source_and_a_coordinator(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        using var network = await app.SignedInAsync("network@example.org", MembershipRole.Coordinator);
        var edit = await AddAsync(network, [("title", "Of us all (example)"), ("text", "Words."), ("kind", "lesson")]);
        using var bare = await network.SendAsync(edit, "publish");
        Assert.Contains(
            "needs a source",
            Forms.Complaints(await bare.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        using var sourced = await network.SendAsync(edit, "practice", ("source-0-url", "https://example.org/us"));
        await Forms.LeadsToAsync(sourced, edit);
        using var published = await network.SendAsync(edit, "publish");
        await Forms.LeadsToAsync(published, "/en/practices/of-us-all-example");
        using var hidden = await story.ManagerBrowser.GetAsync(edit, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task The_roadmap_says_what_answers_its_challenge_and_the_practice_says_which(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        const string work = "/en/workspace/roadmap";
        using var begun = await story.ManagerBrowser.SendAsync(work, "start", ("title", "Example roadmap (example)"));
        await Forms.LeadsToAsync(begun, work);
        using var added = await story.ManagerBrowser.SendAsync(work, "parts", ("add", "challenge"));
        var part = added.LeadsTo()!.Split('/')[^1];
        using var named = await story.ManagerBrowser.SendAsync(
            added.LeadsTo()!,
            "edit",
            ($"{part}.title", "Nobody answers letters")
        );
        await Forms.LeadsToAsync(named, work);
        using var shown = await story.ManagerBrowser.SendAsync(work, "publish");
        await Forms.LeadsToAsync(shown, "/en/roadmaps/espoo");

        var challenge = "espoo." + part.Split('.')[1];
        var edit = await AddAsync(story.ManagerBrowser, [.. Bell, ("challenges", challenge)]);
        app.Queries.Clear();
        await story.ManagerBrowser.GetStringAsync("/en/roadmaps/espoo", Cancel);
        var queries = app.Queries.Count;
        using var published = await story.ManagerBrowser.SendAsync(edit, "publish");
        await Forms.LeadsToAsync(published, Address);
        await app.ChangedAsync();
        await SaysAsync(story, Address, "Nobody answers letters", true);
        await SaysAsync(story, "/en/roadmaps/espoo", "Ring at the door", true);
        app.Queries.Clear();
        await story.ManagerBrowser.GetStringAsync("/en/roadmaps/espoo", Cancel);
        Assert.Equal(queries, app.Queries.Count);
    }

    private static async Task<string> AddAsync(HttpClient browser, (string, string)[] fields)
    {
        using var added = await browser.SendAsync(New, "practice", fields);
        return await Forms.LeadsToAsync(added, List + "/");
    }

    private static async Task SaysAsync(Story story, string address, string words, bool yes)
    {
        var said = await story.Stranger.GetStringAsync(address, Cancel);
        // Marked words are cut.
        said = said.Replace("<mark>", "", StringComparison.Ordinal).Replace("</mark>", "", StringComparison.Ordinal);
        if (yes)
            Assert.Contains(words, said, StringComparison.Ordinal);
        else
            Assert.DoesNotContain(words, said, StringComparison.Ordinal);
    }
}
