namespace Alliance.Tests.Rights;

/// <summary>What is read: pages behind a right, and what is for everybody.</summary>
internal static partial class RightsTable
{
    /// <summary>Endpoints that are read, by pattern: for whom. Everything that is public stands under its beginning.</summary>
    public static readonly (string Pattern, string For)[] Reading =
    [
        ("/{Lang:lang}/account", SignedIn),
        ("/{Lang:lang}/account/data.json", SignedIn),
        ("/{Lang:lang}/people", SignedIn),
        ("/{Lang:lang}/workspace", SignedIn),
        ("/{Lang:lang}/workspace/signing", SignedIn),
        ("/{Lang:lang}/workspace/load", SignedIn),
        ("/{Lang:lang}/workspace/jobs", "administrator"),
        ("/{Lang:lang}/workspace/tokens", SignedIn),
        ("/{Lang:lang}/workspace/measurements", SignedIn),
        ("/{Lang:lang}/workspace/scans", SignedIn),
        ("/{Lang:lang}/deals/{Slug}/scans/{id:long}", "manager, field manager, approver, observer"),
        ("/{Lang:lang}/drafts/new", SignedIn),
        ("/{Lang:lang}/drafts/{Key}", TheCity + ", party"),
        ("/{Lang:lang}/drafts/{Key}/edit/{Part}", Editors),
        ("/{Lang:lang}/drafts/{Key}/release", TheCity),
        ("/{Lang:lang}/drafts/{Key}/sign", TheCity + ", party"),
        ("/{Lang:lang}/drafts/{Key}/ink", TheCity + ", party"),
        ("/{Lang:lang}/drafts/{Key}/ink.pdf", TheCity + ", party"),
        ("/{Lang:lang}/drafts/{Key}/files/{Id:long}", TheCity + ", party"),
        ("/{Lang:lang}/deals/{Slug}/manage", Editors),
        ("/{Lang:lang}/deals/{Slug}/promises/{Promise}/measure", Editors + ", party"),
        ("/{Lang:lang}/deals/{Slug}/promises/{Promise}/check", Editors),
        ("/{Lang:lang}/deals/{Slug}/reporting", Editors),
        ("/{Lang:lang}/workspace/reports", SignedIn),
        ("/{Lang:lang}/workspace/reports/{Id:long}", Editors),
        ("/{Lang:lang}/workspace/evidence/{Hash}", "administrator"),
        ("/{Lang:lang}/workspace/roadmap", SignedIn),
        ("/{Lang:lang}/workspace/roadmap/{City}/{Part}", Editors),
        ("/{Lang:lang}/workspace/sprints", SignedIn),
        ("/{Lang:lang}/workspace/sprints/{Slug}", Editors),
        ("/{Lang:lang}/workspace/sprints/{Slug}/{Part}", Editors),
        ("/{Lang:lang}/workspace/sprints/{Slug}/people", Editors),
        ("/{Lang:lang}/workspace/sprints/{Slug}/attendance", Editors),
        ("/{Lang:lang}/workspace/sprints/{Slug}/after", Editors),
        ("/{Lang:lang}/workspace/sprints/{Slug}/follow-ups/{Id}", Editors),
        ("/{Lang:lang}/workspace/sprints/{Slug}/door/{CheckInCode}", Editors),
        // Guests of other cities take home what they like.
        ("/{Lang:lang}/workspace/ideas/{Kind}/{Place}/{Card}", Editors + ", other manager"),
        ("/{Lang:lang}/workspace/projects", SignedIn),
        ("/{Lang:lang}/workspace/projects/{Slug}", "coordinator"),
        ("/{Lang:lang}/workspace/projects/{Slug}/cities.csv", "coordinator"),
        ("/{Lang:lang}/workspace/projects/{Slug}/cities.xlsx", "coordinator"),
        ("/{Lang:lang}/workspace/open-boards", SignedIn),
        ("/{Lang:lang}/workspace/open-boards/{Slug}", Editors),
        ("/{Lang:lang}/workspace/open-boards/{Slug}/edit", Editors),
        ("/{Lang:lang}/workspace/open-boards/{Slug}/{Number:int}", Editors),
        ("/{Lang:lang}/workspace/practices", SignedIn),
        ("/{Lang:lang}/workspace/practices/{Id}", "manager, field manager, approver, observer"),
        ("/{Lang:lang}/workspace/practices/{Id}/review", "other manager"),
        ("/{Lang:lang}/workspace/replications", SignedIn),
        ("/{Lang:lang}/workspace/replications/new", SignedIn),
        ("/{Lang:lang}/workspace/replications/package", SignedIn),
        // Espoo's own people; the origin's, who are asked.
        ("/{Lang:lang}/workspace/replications/{Id}", "manager, field manager, approver, observer, other manager"),
        // The network's coordinators keep them.
        ("/{Lang:lang}/workspace/publications", "coordinator"),
        ("/{Lang:lang}/workspace/publications/{Id}", "coordinator"),
        ("/{Lang:lang}/workspace/publications/{Id}/preview", "coordinator"),
        // Without a city it says so; another city's is not there.
        ("/{Lang:lang}/workspace/fit/{Of}/{Identifier}", SignedIn),
        ("/{Lang:lang}/workspace/spaces", SignedIn),
        ("/{Lang:lang}/workspace/spaces/new", SignedIn),
        // Its members and observers, and coordinators.
        ("/{Lang:lang}/workspace/spaces/{Slug}", "manager, observer, coordinator"),
        ("/{Lang:lang}/workspace/spaces/{Slug}/new", "manager, observer, coordinator"),
        ("/{Lang:lang}/workspace/spaces/{Slug}/topics/{Number:long}", "manager, observer, coordinator"),
        ("/{Lang:lang}/workspace/spaces/{Slug}/members", "manager, observer, coordinator"),
        ("/{Lang:lang}/workspace/spaces/{Slug}/mails", "manager, observer, coordinator"),
        ("/{Lang:lang}/workspace/spaces/{Slug}/documents", "manager, observer, coordinator"),
        ("/{Lang:lang}/workspace/spaces/{Slug}/documents/{Id:long}", "manager, observer, coordinator"),
        ("/{Lang:lang}/workspace/offers", SignedIn),
        ("/{Lang:lang}/workspace/offers/{Id}", "manager, field manager, approver, observer"),
        ("/{Lang:lang}/workspace/introductions", SignedIn),
        // Who acts for nobody reads that.
        ("/{Lang:lang}/workspace/introductions/new", SignedIn),
        // Those who are asked, and who asked.
        ("/{Lang:lang}/workspace/introductions/{Id:long}", "manager, field manager, other manager"),
        ("/{Lang:lang}/workspace/stakeholders", SignedIn),
        ("/{Lang:lang}/workspace/stakeholders/{Id}", Editors),
        ("/{Lang:lang}/workspace/stakeholders/map.csv", "manager, field manager, approver, observer, other manager"),
        ("/{Lang:lang}/workspace/stakeholders/map.xlsx", "manager, field manager, approver, observer, other manager"),
        ("/{Lang:lang}/deals/{Slug}/promises/{Promise}/indicator", Editors),
        ("/{Lang:lang}/cities/{Slug}/overlap", Editors),
        ("/{Lang:lang}/deals/{Slug}/promises/{Promise}/obstacles/{Kind}", Editors),
        ("/{Lang:lang}/people/changes", "manager, other manager, administrator"),
        ("/{Lang:lang}/people/mails", "administrator"),
        ("/{Lang:lang}/people/organisation", "manager, other manager, coordinator, administrator"),
        ("/{Lang:lang}/people/request", "representative, manager, coordinator, administrator"),
        ("/{Lang:lang}/organisations/{Slug}/mandates", "representative, administrator"),
        ("/{Lang:lang}/deals/{Slug}/joinings", Editors),
        ("/{Lang:lang}/deals/{Slug}/join/members", SignedIn),
        ("/{Lang:lang}/workspace/boards", SignedIn),
        // Whoever has the key.
        ("/{Lang:lang}/boards/{Key}", Everybody),
        ("/{Lang:lang}/boards/{Key}/cards/{Card}", Everybody),
        ("/{Lang:lang}/boards/{Key}/hall", Everybody),
        ("/{Lang:lang}/boards/{Key}/photo", Everybody),
        // Whoever has the link.
        ("/{Lang:lang}/reports/{Token}", Everybody),
        ("/{Lang:lang}/talks/{Token}", Everybody),
        ("/{Lang:lang}/talks/{Token}/sign", Everybody),
        ("/{Lang:lang}/talks/{Token}/ink", Everybody),
        ("/{Lang:lang}/talks/{Token}/ink.pdf", Everybody),
        ("/{Lang:lang}/talks/{Token}/files/{Id:long}", Everybody),
    ];

