using System.Net;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using AngleSharp.Html.Parser;

namespace Alliance.Tests.Knowledge;

/// <summary>What stands in rows in a practice: where its results lead, and how many parts it may have.</summary>
public sealed class PracticeRowsTests
{
    private const string New = "/en/workspace/practices/new";
    private const string Address = "/en/practices/warm-halls-example";
    private const string Progress = "/en/deals/espoo-data-centre-waste-heat-for-district-heating/progress";

    private static readonly (string, string)[] Told =
    [
        ("title", "Warm halls (example)"),
        ("text", "Heat one hall, not five."),
        ("kind", "good-practice"),
        ("areas", "energy"),
        ("deals", "es-04"),
        ("problem", "Five halls were heated and empty."),
        ("done", "One stays warm, the others rest."),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_result_leads_to_the_measurements_that_show_it(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var edit = await AddAsync(
            story.ManagerBrowser,
            [
                .. Told,
                ("result-0-was", ""),
                ("result-0-text", "less heat"),
                ("result-0-promise", "es-04/c2"),
                ("result-1-was", ""),
                ("result-1-text", "more guests"),
            ]
        );
        using (var published = await story.ManagerBrowser.SendAsync(edit, "publish"))
            await Forms.LeadsToAsync(published, Address);
        await app.ChangedAsync();
        var results = (await story.Stranger.DocumentAsync(Address)).QuerySelectorAll("section:has(#results) li");
        var link = Assert.Single(results[0].QuerySelectorAll("a"));
        Assert.Equal(("its measurements", Progress + "#c2"), (link.TextContent, link.GetAttribute("href")));
        // One without a promise leads nowhere.
        Assert.Empty(results[1].QuerySelectorAll("a"));
        Assert.NotNull((await story.Stranger.DocumentAsync(Progress)).GetElementById("c2"));
    }

    [Theory, EachDatabase]
    public async Task Ten_parts_are_published_and_eleven_refused_where_they_stand(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        var edit = await AddAsync(story.ManagerBrowser, [.. Told, .. Enumerable.Range(0, 11).SelectMany(Part)]);
        using (var many = await story.ManagerBrowser.SendAsync(edit, "publish"))
            await RefusedAsync(many);
        using (var hidden = await story.Stranger.GetAsync(Address, Cancel))
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);

        // The eleventh is taken out, and then there is no button for one more.
        using (var removed = await story.ManagerBrowser.SendAsync(edit, "practice", ("do", "component-10-remove")))
        {
            var html = await removed.Content.ReadAsStringAsync(Cancel);
            Assert.DoesNotContain("value=\"component-add\"", html, StringComparison.Ordinal);
            using var saved = await story.ManagerBrowser.SendAsync(edit, html, "practice");
            await Forms.LeadsToAsync(saved, edit);
        }
        using (var published = await story.ManagerBrowser.SendAsync(edit, "publish"))
            await Forms.LeadsToAsync(published, Address);
        // Nor does one come to what everybody reads, and what was typed is kept.
        using var late = await story.ManagerBrowser.SendAsync(edit, "practice", [.. Part(10)]);
        Assert.Contains("Part k (example)", await RefusedAsync(late), StringComparison.Ordinal);
        await app.ChangedAsync();
        var parts = (await story.Stranger.DocumentAsync(Address)).QuerySelectorAll("section:has(#components) li.card");
        Assert.Equal(10, parts.Length);
    }

    private static async Task<string> RefusedAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Contains(
            "Either no parts, or from 4 to 10.",
            new HtmlParser().ParseDocument(html).QuerySelector("#components ~ .field.wrong .error")!.TextContent,
            StringComparison.Ordinal
        );
        return html;
    }

    private static IEnumerable<(string, string)> Part(int row) =>
        [
            ($"component-{row}-key", ""),
            ($"component-{row}-title", $"Part {(char)('a' + row)} (example)"),
            ($"component-{row}-importance", "medium"),
        ];

    private static async Task<string> AddAsync(HttpClient browser, (string, string)[] fields)
    {
        using var added = await browser.SendAsync(New, "practice", fields);
        return await Forms.LeadsToAsync(added, "/en/workspace/practices/");
    }
}
