using Alliance.Platform.Data;

namespace Alliance.Engagement;

/// <summary>
/// What happened with what is followed, from what is stored anyway: versions, the days on which deals, practices, replications, sprints and offers changed,
/// numbers and reports. Mails and feeds tell the same.
/// </summary>
internal sealed partial class FindNews
{
    private readonly AppDb db;
    private readonly DateTime since;
    private readonly DateTime until;
    private readonly List<string> deals;
    private readonly List<string> cities;
    private readonly List<string> areas;
    private readonly List<string> practices;

    private FindNews(AppDb db, IReadOnlyCollection<Followed> followed, DateTime since, DateTime until)
    {
        (this.db, this.since, this.until) = (db, since, until);
        deals = Followed.Keys(followed, FollowedKind.Deal);
        cities = Followed.Keys(followed, FollowedKind.City);
        areas = Followed.Keys(followed, FollowedKind.Area);
        practices = Followed.Keys(followed, FollowedKind.Practice);
    }

    /// <summary>Thirteen queries at most, however much is followed.</summary>
    /// <param name="db">The database.</param>
    /// <param name="followed">What is followed.</param>
    /// <param name="since">What came to be known later,</param>
    /// <param name="until">and not after this.</param>
    /// <param name="most">The newest of each kind; null for all.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<IReadOnlyList<NewsItem>> LoadAsync(
        AppDb db,
        IReadOnlyCollection<Followed> followed,
        DateTime since,
        DateTime until,
        int? most = null,
        CancellationToken cancel = default
    )
    {
        if (followed.Count == 0 || until <= since)
            return [];
        var find = new FindNews(db, followed, since, until);
        var items = new List<NewsItem>();
        if (find.deals.Count + find.cities.Count + find.areas.Count > 0)
            items.AddRange(await find.OfDealsAsync(most ?? int.MaxValue, cancel));
        items.AddRange(await find.OfPracticesAsync(most ?? int.MaxValue, cancel));
        items.AddRange(await find.TakenOverAsync(most ?? int.MaxValue, cancel));
        items.AddRange(await find.OutcomesAsync(most ?? int.MaxValue, cancel));
        if (find.cities.Count > 0)
        {
            items.AddRange(await find.SprintsAsync(most ?? int.MaxValue, cancel));
            items.AddRange(await find.RoadmapsAsync(most ?? int.MaxValue, cancel));
            items.AddRange(await find.OffersAsync(most ?? int.MaxValue, cancel));
        }
        return [.. items.OrderByDescending(i => i.At)];
    }
}
