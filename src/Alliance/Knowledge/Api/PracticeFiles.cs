using Alliance.Knowledge.Told;
using Alliance.Monitoring.Reporting;
using Alliance.Platform.Data;
using Alliance.Platform.Tables;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Api;

/// <summary>Practices as tables, as they are chosen.</summary>
internal static class PracticeFiles
{
    private static readonly Table<Practice> Practices = new(
        "practices",
        [
            Column<Practice>.Of("id", p => p.Identifier),
            Column<Practice>.Of("kind", p => (PracticeKind?)p.Kind),
            Column<Practice>.Text("title", p => p.Title),
            Column<Practice>.Text("text", p => p.Text),
            Column<Practice>.Text("problem", p => p.Told.Problem),
            Column<Practice>.Text("done", p => p.Told.Done),
            Column<Practice>.Of("by", p => (p.Told.By ?? []).Select(b => b.Organisation ?? b.Name)),
            Column<Practice>.Of("money", p => p.Told.Cost?.Money),
            Column<Practice>.Of("currency", p => p.Told.Cost?.Currency),
            Column<Practice>.Of("personMonths", p => p.Told.Cost?.PersonMonths),
            Column<Practice>.Of("months", p => p.Told.Cost?.Months),
            Column<Practice>.Text("wentWrong", p => p.Told.WentWrong),
            Column<Practice>.Text("advice", p => p.Told.Advice),
            Column<Practice>.Of("city", p => p.City?.Identifier),
            Column<Practice>.Of("areas", p => p.Areas),
            Column<Practice>.Of("deals", p => p.Deals),
            Column<Practice>.Of("challenges", p => p.Challenges.Select(c => $"{c}")),
            Column<Practice>.Of("publishedAt", p => p.PublishedAt),
            Column<Practice>.Of("checkedAt", p => p.CheckedAt),
            Column<Practice>.Of("collection", p => p.Collection),
            Column<Practice>.Of("sources", p => p.Sources.Select(s => s.Url)),
        ]
    );

    private static readonly Table<ResultRow> Results = new(
        "practice-results",
        [
            Column<ResultRow>.Of("practice", r => r.Practice.Identifier),
            Column<ResultRow>.Text("title", r => r.Practice.Title),
            Column<ResultRow>.Of("city", r => r.Practice.City?.Identifier),
            Column<ResultRow>.Text("text", r => r.Result.Text),
            Column<ResultRow>.Of("value", r => r.Result.Value),
            Column<ResultRow>.Of("unit", r => r.Result.Unit),
            Column<ResultRow>.Of("trust", r => r.Result.Trust),
            Column<ResultRow>.Of("deal", r => r.Result.Deal),
            Column<ResultRow>.Of("promise", r => r.Result.Promise),
        ]
    );

    private static readonly Table<ComponentRow> Components = new(
        "practice-components",
        [
            Column<ComponentRow>.Of("practice", r => r.Practice.Identifier),
            Column<ComponentRow>.Text("title", r => r.Practice.Title),
            Column<ComponentRow>.Of("city", r => r.Practice.City?.Identifier),
            Column<ComponentRow>.Of("key", r => r.Component.Key),
            Column<ComponentRow>.Text("component", r => r.Component.Title),
            Column<ComponentRow>.Of("importance", r => (Importance?)r.Component.Importance),
            Column<ComponentRow>.Text("text", r => r.Component.Text),
            Column<ComponentRow>.Text("enablers", r => r.Component.Enablers),
            new("obstacles", r => r.Obstacles.Select(Code.Of), (r, reader) => r.Obstacles.Select(reader.Name)),
            Column<ComponentRow>.Text("obstacleText", r => r.Component.ObstacleText),
        ]
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapTable(
            Practices,
            "practices",
            "practices",
            "Practices",
            "Good practices, lessons and failures, one a row.",
            ChosenAsync,
            PracticesApi.Choosing
        );
        routes.MapTable(
            Results,
            "practice-results",
            "practice-results",
            "Practices",
            "What came of the practices of a choice, one result a row, with how far it was checked.",
            async (http, db) =>
            {
                var chosen = await ChosenAsync(http, db);
                return new(
                    chosen.All.SelectMany(p => (p.Told.Results ?? []).Select(r => new ResultRow(p, r))),
                    chosen.Errors
                );
            },
            PracticesApi.Choosing
        );
        routes.MapTable(
            Components,
            "practice-components",
            "practice-components",
            "Practices",
            "The parts of the practices of a choice, one a row, with how much hangs on each, what it needs and what stands in its way.",
            async (http, db) =>
            {
                var chosen = await ChosenAsync(http, db);
                return new(
                    chosen.All.SelectMany(p => (p.Told.Components ?? []).Select(c => new ComponentRow(p, c))),
                    chosen.Errors
                );
            },
            PracticesApi.Choosing
        );
    }

    private static async Task<Rows<Practice>> ChosenAsync(HttpContext http, AppDb db)
    {
        var errors = await PracticesApi.CheckAsync(http, db);
        var chosen = await (PracticeFilter.Parse(http.Request.Query) with { After = null }).ChooseAsync(
            db,
            http.RequestAborted
        );
        return new(chosen.Include(p => p.City).OrderBy(p => p.Identifier).AsAsyncEnumerable(), errors);
    }

    private sealed record ResultRow(Practice Practice, PracticeResult Result);

    private sealed record ComponentRow(Practice Practice, PracticeComponent Component)
    {
        public IReadOnlyList<Obstacle> Obstacles => Component.Obstacles ?? [];
    }
}
