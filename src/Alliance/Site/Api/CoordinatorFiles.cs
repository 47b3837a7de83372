using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Tables;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Alliance.Site.Parts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site.Api;

/// <summary>How the cities of a project stand, as a table for whoever coordinates it.</summary>
internal static class CoordinatorFiles
{
    private static readonly Table<CityProgress> Cities = new(
        "coordination",
        [
            Column<CityProgress>.Text("city", c => c.Name),
            Column<CityProgress>.Of("roadmap", c => (RoadmapStage?)c.Roadmap.Stage),
            Column<CityProgress>.Of("version", c => c.Roadmap.Version),
            Column<CityProgress>.Of("on", c => c.Roadmap.On?.ToString()),
            Column<CityProgress>.Of("changed", c => c.Roadmap.Changed),
            Column<CityProgress>.Of("milestones", c => c.Roadmap.LateMilestones),
            Column<CityProgress>.Of("held", c => c.Sprints.Held.Count),
            Column<CityProgress>.Of("next", c => c.Sprints.Next is [var first, ..] ? first.Begins?.ToString() : null),
            Column<CityProgress>.Of("late", c => c.Sprints.Late),
            Column<CityProgress>.Of("open", c => c.Sprints.Open),
            Column<CityProgress>.Of("done", c => c.Sprints.Done),
            Column<CityProgress>.Of("dropped", c => c.Sprints.Dropped),
            Column<CityProgress>.Of("overdue", c => c.LateCount),
            new("what", c => c.Late.Select(l => Code.Of(l.Kind)), (c, reader) => c.Late.Select(l => Says(l, reader))),
            Column<CityProgress>.Of("heard", c => c.Heard?.On),
            Column<CityProgress>.Of("days", c => c.Heard?.Days),
            Column<CityProgress>.Of("sign", c => c.Heard?.What),
        ]
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var ending in TableFile.Endings)
            routes
                .MapGet(
                    $"/{{Lang:lang}}/workspace/projects/{{Slug}}/cities.{ending}",
                    (string slug, HttpContext http, AppDb db, WhoActs acting, Reader reader, TimeProvider time) =>
                        GiveAsync(slug, ending, http, db, acting, reader, time)
                )
                .RequireAuthorization()
                .Stream()
                .ExcludeFromDescription();
    }

    private static async Task<IResult> GiveAsync(
        string slug,
        string ending,
        HttpContext http,
        AppDb db,
        WhoActs acting,
        Reader reader,
        TimeProvider time
    )
    {
        var cancel = http.RequestAborted;
        var project = await ProjectRights
            .Coordinated(db, await acting(cancel))
            .AsNoTracking()
            .SingleOrDefaultAsync(p => p.Identifier == slug, cancel);
        if (project is null)
            return Results.NotFound();
        var view = await CoordinatorView.LoadAsync(db, project, time.GetUtcNow(), cancel);
        await TableFile.WriteAsync(
            http,
            Cities,
            view.Cities.ToAsyncEnumerable(),
            $"{slug}-cities",
            ending,
            reader,
            isPublic: false
        );
        return Results.Empty;
    }

    private static string Says(LateOutput late, Reader reader) =>
        $"{reader.Name(late.Kind)}: {late.In(reader)}{(late.Owner is { } owner ? $" ({owner})" : "")}, {reader["coordination.due", reader.Date(late.Due)]}";
}
