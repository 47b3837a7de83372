using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Drafting;

/// <summary>Keeps a file with a draft, after a look at what it really is.</summary>
public sealed class KeepAttachment(AppDb db, TimeProvider time)
{
    public const int Most = 30;

    /// <summary>
    /// The scan of a signed paper; stored with the caller's <c>SaveChanges</c>, together with the signature. Refused with
    /// <c>draft-not-found</c>, <c>not-allowed</c>, <c>file-missing</c>, <c>file-too-large</c>, <c>file-kind</c>,
    /// <c>too-many-files</c>.
    /// </summary>
    public Task<Outcome<Attachment>> ScanAsync(Door door, IFormFile? file, CancellationToken cancel = default) =>
        ReadAsync(door, file, isScan: true, cancel);

    /// <summary>
    /// A file beside the text, while that is open. Refused as <see cref="ScanAsync"/>, with <c>draft-is-fixed</c> and
    /// <c>somebody-was-faster</c>.
    /// </summary>
    public async Task<Outcome<Attachment>> KeepAsync(Door door, IFormFile? file, CancellationToken cancel = default)
    {
        var read = await ReadAsync(door, file, isScan: false, cancel);
        if (read.Refusal is null && await db.SaveInTurnAsync(cancel) is { } late)
            return late;
        return read;
    }

    private async Task<Outcome<Attachment>> ReadAsync(Door door, IFormFile? file, bool isScan, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (await DraftAccess.OpenAsync(db, door, now, cancel) is not { } access)
            return new Refusal("draft-not-found");
        if (!DraftRights.MayEdit(door.Actor, access.Draft.CityId))
            return new Refusal("not-allowed");
        // What lay beside a text when it was released is what lies beside it when it is signed.
        if (!isScan && !access.Draft.IsOpen)
            return new Refusal("draft-is-fixed");
        if (await db.Attachments.CountAsync(a => a.DraftId == access.Draft.Id, cancel) >= Most)
            return new Refusal("too-many-files", $"{Most}");
        var received = await ReceivedFile.ReadAsync(file, cancel);
        if (received.Refusal is { } wrong)
            return wrong;
        var attachment = new Attachment
        {
            DraftId = access.Draft.Id,
            Name = received.Value.Name,
            MediaType = received.Value.MediaType,
            Content = received.Value.Content,
            Hash = received.Value.Hash,
            At = now,
            IsScan = isScan,
        };
        db.Attachments.Add(attachment);
        access.Draft.Touch();
        return attachment;
    }
}
