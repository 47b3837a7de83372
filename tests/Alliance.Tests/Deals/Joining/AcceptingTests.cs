using Alliance.Deals;
using Alliance.Deals.Joining;
using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Deals.Joining;

/// <summary>Accepting joiners: at the same time, beside an amendment, and many for an association.</summary>
public sealed class AcceptingTests
{
    private const string First = "first@example.org";
    private const string Second = "second@example.org";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Two_managers_at_once_make_one_version_for_each_joiner(DatabaseKind on)
    {
        var (story, slug) = await JoinStory.BeginAsync(on);
        using var _ = story;
        await using var app = story.App;
        using var colleague = await app.SignedInAsync("colleague@city.example", MembershipRole.FieldManager, "espoo");
        await story.JoinAsync(slug, First, "", ("name", "First Oy"));
        await story.JoinAsync(slug, Second, "", ("name", "Second Oy"));

        var answers = await Task.WhenAll(
            story.AnswerAsync(slug, First),
            story.AnswerAsync(slug, First, browser: colleague),
            story.AnswerAsync(slug, Second, browser: colleague)
        );

        Assert.Equal(2, answers.Count(a => a.LeadsTo() is not null));
        var (version, deal) = await story.LastAsync(slug);
        Assert.Equal(3, version.Number);
        Assert.Equal(["j1", "j2"], deal.Parties.Where(p => p.Role == PartyRole.Joiner).Select(p => p.Key));
    }

    // What is indexed is the same on both; only here it can be counted.
    [Fact]
    public async Task It_indexes_no_other_deal_of_who_joins()
    {
        var (story, slug) = await JoinStory.BeginAsync(DatabaseKind.Postgres);
        using var _ = story;
        await using var app = story.App;
        // It is named in deals already.
        var known = await story.DbAsync(db =>
            db.Parties.Where(p => p.OrganisationId != null && p.Organisation!.City!.Identifier == "espoo")
                .GroupBy(p => p.Organisation!.Name)
                .Where(g => g.Count() > 1)
                .OrderBy(g => g.Key)
                .Select(g => g.Key)
                .FirstAsync(Cancel)
        );
        await story.JoinAsync(slug, First, "", ("name", known));
        // What is not there shows what is written.
        await story.DbAsync(db => db.Database.ExecuteSqlAsync($"DELETE FROM deal_terms", Cancel));
        using var accepted = await story.AnswerAsync(slug, First);
        Assert.NotNull(accepted.LeadsTo());
        Assert.Equal(
            1,
            await story.DbAsync(db =>
                db.Database.SqlQuery<int>($"""SELECT CAST(count(*) AS integer) AS "Value" FROM deal_terms""")
                    .SingleAsync(Cancel)
            )
        );
    }

