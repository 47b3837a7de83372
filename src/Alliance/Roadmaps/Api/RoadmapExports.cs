using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Tables;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Roadmaps.Api;

/// <summary>A kind of part of a roadmap.</summary>
internal enum RoadmapPart
{
    /// <summary>What is said of all of it: title, vision, years, the council's decision.</summary>
    Whole,
    Focus,
    Step,
    Challenge,
    Goal,
    Milestone,
}

/// <summary>One part of a roadmap as a row: what is of other kinds is empty.</summary>
internal sealed record PartRow(RoadmapPart Kind, string Key, LocalText? Title)
{
    public LocalText? Text { get; init; }
    public string? Focus { get; init; }
    public string? Challenge { get; init; }
    public string? Step { get; init; }
    public IReadOnlyList<string> Areas { get; init; } = [];
    public IReadOnlyList<string> Deals { get; init; } = [];
    public string? Indicator { get; init; }
    public string? Unit { get; init; }
    public IReadOnlyList<string> Path { get; init; } = [];
    public IReadOnlyList<string> Practices { get; init; } = [];
    public Milestone? Milestone { get; init; }
    public RoadmapContent? Whole { get; init; }

    public static IEnumerable<PartRow> Of(RoadmapContent content) =>
        [
            new PartRow(RoadmapPart.Whole, "", content.Title) { Text = content.Vision, Whole = content },
            .. content.FocusAreas.Select(f => new PartRow(RoadmapPart.Focus, f.Key, f.Title)
            {
                Text = f.Text,
                Areas = f.Areas,
            }),
            .. content.Challenges.Select(c => new PartRow(RoadmapPart.Challenge, c.Key, c.Title)
            {
                Text = c.Text,
                Focus = c.Focus,
                Deals = c.Deals,
                Practices = c.Practices ?? [],
            }),
            .. content.Goals.Select(g => new PartRow(RoadmapPart.Goal, g.Key, g.Title)
            {
                Challenge = g.Challenge,
                Indicator = g.Indicator,
                Unit = g.Unit,
                Path = [.. g.Path.Select(p => FormattableString.Invariant($"{p.Year}: {p.Value:0.######}"))],
            }),
            .. content.Milestones.Select(m => new PartRow(RoadmapPart.Milestone, m.Key, m.Title)
            {
                Challenge = m.Challenge,
                Step = m.Step,
                Milestone = m,
            }),
            .. content.Steps.Select(s => new PartRow(RoadmapPart.Step, s.Key, s.Title) { Text = s.Text }),
        ];
}

/// <summary>Roadmaps as files: which there are, and the parts of one.</summary>
internal static class RoadmapExports
{
    private static readonly Table<RoadmapRow> Roadmaps = new(
        "roadmaps",
        [
            Column<RoadmapRow>.Of("city", r => r.Slug),
            Column<RoadmapRow>.Text("title", r => r.Content.Title),
            Column<RoadmapRow>.Of("version", r => r.Number),
            Column<RoadmapRow>.Of("kind", r => (RoadmapVersionKind?)r.Kind),
            Column<RoadmapRow>.Of("recordedAt", r => r.RecordedAt),
            Column<RoadmapRow>.Of("decidedOn", r => r.Content.Decision?.On.ToString()),
            Column<RoadmapRow>.Of("challenges", r => r.Content.Challenges.Count),
            Column<RoadmapRow>.Of("goals", r => r.Content.Goals.Count),
            Column<RoadmapRow>.Of("milestones", r => r.Content.Milestones.Count),
        ]
    );

    private static readonly Table<PartRow> Parts = new(
        "roadmap-parts",
        [
            Column<PartRow>.Of("kind", p => (RoadmapPart?)p.Kind),
            Column<PartRow>.Of("key", p => p.Key),
            Column<PartRow>.Text("title", p => p.Title),
            Column<PartRow>.Text("text", p => p.Text),
            Column<PartRow>.Of("areas", p => p.Areas),
            Column<PartRow>.Of("focus", p => p.Focus),
            Column<PartRow>.Of("challenge", p => p.Challenge),
            Column<PartRow>.Of("step", p => p.Step),
            Column<PartRow>.Of("deals", p => p.Deals),
            Column<PartRow>.Of("practices", p => p.Practices),
            Column<PartRow>.Of("indicator", p => p.Indicator),
            Column<PartRow>.Of("unit", p => p.Unit),
            Column<PartRow>.Of("path", p => p.Path),
            Column<PartRow>.Of("owner", p => p.Milestone?.Owner),
            Column<PartRow>.Of("due", p => p.Milestone?.Due?.ToString()),
            Column<PartRow>.Of("done", p => p.Milestone?.Done?.ToString()),
            Column<PartRow>.Of("after", p => p.Milestone?.After),
            Column<PartRow>.Of("money", p => p.Milestone?.Money),
            Column<PartRow>.Of("currency", p => p.Milestone?.Currency),
            Column<PartRow>.Of("moneyState", p => p.Milestone?.MoneyState),
            Column<PartRow>.Of("moneySource", p => p.Milestone?.MoneySource),
            Column<PartRow>.Of("begins", p => p.Whole?.From),
            Column<PartRow>.Of("ends", p => p.Whole?.To),
            Column<PartRow>.Of("decidedOn", p => p.Whole?.Decision?.On.ToString()),
            Column<PartRow>.Of("fileNumber", p => p.Whole?.Decision?.FileNumber),
            Column<PartRow>.Of("decision", p => p.Whole?.Decision?.Link),
        ]
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapTable(
            Roadmaps,
            "roadmaps",
            "roadmaps",
            "Roadmaps",
            "The newest version of each city's roadmap, one a row.",
            async (http, db) => new((await RoadmapRow.LoadAsync(db, http.RequestAborted)).ToAsyncEnumerable(), []),
            []
        );
        routes.MapTable(
            Parts,
            "roadmaps/{city}/roadmap",
            "roadmaps/{id}/parts",
            "Roadmaps",
            "What a version of a city's roadmap says: the whole first, then its focus areas, challenges, goals, milestones and steps, one a row.",
            PartsAsync,
            [RoadmapsApi.Id, RoadmapsApi.Version]
        );
    }

    private static async Task<Rows<PartRow>> PartsAsync(HttpContext http, AppDb db)
    {
        var city = (http.Request.RouteValues["city"] ?? http.Request.RouteValues["id"]) as string;
        var version = await RoadmapVersion
            .OfCity(db, city, RoadmapsApi.VersionIn(http.Request))
            .FirstOrDefaultAsync(http.RequestAborted);
        return version is null
            ? new(AsyncEnumerable.Empty<PartRow>(), [], new Refusal("roadmap-not-found"))
            : new(PartRow.Of(version.Read()).ToAsyncEnumerable(), []);
    }
}
