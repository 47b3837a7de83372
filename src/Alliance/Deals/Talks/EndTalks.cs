using Alliance.Deals.Drafting;
using Alliance.Deals.Signing;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Talks;

/// <summary>Ends talks before a signature, with the reason: where deals die is worth knowing.</summary>
public sealed class EndTalks(AppDb db, TakeBack takeBack, TalkMails mails, TimeProvider time)
{
    private const int NoteLength = 1_000;

    /// <returns>
    /// The draft. Refused with <c>draft-not-found</c>, <c>not-allowed</c>, <c>talks-are-over</c>, <c>text-too-long</c>,
    /// <c>somebody-was-faster</c>.
    /// </returns>
    public async Task<Outcome<Draft>> RunAsync(
        Door door,
        EndOfTalks reason,
        string note,
        CancellationToken cancel = default
    )
    {
        var now = time.GetUtcNow();
        if (await DraftAccess.OpenAsync(db, door, now.UtcDateTime, cancel) is not { } access)
            return new Refusal("draft-not-found");
        var draft = access.Draft;
        if (!access.MayManage)
            return new Refusal("not-allowed");
        if (draft.IsOver)
            return new Refusal("talks-are-over");
        note = note.ReplaceLineEndings("\n").Trim();
        if (note.Length > NoteLength)
            return new Refusal("text-too-long");
        if (await AnswerRelease.CurrentAsync(db, draft.Id, cancel) is { } release)
            await takeBack.VoidAsync(draft, release, now, cancel);
        foreach (var party in draft.Parties)
            if (party.InvitedAt is not null && draft.Content.Party(party.Key)?.Role != PartyRole.City)
                await mails.EndedAsync(draft, party, cancel);
        draft.End(reason, note.Length == 0 ? null : note, now.UtcDateTime);
        if (await db.SaveInTurnAsync(cancel) is { } late)
            return late;
        return draft;
    }
}
