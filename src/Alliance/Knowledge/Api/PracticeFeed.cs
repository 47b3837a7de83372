using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Api;

/// <summary><c>/{lang}/practices.atom</c>: the new and last changed practices of a choice.</summary>
internal static class PracticeFeed
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/{Lang:lang}/practices.atom", FeedAsync).ExcludeFromDescription();

    private static async Task<IResult> FeedAsync(HttpContext http, AppDb db, Reader reader, PageTags tags)
    {
        tags.Add("practices", "cities");
        var filter = PracticeFilter.Parse(http.Request.Query) with { After = null };
        var chosen = await filter.ChooseAsync(db, http.RequestAborted);
        var practices = await chosen
            .Include(p => p.City)
            .OrderByDescending(p => p.ChangedAt)
            .ThenByDescending(p => p.Id)
            .Take(AtomFeed.Entries)
            .ToListAsync(http.RequestAborted);
        return await AtomFeed.AnswerAsync(
            http,
            reader,
            PracticeFilter.Path,
            filter.Print(),
            practices.ConvertAll(p => Entry(p, reader))
        );
    }

    private static AtomEntry Entry(Practice practice, Reader reader) =>
        new("practices/" + practice.Identifier, practice.Title, practice.Text, practice.ChangedAt)
        {
            Categories =
            [
                new(Code.Of(practice.Kind), reader.Name(practice.Kind)),
                .. SharedAreas
                    .All.Where(a => practice.Areas.Contains(a.Id))
                    .Select(a => new AtomCategory(a.Id, a.Name.In(reader.Language).Text)),
                .. practice.City is { } city
                    ? [new AtomCategory(city.Identifier, city.Name.In(reader.Language).Text)]
                    : Array.Empty<AtomCategory>(),
            ],
        };
}
