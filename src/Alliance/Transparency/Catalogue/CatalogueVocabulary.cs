using Alliance.Platform.Exchange;

namespace Alliance.Transparency.Catalogue;

/// <summary>
/// What others have named and the catalogue uses. Of each it says of what kind it is, because who reads the catalogue alone, as checkers do, does
/// not have the lists in which that stands.
/// </summary>
internal sealed class CatalogueVocabulary
{
    // As the Publications Office of the European Union calls them.
    private static readonly Dictionary<string, string> ThemeNames = new(StringComparer.Ordinal)
    {
        ["ECON"] = "Economy and finance",
        ["ENER"] = "Energy",
        ["ENVI"] = "Environment",
        ["GOVE"] = "Government and public sector",
        ["REGI"] = "Regions and cities",
    };

    // A thing may be of two kinds: the page of a set is a document, and where the set is to be had.
    private readonly Dictionary<(Iri Thing, Iri Kind), string?> used = [];

    public Iri Theme(string code) => Use(Terms.Theme(code), Terms.InSkos("Concept"), ThemeNames[code]);

    public Iri Availability(Iri level) => Use(level, Terms.InSkos("Concept"), "stable");

    public Iri Taxonomy() => Use(Terms.Themes, Terms.InSkos("ConceptScheme"), "Data theme");

    public Iri Language(string code) => Use(Terms.Language(code), Terms.InDct("LinguisticSystem"));

    public Iri MediaType(string type) => Use(Terms.MediaType(type), Terms.InDct("MediaType"));

    public Iri FileType(string code) => Use(Terms.FileType(code), Terms.InDct("MediaTypeOrExtent"));

    public Iri Frequency(Iri frequency) => Use(frequency, Terms.InDct("Frequency"));

    public Iri License(Iri licence) => Use(licence, Terms.InDct("LicenseDocument"));

    public Iri Standard(Iri standard) => Use(standard, Terms.InDct("Standard"));

    public Iri Document(Iri page) => Use(page, Terms.InFoaf("Document"));

    /// <summary>An address where something is to be had.</summary>
    public Iri Resource(Iri address) => Use(address, Terms.Resource);

    public void Describe(RdfGraph graph)
    {
        foreach (var ((thing, kind), name) in used)
        {
            graph.Add(thing, Terms.Type, kind);
            if (name is null)
                continue;
            var property = kind == Terms.InSkos("ConceptScheme") ? Terms.InDct("title") : Terms.InSkos("prefLabel");
            graph.Add(thing, property, new RdfLiteral(name, "en"));
        }
    }

    private Iri Use(Iri thing, Iri kind, string? name = null)
    {
        used.TryAdd((thing, kind), name);
        return thing;
    }
}
