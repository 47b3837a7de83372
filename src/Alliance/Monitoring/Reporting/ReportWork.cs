using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Reporting;

/// <summary>Somebody asked for help with a promise.</summary>
public sealed record HelpWish(
    long Question,
    string Who,
    string Email,
    string Slug,
    LocalText Deal,
    LocalText Promise,
    string? Words
);

/// <summary>A party that nobody can be asked for.</summary>
public sealed record WithoutContact(string Slug, LocalText Deal, string? Organisation, LocalText? Group);

/// <summary>
/// What a city's people see in the morning: whom to call, what is due next, who wants help, and for whom nobody is known.
/// </summary>
/// <param name="Waiting">Made, and not sent yet: of a city that has not released its first batch.</param>
/// <param name="Overdue">The longest overdue first.</param>
/// <param name="Next">By the day on which they are due.</param>
/// <param name="Stale">The longest unheard of first.</param>
/// <param name="Answered">How many promises of this season were reported, and of how many.</param>
public sealed record ReportWork(
    City City,
    ReportCalendar? Calendar,
    Person? Manager,
    FirstOf<ReportTask> Waiting,
    FirstOf<ReportTask> Overdue,
    FirstOf<ReportTask> Next,
    FirstOf<HelpWish> Wishes,
    FirstOf<WithoutContact> Missing,
    FirstOf<StaleContact> Stale,
    (int Done, int Asked) Answered
)
{
    /// <summary>More than a morning is long.</summary>
    public const int Most = 100;

    // Answers of the last year and what is open count as this season's.
    private static readonly TimeSpan Season = TimeSpan.FromDays(365);

    /// <summary>
    /// The same number of statements however much there is to do, eight more beyond 500 deals, and one for each list that is longer than shown.
    /// </summary>
    public static async Task<ReportWork> LoadAsync(
        AppDb db,
        WhoReports who,
        City city,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var calendar = await db.ReportCalendars.AsNoTracking().SingleOrDefaultAsync(c => c.CityId == city.Id, cancel);
        var clock = CityClock.Of(calendar, city.Country, now);
        var unanswered = db.ReportQuestions.Where(ReportQuestions.AreOpen(db));
        var open = db
            .ReportRequests.AsNoTracking()
            .Where(r => r.CityId == city.Id && r.KeepUntil != null && unanswered.Any(q => q.RequestId == r.Id));
        var since = now.UtcDateTime - Season;
        var questions = db.ReportQuestions.Where(q =>
            q.Request!.CityId == city.Id && q.AskedAt != null && q.AskedAt > since
        );
        var counts = await questions
            .GroupBy(q => q.AnsweredAt != null)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var tasks = await OpenRequests.LoadAsync(db, open, clock, cancel);
        return new ReportWork(
            city,
            calendar,
            calendar is null ? null : await who.ManagerAsync(calendar, cancel),
            tasks.Waiting,
            tasks.Overdue,
            tasks.Next,
            await WishesAsync(db, city.Id, cancel),
            await MissingAsync(db, city.Id, cancel),
            await StaleContacts.LoadAsync(db, city.Id, clock, cancel),
            (counts.GetValueOrDefault(true), counts.Values.Sum())
        );
    }

    private static async Task<FirstOf<HelpWish>> WishesAsync(AppDb db, long city, CancellationToken cancel)
    {
        var wishes = await db
            .ReportQuestions.Where(q => q.Request!.CityId == city && q.WantsHelp && q.HelpedAt == null)
            .OrderBy(q => q.Id)
            .Select(q => new
            {
                q.Id,
                q.Request!.Name,
                q.Request.Email,
                q.Deal!.Slug,
                q.Deal.Title,
                Action = q.Deal.Commitments.Where(c => c.Key == q.Commitment).Select(c => c.Action).FirstOrDefault(),
                q.Help,
            })
            .FirstOfAsync(cancel);
        return wishes.Of(all =>
            all.Select(w => new HelpWish(w.Id, w.Name, w.Email, w.Slug, w.Title, w.Action ?? w.Title, w.Help))
        );
    }

    // Whoever has the role in the organisation is asked too.
    private static async Task<FirstOf<WithoutContact>> MissingAsync(AppDb db, long city, CancellationToken cancel)
    {
        var missing = await (
            from party in db.Set<Party>()
            join deal in db.Deals on party.DealId equals deal.Id
            where
                deal.CityId == city
                && deal.State == DealState.InForce
                && party.Role != PartyRole.City
                && db.Set<Commitment>().Any(c => c.DealId == deal.Id && c.By == party.Key)
                && !db.ReportContacts.Any(c => c.DealId == deal.Id && c.Party == party.Key)
                && !db.Memberships.Any(m =>
                    m.OrganisationId == party.OrganisationId
                    && (m.Role == MembershipRole.Reporter || m.Role == MembershipRole.Representative)
                )
            select new
            {
                deal.Slug,
                deal.Title,
                Organisation = party.Organisation!.Name,
                party.Group,
            }
        )
            .OrderBy(m => m.Slug)
            .FirstOfAsync(cancel);
        return missing.Of(all => all.Select(m => new WithoutContact(m.Slug, m.Title, m.Organisation, m.Group?.Name)));
    }
}
