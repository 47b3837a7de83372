using System.Net;
using Alliance.Deals;
using Alliance.Deals.Documents;
using Alliance.Deals.Joining;
using Alliance.Network;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Deals.Joining;

/// <summary>A deal that others may join, and how they do, through the pages.</summary>
internal static class JoinStory
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The deal of <see cref="Story"/>, open to joiners and in force.</summary>
    public static async Task<(Story Story, string Slug)> BeginAsync(DatabaseKind on, string open = "yes")
    {
        var story = await Story.BeginAsync(on);
        await story.DraftAsync();
        using var opened = await story.ManagerBrowser.SendAsync(
            story.Draft + "/edit/basics",
            "edit",
            ("open-to-join", open),
            ("end", "2029")
        );
        await Forms.LeadsToAsync(opened, story.Draft);
        await story.SendAsync();
        await ConcludeAsync(story);
        return (story, (await story.SlugAsync())!);
    }

    /// <summary>From a draft that is complete to a version in force.</summary>
    public static async Task ConcludeAsync(Story story)
    {
        await story.AskForReleaseAsync();
        await story.ReleaseAsync();
        await story.SignByCodeAsync(Story.Firm, "p2", "Faye Firm");
        using var ink = await story.SignByInkAsync("p5", "Sona Social", "%PDF-1.7 example"u8.ToArray());
        await Forms.LeadsToAsync(ink, story.Draft + "/sign");
        await story.SignForCityAsync();
    }

    /// <summary>Sends the form.</summary>
    public static Task<HttpResponseMessage> AskAsync(
        this Story story,
        string slug,
        string email,
        string query = "",
        params (string, string)[] fields
    ) =>
        story.Stranger.SendAsync(
            $"/en/deals/{slug}/join{query}",
            "join",
            [
                ("name", "Corner Bakery Oy (example)"),
                ("action", "We water the trees in front of our shop."),
                ("contact-name", "Joyce Joiner"),
                ("contact-email", email),
                .. fields,
            ]
        );

    /// <summary>Sends the form and confirms by the mail.</summary>
    public static async Task JoinAsync(
        this Story story,
        string slug,
        string email,
        string query = "",
        params (string, string)[] fields
    )
    {
        using var asked = await story.AskAsync(slug, email, query, fields);
        await Forms.LeadsToAsync(asked, $"/en/deals/{slug}/join?sent=1");
        var link = await story.App.LinkInMailAsync(email);
        using var confirmed = await story.Stranger.SendAsync(link, "confirm-joining");
        await Forms.LeadsToAsync(confirmed, link);
    }

    /// <summary>Answers one form's requests, all of them.</summary>
    public static async Task<HttpResponseMessage> AnswerAsync(
        this Story story,
        string slug,
        string email,
        string way = "accept",
        string reason = "",
        HttpClient? browser = null
    )
    {
        browser ??= story.ManagerBrowser;
        var page = $"/en/deals/{slug}/joinings";
        var html = await browser.GetStringAsync(page, Cancel);
        var first = await story.DbAsync(db => db.JoinRequests.FirstAsync(r => r.ContactEmail == email, Cancel));
        var all = await story.DbAsync(db =>
            db.JoinRequests.Where(r => r.Submission == first.Submission).Select(r => r.Id).ToListAsync(Cancel)
        );
        var fields = Forms.Filled(html, "answer-joinings", ("do", $"{way}:{first.Submission}"));
        fields.RemoveAll(f => f.Key == "joining" || f.Key == $"reason-{first.Id}");
        fields.AddRange(all.Select(id => KeyValuePair.Create("joining", $"{id}")));
        fields.Add(new($"reason-{first.Id}", reason));
        return await browser.PostAsync(page, new FormUrlEncodedContent(fields), Cancel);
    }

    public static async Task AcceptAsync(this Story story, string slug, string email)
    {
        using var accepted = await story.AnswerAsync(slug, email);
        await Forms.LeadsToAsync(accepted, $"/en/deals/{slug}/joinings");
        // Whoever joined is told once the log holds it.
        await story.App.SettleAsync();
    }

    /// <summary>The last version, after a look whether it is exactly today's deal.</summary>
    public static async Task<(DealVersion Version, DealDocument Deal)> LastAsync(this Story story, string slug)
    {
        var version = await story.DbAsync(db =>
            db.DealVersions.Include(v => v.Parties)
                .Where(v => v.Deal!.Slug == slug)
                .OrderBy(v => v.Number)
                .LastAsync(Cancel)
        );
        var deal = await story.DbAsync(async db =>
            DealDocument.Of(await DealDocuments.Whole(db.Deals.Where(d => d.Slug == slug)).SingleAsync(Cancel))
        );
        Assert.Equal(VersionDocument.HashOf(version.Content), version.Hash);
        Assert.Equal(VersionDocument.ContentOf(deal.AsSigned()), version.Content);
        return (version, deal);
    }

    public static async Task<string> ReadAsync(this HttpClient browser, string page) =>
        WebUtility.HtmlDecode(await browser.GetStringAsync(page, Cancel));

    /// <summary>Somebody who acts for an association of the register.</summary>
    public static async Task<(HttpClient Browser, string Association)> AssociationAsync(this Story story, string email)
    {
        var browser = await story.App.SignedInAsync(email, MembershipRole.Observer, "umea");
        var name = await story.DbAsync(async db =>
        {
            var account = await db.Accounts.SingleAsync(a => a.Email == email, Cancel);
            var association = new Organisation
            {
                Identifier = "example-chamber",
                Name = "Example Chamber (example)",
                Kind = OrganisationKind.SmeAssociation,
            };
            db.Organisations.Add(association);
            await db.SaveChangesAsync(Cancel);
            db.Memberships.Add(
                new Membership
                {
                    AccountId = account.Id,
                    Role = MembershipRole.Representative,
                    OrganisationId = association.Id,
                    Since = story.App.Time.GetUtcNow().UtcDateTime,
                }
            );
            await db.SaveChangesAsync(Cancel);
            return association.Name;
        });
        return (browser, name);
    }
}
