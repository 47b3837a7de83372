using Alliance.Deals;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Reporting;

// Becomes lower(…) of the database: contacts stand as somebody typed them.
#pragma warning disable CA1304, CA1311, CA1862

/// <summary>A person who is asked and perhaps is there no more.</summary>
/// <param name="Unanswered">How many reports in a row were due since anybody was heard of at this address.</param>
/// <param name="Undelivered">A mail could not be delivered since.</param>
/// <param name="Known">The day on which it was last typed, handed over or answered from.</param>
/// <param name="Days">Since then.</param>
public sealed record StaleContact(
    string Slug,
    LocalText Deal,
    string Party,
    string? Organisation,
    LocalText? Group,
    string Name,
    string Email,
    int Unanswered,
    bool Undelivered,
    DateOnly Known,
    int Days
);

/// <summary>
/// Addresses at which nobody was heard of for long: two reports in a row were asked for there and not answered, or a mail could not be
/// delivered. Whoever answers by the link, hands over, or is named anew is heard of.
/// </summary>
internal static class StaleContacts
{
    /// <summary>One may be forgotten; two in a row are two periods of the promise's own rhythm.</summary>
    public const int Missed = 2;

    /// <remarks>1 statement, or 2.</remarks>
    public static async Task<FirstOf<StaleContact>> LoadAsync(
        AppDb db,
        long city,
        CityClock clock,
        CancellationToken cancel
    )
    {
        var today = clock.Today;
        var asked = db.ReportQuestions.Where(ReportQuestions.AreOpen(db)).Where(q => q.Due < today);
        var failed = db.Mails.Where(m => m.GivenUpAt != null && m.Key.StartsWith(ReportMails.KeyOfRequests));
        var found = await (
            from contact in db.ReportContacts
            join party in db.Set<Party>()
                on new { contact.DealId, Key = contact.Party } equals new { party.DealId, party.Key }
            where contact.Deal!.CityId == city && contact.Deal.State == DealState.InForce
            // By the days on which they end: a year and its last quarter are one mail.
            let unanswered = asked
                .Where(q => q.DealId == contact.DealId && q.Party == contact.Party && q.AskedAt >= contact.KnownSince)
                .Select(q => q.Request!.PeriodEnd)
                .Distinct()
                .Count()
            let undelivered = failed.Any(m => m.To == contact.Email.ToLower() && m.CreatedAt >= contact.KnownSince)
            where unanswered >= Missed || undelivered
            orderby contact.KnownSince, contact.Id
            select new
            {
                contact.Deal!.Slug,
                contact.Deal.Title,
                contact.Party,
                Organisation = party.Organisation!.Name,
                party.Group,
                contact.Name,
                contact.Email,
                contact.KnownSince,
                Unanswered = unanswered,
                Undelivered = undelivered,
            }
        ).FirstOfAsync(cancel);
        return found.Of(all =>
            all.Select(c => new StaleContact(
                c.Slug,
                c.Title,
                c.Party,
                c.Organisation,
                c.Group?.Name,
                c.Name,
                c.Email,
                c.Unanswered,
                c.Undelivered,
                clock.DayOf(c.KnownSince),
                clock.Today.DayNumber - clock.DayOf(c.KnownSince).DayNumber
            ))
        );
    }

    /// <summary>Who answers by the link shows that the address is somebody's, for all of the city's deals that name it.</summary>
    public static Task<int> HeardFromAsync(AppDb db, ReportRequest request, DateTime now, CancellationToken cancel)
    {
        var (city, email) = (request.CityId, request.Email);
        return db
            .ReportContacts.Where(c => c.Deal!.CityId == city && c.Email.ToLower() == email && c.KnownSince < now)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.KnownSince, now), cancel);
    }
}
