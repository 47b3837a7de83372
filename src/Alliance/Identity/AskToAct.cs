using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Identity;

/// <summary>What somebody says who acts for an organisation, and has no role for it here yet.</summary>
/// <param name="Organisation">Its identifier.</param>
/// <param name="Name">Of a stranger; of who is signed in the account's holds.</param>
/// <param name="Email">The same.</param>
public sealed record RequestToAct(
    string Organisation,
    MembershipRole Role,
    string Name,
    string Email,
    string Note,
    Language Language
);

/// <summary>
/// Asks whoever gives an organisation's roles for one. A stranger's address is confirmed by a mail first, so that nobody is
/// asked in another's name.
/// </summary>
public sealed class AskToAct(AppDb db, FindPeople people, TimeProvider time)
{
    // A person acts for one or two; more at once are made by machines.
    private const int MostUnconfirmed = 3;

    // Whoever presses twice, or wants to fill somebody's mailbox, gets one mail.
    private static readonly TimeSpan Gap = TimeSpan.FromMinutes(10);

    /// <returns>
    /// True where the person has to confirm the address first. Refused with <c>organisation-not-found</c>,
    /// <c>role-without-place</c>, <c>bad-email</c>, <c>name-missing</c>, <c>note-too-long</c>; to who is signed in also with
    /// <c>already-member</c>, <c>already-asked</c>. A stranger does not learn what others asked for.
    /// </returns>
    public async Task<Outcome<bool>> AskAsync(
        Actor by,
        RequestToAct wanted,
        Func<Language, string, string> addressOf,
        CancellationToken cancel = default
    )
    {
        var own = by.AccountId is { } id ? (await people([id], cancel)).SingleOrDefault() : null;
        var (email, name) = own is null ? (wanted.Email.Trim(), wanted.Name.Trim()) : (own.Email, own.Name);
        if (!OutgoingMail.IsAddress(email))
            return new Refusal("bad-email", email);
        if (name.Length is 0 or > MembershipRequest.NameLength)
            return new Refusal("name-missing");
        if (!wanted.Role.IsOfOrganisation())
            return new Refusal("role-without-place");
        var note = wanted.Note.Trim();
        if (note.Length > MembershipRequest.NoteLength)
            return new Refusal("note-too-long", $"{MembershipRequest.NoteLength}");
        if (
            await db.Organisations.SingleOrDefaultAsync(
                o => o.Identifier == wanted.Organisation && o.MergedIntoId == null,
                cancel
            )
            is not { } organisation
        )
            return new Refusal("organisation-not-found", wanted.Organisation);
        if (by.ActsFor(organisation.Id, wanted.Role))
            return new Refusal("already-member", email);

        var now = time.GetUtcNow();
        email = email.ToLowerInvariant();
        if (await IsAskedAlreadyAsync(organisation.Id, email, own is not null, now.UtcDateTime, cancel))
            return own is null ? true : new Refusal("already-asked", organisation.Name);
        var token = LinkToken.New();
        var request = new MembershipRequest
        {
            OrganisationId = organisation.Id,
            Role = wanted.Role,
            AccountId = own?.AccountId,
            Name = name,
            Email = email,
            Language = (own?.Language ?? wanted.Language).Code,
            Note = note.Length == 0 ? null : note,
            ConfirmationHash = own is null ? LinkToken.HashOf(token) : null,
            CreatedAt = now.UtcDateTime,
            ConfirmedAt = own is null ? null : now.UtcDateTime,
            ExpiresAt = now.UtcDateTime + (own is null ? MembershipRequest.ConfirmedWithin : MembershipRequest.Lasts),
        };
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        db.MembershipRequests.Add(request);
        await db.SaveChangesAsync(cancel);
        if (own is null)
            db.Send(Confirmation(request, organisation, token, addressOf), now);
        else
            await Deciders.TellAsync(db, people, request, organisation, addressOf, now, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return own is null;
    }

    /// <summary>
    /// Whether nothing is to be done: the address has asked, or has been asked to confirm a moment ago. What was not
    /// confirmed makes room for the new request.
    /// </summary>
    private async Task<bool> IsAskedAlreadyAsync(
        long organisation,
        string email,
        bool signedIn,
        DateTime now,
        CancellationToken cancel
    )
    {
        var before = await db
            .MembershipRequests.Where(r =>
                r.Email == email && (r.OrganisationId == organisation || r.ConfirmedAt == null)
            )
            .ToListAsync(cancel);
        var unconfirmed = before.Count(r => r.ConfirmedAt is null && r.ExpiresAt > now);
        if (before.Find(r => r.OrganisationId == organisation) is { } same)
        {
            var lapsed = same.ExpiresAt <= now;
            if (!lapsed && (same.ConfirmedAt is not null || (!signedIn && same.CreatedAt + Gap > now)))
                return true;
            await db.MembershipRequests.Where(r => r.Id == same.Id).ExecuteDeleteAsync(cancel);
            db.Entry(same).State = EntityState.Detached;
            unconfirmed -= lapsed || same.ConfirmedAt is not null ? 0 : 1;
        }
        return !signedIn && unconfirmed >= MostUnconfirmed;
    }

    private static Letter Confirmation(
        MembershipRequest request,
        Organisation organisation,
        string token,
        Func<Language, string, string> addressOf
    )
    {
        var reader = new Reader(request.Speaks);
        return new Letter(
            $"request-confirmation:{request.ConfirmationHash}",
            request.Email,
            reader.Language,
            reader["mail.confirmation.subject", organisation.Name],
            [
                reader["mail.hello", request.Name],
                reader["mail.confirmation.text", organisation.Name, reader.Name(request.Role)],
            ]
        )
        {
            Action = (reader["mail.confirmation.button"], addressOf(reader.Language, "acting?token=" + token)),
            Footnotes =
            [
                reader["mail.confirmation.lasts", reader.Number((int)MembershipRequest.ConfirmedWithin.TotalDays)],
                reader["mail.confirmation.not-you"],
            ],
        };
    }
}
