using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Identity;

/// <summary>Accounts as other rooms see them.</summary>
internal static class KnownPeople
{
    public static Person Of(Account account) =>
        new(account.Id, account.Name, account.Email!, Language.Find(account.Language) ?? Language.English);

    public static FindPeople In(AppDb db) =>
        async (accounts, cancel) =>
        {
            if (accounts.Count == 0)
                return [];
            var found = await db
                .Accounts.Where(a => accounts.Contains(a.Id))
                .Select(a => new
                {
                    a.Id,
                    a.Name,
                    a.Email,
                    a.Language,
                })
                .ToListAsync(cancel);
            return
            [
                .. found.Select(a => new Person(a.Id, a.Name, a.Email!, Language.Find(a.Language) ?? Language.English)),
            ];
        };

    public static FindPersonByEmail ByEmail(AppDb db, ILookupNormalizer normalizer) =>
        async (email, cancel) =>
        {
            var name = normalizer.NormalizeEmail(email);
            return
                await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.NormalizedEmail == name, cancel)
                    is { } account
                ? Of(account)
                : null;
        };

    public static FindPeopleByEmail ByEmails(AppDb db, ILookupNormalizer normalizer) =>
        async (emails, cancel) =>
        {
            var names = emails.Select(normalizer.NormalizeEmail).ToList();
            var found = await db
                .Accounts.AsNoTracking()
                .Where(a => names.Contains(a.NormalizedEmail))
                .ToListAsync(cancel);
            return found.ConvertAll(Of);
        };
}
