using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Reporting;

/// <summary>How somebody comes to a request: by the link in a mail, or as one of the city's people.</summary>
public sealed record ReportDoor(Actor Actor, string? Token, long? Request)
{
    public static ReportDoor ByLink(string token) => new(Actor.Stranger, token, null);

    public static ReportDoor OfCity(Actor actor, long request) => new(actor, null, request);

    /// <summary>The request with its questions and links; null where there is none, the link is old, or this person may not.</summary>
    internal async Task<ReportRequest?> FindAsync(AppDb db, DateTime now, CancellationToken cancel)
    {
        var hash = Token is null ? null : LinkToken.HashOf(Token);
        var found = await db
            .ReportRequests.Include(r => r.City)
            .Include(r => r.Questions)
            .Where(r =>
                hash == null
                    ? r.Id == Request
                    : r.KeepUntil > now && r.Links.Any(l => l.Hash == hash && l.ExpiresAt > now)
            )
            .AsSplitQuery()
            .SingleOrDefaultAsync(cancel);
        return found is null || (hash is null && !DealRights.MayEdit(Actor, found.CityId)) ? null : found;
    }

    /// <summary>Whether the link in a request's address opens a report.</summary>
    internal static Task<bool> HoldsAsync(AppDb db, HttpContext http, DateTime now)
    {
        var hash = LinkToken.HashOf($"{http.GetRouteValue("Token")}");
        return db.ReportLinks.AnyAsync(l => l.Hash == hash && l.ExpiresAt > now, http.RequestAborted);
    }

    /// <param name="mailbox">Whose of the city's people the mailbox is to which the link went; null for anybody else's.</param>
    internal Author AuthorFor(Party party, Actor? mailbox) =>
        Token is null ? Author.Of(Actor, party)
        // Who has the partner's questions sent to the own mailbox does not become the partner by it.
        : mailbox is not null && party.Role != PartyRole.City && !MeasurementRights.ActsFor(mailbox, party)
            ? new Author(null, true, null)
        : Author.ByLink(party);
}
