using System.Net;
using System.Text.Json;
using Alliance.Engagement.Offers;
using Alliance.Platform.Texts;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Alliance.Transparency;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Engagement;

/// <summary>What cities and their organisations offer and look for: who writes, who shows it, to whom, and for how long.</summary>
public sealed class OffersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Nothing_is_shown_before_the_city_says_that_the_organisation_agrees(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var app = scene.App;
        Assert.Contains(
            "Nothing is offered or looked for yet",
            await app.Client.TextAsync("/en/offers"),
            StringComparison.Ordinal
        );
        var page = await OfferScene.WriteAsync(
            scene.Manager,
            "city=espoo",
            "Heat of a data hall (example)",
            ("organisation", "CLC"),
            ("area", "energy"),
            ("quantity", "About 2 MW")
        );
        Assert.Contains(
            "Nothing is shown without the organisation's consent",
            await OfferScene.RefusedAsync(scene.Manager, page, "offer-publish"),
            StringComparison.Ordinal
        );
        await app.SettleAsync();
        Assert.DoesNotContain("data hall", await app.Client.TextAsync("/en/offers"), StringComparison.Ordinal);

        await OfferScene.DoAsync(scene.Manager, page, "offer-publish", page, ("consent", "yes"));
        await app.SettleAsync();
        foreach (var language in Language.All)
            Assert.Contains(
                "data hall",
                await app.Client.TextAsync($"/{language.Code}/offers"),
                StringComparison.Ordinal
            );
        var shown = await app.Client.TextAsync("/en/offers/heat-of-a-data-hall-example");
        foreach (var said in (string[])["CLC", "Espoo", "About 2 MW", "until 30 June 2027", "Ask for an introduction"])
            Assert.Contains(said, shown, StringComparison.Ordinal);
        // Who stated it the city's people and the organisation's read, and nobody else.
        Assert.DoesNotContain("stated", shown, StringComparison.Ordinal);
        foreach (var own in (HttpClient[])[scene.Manager, scene.Firm])
            Assert.Contains("CLC agrees", await own.TextAsync(page), StringComparison.Ordinal);
        using var foreign = await scene.Other.GetAsync(page, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);

        using var json = JsonDocument.Parse(
            await app.Client.GetStringAsync("/api/v1/offers/heat-of-a-data-hall-example", Cancel)
        );
        Assert.Equal("clc", json.RootElement.GetProperty("organisation").GetString());
        foreach (
            var list in (string[])
                ["/api/v1/offers?city=espoo&subject=surplus-heat", "/en/offers.atom", "/de/offers.csv"]
        )
            Assert.Contains("data hall", await app.Client.GetStringAsync(list, Cancel), StringComparison.Ordinal);
        foreach (
            var list in (string[])
                ["/api/v1/offers?kind=need", "/en/offers.atom?city=umea", "/api/v1/offers.csv?area=food"]
        )
            Assert.DoesNotContain("data hall", await app.Client.GetStringAsync(list, Cancel), StringComparison.Ordinal);
        // A text that is missing shows its key in brackets.
        foreach (var language in Language.All)
            Assert.DoesNotContain(
                "[",
                await app.Client.GetStringAsync($"/{language.Code}/offers.csv", Cancel),
                StringComparison.Ordinal
            );
        foreach (var unknown in (string[])["/api/v1/offers?city=atlantis", "/api/v1/offers?after=nothing-like-it"])
        {
            using var misread = await app.Client.GetAsync(unknown, Cancel);
            Assert.Equal(HttpStatusCode.BadRequest, misread.StatusCode);
        }
    }

    [Theory, EachDatabase]
    public async Task After_its_last_day_nobody_else_sees_it(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var app = scene.App;
        var slug = await scene.ShowAsync(scene.Manager, "city=espoo", "Bricks (example)", ("until", "2026-03-11"));
        app.Time.Advance(TimeSpan.FromDays(1));
        await app.ChangedAsync();
        Assert.Contains("Bricks", await app.Client.TextAsync("/en/offers"), StringComparison.Ordinal);
        app.Time.Advance(TimeSpan.FromDays(1));
        await app.ChangedAsync();
        Assert.DoesNotContain("Bricks", await app.Client.TextAsync("/en/offers"), StringComparison.Ordinal);
        foreach (var gone in (string[])[$"/en/offers/{slug}", $"/api/v1/offers/{slug}"])
        {
            using var answer = await app.Client.GetAsync(gone, Cancel);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        foreach (var list in (string[])["/en/offers.atom", "/api/v1/offers", "/sitemap-pages.xml"])
            Assert.DoesNotContain(
                slug,
                await app.Client.GetStringAsync(list, Cancel),
                StringComparison.OrdinalIgnoreCase
            );
    }

    [Theory, EachDatabase]
    public async Task An_organisation_writes_its_own_its_city_shows_it_and_it_takes_it_back(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var app = scene.App;
        var page = await OfferScene.WriteAsync(scene.Firm, "organisation=clc", "Shelves (example)");
        var id = OfferScene.IdOf(page);
        Assert.Equal(
            "clc",
            await app.WithDbAsync(db =>
                db.Offers.Where(o => o.Id == id).Select(o => o.Organisation!.Identifier).SingleAsync(Cancel)
            )
        );
        // Neither shows it itself, nor writes in another's name.
        Assert.Contains(
            "Your roles do not allow this",
            await OfferScene.RefusedAsync(scene.Firm, page, "offer-publish", ("consent", "yes")),
            StringComparison.Ordinal
        );
        using (var foreign = await scene.Firm.GetAsync(OfferScene.Work + "/new?organisation=coompanion", Cancel))
            Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        await OfferScene.DoAsync(scene.Manager, page, "offer-publish", page, ("consent", "yes"));
        // What others see only the city changes.
        Assert.Contains(
            "Your roles do not allow this",
            await OfferScene.RefusedAsync(scene.Firm, page, "offer", OfferScene.Fields("Other shelves (example)")),
            StringComparison.Ordinal
        );
        // The consent was this organisation's.
        Assert.Contains(
            "The organisation agreed to this as it is shown",
            await OfferScene.RefusedAsync(
                scene.Manager,
                page,
                "offer",
                OfferScene.Fields("Shelves (example)", ("organisation", "coompanion"))
            ),
            StringComparison.Ordinal
        );
        await app.SettleAsync();
        Assert.Contains("Shelves", await app.Client.TextAsync("/en/offers"), StringComparison.Ordinal);
        await OfferScene.DoAsync(scene.Firm, page, "offer-close", page, ("outcome", "nothing-came"));
        await app.SettleAsync();
        Assert.DoesNotContain("Shelves", await app.Client.TextAsync("/en/offers"), StringComparison.Ordinal);
        Assert.Contains("Nothing came of it", await scene.Manager.TextAsync(page), StringComparison.Ordinal);
        Assert.Contains(
            "It is not shown",
            await OfferScene.RefusedAsync(scene.Manager, page, "offer-close", ("outcome", "met-here")),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task What_is_for_people_with_an_account_leaves_by_no_door(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var app = scene.App;
        var slug = await scene.ShowAsync(scene.Manager, "city=espoo", "Quiet heat (example)", ("seen-by", "accounts"));
        Assert.Contains("Quiet heat", await scene.Other.TextAsync("/en/offers"), StringComparison.Ordinal);
        Assert.Contains("Quiet heat", await scene.Other.TextAsync("/en/offers/" + slug), StringComparison.Ordinal);
        Assert.DoesNotContain("Quiet heat", await app.Client.TextAsync("/en/offers"), StringComparison.Ordinal);
        foreach (var hidden in (string[])["/en/offers/" + slug, "/api/v1/offers/" + slug])
        {
            using var answer = await app.Client.GetAsync(hidden, Cancel);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        foreach (var list in (string[])["/api/v1/offers", "/en/offers.atom", "/en/offers.csv"])
        foreach (var browser in (HttpClient[])[app.Client, scene.Other])
            Assert.DoesNotContain("Quiet", await browser.GetStringAsync(list, Cancel), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task What_is_wrong_stands_at_its_field(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var said = await OfferScene.RefusedAsync(
            scene.Manager,
            OfferScene.Work + "/new?city=espoo",
            "offer",
            ("title", ""),
            ("text", ""),
            ("organisation", "Nobody of that name"),
            ("until", "soon")
        );
        foreach (
            var wanted in (string[])
                ["A title is missing", "The text is missing", "There is no organisation", "Right would be a day"]
        )
            Assert.Contains(wanted, said, StringComparison.Ordinal);
        foreach (
            var (from, until, wanted) in ((string, string, string)[])
                [
                    ("2026-05-01", "2026-04-30", "before the first"),
                    ("", "2026-03-09", "This day is over"),
                    ("", "2029-03-11", "At most 3 years ahead"),
                ]
        )
            Assert.Contains(
                wanted,
                await OfferScene.RefusedAsync(
                    scene.Manager,
                    OfferScene.Work + "/new?city=espoo",
                    "offer",
                    OfferScene.Fields("Example", ("from", from), ("until", until))
                ),
                StringComparison.Ordinal
            );
        // A translation changes its words alone.
        var page = await OfferScene.WriteAsync(scene.Manager, "city=espoo", "Sand (example)");
        await OfferScene.DoAsync(scene.Manager, page + "?in=fi", "offer", page, ("title", "Hiekkaa (esimerkki)"));
        Assert.Contains(
            "Hiekkaa",
            await scene.Manager.TextAsync(page.Replace("/en/", "/fi/", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
        Assert.Contains("Sand", await scene.Manager.TextAsync(page), StringComparison.Ordinal);
        Assert.Contains(
            "Somebody changed this",
            await OfferScene.RefusedAsync(scene.Manager, page, "offer", OfferScene.Fields("Late", ("turn", "0"))),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task What_matches_stands_beside_with_its_reason(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var app = scene.App;
        var offer = await scene.ShowAsync(
            scene.Manager,
            "city=espoo",
            "Heat of a data hall (example)",
            ("organisation", "CLC"),
            ("area", "energy")
        );
        await scene.ShowAsync(
            scene.Other,
            "city=umea",
            "Far need (example)",
            ("kind", "need"),
            ("area", "energy"),
            ("until", "2026-12-31")
        );
        await scene.ShowAsync(scene.Manager, "city=espoo", "Near need (example)", ("kind", "need"));
        await scene.ShowAsync(
            scene.Other,
            "city=umea",
            "Quiet need (example)",
            ("kind", "need"),
            ("seen-by", "accounts")
        );
        await scene.ShowAsync(scene.Other, "city=umea", "Other need (example)", ("kind", "need"), ("subject", "bids"));
        var page = await app.Client.TextAsync("/en/offers/" + offer);
        var (far, near) = (
            page.IndexOf("Far need", StringComparison.Ordinal),
            page.IndexOf("Near need", StringComparison.Ordinal)
        );
        // The same policy area counts more than the same city.
        Assert.True(far > 0 && near > far, page);
        Assert.Contains(
            "Both about surplus heat; both in the policy area Energy;",
            page,
            StringComparison.OrdinalIgnoreCase
        );
        Assert.Contains("both until 31 December 2026", page, StringComparison.Ordinal);
        Assert.Contains("both in Espoo; both until 30 June 2027", page, StringComparison.Ordinal);
        foreach (var hidden in (string[])["Quiet need", "Other need"])
            Assert.DoesNotContain(hidden, page, StringComparison.Ordinal);
        // The other way round, and for whom may see it.
        Assert.Contains(
            "Heat of a data hall",
            await app.Client.TextAsync("/en/offers/far-need-example"),
            StringComparison.Ordinal
        );
        Assert.Contains("Quiet need", await scene.Firm.TextAsync("/en/offers/" + offer), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Pages_follow_each_other_and_ask_as_much_whatever_there_is(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var app = scene.App;
        await MakeAsync(app, 1);
        await scene.Other.GetStringAsync("/en/offers", Cancel);
        var (list, one) = (await CountAsync("/en/offers"), await CountAsync("/en/offers/example-0"));
        await MakeAsync(app, 30);
        Assert.Equal(list, await CountAsync("/en/offers"));
        Assert.Equal(one, await CountAsync("/en/offers/example-0"));

        var seen = new List<string>();
        for (var next = "/api/v1/offers?limit=7"; next is not null; )
        {
            using var json = JsonDocument.Parse(await app.Client.GetStringAsync(next, Cancel));
            Assert.Equal(31, json.RootElement.GetProperty("total").GetInt32());
            seen.AddRange(
                json.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!)
            );
            next = json.RootElement.TryGetProperty("next", out var to) ? to.GetString() : null;
        }
        Assert.Equal(31, seen.Distinct().Count());
        Assert.Equal(31, seen.Count);
        Assert.Contains("example-0", seen[^1], StringComparison.Ordinal);

        async Task<int> CountAsync(string address)
        {
            app.Queries.Clear();
            await scene.Other.GetStringAsync(address, Cancel);
            return app.Queries.Count;
        }
    }

    [Theory, EachDatabase]
    public async Task Only_what_everybody_sees_travels_and_what_was_closed_does_not_come_back(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var app = scene.App;
        var slug = await scene.ShowAsync(
            scene.Manager,
            "city=espoo",
            "Heat of a data hall (example)",
            ("organisation", "CLC"),
            ("area", "energy"),
            ("quantity", "About 2 MW"),
            ("from", "2026-04-01")
        );
        await scene.AskAsync(slug, "We could warm a hall.");
        await OfferScene.WriteAsync(scene.Manager, "city=espoo", "In work (example)");
        await scene.ShowAsync(scene.Manager, "city=espoo", "Quiet (example)", ("seen-by", "accounts"));
        var files = await RoundTrip.AssertSameBytesAsync(app, on);
        var line = files["offers.jsonl"].TrimEnd('\n');
        Assert.Equal(
            """{"id":"heat-of-a-data-hall-example","kind":"offer","subject":"surplus-heat","title":{"authentic":"en","en":"Heat of a data hall (example)"},"text":{"authentic":"en","en":"Warmth all year (example)."},"city":"espoo","until":"2027-06-30","publishedAt":"2026-03-10T09:00:00Z","organisation":"clc","area":"energy","quantity":{"authentic":"en","en":"About 2 MW"},"from":"2026-04-01"}""",
            line
        );
        foreach (var text in files.Values)
        foreach (var kept in (string[])["warm a hall", "In work", "Quiet (example)", OfferScene.Espoo])
            Assert.DoesNotContain(kept, text, StringComparison.Ordinal);

        // Another file changes it; who stated the consent stays.
        Assert.Empty(await ImportAsync(app, line.Replace("About 2 MW", "About 3 MW", StringComparison.Ordinal)));
        await app.SettleAsync();
        Assert.Contains("About 3 MW", await app.Client.TextAsync("/en/offers/" + slug), StringComparison.Ordinal);
        Assert.True(
            await app.WithDbAsync(db => db.Offers.AnyAsync(o => o.Identifier == slug && o.ConsentById != null, Cancel))
        );
        Assert.Equal(
            ["unknown-reference"],
            await ImportAsync(app, line.Replace("\"clc\"", "\"nobody\"", StringComparison.Ordinal))
        );
        Assert.Equal(
            ["offer-contradicts"],
            await ImportAsync(app, line.Replace("2026-04-01", "2028-04-01", StringComparison.Ordinal))
        );
        Assert.Equal(
            ["recorded-later"],
            await ImportAsync(app, line.Replace("2026-03-10T09", "2026-03-12T09", StringComparison.Ordinal))
        );
        await app.WithDbAsync(db =>
            db.Offers.Where(o => o.Identifier == slug)
                .ExecuteUpdateAsync(u => u.SetProperty(o => o.State, OfferState.Closed), Cancel)
        );
        Assert.Equal(["offer-not-public"], await ImportAsync(app, line));
    }

    [Theory, EachDatabase]
    public async Task With_the_account_goes_who_stated_asked_and_answered(DatabaseKind on)
    {
        await using var scene = await OfferScene.BeginAsync(on);
        var app = scene.App;
        var slug = await scene.ShowAsync(
            scene.Manager,
            "city=espoo",
            "Heat of a data hall (example)",
            ("organisation", "CLC")
        );
        var asked = await scene.AskAsync(slug);
        await OfferScene.DoAsync(scene.Manager, asked, "introduction-agree", asked);
        var own = await scene.Manager.GetStringAsync("/en/account/data.json", Cancel);
        Assert.Contains(slug, own, StringComparison.Ordinal);
        Assert.Contains(
            "We could warm a hall",
            await scene.Other.GetStringAsync("/en/account/data.json", Cancel),
            StringComparison.Ordinal
        );
        foreach (var browser in (HttpClient[])[scene.Manager, scene.Other])
        {
            using var gone = await browser.SendAsync("/en/account", "delete", ("sure", "yes"));
            Assert.Equal(HttpStatusCode.Redirect, gone.StatusCode);
        }
        var introduction = await scene.IntroductionAsync(asked);
        Assert.Null(introduction.AskedById);
        Assert.Null(introduction.AnsweredById);
        Assert.True(
            await app.WithDbAsync(db =>
                db.Offers.AnyAsync(o => o.Identifier == slug && o.ConsentById == null && o.ConsentAt != null, Cancel)
            )
        );
    }

    private static Task MakeAsync(TestApp app, int count) =>
        app.WithDbAsync(async db =>
        {
            var now = app.Time.GetUtcNow().UtcDateTime;
            var there = await db.Offers.CountAsync(Cancel);
            var city = await db.Cities.Where(c => c.Identifier == "espoo").Select(c => c.Id).SingleAsync(Cancel);
            for (var n = there; n < there + count; n++)
                db.Offers.Add(
                    new Offer
                    {
                        Identifier = $"example-{n}",
                        Kind = n % 2 == 0 ? OfferKind.Offer : OfferKind.Need,
                        Subject = OfferSubject.Materials,
                        Title = new LocalText("en", $"Example {n}"),
                        Text = new LocalText("en", "Words."),
                        CityId = city,
                        Until = new DateOnly(2026, 12, 31),
                        State = OfferState.Open,
                        PublishedAt = now.AddMinutes(n / 2),
                        ChangedAt = now,
                    }
                );
            await db.SaveChangesAsync(Cancel);
        });

    private static async Task<IReadOnlyList<string>> ImportAsync(TestApp app, string line)
    {
        var folder = Directory.CreateDirectory(Path.Combine(app.Database.Folder, "in")).FullName;
        var file = Path.Combine(folder, "offers.jsonl");
        await File.WriteAllTextAsync(file, line + "\n", Cancel);
        return await app.WithDbAsync(async db =>
        {
            var result = await new ImportPackage(db, app.Time).RunAsync([file], dryRun: false);
            return (IReadOnlyList<string>)[.. result.Problems.Select(p => p.Code)];
        });
    }
}
