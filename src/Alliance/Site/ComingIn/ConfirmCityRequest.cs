using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site.ComingIn;

/// <summary>Somebody says by the link of the mail that the address is theirs; now the coordinators are asked.</summary>
public sealed class ConfirmCityRequest(AppDb db, FindPeople people, TimeProvider time)
{
    /// <returns>The city's name. Refused with <c>link-not-valid</c>.</returns>
    public async Task<Outcome<string>> ConfirmAsync(
        string token,
        Func<Language, string, string> addressOf,
        CancellationToken cancel = default
    )
    {
        var now = time.GetUtcNow();
        var hash = LinkToken.HashOf(token);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // Of two clicks at once one is the first.
        var confirmed = await db
            .CityRequests.Where(r =>
                r.TokenHash == hash && r.State == CityRequestState.Unconfirmed && r.KeepUntil > now.UtcDateTime
            )
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(r => r.State, CityRequestState.Asked)
                        .SetProperty(r => r.ConfirmedAt, now.UtcDateTime)
                        .SetProperty(r => r.KeepUntil, now.UtcDateTime.AddMonths(CityRequest.KeptForMonths)),
                cancel
            );
        if (confirmed == 0)
            return new Refusal("link-not-valid");
        var request = await db.CityRequests.AsNoTracking().SingleAsync(r => r.TokenHash == hash, cancel);
        await CityRequestMails.TellDecidersAsync(db, people, request, addressOf, now, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return request.Name;
    }
}
