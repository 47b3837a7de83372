using System.Text.Json.Nodes;
using System.Xml.Linq;
using Alliance.Knowledge;
using Alliance.Knowledge.Replications;
using Alliance.Knowledge.Told;
using Alliance.Monitoring;
using Alliance.Monitoring.Reporting;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Roadmaps;
using Alliance.Sprints;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Site;

/// <summary>Practices, replications, sprints and roadmaps go out as feeds and files: what is public, and nothing else.</summary>
public sealed class LearningListsTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly string[] Lists = ["practices", "replications", "sprints", "roadmaps"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Each_list_has_a_feed_in_every_language_which_its_page_names(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        foreach (var list in Lists)
        foreach (var language in Language.All)
        {
            using var answer = await app.Client.GetAsync($"/{language.Code}/{list}.atom", Cancel);
            Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.MediaType);
            Assert.NotNull(answer.Headers.ETag);
            var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).Root!;
            foreach (var name in (string[])["id", "title", "updated", "author"])
                Assert.Single(feed.Elements(Atom + name));
            Assert.Equal($"{app.Address}{language.Code}/{list}", Link(feed, "alternate"));
            var entries = feed.Elements(Atom + "entry").ToList();
            Assert.NotEmpty(entries);
            var times = entries.Select(e => e.Element(Atom + "updated")!.Value).ToList();
            Assert.Equal(times.OrderDescending(StringComparer.Ordinal), times);
            Assert.Equal(times[0], feed.Element(Atom + "updated")!.Value);
            foreach (var entry in entries)
            {
                // The same in every language, and it leads somewhere.
                Assert.StartsWith(
                    $"{app.Address}en/{list}/",
                    entry.Element(Atom + "id")!.Value,
                    StringComparison.Ordinal
                );
                // A text that is missing shows its key in brackets.
                Assert.DoesNotContain(
                    entry.Elements(Atom + "category"),
                    c => c.Attribute("label")!.Value.StartsWith('[')
                );
                Assert.True((await app.Client.GetAsync(Link(entry, "alternate"), Cancel)).IsSuccessStatusCode);
            }

            var page = await app.ReadAsync($"/{language.Code}/{list}");
            Assert.Equal(
                $"/{language.Code}/{list}.atom",
                page.QuerySelector("head link[rel=alternate][type='application/atom+xml']")!.GetAttribute("href")
            );
            // Of several the list's own stand last.
            var downloads = page.QuerySelectorAll(".downloads")[^1]
                .QuerySelectorAll("a")
                .Select(a => a.GetAttribute("href")!)
                .ToList();
            Assert.Equal(
                [
                    $"/{language.Code}/{list}.csv",
                    $"/{language.Code}/{list}.xlsx",
                    "/api/v1/" + list,
                    $"/{language.Code}/{list}.atom",
                ],
                downloads
            );
        }
    }

    [Theory, EachDatabase]
    public async Task What_is_not_public_is_in_no_feed_and_no_file(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        foreach (var list in Lists)
        foreach (var ending in (string[])["atom", "csv"])
        {
            var text = await app.Client.GetStringAsync($"/en/{list}.{ending}", Cancel);
            Assert.DoesNotContain("Hidden", text, StringComparison.Ordinal);
            Assert.Contains("Shown", text, StringComparison.Ordinal);
        }
    }

    [Theory, EachDatabase]
    public async Task What_changed_last_comes_first(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        Assert.Equal("Shown sprint", (await EntriesAsync(app, "sprints"))[0]);
        Assert.Equal("Shown practice", (await EntriesAsync(app, "practices"))[0]);
        Assert.Equal("Shown practice", (await EntriesAsync(app, "practices", "?city=espoo&kind=lesson"))[0]);
        Assert.DoesNotContain("Shown practice", await EntriesAsync(app, "practices", "?city=umea"));
        Assert.Equal(["Shown, changed", "Shown"], await EntriesAsync(app, "roadmaps"));

        // A result makes the older one the newest.
        Assert.Equal(["Shown later", "Shown"], await EntriesAsync(app, "replications"));
        app.Time.Advance(TimeSpan.FromDays(1));
        await app.WithDbAsync(async db =>
        {
            var older = await db.Replications.SingleAsync(r => r.Number == 1, Cancel);
            (older.Outcome, older.ResultAt) = (ReplicationOutcome.Partly, app.Time.GetUtcNow().UtcDateTime);
            await db.SaveChangesAsync(Cancel);
        });
        await app.RaiseAsync("changed", null, "replications");
        await app.SettleAsync();
        Assert.Equal(["Shown", "Shown later"], await EntriesAsync(app, "replications"));
        var feed = await app.Client.GetStringAsync("/de/replications.atom", Cancel);
        Assert.Contains("2026-03-11T09:00:00Z", feed, StringComparison.Ordinal);
        Assert.Contains("von Umeå nach Espoo", feed, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_list_as_a_file_is_that_of_the_API(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        foreach (
            var (list, key) in ((string, string)[])[("practices", "id"), ("replications", "id"), ("sprints", "id")]
        )
        {
            var items = JsonNode.Parse(await app.Client.GetStringAsync($"/api/v1/{list}?limit=100", Cancel))!["items"]!;
            var ids = items.AsArray().Select(i => (string)i![key]!).ToList();
            Assert.NotEmpty(ids);
            Assert.Equal(ids, (await SameChoiceTests.CsvAsync(app, $"/api/v1/{list}.csv", "")).Select(r => r[key]));
            Assert.Equal(
                ids,
                (await SameChoiceTests.ExcelAsync(app, $"/api/v1/{list}.xlsx", "")).Select(r => $"{r[key]}")
            );
        }
        var taken = (await SameChoiceTests.CsvAsync(app, "/api/v1/replications.csv", ""))[0];
        Assert.Equal(
            ("espoo.r1", "espoo", "practice", "umea", "talk", "2026-03-10", "1", "0"),
            (
                taken["id"],
                taken["city"],
                taken["kind"],
                taken["originCity"],
                taken["step"],
                taken["started"],
                taken["kept"],
                taken["dropped"]
            )
        );
        var result = Assert.Single(await SameChoiceTests.CsvAsync(app, "/api/v1/practice-results.csv", ""));
        Assert.Equal(
            ("shown-practice", "espoo", "Half of it was saved.", "12.5", "mwh", "checked", "ma-11", "c1"),
            (
                result["practice"],
                result["city"],
                result["text"],
                result["value"],
                result["unit"],
                result["trust"],
                result["deal"],
                result["promise"]
            )
        );
        Assert.Empty(await SameChoiceTests.CsvAsync(app, "/api/v1/practice-results.csv", "city=umea"));
        using var refused = await app.Client.GetAsync("/api/v1/practice-results.csv?city=atlantis", Cancel);
        Assert.Equal(400, (int)refused.StatusCode);
        // Of what is split into parts each part.
        var parts = (await SameChoiceTests.CsvAsync(app, "/api/v1/practice-components.csv", "city=espoo"))
            .Where(r => r["practice"] == "shown-practice")
            .ToList();
        Assert.Equal(["k1", "k2"], parts.Select(r => r["key"]));
        Assert.Equal(
            ("One key", "high", "One person has it.", "A caretaker", "money; time", "Nobody pays."),
            (
                parts[0]["component"],
                parts[0]["importance"],
                parts[0]["text"],
                parts[0]["enablers"],
                parts[0]["obstacles"],
                parts[0]["obstacleText"]
            )
        );
        Assert.Equal(("low", ""), (parts[1]["importance"], parts[1]["obstacles"]));
        Assert.DoesNotContain(
            await SameChoiceTests.CsvAsync(app, "/api/v1/practice-components.csv", "city=umea"),
            r => r["practice"] == "shown-practice"
        );
        // The glossary side by side, by the same choice as the list.
        var heating = (await SameChoiceTests.CsvAsync(app, "/api/v1/concepts.csv", "q=fernw")).Single(c =>
            c["id"] == "district-heating"
        );
        Assert.Equal("energy", heating["area"]);
        Assert.StartsWith("Fernwärme", heating["de"], StringComparison.Ordinal);
        Assert.StartsWith("kaukolämpö", heating["fi"], StringComparison.Ordinal);
        var heads = new HashSet<string>(StringComparer.Ordinal);
        foreach (var language in Language.All)
        foreach (
            var list in (string[])["practice-results", "practice-components", "replications", "roadmaps", "glossary"]
        )
        {
            var rows = await SameChoiceTests.CsvAsync(app, $"/{language.Code}/{list}.csv", "");
            Assert.NotEmpty(rows);
            // A text that is missing shows its key in brackets.
            Assert.DoesNotContain(rows.SelectMany(r => r.Keys.Concat(r.Values)), k => k.StartsWith('['));
            Assert.True(heads.Add($"{list} {string.Join(',', rows[0].Keys)}"), $"{language.Code} {list}");
        }
    }

    [Theory, EachDatabase]
    public async Task A_feed_asks_as_much_whatever_there_is(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        foreach (
            var (list, queries) in ((string, int)[])
                [("practices", 1), ("replications", 2), ("sprints", 2), ("roadmaps", 1)]
        )
        {
            app.Queries.Clear();
            await app.Client.GetStringAsync($"/en/{list}.atom", Cancel);
            Assert.True(queries == app.Queries.Count, $"{list}: {app.Queries.Count}");
        }
    }

    // The real register, and beside it one of each that is shown and one that is not.
    private static async Task<TestApp> StartAsync(DatabaseKind on)
    {
        var app = await RealRegister.StartAsync(on);
        await app.WithDbAsync(async db =>
        {
            var cities = await db.Cities.ToDictionaryAsync(c => c.Identifier, c => c.Id, Cancel);
            var now = app.Time.GetUtcNow().UtcDateTime;
            foreach (var standing in (PracticeStanding[])[PracticeStanding.Published, PracticeStanding.Withdrawn])
            {
                var shown = standing == PracticeStanding.Published;
                var practice = new Practice
                {
                    Identifier = shown ? "shown-practice" : "hidden-practice",
                    Kind = PracticeKind.Lesson,
                    Title = Text(shown ? "Shown practice" : "Hidden practice"),
                    Text = Text("Words."),
                    Details = new PracticeDetails
                    {
                        Results = [new(Text("Half of it was saved."), 12.5m, "mwh", TrustLevel.Checked, "ma-11", "c1")],
                        Components =
                        [
                            new(
                                "k1",
                                Text("One key"),
                                Importance.High,
                                Text("One person has it."),
                                Text("A caretaker"),
                                [Obstacle.Money, Obstacle.Time],
                                Text("Nobody pays.")
                            ),
                            new("k2", Text("One hall"), Importance.Low),
                        ],
                    },
                    CityId = cities["espoo"],
                    Standing = standing,
                    PublishedAt = now.AddYears(1),
                    ChangedAt = now.AddYears(1),
                };
                practice.Relink();
                db.Practices.Add(practice);
            }
            foreach (var (number, title) in ((int, string)[])[(1, "Shown"), (2, "Shown later"), (3, "Hidden")])
                db.Replications.Add(
                    new Replication
                    {
                        CityId = cities["espoo"],
                        Number = number,
                        Kind = OriginKind.Practice,
                        Origin = "three-light-promises",
                        Title = Text(title),
                        OriginCityId = cities["umea"],
                        Parts = [new ReplicationPart("k1", Text("Example part"), Choice: PartChoice.Keep)],
                        StartedAt = now,
                        AskedAt = now.AddMinutes(number),
                        IsShown = number < 3,
                    }
                );
            foreach (var state in (SprintState[])[SprintState.Published, SprintState.Planned])
                db.Sprints.Add(
                    new Sprint
                    {
                        Identifier = state == SprintState.Published ? "shown-sprint" : "hidden-sprint",
                        Host = "espoo",
                        Title = Text(state == SprintState.Published ? "Shown sprint" : "Hidden sprint"),
                        Theme = Text("Example theme"),
                        Begins = PartialDate.Parse("2026-12-01"),
                        TimeZone = "Europe/Helsinki",
                        Place = Text("Example Hall"),
                        State = state,
                        ChangedAt = now,
                    }
                );
            var content = new RoadmapContent { Language = "en", Title = Text("Shown") };
            var roadmap = new Roadmap
            {
                CityId = cities["umea"],
                Content = content with { Title = Text("Hidden") },
                ChangedAt = now.AddDays(3),
            };
            roadmap.Versions.Add(RoadmapVersion.Of(content, RoadmapVersionKind.Published, 1, now));
            roadmap.Versions.Add(
                RoadmapVersion.Of(
                    content with
                    {
                        Title = Text("Shown, changed"),
                    },
                    RoadmapVersionKind.Adopted,
                    2,
                    now.AddDays(1)
                )
            );
            db.Roadmaps.Add(roadmap);
            await db.SaveChangesAsync(Cancel);
        });
        await app.ChangedAsync();
        return app;
    }

    private static LocalText Text(string english) => new("en", english);

    private static async Task<IReadOnlyList<string>> EntriesAsync(TestApp app, string list, string query = "") =>
        [
            .. XDocument
                .Parse(await app.Client.GetStringAsync($"/en/{list}.atom{query}", Cancel))
                .Root!.Elements(Atom + "entry")
                .Select(e => e.Element(Atom + "title")!.Value),
        ];

    private static string Link(XElement element, string relation) =>
        element.Elements(Atom + "link").Single(l => l.Attribute("rel")!.Value == relation).Attribute("href")!.Value;
}
