using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Drafting;

/// <summary>A file beside a draft, without its content.</summary>
/// <param name="Bytes">How long it is.</param>
public sealed record AttachedFile(long Id, string Name, string MediaType, int Bytes, DateTime At, bool IsScan)
{
    /// <summary>What this person may read: one query.</summary>
    public static Task<List<AttachedFile>> ListAsync(AppDb db, DraftAccess access, CancellationToken cancel) =>
        DraftRights
            .Files(db.Attachments, access)
            .OrderBy(a => a.Id)
            .Select(a => new AttachedFile(a.Id, a.Name, a.MediaType, a.Content.Length, a.At, a.IsScan))
            .ToListAsync(cancel);

    /// <summary>The whole file; null where there is none for this person.</summary>
    public static Task<Attachment?> FindAsync(AppDb db, DraftAccess access, long id, CancellationToken cancel) =>
        DraftRights.Files(db.Attachments, access).AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancel);
}
