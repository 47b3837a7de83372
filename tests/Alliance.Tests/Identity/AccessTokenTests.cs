using System.Net;
using System.Text.Json;
using Alliance.Identity.Tokens;
using Alliance.Network;
using Alliance.Platform.Mail;
using Alliance.Tests.Monitoring;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Identity;

/// <summary>The page on which people make and end their tokens.</summary>
public sealed class AccessTokenTests
{
    private const string Page = "/en/workspace/tokens";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_token_is_shown_once_and_only_its_hash_is_kept(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var browser = await app.SignedInAsync("ada@city.example", MembershipRole.DealManager, "espoo");
        var secret = await browser.TokenAsync("Energy monitor");
        Assert.StartsWith("alliance_", secret, StringComparison.Ordinal);
        var kept = await app.WithDbAsync(db => db.AccessTokens.AsNoTracking().SingleAsync(Cancel));
        Assert.Equal(LinkToken.HashOf(secret), kept.Hash);

        var again = await browser.GetStringAsync(Page, Cancel);
        Assert.Contains("Energy monitor", again, StringComparison.Ordinal);
        Assert.Contains("never used yet", again, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, again, StringComparison.Ordinal);
        Assert.DoesNotContain(kept.Hash, again, StringComparison.Ordinal);
        // Whoever asks for the own data learns of it; neither that nor the log holds the secret.
        var data = await browser.GetStringAsync("/en/account/data.json", Cancel);
        Assert.Equal(
            "Energy monitor",
            JsonDocument.Parse(data).RootElement.GetProperty("tokens")[0].GetProperty("name").GetString()
        );
        await app.Client.RecordAsync(secret, "key", """{"deal":"es-04"}""");
        Assert.DoesNotContain(kept.Hash, data, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Log.Lines, l => l.Contains(secret, StringComparison.Ordinal));

        // Another person sees nothing of it, and cannot end it.
        using var other = await app.SignedInAsync("bo@city.example", MembershipRole.DealManager, "espoo");
        Assert.DoesNotContain("Energy monitor", await other.GetStringAsync(Page, Cancel), StringComparison.Ordinal);
        await other.TokenAsync("Energy monitor");
        using var refused = await other.SendAsync(Page, "revoke-token", ("token", $"{kept.Id}"));
        Assert.Contains(
            "not there any more",
            Forms.Complaints(await refused.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        // With the account goes the token.
        using (await browser.SendAsync("/en/account", "delete", ("sure", "yes"))) { }
        Assert.NotEqual(kept.Id, await app.WithDbAsync(db => db.AccessTokens.Select(t => t.Id).SingleAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task What_is_wrong_is_said_at_its_field(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var browser = await app.SignedInAsync("ada@city.example", MembershipRole.FieldManager, "espoo");
        await browser.TokenAsync("Taken");
        await app.InviteAsync("ada@city.example", MembershipRole.Observer, "umea");
        var espoo = await app.WithDbAsync(db =>
            db.Cities.Where(c => c.Identifier == "espoo").Select(c => c.Id).SingleAsync(Cancel)
        );
        var umea = await app.WithDbAsync(db =>
            db.Cities.Where(c => c.Identifier == "umea").Select(c => c.Id).SingleAsync(Cancel)
        );

        await AssertRefusedAsync("Give it a name", ("name", " "));
        await AssertRefusedAsync("called “Taken” already", ("name", "Taken"));
        await AssertRefusedAsync("for whom", ("places", ""));
        // The other city is only looked at.
        await AssertRefusedAsync("do not allow", ("places", $"city-{umea}"));
        await AssertRefusedAsync("do not allow", ("scope", "everything"));
        foreach (var day in (string[])["", "2026-02-30", "2026-03-09", "2027-03-11"])
            await AssertRefusedAsync("from today to 2027-03-10", ("until", day));

        for (var i = 1; i < AccessToken.Most - 1; i++)
            await browser.TokenAsync($"Number {i}");
        // Of several at once only one is the last.
        var page = await browser.GetStringAsync(Page, Cancel);
        foreach (
            var sent in await Task.WhenAll(
                Enumerable
                    .Range(1, 6)
                    .Select(i =>
                        browser.SendAsync(Page, page, "make-token", ("name", $"Last {i}"), ("until", "2026-12-31"))
                    )
            )
        )
            sent.Dispose();
        Assert.Equal(AccessToken.Most, await app.WithDbAsync(db => db.AccessTokens.CountAsync(Cancel)));
        await AssertRefusedAsync("20 tokens already");
        // Who records for nobody has nothing to give.
        using var observer = await app.SignedInAsync("observer@city.example", MembershipRole.Observer, "espoo");
        Assert.Contains(
            "You cannot make a token yet",
            await observer.GetStringAsync(Page, Cancel),
            StringComparison.Ordinal
        );

        async Task AssertRefusedAsync(string says, params (string, string)[] typed)
        {
            var before = await app.WithDbAsync(db => db.AccessTokens.CountAsync(Cancel));
            using var sent = await browser.SendAsync(
                Page,
                "make-token",
                [("name", "New one"), ("places", $"city-{espoo}"), ("until", "2026-12-31"), .. typed]
            );
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
            Assert.Contains(
                says,
                Forms.Complaints(await sent.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
            Assert.Equal(before, await app.WithDbAsync(db => db.AccessTokens.CountAsync(Cancel)));
        }
    }
}
