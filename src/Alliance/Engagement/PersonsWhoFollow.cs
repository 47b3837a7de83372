using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement;

/// <summary>Who follows something, by the address.</summary>
internal sealed class PersonsWhoFollow(AppDb db) : IKeepPersons
{
    public string Room => "engagement";

    public async Task<object> TellAsync(Person person, CancellationToken cancel)
    {
        var email = person.Email.ToLowerInvariant();
        return new
        {
            Follows = await db
                .Followings.Where(f => f.Email == email)
                .OrderBy(f => f.Id)
                .Select(f => new
                {
                    f.Kind,
                    f.Key,
                    f.Email,
                    f.Rhythm,
                    f.AskedAt,
                    f.ConfirmedAt,
                })
                .ToListAsync(cancel),
        };
    }

    public Task ForgetAsync(Person person, CancellationToken cancel) =>
        EndFollowing.ForgetAsync(db, person.Email.ToLowerInvariant(), cancel);
}
