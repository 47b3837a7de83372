using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Reporting;

/// <summary>Names the person who is asked for a party; open questions go to that person from now on.</summary>
public sealed class ChangeReportContact(AppDb db, TimeProvider time)
{
    /// <returns>
    /// The person's name. Refused with <c>not-allowed</c>, <c>party-not-found</c>, <c>somebody-was-faster</c>, or <c>check-fields</c> at
    /// <c>contact-name</c> and <c>contact-email</c>.
    /// </returns>
    public async Task<Outcome<string>> RunAsync(
        Actor actor,
        string deal,
        string party,
        string name,
        string email,
        Language language,
        CancellationToken cancel = default
    )
    {
        var found = await db
            .Deals.Where(d => d.Identifier == deal && d.State != null)
            .Select(d => new
            {
                d.Id,
                d.CityId,
                City = d.City!.Identifier,
                HasParty = d.Parties.Any(p => p.Key == party && p.Role != PartyRole.City),
            })
            .SingleOrDefaultAsync(cancel);
        if (found is null || !DealRights.MayEdit(actor, found.CityId))
            return new Refusal("not-allowed");
        if (!found.HasParty)
            return new Refusal("party-not-found");
        var problems = AddParty.Contact(name, email).ToList();
        if (problems.Count > 0)
            return new Refusal("check-fields") { Fields = problems };
        var now = time.GetUtcNow().UtcDateTime;
        var contact = await db.ReportContacts.SingleOrDefaultAsync(
            c => c.DealId == found.Id && c.Party == party,
            cancel
        );
        if (contact is null)
            db.ReportContacts.Add(
                new ReportContact
                {
                    DealId = found.Id,
                    Party = party,
                    Name = StatedValues.OneLine(name),
                    Email = email.Trim(),
                    Language = language.Code,
                    KnownSince = now,
                }
            );
        else
            (contact.Name, contact.Email, contact.Language, contact.KnownSince) = (
                StatedValues.OneLine(name),
                email.Trim(),
                language.Code,
                now
            );
        var withdrawn = await MoveAsync(
            found.Id,
            found.CityId,
            party,
            StatedValues.OneLine(name),
            email.Trim().ToLowerInvariant(),
            language,
            now,
            cancel
        );
        // Until the new person is asked, nobody is.
        if (withdrawn)
            db.Raise("report-withdrawn", null, ["deal:" + deal, "board:" + found.City], time.GetUtcNow());
        if (await db.SaveInTurnAsync(cancel) is { } late)
            return late;
        await db
            .ReportCalendars.Where(c => c.CityId == found.CityId)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.PreparedOn, (DateOnly?)null), cancel);
        return StatedValues.OneLine(name);
    }

    // The new person is asked as anybody is, and corrects what was answered; whoever was asked before keeps what is left.
    /// <returns>Whether somebody had been asked already.</returns>
    private async Task<bool> MoveAsync(
        long deal,
        long city,
        string party,
        string name,
        string email,
        Language language,
        DateTime now,
        CancellationToken cancel
    )
    {
        var open = await db
            .ReportQuestions.Include(q => q.Request)
                .ThenInclude(r => r!.Questions)
            .Where(q =>
                q.DealId == deal && q.Party == party && q.Request!.KeepUntil != null && q.Request.Email != email
            )
            .ToListAsync(cancel);
        var withdrawn = open.Exists(q => q.AnsweredAt is null && q.AskedAt is not null);
        foreach (var byEnd in open.GroupBy(q => q.Request!.PeriodEnd))
        {
            var target = await db.ReportRequests.SingleOrDefaultAsync(
                r => r.CityId == city && r.PeriodEnd == byEnd.Key && r.Email == email,
                cancel
            );
            if (target is null)
            {
                target = new ReportRequest
                {
                    CityId = city,
                    PeriodEnd = byEnd.Key,
                    Email = email,
                    Name = name,
                    Language = language.Code,
                    CreatedAt = now,
                    KeepUntil = now + ReportRequest.OpenFor,
                };
                db.ReportRequests.Add(target);
            }
            foreach (var question in byEnd)
            {
                var old = question.Request!;
                old.Questions.Remove(question);
                old.Touch();
                target.Questions.Add(question);
                if (question.AnsweredAt is null)
                    (question.AskedAt, question.Due) = (null, null);
                if (old.Questions.Count == 0)
                    db.ReportRequests.Remove(old);
            }
        }
        return withdrawn;
    }
}
