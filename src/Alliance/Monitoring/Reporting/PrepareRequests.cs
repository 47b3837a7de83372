using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Reporting;

/// <summary>
/// Makes the requests whose day has come: for each city once a day of its own, one for each person and day on which periods end.
/// </summary>
public sealed class PrepareRequests(AppDb db, WhoReports who, TimeProvider time, ILogger<PrepareRequests> log)
{
    private const int Batch = 500;

    /// <summary>The number of promises that are asked about from now on. It bears repetition: a promise is asked about once for each period.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        await CalendarsAsync(cancel);
        var made = 0;
        foreach (var id in await db.ReportCalendars.OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(cancel))
        {
            var calendar = await db.ReportCalendars.SingleAsync(c => c.Id == id, cancel);
            var today = DateOnly.FromDateTime(calendar.LocalTime(time.GetUtcNow()));
            if (calendar.PreparedOn >= today)
                continue;
            try
            {
                made += await CityAsync(calendar, today, cancel);
            }
            catch (Exception broken) when (broken is not OperationCanceledException)
            {
                // One city's odd record is not to keep the others from being asked.
                db.ChangeTracker.Clear();
                log.LogError(broken, "The requests of city {City} could not be made", calendar.CityId);
            }
        }
        return made;
    }

    private async Task CalendarsAsync(CancellationToken cancel)
    {
        var cities = await db
            .Cities.Where(c =>
                db.Deals.Any(d => d.CityId == c.Id && d.State == DealState.InForce)
                && !db.ReportCalendars.Any(r => r.CityId == c.Id)
            )
            .Select(c => new { c.Id, c.Country })
            .ToListAsync(cancel);
        foreach (var city in cities)
            db.ReportCalendars.Add(
                new ReportCalendar { CityId = city.Id, TimeZone = ReportCalendar.UsualZone(city.Country) }
            );
        await SaveAsync(cancel);
    }

    private async Task<int> CityAsync(ReportCalendar calendar, DateOnly today, CancellationToken cancel)
    {
        var (city, calendarId, made, after) = (calendar.CityId, calendar.Id, 0, 0L);
        var manager = await who.ManagerAsync(calendar, cancel);
        while (true)
        {
            var deals = await db
                .Deals.AsNoTracking()
                .Where(d => d.CityId == city && d.State == DealState.InForce && d.Id > after)
                .OrderBy(d => d.Id)
                .Take(Batch)
                .Include(d => d.Commitments)
                .Include(d => d.Parties)
                .AsSplitQuery()
                .ToListAsync(cancel);
            if (deals.Count == 0)
                break;
            after = deals[^1].Id;
            made += await AskAsync(calendar, deals, manager, today, cancel);
            if (!await SaveAsync(cancel))
                return made;
            db.ChangeTracker.Clear();
        }
        await db
            .ReportCalendars.Where(c => c.Id == calendarId)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.PreparedOn, today), cancel);
        return made;
    }

    private async Task<int> AskAsync(
        ReportCalendar calendar,
        List<Deal> deals,
        Person? manager,
        DateOnly today,
        CancellationToken cancel
    )
    {
        var contacts = await who.FindAsync(deals, cancel);
        var ids = deals.ConvertAll(d => d.Id);
        var rhythms = await db
            .ReportRhythms.Where(r => ids.Contains(r.DealId))
            .ToDictionaryAsync(r => (r.DealId, r.Commitment), r => r.Every, cancel);
        var usual = await DealProgress
            .Chosen(db, ids)
            .Where(c => c.Indicator != null)
            .ToDictionaryAsync(c => (c.DealId, c.Commitment), c => c.Indicator!.PeriodType, cancel);
        var asked = (
            await db
                .ReportQuestions.Where(q => ids.Contains(q.DealId))
                .Select(q => new
                {
                    q.DealId,
                    q.Commitment,
                    q.Period,
                })
                .ToListAsync(cancel)
        ).ToLookup(q => (q.DealId, q.Commitment), q => q.Period);
        var measured = (
            await db
                .Measurements.Where(m => ids.Contains(m.DealId))
                .Select(m => new
                {
                    m.DealId,
                    m.Commitment,
                    m.Period,
                })
                .Distinct()
                .ToListAsync(cancel)
        ).ToLookup(m => (m.DealId, m.Commitment), m => m.Period);
        var reports = await db
            .Reports.Where(r => ids.Contains(r.DealId))
            .Select(r => new
            {
                r.DealId,
                r.Commitment,
                r.Period,
                r.Version,
                r.Delivery,
            })
            .ToListAsync(cancel);
        var reported = reports.ToLookup(r => (r.DealId, r.Commitment), r => r.Period);
        // What its people have said is done or stopped is asked about no more.
        var over = reports
            .GroupBy(r => (r.DealId, r.Commitment))
            .Where(g =>
                g.OrderByDescending(r => r.Period.Last).ThenByDescending(r => r.Version).First().Delivery
                    is Delivery.Done
                        or Delivery.Stopped
            )
            .Select(g => g.Key)
            .ToHashSet();
        var requests = new Dictionary<(DateOnly, string), ReportRequest>();
        var made = 0;
        foreach (var deal in deals)
        foreach (var promise in deal.Commitments)
        {
            var ends = ReportDays.Ends(deal, promise);
            var every = rhythms.GetValueOrDefault(
                (deal.Id, promise.Key),
                ReportDays.Of(
                    deal.Reporting?.Every,
                    usual.TryGetValue((deal.Id, promise.Key), out var type) ? type : null
                )
            );
            if (
                ReportDays.LastOver(every, today, ends) is not { } period
                || today < ReportDays.Asked(period, calendar.DueDays)
                || !ReportDays.Concerns(period, ReportDays.Begins(deal, promise), ends)
                || over.Contains((deal.Id, promise.Key))
                // Nor where another indicator brought another rhythm, and it was asked about in the one before; who sets a rhythm wants to know.
                || asked[(deal.Id, promise.Key)]
                    .Any(p =>
                        p == period
                        || !rhythms.ContainsKey((deal.Id, promise.Key)) && (p.Last == period.Last || p.Contains(period))
                    )
                // What was reported before anybody asked has its answer.
                || measured[(deal.Id, promise.Key)].Any(p => p.Contains(period))
                || reported[(deal.Id, promise.Key)].Any(p => p.Contains(period))
            )
                continue;
            var party = deal.Parties.Find(p => p.Key == promise.By)!;
            // The city's own promises follow the same rules; its manager answers for them.
            var (name, email, language) =
                party.Role == PartyRole.City ? (manager?.Name, manager?.Email, manager?.Language.Code)
                : contacts.TryGetValue((deal.Id, party.Key), out var contact)
                    ? (contact.Name, contact.Email, contact.Language)
                : (null, null, null);
            // Without a person nobody is asked; the city's own page says so.
            if (email is null)
                continue;
            var request = await RequestAsync(calendar, requests, period.Last, name!, email, language!, cancel);
            request.Questions.Add(
                new ReportQuestion
                {
                    DealId = deal.Id,
                    Commitment = promise.Key,
                    Party = party.Key,
                    Period = period,
                }
            );
            made++;
        }
        return made;
    }

    private async Task<ReportRequest> RequestAsync(
        ReportCalendar calendar,
        Dictionary<(DateOnly, string), ReportRequest> requests,
        DateOnly end,
        string name,
        string email,
        string language,
        CancellationToken cancel
    )
    {
        var address = email.ToLowerInvariant();
        if (requests.TryGetValue((end, address), out var known))
            return known;
        var found = await db.ReportRequests.SingleOrDefaultAsync(
            r => r.CityId == calendar.CityId && r.PeriodEnd == end && r.Email == address,
            cancel
        );
        if (found is null)
        {
            found = new ReportRequest
            {
                CityId = calendar.CityId,
                PeriodEnd = end,
                Email = address,
                Name = ReportContact.Fitting(name),
                Language = language,
                CreatedAt = time.GetUtcNow().UtcDateTime,
                KeepUntil = time.GetUtcNow().UtcDateTime + ReportRequest.OpenFor,
            };
            db.ReportRequests.Add(found);
        }
        requests.Add((end, address), found);
        return found;
    }

    private async Task<bool> SaveAsync(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException raced) when (raced.IsRaced())
        {
            // Another node was faster, or somebody reported meanwhile; the next run sees what is there.
            db.ChangeTracker.Clear();
            return false;
        }
    }
}
