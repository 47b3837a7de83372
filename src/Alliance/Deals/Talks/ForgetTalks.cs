using Alliance.Deals.Drafting;
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
        await db
            .DraftParties.Where(p =>
                p.ContactEmail != null && p.Draft!.Stage == DraftStage.Ended && p.Draft.StageSince < before
            )
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(p => p.ContactName, (string?)null)
                        .SetProperty(p => p.ContactEmail, (string?)null)
                        .SetProperty(p => p.ContactLanguage, (string?)null),
                cancel
            );
        await db.DraftLinks.Where(l => l.ExpiresAt < now).ExecuteDeleteAsync(cancel);
        await db.SigningCodes.Where(c => c.ExpiresAt < before).ExecuteDeleteAsync(cancel);
    }
}
