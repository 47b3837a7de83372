using System.Net;
using System.Text.Json;
using Alliance.Deals;
using Alliance.Knowledge.Jobs;
using Alliance.Network;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Knowledge;

/// <summary>What a practice tells beside its title: cost, results and parts; reviews by other cities; and whether it still holds.</summary>
public sealed class PracticeDetailsTests
{
    private const string List = "/en/workspace/practices";
    private const string New = List + "/new";
    private const string Address = "/en/practices/warm-halls-example";

    private static readonly (string, string)[] Whole =
    [
        ("title", "Warm halls (example)"),
        ("text", "Heat one hall, not five."),
        ("kind", "good-practice"),
        ("areas", "energy"),
        ("deals", "es-04"),
        ("problem", "Five halls were heated and empty."),
        ("done", "One stays warm, the others rest."),
        ("by", "Fortum\nExample Halls (example)"),
        ("cost-money", "12,500"),
        ("cost-currency", "eur"),
        ("cost-person-months", "2.5"),
        ("cost-months", "7"),
        ("went-wrong", "Two clubs left."),
        ("advice", "Ask the clubs first."),
        ("result-0-was", ""),
        ("result-0-text", "less heat"),
        ("result-0-value", "40"),
        ("result-0-unit", "percent"),
        ("result-0-trust", "evidence-attached"),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task It_is_told_split_published_translated_and_goes_out_the_same(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var edit = await AddAsync(story.ManagerBrowser, [.. Whole, .. Parts(3)]);
        using (var few = await story.ManagerBrowser.SendAsync(edit, "publish"))
            Assert.Contains(
                "from 4 to 10",
                WebUtility.HtmlDecode(await few.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
        // Pressing a button beside a row stores nothing and keeps what is typed.
        using (
            var moved = await story.ManagerBrowser.SendAsync(
                edit,
                "practice",
                ("advice", "Unsaved"),
                ("do", "component-2-up")
            )
        )
        {
            var html = await moved.Content.ReadAsStringAsync(Cancel);
            Assert.Contains("Unsaved", html, StringComparison.Ordinal);
            Assert.True(
                html.IndexOf("Part c (example)", StringComparison.Ordinal)
                    < html.IndexOf("Part b (example)", StringComparison.Ordinal)
            );
            using var saved = await story.ManagerBrowser.SendAsync(
                edit,
                html,
                "practice",
                ("advice", "Ask the clubs first.")
            );
            await Forms.LeadsToAsync(saved, edit);
        }
        using (var added = await story.ManagerBrowser.SendAsync(edit, "practice", ("do", "component-add")))
        {
            var html = await added.Content.ReadAsStringAsync(Cancel);
            using var saved = await story.ManagerBrowser.SendAsync(
                edit,
                html,
                "practice",
                ("component-3-title", "Part d (example)"),
                ("component-3-importance", "low")
            );
            await Forms.LeadsToAsync(saved, edit);
        }
        using (var published = await story.ManagerBrowser.SendAsync(edit, "publish"))
            await Forms.LeadsToAsync(published, Address);
        await app.ChangedAsync();
        var page = await story.Stranger.TextAsync(Address);
        foreach (
            var said in (string[])
                [
                    "Five halls were heated and empty.",
                    "One stays warm",
                    "Example Halls (example)",
                    "12,500",
                    "less heat",
                    "With evidence",
                    "Two clubs left.",
                    "Part d (example)",
                    "A key",
                    "Permits",
                    "Last checked by its city on 10 March 2026",
                ]
        )
            Assert.Contains(said, page, StringComparison.Ordinal);
        using (var json = JsonDocument.Parse(await story.Stranger.GetStringAsync("/api/v1" + Address[3..], Cancel)))
        {
            var keys = json
                .RootElement.GetProperty("components")
                .EnumerateArray()
                .Select(c => c.GetProperty("key").GetString());
            Assert.Equal(["k1", "k3", "k2", "k4"], keys);
            Assert.Equal(12500, json.RootElement.GetProperty("cost").GetProperty("money").GetDecimal());
        }
        foreach (
            var found in (string[])
                ["?cost=middle", "?staff=low", "?size=large", "?q=clubs", "?cost=middle&size=large&q=halls"]
        )
            Assert.Contains(
                "Warm halls",
                await story.Stranger.TextAsync("/en/practices" + found),
                StringComparison.Ordinal
            );
        foreach (var other in (string[])["?cost=high", "?staff=high", "?size=smallest"])
            Assert.DoesNotContain(
                "Warm halls",
                await story.Stranger.TextAsync("/en/practices" + other),
                StringComparison.Ordinal
            );
        var beside = await story.Stranger.TextAsync(
            "/en/practices/compare?ids=warm-halls-example&ids=breakfast-seminars-by-theme"
        );
        Assert.Contains("Ask the clubs first.", beside, StringComparison.Ordinal);

        // A translation has words alone, and the keys stay.
        using (
            var translated = await story.ManagerBrowser.SendAsync(
                edit + "?in=fi",
                "practice",
                ("title", "Lämpimät hallit (esimerkki)"),
                ("problem", "Viisi hallia lämpimänä ja tyhjänä."),
                ("component-0-title", "Osa a (esimerkki)")
            )
        )
            await Forms.LeadsToAsync(translated, edit);
        await app.ChangedAsync();
        var finnish = await story.Stranger.TextAsync("/fi/practices/warm-halls-example");
        foreach (var said in (string[])["Viisi hallia", "Osa a (esimerkki)", "Ask the clubs first."])
            Assert.Contains(said, finnish, StringComparison.Ordinal);
        // What everybody reads is not emptied.
        using (var emptied = await story.ManagerBrowser.SendAsync(edit, "practice", ("problem", "")))
            Assert.Equal(HttpStatusCode.OK, emptied.StatusCode);
        var files = await RoundTrip.AssertSameBytesAsync(app, on);
        Assert.Contains("\"wentWrong\"", files["practices.jsonl"], StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Money_is_told_in_its_own_currency_and_the_choice_by_cost_says_how_it_sorts(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var edit = await AddAsync(
            story.ManagerBrowser,
            [
                .. Whole.Where(f => f.Item1 is not ("cost-money" or "cost-currency")),
                ("cost-money", "450,000"),
                ("cost-currency", "pln"),
            ]
        );
        using (var published = await story.ManagerBrowser.SendAsync(edit, "publish"))
            await Forms.LeadsToAsync(published, Address);
        await app.ChangedAsync();
        Assert.Contains("450,000 PLN", await story.Stranger.TextAsync(Address), StringComparison.Ordinal);
        var high = await story.Stranger.TextAsync("/en/practices?cost=high");
        Assert.Contains("Warm halls", high, StringComparison.Ordinal);
        Assert.Contains("one euro = 10", high, StringComparison.Ordinal);
        Assert.DoesNotContain("one euro =", await story.Stranger.TextAsync("/en/practices"), StringComparison.Ordinal);
        await RoundTrip.AssertSameBytesAsync(app, on);
    }

    [Theory, EachDatabase]
    public async Task A_city_s_own_says_what_it_was_about_before_everybody_reads_it(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var edit = await AddAsync(
            story.ManagerBrowser,
            [("title", "Bare (example)"), ("text", "Words."), ("kind", "lesson")]
        );
        using var bare = await story.ManagerBrowser.SendAsync(edit, "publish");
        Assert.Equal(HttpStatusCode.OK, bare.StatusCode);
        // What is wrong is said where it is, and nothing is lost.
        using var wrong = await story.ManagerBrowser.SendAsync(
            edit,
            "practice",
            ("problem", "Kept while wrong"),
            ("cost-money", "much"),
            ("cost-currency", "gold"),
            ("result-0-was", ""),
            ("result-0-text", ""),
            ("result-0-value", "3"),
            ("result-0-trust", "sworn"),
            ("result-0-promise", "es-01/c1"),
            ("component-0-key", ""),
            ("component-0-text", "No name")
        );
        var html = await wrong.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("Kept while wrong", html, StringComparison.Ordinal);
        foreach (
            var field in (string[])
                [
                    "cost-money",
                    "cost-currency",
                    "result-0-text",
                    "result-0-trust",
                    "result-0-promise",
                    "component-0-title",
                ]
        )
            Assert.Contains($"{field}-error", html, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Another_city_reviews_it_and_its_own_confirms_it(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        using var umea = await app.SignedInAsync("umea@example.org", MembershipRole.DealManager, "umea");
        var edit = await AddAsync(story.ManagerBrowser, Whole);
        var review = edit + "/review";
        using (var unseen = await umea.GetAsync(review, Cancel))
            Assert.Equal(HttpStatusCode.NotFound, unseen.StatusCode);
        using (var published = await story.ManagerBrowser.SendAsync(edit, "publish"))
            await Forms.LeadsToAsync(published, Address);
        using (var own = await story.ManagerBrowser.GetAsync(review, Cancel))
            Assert.Equal(HttpStatusCode.NotFound, own.StatusCode);

        using (var asked = await story.ManagerBrowser.SendAsync(edit, "ask-review", ("reviewer", "umea")))
            await Forms.LeadsToAsync(asked, edit);
        Assert.Contains(review[3..], (await app.MailAsync("umea@example.org")).TextBody!, StringComparison.Ordinal);
        using (var again = await story.ManagerBrowser.SendAsync(edit, "ask-review", ("reviewer", "umea")))
            Assert.Contains(
                "asked about this practice",
                Forms.Complaints(await again.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );

        var read = await umea.GetStringAsync(review, Cancel);
        using (
            var sent = await umea.SendAsync(
                review,
                read,
                "review",
                ("is-clear", "yes"),
                ("is-true", "partly"),
                ("remark", "With us three clubs left.")
            )
        )
            await Forms.LeadsToAsync(sent, Address);
        await app.ChangedAsync();
        var page = await story.Stranger.TextAsync(Address);
        Assert.Contains("Reviewed by Umeå on 10 March 2026: clear, partly true.", page, StringComparison.Ordinal);
        Assert.Contains("With us three clubs left.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("earlier text", page, StringComparison.Ordinal);
        await RoundTrip.AssertSameBytesAsync(app, on);

        // Written anew: what was read before is not reviewed now, and an older review says so.
        using (var changed = await story.ManagerBrowser.SendAsync(edit, "practice", ("advice", "Ask everybody first.")))
            await Forms.LeadsToAsync(changed, edit);
        using (var late = await umea.SendAsync(review, read, "review", ("is-clear", "no"), ("is-true", "no")))
            Assert.Equal(HttpStatusCode.OK, late.StatusCode);
        await app.ChangedAsync();
        Assert.Contains("earlier text", await story.Stranger.TextAsync(Address), StringComparison.Ordinal);

        await app.StopWorkAsync();
        var told = new List<int>();
        foreach (var days in (int[])[729, 1, 10, 172, 30])
        {
            app.Time.Advance(TimeSpan.FromDays(days));
            // Twice, as on two nodes.
            for (var node = 0; node < 2; node++)
            {
                using var scope = app.Services.CreateScope();
                await RemindOfPractices.RunAsync(scope.ServiceProvider, Cancel);
            }
            told.Add(
                await story.DbAsync(db =>
                    db.Mails.CountAsync(m => m.To == Story.Manager && m.Key.StartsWith("practices-old:"), Cancel)
                )
            );
        }
        Assert.Equal([0, 1, 1, 2, 2], told);
    }

    [Theory, EachDatabase]
    public async Task It_begins_with_what_a_deal_says(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var slug = await story.DbAsync(db =>
            db.Deals.Where(d => d.Identifier == "es-04").Select(d => d.Slug).SingleAsync(Cancel)
        );
        var begun = $"{New}?city=espoo&deal={slug}";
        using var saved = await story.ManagerBrowser.SendAsync(begun, "practice", ("problem", "Cold halls."));
        var edit = await Forms.LeadsToAsync(saved, List + "/");
        var practice = await story.DbAsync(db => db.Practices.OrderByDescending(p => p.Id).FirstAsync(Cancel));
        Assert.Equal(["es-04"], practice.Deals);
        Assert.NotNull(practice.Text);
        Assert.NotNull(practice.Told.Done);
        Assert.NotEmpty(practice.Told.By!);
        using var published = await story.ManagerBrowser.SendAsync(edit, "publish");
        Assert.Equal(HttpStatusCode.Redirect, published.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task A_deal_that_is_over_leads_its_city_s_people_to_writing_it_down(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        using var umea = await app.SignedInAsync("umea@example.org", MembershipRole.DealManager, "umea");
        const string slug = "espoo-data-centre-waste-heat-for-district-heating";
        const string page = "/en/deals/" + slug;
        await DeliverAsync(Delivery.Running);
        foreach (var place in (string[])[page, page + "/manage"])
            Assert.False(await LeadsAsync(story.ManagerBrowser, place, slug));
        await DeliverAsync(Delivery.Done);
        foreach (var place in (string[])[page, page + "/manage"])
            Assert.True(await LeadsAsync(story.ManagerBrowser, place, slug));
        foreach (var other in (HttpClient[])[story.ApproverBrowser, umea, story.Stranger])
            Assert.False(await LeadsAsync(other, page, slug));

        // So does one that was concluded here, once it has ended.
        await story.ConcludeAsync();
        var own = (await story.SlugAsync())!;
        var manage = $"/en/deals/{own}/manage";
        Assert.False(await LeadsAsync(story.ManagerBrowser, manage, own));
        using (var ended = await story.ManagerBrowser.SendAsync(manage, "end-deal", ("how", ""), ("note", "All done.")))
            await Forms.LeadsToAsync(ended, "/en/deals/" + own);
        foreach (var place in (string[])[$"/en/deals/{own}", manage])
            Assert.True(await LeadsAsync(story.ManagerBrowser, place, own));
        Assert.Contains(
            "The fields are filled with what the deal says.",
            await story.ManagerBrowser.TextAsync($"{New}?city=espoo&deal={own}"),
            StringComparison.Ordinal
        );

        Task<int> DeliverAsync(Delivery delivery) =>
            story.DbAsync(db =>
                db.Deals.Where(d => d.Identifier == "es-04")
                    .ExecuteUpdateAsync(u => u.SetProperty(d => d.Delivery, delivery), Cancel)
            );
        static async Task<bool> LeadsAsync(HttpClient browser, string place, string deal) =>
            WebUtility
                .HtmlDecode(await browser.GetStringAsync(place, Cancel))
                .Contains($"\"{New}?city=espoo&deal={deal}\"", StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_review_is_of_all_that_was_said_and_of_nobody_who_works_for_the_city(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        using var umea = await app.SignedInAsync("umea@example.org", MembershipRole.DealManager, "umea");
        var edit = await AddAsync(story.ManagerBrowser, Whole);
        using (var published = await story.ManagerBrowser.SendAsync(edit, "publish"))
            await Forms.LeadsToAsync(published, Address);
        using (var sent = await umea.SendAsync(edit + "/review", "review", ("is-clear", "yes"), ("is-true", "yes")))
            await Forms.LeadsToAsync(sent, Address);
        foreach (
            var (field, value) in ((string, string)[])
                [
                    ("kind", "failure"),
                    ("cost-money", "9"),
                    ("by", "Somebody else (example)"),
                    ("result-0-trust", "declared"),
                    ("went-wrong", ""),
                ]
        )
        {
            var state = await StateAsync();
            using (var changed = await story.ManagerBrowser.SendAsync(edit, "practice", (field, value)))
                await Forms.LeadsToAsync(changed, edit);
            Assert.NotEqual(state, await StateAsync());
        }
        await app.ChangedAsync();
        Assert.Contains("earlier text", await story.Stranger.TextAsync(Address), StringComparison.Ordinal);

        // Who also works for the practice's own city vouches for nobody else's.
        await story.DbAsync(async db =>
        {
            var account = await db
                .Accounts.Where(a => a.Email == "umea@example.org")
                .Select(a => a.Id)
                .SingleAsync(Cancel);
            var espoo = await db.Cities.Where(c => c.Identifier == "espoo").Select(c => c.Id).SingleAsync(Cancel);
            db.Memberships.Add(
                new Membership
                {
                    AccountId = account,
                    CityId = espoo,
                    Role = MembershipRole.DealManager,
                    Since = app.Time.GetUtcNow().UtcDateTime,
                }
            );
            return await db.SaveChangesAsync(Cancel);
        });
        using var own = await umea.GetAsync(edit + "/review", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, own.StatusCode);

        Task<string> StateAsync() =>
            story.DbAsync(async db =>
                Alliance.Knowledge.Reviews.PracticeReview.StateOf(
                    await db.Practices.SingleAsync(p => p.Identifier == "warm-halls-example", Cancel)
                )
            );
    }

    [Theory, EachDatabase]
    public async Task Nobody_vouches_for_what_a_city_writes_about_itself(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var edit = await AddAsync(story.ManagerBrowser, Whole);
        foreach (var level in (string[])["checked", "assured"])
        {
            using var claimed = await story.ManagerBrowser.SendAsync(edit, "practice", ("result-0-trust", level));
            Assert.Contains(
                "Nobody else vouches",
                WebUtility.HtmlDecode(await claimed.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
        }
    }

    [Theory, EachDatabase]
    public async Task A_translation_stays_with_its_part_wherever_that_moves(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var edit = await AddAsync(story.ManagerBrowser, [.. Whole, .. Parts(4)]);
        var finnish = await story.ManagerBrowser.GetStringAsync(edit + "?in=fi", Cancel);
        // Somebody else moves a part while the form is open.
        using (var moved = await story.ManagerBrowser.SendAsync(edit, "practice", ("do", "component-0-down")))
        using (
            var saved = await story.ManagerBrowser.SendAsync(
                edit,
                await moved.Content.ReadAsStringAsync(Cancel),
                "practice"
            )
        )
            await Forms.LeadsToAsync(saved, edit);
        using var late = await story.ManagerBrowser.SendAsync(
            edit + "?in=fi",
            finnish,
            "practice",
            ("component-0-title", "Osa a (esimerkki)"),
            ("result-0-text", "vähemmän lämpöä")
        );
        var again = await late.Content.ReadAsStringAsync(Cancel);
        using (var kept = await story.ManagerBrowser.SendAsync(edit + "?in=fi", again, "practice"))
            await Forms.LeadsToAsync(kept, edit);
        var told = (await story.DbAsync(db => db.Practices.OrderByDescending(p => p.Id).FirstAsync(Cancel))).Told;
        var part = told.Components!.Single(c => c.Title.All.Any(t => t.Value == "Osa a (esimerkki)"));
        Assert.Equal(("k1", "Part a (example)"), (part.Key, $"{part.Title}"));
        Assert.Equal("k2", told.Components![0].Key);
        Assert.Contains(told.Results![0].Text.All, t => t.Value == "vähemmän lämpöä");
    }

    private static IEnumerable<(string, string)> Parts(int count) =>
        Enumerable
            .Range(0, count)
            .SelectMany(i =>
                ((string, string)[])
                    [
                        ($"component-{i}-key", ""),
                        ($"component-{i}-title", $"Part {(char)('a' + i)} (example)"),
                        ($"component-{i}-importance", "high"),
                        ($"component-{i}-enablers", "A key\nA caretaker"),
                        ($"component-{i}-obstacles", "permits"),
                    ]
            );

    private static async Task<string> AddAsync(HttpClient browser, (string, string)[] fields)
    {
        using var added = await browser.SendAsync(New, "practice", fields);
        return await Forms.LeadsToAsync(added, List + "/");
    }
}
