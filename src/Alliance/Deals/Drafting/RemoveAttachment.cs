using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Drafting;

/// <summary>Takes a file away from a draft, for good.</summary>
public sealed class RemoveAttachment(AppDb db, TimeProvider time)
{
    /// <returns>
    /// The draft. Refused with <c>draft-not-found</c>, <c>not-allowed</c>, <c>draft-is-fixed</c>, <c>file-not-found</c>,
    /// <c>file-is-signed</c> (a signature refers to it, also one that was taken back), <c>somebody-was-faster</c>.
    /// </returns>
    public async Task<Outcome<Draft>> RunAsync(Door door, long id, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (await DraftAccess.OpenAsync(db, door, now, cancel) is not { } access)
            return new Refusal("draft-not-found");
        var draft = access.Draft;
        if (!DraftRights.MayEdit(door.Actor, draft.CityId))
            return new Refusal("not-allowed");
        if (!draft.IsOpen)
            return new Refusal("draft-is-fixed");
        var file = DraftRights.Files(db.Attachments, access).Where(a => a.Id == id);
        if (!await file.AnyAsync(cancel))
            return new Refusal("file-not-found");
        if (await db.Signatures.AnyAsync(s => s.ScanId == id, cancel))
            return new Refusal("file-is-signed");
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        draft.Touch();
        if (await db.SaveInTurnAsync(cancel) is { } late)
            return late;
        await file.ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
        return draft;
    }
}
