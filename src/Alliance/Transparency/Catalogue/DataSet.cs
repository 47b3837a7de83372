namespace Alliance.Transparency.Catalogue;

/// <summary>A set of data that an Alliance hands out. Its title, its description and the words by which it is found are texts: <c>catalogue.deals</c>.</summary>
/// <param name="Name">Stable: part of its name in the catalogue.</param>
/// <param name="Page">Where people find it, below the language.</param>
internal sealed record DataSet(string Name, string Page)
{
    /// <summary>Codes of the European list of themes.</summary>
    public IReadOnlyList<string> Themes { get; init; } = ["ENVI"];

    /// <summary>The kinds of documents of the open format that it consists of.</summary>
    public IReadOnlyList<string> Schemas { get; init; } = [];

    /// <summary>Its list in the API.</summary>
    public string? List { get; init; }

    /// <summary>What the API answers about it at once, which is no list.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    /// <summary>Its tables in the API, each as CSV and as Excel.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>Whether its page has a feed.</summary>
    public bool Feed { get; init; }

    /// <summary>Whether it is about the cities that have deals.</summary>
    public bool OfDeals { get; init; }

    public bool InApi => List is not null || Answers.Count > 0 || Tables.Count > 0;

    public static readonly IReadOnlyList<DataSet> All =
    [
        new("deals", "deals")
        {
            Themes = ["ENVI", "GOVE", "REGI"],
            Schemas = ["deals", "versions"],
            List = "deals",
            Tables = ["deals"],
            Feed = true,
            OfDeals = true,
        },
        new("commitments", "deals")
        {
            Themes = ["ENVI", "REGI"],
            Schemas = ["deals"],
            Tables = ["commitments"],
            OfDeals = true,
        },
        new("totals", "counting")
        {
            Themes = ["ENVI", "REGI"],
            Answers = ["totals"],
            Tables = ["totals"],
            OfDeals = true,
        },
        new("menu", "menu") { List = "menu", Tables = ["menu"] },
        new("measurements", "totals")
        {
            Themes = ["ENVI", "ENER"],
            Schemas = ["measurements"],
            List = "measurements",
            OfDeals = true,
        },
        new("indicator-totals", "totals")
        {
            Themes = ["ENVI", "ENER"],
            Answers = ["indicator-totals"],
            OfDeals = true,
        },
        new("reports", "health")
        {
            Schemas = ["reports"],
            List = "reports",
            OfDeals = true,
        },
        new("obstacles", "obstacles")
        {
            Themes = ["ENVI", "GOVE"],
            List = "obstacles",
            OfDeals = true,
        },
        new("indicators", "indicators") { Schemas = ["indicators"], List = "indicators" },
        new("organisations", "organisations")
        {
            Themes = ["ENVI", "ECON"],
            Schemas = ["organisations"],
            List = "organisations",
            Tables = ["organisations"],
        },
        new("cities", "cities")
        {
            Themes = ["ENVI", "REGI"],
            Schemas = ["cities"],
            List = "cities",
            Tables = ["cities"],
        },
        // What has no page of its own is named on the page of open data.
        new("projects", "open-data")
        {
            Themes = ["ENVI", "REGI"],
            Schemas = ["projects"],
            List = "projects",
            Tables = ["projects"],
        },
        new("policy-areas", "open-data")
        {
            Schemas = ["policy-areas"],
            List = "policy-areas",
            Tables = ["policy-areas"],
        },
        new("concepts", "glossary") { List = "concepts", Tables = ["concepts"] },
        new("practices", "practices")
        {
            Themes = ["ENVI", "GOVE", "REGI"],
            Schemas = ["practices"],
            List = "practices",
            Tables = ["practices", "practice-results", "practice-components"],
            Feed = true,
        },
        new("replications", "replications")
        {
            Themes = ["ENVI", "GOVE", "REGI"],
            Schemas = ["replications"],
            List = "replications",
            Answers = ["replication-statistics"],
            Tables = ["replications", "replication-statistics"],
            Feed = true,
        },
        new("publications", "publications")
        {
            Themes = ["ENVI", "GOVE", "REGI"],
            Schemas = ["publications"],
            List = "publications",
            Feed = true,
        },
        new("sprints", "sprints")
        {
            Themes = ["ENVI", "REGI"],
            Schemas = ["sprints", "minutes", "follow-ups"],
            List = "sprints",
            Tables = ["sprints"],
            Feed = true,
        },
        new("roadmaps", "roadmaps")
        {
            Themes = ["ENVI", "GOVE", "REGI"],
            Schemas = ["roadmaps"],
            List = "roadmaps",
            Tables = ["roadmaps"],
            Feed = true,
        },
        new("open-boards", "open-boards") { Themes = ["ENVI", "GOVE", "REGI"], List = "open-boards" },
        new("offers", "offers")
        {
            Themes = ["ENVI", "ECON", "REGI"],
            Schemas = ["offers"],
            List = "offers",
            Tables = ["offers"],
            Feed = true,
        },
        new("log", "log") { Themes = ["GOVE"], List = "log/entries" },
        new("collections", "open-data")
        {
            Schemas = ["collections"],
            List = "collections",
            Tables = ["collections"],
        },
        new("package", "open-data")
        {
            Themes = ["ENVI", "GOVE", "REGI"],
            Schemas = ["manifest", .. PackageSchemas.Names],
        },
    ];
}
