using Alliance.Monitoring.Reporting;
using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring;

// Becomes lower(…) of the database: contacts stand as somebody typed them.
#pragma warning disable CA1304, CA1311, CA1862

/// <summary>
/// Whose account recorded or reported something, and who is asked for reports. Measurements and reports themselves name
/// organisations only.
/// </summary>
internal sealed class PersonsInMonitoring(AppDb db) : IKeepPersons
{
    public string Room => "monitoring";

    public async Task<object> TellAsync(Person person, CancellationToken cancel)
    {
        var (id, email) = (person.AccountId, person.Email.ToLowerInvariant());
        return new
        {
            Measurements = await db
                .Measurements.Where(m => m.AccountId == id)
                .OrderBy(m => m.Id)
                .Select(m => new
                {
                    m.Deal!.Title,
                    m.Commitment,
                    m.Period,
                    m.Version,
                    m.RecordedAt,
                })
                .ToListAsync(cancel),
            Reports = await db
                .Reports.Where(r => r.AccountId == id)
                .OrderBy(r => r.Id)
                .Select(r => new
                {
                    r.Deal!.Title,
                    r.Commitment,
                    r.Period,
                    r.Version,
                    r.Sentence,
                    r.RecordedAt,
                })
                .ToListAsync(cancel),
            AskedFor = await ContactsOf(email)
                .OrderBy(c => c.Id)
                .Select(c => new
                {
                    c.Deal!.Title,
                    c.Party,
                    c.Name,
                    c.Email,
                    c.KnownSince,
                })
                .ToListAsync(cancel),
            Requests = await db
                .ReportRequests.Where(r => r.Email == email)
                .OrderBy(r => r.Id)
                .Select(r => new
                {
                    City = r.City!.Name,
                    r.Name,
                    r.Email,
                    r.PeriodEnd,
                    r.AskedAt,
                    r.Due,
                    r.SeenAt,
                    r.Note,
                    Help = r.Questions.Where(q => q.Help != null).Select(q => q.Help).ToList(),
                })
                .ToListAsync(cancel),
        };
    }

    public async Task ForgetAsync(Person person, CancellationToken cancel)
    {
        var (id, email) = (person.AccountId, person.Email.ToLowerInvariant());
        await db
            .Measurements.Where(m => m.AccountId == id)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.AccountId, (long?)null), cancel);
        await db
            .Reports.Where(r => r.AccountId == id)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.AccountId, (long?)null), cancel);
        await db
            .ReportCalendars.Where(c => c.ManagerAccountId == id)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.ManagerAccountId, (long?)null), cancel);
        await ContactsOf(email).ExecuteDeleteAsync(cancel);
        // Whoever took over knows whose it was; here the name goes.
        await db
            .ReportRequests.Where(r => r.HandedOverBy == person.Name)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.HandedOverBy, (string?)null), cancel);
        foreach (
            var request in await db
                .ReportRequests.Include(r => r.Links)
                .Include(r => r.Questions)
                .Where(r => r.Email == email)
                .AsSplitQuery()
                .ToListAsync(cancel)
        )
            ReportClock.Forget(request);
        await db.SaveChangesAsync(cancel);
    }

    private IQueryable<ReportContact> ContactsOf(string email) =>
        db.ReportContacts.Where(c => c.Email.ToLower() == email);
}
