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
    /// <summary>The longest name of a deal's list that a row bears.</summary>
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
        var open = db
            .ReportRequests.AsNoTracking()
            .Where(r => r.CityId == city.Id && r.KeepUntil != null && r.Questions.Any(q => q.AnsweredAt == null));
        var since = now.UtcDateTime - Season;
        var questions = db.ReportQuestions.Where(q =>
            q.Request!.CityId == city.Id && q.Request.AskedAt != null && q.Request.AskedAt > since
        );
        var counts = await questions
            .GroupBy(q => q.AnsweredAt != null)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        return new ReportWork(
            city,
            calendar,
            calendar is null ? null : await who.ManagerAsync(calendar, cancel),
            await TasksAsync(db, open.Where(r => r.AskedAt == null), today, cancel),
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
        var found = await requests
            .OrderBy(r => r.Due)
            .ThenBy(r => r.Id)
            .Take(Most)
            .Select(r => new
            {
                Request = r,
                Open = r.Questions.Count(q => q.AnsweredAt == null),
                Deals = r
                    .Questions.Where(q => q.AnsweredAt == null)
                    .Select(q => new { q.Deal!.Slug, q.Deal.Title })
                    .ToList(),
            })
            .AsSplitQuery()
            .ToListAsync(cancel);
        var keys = found.ConvertAll(f => FormattableString.Invariant($"{ReportMails.KeyOfRequests}{f.Request.Id}:"));
        var dead =
            keys.Count == 0
                ? []
                : await db
                    .Mails.Where(m => m.GivenUpAt != null && m.Key.StartsWith(ReportMails.KeyOfRequests))
                    .Select(m => new { m.Key, m.To })
                    .ToListAsync(cancel);
        return
        [
            .. found.Select(f => new ReportTask(
                f.Request,
                f.Open,
                f.Request.Due is { } due ? today.DayNumber - due.DayNumber : 0,
                dead.Exists(m =>
                    m.To == f.Request.Email
                    && m.Key.StartsWith(
                        FormattableString.Invariant($"{ReportMails.KeyOfRequests}{f.Request.Id}:"),
                        StringComparison.Ordinal
                    )
                )
            )
            {
                Deals = [.. f.Deals.Select(d => (d.Slug, d.Title)).DistinctBy(d => d.Slug)],
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

    // Whoever is found by their role is asked too; what is left is found when the city's requests are made.
    private static async Task<List<WithoutContact>> MissingAsync(AppDb db, long city, CancellationToken cancel)
    {
        var missing = await db
            .Deals.Where(d => d.CityId == city && d.State == DealState.InForce)
            .SelectMany(d =>
                d.Parties.Where(p =>
                        p.Role != PartyRole.City
                        && d.Commitments.Any(c => c.By == p.Key)
                        && !db.ReportContacts.Any(c => c.DealId == d.Id && c.Party == p.Key)
                    )
                    .Select(p => new
                    {
                        d.Slug,
                        d.Title,
                        Organisation = p.Organisation!.Name,
                        p.Group,
                    })
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
