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

    public static async Task RunAsync(AppDb db, DateTime now, CancellationToken cancel)
    {
        var before = now - ContactsKept;
        await ForgetContacts.RunAsync(
            db,
            db.DraftParties.Where(p =>
                p.ContactEmail != null && p.Draft!.Stage == DraftStage.Ended && p.Draft.StageSince < before
            ),
            cancel
        );
        // Signed, and then it came to nothing.
        await ForgetSigners.RunAsync(
            db,
            db.Signatures.Where(s =>
                (s.SignerName != null || s.ScanId != null)
                && s.Release!.Draft!.Stage == DraftStage.Ended
                && s.Release.Draft.StageSince < before
            ),
            new DateTimeOffset(now, TimeSpan.Zero),
            cancel
        );
        await db.DraftLinks.Where(l => l.ExpiresAt < now).ExecuteDeleteAsync(cancel);
        await db.SigningCodes.Where(c => c.ExpiresAt < before).ExecuteDeleteAsync(cancel);
    }
}