    /// <summary>Pages and files for everybody, one by one: what is added is public only by a line here.</summary>
    public static readonly string[] PublicPages =
    [
        "",
        "/about",
        "/accessibility",
        "/acting",
        "/badges/{slug}.svg",
        "/cities",
        "/cities/{Slug}",
        "/cities/{Slug}/report/{Year:int}",
        "/cities/{Slug}/report/{Year:int}/report.pdf",
        "/cities/{Slug}/totals",
        "/cities/{Slug}/totals/{Which}",
        "/confirmations/{Token}",
        "/counting",
        "/deals",
        "/deals.atom",
        "/offers",
        "/offers/{Slug}",
        "/offers.atom",
        "/practices.atom",
        "/replications.atom",
        "/publications.atom",
        "/roadmaps.atom",
        "/sprints.atom",
        "/deals/{Slug}",
        "/deals/{Slug}/badge",
        "/deals/{Slug}/certificate/{Party}.pdf",
        "/deals/{Slug}/deal.pdf",
        "/deals/{Slug}/join",
        "/deals/{Slug}/print",
        "/deals/{Slug}/progress",
        "/deals/{Slug}/versions",
        "/follow",
        "/follow.atom",
        // By the own link alone.
        "/following/{Token}",
        "/following/{token}/end",
        "/glossary",
        "/health",
        "/ideas/{Key}",
        // Of a server that sends no mail and listens on its own machine alone; elsewhere it is not found.
        "/dev/mails",
        "/dev/mails/{id:long}/html",
        "/imprint",
        "/indicators",
        "/joinings/{Token}",
        "/licences",
        "/log",
        "/mandate",
        "/menu",
        "/obstacles",
        "/open-boards",
        "/open-boards/{Slug}",
        "/open-boards/{Slug}/new",
        "/open-boards/{Slug}/{Number:int}",
        // By the own link alone.
        "/open-boards/following/{Token}",
        "/open-boards/own/{Token}",
        "/open-data",
        "/organisations",
        "/organisations/{Slug}",
        "/organisations/{Slug}/acting",
        "/practices",
        "/practices/{Slug}",
        "/practices/compare",
        "/replications",
        "/replications/{City}/{Key}",
        "/privacy",
        "/projects/{Slug}",
        "/publications",
        "/publications/{Slug}/{Number:int}",
        "/publications/{Slug}/{Number:int}/edition.pdf",
        "/roadmaps",
        "/roadmaps/{Slug}",
        "/roadmaps/{Slug}/roadmap.pdf",
        "/roadmaps/{Slug}/stakeholders",
        "/roadmaps/{Slug}/versions",
        "/roadmaps/{Slug}/versions/{Number:int}",
        // By the link in a mail alone.
        "/spaces/mails/{Token}",
        "/spaces/mails/{token}/end",
        "/sprints",
        "/sprints/{Slug}",
        "/sprints/{Slug}/materials/{Id:long}",
        "/sprints/{Slug}/register",
        "/sprints/{Slug}/report",
        "/sprints/{Slug}/sprint.ics",
        // By the own link alone.
        "/sprints/visit/{Token}",
        "/sprints/visit/{Token}/materials/{Id:long}",
        "/sprints/visit/{Token}/sprint.ics",
        "/search",
        "/search/organisations",
        "/search/suggest",
        "/sign-in",
        "/sign-in/link",
        "/totals",
        "/totals/{Which}",
    ];

