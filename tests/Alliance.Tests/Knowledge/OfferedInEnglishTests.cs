using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Alliance.Deals.Documents;
using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Site.ComingIn;
using Alliance.Tests.Testing;
using Alliance.Tests.Transparency;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Knowledge;

/// <summary>What is offered for copying has a summary in English; until then no way leads to a copy, and each says why.</summary>
public sealed class OfferedInEnglishTests
{
    private const string English = "We do what we say, and cyclists can too.";
    private const string NotYet = "It cannot be taken over yet: it has no summary in English";

    private static readonly string Missing = ComingInScene.Refused(Language.English, "english-summary-missing");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_deal_is_offered_once_its_city_has_summed_it_up(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var (slug, id) = await ConcludeAsync(app, await Making.OfAsync(app));
        using var umea = await app.SignedInAsync("umea@example.org", MembershipRole.DealManager, "umea");
        await NobodyCopiesAsync(app, umea, "/en/deals/" + slug, "deals", "deal", id);

        // Its manager is told so, and says it; another city's manager has no such page.
        var manage = $"/en/deals/{slug}/manage";
        Assert.Contains(
            "Other cities cannot take this deal over yet",
            await story.ManagerBrowser.TextAsync(manage),
            StringComparison.Ordinal
        );
        using (var foreign = await umea.GetAsync(manage, Cancel))
            Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        foreach (var (typed, why) in ((string, string)[])[(" \r\n ", Missing), (new string('x', 2_001), "too long")])
        {
            using var refused = await story.ManagerBrowser.SendAsync(manage, "summarise", ("english", typed));
            var html = await refused.Content.ReadAsStringAsync(Cancel);
            Assert.Contains(why, Forms.Complaints(html), StringComparison.Ordinal);
            Assert.Equal(
                "true",
                Forms.Named(html, "summarise").QuerySelector("#english")!.GetAttribute("aria-invalid")
            );
        }
        await SummariseAsync(story, slug);
        await app.SettleAsync();

        // Readers in English get it, those of the deal's own language its own words; and it is found.
        var shown = await app.Client.DocumentAsync("/en/deals/" + slug);
        Assert.Equal(English, shown.QuerySelector("p.lead")!.TextContent.Trim());
        Assert.NotNull(shown.QuerySelector($"a[href$='replications/new?deal={id}']"));
        Assert.Contains("translation", shown.QuerySelector(".translation-note")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            "We do what we say.",
            (await app.Client.DocumentAsync("/fi/deals/" + slug)).QuerySelector("p.lead")!.TextContent.Trim()
        );
        Assert.Contains(
            "/en/deals/" + slug,
            await app.Client.GetStringAsync("/en/deals?q=cyclists", Cancel),
            StringComparison.Ordinal
        );
        await StartAsync(umea, id);

        // Nothing of it is signed, and no version came of it.
        var (content, deal) = await app.WithDbAsync(async db =>
            (
                await db.DealVersions.Where(v => v.Deal!.Slug == slug).Select(v => v.Content).SingleAsync(Cancel),
                DealDocument.Of(await DealDocuments.Whole(db.Deals.Where(d => d.Slug == slug)).SingleAsync(Cancel))
            )
        );
        Assert.Equal(content, VersionDocument.ContentOf(deal.AsSigned()));
        Assert.DoesNotContain("cyclists", content, StringComparison.Ordinal);
        var files = await RoundTrip.AssertSameBytesAsync(app, on);
        Assert.Contains($"\"englishSummary\":\"{English}\"", files["deals.jsonl"], StringComparison.Ordinal);
        Assert.DoesNotContain("cyclists", files["versions.jsonl"], StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task It_travels_in_a_package_beside_what_was_signed(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var (slug, id) = await ConcludeAsync(app, await Making.OfAsync(app));
        await SummariseAsync(story, slug);
        await app.SettleAsync();
        var package = await app.Client.GetStringAsync($"/api/v1/deals/{id}/package", Cancel);
        var said = JsonNode.Parse(package)!;
        Assert.Equal(English, (string?)said["englishSummary"]);
        Assert.Null(said["content"]!["englishSummary"]);
        // The log's proof is of the content alone, and holds.
        Assert.NotNull(said["proof"]);

        await using var other = await RealRegister.StartAsync(on);
        using var umea = await other.SignedInAsync("umea@example.org", MembershipRole.DealManager, "umea");
        const string page = "/en/workspace/replications/package";
        using (var taken = await SendAsync(package))
            await Forms.LeadsToAsync(taken, "/en/workspace/replications/");
        var kept = await other.WithDbAsync(db => db.Replications.Select(r => r.Elsewhere).SingleAsync(Cancel));
        Assert.Contains(English, kept!.Content!, StringComparison.Ordinal);
        said["englishSummary"] = "We do something else.";
        using var changed = await SendAsync(said.ToJsonString());
        Assert.Contains(
            "changed after signing, in: englishSummary.",
            WebUtility.HtmlDecode(await changed.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );

        Task<HttpResponseMessage> SendAsync(string file) =>
            umea.SendFileAsync(page, "package", ("file", "example.alliance.json", Encoding.UTF8.GetBytes(file)));
    }

    [Theory, EachDatabase]
    public async Task A_version_with_other_words_needs_another_summary(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var making = await Making.OfAsync(app);
        var (slug, id) = await ConcludeAsync(app, making);
        await SummariseAsync(story, slug);
        // What says the same in short keeps it.
        await AmendAsync("promise.c3", ("promise.c3.action", "We do twice what we said."));
        Assert.Equal(English, await KeptAsync());
        await AmendAsync("basics", ("summary", "We do three times what we said."));
        Assert.Null(await KeptAsync());
        using var package = await app.Client.GetAsync($"/api/v1/deals/{id}/package", Cancel);
        Assert.Equal(HttpStatusCode.Conflict, package.StatusCode);

        async Task AmendAsync(string part, params (string, string)[] fields)
        {
            using var begun = await story.ManagerBrowser.SendAsync(
                $"/en/deals/{slug}/manage",
                "begin",
                ("purpose", "amend")
            );
            var draft = await Forms.LeadsToAsync(begun, "/en/drafts/");
            using var edited = await story.ManagerBrowser.SendAsync($"{draft}/edit/{part}", "edit", fields);
            await Forms.LeadsToAsync(edited, draft);
            var key = draft["/en/drafts/".Length..];
            var release = await making.ReleaseAsync(key);
            await making.SignAsync(key, release, "p1");
            await making.SignAsync(key, release, "p2");
            await app.SettleAsync();
        }

        Task<string?> KeptAsync() =>
            app.WithDbAsync(db =>
                db.Deals.Where(d => d.Slug == slug).Select(d => d.EnglishSummary).SingleAsync(Cancel)
            );
    }

    [Theory, EachDatabase]
    public async Task A_prototype_without_one_does_not_come_in(DatabaseKind on)
    {
        await using var database = await TestDatabase.CreateAsync(on);
        using var package = new TestPackage();
        Change(d =>
        {
            d["prototype"] = true;
            d["summary"] = JsonNode.Parse("""{"authentic":"de","de":"Wärme ohne Kohle (Beispiel)."}""");
        });
        var problem = Assert.Single((await TestPackage.ImportAsync(database, package.Folder)).Problems);
        Assert.Equal(("prototype", "english-summary-missing"), (problem.Field, problem.Code));
        Change(d => d["englishSummary"] = "Heat without coal (example).");
        Assert.Empty((await TestPackage.ImportAsync(database, package.Folder)).Problems);
        // Another translation is no other version; a file without one leaves it.
        Change(d => d["englishSummary"] = "Warmth without coal (example).");
        Assert.Empty((await TestPackage.ImportAsync(database, package.Folder)).Problems);
        Change(d =>
        {
            d.AsObject().Remove("englishSummary");
            d.AsObject().Remove("prototype");
            d["delivery"] = "stopped";
        });
        Assert.Empty((await TestPackage.ImportAsync(database, package.Folder)).Problems);
        await using var db = database.Open();
        var deal = await db.Deals.Include(d => d.Versions).SingleAsync(d => d.Identifier == "ma-11", Cancel);
        Assert.Equal("Warmth without coal (example).", deal.EnglishSummary);
        Assert.Equal([1, 2], deal.Versions.Select(v => v.Number).Order());

        void Change(Action<JsonNode> change) => package.Change("deals.jsonl", "ma-11", change);
    }

    [Theory, EachDatabase]
    public async Task A_published_practice_does_not_lose_its_English_by_editing(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        await ReplicationScene.PublishAsync(app);
        using var umea = await app.SignedInAsync("umea@example.org", MembershipRole.DealManager, "umea");
        var edit =
            "/en/workspace/practices/"
            + await app.WithDbAsync(db =>
                db.Practices.Where(p => p.Identifier == ReplicationScene.Practice).Select(p => p.Id).SingleAsync(Cancel)
            );
        using (var refused = await umea.SendAsync(edit + "?in=en", "practice", ("text", "")))
            Assert.Contains(
                Missing,
                Forms.Complaints(await refused.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
        Assert.Contains("Heat one hall", await TextAsync(), StringComparison.Ordinal);
        using (var other = await umea.SendAsync(edit + "?in=en", "practice", ("text", "Heat one hall of five.")))
            await Forms.LeadsToAsync(other, edit);
        Assert.Contains("Heat one hall of five.", await TextAsync(), StringComparison.Ordinal);

        // One from before is not offered; its own words may be corrected, and with English it is offered again.
        await app.WithDbAsync(async db =>
        {
            var practice = await db.Practices.SingleAsync(p => p.Identifier == ReplicationScene.Practice, Cancel);
            practice.Text = new LocalText("de", "Eine Halle heizen, nicht fünf.");
            await db.SaveChangesAsync(Cancel);
        });
        await app.ChangedAsync();
        using var espoo = await app.SignedInAsync(Story.Manager, MembershipRole.DealManager, "espoo");
        const string id = ReplicationScene.Practice;
        await NobodyCopiesAsync(app, espoo, "/en/practices/" + id, "practices", "practice", id);
        using (var corrected = await umea.SendAsync(edit + "?in=de", "practice", ("text", "Nur eine Halle heizen.")))
            await Forms.LeadsToAsync(corrected, edit);
        using (var summed = await umea.SendAsync(edit + "?in=en", "practice", ("text", "Heat one hall only.")))
            await Forms.LeadsToAsync(summed, edit);
        await ReplicationScene.StartAsync(espoo, "practice=" + id);

        Task<string> TextAsync() =>
            app.WithDbAsync(async db =>
                string.Join(
                    '\n',
                    (
                        await db.Practices.SingleAsync(p => p.Identifier == ReplicationScene.Practice, Cancel)
                    ).Text!.All.Select(t => t.Value)
                )
            );
    }

    // Page, package, act, and the door for cities that come in.
    private static async Task NobodyCopiesAsync(
        TestApp app,
        HttpClient manager,
        string page,
        string list,
        string kind,
        string id
    )
    {
        var shown = await app.Client.DocumentAsync(page);
        Assert.Null(shown.QuerySelector(".taken-over a[href*='replications/new'], .taken-over a[href$='/package']"));
        Assert.Contains(NotYet, shown.QuerySelector(".taken-over")!.TextContent, StringComparison.Ordinal);
        using (var package = await app.Client.GetAsync($"/api/v1/{list}/{id}/package", Cancel))
        {
            Assert.Equal(HttpStatusCode.Conflict, package.StatusCode);
            var why = JsonNode.Parse(await package.Content.ReadAsStringAsync(Cancel))!;
            Assert.Equal("english-summary-missing", (string?)why["code"]);
        }
        var begin = $"/en/workspace/replications/new?{kind}={id}";
        Assert.Contains(NotYet, await manager.TextAsync(begin), StringComparison.Ordinal);
        using (var started = await manager.SendAsync(begin, "start"))
            Assert.Contains(
                Missing,
                Forms.Complaints(await started.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
        using var stranger = app.NewClient(cookies: true);
        using var asked = await stranger.SendAsync(
            ComingInScene.Page,
            "ask-for-city",
            ComingInScene.Typed(("origin", $"{kind}:{id}"), ("partner", "Example Bakery (example)"))
        );
        var html = await asked.Content.ReadAsStringAsync(Cancel);
        Assert.Contains(Missing, Forms.Complaints(html), StringComparison.Ordinal);
        Assert.DoesNotContain($"value=\"{kind}:{id}\"", html, StringComparison.Ordinal);
        Assert.False(await app.WithDbAsync(db => db.Replications.AnyAsync(r => r.Origin == id, Cancel)));
        Assert.False(await app.WithDbAsync(db => db.CityRequests.AnyAsync(Cancel)));
    }

    // In Finnish, by words of its city alone.
    private static async Task<(string Slug, string Id)> ConcludeAsync(TestApp app, Making making)
    {
        var key = await making.ConcludeAsync("Esimerkkisopimus", "Example Partner (example)", Language.Finnish);
        await app.ChangedAsync();
        var deal = await app.WithDbAsync(db =>
            db.Drafts.Where(d => d.Key == key).Select(d => new { d.Deal!.Slug, d.Deal.Identifier }).SingleAsync(Cancel)
        );
        return (deal.Slug, deal.Identifier);
    }

    private static async Task SummariseAsync(Story story, string slug)
    {
        var page = $"/en/deals/{slug}/manage";
        using var said = await story.ManagerBrowser.SendAsync(
            page,
            "summarise",
            ("english", English.Replace(", ", ",\r\n", StringComparison.Ordinal))
        );
        await Forms.LeadsToAsync(said, page);
    }

    private static Task<string> StartAsync(HttpClient manager, string deal) =>
        ReplicationScene.StartAsync(manager, "deal=" + deal);
}
