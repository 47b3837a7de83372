using System.Globalization;
using System.Text.Json.Nodes;
using Alliance.Knowledge.Publications;
using Alliance.Knowledge.Replications;
using Alliance.Platform.Texts;
using Alliance.Tests.Site;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Knowledge;

/// <summary>What came of all that was taken over, in numbers: the same on the page, for programs, as a file and in an edition.</summary>
public sealed class ReplicationStatisticsTests
{
    private const string Api = "/api/v1/replication-statistics";

    // When the cities began to look at it.
    private static readonly DateTime Began = new(2025, 1, 1, 15, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task The_time_to_the_signature_and_its_median_follow_from_known_days(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        // The last one was signed before anybody told here that it is taken over, and says nothing about time.
        foreach (var (i, days) in ((int[])[30, 400, 100, -5]).Index())
            await StoreAsync(app, "espoo", i + 1, r => r.Deal = $"{i}", days);
        await app.ChangedAsync();

        var odd = await NumbersAsync(app);
        Assert.Equal(100, (int)odd["daysToDeal"]!);
        Assert.Equal(
            [
                ("under-three-months", 1),
                ("under-six-months", 1),
                ("under-one-year", 0),
                ("under-two-years", 1),
                ("longer", 0),
            ],
            Counts(odd["timesToDeal"]!)
        );
        Assert.Contains(
            "it took 100 days (median)",
            (await app.ReadAsync("/en/replications")).Body!.TextContent,
            StringComparison.Ordinal
        );
        // Whoever wants to count it again has both days of each.
        Assert.Equal(
            ["2025-01-31", "2026-02-05", "2025-04-11", "2024-12-27"],
            (await SameChoiceTests.CsvAsync(app, "/api/v1/replications.csv", "")).Select(r => r["agreed"])
        );
        var items = JsonNode.Parse(await app.Client.GetStringAsync("/api/v1/replications", Cancel))!["items"]!;
        Assert.Equal("2025-01-31", (string)items[0]!["agreed"]!);

        // Of an even number it lies between the two in the middle.
        await StoreAsync(app, "espoo", 5, r => r.Deal = "4", 201);
        await app.ChangedAsync();
        Assert.Equal(151, (int)(await NumbersAsync(app))["daysToDeal"]!);
    }

    [Theory, EachDatabase]
    public async Task Each_is_taken_over_under_way_or_given_up(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        await StoreAllAsync(app);

        var numbers = await NumbersAsync(app);
        foreach (
            var (name, count) in ((string, int)[])
                [("shown", 5), ("takenOver", 2), ("adapted", 1), ("underWay", 1), ("givenUp", 2)]
        )
            Assert.True(count == (int)numbers[name]!, $"{name}: {numbers[name]}");
        Assert.Equal([("no-money", 1), ("did-not-work", 1)], Counts(numbers["endReasons"]!).Where(c => c.Count > 0));
        Assert.Equal([("keep", 2), ("adapt", 1), ("drop", 1), ("add", 1)], Counts(numbers["parts"]!));
        Assert.Equal(0.5m, (decimal)numbers["shareKept"]!);

        var page = (await app.ReadAsync("/en/replications")).Body!.TextContent;
        foreach (
            var said in (string[])
                [
                    "2 taken over: they became deals",
                    "1 begun and under way",
                    "2 given up",
                    "1 of 2 taken over was adapted",
                    "50% of the parts were kept",
                ]
        )
            Assert.Contains(said, page, StringComparison.Ordinal);

        // The same as a file, for programs and in words.
        var rows = await SameChoiceTests.CsvAsync(app, Api + ".csv", "");
        Assert.Equal("2", rows.Single(r => r["number"] == "taken-over")["value"]);
        Assert.Equal("1", rows.Single(r => (r["number"], r["of"]) == ("end-reason", "no-money"))["value"]);
        Assert.Equal("0.5", rows.Single(r => r["number"] == "share-kept")["value"]);
        Assert.Equal(
            rows.Select(r => r["number"]),
            (await SameChoiceTests.ExcelAsync(app, Api + ".xlsx", "")).Select(r => $"{r["number"]}")
        );
        foreach (var language in Language.Offered)
        {
            var told = await SameChoiceTests.CsvAsync(app, $"/{language.Code}/replication-statistics.csv", "");
            Assert.Equal(rows.Count, told.Count);
            // A text that is missing shows its key in brackets.
            Assert.DoesNotContain(told.SelectMany(r => r.Keys.Concat(r.Values)), k => k.StartsWith('['));
        }

        // And in an edition of the day.
        var frozen = (await FrozenAsync(app)).Chapters[0].Replications!;
        Assert.Equal((5, 2, 1, 1), (frozen.All, frozen.InForce, frozen.UnderWay ?? 0, frozen.Adapted ?? 0));
        Assert.Null(frozen.NotShown);
    }

    /// <summary>Whether others see what it gave up is the city's to say. How many are not shown is told where nobody can tell whose they are.</summary>
    [Theory, EachDatabase]
    public async Task What_is_given_up_and_not_shown_is_a_number_only_where_three_cities_have_such(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        await StoreAllAsync(app);
        await HideAsync("umea", 21);
        await HideAsync("umea", 22);
        await HideAsync("mannheim", 23);
        await app.ChangedAsync();
        Assert.Null((await NumbersAsync(app))["givenUpNotShown"]);
        var page = (await app.ReadAsync("/en/replications")).Body!.TextContent;
        Assert.Contains("A city need not show what it gave up", page, StringComparison.Ordinal);
        Assert.DoesNotContain("do not show", page, StringComparison.Ordinal);
        Assert.DoesNotContain(
            await SameChoiceTests.CsvAsync(app, Api + ".csv", ""),
            r => r["number"] == "given-up-not-shown"
        );

        await HideAsync("lille", 24);
        await app.ChangedAsync();
        var numbers = await NumbersAsync(app);
        Assert.Equal(4, (int)numbers["givenUpNotShown"]!);
        // In no other number, and by no reason.
        Assert.Equal((5, 2), ((int)numbers["shown"]!, (int)numbers["givenUp"]!));
        Assert.Equal(2, Counts(numbers["endReasons"]!).Sum(c => c.Count));
        page = (await app.ReadAsync("/en/replications")).Body!.TextContent;
        Assert.Contains("4 more were given up, and their cities do not show them", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden", page, StringComparison.Ordinal);
        Assert.Equal(4, (await FrozenAsync(app)).Chapters[0].Replications!.NotShown);

        Task HideAsync(string city, int number) =>
            StoreAsync(
                app,
                city,
                number,
                r => (r.IsShown, r.EndReason, r.EndedAt) = (false, EndOfReplication.LegalObstacle, Began.AddDays(10)),
                title: "Hidden"
            );
    }

    // Two became deals, one as it was and one adapted; one is under way; of two that were given up one had a deal. What is under way and not
    // shown is nobody's business.
    private static async Task StoreAllAsync(TestApp app)
    {
        await StoreAsync(app, "espoo", 1, r => (r.Deal, r.Parts) = ("0", [Part("k1", PartChoice.Keep)]), 30);
        await StoreAsync(
            app,
            "espoo",
            2,
            r =>
                (r.Deal, r.Parts) = (
                    "1",
                    [
                        Part("k1", PartChoice.Keep),
                        Part("k2", PartChoice.Adapt),
                        Part("k3", PartChoice.Drop),
                        Part("n1", PartChoice.Add),
                    ]
                ),
            60
        );
        await StoreAsync(app, "mannheim", 1, _ => { });
        await StoreAsync(
            app,
            "mannheim",
            2,
            r => (r.EndReason, r.EndedAt) = (EndOfReplication.NoMoney, Began.AddDays(9))
        );
        await StoreAsync(
            app,
            "mannheim",
            3,
            r => (r.Deal, r.EndReason, r.EndedAt) = ("2", EndOfReplication.DidNotWork, Began.AddDays(300)),
            90
        );
        await StoreAsync(app, "mannheim", 4, r => r.IsShown = false, title: "Hidden");
        await app.ChangedAsync();
    }

    // A deal is named by its place in the register, and agreed so many days after the beginning.
    private static Task StoreAsync(
        TestApp app,
        string city,
        int number,
        Action<Replication> change,
        int days = 0,
        string title = "Example"
    ) =>
        app.WithDbAsync(async db =>
        {
            var replication = new Replication
            {
                CityId = await ReplicationScene.CityAsync(app, city),
                Number = number,
                Kind = OriginKind.Practice,
                Origin = "three-light-promises",
                Title = new LocalText("en", title),
                StartedAt = Began,
                PartsAt = Began,
                IsShown = true,
            };
            change(replication);
            if (replication.Deal is { } place)
            {
                var deals = await db.Deals.OrderBy(d => d.Identifier).Select(d => d.Identifier).ToListAsync(Cancel);
                var deal = deals[int.Parse(place, CultureInfo.InvariantCulture)];
                var agreed = (DateOnly?)DateOnly.FromDateTime(Began).AddDays(days);
                await db
                    .Deals.Where(d => d.Identifier == deal)
                    .ExecuteUpdateAsync(s => s.SetProperty(d => d.DatedBy, agreed), Cancel);
                replication.Deal = deal;
            }
            db.Replications.Add(replication);
            await db.SaveChangesAsync(Cancel);
        });

    private static ReplicationPart Part(string key, PartChoice choice) =>
        new(key, new LocalText("en", "Example part"), Choice: choice);

    private static Task<EditionContent> FrozenAsync(TestApp app) =>
        app.WithDbAsync(async db =>
            (
                await ReadEdition.RunAsync(
                    db,
                    new Publication
                    {
                        Identifier = "numbers-example",
                        Kind = PublicationKind.GoodPracticeBooklet,
                        Title = new LocalText("en", "Numbers (example)"),
                        Chapters = [new Chapter("k1", ChapterKind.Replications)],
                        ChangedAt = Began,
                    },
                    app.Time.GetUtcNow().UtcDateTime,
                    Cancel
                )
            ).Value
        );

    private static async Task<JsonNode> NumbersAsync(TestApp app) =>
        JsonNode.Parse(await app.Client.GetStringAsync(Api, Cancel))!;

    private static IEnumerable<(string Code, int Count)> Counts(JsonNode counts) =>
        counts.AsObject().Select(c => (c.Key, (int)c.Value!));
}