    [Theory, EachDatabase]
    public async Task Who_joins_while_the_deal_is_changed_is_in_the_changed_text(DatabaseKind on)
    {
        var (story, slug) = await JoinStory.BeginAsync(on);
        using var _ = story;
        await using var app = story.App;
        await story.JoinAsync(slug, "before@example.org", "?as=resident");
        await story.AcceptAsync(slug, "before@example.org");
        using var begun = await story.ManagerBrowser.SendAsync(
            $"/en/deals/{slug}/manage",
            "begin",
            ("purpose", "amend")
        );
        story.Follow(await Forms.LeadsToAsync(begun, "/en/drafts/"));
        using var changed = await story.ManagerBrowser.SendAsync(
            story.Draft + "/edit/basics",
            "edit",
            ("summary", "More trees than before.")
        );
        await Forms.LeadsToAsync(changed, story.Draft);

        await story.JoinAsync(slug, First, "", ("name", "First Oy"), ("action", "Me kastelemme puut."));
        await story.AcceptAsync(slug, First);
        await story.JoinAsync(slug, Second, "", ("name", "Second Oy"));
        await story.AskForReleaseAsync();
        using var late = await story.AnswerAsync(slug, Second);
        Assert.Contains(
            "being released or signed",
            Forms.Complaints(await late.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        await story.ReleaseAsync();
        await story.SignByCodeAsync(Story.Firm, "p2", "Faye Firm");
        using var ink = await story.SignByInkAsync("p5", "Sona Social", "%PDF-1.7 example"u8.ToArray());
        await story.SignForCityAsync();

        var (version, deal) = await story.LastAsync(slug);
        Assert.Equal((4, VersionKind.Released), (version.Number, version.Kind));
        Assert.Equal("More trees than before.", deal.Summary.ToString());
        Assert.Equal(["j1", "j2"], deal.Parties.Where(p => p.Role == PartyRole.Joiner).Select(p => p.Key));
        Assert.Equal(Language.Offered.Count, deal.Parties.Single(p => p.Key == "j1").Group!.Name.All.Count);
        Assert.Equal("first-oy", deal.Parties.Single(p => p.Key == "j2").Organisation);
        Assert.Contains(deal.Commitments!, c => c.Key == "jc2" && c.Action.ToString() == "Me kastelemme puut.");
        // And goes on from there.
        await story.AcceptAsync(slug, Second);
        var (next, after) = await story.LastAsync(slug);
        Assert.Equal((5, VersionKind.Joined), (next.Number, next.Kind));
        Assert.Contains(after.Parties, p => p.Key == "j3");
    }

    [Theory, EachDatabase]
    public async Task Who_was_taken_out_of_the_changed_text_on_purpose_stays_out(DatabaseKind on)
    {
        var (story, slug) = await JoinStory.BeginAsync(on);
        using var _ = story;
        await using var app = story.App;
        await story.JoinAsync(slug, First, "", ("name", "First Oy"));
        await story.AcceptAsync(slug, First);
        using var begun = await story.ManagerBrowser.SendAsync(
            $"/en/deals/{slug}/manage",
            "begin",
            ("purpose", "amend")
        );
        story.Follow(await Forms.LeadsToAsync(begun, "/en/drafts/"));
        using var removed = await story.ManagerBrowser.SendAsync(
            story.Draft + "/edit/party.j1",
            "remove",
            ("part", "party.j1")
        );
        await Forms.LeadsToAsync(removed, story.Draft);

        await story.AskForReleaseAsync();

        var text = await story.DbAsync(db =>
            db.Releases.OrderByDescending(r => r.Id).Select(r => r.Content).FirstAsync(Cancel)
        );
        Assert.DoesNotContain("first-oy", text, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task An_association_joins_for_its_members_at_once(DatabaseKind on)
    {
        var (story, slug) = await JoinStory.BeginAsync(on);
        using var _ = story;
        await using var app = story.App;
        var (chamber, name) = await story.AssociationAsync("chamber@example.org");
        using var __ = chamber;
        var page = $"/en/deals/{slug}/join/members";
        const string wrong = """
            Name;Kind;Promise;Number;Unit;By when;E-mail
            Alpha Oy;company;We plant a tree.;1;trees;2027;alpha@example.org
            Beta Oy;spaceship;We help.;;;;
            Alpha Oy;company;;two;trees;soon;beta
            Example Works Oy (example);company;We help.;;;;
            """;
        var html = await chamber.GetStringAsync(page, Cancel);
        using var looked = await chamber.SendAsync(page, html, "join-members", ("table", wrong), ("do", "send"));
        var complaints = Forms.Complaints(await looked.Content.ReadAsStringAsync(Cancel));
        foreach (
            var said in (string[])["spaceship", "twice", "What is promised", "number", "2027-04", "beta", "already"]
        )
            Assert.Contains(said, complaints, StringComparison.Ordinal);
        Assert.Equal(0, await story.DbAsync(db => db.JoinRequests.CountAsync(Cancel)));

        // Pasted from a spreadsheet, with the words of the page.
        var rows = string.Join(
            '\n',
            Enumerable
                .Range(1, 120)
                .Select(i => $"Member {i} Oy\tcompany\tWe plant trees.\t{i}\ttrees\t2028\t{(i == 1 ? First : "")}")
        );
        using var preview = await chamber.SendAsync(page, html, "join-members", ("table", rows), ("do", "preview"));
        var shown = await preview.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("Send 120 members", shown, StringComparison.Ordinal);
        Assert.Equal(0, await story.DbAsync(db => db.JoinRequests.CountAsync(Cancel)));
        var twice = await Task.WhenAll(
            chamber.SendAsync(page, shown, "join-members", ("do", "send")),
            chamber.SendAsync(page, shown, "join-members", ("do", "send"))
        );
        foreach (var answer in twice)
            await Forms.LeadsToAsync(answer, "/en/deals/" + slug);
        Assert.Equal(120, await story.DbAsync(db => db.JoinRequests.CountAsync(Cancel)));
        Assert.Contains(
            $"{name} joins for 120 members",
            await story.ManagerBrowser.ReadAsync($"/en/deals/{slug}/joinings"),
            StringComparison.Ordinal
        );

        await story.AcceptAsync(slug, First);

        var (version, deal) = await story.LastAsync(slug);
        Assert.Equal(2, version.Number);
        Assert.Equal(120, deal.Parties.Count(p => p.Role == PartyRole.Joiner && p.Organisation is not null));
        // Both are told once the log holds all of them.
        await JoinedMailTests.AssertCoversAsync(story, "chamber@example.org", 2, "120 of your members are part");
        await JoinedMailTests.AssertCoversAsync(story, First, 2, "part of the deal");
    }

    [Theory, EachDatabase]
    public async Task Nobody_answers_but_the_citys_deal_and_field_managers(DatabaseKind on)
    {
        var (story, slug) = await JoinStory.BeginAsync(on);
        using var _ = story;
        await using var app = story.App;
        await story.JoinAsync(slug, First);
        var page = $"/en/deals/{slug}/joinings";
        var request = await story.DbAsync(db => db.JoinRequests.SingleAsync(Cancel));
        (MembershipRole Role, string? City)[] others =
        [
            (MembershipRole.DealManager, "umea"),
            (MembershipRole.Approver, "espoo"),
            (MembershipRole.Observer, "espoo"),
            (MembershipRole.Coordinator, null),
            (MembershipRole.Administrator, null),
        ];
        foreach (var (role, city) in others)
        {
            using var other = await app.SignedInAsync($"{role}-{city}@example.org", role, city);
            using var shown = await other.GetAsync(page, Cancel);
            Assert.Equal(System.Net.HttpStatusCode.NotFound, shown.StatusCode);
            // With a token of another page.
            var fields = Forms.Filled(await other.GetStringAsync("/en/account", Cancel), "profile");
            fields.RemoveAll(f => f.Key == "_handler");
            fields.Add(new("_handler", "answer-joinings"));
            fields.Add(new("joining", $"{request.Id}"));
            fields.Add(new("do", $"accept:{request.Submission}"));
            using var sent = await other.PostAsync(page, new FormUrlEncodedContent(fields), Cancel);
            Assert.Equal(
                JoinState.Waiting,
                await story.DbAsync(db => db.JoinRequests.Select(r => r.State).SingleAsync(Cancel))
            );
        }
    }

    [Theory, EachDatabase]
    public async Task Only_associations_join_for_others(DatabaseKind on)
    {
        var (story, slug) = await JoinStory.BeginAsync(on);
        using var _ = story;
        await using var app = story.App;

        using var sent = await story.ManagerBrowser.SendAsync(
            $"/en/deals/{slug}/join/members",
            "join-members",
            ("table", "Alpha Oy;company;We help.;;;;"),
            ("do", "send")
        );

        Assert.Contains(
            "do not allow",
            Forms.Complaints(await sent.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        Assert.Equal(0, await story.DbAsync(db => db.JoinRequests.CountAsync(Cancel)));
    }
}
