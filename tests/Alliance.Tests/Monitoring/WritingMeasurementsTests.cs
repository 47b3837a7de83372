using System.Net;
using System.Text.Json.Nodes;
using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Monitoring;

/// <summary>Programs record measurements by a token: once for each key, and never more than its person may.</summary>
public sealed class WritingMeasurementsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task What_is_sent_again_is_answered_again_and_recorded_once(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludedAsync();
        var deal = await story.IdAsync();
        using var firm = await story.FirmAsync();
        var token = await firm.TokenAsync();
        var body = MeasurementSender.Trees(deal);

        var (status, said, answer) = await app.Client.RecordAsync(token, "\"first\"", body.ToJsonString());
        Assert.Equal((201, $"{deal}.c3.2025.v1"), (status, (string)said["id"]!));
        Assert.True(answer.Headers.CacheControl?.NoStore);
        await app.ChangedAsync();
        // What was answered is what is there, at the address that was named.
        var there = await app.Client.GetStringAsync(answer.Headers.Location!, Cancel);
        Assert.True(JsonNode.DeepEquals(said, JsonNode.Parse(there)), there);
        Assert.Equal("declared", (string)said["trust"]!);
        Assert.False((bool)said["onBehalf"]!);
        var page = await story.Stranger.GetStringAsync($"/en/deals/{await story.SlugAsync()}/progress", Cancel);
        Assert.Contains("Counted by the gardeners.", page, StringComparison.Ordinal);

        // The same again, also without quotation marks around the key, and also once it was corrected.
        foreach (var key in (string[])["\"first\"", "first"])
        {
            var (again, same, _) = await app.Client.RecordAsync(token, key, body.ToJsonString());
            Assert.Equal(201, again);
            Assert.True(JsonNode.DeepEquals(said, same));
        }
        Assert.Equal(
            "422 idempotency-key-reused",
            await app.Client.CodeAsync(token, "first", body.With(("value", 401)))
        );
        Assert.Equal("409 measured-already", await app.Client.CodeAsync(token, "second", body));
        var corrected = body.With(("value", 390), ("version", 2), ("reason", "Ten have died."));
        // A refusal has done nothing: corrected, the request may come under its key.
        Assert.Equal("422 check-fields", await app.Client.CodeAsync(token, "third", corrected.With(("reason", null))));
        Assert.Equal($"201 {deal}.c3.2025.v2", await app.Client.CodeAsync(token, "third", corrected));
        Assert.Equal("409 measured-meanwhile", await app.Client.CodeAsync(token, "fourth", corrected));
        Assert.Equal($"201 {deal}.c3.2025.v1", await app.Client.CodeAsync(token, "first", body));
        Assert.Equal(2, await story.DbAsync(db => db.Measurements.CountAsync(Cancel)));

        // A day later the key is free, and the period is taken.
        app.Time.Advance(TimeSpan.FromHours(24));
        Assert.Equal("409 measured-already", await app.Client.CodeAsync(token, "first", body));
        // Another person's key of the same name is another key.
        using var manager = await app.ReturningAsync(Story.Manager);
        var other = body.With(("period", "2024"), ("value", 7), ("evidence", "https://example.org/trees"));
        var (_, onBehalf, _) = await app.Client.RecordAsync(await manager.TokenAsync(), "third", other.ToJsonString());
        Assert.Equal((true, "evidence-attached"), ((bool)onBehalf["onBehalf"]!, (string)onBehalf["trust"]!));
    }

    [Theory, EachDatabase]
    public async Task What_is_wrong_is_said_field_by_field_and_nothing_is_stored(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludedAsync();
        var deal = await story.IdAsync();
        using var firm = await story.FirmAsync();
        var token = await firm.TokenAsync();
        var body = MeasurementSender.Trees(deal);

        foreach (
            var (field, code, value) in ((string, string, JsonNode?)[])
                [
                    ("period", "bad-period", "2025-H7"),
                    ("period", "period-not-over", "2026"),
                    ("value", "value-missing", null),
                    ("value", "not-a-json-number", "400"),
                    ("value", "not-a-number", 1e20),
                    ("value", "not-a-number", 0.0000001),
                    ("unit", "unit-differs", "kwh"),
                    ("unit", "unknown-value", "bananas"),
                    ("span", "span-missing", null),
                    ("span", "unknown-value", "sometimes"),
                    ("notation", "unknown-value", "unknown"),
                    ("method", "method-missing", null),
                    ("source", "source-missing", " "),
                    ("source", "not-a-text", 5),
                    ("evidence", "bad-address", "javascript:alert(1)"),
                    ("note", "text-too-long", new string('x', 1001)),
                    ("version", "bad-version", 0),
                    ("version", "bad-version", 1.5),
                    ("version", "bad-version", 1e20),
                    ("trust", "unknown-field", "assured"),
                ]
        )
        {
            var (status, said, _) = await app.Client.RecordAsync(
                token,
                "wrong",
                body.With((field, value)).ToJsonString()
            );
            Assert.Equal((422, "check-fields"), (status, (string)said["code"]!));
            var problem = Assert.Single(said["fields"]!.AsArray())!;
            Assert.Equal((field, code), ((string)problem["field"]!, (string)problem["code"]!));
            Assert.NotEmpty((string)problem["message"]!);
        }
        Assert.Equal("422 deal-not-found", await app.Client.CodeAsync(token, "wrong", body.With(("deal", "nothing"))));
        Assert.Equal(
            "422 promise-not-found",
            await app.Client.CodeAsync(token, "wrong", body.With(("commitment", "c99")))
        );
        Assert.Equal("400 idempotency-key-missing", await app.Client.CodeAsync(token, null, body));
        Assert.Equal("400 idempotency-key-bad", await app.Client.CodeAsync(token, "two words", body));
        foreach (
            var broken in (string[])
                ["", "[]", "{", """{"deal":"a","deal":"b"}""", """{"source":"\ud800"}""", """{"\ud800":1}"""]
        )
            Assert.Equal("bad-json", (string)(await app.Client.RecordAsync(token, "wrong", broken)).Said["code"]!);
        var (unread, form, _) = await app.Client.RecordAsync(
            token,
            "wrong",
            "a=b",
            "application/x-www-form-urlencoded"
        );
        Assert.Equal((415, "unsupported-media-type"), (unread, (string)form["code"]!));
        Assert.Equal(0, await story.DbAsync(db => db.Measurements.CountAsync(Cancel)));

        // All at once, and null says as much as nothing.
        var (_, all, _) = await app.Client.RecordAsync(
            token,
            "wrong",
            """{"deal":7,"period":null,"method":"guessed","colour":"green"}"""
        );
        Assert.Equal(["deal", "colour", "method"], all["fields"]!.AsArray().Select(f => (string)f!["field"]!));
        // A number of another kind than the first one of this promise is not silently counted like it.
        Assert.Equal($"201 {deal}.c3.2025.v1", await app.Client.CodeAsync(token, "right", body));
        var (_, differs, _) = await app.Client.RecordAsync(
            token,
            "wrong",
            body.With(("period", "2024"), ("span", "at-end")).ToJsonString()
        );
        Assert.Equal("span-is-fixed", (string)Assert.Single(differs["fields"]!.AsArray())!["code"]!);
    }

    /// <summary>The same measurement stands in the description and in the guide, and it is taken as it stands.</summary>
    [Fact]
    public async Task The_example_is_true()
    {
        using var story = await Story.BeginAsync(DatabaseKind.Sqlite);
        await using var app = story.App;
        await story.ConcludedAsync();
        var description = JsonNode.Parse(await app.Client.GetStringAsync("/openapi/v1.json", Cancel))!;
        var written = description["paths"]!["/api/v1/measurements"]!["post"]!;
        var example = written["requestBody"]!["content"]!["application/json"]!["example"]!.AsObject();
        Assert.Equal("token", Assert.Single(Assert.Single(written["security"]!.AsArray())!.AsObject()).Key);
        var guide = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "api.md"), Cancel);
        var sent = guide[guide.IndexOf("{\n  \"deal\"", StringComparison.Ordinal)..];
        Assert.True(
            JsonNode.DeepEquals(example, JsonNode.Parse(sent[..(sent.IndexOf('}', StringComparison.Ordinal) + 1)]))
        );

        var deal = await story.IdAsync();
        using var firm = await story.FirmAsync();
        Assert.Equal(
            $"201 {deal}.c3.2025.v1",
            await app.Client.CodeAsync(await firm.TokenAsync(), "key", example.With(("deal", deal)))
        );
        // What it can be refused with is described, field by field.
        var fields = description["components"]!["schemas"]!["MeasurementStatement"]!["properties"]!.AsObject();
        Assert.All(example, f => Assert.NotEmpty((string)fields[f.Key]!["description"]!));
        Assert.Equal(
            ["deal", "commitment", "period", "method", "source"],
            description["components"]!["schemas"]!["MeasurementStatement"]!["required"]!
                .AsArray()
                .Select(r => (string)r!)
        );
    }

    [Theory, EachDatabase]
    public async Task Of_several_at_once_with_one_key_one_is_recorded_and_all_are_told_so(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludedAsync();
        var body = MeasurementSender.Trees(await story.IdAsync()).ToJsonString();
        using var firm = await story.FirmAsync();
        var token = await firm.TokenAsync();
        var sent = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => app.Client.RecordAsync(token, "one", body)));
        Assert.All(sent, s => Assert.Equal(201, s.Status));
        Assert.Single(sent.Select(s => s.Said.ToJsonString()).Distinct());
        Assert.Equal(1, await story.DbAsync(db => db.Measurements.CountAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task A_token_that_is_revoked_while_its_request_waits_records_nothing(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludedAsync();
        var body = MeasurementSender.Trees(await story.IdAsync());
        using var firm = await story.FirmAsync();
        var token = await firm.TokenAsync();
        Assert.StartsWith("201", await app.Client.CodeAsync(token, "one", body), StringComparison.Ordinal);
        var waiting = Task.FromResult("");
        await app.WithDbAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            await db.TakeTurnAsync(Cancel);
            await db.AccessTokens.ExecuteDeleteAsync(Cancel);
            // It still finds the token, and then waits for the turn.
            waiting = app.Client.CodeAsync(token, "two", body.With(("period", "2024")));
            await Task.Delay(TimeSpan.FromSeconds(1), Cancel);
            await transaction.CommitAsync(Cancel);
        });
        Assert.Equal("401 token-unknown", await waiting);
        Assert.Equal(1, await story.DbAsync(db => db.Measurements.CountAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task A_token_is_never_more_than_its_person_is_now(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await story.ConcludedAsync();
        var body = MeasurementSender.Trees(await story.IdAsync());
        using var firm = await story.FirmAsync();
        var token = await firm.TokenAsync();
        Task<string> TryAsync(string? by) => app.Client.CodeAsync(by, "key", body);

        Assert.Equal("401 token-missing", await TryAsync(null));
        Assert.Equal("401 token-unknown", await TryAsync("alliance_wrong"));
        // A cookie says nothing here, whoever it belongs to.
        Assert.Equal("401 token-missing", await story.ManagerBrowser.CodeAsync(null, "key", body));
        var (_, _, answer) = await app.Client.RecordAsync("alliance_wrong", "key", body.ToJsonString());
        Assert.Contains("invalid_token", $"{answer.Headers.WwwAuthenticate}", StringComparison.Ordinal);

        // For another party of the deal, and for another city.
        using var care = await story.ActingForAsync("Example Care (example)", "care@example.org");
        Assert.Equal("403 not-allowed", await TryAsync(await care.TokenAsync()));
        using var umea = await app.SignedInAsync("umea@city.example", MembershipRole.DealManager, "umea");
        Assert.Equal("403 not-allowed", await TryAsync(await umea.TokenAsync()));
        // Its person got the right later: the token is still for Umeå alone.
        await app.InviteAsync("umea@city.example", MembershipRole.DealManager, "espoo");
        using var both = await app.ReturningAsync("umea@city.example");
        using (var used = await both.GetAsync("/en/workspace/tokens", Cancel))
            Assert.Contains(
                "last used on 10 March 2026",
                await used.Content.ReadAsStringAsync(Cancel),
                StringComparison.Ordinal
            );

        // A token for something else.
        await story.DbAsync(db =>
            db.AccessTokens.ExecuteUpdateAsync(s => s.SetProperty(t => t.Scope, "deals:write"), Cancel)
        );
        Assert.Equal("401 token-unknown", await TryAsync(token));
        await story.DbAsync(db =>
            db.AccessTokens.ExecuteUpdateAsync(s => s.SetProperty(t => t.Scope, "measurements:write"), Cancel)
        );

        // The role is taken, and given again.
        var role = await story.DbAsync(db =>
            db.Memberships.AsNoTracking()
                .SingleAsync(
                    m => db.Accounts.Any(a => a.Id == m.AccountId && a.Email == "reporter@example.org"),
                    Cancel
                )
        );
        await story.DbAsync(db => db.Memberships.Where(m => m.Id == role.Id).ExecuteDeleteAsync(Cancel));
        Assert.Equal("403 not-allowed", await TryAsync(token));
        await app.WithDbAsync(async db =>
        {
            db.Memberships.Add(
                new Membership
                {
                    AccountId = role.AccountId,
                    Role = role.Role,
                    OrganisationId = role.OrganisationId,
                    Since = role.Since,
                }
            );
            await db.SaveChangesAsync(Cancel);
        });

        // Its last day is over.
        app.Time.Advance(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero) - app.Time.GetUtcNow());
        Assert.Equal("401 token-expired", await TryAsync(token));
        using var late = await app.ReturningAsync("reporter@example.org");
        var fresh = await late.TokenAsync("Newer", "2027-12-31");
        Assert.StartsWith("201", await TryAsync(fresh), StringComparison.Ordinal);
        // Revoked.
        var id = await story.DbAsync(db =>
            db.AccessTokens.Where(t => t.Name == "Newer").Select(t => t.Id).SingleAsync(Cancel)
        );
        using (var revoked = await late.SendAsync("/en/workspace/tokens", "revoke-token", ("token", $"{id}")))
            await Forms.LeadsToAsync(revoked, "/en/workspace/tokens");
        Assert.Equal("401 token-unknown", await TryAsync(fresh));
    }
}
