using Alliance.Deals.Drafting;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Joining;

/// <summary>Confirms a request to join by the link in its mail, or takes it back while the city has not answered.</summary>
public sealed class ConfirmJoining(AppDb db, JoinMails mails, TimeProvider time)
{
    /// <summary>The request behind a link, with its deal; null where the link does not hold any more.</summary>
    public Task<JoinRequest?> FindAsync(string token, CancellationToken cancel = default)
    {
        var (hash, now) = (LinkToken.HashOf(token), time.GetUtcNow().UtcDateTime);
        return db
            .JoinRequests.Include(r => r.Deal)
                .ThenInclude(d => d!.City)
            .SingleOrDefaultAsync(r => r.TokenHash == hash && r.KeepUntil > now, cancel);
    }

    /// <summary>
    /// Confirms it; again is no mistake. Refused with <c>join-request-not-found</c>, and <c>deal-not-in-force</c> or
    /// <c>not-open-to-join</c> where the deal has changed since.
    /// </summary>
    public async Task<Outcome<JoinRequest>> ConfirmAsync(string token, CancellationToken cancel = default)
    {
        if (await FindAsync(token, cancel) is not { } request)
            return new Refusal("join-request-not-found");
        if (request.State != JoinState.Unconfirmed)
            return request;
        if (OpenDeal.WhyNot(request.Deal!) is { } closed)
            return closed;
        var now = time.GetUtcNow().UtcDateTime;
        (request.State, request.ConfirmedAt, request.KeepUntil) = (JoinState.Waiting, now, now + JoinRequest.ToAnswer);
        await mails.TellManagersAsync(request.Deal!, request.Submission, 1, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException raced) when (raced.IsRaced())
        {
            // Pressed twice: the other one has done it.
            db.ChangeTracker.Clear();
        }
        return request;
    }

    /// <summary>
    /// Takes it back, and forgets it. Refused with <c>join-request-not-found</c>, <c>join-request-answered</c>.
    /// </summary>
    public async Task<Outcome<Deal>> TakeBackAsync(string token, CancellationToken cancel = default)
    {
        if (await FindAsync(token, cancel) is not { } request)
            return new Refusal("join-request-not-found");
        if (request.State is not (JoinState.Unconfirmed or JoinState.Waiting))
            return new Refusal("join-request-answered");
        db.JoinRequests.Remove(request);
        try
        {
            await db.SaveChangesAsync(cancel);
            return request.Deal!;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal("join-request-answered");
        }
    }
}
