using System.Net;
using Alliance.Knowledge.Publications;
using Alliance.Knowledge.Replications;
using Alliance.Monitoring;
using Alliance.Monitoring.Indicators;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Knowledge;

/// <summary>Numbers of an edition are drawn, and whoever does not see the picture gets the same numbers.</summary>
public sealed class PublicationPictureTests
{
    private const string Page = "/publications/numbers-example/1";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Totals_of_one_unit_stand_in_one_picture_and_all_numbers_in_the_table(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        var page = await app.Client.DocumentAsync("/de" + Page);
        var totals = page.GetElementById("k1")!.ParentElement!;
        var picture = Assert.Single(totals.QuerySelectorAll("figure.ranks svg[role=img]"));
        Assert.Equal(2, picture.QuerySelectorAll("rect.column").Length);
        var says = picture.QuerySelector("desc")!.TextContent;
        Assert.Contains("Gepflanzt (Beispiel), 2025", says, StringComparison.Ordinal);
        Assert.Contains(": 1.200", says, StringComparison.Ordinal);
        Assert.Contains(": 300", says, StringComparison.Ordinal);
        // A unit with a number below zero has no bars that begin there.
        Assert.Equal(3, totals.QuerySelectorAll("table tbody tr").Length);
        Assert.Contains("-5", totals.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task What_was_taken_over_is_drawn_with_a_table_beside_each_picture(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        foreach (
            var (language, said) in ((string, string[])[])
                [
                    // An edition from before it was told what is under way says what it said.
                    (
                        "en",
                        ["Taken over, or begun: 2", "Kept: 3", "Adapted: 1", "No money: 1", "Under three months: 1"]
                    ),
                    ("de", ["Behalten: 3", "Unter drei Monaten: 1"]),
                    ("fi", ["Alle kolme kuukautta: 1"]),
                    ("sv", ["Under tre månader: 1"]),
                ]
        )
        {
            var page = await app.Client.DocumentAsync($"/{language}{Page}");
            var chapter = page.GetElementById("k2")!.ParentElement!;
            var pictures = chapter.QuerySelectorAll("figure.ranks svg[role=img]");
            var says = string.Join('\n', pictures.Select(p => p.QuerySelector("desc")!.TextContent));
            foreach (var one in said)
                Assert.Contains(one, says, StringComparison.Ordinal);
            Assert.Equal(pictures.Length, chapter.QuerySelectorAll("details table").Length);
            // Each has a name of its own.
            Assert.Equal(pictures.Length, pictures.Select(p => p.GetAttribute("aria-labelledby")).Distinct().Count());
        }
    }

    [Theory, EachDatabase]
    public async Task On_paper_pictures_are_figures_with_words_and_tables_are_open(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        using var given = await app.Client.GetAsync("/en" + Page + "/edition.pdf", Cancel);
        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
        var pdf = await given.Content.ReadAsByteArrayAsync(Cancel);
        Assert.Equal("yes", (await Pdf.InfoAsync(pdf))["Tagged"]);
        var structure = await Pdf.StructureAsync(pdf);
        foreach (var tag in (string[])["Figure", "Table"])
            Assert.Contains(tag, structure, StringComparison.Ordinal);
        var text = string.Join(' ', await Pdf.PagesAsync(pdf));
        Assert.Contains("Under three months", text, StringComparison.Ordinal);
        Assert.DoesNotContain("As a table", text, StringComparison.Ordinal);
    }

    private static async Task<TestApp> StartAsync(DatabaseKind on)
    {
        var app = await TestApp.StartAsync(on);
        await app.WithDbAsync(async db =>
        {
            var now = app.Time.GetUtcNow().UtcDateTime;
            var title = new LocalText("en", "Numbers (example)");
            var content = new EditionContent(
                PublicationKind.RecommendationsPaper,
                title,
                null,
                DateOnly.FromDateTime(now),
                [
                    new EditionChapter(
                        "k1",
                        ChapterKind.Totals,
                        Totals: new EditionTotals(
                            null,
                            [
                                Total("Gepflanzt (Beispiel)", "trees", 1_200),
                                Total("Gepflegt (Beispiel)", "trees", 300),
                                Total("Gespart (Beispiel)", "mwh", -5),
                            ]
                        )
                    ),
                    new EditionChapter(
                        "k2",
                        ChapterKind.Replications,
                        Replications: new EditionReplications(
                            2,
                            1,
                            new Dictionary<ReplicationOutcome, int> { [ReplicationOutcome.AsHoped] = 1 },
                            new Dictionary<EndOfReplication, int> { [EndOfReplication.NoMoney] = 1 },
                            new Dictionary<PartChoice, int> { [PartChoice.Keep] = 3, [PartChoice.Adapt] = 1 },
                            80,
                            new Dictionary<TimeToDeal, int> { [TimeToDeal.UnderThreeMonths] = 1 }
                        )
                    ),
                ]
            );
            var paper = new Publication
            {
                Identifier = "numbers-example",
                Kind = content.Kind,
                Title = title,
                ChangedAt = now,
            };
            paper.Editions.Add(Edition.Of(1, content, null, now));
            db.Publications.Add(paper);
            await db.SaveChangesAsync(Cancel);
        });
        return app;
    }

    private static EditionTotal Total(string indicator, string unit, decimal net) =>
        new(
            new LocalText("de", indicator),
            2025,
            unit,
            null,
            EmissionScope.NotApplicable,
            TrustLevel.Declared,
            net + 10,
            net,
            2
        );
}
