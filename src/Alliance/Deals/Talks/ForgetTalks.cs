using Alliance.Deals.Drafting;
using Alliance.Deals.Signing;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Talks;

/// <summary>
/// Whose talks came to nothing has no business with us any more; links and codes are keys, and nobody needs an old one.
/// </summary>
internal static class ForgetTalks
{
    private static readonly TimeSpan ContactsKept = TimeSpan.FromDays(90);

    /// <summary>How many it forgot.</summary>
    public static async Task<int> RunAsync(AppDb db, DateTime now, CancellationToken cancel)
    {
        var before = now - ContactsKept;
        var contacts = await ForgetContacts.RunAsync(
            db,
            db.DraftParties.Where(p =>
                p.ContactEmail != null && p.Draft!.Stage == DraftStage.Ended && p.Draft.StageSince < before
            ),
            cancel
        );
        // Signed, and then it came to nothing.
        var signers = await ForgetSigners.RunAsync(
            db,
            db.Signatures.Where(s =>
                (s.SignerName != null || s.ScanId != null)
                && s.Release!.Draft!.Stage == DraftStage.Ended
                && s.Release.Draft.StageSince < before
            ),
            new DateTimeOffset(now, TimeSpan.Zero),
            cancel
        );
        var links = await db.DraftLinks.Where(l => l.ExpiresAt < now).ExecuteDeleteAsync(cancel);
        var codes = await db.SigningCodes.Where(c => c.ExpiresAt < before).ExecuteDeleteAsync(cancel);
        return contacts + signers + links + codes;
    }
}
