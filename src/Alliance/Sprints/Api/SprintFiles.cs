using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Tables;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Alliance.Sprints.Visits;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Api;

/// <summary>Sprints as tables, and each for one's own calendar.</summary>
internal static class SprintFiles
{
    private static readonly Table<Sprint> Sprints = new(
        "sprints",
        [
            Column<Sprint>.Of("id", s => s.Identifier),
            Column<Sprint>.Text("title", s => s.Title),
            Column<Sprint>.Of("host", s => s.Host),
            Column<Sprint>.Of("project", s => s.Project),
            Column<Sprint>.Of("begins", s => s.Begins?.ToString()),
            Column<Sprint>.Of("ends", s => s.Ends?.ToString()),
            Column<Sprint>.Text("theme", s => s.Theme),
            Column<Sprint>.Of("guests", s => s.Guests.Select(g => g.City ?? g.Organisation ?? g.Name?.ToString())),
            Column<Sprint>.Of("sessions", s => s.Sessions.Count),
            Column<Sprint>.Of("collection", s => s.Collection),
            Column<Sprint>.Of("sources", s => s.Sources.Select(x => x.Url)),
        ]
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapTable(
            Sprints,
            "sprints",
            "sprints",
            "Sprints",
            "Knowledge exchange sprints, one a row.",
            (_, db) =>
                Task.FromResult(
                    new Rows<Sprint>(
                        SprintRights.Shown(db.Sprints.AsNoTracking()).OrderBy(s => s.Identifier).AsAsyncEnumerable(),
                        []
                    )
                ),
            []
        );
        routes.MapGet("/{Lang:lang}/sprints/{Slug}/sprint.ics", CalendarAsync).ExcludeFromDescription();
        routes.MapGet("/{Lang:lang}/sprints/visit/{Token}/sprint.ics", OwnCalendarAsync).ExcludeFromDescription();
        routes
            .MapGet("/{Lang:lang}/sprints/{Slug}/materials/{Id:long}", MaterialAsync)
            .WithMetadata(new ContentPolicy(FileKind.Policy))
            .Stream()
            .ExcludeFromDescription();
        routes
            .MapGet("/{Lang:lang}/sprints/visit/{Token}/materials/{Id:long}", OwnMaterialAsync)
            .WithMetadata(new ContentPolicy(FileKind.Policy))
            .Stream()
            .ExcludeFromDescription();
    }

    private static async Task<IResult> CalendarAsync(
        string slug,
        HttpContext http,
        AppDb db,
        Reader reader,
        MailLinks links,
        PageTags tags,
        TimeProvider time
    )
    {
        tags.Add("sprint:" + slug);
        var sprint = await SprintRights
            .Shown(db.Sprints.AsNoTracking())
            .SingleOrDefaultAsync(s => s.Identifier == slug, http.RequestAborted);
        if (sprint is null)
            return Results.NotFound();
        return await GiveAsync(db, sprint, null, reader, links, time, http.RequestAborted);
    }

    // A calendar asks for it again and again, as long as the link holds.
    private static async Task<IResult> OwnCalendarAsync(
        string token,
        HttpContext http,
        AppDb db,
        Reader reader,
        MailLinks links,
        TimeProvider time
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await RegisterForSprint.FindAsync(db, token, http.RequestAborted) is not { Sprint: { } sprint } visit)
            return Results.NotFound();
        return await GiveAsync(db, sprint, visit, reader, links, time, http.RequestAborted);
    }

    private static async Task<IResult> GiveAsync(
        AppDb db,
        Sprint sprint,
        Visit? visit,
        Reader reader,
        MailLinks links,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        var host = await db.Cities.Where(c => c.Identifier == sprint.Host).Select(c => c.Name).SingleAsync(cancel);
        var calendar = SprintCalendar.Of(
            sprint,
            reader.Language,
            host.In(reader.Language).Text,
            links.Sender,
            links.Of(reader.Language, "sprints/" + sprint.Identifier),
            time.GetUtcNow().UtcDateTime,
            visit,
            visit is { State: VisitState.NotComing }
        );
        return calendar is null ? Results.NotFound() : Results.Text(calendar, SprintCalendar.MediaType);
    }

    private static async Task<IResult> MaterialAsync(string slug, long id, HttpContext http, AppDb db, WhoActs acting)
    {
        http.Response.Headers.CacheControl = "no-store";
        var cancel = http.RequestAborted;
        var hosted = SprintRights.Hosted(db, await acting(cancel)).Select(s => s.Id);
        return Give(
            await db
                .SprintMaterials.AsNoTracking()
                .SingleOrDefaultAsync(
                    m =>
                        m.Id == id
                        && m.Sprint!.Identifier == slug
                        && ((!m.ForVisitors && m.Sprint.State != SprintState.Planned) || hosted.Contains(m.SprintId)),
                    cancel
                )
        );
    }

    private static async Task<IResult> OwnMaterialAsync(string token, long id, HttpContext http, AppDb db)
    {
        http.Response.Headers.CacheControl = "no-store";
        var cancel = http.RequestAborted;
        if (await RegisterForSprint.FindAsync(db, token, cancel) is not { State: VisitState.Registered } visit)
            return Results.NotFound();
        return Give(
            await db
                .SprintMaterials.AsNoTracking()
                .SingleOrDefaultAsync(m => m.Id == id && m.SprintId == visit.SprintId, cancel)
        );
    }

    private static IResult Give(SprintMaterial? material) =>
        material is { Content: { } content }
            ? Results.File(content, material.MediaType, FileKind.FileName(material.Name!, material.MediaType!))
            : Results.NotFound();
}
