using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Outbox;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Network;

/// <summary>A member over which a mandate is declared.</summary>
/// <param name="Identifier">The organisation's.</param>
/// <param name="Contact">Where it is told; empty where the association gives no address.</param>
public sealed record MandateOver(string Identifier, string Contact);

/// <summary>What the event tells.</summary>
public sealed record MandatesChanged(string Association, IReadOnlyList<string> Members);

/// <summary>
/// An association declares that it may sign for some of its members: for all that are named, or for none. Each is told by mail:
/// who represents it here, and the address that the association gave.
/// </summary>
public sealed class DeclareMandates(AppDb db, FindPeople people, TimeProvider time)
{
    public const int Most = 100;

    /// <returns>
    /// How many were declared. Refused with <c>organisation-not-found</c>, <c>not-allowed</c>, <c>not-an-association</c>,
    /// <c>members-missing</c>, <c>too-many-members</c>, <c>bad-email</c>, <c>mandate-of-itself</c>, <c>mandate-in-force</c>,
    /// <c>mandate-objected</c>.
    /// </returns>
    /// <param name="by">Who declares.</param>
    /// <param name="association">The association's identifier.</param>
    /// <param name="over">The members, each once.</param>
    /// <param name="language">In which contact addresses are written to.</param>
    /// <param name="addressOf">The whole address of a page of this site, in a language.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<Outcome<int>> DeclareAsync(
        Actor by,
        string association,
        IReadOnlyList<MandateOver> over,
        Language language,
        Func<Language, string, string> addressOf,
        CancellationToken cancel = default
    )
    {
        if (
            await db.Organisations.SingleOrDefaultAsync(
                o => o.Identifier == association && o.MergedIntoId == null,
                cancel
            )
            is not { } giver
        )
            return new Refusal("organisation-not-found", association);
        if (!MandateRights.MayDeclare(by, giver.Id))
            return new Refusal("not-allowed");
        if (!Mandate.MayBeGivenTo(giver.Kind))
            return new Refusal("not-an-association", giver.Name);
        if (over.Count == 0)
            return new Refusal("members-missing");
        if (over.Count > Most)
            return new Refusal("too-many-members", $"{Most}");
        var contacts = over.DistinctBy(m => m.Identifier)
            .ToDictionary(m => m.Identifier, m => m.Contact.Trim(), StringComparer.Ordinal);
        if (contacts.Values.FirstOrDefault(c => c.Length > 0 && !OutgoingMail.IsAddress(c)) is { } bad)
            return new Refusal("bad-email", bad);
        var identifiers = contacts.Keys.ToList();
        var members = await db
            .Organisations.Where(o => identifiers.Contains(o.Identifier) && o.MergedIntoId == null)
            .OrderBy(o => o.Id)
            .ToListAsync(cancel);
        if (identifiers.Find(i => members.TrueForAll(m => m.Identifier != i)) is { } unknown)
            return new Refusal("organisation-not-found", unknown);
        if (await RefuseAsync(giver, members, cancel) is { } refusal)
            return refusal;

        var now = time.GetUtcNow();
        foreach (var member in members)
            await AddAsync(giver, member, contacts[member.Identifier], language, addressOf, now, cancel);
        db.Raise(
            "mandates-declared",
            new MandatesChanged(giver.Identifier, identifiers),
            Tags(giver.Identifier, identifiers),
            now
        );
        await db.SaveChangesAsync(cancel);
        return members.Count;
    }

    private async Task<Refusal?> RefuseAsync(Organisation giver, List<Organisation> members, CancellationToken cancel)
    {
        if (members.Find(m => m.Id == giver.Id) is { } itself)
            return new Refusal("mandate-of-itself", itself.Name);
        var ids = members.ConvertAll(m => m.Id);
        var before = await db
            .Mandates.Where(m =>
                m.AssociationId == giver.Id && ids.Contains(m.MemberId) && (m.EndedAt == null || m.ObjectedAt != null)
            )
            .OrderBy(m => m.Id)
            .Select(m => new { m.Member!.Name, InForce = m.EndedAt == null })
            .FirstOrDefaultAsync(cancel);
        return before is null
            ? null
            : new Refusal(before.InForce ? "mandate-in-force" : "mandate-objected", before.Name);
    }

    private async Task AddAsync(
        Organisation giver,
        Organisation member,
        string contact,
        Language language,
        Func<Language, string, string> addressOf,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var mandate = new Mandate
        {
            AssociationId = giver.Id,
            MemberId = member.Id,
            Since = now.UtcDateTime,
        };
        db.Mandates.Add(mandate);
        var accounts = await db
            .Memberships.Where(m => m.OrganisationId == member.Id && m.Role == MembershipRole.Representative)
            .Select(m => m.AccountId)
            .ToListAsync(cancel);
        var told = (await people(accounts, cancel)).Select(p => (p.Email, p.Language)).ToList();
        if (contact.Length > 0 && !told.Exists(t => t.Email.Equals(contact, StringComparison.OrdinalIgnoreCase)))
            told.Add((contact, language));
        if (told.Count == 0)
            return;
        var token = LinkToken.New();
        mandate.Tell(contact.Length == 0 ? null : contact, LinkToken.HashOf(token));
        foreach (var (email, spoken) in told)
            db.Send(Telling(giver, member, mandate, email, spoken, token, addressOf), now);
    }

    private static Letter Telling(
        Organisation giver,
        Organisation member,
        Mandate mandate,
        string email,
        Language language,
        string token,
        Func<Language, string, string> addressOf
    )
    {
        var reader = new Reader(language);
        return new Letter(
            $"mandate:{mandate.LinkHash}:{LinkToken.HashOf(email)[..16]}",
            email,
            language,
            reader["mail.mandate.subject", giver.Name],
            [
                reader["mail.mandate.hello", member.Name],
                reader["mail.mandate.text", giver.Name, member.Name],
                reader["mail.mandate.nothing-to-do"],
            ]
        )
        {
            Action = (reader["mail.mandate.button"], addressOf(language, "mandate?token=" + token)),
            Footnotes = [reader["mail.mandate.why", giver.Name], reader["mail.mandate.keep"]],
        };
    }

    internal static IEnumerable<string> Tags(string association, IEnumerable<string> members) =>
        [$"organisation:{association}", .. members.Select(m => $"organisation:{m}")];
}
