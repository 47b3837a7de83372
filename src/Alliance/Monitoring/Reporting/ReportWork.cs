using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Reporting;

/// <summary>One request on a city's list.</summary>
/// <param name="Days">After the due day; before it, below zero.</param>
/// <param name="Undelivered">The last mail could not be delivered.</param>
public sealed record ReportTask(ReportRequest Request, int Open, int Days, bool Undelivered)
{
    /// <summary>What the open questions are about.</summary>
    public IReadOnlyList<(string Slug, LocalText Title)> Deals { get; init; } = [];
}

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
public sealed record WithoutContact(string Slug, LocalText Deal, string Party);

/// <summary>
/// What a city's people see in the morning: whom to call, what is due next, who wants help, and for whom nobody is known.
/// </summary>
/// <param name="Waiting">Made, and not sent yet: of a city that has not released its first batch.</param>
/// <param name="Overdue">The longest overdue first.</param>
/// <param name="Next">By the day on which they are due.</param>
/// <param name="Answered">How many promises of this season were reported, and of how many.</param>
public sealed record ReportWork(
    City City,
    ReportCalendar? Calendar,
    Person? Manager,
    IReadOnlyList<ReportTask> Waiting,
    IReadOnlyList<ReportTask> Overdue,
    IReadOnlyList<ReportTask> Next,
    IReadOnlyList<HelpWish> Wishes,
    IReadOnlyList<WithoutContact> Missing,
    (int Done, int Asked) Answered
)
{
    /// <summary>More than a morning is long.</summary>
    public const int Most = 100;

    // Answers of the last year and what is open count as this season's.
    private static readonly TimeSpan Season = TimeSpan.FromDays(365);

    /// <summary>The same number of statements however much there is to do.</summary>
    public static async Task<ReportWork> LoadAsync(
        AppDb db,
        WhoReports who,
        City city,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var calendar = await db.ReportCalendars.AsNoTracking().SingleOrDefaultAsync(c => c.CityId == city.Id, cancel);
        var today = DateOnly.FromDateTime(calendar?.LocalTime(now) ?? now.UtcDateTime);
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
        return new ReportWork(
            city,
            calendar,
            calendar is null ? null : await who.ManagerAsync(calendar, cancel),
            await TasksAsync(db, open.Where(r => r.Due == null), today, cancel),
            await TasksAsync(db, open.Where(r => r.Due < today), today, cancel),
            await TasksAsync(db, open.Where(r => r.Due >= today), today, cancel),
            await WishesAsync(db, city.Id, cancel),
            await MissingAsync(db, city.Id, cancel),
            (counts.GetValueOrDefault(true), counts.Values.Sum())
        );
    }

    private static async Task<List<ReportTask>> TasksAsync(
        AppDb db,
        IQueryable<ReportRequest> requests,
        DateOnly today,
        CancellationToken cancel
    )
    {
        var found = await requests.OrderBy(r => r.Due).ThenBy(r => r.Id).Take(Most).ToListAsync(cancel);
        var ids = found.ConvertAll(r => r.Id);
        var open = (
            await db
                .ReportQuestions.Where(ReportQuestions.AreOpen(db))
                .Where(q => ids.Contains(q.RequestId))
                .Select(q => new
                {
                    q.RequestId,
                    q.Deal!.Slug,
                    q.Deal.Title,
                })
                .ToListAsync(cancel)
        ).ToLookup(q => q.RequestId);
        var dead = (
            await db
                .Mails.Where(m => m.GivenUpAt != null && m.Key.StartsWith(ReportMails.KeyOfRequests))
                .Select(m => new { m.Key, m.To })
                .ToListAsync(cancel)
        )
            .Select(m => (Request: m.Key.Split(':')[1], m.To))
            .ToHashSet();
        return
        [
            .. found.Select(r => new ReportTask(
                r,
                open[r.Id].Count(),
                r.Due is { } due ? today.DayNumber - due.DayNumber : 0,
                dead.Contains(($"{r.Id}", r.Email))
            )
            {
                Deals = [.. open[r.Id].Select(q => (q.Slug, q.Title)).DistinctBy(d => d.Slug)],
            }),
        ];
    }

    private static async Task<List<HelpWish>> WishesAsync(AppDb db, long city, CancellationToken cancel)
    {
        var wishes = await db
            .ReportQuestions.Where(q => q.Request!.CityId == city && q.WantsHelp && q.HelpedAt == null)
            .OrderBy(q => q.Id)
            .Take(Most)
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
            .ToListAsync(cancel);
        return
        [
            .. wishes.Select(w => new HelpWish(w.Id, w.Name, w.Email, w.Slug, w.Title, w.Action ?? w.Title, w.Help)),
        ];
    }

    // Whoever has the role in the organisation is asked too.
    private static async Task<List<WithoutContact>> MissingAsync(AppDb db, long city, CancellationToken cancel)
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
            .Take(Most)
            .ToListAsync(cancel);
        return
        [
            .. missing.Select(m => new WithoutContact(
                m.Slug,
                m.Title,
                m.Organisation ?? m.Group?.Name.ToString() ?? ""
            )),
        ];
    }
}
