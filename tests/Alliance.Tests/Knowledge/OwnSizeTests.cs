using System.Text;
using Alliance.Network;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using static Alliance.Tests.Knowledge.BesideScene;
using static Alliance.Tests.Knowledge.ReplicationScene;

namespace Alliance.Tests.Knowledge;

/// <summary>What came from another installation is drafted in the own city's size, with the words that its package brought.</summary>
public sealed class OwnSizeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_deal_of_a_package_is_a_third_where_a_third_as_many_people_live(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var origin = story.App;
        await PeopleAsync(origin, "espoo", 300_000);
        await story.ConcludeAsync();
        var id = await story.IdAsync();
        var deal = await story.DbAsync(db =>
            db.Deals.AsNoTracking().Include(d => d.Commitments).SingleAsync(d => d.Identifier == id, Cancel)
        );
        var trees = deal.Commitments.Single(c => c.Key == "c3").Quantity!;
        Assert.Equal(1_500m, trees.Value);
        var package = await origin.Client.GetStringAsync($"/api/v1/deals/{id}/package", Cancel);

        await using var app = await RealRegister.StartAsync(on);
        await PeopleAsync(app, "umea", 100_000);
        using var umea = await app.SignedInAsync("umea@example.org", MembershipRole.DealManager, "umea");
        using var taken = await umea.SendFileAsync(
            "/en/workspace/replications/package",
            "package",
            ("file", "example.alliance.json", Encoding.UTF8.GetBytes(package))
        );
        var page = await Forms.LeadsToAsync(taken, "/en/workspace/replications/");
        await StepAsync(umea, page, "talked");
        await StepAsync(umea, page, "partners", ("partners", "Example Mill (example)"));
        await StepAsync(umea, page, "parts", [.. deal.Commitments.Select(c => ("choice-" + c.Key, "keep"))]);
        await StepAsync(umea, page, "draft", ("instrument", "deal"));
        var draft = await app.WithDbAsync(db => db.Drafts.AsNoTracking().SingleAsync(Cancel));
        var promise = draft.Content.Promises.Single(p => p.From == "c3");
        Assert.Equal((500m, trees.Unit, true), (promise.Value!.Value, promise.Unit, promise.Unconfirmed));
        // What is not quantified stays so, and nobody has to look at its number.
        Assert.All(draft.Content.Promises.Where(p => p.Value is null), p => Assert.False(p.Unconfirmed));
        Assert.Equal(deal.Articles.Select(a => $"{a.Body}"), draft.Content.Articles.Select(a => a.Body));
        var beside = await BesideAsync(umea, "/en/drafts/" + draft.Key);
        Assert.Equal("word for word as copied: still to be adapted", Chip(beside, "Text 1"));
        Assert.DoesNotContain("out of date", Said(beside), StringComparison.Ordinal);
    }

    private static Task PeopleAsync(TestApp app, string identifier, long count) =>
        app.WithDbAsync(async db =>
        {
            var city = await db.Cities.SingleAsync(c => c.Identifier == identifier, Cancel);
            city.Population = new Population(count);
            await db.SaveChangesAsync(Cancel);
        });
}
