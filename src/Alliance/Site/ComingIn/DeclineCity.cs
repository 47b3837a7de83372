using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site.ComingIn;

/// <summary>A coordinator does not let a city in, and says why; the person reads it.</summary>
public sealed class DeclineCity(AppDb db, TimeProvider time)
{
    /// <returns>
    /// The city's name. Refused with <c>city-request-not-found</c>, <c>city-request-answered</c>, and with <c>check-fields</c> at <c>reason</c>:
    /// <c>reason-missing</c>, <c>text-too-long</c>.
    /// </returns>
    public async Task<Outcome<string>> RunAsync(Actor actor, long id, string reason, CancellationToken cancel = default)
    {
        reason = TypedText.Plain(reason);
        var request = await CityRequestRights
            .Visible(db.CityRequests.AsNoTracking(), actor)
            .SingleOrDefaultAsync(r => r.Id == id, cancel);
        if (request is null)
            return new Refusal("city-request-not-found");
        if (reason.Length is 0 or > CityRequest.ReasonLength)
            return new Refusal("check-fields")
            {
                Fields =
                [
                    new FieldProblem("reason", new Refusal(reason.Length == 0 ? "reason-missing" : "text-too-long")),
                ],
            };
        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var declined = await db
            .CityRequests.Where(r => r.Id == id && r.State == CityRequestState.Asked)
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(r => r.State, CityRequestState.Declined)
                        .SetProperty(r => r.Reason, reason)
                        .SetProperty(r => r.DecidedAt, now.UtcDateTime)
                        .SetProperty(r => r.DecidedByAccountId, actor.AccountId)
                        .SetProperty(r => r.KeepUntil, now.UtcDateTime.AddMonths(CityRequest.KeptForMonths)),
                cancel
            );
        if (declined == 0)
            return new Refusal("city-request-answered");
        db.Send(CityRequestMails.Declined(request, reason), now);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return request.Name;
    }
}
