using Alliance.Deals.Drafting;
using Alliance.Deals.Existing;
using Alliance.Deals.Joining;
using Alliance.Deals.Signing;
using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals;

// Becomes lower(…) of the database: contacts stand as somebody typed them.
#pragma warning disable CA1304, CA1311, CA1862

/// <summary>
/// The persons in this room: who signed, whom the city writes to, who asked to join. Versions, the log and what was said in talks
/// name organisations and roles only. Who managed a draft, changed or released it is a number; without the account nobody
/// stands behind it, and it is never given again.
/// </summary>
internal sealed class PersonsInDeals(AppDb db, TimeProvider time) : IKeepPersons
{
    public string Room => "deals";

    public async Task<object> TellAsync(Person person, CancellationToken cancel)
    {
        var (id, email) = (person.AccountId, EmailOf(person));
        var signatures = await SignedBy(person)
            .OrderBy(s => s.Id)
            .Select(s => new
            {
                s.Release!.Draft!.Content,
                s.Party,
                s.SignerName,
                s.Proof,
                s.Way,
                s.At,
            })
            .ToListAsync(cancel);
        var contacts = await ContactsOf(email)
            .OrderBy(p => p.Id)
            .Select(p => new
            {
                p.Draft!.Content,
                p.Key,
                p.ContactName,
                p.ContactEmail,
                p.InvitedAt,
                p.SeenAt,
            })
            .ToListAsync(cancel);
        var joining = await db
            .JoinRequests.Where(r => r.ContactEmail!.ToLower() == email || r.ByAccountId == id)
            .OrderBy(r => r.Id)
            .Select(r => new
            {
                r.Deal!.Title,
                r.Name,
                r.Promise,
                r.ContactName,
                r.ContactEmail,
                r.State,
                r.At,
            })
            .ToListAsync(cancel);
        var drafts = await db
            .Drafts.Where(d => d.ManagerAccountId == id)
            .OrderBy(d => d.Id)
            .Select(d => new
            {
                d.Content,
                d.Stage,
                d.CreatedAt,
            })
            .ToListAsync(cancel);
        var changes = await db
            .DraftRevisions.Where(r => r.AccountId == id)
            .OrderBy(r => r.Id)
            .Select(r => new { r.Draft!.Content, r.At })
            .ToListAsync(cancel);
        var decisions = await db
            .ReleaseSteps.Where(s =>
                s.ApproverAccountId == id || s.DeputyAccountId == id || s.AnsweredByAccountId == id
            )
            .OrderBy(s => s.Id)
            .Select(s => new
            {
                s.Release!.Draft!.Content,
                s.AskedAt,
                Own = s.AnsweredByAccountId == id,
                s.Answer,
                s.Reason,
                s.AnsweredAt,
            })
            .ToListAsync(cancel);
        var asked = await db
            .Confirmations.Where(c => c.Email!.ToLower() == email)
            .OrderBy(c => c.Id)
            .Select(c => new
            {
                c.Deal!.Title,
                c.Email,
                c.AskedAt,
                c.Answer,
                c.Remark,
            })
            .ToListAsync(cancel);
        return new
        {
            Signatures = signatures.Select(s => new
            {
                Deal = s.Content.Title,
                Party = s.Content.Party(s.Party)?.Name,
                Name = s.SignerName,
                s.Proof,
                s.Way,
                s.At,
            }),
            Contact = contacts.Select(c => new
            {
                Deal = c.Content.Title,
                Party = c.Content.Party(c.Key)?.Name,
                Name = c.ContactName,
                Email = c.ContactEmail,
                c.InvitedAt,
                c.SeenAt,
            }),
            Joining = joining.Select(r => new
            {
                Deal = r.Title,
                r.Name,
                Promise = r.Promise.Action,
                r.ContactName,
                r.ContactEmail,
                r.State,
                r.At,
            }),
            Confirmations = asked.Select(c => new
            {
                Deal = c.Title,
                c.Email,
                c.AskedAt,
                c.Answer,
                c.Remark,
            }),
            Drafts = drafts.Select(d => new
            {
                Deal = d.Content.Title,
                d.Stage,
                d.CreatedAt,
            }),
            Changes = changes.Select(c => new { Deal = c.Content.Title, c.At }),
            Releases = decisions.Select(d => new
            {
                Deal = d.Content.Title,
                d.AskedAt,
                Answer = d.Own ? d.Answer : null,
                Reason = d.Own ? d.Reason : null,
                AnsweredAt = d.Own ? d.AnsweredAt : null,
            }),
        };
    }

    public async Task ForgetAsync(Person person, CancellationToken cancel)
    {
        var email = EmailOf(person);
        // First: it asks whose address a code went to.
        await ForgetSigners.RunAsync(db, SignedBy(person), time.GetUtcNow(), cancel);
        await ForgetContacts.RunAsync(db, ContactsOf(email), cancel);
        await ForgetConfirmers.RunAsync(db.Confirmations.Where(c => c.Email!.ToLower() == email), cancel);
        // What waits for the city, or is part of a deal, is the organisation's promise and stays without the person.
        var joining = db.JoinRequests.Where(r => r.ContactEmail!.ToLower() == email);
        await joining
            .Where(r => r.State == JoinState.Unconfirmed || r.State == JoinState.Refused)
            .ExecuteDeleteAsync(cancel);
        await joining.ExecuteUpdateAsync(
            s => s.SetProperty(r => r.ContactName, (string?)null).SetProperty(r => r.ContactEmail, (string?)null),
            cancel
        );
    }

    // By this account; or, without one, by a code that went to its address.
    private IQueryable<Signature> SignedBy(Person person)
    {
        var (id, email) = (person.AccountId, EmailOf(person));
        return db.Signatures.Where(s =>
            s.AccountId == id
            || (
                s.AccountId == null
                && s.Way == SigningWay.Code
                && db.DraftParties.Any(p =>
                    p.DraftId == s.Release!.DraftId && p.Key == s.Party && p.ContactEmail!.ToLower() == email
                )
            )
        );
    }

    private IQueryable<DraftParty> ContactsOf(string email) =>
        db.DraftParties.Where(p => p.ContactEmail!.ToLower() == email);

    private static string EmailOf(Person person) => person.Email.ToLowerInvariant();
}
