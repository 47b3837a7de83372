using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Identity;

/// <summary>Everything that is stored about a person, for that person (GDPR, article 15 and 20).</summary>
/// <param name="Elsewhere">What other rooms keep, by their names.</param>
public sealed record MyData(
    string Name,
    string Email,
    bool EmailConfirmed,
    bool HasPassword,
    string Language,
    DateTime CreatedAt,
    IReadOnlyList<MyPasskey> Passkeys,
    IReadOnlyList<MyRole> Roles,
    IReadOnlyList<MyRightsChange> RightsChanges,
    IReadOnlyList<MyRequest> Requests,
    IReadOnlyList<MyLink> SignInLinks,
    IReadOnlyList<MyToken> Tokens,
    IReadOnlyList<MyMail> Mails,
    IReadOnlyDictionary<string, object> Elsewhere
)
{
    public static async Task<MyData> ReadAsync(
        AppDb db,
        IEnumerable<IKeepPersons> others,
        long account,
        CancellationToken cancel
    )
    {
        var own = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == account, cancel);
        var roles = await db
            .Memberships.Where(m => m.AccountId == account)
            .OrderBy(m => m.Id)
            .Select(m => new MyRole(m.Role, m.City!.Name, m.Organisation!.Name, m.Since))
            .ToListAsync(cancel);
        var passkeys = await db.Set<IdentityUserPasskey<long>>()
            .AsNoTracking()
            .Where(p => p.UserId == account)
            .ToListAsync(cancel);
        var changes = await db
            .RightsChanges.Where(c => c.AccountId == account)
            .OrderBy(c => c.Id)
            .Select(c => new MyRightsChange(c.At, c.Granted, c.Role))
            .ToListAsync(cancel);
        var email = own.Email!.ToLowerInvariant();
        var requests = await db
            .MembershipRequests.Where(r => r.AccountId == account || r.Email == email)
            .OrderBy(r => r.Id)
            .Select(r => new MyRequest(
                r.CreatedAt,
                r.Role,
                r.Organisation!.Name,
                r.Name,
                r.Note,
                r.ConfirmedAt,
                r.RefusedAt,
                r.ExpiresAt
            ))
            .ToListAsync(cancel);
        var links = await db
            .SignInLinks.Where(l => l.AccountId == account)
            .OrderBy(l => l.Id)
            .Select(l => new MyLink(l.CreatedAt, l.ExpiresAt, l.UsedAt))
            .ToListAsync(cancel);
        // Becomes lower(…) of the database: addresses stand as somebody typed them.
#pragma warning disable CA1304, CA1311, CA1862
        var mails = await db
            .Mails.Where(m => m.To.ToLower() == email)
#pragma warning restore CA1304, CA1311, CA1862
            .OrderBy(m => m.Id)
            .Select(m => new MyMail(m.CreatedAt, m.SentAt, m.Subject))
            .ToListAsync(cancel);
        var tokens = await db
            .AccessTokens.Where(t => t.AccountId == account)
            .OrderBy(t => t.Id)
            .Select(t => new MyToken(t.Name, t.Scope, t.Since, t.Until, t.LastUsed))
            .ToListAsync(cancel);
        var elsewhere = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var room in others)
            elsewhere[room.Room] = await room.TellAsync(KnownPeople.Of(own), cancel);
        return new MyData(
            own.Name,
            own.Email!,
            own.EmailConfirmed,
            own.PasswordHash is not null,
            own.Language,
            own.CreatedAt,
            [.. passkeys.Select(p => new MyPasskey(p.Data.Name, p.Data.CreatedAt.UtcDateTime))],
            roles,
            changes,
            requests,
            links,
            tokens,
            mails,
            elsewhere
        );
    }
}

public sealed record MyPasskey(string? Name, DateTime CreatedAt);

public sealed record MyRole(MembershipRole Role, LocalText? City, string? Organisation, DateTime Since);

public sealed record MyRightsChange(DateTime At, bool Granted, MembershipRole Role);

/// <summary>A request to act for an organisation.</summary>
public sealed record MyRequest(
    DateTime CreatedAt,
    MembershipRole Role,
    string Organisation,
    string Name,
    string? Note,
    DateTime? ConfirmedAt,
    DateTime? RefusedAt,
    DateTime ExpiresAt
);

/// <summary>What a program does in this person's name; whom it may do it for is shown on the page.</summary>
public sealed record MyToken(string Name, string Scope, DateOnly Since, DateOnly Until, DateOnly? LastUsed);

public sealed record MyLink(DateTime CreatedAt, DateTime ExpiresAt, DateTime? UsedAt);

public sealed record MyMail(DateTime CreatedAt, DateTime? SentAt, string Subject);
