using System.Net;
using Alliance.Deals;
using Alliance.Deals.Joining;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Deals.Joining;

/// <summary>Joining a deal by the public form.</summary>
public sealed class JoinTests
{
    private const string Joiner = "joiner@example.org";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_firm_joins_by_a_form_a_mail_and_the_citys_answer(DatabaseKind on)
    {
        var (story, slug) = await JoinStory.BeginAsync(on);
        using var _ = story;
        await using var app = story.App;
        await app.ChangedAsync();
        Assert.Contains(
            $"/en/deals/{slug}/join",
            await app.Client.ReadAsync("/en/deals/" + slug),
            StringComparison.Ordinal
        );

        await story.JoinAsync(slug, Joiner, "", ("value", "12"), ("unit", "trees"), ("when", "2027"));
        Assert.Contains(
            $"/en/deals/{slug}/joinings",
            await story.ManagerBrowser.ReadAsync("/en/workspace"),
            StringComparison.Ordinal
        );
        Assert.Contains("wait", (await app.MailAsync(Story.Manager)).TextBody!, StringComparison.Ordinal);
        Assert.Equal(1, await story.DbAsync(db => db.DealVersions.CountAsync(v => v.Deal!.Slug == slug, Cancel)));
        await story.AcceptAsync(slug, Joiner);

        var (version, deal) = await story.LastAsync(slug);
        Assert.Equal((2, VersionKind.Joined), (version.Number, version.Kind));
        Assert.Contains(
            deal.Parties,
            p => p is { Key: "j1", Role: PartyRole.Joiner, Organisation: "corner-bakery-oy-example" }
        );
        var promise = Assert.Single(deal.Commitments!, c => c.Key == "jc1");
        Assert.Equal(
            (12m, "trees", "2027"),
            (promise.Quantity!.Value, promise.Quantity.Unit, $"{promise.Target!.Date}")
        );
        Assert.Contains(version.Parties, p => p is { Role: PartyRole.Joiner, OrganisationId: not null });
        foreach (var personal in (string[])["Joyce", "@"])
            Assert.DoesNotContain(personal, version.Content, StringComparison.Ordinal);
        Assert.Contains("part of the deal", (await app.MailAsync(Joiner)).TextBody!, StringComparison.Ordinal);
        await app.ChangedAsync();
        var page = await app.Client.ReadAsync("/en/deals/" + slug);
        Assert.Contains("Corner Bakery Oy (example)", page, StringComparison.Ordinal);
        Assert.Contains("We water the trees in front of our shop.", page, StringComparison.Ordinal);
        // The signatures are those of the version that was signed.
        Assert.Contains("Faye Firm", page, StringComparison.Ordinal);
        Assert.Contains(slug, await app.Client.ReadAsync("/en/deals?q=bakery"), StringComparison.Ordinal);
        Assert.Contains(
            "/en/organisations/corner-bakery-oy-example",
            await app.Client.ReadAsync("/en/organisations?q=bakery"),
            StringComparison.Ordinal
        );
        var events = await story.DbAsync(db =>
            db.Outbox.Where(m => m.Kind == DealJoined.Kind).Select(m => m.Payload).ToListAsync(Cancel)
        );
        Assert.Contains("corner-bakery-oy-example", Assert.Single(events), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Residents_groups_and_shy_organisations_join_unnamed(DatabaseKind on)
    {
        var (story, slug) = await JoinStory.BeginAsync(on);
        using var _ = story;
        await using var app = story.App;

        await story.JoinAsync(slug, "r@example.org", "?as=resident");
        await story.JoinAsync(slug, "g@example.org", "?as=group", ("name", "Friends of the Lane"));
        await story.JoinAsync(slug, "o@example.org", "", ("name", "Shy Oy"), ("show-name", ""), ("kind", "company"));
        await story.JoinAsync(slug, "n@example.org", "?as=group", ("name", "Lane Gardeners"), ("show-name", "yes"));
        // A box that is not ticked is not sent at all.
        await story.DbAsync(async db =>
        {
            await db
                .JoinRequests.Where(r => r.ContactEmail == "o@example.org")
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.ShowName, false), Cancel);
            return 0;
        });
        foreach (var email in (string[])["r@example.org", "g@example.org", "o@example.org", "n@example.org"])
            await story.AcceptAsync(slug, email);

        var (version, deal) = await story.LastAsync(slug);
        Assert.Equal(5, version.Number);
        var groups = deal.Parties.FindAll(p => p.Role == PartyRole.Joiner).ConvertAll(p => $"{p.Group!.Name}");
        Assert.Equal(
            ["a resident", "a group of residents", "an organisation that is not named", "Lane Gardeners"],
            groups
        );
        foreach (var hidden in (string[])["Joyce", "Friends of the Lane", "Shy Oy", "example.org"])
            Assert.DoesNotContain(hidden, version.Content, StringComparison.Ordinal);
        await app.ChangedAsync();
        var page = await app.Client.ReadAsync("/de/deals/" + slug);
        Assert.Contains("eine Organisation, die nicht genannt wird", page, StringComparison.Ordinal);
        Assert.Contains("hier beigetreten", page, StringComparison.Ordinal);
        Assert.DoesNotContain("von der Quelle", page, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Only_the_button_behind_the_link_confirms_and_what_nobody_confirms_goes(DatabaseKind on)
    {
        var (story, slug) = await JoinStory.BeginAsync(on);
        using var _ = story;
        await using var app = story.App;
        using var asked = await story.AskAsync(slug, Joiner);
        var link = await app.LinkInMailAsync(Joiner);

        for (var i = 0; i < 3; i++)
            Assert.Contains("not confirmed yet", await app.Client.ReadAsync(link), StringComparison.Ordinal);
        Assert.Equal(JoinState.Unconfirmed, await StateAsync(story));
        Assert.DoesNotContain(
            "joinings",
            await story.ManagerBrowser.ReadAsync("/en/workspace"),
            StringComparison.Ordinal
        );

        for (var i = 0; i < 15; i++)
            app.Time.Advance(TimeSpan.FromDays(1));
        await app.UntilAsync(async db => !await db.JoinRequests.AnyAsync(Cancel), TimeSpan.FromMinutes(1));
        using var gone = await app.Client.GetAsync(link, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task The_same_form_twice_is_one_request_and_pressing_twice_confirms_once(DatabaseKind on)
    {
        var (story, slug) = await JoinStory.BeginAsync(on);
        using var _ = story;
        await using var app = story.App;
        var page = $"/en/deals/{slug}/join";
        var html = await story.Stranger.GetStringAsync(page, Cancel);
        (string, string)[] fields =
        [
            ("name", "Twice Oy"),
            ("action", "We help."),
            ("contact-name", "T"),
            ("contact-email", Joiner),
        ];

        var both = await Task.WhenAll(
            story.Stranger.SendAsync(page, html, "join", fields),
            story.Stranger.SendAsync(page, html, "join", fields)
        );

        foreach (var answer in both)
            await Forms.LeadsToAsync(answer, page + "?sent=1");
        Assert.Equal(1, await story.DbAsync(db => db.JoinRequests.CountAsync(Cancel)));
        Assert.Equal(1, await story.DbAsync(db => db.Mails.CountAsync(m => m.To == Joiner, Cancel)));
        var link = await app.LinkInMailAsync(Joiner);
        var form = await story.Stranger.GetStringAsync(link, Cancel);
        foreach (
            var pressed in await Task.WhenAll(
                story.Stranger.SendAsync(link, form, "confirm-joining"),
                story.Stranger.SendAsync(link, form, "confirm-joining")
            )
        )
            await Forms.LeadsToAsync(pressed, link);
        Assert.Equal(JoinState.Waiting, await StateAsync(story));
        using var back = await story.Stranger.SendAsync(link, "withdraw-joining");
        await Forms.LeadsToAsync(back, "/en/deals/" + slug);
        Assert.Equal(0, await story.DbAsync(db => db.JoinRequests.CountAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task What_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(DatabaseKind on)
    {
        var (story, slug) = await JoinStory.BeginAsync(on);
        using var _ = story;
        await using var app = story.App;

        using var answer = await story.AskAsync(
            slug,
            "nobody",
            "",
            ("name", "Example Works Oy (example)"),
            ("action", "We plant … trees."),
            ("when", "soon")
        );

        var html = await answer.Content.ReadAsStringAsync(Cancel);
        foreach (var said in (string[])["is part of this deal already", "e-mail", "…", "2027-04"])
            Assert.Contains(said, Forms.Complaints(html), StringComparison.Ordinal);
        Assert.Contains("Joyce Joiner", html, StringComparison.Ordinal);
        Assert.Equal(0, await story.DbAsync(db => db.JoinRequests.CountAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task A_deal_that_is_not_open_says_so_and_takes_nobody(DatabaseKind on)
    {
        var (story, slug) = await JoinStory.BeginAsync(on, open: "no");
        using var _ = story;
        await using var app = story.App;
        await app.ChangedAsync();

        Assert.DoesNotContain(
            slug + "/join",
            await app.Client.ReadAsync("/en/deals/" + slug),
            StringComparison.Ordinal
        );
        var page = await app.Client.ReadAsync($"/en/deals/{slug}/join");
        Assert.Contains("not open to joiners", page, StringComparison.Ordinal);
        using var collected = await app.Client.GetAsync("/en/deals/espoo-climate-city-contract/join", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, collected.StatusCode);
        var fields = Forms.Filled(await story.Stranger.GetStringAsync("/en/sign-in", Cancel), "sign-in");
        fields.RemoveAll(f => f.Key == "_handler");
        fields.AddRange([
            new("_handler", "join"),
            new("name", "X"),
            new("action", "We"),
            new("contact-name", "X"),
            new("contact-email", Joiner),
        ]);
        using var sent = await story.Stranger.PostAsync(
            $"/en/deals/{slug}/join",
            new FormUrlEncodedContent(fields),
            Cancel
        );
        Assert.Contains(
            "not open to joiners",
            Forms.Complaints(await sent.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        Assert.Equal(0, await story.DbAsync(db => db.JoinRequests.CountAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task The_city_says_no_with_a_reason(DatabaseKind on)
    {
        var (story, slug) = await JoinStory.BeginAsync(on);
        using var _ = story;
        await using var app = story.App;
        await story.JoinAsync(slug, Joiner);

        using var without = await story.AnswerAsync(slug, Joiner, "refuse");
        Assert.Contains(
            "say why",
            Forms.Complaints(await without.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        using var with = await story.AnswerAsync(slug, Joiner, "refuse", "The street has no tree left to water.");

        await Forms.LeadsToAsync(with, $"/en/deals/{slug}/joinings");
        Assert.Contains("no tree left", (await app.MailAsync(Joiner)).TextBody!, StringComparison.Ordinal);
        Assert.Equal(JoinState.Refused, await StateAsync(story));
        Assert.Equal(1, (await story.LastAsync(slug)).Version.Number);
    }

    [Theory, EachDatabase]
    public async Task A_promise_of_the_deal_to_begin_with_keeps_its_languages_and_takes_the_own_number(DatabaseKind on)
    {
        var (story, slug) = await JoinStory.BeginAsync(on);
        using var _ = story;
        await using var app = story.App;
        var page = $"/en/deals/{slug}/join?promise=c3";
        var html = await story.Stranger.GetStringAsync(page, Cancel);

        using var asked = await story.Stranger.SendAsync(
            page,
            html,
            "join",
            ("name", "Small Garden Ry"),
            ("value", "20"),
            ("contact-name", "G"),
            ("contact-email", Joiner)
        );
        await Forms.LeadsToAsync(asked, $"/en/deals/{slug}/join?sent=1");

        var promise = await story.DbAsync(db => db.JoinRequests.Select(r => r.Promise).SingleAsync(Cancel));
        Assert.Equal(Language.Offered.Count, promise.Action.All.Count);
        Assert.All(promise.Action.All, t => Assert.Contains("20", t.Value, StringComparison.Ordinal));
        Assert.All(promise.Action.All, t => Assert.DoesNotContain("500", t.Value, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("organisation", 11, 4)]
    [InlineData("group", 10, 4)]
    [InlineData("resident", 8, 3)]
    public async Task The_form_is_short(string who, int fields, int needed)
    {
        var (story, slug) = await JoinStory.BeginAsync(DatabaseKind.Sqlite);
        using var _ = story;
        await using var app = story.App;

        var html = await app.Client.GetStringAsync($"/en/deals/{slug}/join?as={who}", Cancel);

        var form = Assert.Single(
            new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html).QuerySelectorAll("form[method=post]")
        );
        Assert.Equal(fields, form.QuerySelectorAll("input:not([type=hidden]), select, textarea").Length);
        // Needed: who, what, and whom to write to; kind and language have an answer already.
        Assert.Equal(needed, form.QuerySelectorAll("[required]").Length);
        Assert.Single(form.QuerySelectorAll("button"));
    }

    [Theory, EachDatabase]
    public async Task Who_joined_is_forgotten_a_year_after_the_deals_end(DatabaseKind on)
    {
        var (story, slug) = await JoinStory.BeginAsync(on);
        using var _ = story;
        await using var app = story.App;
        await story.JoinAsync(slug, Joiner);
        await story.AcceptAsync(slug, Joiner);
        Assert.Equal(
            new DateTime(2030, 12, 31, 0, 0, 0, DateTimeKind.Utc),
            await story.DbAsync(db => db.JoinRequests.Select(r => r.KeepUntil).SingleAsync(Cancel))
        );

        await story.DbAsync(async db =>
        {
            await db.JoinRequests.ExecuteUpdateAsync(
                s => s.SetProperty(r => r.KeepUntil, app.Time.GetUtcNow().UtcDateTime),
                Cancel
            );
            return 0;
        });
        app.Time.Advance(TimeSpan.FromMinutes(2));
        await app.UntilAsync(
            async db => await db.JoinRequests.AnyAsync(r => r.ContactEmail == null && r.KeepUntil == null, Cancel),
            TimeSpan.FromMinutes(1)
        );

        var left = await story.DbAsync(db => db.JoinRequests.SingleAsync(Cancel));
        Assert.Equal(("Corner Bakery Oy (example)", (string?)null), (left.Name, left.ContactName));
    }

    private static Task<JoinState> StateAsync(Story story) =>
        story.DbAsync(db => db.JoinRequests.Select(r => r.State).SingleAsync(Cancel));
}
