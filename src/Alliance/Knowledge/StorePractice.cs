using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge;

/// <summary>The end of every act on a practice: what was changed is stored, and found by its words if everybody may.</summary>
internal static class StorePractice
{
    /// <returns>Null; or <c>somebody-was-faster</c>, and nothing is stored.</returns>
    public static async Task<Refusal?> RunAsync(AppDb db, Practice practice, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await db.SaveInTurnAsync(cancel) is { } raced)
        {
            db.ChangeTracker.Clear();
            return raced;
        }
        // What never was public was never indexed.
        if (practice.Identifier is not null)
            await SearchIndex.WriteAsync(db, PracticeTerms.Source, [practice.Id], cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }
}
