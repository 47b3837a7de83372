using System.Text.Json;
using Alliance.Knowledge;
using Alliance.Network;
using Alliance.Platform.Texts;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using Alliance.Transparency;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Knowledge;

/// <summary>The real practices, and how practices go out and come in.</summary>
public sealed class PracticeTravelTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task The_real_ones_are_there_with_what_their_sources_say(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        var list = await app.Client.TextAsync("/en/practices");
        foreach (var said in (string[])["29 practices", "Umeå", "Good practice", "collected from public sources"])
            Assert.Contains(said, list, StringComparison.Ordinal);
        // The others are on the next page.
        Assert.DoesNotContain("Three light promises", list, StringComparison.Ordinal);
        var next = await app.Client.TextAsync("/en/practices?after=start-from-what-exists");
        Assert.Contains("Three light promises", next, StringComparison.Ordinal);
        Assert.Contains(
            "7 practices",
            await app.Client.TextAsync("/en/practices?kind=lesson&after=x"),
            StringComparison.Ordinal
        );
        Assert.Contains("7 practices", await app.Client.TextAsync("/en/practices?city=umea"), StringComparison.Ordinal);
        Assert.Contains(
            "Tenants as ambassadors",
            await app.Client.TextAsync("/en/practices?area=inclusion"),
            StringComparison.Ordinal
        );
        // In any form of a word, in any language.
        Assert.Contains(
            "Eine Treppe mit vier Stufen",
            await app.Client.TextAsync("/de/practices?q=Stufe"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "No practice fits",
            await app.Client.TextAsync("/en/practices?q=zeppelin"),
            StringComparison.Ordinal
        );

        var page = await app.Client.TextAsync("/sv/practices/three-light-promises");
        foreach (var said in (string[])["Tre lätta åtaganden", "minst fem utmaningar", "Umeå kommun", "inte bekräftat"])
            Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains(
            "Tre lätta åtaganden",
            await app.Client.TextAsync("/sv/deals/umea-climate-roadmap-first-signatories"),
            StringComparison.Ordinal
        );
        foreach (var unknown in (string[])["/en/practices/none", "/en/practices/Three", "/api/v1/practices/none"])
        {
            using var answer = await app.Client.GetAsync(unknown, Cancel);
            Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
        }
        using var misread = await app.Client.GetAsync("/api/v1/practices?city=atlantis&kind=miracle", Cancel);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, misread.StatusCode);
        using var json = JsonDocument.Parse(
            await app.Client.GetStringAsync("/api/v1/practices?city=umea&limit=2", Cancel)
        );
        Assert.Equal(7, json.RootElement.GetProperty("total").GetInt32());
        Assert.Equal(2, json.RootElement.GetProperty("items").GetArrayLength());
    }

    [Theory, EachDatabase]
    public async Task Queries_do_not_grow_with_what_there_is(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        // What is kept for strangers would ask nothing.
        using var browser = await app.SignedInAsync("reader@example.org", MembershipRole.Observer, "umea");
        await browser.GetStringAsync("/en/practices", Cancel);
        var few = await CountAsync("/en/practices?city=vicchio");
        Assert.Equal(few, await CountAsync("/en/practices?city=mannheim"));
        Assert.Equal(
            await CountAsync("/en/practices/tenants-as-ambassadors"),
            await CountAsync("/en/practices/one-manager-per-action-field")
        );
        Assert.Equal(await CountAsync("/api/v1/practices?limit=1"), await CountAsync("/api/v1/practices?limit=50"));

        async Task<int> CountAsync(string address)
        {
            app.Queries.Clear();
            await browser.GetStringAsync(address, Cancel);
            return app.Queries.Count;
        }
    }

    [Theory, EachDatabase]
    public async Task Only_what_is_published_goes_out_and_comes_back_the_same(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        await MakeAsync(app, "Shown (example)", PracticeStanding.Published, "shown-example");
        await MakeAsync(app, "In work (example)", PracticeStanding.Draft, null);
        await MakeAsync(app, "Taken back (example)", PracticeStanding.Withdrawn, "taken-back-example");
        var files = await RoundTrip.AssertSameBytesAsync(app, on);
        var lines = files["practices.jsonl"];
        Assert.Contains("\"challenges\":[{\"city\":\"espoo\",\"key\":\"c3\"}]", lines, StringComparison.Ordinal);
        Assert.Contains("\"publishedAt\":\"2026-03-10T09:00:00Z\"", lines, StringComparison.Ordinal);
        foreach (var own in (string[])["In work", "Taken back", "board:"])
            Assert.DoesNotContain(own, lines, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task What_comes_in_is_found_and_what_was_taken_back_stays_so(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        await MakeAsync(app, "Taken back (example)", PracticeStanding.Withdrawn, "taken-back-example");
        await app.Client.GetStringAsync("/en/deals/espoo-data-centre-waste-heat-for-district-heating", Cancel);
        Assert.Empty(await ImportAsync(app, Line("new-example", "Warm cellars (example)")));
        await app.ChangedAsync();
        foreach (
            var place in (string[])
                [
                    "/en/practices?q=cellar",
                    "/en/practices?area=energy&city=espoo",
                    "/en/deals/espoo-data-centre-waste-heat-for-district-heating",
                ]
        )
            Assert.Contains("Warm cellars", await app.Client.TextAsync(place), StringComparison.Ordinal);
        // Changed by a later file: what it is found by follows.
        Assert.Empty(await ImportAsync(app, Line("new-example", "Cool attics (example)", deals: "")));
        await app.ChangedAsync();
        Assert.Contains("Cool attics", await app.Client.TextAsync("/en/practices?q=attics"), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "Cool attics",
            await app.Client.TextAsync("/en/deals/espoo-data-centre-waste-heat-for-district-heating"),
            StringComparison.Ordinal
        );
        Assert.Equal(["practice-withdrawn"], await ImportAsync(app, Line("taken-back-example", "Again (example)")));
        Assert.Equal(["unknown-reference"], await ImportAsync(app, Line("other-example", "Other", area: "magic")));
        Assert.Equal(
            ["recorded-later"],
            await ImportAsync(app, Line("other-example", "Other", publishedAt: "2026-03-11T09:00:00Z"))
        );
    }

    [Theory, EachDatabase]
    public async Task A_file_takes_nothing_away_that_other_cities_have_said(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        var bare = Line("told-example", "Told (example)");
        string With(string more) => bare.Replace("\"publishedAt\"", more + "\"publishedAt\"", StringComparison.Ordinal);
        string Review(string city, string isTrue, string at) =>
            $$"""{"city":"{{city}}","isClear":"yes","isTrue":"{{isTrue}}","at":"{{at}}","of":"0123456789abcdef"}""";
        var problem =
            """ "problem":{"authentic":"en","en":"It was cold."},"lastKey":3,"checkedAt":"2026-03-09T10:00:00Z",""";
        Assert.Empty(
            await ImportAsync(app, With(problem + $"\"reviews\":[{Review("umea", "yes", "2026-03-09T12:00:00Z")}],"))
        );
        // From before there were details and reviews; then an earlier review, and one of another city.
        Assert.Empty(await ImportAsync(app, bare.Replace("Words.", "Other words.", StringComparison.Ordinal)));
        Assert.Empty(
            await ImportAsync(
                app,
                With(
                    $"\"reviews\":[{Review("umea", "no", "2026-03-09T11:00:00Z")},{Review("mannheim", "partly", "2026-03-09T11:00:00Z")}],"
                )
            )
        );
        await app.WithDbAsync(async db =>
        {
            var practice = await db
                .Practices.Include(p => p.Reviews)
                    .ThenInclude(r => r.City)
                .SingleAsync(p => p.Identifier == "told-example", Cancel);
            Assert.Equal("It was cold.", $"{practice.Told.Problem}");
            Assert.NotNull(practice.CheckedAt);
            Assert.Equal(
                ["mannheim Partly", "umea Yes"],
                practice.Reviews.Select(r => $"{r.City!.Identifier} {r.IsTrue}").Order(StringComparer.Ordinal)
            );
        });

        var component = """{"key":"k1","title":{"authentic":"en","en":"A part"},"importance":"high"}""";
        var four = string.Join(
            ',',
            Enumerable.Range(1, 4).Select(n => component.Replace("k1", $"k{n}", StringComparison.Ordinal))
        );
        foreach (
            var (more, told) in ((string, string)[])
                [
                    (
                        $"\"reviews\":[{Review("umea", "yes", "2026-03-09T12:00:00Z")},{Review("umea", "no", "2026-03-09T12:00:00Z")}],",
                        "duplicate-key"
                    ),
                    ($"\"reviews\":[{Review("espoo", "yes", "2026-03-09T12:00:00Z")}],", "review-of-own"),
                    ("\"problem\":{\"authentic\":\"de\",\"de\":\"Kalt.\"},", "practice-languages"),
                    ($"\"components\":[{four.Replace("k4", "k1", StringComparison.Ordinal)}],", "duplicate-key"),
                    ($"\"components\":[{four.Replace("k4", "k9999999", StringComparison.Ordinal)}],", "wrong-form"),
                ]
        )
            Assert.Contains(told, await ImportAsync(app, With(more)));
        Assert.Contains("identifier-reserved", await ImportAsync(app, Line("compare", "Compare (example)")));
    }

    private static string Line(
        string id,
        string title,
        string area = "energy",
        string deals = "\"deals\":[\"es-04\"],",
        string publishedAt = "2026-03-09T09:00:00Z"
    ) =>
        $$"""{"id":"{{id}}","kind":"lesson","title":{"authentic":"en","en":"{{title}}"},"text":{"authentic":"en","en":"Words."},"city":"espoo","areas":["{{area}}"],{{deals}}"publishedAt":"{{publishedAt}}"}""";

    private static async Task<IReadOnlyList<string>> ImportAsync(TestApp app, string line)
    {
        var folder = Directory.CreateDirectory(Path.Combine(app.Database.Folder, "in")).FullName;
        var file = Path.Combine(folder, "practices.jsonl");
        await File.WriteAllTextAsync(file, line + "\n", Cancel);
        return await app.WithDbAsync(async db =>
        {
            var result = await new ImportPackage(db, app.Time).RunAsync([file], dryRun: false);
            return (IReadOnlyList<string>)[.. result.Problems.Select(p => p.Code)];
        });
    }

    private static Task MakeAsync(TestApp app, string title, PracticeStanding standing, string? identifier) =>
        app.WithDbAsync(async db =>
        {
            var now = app.Time.GetUtcNow().UtcDateTime;
            var practice = new Practice
            {
                Identifier = identifier,
                Kind = PracticeKind.Lesson,
                Title = new LocalText("en", title),
                Text = new LocalText("en", "One.\n\nTwo."),
                CityId = await db.Cities.Where(c => c.Identifier == "espoo").Select(c => c.Id).SingleAsync(Cancel),
                Areas = ["mobility", "energy"],
                Deals = ["es-04", "es-01"],
                Challenges = [new ChallengeName("espoo", "c3")],
                Origin = "board:KEY/k17",
                Standing = standing,
                PublishedAt = standing == PracticeStanding.Draft ? null : now,
                ChangedAt = now,
            };
            practice.Relink();
            db.Practices.Add(practice);
            await db.SaveChangesAsync(Cancel);
        });
}
