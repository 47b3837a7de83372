using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Joining;

/// <summary>The city does not take somebody into a deal, and says why.</summary>
public sealed class RefuseJoining(AppDb db, JoinMails mails, TimeProvider time)
{
    /// <returns>
    /// How many were told no. Refused with <c>deal-not-found</c>, <c>not-allowed</c>, <c>reason-missing</c>,
    /// <c>text-too-long</c>, <c>join-request-answered</c>.
    /// </returns>
    public async Task<Outcome<int>> RunAsync(
        Actor actor,
        string identifier,
        IReadOnlyList<long> ids,
        string reason,
        CancellationToken cancel = default
    )
    {
        if (await OpenDeal.FindAsync(db, identifier, cancel) is not { Row: var deal })
            return new Refusal("deal-not-found", identifier);
        if (!JoinRights.MayAnswer(actor, deal.CityId))
            return new Refusal("not-allowed");
        reason = reason.ReplaceLineEndings("\n").Trim();
        if (reason.Length == 0)
            return new Refusal("reason-missing");
        if (reason.Length > DraftFields.TextLength)
            return new Refusal("text-too-long");
        if (await JoinRequest.WaitingAsync(db, deal, ids, cancel) is not { } requests)
            return new Refusal("join-request-answered");
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var request in requests)
        {
            (request.State, request.AnsweredAt, request.Reason) = (JoinState.Refused, now, reason);
            request.KeepUntil = now + JoinRequest.AfterRefusal;
        }
        await mails.RefusedAsync(deal, requests, reason, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
            return requests.Count;
        }
        catch (DbUpdateException raced) when (raced.IsRaced())
        {
            return new Refusal("join-request-answered");
        }
    }
}
