using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Exchange;

/// <summary>Takes a file away from a space, for good; its title and why it went stay in the list.</summary>
public sealed class RemoveSpaceDocument(AppDb db, TimeProvider time)
{
    /// <param name="actor">Who shared it, or a coordinator.</param>
    /// <param name="slug">The space.</param>
    /// <param name="id">The document's number.</param>
    /// <param name="note">Why.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// Refused with <c>space-not-found</c>, <c>space-is-closed</c>, <c>file-not-found</c>, <c>not-allowed</c>, <c>somebody-was-faster</c>, or
    /// <c>check-fields</c>: at <c>note</c> <c>reason-missing</c>, <c>text-too-long</c>.
    /// </returns>
    public async Task<Outcome<SpaceDocument>> RunAsync(
        Actor actor,
        string slug,
        long id,
        string note,
        CancellationToken cancel = default
    )
    {
        if (await SpaceAccess.OpenAsync(db, actor, slug, cancel) is not { } access)
            return new Refusal("space-not-found");
        if (!access.MayWrite)
            return new Refusal("space-is-closed");
        var document = await db.SpaceDocuments.SingleOrDefaultAsync(
            d => d.Id == id && d.SpaceId == access.Space.Id && d.RemovedAt == null,
            cancel
        );
        if (document is null)
            return new Refusal("file-not-found");
        if (!MayRemove(access, document.AuthorId))
            return new Refusal("not-allowed");
        note = StatedValues.OneLine(note);
        if (note.Length is 0 or > SpaceDocument.NoteLength)
            return new Refusal("check-fields")
            {
                Fields = [new FieldProblem("note", new Refusal(note.Length == 0 ? "reason-missing" : "text-too-long"))],
            };
        document.RemovedAt = time.GetUtcNow().InWholeSeconds().UtcDateTime;
        (document.RemovedNote, document.Content) = (note, []);
        document.Turn++;
        if (await db.SaveInTurnAsync(cancel) is not { } raced)
            return document;
        db.ChangeTracker.Clear();
        return raced;
    }

    public static bool MayRemove(SpaceAccess access, long? author) =>
        access.IsOpen && (access.IsCoordinator || access.IsAuthor(author));
}
