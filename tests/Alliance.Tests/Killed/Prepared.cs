using System.Globalization;
using System.Security.Cryptography;
using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Deals.Signing;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Killed;

/// <summary>A database with deals that lack one signature each, made by the acts themselves.</summary>
internal sealed class Prepared : IAsyncDisposable
{
    public const string Code = "123456";

    private readonly TestApp app;
    private Actor manager = Actor.Stranger;

    private Prepared(TestApp app) => this.app = app;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public string Folder => app.Database.Folder;

    /// <summary>For the command line; null on SQLite, which lies in the folder.</summary>
    public string? Db => app.Database.Db;

    public static async Task<Prepared> BeginAsync(DatabaseKind on)
    {
        var prepared = new Prepared(await RealRegister.StartAsync(on));
        await prepared.FillAsync();
        return prepared;
    }

    private async Task FillAsync()
    {
        // The servers that are killed live in the present.
        app.Time.SetUtcNow(TimeProvider.System.GetUtcNow());
        await app.InviteAsync("manager@city.example", MembershipRole.DealManager, "espoo");
        await app.InviteAsync("manager@city.example", MembershipRole.Approver, "espoo");
        await app.StopWorkAsync();
        await app.WithDbAsync(async db =>
        {
            await db.Mails.ExecuteDeleteAsync(Cancel);
            var rows = await db.Memberships.ToListAsync(Cancel);
            manager = new Actor(
                rows[0].AccountId,
                "Manager",
                [.. rows.Select(m => new ActorMembership(m.Role, m.CityId, m.OrganisationId))]
            );
        });
    }

    /// <summary>A deal signed by the city, with a code ready for its partner: the draft's key, and the partner's token.</summary>
    public async Task<(string Key, string Token)> SigningAsync(string title)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var acts = scope.ServiceProvider;
        var db = acts.GetRequiredService<AppDb>();
        var city = manager.Memberships[0].CityId!.Value;
        var started = await acts.GetRequiredService<StartDraft>()
            .StartAsync(
                manager,
                new NewDraft(
                    city,
                    Guid.NewGuid().ToString("N"),
                    Language.English,
                    Instrument.Deal,
                    title,
                    new NewParty(
                        $"Partner of {title} (example)",
                        OrganisationKind.Sme,
                        PartyRole.Signatory,
                        "Faye Firm",
                        "firm@example.org",
                        Language.English
                    ),
                    null,
                    new Dictionary<string, string> { ["action"] = "We do what we say.", ["no-date"] = "yes" },
                    []
                ),
                CultureInfo.InvariantCulture,
                Cancel
            );
        var door = new Door(manager, started.Value);
        var release = await acts.GetRequiredService<AskForRelease>()
            .AskAsync(door, [new WantedStep(manager.AccountId!.Value, null)], null, Cancel);
        var released = await acts.GetRequiredService<AnswerRelease>()
            .AnswerAsync(door, StepAnswer.Released, "", Cancel);
        Assert.Null(released.Refusal);
        var draft = released.Value;
        var signed = await acts.GetRequiredService<SignDeal>()
            .SignAsync(
                door,
                new SignedText(
                    "p1",
                    release.Value.Hash,
                    SigningWay.Ink,
                    "Manager",
                    Scan: new Attachment
                    {
                        DraftId = draft.Id,
                        Name = "scan.pdf",
                        MediaType = "application/pdf",
                        Content = "%PDF-"u8.ToArray(),
                        Hash = "",
                        At = app.Time.GetUtcNow().UtcDateTime,
                        IsScan = true,
                    }
                ),
                Cancel
            );
        Assert.Null(signed.Refusal);
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        db.DraftLinks.Add(
            new DraftLink
            {
                DraftPartyId = draft.Parties.Single(p => p.Key == "p2").Id,
                Hash = Door.HashOf(token),
                ExpiresAt = now.AddDays(1),
            }
        );
        db.SigningCodes.Add(
            new SigningCode
            {
                ReleaseId = release.Value.Id,
                Party = "p2",
                Hash = SigningCodes.HashOf(release.Value, "p2", Code),
                SentAt = now,
                ExpiresAt = now.AddHours(1),
            }
        );
        await db.SaveChangesAsync(Cancel);
        await db.Mails.ExecuteDeleteAsync(Cancel);
        return (started.Value, token);
    }

    public Task AssertConcludedOnceAsync(string key) =>
        AssertAsync(async db =>
        {
            var draft = await db.Drafts.Include(d => d.Deal).SingleAsync(d => d.Key == key, Cancel);
            Assert.Equal(DraftStage.Concluded, draft.Stage);
            var versions = await db
                .DealVersions.Include(v => v.Signatures)
                .Where(v => v.DealId == draft.DealId)
                .ToListAsync(Cancel);
            var version = Assert.Single(versions);
            Assert.Equal(["p1", "p2"], version.Signatures.Select(s => s.Party).Order(StringComparer.Ordinal));
            var deal = draft.Deal!.Identifier;
            foreach (
                var (kind, times) in ((string, int)[])
                    [(VersionReleased.Kind, 1), (VersionSigned.Kind, 2), (DealInForce.Kind, 1)]
            )
                Assert.Equal(
                    times,
                    await db.Outbox.CountAsync(m => m.Kind == kind && m.Payload.Contains($"\"{deal}\""), Cancel)
                );
        });

    public Task EndLeasesAsync() =>
        app.WithDbAsync(db =>
            db.Mails.Where(m => m.DueAt != null)
                .ExecuteUpdateAsync(
                    s => s.SetProperty(m => m.DueAt, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1)),
                    Cancel
                )
        );

    public Task AssertAsync(Func<AppDb, Task> assert) => app.WithDbAsync(assert);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
