using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Outbox;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Network;

/// <summary>
/// Ends a mandate: the association itself, or the member by objecting, signed in or by the link in its mail. What was signed
/// under it stays.
/// </summary>
public sealed class EndMandate(AppDb db, FindPeople people, TimeProvider time)
{
    /// <returns>Refused with <c>mandate-not-found</c>, <c>not-allowed</c>.</returns>
    public async Task<Outcome<Mandate>> EndAsync(Actor by, long id, CancellationToken cancel = default)
    {
        if (await FindAsync(m => m.Id == id, cancel) is not { IsInForce: true } mandate)
            return new Refusal("mandate-not-found");
        if (!MandateRights.MayDeclare(by, mandate.AssociationId))
            return new Refusal("not-allowed");
        mandate.End(time.GetUtcNow().UtcDateTime);
        Raise("mandate-ended", mandate);
        await db.SaveChangesAsync(cancel);
        return mandate;
    }

    /// <summary>The member's representative objects.</summary>
    /// <returns>Refused with <c>mandate-not-found</c>, <c>not-allowed</c>.</returns>
    public async Task<Outcome<Mandate>> ObjectAsync(
        Actor by,
        long id,
        Func<Language, string, string> addressOf,
        CancellationToken cancel = default
    )
    {
        if (await FindAsync(m => m.Id == id, cancel) is not { IsInForce: true } mandate)
            return new Refusal("mandate-not-found");
        if (!MandateRights.MayObject(by, mandate.MemberId))
            return new Refusal("not-allowed");
        return await ObjectAsync(mandate, addressOf, cancel);
    }

    /// <summary>Whoever has the link objects: it was sent to the member alone.</summary>
    /// <returns>Refused with <c>link-not-valid</c>; objecting twice is no mistake.</returns>
    public async Task<Outcome<Mandate>> ObjectByLinkAsync(
        string token,
        Func<Language, string, string> addressOf,
        CancellationToken cancel = default
    )
    {
        if (await FindByLinkAsync(token, cancel) is not { } mandate)
            return new Refusal("link-not-valid");
        return mandate.IsInForce ? await ObjectAsync(mandate, addressOf, cancel) : mandate;
    }

    /// <summary>The member takes the objection back: the association may declare the mandate anew.</summary>
    /// <returns>Refused with <c>mandate-not-found</c>, <c>not-allowed</c>.</returns>
    public async Task<Outcome<Mandate>> AllowAgainAsync(Actor by, long id, CancellationToken cancel = default)
    {
        if (await FindAsync(m => m.Id == id && m.ObjectedAt != null, cancel) is not { } mandate)
            return new Refusal("mandate-not-found");
        if (!MandateRights.MayObject(by, mandate.MemberId))
            return new Refusal("not-allowed");
        mandate.AllowAgain();
        await db.SaveChangesAsync(cancel);
        return mandate;
    }

    /// <summary>The mandate that a mail was about, whether it holds or not.</summary>
    public Task<Mandate?> FindByLinkAsync(string token, CancellationToken cancel = default)
    {
        var hash = LinkToken.HashOf(token);
        return FindAsync(m => m.LinkHash == hash, cancel);
    }

    private Task<Mandate?> FindAsync(
        System.Linq.Expressions.Expression<Func<Mandate, bool>> which,
        CancellationToken cancel
    ) => db.Mandates.Include(m => m.Association).Include(m => m.Member).FirstOrDefaultAsync(which, cancel);

    private async Task<Mandate> ObjectAsync(
        Mandate mandate,
        Func<Language, string, string> addressOf,
        CancellationToken cancel
    )
    {
        var now = time.GetUtcNow();
        mandate.Object(now.UtcDateTime);
        Raise("mandate-objected", mandate);
        var accounts = await db
            .Memberships.Where(m =>
                m.OrganisationId == mandate.AssociationId && m.Role == MembershipRole.Representative
            )
            .Select(m => m.AccountId)
            .ToListAsync(cancel);
        foreach (var person in await people(accounts, cancel))
        {
            var reader = new Reader(person.Language);
            db.Send(
                new Letter(
                    $"mandate-objected:{mandate.Id}:{person.AccountId}",
                    person.Email,
                    person.Language,
                    reader["mail.objected.subject", mandate.Member!.Name],
                    [
                        reader["mail.hello", person.Name],
                        reader["mail.objected.text", mandate.Member.Name, mandate.Association!.Name],
                        reader["mail.objected.signed"],
                    ]
                )
                {
                    Action = (
                        reader["mail.objected.button"],
                        addressOf(person.Language, $"organisations/{mandate.Association.Identifier}/mandates")
                    ),
                },
                now
            );
        }
        await db.SaveChangesAsync(cancel);
        return mandate;
    }

    private void Raise(string kind, Mandate mandate)
    {
        var (association, member) = (mandate.Association!.Identifier, mandate.Member!.Identifier);
        db.Raise(
            kind,
            new MandatesChanged(association, [member]),
            DeclareMandates.Tags(association, [member]),
            time.GetUtcNow()
        );
    }
}
