using System.Globalization;
using System.Security.Cryptography;
using Alliance.Deals.Drafting;
using Alliance.Deals.Talks;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Signing;

/// <summary>
/// Codes that sign: sent to the address the city has named, whoever asks. The newest one counts; a few wrong tries use it
/// up, and a party can have only so many a day.
/// </summary>
public sealed class SigningCodes(AppDb db, TalkMails mails, TimeProvider time)
{
    private const int MostADay = 10;

    /// <returns>
    /// Where it was sent, half hidden. Refused with <c>draft-not-found</c>, <c>not-allowed</c>, <c>nothing-to-sign</c>,
    /// <c>too-many-codes</c>.
    /// </returns>
    public async Task<Outcome<string>> SendAsync(Door door, string party, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (await DraftAccess.OpenAsync(db, door, now, cancel) is not { } access)
            return new Refusal("draft-not-found");
        if (!access.ActsFor.Contains(party))
            return new Refusal("not-allowed");
        var draft = access.Draft;
        var release = await AnswerRelease.CurrentAsync(db, draft.Id, cancel);
        if (draft.Stage != DraftStage.Signing || release is not { ReleasedAt: not null })
            return new Refusal("nothing-to-sign");
        if (draft.Parties.Find(p => p.Key == party) is not { ContactEmail: { } address } row)
            return new Refusal("not-allowed");
        var dayBefore = now.AddDays(-1);
        var sent = await db.SigningCodes.CountAsync(
            c => c.ReleaseId == release.Id && c.Party == party && c.SentAt > dayBefore,
            cancel
        );
        if (sent >= MostADay)
            return new Refusal("too-many-codes");
        var code = RandomNumberGenerator.GetString("0123456789", SigningCode.Digits);
        db.SigningCodes.Add(
            new SigningCode
            {
                ReleaseId = release.Id,
                Party = party,
                Hash = HashOf(release, party, code),
                SentAt = now,
                ExpiresAt = now + SigningCode.Lasts,
            }
        );
        await mails.CodeAsync(draft, row, release, code, cancel);
        await db.SaveChangesAsync(cancel);
        return Hidden(address);
    }

    /// <summary>
    /// Uses a code up, or says why not: <c>code-wrong</c>, <c>code-used-up</c>. A wrong try is stored at once, so that many
    /// at the same time do not count as one. A right one is noted with the caller's <c>SaveChanges</c>.
    /// </summary>
    internal async Task<Refusal?> UseAsync(Release release, string party, string code, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var newest = await db
            .SigningCodes.Where(c => c.ReleaseId == release.Id && c.Party == party)
            .OrderByDescending(c => c.Id)
            .FirstOrDefaultAsync(cancel);
        if (newest is null || newest.UsedAt is not null || newest.ExpiresAt <= now || newest.Wrong >= SigningCode.Tries)
            return new Refusal("code-used-up");
        var typed = string.Concat(code.Where(char.IsAsciiDigit));
        // Counted before it is looked at: one row, one try, whoever else tries at the same moment.
        var allowed = await db
            .SigningCodes.Where(c => c.Id == newest.Id && c.Wrong < SigningCode.Tries && c.UsedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.Wrong, c => c.Wrong + 1), cancel);
        if (allowed == 0)
            return new Refusal("code-used-up");
        if (
            !CryptographicOperations.FixedTimeEquals(
                Convert.FromHexString(newest.Hash),
                Convert.FromHexString(HashOf(release, party, typed))
            )
        )
            return new Refusal("code-wrong");
        newest.UsedAt = now;
        return null;
    }

    internal static string HashOf(Release release, string party, string code) =>
        LinkToken.HashOf(string.Create(CultureInfo.InvariantCulture, $"{release.Id}:{release.Hash}:{party}:{code}"));

    /// <summary><c>m…@firma.example</c>: enough to know which mailbox to look into.</summary>
    internal static string Hidden(string address) =>
        $"{address[0]}…{address[address.IndexOf('@', StringComparison.Ordinal)..]}";
}
