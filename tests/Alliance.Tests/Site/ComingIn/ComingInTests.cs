using System.Net;
using System.Text.Json;
using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Site.ComingIn;
using Alliance.Tests.Identity;
using Alliance.Tests.Knowledge;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using static Alliance.Tests.Site.ComingIn.ComingInScene;

namespace Alliance.Tests.Site.ComingIn;

/// <summary>A city asks, a coordinator lets it in, and what it needs to begin is there.</summary>
public sealed class ComingInTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_city_asks_and_has_fields_people_and_a_copied_draft_within_a_quarter_of_an_hour(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        await ReplicationScene.PublishAsync(app);
        using var coordinator = await CoordinatorAsync(app);
        using var stranger = app.NewClient(cookies: true);
        await AskAsync(
            stranger,
            ("origin", "practice:" + ReplicationScene.Practice),
            ("partner", "Example Bakery (example)"),
            ("note", "We have read about it (example).")
        );
        // Nobody is asked before the address is proven, and reading the page does not prove it.
        var link = await app.LinkInMailAsync(Asker, "city-request:");
        Assert.StartsWith("/en/cities/join/confirm?token=", link, StringComparison.Ordinal);
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync(link, Cancel)).StatusCode);
        Assert.Contains(
            "No city has asked yet",
            await coordinator.TextAsync("/en/workspace/city-requests"),
            StringComparison.Ordinal
        );
        using (var confirmed = await stranger.SendAsync(link, "confirm-city"))
            Assert.Contains(
                "Your address is confirmed",
                await confirmed.Content.ReadAsStringAsync(Cancel),
                StringComparison.Ordinal
            );
        using (var twice = await stranger.SendAsync(link, "confirm-city"))
            Assert.Contains(
                Refused(Language.English, "link-not-valid"),
                Forms.Complaints(await twice.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );

        var page = await app.LinkInMailAsync(Coordinator, "city-asked:");
        var shown = await coordinator.TextAsync(page);
        foreach (
            var said in (string[])["Tina Town", Asker, "Warm halls (example)", "Example Bakery", "20,000", "Italy"]
        )
            Assert.Contains(said, shown, StringComparison.Ordinal);
        // The clock moves on by a quarter of an hour, and whatever comes of it has to be there before.
        var before = app.Time.GetUtcNow();
        await ApproveAsync(
            coordinator,
            page,
            ["climate", "energy", "food"],
            ("latitude", "43,9"),
            ("longitude", "11.4")
        );
        app.Time.Advance(TimeSpan.FromMinutes(15));

        Assert.Equal((1, 1, 1, 1), await CountAsync(app));
        await app.WithDbAsync(async db =>
        {
            var city = await db.Cities.AsNoTracking().SingleAsync(c => c.Identifier == "example-town", Cancel);
            Assert.Equal(("Example Town", "it"), ($"{city.Name}", city.Name.Authentic));
            Assert.Equal((43.9, 11.4, 20_000L), (city.Latitude!.Value, city.Longitude!.Value, city.Inhabitants!.Value));
            Assert.Equal(["climate", "energy", "food"], city.ActionFields.Select(f => f.Id).Order());
            Assert.Equal("https://www.town.example/", Assert.Single(city.Sources).Url);
            var draft = await db.Drafts.AsNoTracking().SingleAsync(d => d.CityId == city.Id, Cancel);
            Assert.True(draft.CreatedAt < before.UtcDateTime.AddMinutes(15));
            Assert.Equal(DraftStage.Draft, draft.Stage);
            Assert.Equal(ReplicationScene.Practice, draft.Origin?.Practice);
            Assert.Equal(4, draft.Content.Articles.Count);
            Assert.Contains(draft.Content.Parties, p => p.Name == "Example Bakery (example)");
            // The person has an account, and is kept nowhere else.
            var request = await db.CityRequests.AsNoTracking().SingleAsync(Cancel);
            Assert.Equal((CityRequestState.Approved, (long?)city.Id), (request.State, request.CityId));
            Assert.Equal(
                (null, null, null, null, null),
                (request.PersonName, request.Email, request.Position, request.Note, request.KeepUntil)
            );
        });

        // One mail, whose link leads to the first steps.
        Assert.Equal(
            1,
            await app.WithDbAsync(db =>
                db.Mails.CountAsync(m => m.To == Asker && m.Key.StartsWith("invitation:"), Cancel)
            )
        );
        Assert.Contains(
            "A draft copied from “Warm halls (example)”",
            (await app.MailAsync(Asker, "invitation:")).TextBody,
            StringComparison.Ordinal
        );
        using var tina = app.NewClient(cookies: true);
        using (var entered = await tina.SendAsync(await app.LinkInMailAsync(Asker, "invitation:"), "link"))
            Assert.Equal("/en/workspace/first-steps", entered.LeadsTo());
        var steps = await tina.TextAsync("/en/workspace/first-steps");
        foreach (var said in (string[])["Example Town", "3 fields", "Tina Town", "one draft", "Warm halls (example)"])
            Assert.Contains(said, steps, StringComparison.Ordinal);
        var key = await app.WithDbAsync(db => db.Drafts.Select(d => d.Key).SingleAsync(Cancel));
        Assert.Equal(HttpStatusCode.OK, (await tina.GetAsync("/en/drafts/" + key, Cancel)).StatusCode);
        Assert.Contains(
            "/en/workspace/first-steps",
            await tina.GetStringAsync("/en/workspace", Cancel),
            StringComparison.Ordinal
        );

        // Everybody sees the city: its page, the list, the API, the search.
        await app.ChangedAsync();
        foreach (var where in (string[])["/en/cities", "/en/cities/example-town", "/en/search?q=example+town"])
            Assert.True(
                (await app.Client.GetStringAsync(where, Cancel)).Contains(
                    "cities/example-town",
                    StringComparison.Ordinal
                ),
                where
            );
        using var told = JsonDocument.Parse(await app.Client.GetStringAsync("/api/v1/cities/example-town", Cancel));
        Assert.Equal(20_000, told.RootElement.GetProperty("population").GetProperty("value").GetInt64());
    }

    [Theory, EachDatabase]
    public async Task A_deal_is_copied_too_and_a_city_may_come_in_with_nothing(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var coordinator = await CoordinatorAsync(app);
        var deal = await app.WithDbAsync(db =>
            db.Deals.Where(d => d.Promises > 0).OrderBy(d => d.Id).Select(d => d.Identifier).FirstAsync(Cancel)
        );
        var page = await AskedAsync(app, ("origin", "deal:" + deal), ("partner", "Example Bakery (example)"));
        await ApproveAsync(coordinator, page, ["energy"]);
        Assert.Equal((1, 1, 1, 1), await CountAsync(app));
        var origin = await app.WithDbAsync(db => db.Drafts.Select(d => d.Origin).SingleAsync(Cancel));
        Assert.Equal(deal, origin?.Deal);

        app.Time.Advance(TimeSpan.FromMinutes(11));
        page = await AskedAsync(app, ("city", "Example Town on the Hill"));
        await ApproveAsync(coordinator, page, ["energy"]);
        Assert.Equal((2, 2, 1, 1), await CountAsync(app));
    }

    [Theory, EachDatabase]
    public async Task What_is_wrong_is_said_in_every_language_and_nothing_typed_is_lost(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var stranger = app.NewClient(cookies: true);
        foreach (var language in Language.All)
        foreach (
            var (field, value, code) in ((string, string, string)[])
                [
                    ("city", " ", "name-missing"),
                    ("country", "XX", "unknown-choice"),
                    ("inhabitants", "many", "inhabitants-wrong"),
                    ("website", "town", "website-wrong"),
                    ("website", "javascript://town.example", "website-wrong"),
                    ("languages", "xx", "languages-missing"),
                    ("person", "", "name-missing"),
                    ("origin", "practice:nothing-of-that-name", "origin-not-found"),
                    ("origin", "practice:three-light-promises", "partner-missing"),
                    ("note", new string('x', CityRequest.NoteLength + 1), "text-too-long"),
                    ("consent", "", "keeping-consent-missing"),
                ]
        )
        {
            using var answer = await stranger.SendAsync(
                $"/{language.Code}/cities/join",
                "ask-for-city",
                Typed((field, value))
            );
            var html = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.Contains(Refused(language, code), Forms.Complaints(html), StringComparison.Ordinal);
            Assert.Equal("Climate office", Forms.Filled(html, "ask-for-city").ToDictionary()["position"]);
        }
        using var known = await stranger.SendAsync(Page, "ask-for-city", Typed(("city", "UMEÅ"), ("country", "SE")));
        Assert.Contains(
            Refused(Language.English, "city-known-already", "Umeå"),
            Forms.Complaints(await known.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        Assert.False(await app.WithDbAsync(db => db.CityRequests.AnyAsync(Cancel)));
        Assert.False(await app.WithDbAsync(db => db.Mails.AnyAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task Nobodys_mailbox_is_filled_and_the_answer_is_always_the_same(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var stranger = app.NewClient(cookies: true);
        for (var i = 0; i < 3; i++)
            await AskAsync(stranger, ("city", $"Example Town {i}"));
        Assert.Equal(1, await app.WithDbAsync(db => db.CityRequests.CountAsync(Cancel)));
        for (var i = 0; i < 3; i++)
        {
            app.Time.Advance(TimeSpan.FromMinutes(11));
            await AskAsync(stranger, ("city", $"Example Town {i}"));
        }
        Assert.Equal(2, await app.WithDbAsync(db => db.Mails.CountAsync(m => m.To == Asker, Cancel)));
    }

    private static async Task ApproveAsync(
        HttpClient coordinator,
        string page,
        string[] areas,
        params (string Name, string Value)[] fields
    )
    {
        var html = await coordinator.GetStringAsync(page, Cancel);
        var filled = Forms.Filled(html, "approve-city", fields);
        filled.RemoveAll(f => f.Key == "areas");
        filled.AddRange(areas.Select(a => KeyValuePair.Create("areas", a)));
        using var content = new FormUrlEncodedContent(filled);
        using var approved = await coordinator.PostAsync(page, content, Cancel);
        Assert.Equal("/en/workspace/city-requests", approved.LeadsTo());
    }
}
