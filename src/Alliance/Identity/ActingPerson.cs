using System.Globalization;
using System.Security.Claims;
using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Identity;

/// <summary>The person behind this request, read once: 2 queries for who is signed in, none for strangers.</summary>
public sealed class ActingPerson(IHttpContextAccessor http, AppDb db)
{
    private Actor? actor;

    public async ValueTask<Actor> ActorAsync(CancellationToken cancel = default) => actor ??= await ReadAsync(cancel);

    private async Task<Actor> ReadAsync(CancellationToken cancel)
    {
        if (IdOf(http.HttpContext?.User) is not { } id)
            return Actor.Stranger;
        var name = await db.Accounts.Where(a => a.Id == id).Select(a => a.Name).FirstOrDefaultAsync(cancel);
        if (name is null)
            return Actor.Stranger;
        var memberships = await db
            .Memberships.Where(m => m.AccountId == id)
            .OrderBy(m => m.Id)
            .Select(m => new ActorMembership(m.Role, m.CityId, m.OrganisationId))
            .ToListAsync(cancel);
        return new Actor(id, name, memberships);
    }

    internal static long? IdOf(ClaimsPrincipal? user) =>
        user?.Identity?.IsAuthenticated == true
        && long.TryParse(
            user.FindFirstValue(ClaimTypes.NameIdentifier),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var id
        )
            ? id
            : null;
}
