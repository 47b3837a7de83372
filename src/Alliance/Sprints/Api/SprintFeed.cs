using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Api;

/// <summary><c>/{lang}/sprints.atom</c>: the sprints that everybody sees, the last changed first.</summary>
internal static class SprintFeed
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/{Lang:lang}/sprints.atom", FeedAsync).ExcludeFromDescription();

    private static async Task<IResult> FeedAsync(
        HttpContext http,
        AppDb db,
        Reader reader,
        PageTags tags,
        TimeProvider time
    )
    {
        tags.Add("sprints", "cities");
        // Some a year, in the whole network.
        var shown = await SprintRights.Shown(db.Sprints.AsNoTracking()).ToListAsync(http.RequestAborted);
        var now = time.GetUtcNow().UtcDateTime;
        var latest = shown
            .Select(s => (Sprint: s, At: ChangedAt(s, now)))
            .OrderByDescending(s => s.At)
            .ThenByDescending(s => s.Sprint.Id)
            .Take(AtomFeed.Entries)
            .ToList();
        var hosts = latest.ConvertAll(s => s.Sprint.Host);
        var cities = await db
            .Cities.Where(c => hosts.Contains(c.Identifier))
            .ToDictionaryAsync(c => c.Identifier, c => c.Name, http.RequestAborted);
        return await AtomFeed.AnswerAsync(
            http,
            reader,
            "sprints",
            "",
            latest.ConvertAll(s => Entry(s.Sprint, s.At, cities.GetValueOrDefault(s.Sprint.Host), reader))
        );
    }

    // Nobody changed here what came with a package; the day on which it was over stands in.
    private static DateTime ChangedAt(Sprint sprint, DateTime now)
    {
        var over = (sprint.Ends ?? sprint.Begins)?.First.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        return sprint.ChangedAt ?? (over <= now ? over.Value : DateTime.UnixEpoch);
    }

    private static AtomEntry Entry(Sprint sprint, DateTime at, LocalText? city, Reader reader) =>
        new("sprints/" + sprint.Identifier, sprint.Title, sprint.Theme, at)
        {
            Categories = [new(sprint.Host, city?.In(reader.Language).Text ?? sprint.Host)],
        };
}
