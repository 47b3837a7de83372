using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Identity;

/// <summary>
/// Sends a link that signs in to whoever has an account with this address. It says nothing to the one who asks: whether
/// there is an account is nobody's business.
/// </summary>
public sealed class AskForSignInLink(AppDb db, UserManager<Account> accounts, TimeProvider time)
{
    // More are asked for by machines; the mails already sent still work.
    private const int MostAtOnce = 3;

    /// <param name="email">As typed.</param>
    /// <param name="addressOf">The whole address of a page of this site, in a language: <c>sign-in/link?token=…</c>.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task AskAsync(
        string email,
        Func<Language, string, string> addressOf,
        CancellationToken cancel = default
    )
    {
        if (await accounts.FindByEmailAsync(email.Trim()) is not { } account)
            return;
        var now = time.GetUtcNow();
        var open = await db.SignInLinks.CountAsync(
            l => l.AccountId == account.Id && l.UsedAt == null && l.ExpiresAt > now.UtcDateTime,
            cancel
        );
        if (open >= MostAtOnce)
            return;
        var (link, token) = SignInLink.New(account.Id, SignInLink.Lasts, now.UtcDateTime);
        db.SignInLinks.Add(link);
        var reader = new Reader(Language.Find(account.Language) ?? Language.English);
        db.Send(
            new Letter(
                $"sign-in:{link.Hash}",
                account.Email!,
                reader.Language,
                reader["mail.sign-in.subject"],
                [reader["mail.hello", account.Name], reader["mail.sign-in.text"]]
            )
            {
                Action = (reader["mail.sign-in.button"], addressOf(reader.Language, "sign-in/link?token=" + token)),
                Footnotes =
                [
                    reader["mail.sign-in.lasts", reader.Number((int)SignInLink.Lasts.TotalMinutes)],
                    reader["mail.sign-in.not-you"],
                ],
            },
            now
        );
        await db.SaveChangesAsync(cancel);
    }
}