    // Public by design: what begins like this is for everybody, and only read.
    public static readonly string[] Public =
    [
        "/api/v1/",
        // Files that parties have given as evidence of public numbers.
        "/evidence/",
        // Photos of flip charts, for who has the board's key (BoardTests), and the line to its screens (BoardHubTests).
        "/boards/",
        "/hubs/board",
        "/schemas",
        "/openapi/",
        "/health/",
        "/status/",
        "/",
        "/robots.txt",
        "/sitemap",
        // What there is to take, for catalogues of open data.
        "/catalogue.ttl",
        // How pages of paper are made; it says a fingerprint that whoever asks knows already.
        "/paper/",
        "/favicon",
        // The framework's: unwraps a redirect that it has encrypted itself.
        "/_framework/opaque-redirect",
    ];

    /// <summary>What writes without a form: by a token alone, so that nobody's session opens it.</summary>
    public static readonly string[] ByToken = ["/api/v1/measurements"];

    /// <summary>What mail programs send: the link of a mail is all it takes, and nobody's session changes anything (FollowingEndTests, ExchangeMailTests).</summary>
    public static readonly string[] ByLink =
    [
        "/{Lang:lang}/following/{token}/end",
        "/{Lang:lang}/spaces/mails/{token}/end",
    ];

    /// <summary>Opens a line: what is sent over it is judged there (BoardHubTests).</summary>
    public static readonly string[] Lines = ["/hubs/board/negotiate"];
}
