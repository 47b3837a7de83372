using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals.Joining;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Deals.Drafting;

/// <summary>What a draft must have before it is released: each missing thing is named, on the draft and where release is asked for.</summary>
public sealed class DraftRulesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly (string Code, string[] Values, Func<DraftContent, DraftContent> Remove)[] Removed =
    [
        ("title-missing", [], c => c with { Title = "" }),
        // The city itself cannot be taken out.
        (
            "parties-missing",
            [],
            c =>
                c with
                {
                    Parties =
                    [
                        .. c.Parties.Select(p =>
                            p.Role == PartyRole.Signatory ? p with { Role = PartyRole.Supporter } : p
                        ),
                    ],
                }
        ),
        ("promise-missing", [], c => c with { Promises = [] }),
        ("action-missing", [], c => First(c, p => p with { Action = "" })),
        ("date-missing", [], c => First(c, p => p with { When = null, NoDateYet = false })),
        ("unit-missing", [], c => First(c, p => p with { Unit = null })),
        ("date-and-none", [], c => First(c, p => p with { NoDateYet = true })),
        ("unknown-party", [], c => First(c, p => p with { By = "p99" })),
        ("unknown-party", [], c => First(c, p => p with { With = ["p99"] })),
        (
            "end-before-start",
            ["2028"],
            c => c with { Start = PartialDate.Parse("2028"), End = PartialDate.Parse("2027") }
        ),
    ];

    [Theory, EachDatabase]
    public async Task Each_thing_that_is_missing_is_named_when_release_is_asked_for(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.DraftAsync();
        var whole = await ContentAsync(story);
        foreach (var (code, values, remove) in Removed)
        {
            await WriteAsync(story, remove(whole));
            var said = new Refusal(code, values).In(Language.English);
            Assert.DoesNotContain("refusal.", said, StringComparison.Ordinal);
            Assert.Contains(said, await RefusedAsync(story), StringComparison.Ordinal);
            Assert.Contains(said, await NextAsync(story), StringComparison.Ordinal);
        }
        await WriteAsync(story, whole);

        // A ready sentence with a gap needs its number, and both its people somebody to write to.
        await WriteAsync(story, First(whole, p => p with { Value = null, Unit = null }));
        Assert.Contains("still has “…”", await RefusedAsync(story), StringComparison.Ordinal);
        await WriteAsync(story, whole);
        foreach (
            var (party, name) in ((string, string)[])
                [("p1", whole.Party("p1")!.Name), ("p2", "Example Works Oy (example)")]
        )
        {
            var address = await ContactAsync(story, party, null);
            var said = new Refusal("contact-missing", name).In(Language.English);
            Assert.Contains(said, await RefusedAsync(story), StringComparison.Ordinal);
            Assert.Contains(said, await NextAsync(story), StringComparison.Ordinal);
            await ContactAsync(story, party, address);
        }

        // With everything there it is fixed: nothing else was in the way.
        await story.AskForReleaseAsync();
        Assert.Equal(1, await story.DbAsync(db => db.Releases.CountAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task Nobody_who_is_no_approver_of_the_city_is_asked(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        using var other = await app.SignedInAsync("approver@umea.example", MembershipRole.Approver, "umea");
        await story.DraftAsync();
        var stranger = await story.DbAsync(db =>
            db.Accounts.Where(a => a.Email == "approver@umea.example").Select(a => a.Id).SingleAsync(Cancel)
        );
        foreach (
            var fields in ((string, string)[][])
                [
                    [("approver-0", "")],
                    [("approver-0", $"{stranger}")],
                    [("deputy-0", $"{stranger}")],
                ]
        )
            Assert.Contains(
                "Choose at least one approver of your city",
                await RefusedAsync(story, fields),
                StringComparison.Ordinal
            );
    }

    private static DraftContent First(DraftContent content, Func<PromiseDraft, PromiseDraft> change) =>
        content with
        {
            Promises = [change(content.Promises[0]), .. content.Promises.Skip(1)],
        };

    private static async Task<string> RefusedAsync(Story story, params (string, string)[] fields)
    {
        using var asked = await story.ManagerBrowser.SendAsync(story.Draft + "/release", "ask", fields);
        Assert.Equal(0, await story.DbAsync(db => db.Releases.CountAsync(Cancel)));
        return Forms.Complaints(await asked.Content.ReadAsStringAsync(Cancel));
    }

    // What the draft's own page says is still missing.
    private static async Task<string> NextAsync(Story story) =>
        new HtmlParser()
            .ParseDocument(await story.ManagerBrowser.GetStringAsync(story.Draft, Cancel))
            .QuerySelector("section.next")!
            .TextContent;

    private static Task<DraftContent> ContentAsync(Story story) =>
        story.DbAsync(db =>
            db.Drafts.AsNoTracking().Where(d => d.Key == story.Key).Select(d => d.Content).SingleAsync(Cancel)
        );

    private static Task<int> WriteAsync(Story story, DraftContent content) =>
        story.DbAsync(async db =>
        {
            (await db.Drafts.SingleAsync(d => d.Key == story.Key, Cancel)).Content = content;
            return await db.SaveChangesAsync(Cancel);
        });

    // Returns the address that was there.
    private static Task<string?> ContactAsync(Story story, string party, string? address) =>
        story.DbAsync(async db =>
        {
            var row = await db.DraftParties.SingleAsync(p => p.Draft!.Key == story.Key && p.Key == party, Cancel);
            (var before, row.ContactEmail) = (row.ContactEmail, address);
            await db.SaveChangesAsync(Cancel);
            return before;
        });
}
