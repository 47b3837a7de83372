using Alliance.Deals.Drafting;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Reporting;

/// <summary>Hands a request over to a colleague, who gets a link of the own; the old ones open nothing any more.</summary>
public sealed class HandOverReport(AppDb db, WhoReports who, ReportMails mails, TimeProvider time)
{
    // A mailbox shall not be filled through our form.
    private const int MostMails = 5;

    /// <returns>
    /// The colleague's name. Refused with <c>report-not-found</c>, <c>handed-over-often</c>, <c>somebody-was-faster</c>, or <c>check-fields</c> at
    /// <c>contact-name</c> and <c>contact-email</c>.
    /// </returns>
    public async Task<Outcome<string>> RunAsync(
        string token,
        string name,
        string email,
        Language language,
        CancellationToken cancel = default
    )
    {
        var now = time.GetUtcNow();
        if (await ReportDoor.ByLink(token).FindAsync(db, now.UtcDateTime, cancel) is not { } request)
            return new Refusal("report-not-found");
        var problems = AddParty.Contact(name, email).ToList();
        if (problems.Count > 0)
            return new Refusal("check-fields") { Fields = problems };
        var calendar = await db.ReportCalendars.AsNoTracking().SingleAsync(c => c.CityId == request.CityId, cancel);
        var manager = await who.ManagerAsync(calendar, cancel);
        var (next, address) = (email.Trim(), email.Trim().ToLowerInvariant());
        var parties = request.Questions.Select(q => (q.DealId, q.Party)).ToHashSet();
        var deals = parties.Select(p => p.DealId).Distinct().ToList();
        foreach (var contact in await db.ReportContacts.Where(c => deals.Contains(c.DealId)).ToListAsync(cancel))
            // Whom the city has named since stays.
            if (
                parties.Contains((contact.DealId, contact.Party))
                && string.Equals(contact.Email, request.Email, StringComparison.OrdinalIgnoreCase)
            )
                (contact.Name, contact.Email, contact.Language, contact.KnownSince) = (
                    StatedValues.OneLine(name),
                    next,
                    language.Code,
                    now.UtcDateTime
                );
        await db.Entry(request).Collection(r => r.Links).LoadAsync(cancel);
        request.Links.Clear();
        // Somebody of that address may be asked already: then it becomes one page again.
        var there = await SendRequests
            .Whole(
                db.ReportRequests.Where(r =>
                    r.CityId == request.CityId && r.PeriodEnd == request.PeriodEnd && r.Id != request.Id
                )
            )
            .SingleOrDefaultAsync(r => r.Email == address, cancel);
        var target = there ?? request;
        var key = FormattableString.Invariant($"{ReportMails.KeyOfRequests}{target.Id}:handed-");
        if (await db.Mails.CountAsync(m => m.Key.StartsWith(key), cancel) >= MostMails)
            return new Refusal("handed-over-often");
        if (there is not null)
        {
            foreach (var question in request.Questions.ToList())
                (question.Request, question.RequestId) = (there, there.Id);
            (there.AskedAt, there.Due, there.KeepUntil) = (
                there.AskedAt ?? request.AskedAt,
                there.Due ?? request.Due,
                there.KeepUntil ?? request.KeepUntil
            );
            db.ReportRequests.Remove(request);
        }
        else
            (request.HandedOverBy, request.Email, request.Name, request.Language, request.SeenAt) = (
                request.Name,
                address,
                StatedValues.OneLine(name),
                language.Code,
                null
            );
        // One statement: they find their questions by themselves.
        await db.Deals.Where(d => deals.Contains(d.Id)).LoadAsync(cancel);
        var open = await ReportQuestions.OpenOfAsync(db, target, cancel);
        var due = open.Min(q => q.Due) ?? target.Due!.Value;
        mails.Send(target, manager, "handed-over", open, due, $"handed-{Guid.NewGuid():N}");
        return await db.SaveInTurnAsync(cancel) is { } late ? late : StatedValues.OneLine(name);
    }
}
