using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Roadmaps.Api;

/// <summary><c>/{lang}/roadmaps.atom</c>: the versions of roadmaps that were published or adopted, the newest first.</summary>
internal static class RoadmapFeed
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/{Lang:lang}/roadmaps.atom", FeedAsync).ExcludeFromDescription();

    private static async Task<IResult> FeedAsync(HttpContext http, AppDb db, Reader reader, PageTags tags)
    {
        tags.Add("roadmaps", "cities");
        var versions = await db
            .RoadmapVersions.AsNoTracking()
            .Include(v => v.Roadmap)
                .ThenInclude(r => r!.City)
            .OrderByDescending(v => v.RecordedAt)
            .ThenByDescending(v => v.Id)
            .Take(AtomFeed.Entries)
            .ToListAsync(http.RequestAborted);
        return await AtomFeed.AnswerAsync(http, reader, "roadmaps", "", versions.ConvertAll(v => Entry(v, reader)));
    }

    private static AtomEntry Entry(RoadmapVersion version, Reader reader)
    {
        var (content, city) = (version.Read(), version.Roadmap!.City!);
        return new(
            $"roadmaps/{city.Identifier}/versions/{version.Number}",
            content.Title ?? city.Name,
            content.Vision,
            version.RecordedAt
        )
        {
            Categories =
            [
                new(Code.Of(version.Kind), reader.Name(version.Kind)),
                new(city.Identifier, city.Name.In(reader.Language).Text),
            ],
        };
    }
}
