using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;

namespace Alliance.Engagement.Api;

/// <summary><c>/{lang}/follow.atom?deal=ma-11</c>: what the mails tell, for feed readers, without an address.</summary>
internal static class FollowFeed
{
    // What is older stands on the pages themselves.
    private const int Days = 365;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/{Lang:lang}/follow.atom", FeedAsync).ExcludeFromDescription();

    private static async Task<IResult> FeedAsync(
        HttpContext http,
        AppDb db,
        Reader reader,
        PageTags tags,
        TimeProvider time
    )
    {
        tags.Add("deals", "practices", "replications", "measurements", "measurement-imports", "cities");
        tags.Add("sprints", "roadmaps", "offers");
        if (
            Followed.Parse(http.Request.Query) is not { } what
            || await FollowedThing.FindAsync(db, what, http.RequestAborted) is not { } thing
        )
            return Results.NotFound();
        var now = time.GetUtcNow().UtcDateTime;
        var news = await FindNews.LoadAsync(db, [what], now.AddDays(-Days), now, AtomFeed.Entries, http.RequestAborted);
        return await AtomFeed.AnswerAsync(
            http,
            reader,
            new AtomHead(
                thing.Name.In(reader.Language).Text,
                reader["following.feed-lead"],
                "follow.atom?" + what.Query,
                thing.Page
            ),
            [.. news.Take(AtomFeed.Entries).Select(n => Entry(n, reader))]
        );
    }

    private static AtomEntry Entry(NewsItem item, Reader reader) =>
        new(item.Page, item.Title, new LocalText(reader.Language.Code, NewsWords.Of(item, reader)), item.At)
        {
            Mark = FormattableString.Invariant($"{Code.Of(item.Kind)}-{item.At:yyyyMMddHHmmss}"),
        };
}
