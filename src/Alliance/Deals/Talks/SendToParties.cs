using Alliance.Deals.Drafting;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Talks;

/// <summary>Sends the draft to its parties: each gets its own link, and from then on may comment and propose.</summary>
public sealed class SendToParties(AppDb db, TalkMails mails, TimeProvider time)
{
    /// <returns>
    /// How many got a mail: who was sent exactly this text before gets none. Refused with <c>draft-not-found</c>, <c>not-allowed</c>, <c>draft-is-fixed</c>, and
    /// <c>not-complete</c> with what is missing by field (<see cref="DraftRules"/>).
    /// </returns>
    public async Task<Outcome<int>> SendAsync(Door door, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (await DraftAccess.OpenAsync(db, door, now, cancel) is not { } access)
            return new Refusal("draft-not-found");
        var draft = access.Draft;
        if (!DraftRights.MayEdit(door.Actor, draft.CityId))
            return new Refusal("not-allowed");
        if (!draft.IsOpen)
            return new Refusal("draft-is-fixed");
        if (DraftRules.Missing(draft) is { Count: > 0 } missing)
            return new Refusal("not-complete") { Fields = missing };
        var sent = 0;
        foreach (var party in draft.Parties)
            if (draft.Content.Party(party.Key) is { Role: not PartyRole.City })
            {
                party.InvitedAt ??= now;
                if (await mails.InviteAsync(draft, party, cancel))
                    sent++;
            }
        if (draft.Stage == DraftStage.Draft)
            draft.MoveTo(DraftStage.Negotiation, now);
        draft.Touch();
        if (await db.SaveInTurnAsync(cancel) is { } late)
            return late;
        return sent;
    }
}
