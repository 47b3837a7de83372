using Alliance.Platform.Data;
using Alliance.Platform.Tables;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Network.Api;

/// <summary>Projects, policy areas and collections as files.</summary>
internal static class NetworkExports
{
    private static readonly Table<Project> Projects = new(
        "projects",
        [
            Column<Project>.Of("id", p => p.Identifier),
            Column<Project>.Of("name", p => p.Name),
            Column<Project>.Of("longName", p => p.LongName),
            Column<Project>.Of("grant", p => p.Grant),
            Column<Project>.Of("programme", p => p.Programme),
            Column<Project>.Of("funder", p => p.Funder),
            Column<Project>.Of("start", p => p.Start?.ToString()),
            Column<Project>.Of("end", p => p.End?.ToString()),
            Column<Project>.Of("coordinator", p => p.Coordinator),
            Column<Project>.Of("cities", p => p.Consortium.Select(c => c.City)),
            Column<Project>.Of("members", p => p.Consortium.SelectMany(c => c.Organisations).Distinct()),
            Column<Project>.Text("summary", p => p.Summary),
            Column<Project>.Of("collection", p => p.Collection),
            Column<Project>.Of("sources", p => p.Sources.Select(s => s.Url)),
        ]
    );

    private static readonly Table<PolicyArea> Areas = new(
        "policy-areas",
        [
            Column<PolicyArea>.Of("id", a => a.Identifier),
            Column<PolicyArea>.Text("name", a => a.Name),
            Column<PolicyArea>.Text("description", a => a.Description),
            Column<PolicyArea>.Of("kind", a => (PolicyAreaKind?)a.Kind),
            Column<PolicyArea>.Of("order", a => a.Order),
        ]
    );

    private static readonly Table<Collection> Collections = new(
        "collections",
        [
            Column<Collection>.Of("id", c => c.Identifier),
            Column<Collection>.Text("title", c => c.Title),
            Column<Collection>.Of("language", c => c.Language),
            Column<Collection>.Text("method", c => c.Method),
            Column<Collection>.Of("sources", c => c.Sources.Select(s => s.Url)),
        ]
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapTable(
            Projects,
            "projects",
            "projects",
            "Projects",
            "Funded projects with their consortia, one a row.",
            (_, db) => All(db.Projects.AsNoTracking().OrderBy(p => p.Identifier)),
            []
        );
        routes.MapTable(
            Areas,
            "policy-areas",
            "policy-areas",
            "Policy areas",
            "The areas that all cities share, one a row.",
            (_, db) => All(db.PolicyAreas.AsNoTracking().OrderBy(a => a.Order)),
            []
        );
        routes.MapTable(
            Collections,
            "collections",
            "collections",
            "Collections",
            "How bodies of facts were gathered, one a row.",
            (_, db) => All(db.Collections.AsNoTracking().OrderBy(c => c.Identifier)),
            []
        );
    }

    private static Task<Rows<T>> All<T>(IQueryable<T> rows) =>
        Task.FromResult(new Rows<T>(rows.AsAsyncEnumerable(), []));
}
