using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Drafting;

/// <summary>
/// Every change of a draft's text goes through here: it asks whether this person may, keeps the state before, and begins
/// anew when somebody else was faster, so that the change is always made of what stands there.
/// </summary>
public sealed class ChangeDraft(AppDb db, TimeProvider time)
{
    private const int Tries = 5;

    /// <param name="door">How the person came.</param>
    /// <param name="change">What becomes of the draft's text; may also change its parties. Tried again after a collision.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The draft. Refused with <c>draft-not-found</c>, <c>not-allowed</c>, <c>draft-is-fixed</c>, and what
    /// <paramref name="change"/> refuses.
    /// </returns>
    public async Task<Outcome<Draft>> RunAsync(
        Door door,
        Func<Draft, Task<Outcome<DraftContent>>> change,
        CancellationToken cancel = default
    )
    {
        for (var left = Tries; ; left--)
        {
            var now = time.GetUtcNow().UtcDateTime;
            if (await DraftAccess.OpenAsync(db, door, now, cancel) is not { } access)
                return new Refusal("draft-not-found");
            var draft = access.Draft;
            if (!DraftRights.MayEdit(door.Actor, draft.CityId))
                return new Refusal("not-allowed");
            if (!draft.IsOpen)
                return new Refusal("draft-is-fixed");
            var changed = await change(draft);
            if (changed.Refusal is { } refusal)
                return refusal;
            Set(draft, changed.Value, door.Actor.AccountId, now);
            try
            {
                await db.SaveChangesAsync(cancel);
                return draft;
            }
            catch (DbUpdateException raced) when (left > 0 && raced.IsRaced())
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Gives the draft a new text, and keeps it as a revision of its own.</summary>
    internal void Set(Draft draft, DraftContent content, long? account, DateTime now)
    {
        (draft.Content, draft.ChangedAt) = (content, now);
        draft.Revision++;
        draft.Touch();
        db.DraftRevisions.Add(
            new DraftRevision
            {
                Draft = draft,
                Number = draft.Revision,
                Content = content,
                At = now,
                AccountId = account,
            }
        );
    }
}
