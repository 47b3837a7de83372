using System.Globalization;
using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Deals.Signing;
using Alliance.Deals.Talks;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Deals.Drafting;

/// <summary>Brings drafts to the stage that a test begins with, by the acts themselves: quicker than through pages.</summary>
/// <param name="manager">Somebody with the roles of deal manager and approver in one city.</param>
internal sealed class Making(TestApp app, Actor manager)
{
    public const string Code = "123456";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>By the one deal manager there is, who also approves where it does not matter who does.</summary>
    public static Task<Making> OfAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            var member = await db.Memberships.SingleAsync(m => m.Role == MembershipRole.DealManager, Cancel);
            db.Memberships.Add(
                new Membership
                {
                    AccountId = member.AccountId,
                    CityId = member.CityId,
                    Role = MembershipRole.Approver,
                    Since = member.Since,
                }
            );
            await db.SaveChangesAsync(Cancel);
            return new Making(app, Everything(member.AccountId, member.CityId!.Value));
        });

    /// <summary>A person of that account with every role it takes.</summary>
    public static Actor Everything(long account, long city) =>
        new(
            account,
            "Manager",
            [
                new ActorMembership(MembershipRole.DealManager, city, null),
                new ActorMembership(MembershipRole.Approver, city, null),
            ]
        );

    /// <summary>A draft of the city (p1) with one partner (p2), as a rule sent to it; the draft's key.</summary>
    public Task<string> DraftAsync(string title, string partner, bool send = true, Language? language = null) =>
        ActAsync(async acts =>
        {
            var started = await acts.GetRequiredService<StartDraft>()
                .StartAsync(
                    manager,
                    new NewDraft(
                        manager.Memberships[0].CityId!.Value,
                        Guid.NewGuid().ToString("N"),
                        language ?? Language.English,
                        Instrument.Deal,
                        title,
                        new NewParty(
                            partner,
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
            if (!send)
                return started.Value;
            var sent = await acts.GetRequiredService<SendToParties>()
                .SendAsync(new Door(manager, started.Value), Cancel);
            Assert.Null(sent.Refusal);
            return started.Value;
        });

    /// <summary>Fixes the text and asks this account to release it.</summary>
    public Task<Release> FixAsync(string key, long? approver = null) =>
        ActAsync(async acts =>
            (
                await acts.GetRequiredService<AskForRelease>()
                    .AskAsync(
                        new Door(manager, key),
                        [new WantedStep(approver ?? manager.AccountId!.Value, null)],
                        null,
                        Cancel
                    )
            ).Value
        );

    /// <summary>Fixed by the manager, who also releases it.</summary>
    public async Task<Release> ReleaseAsync(string key)
    {
        var release = await FixAsync(key);
        return await ActAsync(async acts =>
        {
            var released = await acts.GetRequiredService<AnswerRelease>()
                .AnswerAsync(new Door(manager, key), StepAnswer.Released, "", Cancel);
            Assert.Null(released.Refusal);
            return release;
        });
    }

    public Task<Signature> SignAsync(string key, Release release, string party) =>
        ActAsync(async acts =>
        {
            var draft = await acts.GetRequiredService<AppDb>().Drafts.SingleAsync(d => d.Key == key, Cancel);
            var signed = await acts.GetRequiredService<SignDeal>()
                .SignAsync(
                    new Door(manager, key),
                    new SignedText(party, release.Hash, SigningWay.Ink, "Somebody", Scan: Scan(draft.Id)),
                    Cancel
                );
            Assert.Null(signed.Refusal);
            return signed.Value;
        });

    /// <summary>Signed by everybody.</summary>
    public async Task<string> ConcludeAsync(string title, string partner, Language? language = null)
    {
        var key = await DraftAsync(title, partner, language: language);
        await ConcludeAsync(key);
        return key;
    }

    /// <summary>A draft with one partner that is complete: released, and signed by both.</summary>
    public async Task ConcludeAsync(string key)
    {
        var release = await ReleaseAsync(key);
        await SignAsync(key, release, "p1");
        await SignAsync(key, release, "p2");
    }

    /// <summary>The token of a link for a party.</summary>
    public Task<string> LinkAsync(string key, string party = "p2") =>
        ActAsync(async acts =>
        {
            var db = acts.GetRequiredService<AppDb>();
            var token = LinkToken.New();
            db.DraftLinks.Add(
                new DraftLink
                {
                    DraftPartyId = await db
                        .DraftParties.Where(p => p.Draft!.Key == key && p.Key == party)
                        .Select(p => p.Id)
                        .SingleAsync(Cancel),
                    Hash = LinkToken.HashOf(token),
                    ExpiresAt = app.Time.GetUtcNow().UtcDateTime.AddDays(1),
                }
            );
            await db.SaveChangesAsync(Cancel);
            return token;
        });

    /// <summary>Makes <see cref="Code"/> the code of a party.</summary>
    public Task<bool> CodeAsync(Release release, string party = "p2") =>
        ActAsync(async acts =>
        {
            var now = app.Time.GetUtcNow().UtcDateTime;
            var db = acts.GetRequiredService<AppDb>();
            db.SigningCodes.Add(
                new SigningCode
                {
                    ReleaseId = release.Id,
                    Party = party,
                    Hash = SigningCodes.HashOf(release, party, Code),
                    SentAt = now,
                    ExpiresAt = now.AddHours(1),
                }
            );
            return await db.SaveChangesAsync(Cancel) == 1;
        });

    /// <summary>Puts a file beside a draft, whatever its stage; the file's key.</summary>
    public Task<long> AttachAsync(string key) =>
        ActAsync(async acts =>
        {
            var db = acts.GetRequiredService<AppDb>();
            var draft = await db.Drafts.Where(d => d.Key == key).Select(d => d.Id).SingleAsync(Cancel);
            var file = Named(draft, "plan.pdf", isScan: false);
            db.Attachments.Add(file);
            await db.SaveChangesAsync(Cancel);
            return file.Id;
        });

    private Attachment Scan(long draft) => Named(draft, "scan.pdf", isScan: true);

    private Attachment Named(long draft, string name, bool isScan) =>
        new()
        {
            DraftId = draft,
            Name = name,
            MediaType = "application/pdf",
            Content = "%PDF-"u8.ToArray(),
            Hash = "",
            At = app.Time.GetUtcNow().UtcDateTime,
            IsScan = isScan,
        };

    private async Task<T> ActAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }
}
