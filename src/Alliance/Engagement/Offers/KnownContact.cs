using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;

namespace Alliance.Engagement.Offers;

/// <summary>The one in a city whom others may turn to: its first deal manager. Where it has none nobody can be introduced.</summary>
public static class KnownContact
{
    /// <remarks>2 queries.</remarks>
    public static async Task<Person?> OfAsync(AppDb db, FindPeople people, long city, CancellationToken cancel) =>
        (await CityManagers.FindAsync(db, people, city, cancel)) is [var first, ..] ? first : null;
}
