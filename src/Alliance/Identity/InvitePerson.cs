using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Identity;

/// <summary>What somebody is invited to do, and for whom.</summary>
/// <param name="City">Of a city's role: its key.</param>
/// <param name="Organisation">Of an organisation's role: its key.</param>
public sealed record Invitation(
    string Email,
    string Name,
    Language Language,
    MembershipRole Role,
    long? City = null,
    long? Organisation = null
)
{
    /// <summary>The person asked for it (<see cref="MembershipRequest"/>), and the mail says so.</summary>
    public bool Asked { get; init; }

    /// <summary>What the mail says beside, for a reader of the person's language.</summary>
    public Func<Reader, IReadOnlyList<string>>? Beside { get; init; }

    /// <summary>The page that the link leads to, below the language; else the account.</summary>
    public string? Then { get; init; }
}

/// <summary>Who was invited, and the token of the link.</summary>
public sealed record Invited(Account Account, string Token);

/// <summary>Gives a person a role, makes an account if there is none yet, and sends a link that signs in.</summary>
public sealed class InvitePerson(AppDb db, UserManager<Account> accounts, TimeProvider time)
{
    /// <returns>
    /// The token of the link, for who invites at the command line. Refused with <c>bad-email</c>, <c>name-missing</c>,
    /// <c>role-without-place</c>, <c>already-member</c>, <c>not-allowed</c>.
    /// </returns>
    /// <param name="by">Who invites; null at the command line, which whoever runs the server may do.</param>
    /// <param name="wanted">Whom, and to what.</param>
    /// <param name="addressOf">As in <see cref="AskForSignInLink"/>.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<Outcome<string>> InviteAsync(
        Actor? by,
        Invitation wanted,
        Func<Language, string, string> addressOf,
        CancellationToken cancel = default
    )
    {
        if (Wrong(wanted) is { } wrong)
            return wrong;
        if (await RolePlace.FindAsync(db, wanted.City, wanted.Organisation, cancel) is not { } place)
            return new Refusal("role-without-place");
        if (by is not null && !PeopleRights.MayGive(by, wanted.Role, place))
            return new Refusal("not-allowed");

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var invited = await AddAsync(by, wanted, addressOf, cancel);
        if (invited.Refusal is { } refusal)
            return refusal;
        await transaction.CommitAsync(cancel);
        return invited.Value.Token;
    }

    /// <summary>
    /// The same within the caller's transaction, which has asked whether this person may. Refused with <c>bad-email</c>, <c>name-missing</c>,
    /// <c>role-without-place</c>, <c>already-member</c>.
    /// </summary>
    internal async Task<Outcome<Invited>> AddAsync(
        Actor? by,
        Invitation wanted,
        Func<Language, string, string> addressOf,
        CancellationToken cancel
    )
    {
        if (Wrong(wanted) is { } wrong)
            return wrong;
        var (email, name) = (wanted.Email.Trim(), wanted.Name.Trim());
        var now = time.GetUtcNow();
        if (await accounts.FindByEmailAsync(email) is not { } account)
        {
            account = new Account
            {
                UserName = email,
                Email = email,
                Name = name,
                Language = wanted.Language.Code,
                CreatedAt = now.UtcDateTime,
                LockoutEnabled = true,
            };
            var made = await accounts.CreateAsync(account);
            if (!made.Succeeded)
                return new Refusal("bad-email", email);
        }
        else if (
            await db.Memberships.AnyAsync(
                m =>
                    m.AccountId == account.Id
                    && m.Role == wanted.Role
                    && m.CityId == wanted.City
                    && m.OrganisationId == wanted.Organisation,
                cancel
            )
        )
            return new Refusal("already-member", email);
        db.Memberships.Add(
            new Membership
            {
                AccountId = account.Id,
                Role = wanted.Role,
                CityId = wanted.City,
                OrganisationId = wanted.Organisation,
                Since = now.UtcDateTime,
            }
        );
        db.RightsChanges.Add(
            new RightsChange
            {
                At = now.UtcDateTime,
                ByAccountId = by?.AccountId,
                AccountId = account.Id,
                Granted = true,
                Role = wanted.Role,
                CityId = wanted.City,
                OrganisationId = wanted.Organisation,
            }
        );
        var (link, token) = SignInLink.New(account.Id, SignInLink.InvitationLasts, now.UtcDateTime);
        db.SignInLinks.Add(link);
        db.Send(await LetterAsync(account, wanted, by, link, token, addressOf, cancel), now);
        await db.SaveChangesAsync(cancel);
        return new Invited(account, token);
    }

    private static Refusal? Wrong(Invitation wanted) =>
        !OutgoingMail.IsAddress(wanted.Email.Trim()) ? new Refusal("bad-email", wanted.Email.Trim())
        : wanted.Name.Trim().Length is 0 or > Account.NameLength ? new Refusal("name-missing")
        : HasItsPlace(wanted) ? null
        : new Refusal("role-without-place");

    private async Task<Letter> LetterAsync(
        Account account,
        Invitation wanted,
        Actor? by,
        SignInLink link,
        string token,
        Func<Language, string, string> addressOf,
        CancellationToken cancel
    )
    {
        var reader = new Reader(Language.Find(account.Language) ?? Language.English);
        var place =
            wanted.City is { } city
                ? (await db.Cities.Where(c => c.Id == city).Select(c => c.Name).SingleAsync(cancel))
                    .In(reader.Language)
                    .Text
            : wanted.Organisation is { } organisation
                ? await db.Organisations.Where(o => o.Id == organisation).Select(o => o.Name).SingleAsync(cancel)
            : reader["shell.name"];
        var role = reader.Name(wanted.Role);
        return new Letter(
            $"invitation:{link.Hash}",
            account.Email!,
            reader.Language,
            reader[wanted.Asked ? "mail.invitation.subject-asked" : "mail.invitation.subject", place],
            [
                reader["mail.hello", account.Name],
                by?.Name is not { } inviting ? reader["mail.invitation.text", place, role]
                : wanted.Asked ? reader["mail.invitation.text-asked", inviting, place, role]
                : reader["mail.invitation.text-by", inviting, place, role],
                .. wanted.Beside?.Invoke(reader) ?? [],
            ]
        )
        {
            Action = (
                reader["mail.invitation.button"],
                addressOf(
                    reader.Language,
                    "sign-in/link?token="
                        + token
                        + (wanted.Then is { } then ? "&then=" + Uri.EscapeDataString(reader.At(then)) : "")
                )
            ),
            Footnotes =
            [
                reader["mail.invitation.lasts", reader.Number((int)SignInLink.InvitationLasts.TotalDays)],
                reader["mail.invitation.not-you"],
            ],
        };
    }

    private static bool HasItsPlace(Invitation wanted) =>
        wanted.Role.IsOfCity() ? wanted is { City: not null, Organisation: null }
        : wanted.Role.IsOfOrganisation() ? wanted is { City: null, Organisation: not null }
        : wanted is { City: null, Organisation: null };
}
