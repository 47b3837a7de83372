using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Tables;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Alliance.Roadmaps.Stakeholders;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Roadmaps.Api;

/// <summary>
/// A city's stakeholder map as a table, for its own people. What is about persons has an end date here and would have none in a
/// file: it is not in it.
/// </summary>
internal static class StakeholderFiles
{
    private static readonly Table<StakeholderRow> Entries = new(
        "stakeholder-map",
        [
            Column<StakeholderRow>.Of("name", s => s.Name),
            Column<StakeholderRow>.Of("organisation", s => s.Organisation),
            Column<StakeholderRow>.Of("kind", s => (OrganisationKind?)s.Kind),
            Column<StakeholderRow>.Of("nace", s => s.Nace),
            new(
                "speaksFor",
                s => s.SpeaksFor.Select(g => Code.Of(g)),
                (s, reader) => s.SpeaksFor.Select(g => reader.Name(g))
            ),
            Column<StakeholderRow>.Of("influence", s => s.Influence),
            Column<StakeholderRow>.Of("interest", s => s.Interest),
            Column<StakeholderRow>.Of("does", s => s.Does),
            Column<StakeholderRow>.Of("state", s => (StakeholderState?)s.State),
            Column<StakeholderRow>.Of("declined", s => s.Declined),
            Column<StakeholderRow>.Of("nextStep", s => s.NextStep),
            Column<StakeholderRow>.Of("nextOn", s => s.NextOn),
            Column<StakeholderRow>.Of("deals", s => s.Deals),
        ]
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var ending in TableFile.Endings)
            routes
                .MapGet(
                    $"/{{Lang:lang}}/workspace/stakeholders/map.{ending}",
                    (string? city, HttpContext http, AppDb db, WhoActs acting, Reader reader) =>
                        GiveAsync(city, ending, http, db, acting, reader)
                )
                .RequireAuthorization()
                .Stream()
                .ExcludeFromDescription();
    }

    private static async Task<IResult> GiveAsync(
        string? chosen,
        string ending,
        HttpContext http,
        AppDb db,
        WhoActs acting,
        Reader reader
    )
    {
        var cancel = http.RequestAborted;
        var own = DealRights.CitiesOf(await acting(cancel), RoadmapRights.MayRead);
        var city = await db
            .Cities.AsNoTracking()
            .Where(c => own.Contains(c.Id) && (chosen == null || c.Identifier == chosen))
            .OrderBy(c => c.Identifier)
            .FirstOrDefaultAsync(cancel);
        if (city is null)
            return Results.NotFound();
        var map = await StakeholderMap.LoadAsync(db, city.Id, cancel);
        await TableFile.WriteAsync(
            http,
            Entries,
            map.Rows.ToAsyncEnumerable(),
            $"{city.Identifier}-stakeholders",
            ending,
            reader,
            isPublic: false
        );
        return Results.Empty;
    }
}
