namespace Alliance.Browser;

/// <summary>
/// Addresses that together show every page in its different states. A page without an example here fails a test, so
/// whoever adds a page adds a line.
/// </summary>
public static class Examples
{
    /// <param name="Pattern">The page's route.</param>
    /// <param name="Path">What follows the language.</param>
    /// <param name="Status">What it answers.</param>
    public sealed record Example(string Pattern, string Path, int Status = 200);

    public static readonly IReadOnlyList<Example> All =
    [
        new("/{Lang:lang}", ""),
        new("/{Lang:lang}/about", "/about"),
        new("/{Lang:lang}/accessibility", "/accessibility"),
        new("/{Lang:lang}/privacy", "/privacy"),
        new("/{Lang:lang}/imprint", "/imprint"),
        new("/{Lang:lang}/licences", "/licences"),
        new("/{Lang:lang}/open-data", "/open-data"),
        new("/{Lang:lang}/log", "/log"),
        new("/{Lang:lang}/indicators", "/indicators"),
        new("/{Lang:lang}/obstacles", "/obstacles"),
        new("/{Lang:lang}/obstacles", "/obstacles?kind=legal"),
        new("/{Lang:lang}/cities", "/cities"),
        new("/{Lang:lang}/cities/join", "/cities/join"),
        new("/{Lang:lang}/cities/join", "/cities/join?sent=1"),
        // Confirmed: LinkedPagesTests.
        new("/{Lang:lang}/cities/join/confirm", "/cities/join/confirm?token=x"),
        new("/{Lang:lang}/health", "/health"),
        new("/{Lang:lang}/totals", "/totals"),
        new("/{Lang:lang}/totals", "/totals?indicator=trees-planted"),
        new("/{Lang:lang}/totals/{Which}", "/totals/trees-planted"),
        new("/{Lang:lang}/cities/{Slug}", "/cities/mannheim"),
        new("/{Lang:lang}/cities/{Slug}", "/cities/umea"),
        new("/{Lang:lang}/cities/{Slug}/totals", "/cities/espoo/totals"),
        new("/{Lang:lang}/cities/{Slug}/totals/{Which}", "/cities/espoo/totals/trees-planted"),
        new("/{Lang:lang}/cities/{Slug}", "/cities/vicchio"),
        new("/{Lang:lang}/cities/{Slug}/report/{Year:int}", "/cities/espoo/report/2025"),
        new("/{Lang:lang}/reports/{Token}", "/reports/gone", 404),
        new("/{Lang:lang}/roadmaps", "/roadmaps"),
        // With a roadmap and a stakeholder that is shown: BoardsTests.
        new("/{Lang:lang}/roadmaps/{Slug}", "/roadmaps/espoo", 404),
        new("/{Lang:lang}/roadmaps/{Slug}/versions", "/roadmaps/espoo/versions", 404),
        new("/{Lang:lang}/roadmaps/{Slug}/versions/{Number:int}", "/roadmaps/espoo/versions/1", 404),
        new("/{Lang:lang}/roadmaps/{Slug}/stakeholders", "/roadmaps/espoo/stakeholders", 404),
        new("/{Lang:lang}/practices", "/practices"),
        new("/{Lang:lang}/practices", "/practices?kind=lesson&area=governance"),
        new("/{Lang:lang}/practices", "/practices?q=zeppelin"),
        // Told in full, and beside others that are: PracticePagesTests.
        new("/{Lang:lang}/practices/{Slug}", "/practices/three-light-promises"),
        new("/{Lang:lang}/replications", "/replications"),
        // The one that RealSite begins with.
        new("/{Lang:lang}/replications/{City}/{Key}", "/replications/espoo/r2"),
        new("/{Lang:lang}/offers", "/offers"),
        // With one: OfferPagesTests.
        new("/{Lang:lang}/offers/{Slug}", "/offers/example-offer", 404),
        new("/{Lang:lang}/publications", "/publications"),
        // With one: PublicationPagesTests.
        new("/{Lang:lang}/publications/{Slug}/{Number:int}", "/publications/example-booklet/1", 404),
        new("/{Lang:lang}/practices/compare", "/practices/compare"),
        new(
            "/{Lang:lang}/practices/compare",
            "/practices/compare?ids=three-light-promises&ids=tenants-as-ambassadors&ids=breakfast-seminars-by-theme"
        ),
        new("/{Lang:lang}/sprints", "/sprints"),
        new("/{Lang:lang}/sprints/{Slug}", "/sprints/alliance-mannheim-2022"),
        new("/{Lang:lang}/sprints/{Slug}", "/sprints/alliance-espoo-2023"),
        // With somebody who comes, and with what came of it: SprintPagesTests.
        new("/{Lang:lang}/sprints/{Slug}/register", "/sprints/alliance-espoo-2023/register", 404),
        new("/{Lang:lang}/sprints/{Slug}/report", "/sprints/alliance-espoo-2023/report", 404),
        new("/{Lang:lang}/sprints/visit/{Token}", "/sprints/visit/gone", 404),
        // With an idea that went on: SprintStoryTests.
        new("/{Lang:lang}/ideas/{Key}", "/ideas/x", 404),
        new("/{Lang:lang}/open-boards", "/open-boards"),
        // With a board: OpenBoardStoryTests.
        new("/{Lang:lang}/open-boards/{Slug}", "/open-boards/x", 404),
        new("/{Lang:lang}/open-boards/{Slug}/new", "/open-boards/x/new", 404),
        new("/{Lang:lang}/open-boards/{Slug}/{Number:int}", "/open-boards/x/1", 404),
        new("/{Lang:lang}/open-boards/following/{Token}", "/open-boards/following/gone", 404),
        new("/{Lang:lang}/open-boards/own/{Token}", "/open-boards/own/gone", 404),
        // By a good link: LinkedPagesTests.
        new("/{Lang:lang}/spaces/mails/{Token}", "/spaces/mails/gone", 404),
        // With a board: BoardStoryTests.
        new("/{Lang:lang}/boards/{Key}", "/boards/x", 404),
        new("/{Lang:lang}/boards/{Key}/cards/{Card}", "/boards/x/cards/k1", 404),
        new("/{Lang:lang}/boards/{Key}/hall", "/boards/x/hall", 404),
        new("/{Lang:lang}/boards/{Key}/photo", "/boards/x/photo", 404),
        new("/{Lang:lang}/counting", "/counting"),
        new("/{Lang:lang}/counting", "/counting?asOf=2021-12-31"),
        new("/{Lang:lang}/counting", "/counting?asOf=2023-02-30&knownAt=tomorrow"),
        new("/{Lang:lang}/deals", "/deals"),
        new("/{Lang:lang}/deals", "/deals?city=mannheim&city=espoo&area=climate&kind=company&sort=oldest"),
        new("/{Lang:lang}/deals", "/deals?q=zeppelin&city=umea"),
        new("/{Lang:lang}/deals", "/deals?city=atlantis&year=soon&sort=up&after=nowhere"),
        new("/{Lang:lang}/deals/{Slug}", "/deals/espoo-climate-city-contract"),
        new("/{Lang:lang}/deals/{Slug}", "/deals/mannheim-climate-neutral-district-heating"),
        new("/{Lang:lang}/deals/{Slug}", "/deals/umea-circular-building-store"),
        // With a deal to join: JoinTests.
        new("/{Lang:lang}/deals/{Slug}/join", "/deals/espoo-climate-city-contract/join", 404),
        new("/{Lang:lang}/joinings/{Token}", "/joinings/x", 404),
        // With a question, and with talks: LinkedPagesTests.
        new("/{Lang:lang}/confirmations/{Token}", "/confirmations/x", 404),
        new("/{Lang:lang}/deals/{Slug}/versions", "/deals/espoo-climate-city-contract/versions"),
        new("/{Lang:lang}/deals/{Slug}/progress", "/deals/espoo-climate-city-contract/progress"),
        new("/{Lang:lang}/talks/{Token}", "/talks/gone", 404),
        new("/{Lang:lang}/talks/{Token}/sign", "/talks/gone/sign", 404),
        // Leads to the door.
        new("/{Lang:lang}/drafts/{Key}/sign", "/drafts/gone/sign"),
        new("/{Lang:lang}/deals/{Slug}/print", "/deals/espoo-climate-city-contract/print"),
        new("/{Lang:lang}/deals/{Slug}/badge", "/deals/espoo-climate-city-contract/badge"),
        new("/{Lang:lang}/drafts/{Key}/ink", "/talks/gone/ink", 404),
        new("/{Lang:lang}/talks/{Token}/ink", "/talks/gone/ink", 404),
        new("/{Lang:lang}/sign-in", "/sign-in?sent=1"),
        new("/{Lang:lang}/sign-in/link", "/sign-in/link?token=x"),
        new("/{Lang:lang}/acting", "/acting?token=x"),
        new("/{Lang:lang}/mandate", "/mandate?token=x"),
        new("/{Lang:lang}/organisations/{Slug}/acting", "/organisations/abb-mannheim/acting"),
        new("/{Lang:lang}/organisations/{Slug}/acting", "/organisations/abb-mannheim/acting?sent=confirm"),
        new("/{Lang:lang}/dev/mails", "/dev/mails"),
        new("/{Lang:lang}/menu", "/menu"),
        new("/{Lang:lang}/menu", "/menu?kind=sme&area=food&effort=small"),
        new("/{Lang:lang}/menu", "/menu?kind=sme-association&area=biodiversity&effort=large"),
        new("/{Lang:lang}/menu", "/menu?area=astrology&side=city"),
        new("/{Lang:lang}/organisations", "/organisations"),
        new("/{Lang:lang}/organisations", "/organisations?q=umea&kind=company&city=umea"),
        new("/{Lang:lang}/organisations", "/organisations?q=zeppelin"),
        new("/{Lang:lang}/organisations/{Slug}", "/organisations/city-of-mannheim"),
        new("/{Lang:lang}/organisations/{Slug}", "/organisations/abb-mannheim"),
        new("/{Lang:lang}/projects/{Slug}", "/projects/alliance"),
        new("/{Lang:lang}/search", "/search"),
        new("/{Lang:lang}/search", "/search?q=mannheim"),
        new("/{Lang:lang}/search", "/search?q=climat%20neutrl"),
        new("/{Lang:lang}/search", "/search?q=%22%25%22"),
        new("/{Lang:lang}/search", "/search?q=solar%20power%20schools"),
        new("/{Lang:lang}/follow", "/follow"),
        new("/{Lang:lang}/follow", "/follow?deal=ma-11"),
        new("/{Lang:lang}/follow", "/follow?area=energy"),
        new("/{Lang:lang}/follow", "/follow?city=umea&asked=1"),
        // With something that is followed: LinkedPagesTests.
        new("/{Lang:lang}/following/{Token}", "/following/gone", 404),
        new("/{Lang:lang}/following/{Token}", "/following/gone?ended=1"),
        new("/{Lang:lang}/glossary", "/glossary"),
        new("/{Lang:lang}/glossary", "/glossary?area=energy"),
        new("/{Lang:lang}/glossary", "/glossary?q=zeppelin"),
        new("/status/404", "/nothing", 404),
        new("/status/404", "/deals/nothing", 404),
        new("/status/{Code:int}", RealSite.Broken, 500),
    ];

    /// <summary>What there is to see before anything is recorded.</summary>
    public static readonly TheoryData<string> Empty =
    [
        .. from path in (string[])
            ["", "/deals", "/deals?q=sun", "/menu", "/cities", "/organisations", "/counting", "/log", "/search?q=sun"]
        from language in (string[])["de", "fi"]
        select $"/{language}{path}",
    ];

    /// <summary>The pages with most on them.</summary>
    public static readonly TheoryData<string> Heavy =
    [
        "/de",
        "/de/deals",
        "/de/deals?q=zeppelin&city=umea",
        "/de/search?q=klima",
        "/de/deals/espoo-climate-city-contract",
        "/de/cities/mannheim",
        "/de/menu",
        "/de/organisations",
        "/de/counting?asOf=2023-02-30",
        "/de/projects/alliance",
    ];

    /// <summary>Every example in one language, with its status.</summary>
    public static TheoryData<string, int> In(string language)
    {
        var all = new TheoryData<string, int>();
        foreach (var example in All)
            all.Add($"/{language}{example.Path}", example.Status);
        return all;
    }
}
