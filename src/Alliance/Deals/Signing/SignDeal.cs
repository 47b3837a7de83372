using System.Globalization;
using Alliance.Deals.Documents;
using Alliance.Deals.Drafting;
using Alliance.Deals.Talks;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Signing;

/// <summary>What somebody signs, for whom, and how.</summary>
/// <param name="Party">The party's key.</param>
/// <param name="Hash">The fingerprint of the text that was shown.</param>
/// <param name="SignerName">The person who signs. It stands beside the signature and can be erased.</param>
/// <param name="Proof">The code, or what the browser answered for the passkey; nothing for ink.</param>
/// <param name="Asked">What was asked of the passkey: <see cref="AskedPasskey.State"/>.</param>
/// <param name="Scan">The stored scan of the signed paper, for ink.</param>
public sealed record SignedText(
    string Party,
    string Hash,
    SigningWay Way,
    string SignerName,
    string? Proof = null,
    string? Asked = null,
    Attachment? Scan = null
);

/// <summary>Signs the fixed text for a party. With the last signature it needs the deal comes into force.</summary>
public sealed class SignDeal(
    AppDb db,
    SigningCodes codes,
    ConfirmByPasskey passkey,
    ConcludeDeal conclude,
    TalkMails mails,
    TimeProvider time
)
{
    /// <summary>Whether a deal needs this role's signature: supporters, facilitators and joiners do not hold it up.</summary>
    public static bool IsNeeded(PartyRole role) => role is PartyRole.City or PartyRole.Signatory;

    /// <summary>What a passkey signs: which text, of which release, for whom.</summary>
    public static string Statement(Release release, string party) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"sha256:{release.Hash} · {release.ReleasedAt:yyyy-MM-dd'T'HH:mm:ss'Z'} · {party}"
        );

    /// <returns>
    /// The signature. Refused with <c>draft-not-found</c>, <c>not-allowed</c>, <c>nothing-to-sign</c>,
    /// <c>version-changed</c> (another text than the one shown), <c>already-signed</c>, <c>way-not-accepted</c>,
    /// <c>points-open</c>, <c>name-missing</c>, <c>code-wrong</c>, <c>code-used-up</c>, <c>passkey-failed</c>,
    /// <c>scan-missing</c>, <c>somebody-was-faster</c>.
    /// </returns>
    public async Task<Outcome<Signature>> SignAsync(Door door, SignedText wanted, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        if (await DraftAccess.OpenAsync(db, door, now.UtcDateTime, cancel) is not { } access)
            return new Refusal("draft-not-found");
        var draft = access.Draft;
        if (!May(access, wanted))
            return new Refusal("not-allowed");
        var release = await AnswerRelease.CurrentAsync(db, draft.Id, cancel);
        if (draft.Stage != DraftStage.Signing || release is not { ReleasedAt: not null })
            return new Refusal("nothing-to-sign");
        if (await ProblemAsync(draft, release, wanted, cancel) is { } problem)
            return problem;
        var proven = await ProofAsync(access, release, wanted, cancel);
        if (proven.Refusal is { } unproven)
            return unproven;

        var document = FixedDocument.Of(release);
        var party = document.Parties.Single(p => p.Key == wanted.Party);
        // On paper the association's own people sign; the manager who confirms it acts for nobody.
        var by =
            wanted.Way != SigningWay.Ink && access.ByMandate.TryGetValue(wanted.Party, out var association)
                ? await db
                    .Organisations.Where(o => o.Id == association)
                    .Select(o => new { o.Id, o.Identifier })
                    .SingleAsync(cancel)
                : null;
        var signature = new Signature
        {
            Release = release,
            Hash = release.Hash,
            Party = wanted.Party,
            Role = party.Role,
            Way = wanted.Way,
            At = now.UtcDateTime,
            SignerName = wanted.SignerName.Trim(),
            ByOrganisationId = by?.Id,
            // The manager who confirms a paper did not sign it.
            AccountId = wanted.Way == SigningWay.Ink ? null : access.Actor.AccountId,
            Proof = proven.Value.Length > 0 ? proven.Value : null,
            Scan = wanted.Scan,
        };
        release.Signatures.Add(signature);
        draft.Touch();
        db.Raise(
            VersionSigned.Kind,
            new VersionSigned(
                document.Id,
                release.Number,
                release.Hash,
                party.Organisation ?? party.Key,
                party.Role,
                wanted.Way,
                now.UtcDateTime,
                by?.Identifier
            ),
            [],
            now
        );
        if (party.Role != PartyRole.City)
            await mails.ToManagerAsync(
                draft,
                "signed",
                $"v{release.Id}-{wanted.Party}",
                draft.Content.Party(wanted.Party)!.Name,
                "/sign",
                cancel
            );
        try
        {
            if (ConcludeDeal.IsDue(draft, release, document, now.UtcDateTime))
                await conclude.RunAsync(draft, release, cancel);
            else
                await db.SaveChangesAsync(cancel);
            return signature;
        }
        catch (DbUpdateException raced) when (raced.IsRaced())
        {
            return new Refusal("somebody-was-faster");
        }
    }

    private static bool May(DraftAccess access, SignedText wanted) =>
        wanted.Way switch
        {
            SigningWay.Ink => access.MayManage && access.Draft.Content.Party(wanted.Party) is not null,
            SigningWay.Passkey => access.Actor.IsSignedIn && access.ActsFor.Contains(wanted.Party),
            _ => access.ActsFor.Contains(wanted.Party),
        };

    private async Task<Refusal?> ProblemAsync(Draft draft, Release release, SignedText wanted, CancellationToken cancel)
    {
        if (wanted.Hash != release.Hash)
            return new Refusal("version-changed");
        if (draft.Content.Party(wanted.Party) is not { } party || !IsNeeded(party.Role))
            return new Refusal("not-allowed");
        if (release.Signatures.Exists(s => s.Party == wanted.Party))
            return new Refusal("already-signed");
        if (!(await SigningRules.WaysAsync(db, draft.CityId, draft.Content.Instrument, cancel)).Contains(wanted.Way))
            return new Refusal("way-not-accepted");
        var open = await db
            .DraftPoints.Where(p => p.DraftId == draft.Id && p.State == PointState.Open)
            .ToListAsync(cancel);
        if (open.Exists(p => p.Concerns(wanted.Party, draft.Content)))
            return new Refusal("points-open");
        if (wanted.SignerName.Trim().Length is 0 or > Signature.NameLength)
            return new Refusal("name-missing");
        return null;
    }

    // What proves it afterwards: of a passkey its own signature, else nothing.
    private async Task<Outcome<string>> ProofAsync(
        DraftAccess access,
        Release release,
        SignedText wanted,
        CancellationToken cancel
    )
    {
        switch (wanted.Way)
        {
            case SigningWay.Code:
                return await codes.UseAsync(release, wanted.Party, wanted.Proof ?? "", cancel) is { } wrong
                    ? wrong
                    : "";
            case SigningWay.Passkey:
                var confirmed = await passkey(wanted.Proof, wanted.Asked, Statement(release, wanted.Party));
                if (confirmed.Refusal is { } failed)
                    return failed;
                return confirmed.Value.Account == access.Actor.AccountId
                    ? confirmed.Value.Proof
                    : new Refusal("passkey-failed");
            default:
                return wanted.Scan is null ? new Refusal("scan-missing") : "";
        }
    }
}
