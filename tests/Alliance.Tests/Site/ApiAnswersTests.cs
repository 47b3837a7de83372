using System.Net;
using System.Text.Json.Nodes;
using Alliance.Monitoring;
using Alliance.Monitoring.Obstacles;
using Alliance.Monitoring.Reporting;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Roadmaps;
using Alliance.Tests.Testing;
using Alliance.Transparency;
using Microsoft.EntityFrameworkCore;
using NJsonSchema;

namespace Alliance.Tests.Site;

/// <summary>Whatever the API answers is what its description says.</summary>
public sealed class ApiAnswersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Every_answer_is_as_the_description_says(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        await app.LogAsync();
        await MeasureAsync(app);
        await PlanAsync(app);
        await Rights.RightsOpenBoards.MakeAsync(app);
        await Rights.RightsOffers.MakeAsync(app, []);
        await Rights.RightsKnowledge.TakeOverAsync(app, ready: true, shown: true);
        await Rights.RightsKnowledge.TakeOverAsync(app, ready: false, shown: true);
        await Rights.RightsKnowledge.PublishAsync(app);
        var description = await ReadAsync(app, "/openapi/v1.json");
        var schemas = new Schemas(description);
        var checks = 0;
        foreach (var (pattern, operation) in Operations(description))
        {
            var parameters = Parameters(operation);
            var path = parameters
                .Where(p => (string)p["in"]! == "path")
                .Aggregate(
                    pattern,
                    (at, p) => at.Replace($"{{{p["name"]}}}", $"{p["example"]}", StringComparison.Ordinal)
                );
            var asked = parameters.Where(p => (string)p["in"]! == "query").ToList();
            // Without these there is no answer.
            var required = asked
                .Where(p => (bool?)p["required"] == true)
                .Select(p => $"{p["name"]}={Uri.EscapeDataString((string)p["example"]!)}")
                .ToList();
            await CheckAsync(required, 200);
            foreach (var parameter in asked)
            {
                var others = required
                    .Where(r => !r.StartsWith($"{parameter["name"]}=", StringComparison.Ordinal))
                    .ToList();
                // What no database can hold; PostgreSQL would break at it.
                await CheckAsync([.. others, $"{parameter["name"]}=a%00b"], 400);
                if ((string)parameter["name"]! == "after")
                    continue;
                foreach (var value in Values(parameter))
                    await CheckAsync([.. others, $"{parameter["name"]}={Uri.EscapeDataString(value)}"], 200);
                await CheckAsync([.. others, $"{parameter["name"]}="], 400);
                if (others.Count < required.Count)
                    await CheckAsync(others, 400);
            }
            await CheckAsync([.. required, "nonsense=1"], 400);
            if (pattern.Contains('{', StringComparison.Ordinal))
            {
                path = pattern
                    .Replace("{id}", "no-such-thing", StringComparison.Ordinal)
                    .Replace("{number}", "1", StringComparison.Ordinal);
                await CheckAsync([], 404);
            }

            async Task CheckAsync(IReadOnlyList<string> query, int status)
            {
                var address = query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
                using var answer = await app.Client.GetAsync(address, Cancel);
                Assert.True(
                    (int)answer.StatusCode == status,
                    $"{(int)answer.StatusCode} instead of {status}: {address}"
                );
                var described = operation["responses"]![$"{status}"]!;
                var type = answer.Content.Headers.ContentType!.MediaType!;
                var content = described["content"]![type];
                Assert.True(content is not null, $"{type} is not described: {address}");
                if (content!["schema"] is { } schema && type.EndsWith("json", StringComparison.Ordinal))
                {
                    var body = await answer.Content.ReadAsStringAsync(Cancel);
                    var wrong = (await schemas.OfAsync(schema)).Validate(body);
                    Assert.True(
                        wrong.Count == 0,
                        $"{address}: {string.Join('\n', wrong.Take(3))}\n{body[..Math.Min(400, body.Length)]}"
                    );
                }
                foreach (var header in described["headers"]?.AsObject().Select(h => h.Key) ?? [])
                    if (header != "Link")
                        Assert.True(answer.Headers.Contains(header), $"{header} is missing: {address}");
                checks++;
            }
        }
        Assert.InRange(checks, 150, 1_500);
    }

    /// <summary>The test would notice: what is not described is wrong, and so is what is described and missing.</summary>
    [Fact]
    public async Task An_answer_with_a_field_too_many_or_too_few_would_be_noticed()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        var description = await ReadAsync(app, "/openapi/v1.json");
        var schema = await new Schemas(description).OfAsync(
            JsonNode.Parse("""{ "$ref": "#/components/schemas/CityList" }""")!
        );
        var cities = await ReadAsync(app, "/api/v1/cities");
        Assert.Empty(schema.Validate(cities.ToJsonString()));
        foreach (
            var spoil in (Action<JsonObject>[])
                [
                    city => city["surprise"] = 1,
                    city => city.Remove("url"),
                    city => city["counts"]!["deals"] = "8",
                    city => city["links"]!.AsObject().Remove("pages"),
                    city => city["role"] = "mayor",
                    city => city["name"] = "Espoo",
                ]
        )
        {
            var spoilt = cities.DeepClone();
            spoil(spoilt["items"]![0]!.AsObject());
            Assert.NotEmpty(schema.Validate(spoilt.ToJsonString()));
        }
    }

    /// <summary>Without what the API adds, an item is the very document that an export writes.</summary>
    [Theory]
    [InlineData("collections", "collections")]
    [InlineData("policy-areas", "policy-areas")]
    [InlineData("cities", "cities")]
    [InlineData("organisations", "organisations")]
    [InlineData("projects", "projects")]
    [InlineData("deals", "deals")]
    public async Task An_item_is_its_document_of_the_open_format(string list, string file)
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        var lines = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", "alliance", file + ".jsonl"))
            .ToDictionary(l => (string)JsonNode.Parse(l)!["id"]!);
        var met = 0;
        for (var next = $"/api/v1/{list}?limit=100"; next is not null; )
        {
            var page = await ReadAsync(app, next);
            foreach (var item in page["items"]!.AsArray().Select(i => i!.AsObject()))
            {
                foreach (var added in (string[])["url", "changed", "counts", "concepts", "links"])
                    item.Remove(added);
                Assert.Equal(lines[(string)item["id"]!], item.ToJsonString(Alliance.Platform.Data.JsonColumn.Options));
                met++;
            }
            next = (string?)page["next"];
        }
        // A merged record is not listed, and the shipped data has none.
        Assert.Equal(lines.Count, met);
    }

    /// <summary>Everything a link of the API names is there, on this server.</summary>
    [Fact]
    public async Task No_link_leads_nowhere()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var left = new Queue<string>([
            "/api/v1/deals",
            "/api/v1/organisations",
            "/api/v1/cities",
            "/api/v1/projects",
            "/api/v1/menu",
            "/api/v1/search?q=energie&lang=fi",
            "/api/v1/concepts?q=fernw",
            "/api/v1/concepts/district-heating",
        ]);
        while (left.TryDequeue(out var address))
        {
            if (!seen.Add(new Uri(app.Address, address).PathAndQuery))
                continue;
            using var answer = await app.Client.GetAsync(address, Cancel);
            Assert.True(answer.IsSuccessStatusCode, address);
            if (answer.Content.Headers.ContentType!.MediaType == "application/json")
                foreach (var found in Links(JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!))
                    left.Enqueue(found);
        }
        Assert.InRange(seen.Count, 300, 5_000);

        IEnumerable<string> Links(JsonNode node) =>
            node switch
            {
                JsonObject all => all.SelectMany(p => p.Value is null ? [] : Links(p.Value)),
                JsonArray list => list.SelectMany(v => v is null ? [] : Links(v)),
                JsonValue value
                    when value.TryGetValue<string>(out var text)
                        && text.StartsWith(app.Address.ToString(), StringComparison.Ordinal) => [text],
                _ => [],
            };
    }

    // A roadmap with everything that one can say.
    private static Task PlanAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            var content = new RoadmapContent
            {
                Language = "en",
                Title = new LocalText("en", "Example roadmap"),
                Vision = new LocalText("en", "Warm homes."),
                From = 2026,
                To = 2035,
                Decision = new CouncilDecision(PartialDate.Parse("2026-02"), "12/2026", "https://example.org/12"),
                FocusAreas = [new("f1", new LocalText("en", "Homes"), new LocalText("en", "All of them."), ["energy"])],
                Steps = [new("s2", new LocalText("en", "First step"), null)],
                Challenges = [new("c3", new LocalText("en", "Old roofs"), null, "f1", ["um-01"])],
                Goals =
                [
                    new(
                        "g4",
                        new LocalText("en", "Trees"),
                        "c3",
                        "trees-planted",
                        "trees",
                        [new PathPoint(2026, 0), new PathPoint(2030, 1_000.5m)]
                    ),
                ],
                Milestones =
                [
                    new(
                        "m5",
                        new LocalText("en", "Counted"),
                        "c3",
                        "s2",
                        "City of Umeå",
                        PartialDate.Parse("2027"),
                        null,
                        [],
                        1_000,
                        "sek",
                        MoneyState.Granted,
                        "City budget"
                    ),
                ],
                LastKey = 5,
            };
            var roadmap = new Roadmap
            {
                CityId = await db.Cities.Where(c => c.Identifier == "umea").Select(c => c.Id).SingleAsync(Cancel),
                Content = content,
                ChangedAt = app.Time.GetUtcNow().UtcDateTime,
            };
            roadmap.Versions.Add(
                RoadmapVersion.Of(content, RoadmapVersionKind.Adopted, 1, app.Time.GetUtcNow().UtcDateTime)
            );
            db.Roadmaps.Add(roadmap);
            await db.SaveChangesAsync(Cancel);
        });

    // ma-11.c1.2025.v1, corrected by v2.
    private static Task MeasureAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            var deal = await db.Deals.Where(d => d.Identifier == "ma-11").Select(d => d.Id).SingleAsync(Cancel);
            foreach (var version in (int[])[1, 2])
                db.Measurements.Add(
                    new Measurement
                    {
                        DealId = deal,
                        Commitment = "c1",
                        Period = Period.Parse("2025"),
                        Span = MeasuredSpan.During,
                        Version = version,
                        Value = version == 1 ? 12.5m : null,
                        Unit = version == 1 ? "mwh" : null,
                        Notation = version == 1 ? null : NotationKey.NotEstimated,
                        Method = MeasuringMethod.Measured,
                        Source = "Invented for a test.",
                        Trust = TrustLevel.Declared,
                        OnBehalf = true,
                        RecordedAt = app.Time.GetUtcNow().UtcDateTime,
                    }
                );
            foreach (var version in (int[])[1, 2])
                db.Reports.Add(
                    new Report
                    {
                        DealId = deal,
                        Commitment = "c1",
                        Period = Period.Parse("2025"),
                        Version = version,
                        Sentence = "Invented for a test.",
                        Language = "en",
                        OnBehalf = true,
                        RecordedAt = app.Time.GetUtcNow().UtcDateTime,
                    }
                );
            db.NamedObstacles.Add(
                new NamedObstacle
                {
                    DealId = deal,
                    Commitment = "c1",
                    Kind = Obstacle.Legal,
                    Since = Period.Parse("2024"),
                    Until = Period.Parse("2025"),
                    Present = true,
                    NamedAt = app.Time.GetUtcNow().UtcDateTime,
                }
            );
            foreach (var outcome in (EnquiryOutcome[])[EnquiryOutcome.Open, EnquiryOutcome.Solved])
                db.Enquiries.Add(
                    new Enquiry
                    {
                        DealId = deal,
                        Commitment = "c1",
                        Obstacle = Obstacle.Legal,
                        Number = 1 + (int)outcome,
                        Version = 1,
                        Addressee = "Invented for a test.",
                        Country = "EU",
                        AskedOn = new DateOnly(2026, 1, 15),
                        Asked = "Invented for a test?",
                        Outcome = outcome,
                        AnsweredOn = outcome == EnquiryOutcome.Open ? null : new DateOnly(2026, 2, 15),
                        Answer = outcome == EnquiryOutcome.Open ? null : "Invented for a test.",
                        Language = "en",
                        RecordedAt = app.Time.GetUtcNow().UtcDateTime,
                    }
                );
            await db.SaveChangesAsync(Cancel);
        });

    [Fact]
    public async Task The_description_says_so_in_words()
    {
        await using var app = await TestApp.StartAsync();
        var description = await ReadAsync(app, "/openapi/v1.json");
        Assert.StartsWith("3.1", (string)description["openapi"]!, StringComparison.Ordinal);
        foreach (var (path, operation) in Operations(description))
        {
            Assert.False(string.IsNullOrWhiteSpace((string?)operation["description"]), path);
            foreach (var parameter in Parameters(operation))
                Assert.False(
                    string.IsNullOrWhiteSpace((string?)parameter["description"]),
                    $"{path} {parameter["name"]}"
                );
        }
        // Fields that mean what they are called need no more words; every other one has some.
        string[] plain = ["type", "title", "status", "traceId", "pages", "city", "deals", "project", "collection"];
        foreach (var (name, schema) in description["components"]!["schemas"]!.AsObject())
            if (schema!["properties"] is JsonObject fields && name is not "Format.text" and not "Format.deal")
                foreach (var (field, value) in fields)
                    Assert.True(
                        plain.Contains(field) || !string.IsNullOrWhiteSpace((string?)value!["description"]),
                        $"{name}.{field} is not described."
                    );
    }

    private static IEnumerable<(string Path, JsonNode Operation)> Operations(JsonNode description) =>
        description["paths"]!.AsObject().Select(p => (p.Key, p.Value!["get"]!));

    private static List<JsonObject> Parameters(JsonNode operation) =>
        [.. operation["parameters"]?.AsArray().Select(p => p!.AsObject()) ?? []];

    private static IEnumerable<string> Values(JsonObject parameter)
    {
        var schema = parameter["schema"]!;
        var one = schema["items"] ?? schema;
        if (one["enum"] is JsonArray values)
            return values.Select(v => (string)v!);
        if (one["maximum"] is { } most)
            return ["1", $"{most}"];
        var example = parameter["example"];
        return [$"{(example as JsonArray)?[0] ?? example}"];
    }

    private static async Task<JsonNode> ReadAsync(TestApp app, string address)
    {
        using var answer = await app.Client.GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
    }

    /// <summary>The description's schemas, made strict: what they do not name is wrong.</summary>
    private sealed class Schemas
    {
        private readonly JsonNode definitions;
        private readonly Dictionary<string, JsonSchema> parsed = new(StringComparer.Ordinal);

        public Schemas(JsonNode description)
        {
            definitions = JsonNode.Parse(Moved(description["components"]!["schemas"]!))!;
            foreach (var (_, schema) in definitions.AsObject())
                Tighten(schema!);
        }

        public async Task<JsonSchema> OfAsync(JsonNode schema)
        {
            var text = Moved(schema);
            if (!parsed.TryGetValue(text, out var known))
            {
                var whole = new JsonObject
                {
                    ["allOf"] = new JsonArray(JsonNode.Parse(text)),
                    ["definitions"] = definitions.DeepClone(),
                };
                parsed[text] = known = await JsonSchema.FromJsonAsync(whole.ToJsonString(), Cancel);
            }
            return known;
        }

        private static string Moved(JsonNode node) =>
            node.ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal);

        private static void Tighten(JsonNode node)
        {
            if (node is JsonArray list)
                foreach (var value in list.OfType<JsonNode>())
                    Tighten(value);
            if (node is not JsonObject all)
                return;
            foreach (var value in all.Select(p => p.Value).OfType<JsonNode>().ToList())
                Tighten(value);
            if (all["properties"] is JsonObject && !all.ContainsKey("additionalProperties"))
                all["additionalProperties"] = false;
        }
    }
}
