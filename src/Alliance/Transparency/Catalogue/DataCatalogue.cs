using Alliance.Platform;
using Alliance.Platform.Exchange;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;

namespace Alliance.Transparency.Catalogue;

/// <summary>
/// What this Alliance hands out, told for other catalogues by DCAT-AP 3.0. Its own things are named within the catalogue's address.
/// </summary>
/// <param name="site">The address of this Alliance, as its reader knows it.</param>
internal sealed class DataCatalogue(
    string site,
    OperatorSettings operating,
    IReadOnlyDictionary<string, DataSpan> dates,
    IReadOnlyList<CataloguePlace> places
)
{
    public const string Address = "/catalogue.ttl";

    private readonly RdfGraph graph = new();
    private readonly CatalogueVocabulary words = new();

    public RdfGraph Describe()
    {
        var catalogue = Own("catalogue");
        graph.Add(catalogue, Terms.Type, Terms.InDcat("Catalog"));
        graph.Add(catalogue, Terms.InDct("title"), Said("catalogue.title", Publisher));
        graph.Add(catalogue, Terms.InDct("description"), Said("catalogue.text"));
        Common(catalogue, Page(""));
        graph.Add(catalogue, Terms.InFoaf("homepage"), Page(""));
        graph.Add(catalogue, Terms.InDct("rights"), Own("rights"));
        graph.Add(catalogue, Terms.InDct("language"), Languages());
        graph.Add(catalogue, Terms.InDcat("themeTaxonomy"), words.Taxonomy());
        graph.Add(catalogue, Terms.InDct("spatial"), places.Where(p => p.HasDeals).Select(p => p.Id));
        Dates(catalogue, new(dates.Values.Select(d => d.First).Min(), dates.Values.Select(d => d.Last).Max()));
        graph.Add(catalogue, Terms.InDcat("dataset"), DataSet.All.Select(s => Own(s.Name)));
        graph.Add(catalogue, Terms.InDcat("service"), Own("api"));
        DescribeService();
        foreach (var set in DataSet.All)
            DescribeSet(set);
        DescribePeople();
        foreach (var place in places)
            place.Describe(graph);
        words.Describe(graph);
        return graph;
    }

    private void DescribeService()
    {
        var api = Own("api");
        graph.Add(api, Terms.Type, Terms.InDcat("DataService"));
        graph.Add(api, Terms.InDct("title"), Said("catalogue.api", Publisher));
        graph.Add(api, Terms.InDct("description"), Said("catalogue.api.text"));
        Common(api, Page("open-data"));
        graph.Add(api, Terms.InDcat("landingPage"), Page("open-data"));
        graph.Add(api, Terms.InDcat("endpointURL"), words.Resource(new Iri(site + ApiRoutes.Root)));
        graph.Add(api, Terms.InDcat("endpointDescription"), words.Resource(new Iri(site + "/openapi/v1.json")));
        graph.Add(api, Terms.InDct("conformsTo"), words.Standard(Terms.OpenApi));
        graph.Add(api, Terms.InDcat("servesDataset"), DataSet.All.Where(s => s.InApi).Select(s => Own(s.Name)));
    }

    private void DescribeSet(DataSet set)
    {
        var own = Own(set.Name);
        graph.Add(own, Terms.Type, Terms.InDcat("Dataset"));
        graph.Add(own, Terms.InDct("identifier"), new RdfLiteral(own.Value));
        graph.Add(own, Terms.InDct("title"), Said("catalogue." + set.Name));
        graph.Add(own, Terms.InDct("description"), Said($"catalogue.{set.Name}.text"));
        graph.Add(own, Terms.InDcat("keyword"), Keywords($"catalogue.{set.Name}.words"));
        Common(own, Page(set.Page));
        graph.Add(own, Terms.InDcat("landingPage"), Language.Offered.Select(l => words.Document(Page(set.Page, l))));
        graph.Add(own, Terms.InDcat("theme"), set.Themes.Select(words.Theme));
        graph.Add(own, Terms.InDct("language"), Languages());
        graph.Add(own, Terms.InDct("accrualPeriodicity"), words.Frequency(Terms.Irregular));
        graph.Add(
            own,
            Terms.InDct("conformsTo"),
            set.Schemas.Select(s => words.Standard(new Iri($"{site}/schemas/{s}.json")))
        );
        graph.Add(
            own,
            Terms.InDct("spatial"),
            places.Where(p => set.Name == "cities" || (set.OfDeals && p.HasDeals)).Select(p => p.Id)
        );
        if (dates.TryGetValue(set.Name, out var span))
            Dates(own, span);
        foreach (var form in HandedOut.Of(set))
            Describe(set, form);
    }

    private void Describe(DataSet set, HandedOut form)
    {
        var own = Own($"{set.Name}-{form.Name}");
        graph.Add(Own(set.Name), Terms.InDcat("distribution"), own);
        graph.Add(own, Terms.Type, Terms.InDcat("Distribution"));
        graph.Add(own, Terms.InDct("title"), new RdfLiteral(form.Title));
        graph.Add(own, Terms.InDct("description"), Said("catalogue.as." + form.Text));
        graph.Add(own, Terms.InDcat("accessURL"), form.Addresses.Select(a => words.Resource(new Iri(site + a))));
        if (form.IsFile)
            graph.Add(own, Terms.InDcat("downloadURL"), words.Resource(new Iri(site + form.Addresses[0])));
        if (form.ByApi)
            graph.Add(own, Terms.InDcat("accessService"), Own("api"));
        graph.Add(own, Terms.InDcat("mediaType"), words.MediaType(form.MediaType));
        graph.Add(own, Terms.InDct("format"), words.FileType(form.FileType));
        graph.Add(own, Terms.InDct("license"), words.License(Terms.Licence));
        graph.Add(own, Terms.InDct("rights"), Own("rights"));
        graph.Add(own, Terms.InDcatAp("availability"), words.Availability(Terms.Stable));
    }

    // What the catalogue, its service and its sets have alike.
    private void Common(Iri thing, Iri page)
    {
        words.Document(page);
        graph.Add(thing, Terms.InDct("publisher"), Own("publisher"));
        graph.Add(thing, Terms.InDct("license"), words.License(Terms.Licence));
        if (operating.HasContact)
            graph.Add(thing, Terms.InDcat("contactPoint"), Own("contact"));
    }

    private void DescribePeople()
    {
        graph.Add(Own("publisher"), Terms.Type, Terms.InFoaf("Agent"));
        graph.Add(Own("publisher"), Terms.InFoaf("name"), new RdfLiteral(Publisher));
        graph.Add(Own("publisher"), Terms.InFoaf("homepage"), words.Document(Page("imprint")));
        graph.Add(Own("rights"), Terms.Type, Terms.InDct("RightsStatement"));
        graph.Add(Own("rights"), Terms.Label, Said("catalogue.rights"));
        if (!operating.HasContact)
            return;
        var contact = OperatorSettings.Given(operating.Contact) ? operating.Contact : operating.Email!;
        var isWeb = contact.Contains("://", StringComparison.Ordinal);
        graph.Add(Own("contact"), Terms.Type, Terms.InVcard("Kind"));
        graph.Add(Own("contact"), Terms.InVcard("fn"), new RdfLiteral(Publisher));
        graph.Add(
            Own("contact"),
            Terms.InVcard(isWeb ? "hasURL" : "hasEmail"),
            new Iri(isWeb ? contact : "mailto:" + contact)
        );
    }

    private void Dates(Iri thing, DataSpan span)
    {
        graph.Add(thing, Terms.InDct("issued"), span.First is { } first ? RdfLiteral.Of(first) : null);
        graph.Add(thing, Terms.InDct("modified"), span.Last is { } last ? RdfLiteral.Of(last) : null);
    }

    // Where nobody is named, the register speaks for itself.
    private string Publisher =>
        OperatorSettings.Given(operating.Name) ? operating.Name : $"Alliance, {new Uri(site).Authority}";

    private Iri Own(string name) => new($"{site}{Address}#{name}");

    private Iri Page(string path, Language? language = null) =>
        new(site + new Reader(language ?? Language.English).At(path));

    private IEnumerable<Iri> Languages() => Language.Offered.Select(l => words.Language(l.Code));

    private static IEnumerable<RdfLiteral> Said(string key, params object?[] values) =>
        Language.Offered.Select(l => new RdfLiteral(new Reader(l)[key, values], l.Code));

    private static IEnumerable<RdfLiteral> Keywords(string key) =>
        Language.Offered.SelectMany(l =>
            new Reader(l)[key]
                .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(w => new RdfLiteral(w, l.Code))
        );
}
