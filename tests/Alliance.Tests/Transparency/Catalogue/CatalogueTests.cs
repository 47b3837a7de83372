using System.Net;
using System.Text.Json.Nodes;
using Alliance.Platform;
using Alliance.Platform.Texts;
using Alliance.Sprints;
using Alliance.Sprints.After;
using Alliance.Tests.Rights;
using Alliance.Tests.Site;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Transparency.Catalogue;

/// <summary>The catalogue is what European portals ask for, says what is true, and leads where it says.</summary>
public sealed class CatalogueTests
{
    private const string Address = "/catalogue.ttl";

    private static readonly string[] Sets =
    [
        "deals",
        "commitments",
        "totals",
        "menu",
        "measurements",
        "indicator-totals",
        "reports",
        "obstacles",
        "indicators",
        "organisations",
        "cities",
        "projects",
        "policy-areas",
        "concepts",
        "practices",
        "replications",
        "publications",
        "sprints",
        "roadmaps",
        "open-boards",
        "offers",
        "log",
        "collections",
        "package",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task It_holds_by_the_shapes_of_DCAT_AP(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        await app.LogAsync();
        using var answer = await app.Client.GetAsync(Address, Cancel);
        Assert.Equal("text/turtle; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var read = await ReadCatalogue.CheckAsync(await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("", string.Join('\n', read.Violations.Select(b => $"{b.Where}: {b.Message}")));
        // What is recommended and not said, because nobody knows it: which years are covered, and the place of what belongs to no city.
        string[] placeless =
        [
            "menu",
            "indicators",
            "organisations",
            "projects",
            "policy-areas",
            "concepts",
            "practices",
            "replications",
            "publications",
            "sprints",
            "roadmaps",
            "open-boards",
            "offers",
            "log",
            "collections",
            "package",
        ];
        Assert.Equal(
            Sets.Select(s => s + " temporal").Concat(placeless.Select(s => s + " spatial")).Order(),
            read.Broken.Select(b => b.Where).Order()
        );
        Assert.Equal(Sets.Order(), read.Of("catalogue", "dataset").Select(d => d.Split('#')[1]).Order());
        foreach (var thing in Sets.Append("catalogue"))
        foreach (var property in (string[])["title", "description"])
            Assert.Equal(
                Language.Offered.Select(l => l.Code).Order(),
                read.Statements.Where(s =>
                        s.Thing.EndsWith("#" + thing, StringComparison.Ordinal) && s.Name == property
                    )
                    .Select(s => s.Language!)
                    .Order()
            );
        // A text that is missing shows its key in brackets.
        Assert.DoesNotContain(read.Statements, s => s.Value.StartsWith('['));
        Assert.Equal(["Stadt Beispiel"], read.Of("publisher", "name"));
        Assert.Equal(["mailto:deals@city.example"], read.Of("contact", "hasEmail"));
        Assert.Equal(["https://creativecommons.org/licenses/by/4.0/"], read.Of("deals-deals-csv", "license"));
    }

    /// <summary>The shapes are no decoration: each of these would be noticed.</summary>
    [Theory]
    [InlineData("dct:title", "dct:alternative", "catalogue title")]
    [InlineData("a foaf:Agent", "a foaf:Person", "catalogue publisher")]
    [InlineData("dcat:accessURL", "dcat:page", "deals-json accessURL")]
    [InlineData("a dct:LicenseDocument", "a foaf:Document", "deals-json license")]
    [InlineData("data-theme/ENVI>", "data-theme/env>", "deals theme")]
    [InlineData("^^xsd:dateTime", "^^xsd:string", "deals modified")]
    [InlineData("dcat:endpointURL", "dcat:page", "api endpointURL")]
    [InlineData("a rdfs:Resource", "a rdfs:Class", "deals-json accessURL")]
    [InlineData("a rdfs:Resource", "a rdfs:Class", "api endpointDescription")]
    [InlineData("frequency/IRREG>", "frequency/>", "deals accrualPeriodicity")]
    [InlineData("\"@de", "\"@en", "deals description")]
    public async Task The_check_would_notice_what_is_wrong(string right, string wrong, string where)
    {
        await using var app = await StartAsync(DatabaseKind.Sqlite);
        var text = await app.Client.GetStringAsync(Address, Cancel);
        Assert.Contains(right, text, StringComparison.Ordinal);
        var read = await ReadCatalogue.CheckAsync(text.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Contains(where, read.Violations.Select(b => b.Where));
    }

    [Theory, EachDatabase]
    public async Task Every_address_of_it_answers_as_it_says(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        await app.LogAsync();
        var read = await ReadCatalogue.ReadAsync(await app.Client.GetStringAsync(Address, Cancel));
        var own = read
            .Statements.Where(s =>
                s.Name
                    is "accessURL"
                        or "downloadURL"
                        or "conformsTo"
                        or "landingPage"
                        or "homepage"
                        or "endpointDescription"
                && s.Value.StartsWith(app.Address.ToString(), StringComparison.Ordinal)
            )
            .ToList();
        Assert.InRange(own.Count, 100, 500);
        foreach (var address in own.Select(s => s.Value).Distinct())
        {
            using var answer = await app.Client.GetAsync(address, Cancel);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, address);
            foreach (var at in own.Where(s => s.Name == "accessURL" && s.Value == address))
                Assert.Equal(
                    "https://www.iana.org/assignments/media-types/" + answer.Content.Headers.ContentType!.MediaType,
                    Assert.Single(read.Statements, s => s.Thing == at.Thing && s.Name == "mediaType").Value
                );
        }
        Assert.Contains(app.Address + "schemas/replications.json", own.Select(s => s.Value));
        Assert.Contains(app.Address + "fi/roadmaps.atom", own.Select(s => s.Value));
        // What it names within itself it describes.
        foreach (
            var name in read.Statements.Where(s =>
                s.IsName && s.Value.Contains(Address + "#", StringComparison.Ordinal)
            )
        )
            Assert.Contains(read.Statements, s => s.Thing == name.Value);
    }

    /// <summary>What programs are handed out of the register is in it; what only helps them ask is not.</summary>
    [Fact]
    public async Task Whatever_the_API_hands_out_is_in_it_or_is_named_here()
    {
        await using var app = await StartAsync(DatabaseKind.Sqlite);
        var read = await ReadCatalogue.ReadAsync(await app.Client.GetStringAsync(Address, Cancel));
        var told = read
            .Statements.Where(s =>
                s.Name == "accessURL" && s.Value.StartsWith($"{app.Address}api/", StringComparison.Ordinal)
            )
            .Select(s => new Uri(s.Value).AbsolutePath)
            .ToHashSet(StringComparer.Ordinal);
        string[] others =
        [
            // How many deals a filter finds, the questions of whether something fits, and searching.
            "/api/v1/facets",
            "/api/v1/fit",
            "/api/v1/search",
            // Proofs of the log, which is in it.
            "/api/v1/log/checkpoint",
            "/api/v1/log/consistency",
            "/api/v1/log/inclusion",
            "/api/v1/log/key",
        ];
        var handedOut = JsonNode.Parse(await app.Client.GetStringAsync("/openapi/v1.json", Cancel))!["paths"]!
            .AsObject()
            .Where(p => p.Value!["get"] is not null && !p.Key.Contains('{', StringComparison.Ordinal))
            .Select(p => p.Key)
            .ToList();
        Assert.Equal(others.Order(), handedOut.Where(p => !told.Contains(p)).Order());
        Assert.Empty(told.Except(handedOut));
    }

    [Theory, EachDatabase]
    public async Task It_is_as_new_as_what_it_tells_of(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        var before = await ReadAsync(app);
        var first = before.Of("deals", "modified").Single();
        Assert.Empty(before.Of("replications", "modified"));
        Assert.Empty(before.Of("sprints", "modified"));
        Assert.Empty(before.Of("cities", "modified"));
        Assert.Equal(before.Of("deals", "issued"), before.Of("catalogue", "issued"));

        app.Time.Advance(TimeSpan.FromHours(3));
        var now = app.Time.GetUtcNow().UtcDateTime;
        Assert.Equal(first, (await ReadAsync(app)).Of("deals", "modified").Single());
        await app.WithDbAsync(db =>
            db.Deals.Where(d => d.Identifier == "ma-11")
                .ExecuteUpdateAsync(s => s.SetProperty(d => d.ChangedAt, now), Cancel)
        );
        await app.RaiseAsync("changed", null, "deals", "deal:ma-11");
        await app.SettleAsync();
        var after = await ReadAsync(app);
        Assert.Equal("2026-03-10T12:00:00Z", after.Of("deals", "modified").Single());
        Assert.Equal("2026-03-10T12:00:00Z", after.Of("catalogue", "modified").Single());
        Assert.NotEqual(first, after.Of("deals", "modified").Single());

        // What nobody else sees changes nothing.
        app.Time.Advance(TimeSpan.FromHours(1));
        await RightsKnowledge.TakeOverAsync(app, ready: false);
        await app.ChangedAsync();
        Assert.Empty((await ReadAsync(app)).Of("replications", "modified"));
        await app.WithDbAsync(db =>
            db.Replications.ExecuteUpdateAsync(s => s.SetProperty(r => r.IsShown, true), Cancel)
        );
        await app.RaiseAsync("changed", null, "replications");
        await app.SettleAsync();
        Assert.Equal("2026-03-10T13:00:00Z", (await ReadAsync(app)).Of("replications", "modified").Single());

        // Minutes that are approved evict the pages of their own sprint alone.
        app.Time.Advance(TimeSpan.FromHours(1));
        Assert.Empty((await ReadAsync(app)).Of("sprints", "modified"));
        var sprint = await app.WithDbAsync(async db =>
        {
            var found = await SprintRights.Shown(db.Sprints).OrderBy(s => s.Id).FirstAsync(Cancel);
            db.Minutes.Add(
                new Minutes
                {
                    SprintId = found.Id,
                    Number = 1,
                    Text = "Invented for a test.",
                    Language = "en",
                    ApprovedAt = app.Time.GetUtcNow().UtcDateTime,
                }
            );
            await db.SaveChangesAsync(Cancel);
            return found.Identifier;
        });
        await app.RaiseAsync("changed", null, "sprint:" + sprint);
        await app.SettleAsync();
        Assert.Equal("2026-03-10T14:00:00Z", (await ReadAsync(app)).Of("sprints", "modified").Single());
    }

    [Theory, EachDatabase]
    public async Task It_is_kept_and_asks_as_much_whatever_there_is(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        await app.Client.GetAsync("/en/deals", Cancel);
        app.Queries.Clear();
        using var made = await app.Client.GetAsync(Address, Cancel);
        Assert.Equal(15, app.Queries.Count);
        using var kept = await app.Client.GetAsync(Address, Cancel);
        Assert.Equal(15, app.Queries.Count);
        Assert.True(kept.Headers.Contains("Age"));
        Assert.Equal(made.Headers.ETag, kept.Headers.ETag);
        using var asked = new HttpRequestMessage(HttpMethod.Get, Address);
        asked.Headers.IfNoneMatch.Add(made.Headers.ETag!);
        using var same = await app.Client.SendAsync(asked, Cancel);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        using var head = new HttpRequestMessage(HttpMethod.Head, Address);
        using var headed = await app.Client.SendAsync(head, Cancel);
        Assert.Equal(HttpStatusCode.OK, headed.StatusCode);
        Assert.Equal("text/turtle", headed.Content.Headers.ContentType!.MediaType);
        Assert.Empty(await headed.Content.ReadAsByteArrayAsync(Cancel));

        await RightsKnowledge.TakeOverAsync(app, ready: true, shown: true);
        await app.LogAsync();
        await app.ChangedAsync();
        await app.Client.GetAsync("/en/deals", Cancel);
        app.Queries.Clear();
        await app.Client.GetAsync(Address, Cancel);
        Assert.Equal(15, app.Queries.Count);
    }

    [Fact]
    public async Task An_empty_register_has_a_catalogue_too()
    {
        await using var app = await TestApp.StartAsync();
        var read = await ReadCatalogue.CheckAsync(await app.Client.GetStringAsync(Address, Cancel));
        Assert.Equal("", string.Join('\n', read.Violations.Select(b => $"{b.Where}: {b.Message}")));
        Assert.DoesNotContain(read.Statements, s => s.Name is "modified" or "issued" or "contactPoint" or "spatial");
        Assert.Equal(["Alliance, " + app.Address.Authority], read.Of("publisher", "name"));
    }

    [Fact]
    public async Task Behind_a_proxy_it_names_the_address_that_readers_know()
    {
        await using var app = await TestApp.StartAsync(settings: s => s with { Proxies = "127.0.0.1" });
        using var request = new HttpRequestMessage(HttpMethod.Get, Address);
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var answer = await app.Client.SendAsync(request, Cancel);
        var read = await ReadCatalogue.ReadAsync(await answer.Content.ReadAsStringAsync(Cancel));
        Assert.All(
            read.Statements.Where(s => s.Name == "accessURL"),
            s => Assert.StartsWith($"https://{app.Address.Authority}/", s.Value, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_page_of_open_data_leads_to_it()
    {
        await using var app = await TestApp.StartAsync();
        foreach (var language in Language.All)
        {
            var page = await app.ReadAsync($"/{language.Code}/open-data");
            Assert.Equal(
                Address,
                page.QuerySelector("head link[rel=alternate][type='text/turtle']")!.GetAttribute("href")
            );
            Assert.NotNull(page.QuerySelector($"main a[href='{Address}']"));
        }
    }

    private static Task<TestApp> StartAsync(DatabaseKind on) =>
        RealRegister.StartAsync(
            on,
            services =>
                services.Configure<OperatorSettings>(o => (o.Name, o.Email) = ("Stadt Beispiel", "deals@city.example"))
        );

    private static async Task<ReadCatalogue> ReadAsync(TestApp app) =>
        await ReadCatalogue.ReadAsync(await app.Client.GetStringAsync(Address, Cancel));
}
