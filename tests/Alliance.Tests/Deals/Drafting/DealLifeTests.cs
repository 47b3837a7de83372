using System.Net;
using System.Text.Json;
using Alliance.Deals;
using Alliance.Deals.Documents;
using Alliance.Deals.Drafting;
using Alliance.Deals.Signing;
using Alliance.Platform.Data;
using Alliance.Tests.Deals.Joining;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Deals.Drafting;

/// <summary>The way from the menu to a deal in force, through the pages.</summary>
public sealed class DealLifeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_deal_is_drafted_negotiated_released_signed_and_public(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var before = await app.Client.GetStringAsync("/en/deals", Cancel);

        await story.ConcludeAsync();

        var slug = await story.SlugAsync() ?? "";
        Assert.Equal("espoo-trees-for-example-street", slug);
        await app.ChangedAsync();
        var page = WebUtility.HtmlDecode(await app.Client.GetStringAsync("/en/deals/" + slug, Cancel));
        foreach (
            var said in (string[])
                [
                    "We plant 1,500 trees in Example Street, and replace those that die.",
                    "Example Works Oy (example)",
                    "Example Care (example)",
                    "We water the trees in their first three years.",
                    "signed by code",
                    "signed on paper",
                    "Faye Firm",
                    "in force",
                ]
        )
            Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains("24 deals", WebUtility.HtmlDecode(before), StringComparison.Ordinal);
        Assert.Contains(
            "25 deals",
            WebUtility.HtmlDecode(await app.Client.GetStringAsync("/en/deals", Cancel)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            slug,
            await app.Client.GetStringAsync("/en/deals?q=example+street", Cancel),
            StringComparison.Ordinal
        );
    }

    // What is indexed is the same on both; only here it can be counted.
    [Fact]
    public async Task Its_conclusion_indexes_no_other_deal_of_its_parties()
    {
        using var story = await Story.BeginAsync(DatabaseKind.Postgres);
        await using var app = story.App;
        // What is not there shows what is written.
        await story.DbAsync(db => db.Database.ExecuteSqlAsync($"DELETE FROM deal_terms", Cancel));
        await story.ConcludeAsync();
        var indexed = await story.DbAsync(db =>
            db.Database.SqlQuery<int>($"""SELECT CAST(count(*) AS integer) AS "Value" FROM deal_terms""")
                .SingleAsync(Cancel)
        );
        Assert.Equal(1, indexed);
    }

    [Theory, EachDatabase]
    public async Task What_was_signed_is_the_version_and_the_version_is_the_deal(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludeAsync();

        var version = await story.DbAsync(db =>
            db.DealVersions.Include(v => v.Signatures).SingleAsync(v => v.Kind == VersionKind.Released, Cancel)
        );
        Assert.Equal(VersionDocument.HashOf(version.Content), version.Hash);
        Assert.Equal(3, version.Signatures.Count);
        Assert.All(version.Signatures, s => Assert.Equal(version.Hash, s.Hash));
        // No person, no address: the content can never be made to forget.
        foreach (var personal in (string[])["Faye", "Sona", "@"])
            Assert.DoesNotContain(personal, version.Content, StringComparison.Ordinal);
        var deal = await story.DbAsync(async db =>
            DealDocument.Of(await DealDocuments.Whole(db.Deals.Where(d => d.Id == version.DealId)).SingleAsync(Cancel))
        );
        Assert.Equal(VersionDocument.ContentOf(deal.AsSigned()), version.Content);
        Assert.Equal(DealState.InForce, deal.State);
        Assert.Equal(PartialDate.Parse("2026-03-10"), deal.Agreed);
        using var api = JsonDocument.Parse(
            await app.Client.GetStringAsync($"/api/v1/deals/{deal.Id}/versions/1", Cancel)
        );
        Assert.Equal(3, api.RootElement.GetProperty("signatures").GetArrayLength());
    }

    [Theory, EachDatabase]
    public async Task What_stands_behind_a_deal_is_public_with_it(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.DraftAsync();
        (string Field, string Label, string Text)[] basis =
        [
            ("strategy", "Strategy or plan it serves", "The tree plan 2030"),
            ("decision", "Council decision (date, file number)", "12 January 2026, no. 17"),
            ("departments", "Departments that take part", "Parks, and the office of schools"),
            ("public-money", "Public money in it", "20,000 euros for soil"),
            ("benefits", "Who benefits", "The pupils of Example School"),
            ("missing", "Who should be part of it and is not", "The owner of the car park & its tenants"),
        ];
        using var told = await story.ManagerBrowser.SendAsync(
            story.Draft + "/edit/basis",
            "edit",
            [.. basis.Select(b => ("basis." + b.Field, b.Text))]
        );
        await Forms.LeadsToAsync(told, story.Draft);
        var promises = await story.DbAsync(db => db.Drafts.Select(d => d.Content).SingleAsync(Cancel));
        (string Key, string Code, string Text)[] additional =
        [
            .. promises
                .Promises.Select(p => p.Key)
                .Zip(
                    [
                        ("new", "new: would not happen without this deal"),
                        ("required-by-law", "required by law"),
                        ("brought-forward", "brought forward: was planned for later"),
                    ],
                    (key, said) => (key, said.Item1, said.Item2)
                ),
        ];
        Assert.Equal(3, additional.Length);
        foreach (var (key, code, _) in additional)
        {
            using var said = await story.ManagerBrowser.SendAsync(
                $"{story.Draft}/edit/promise.{key}",
                "edit",
                ($"promise.{key}.additionality", code)
            );
            await Forms.LeadsToAsync(said, story.Draft);
        }
        await story.SendAsync();
        await JoinStory.ConcludeAsync(story);
        var slug = await story.SlugAsync();
        await app.ChangedAsync();

        var page = new HtmlParser().ParseDocument(await app.Client.GetStringAsync("/en/deals/" + slug, Cancel));
        Assert.Equal(
            basis.Select(b => (b.Label, b.Text)),
            page.QuerySelectorAll("section[aria-labelledby=basis] dl > div")
                .Select(d => (d.QuerySelector("dt")!.TextContent.Trim(), d.QuerySelector("dd")!.TextContent.Trim()))
        );
        foreach (var (key, _, text) in additional)
            Assert.Contains(text, page.QuerySelector("#" + key)!.TextContent, StringComparison.Ordinal);
        // What goes onto paper says the same, and readers of another language are told whose words these are.
        var print = await app.Client.ReadAsync($"/en/deals/{slug}/print");
        Assert.All(
            basis.Select(b => b.Text).Concat(additional.Select(a => a.Text)),
            t => Assert.Contains(t, print, StringComparison.Ordinal)
        );
        var german = new HtmlParser().ParseDocument(await app.Client.GetStringAsync("/de/deals/" + slug, Cancel));
        Assert.All(
            german.QuerySelectorAll("section[aria-labelledby=basis] dd"),
            d => Assert.NotNull(d.QuerySelector("[lang=en]"))
        );
        Assert.Contains(
            "gesetzlich",
            german.QuerySelector("#" + additional[1].Key)!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task Nothing_of_a_draft_is_public(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.DraftAsync();
        await story.SendAsync();

        foreach (
            var address in (string[])
                [
                    "/en/deals?q=example",
                    "/en/organisations?q=example",
                    "/api/v1/deals?limit=100",
                    "/api/v1/organisations",
                ]
        )
            Assert.DoesNotContain(
                "Example Works",
                await app.Client.GetStringAsync(address, Cancel),
                StringComparison.Ordinal
            );
        using var strange = await app.Client.GetAsync(story.Draft, Cancel);
        Assert.Equal(HttpStatusCode.Redirect, strange.StatusCode);
        using var other = await app.SignedInAsync(
            "umea@city.example",
            Alliance.Network.MembershipRole.DealManager,
            "umea"
        );
        using var hidden = await other.GetAsync(story.Draft, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Nobody_signs_while_a_point_that_concerns_them_is_open(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.DraftAsync();
        await story.SendAsync();
        await story.AskForReleaseAsync();
        await story.ReleaseAsync();
        var link = await app.LinkInMailAsync(Story.Firm);
        var talk = link[..link.LastIndexOf('/')];
        using var said = await story.Stranger.SendAsync(
            talk,
            "say",
            ("about", "title"),
            ("way", "remark"),
            ("text", "Which street?")
        );
        await Forms.LeadsToAsync(said, talk);

        using var asked = await story.Stranger.SendAsync(link, "sign", ("do", "send:p2"));
        using var signed = await story.Stranger.SendAsync(
            link,
            "sign",
            ("do", "code:p2"),
            ("signer", "Faye"),
            ("code", await story.CodeAsync(Story.Firm))
        );

        Assert.Contains(
            "open points",
            Forms.Complaints(await signed.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        Assert.Equal(0, await story.DbAsync(db => db.Signatures.CountAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task A_text_that_is_taken_back_binds_nobody_and_is_signed_anew(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.DraftAsync();
        await story.SendAsync();
        await story.AskForReleaseAsync();
        await story.ReleaseAsync();
        await story.SignByCodeAsync(Story.Firm, "p2", "Faye Firm");
        var first = await story.DbAsync(db => db.Releases.Select(r => r.Hash).SingleAsync(Cancel));

        using var back = await story.ManagerBrowser.SendAsync(story.Draft + "/release", "take-back", ("do", "back"));
        await Forms.LeadsToAsync(back, story.Draft);
        Assert.Contains("void", (await app.MailAsync(Story.Firm)).TextBody!, StringComparison.Ordinal);
        using var changed = await story.ManagerBrowser.SendAsync(
            story.Draft + "/edit/basics",
            "edit",
            ("title", "Trees for Example Road")
        );
        await Forms.LeadsToAsync(changed, story.Draft);
        await story.AskForReleaseAsync();
        await story.ReleaseAsync();
        var second = await story.DbAsync(db =>
            db.Releases.Where(r => r.VoidAt == null).Select(r => new { r.Hash, r.Number }).SingleAsync(Cancel)
        );
        Assert.NotEqual(first, second.Hash);
        Assert.Equal(2, second.Number);
        // Who still has the old page open cannot sign the new text by it.
        var link = await app.LinkInMailAsync(Story.Firm);
        using var stale = await story.Stranger.SendAsync(
            link,
            "sign",
            ("do", "code:p2"),
            ("hash", first),
            ("signer", "F"),
            ("code", "1")
        );
        Assert.Contains(
            "has changed",
            Forms.Complaints(await stale.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        await story.SignByCodeAsync(Story.Firm, "p2", "Faye Firm");
        Assert.Equal(1, await story.DbAsync(db => db.Signatures.CountAsync(s => s.Release!.VoidAt == null, Cancel)));
    }

    [Theory, EachDatabase]
    public async Task A_deal_for_a_later_day_is_public_from_that_day(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludeAsync(publicFrom: "2026-03-12");
        Assert.Null(await story.SlugAsync());

        for (var i = 0; i < 3; i++)
            app.Time.Advance(TimeSpan.FromDays(1));

        await app.UntilAsync(
            db => db.Drafts.AllAsync(d => d.Stage == DraftStage.Concluded, Cancel),
            TimeSpan.FromMinutes(1)
        );
        Assert.NotNull(await story.SlugAsync());
        // Agreed on the day of the last signature, not on the day it became public.
        Assert.Equal(
            PartialDate.Parse("2026-03-10"),
            await story.DbAsync(db => db.Deals.Where(d => d.State != null).Select(d => d.Agreed).SingleAsync(Cancel))
        );
    }
}
