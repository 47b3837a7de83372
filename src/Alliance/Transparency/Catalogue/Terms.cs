using Alliance.Platform;
using Alliance.Platform.Exchange;

namespace Alliance.Transparency.Catalogue;

/// <summary>The words of DCAT-AP 3.0 that the catalogue uses, each at its address.</summary>
internal static class Terms
{
    private const string Dcat = "http://www.w3.org/ns/dcat#";
    private const string Dct = "http://purl.org/dc/terms/";
    private const string Foaf = "http://xmlns.com/foaf/0.1/";
    private const string Vcard = "http://www.w3.org/2006/vcard/ns#";
    private const string Skos = "http://www.w3.org/2004/02/skos/core#";
    private const string Rdfs = "http://www.w3.org/2000/01/rdf-schema#";
    private const string DcatAp = "http://data.europa.eu/r5r/";
    private const string Authority = "http://publications.europa.eu/resource/authority/";

    public static readonly IReadOnlyList<(string Short, string Space)> Prefixes =
    [
        ("dcat", Dcat),
        ("dcatap", DcatAp),
        ("dct", Dct),
        ("foaf", Foaf),
        ("rdfs", Rdfs),
        ("skos", Skos),
        ("vcard", Vcard),
        ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ];

    public static readonly Iri Type = new("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");
    public static readonly Iri Label = new(Rdfs + "label");
    public static readonly Iri Resource = new(Rdfs + "Resource");
    public static readonly Iri Wkt = new("http://www.opengis.net/ont/geosparql#wktLiteral");
    public static readonly Iri Themes = new(Authority + "data-theme");

    public static readonly Iri Licence = new(DataLicence.Address);

    /// <summary>By which the API is described.</summary>
    public static readonly Iri OpenApi = new("https://spec.openapis.org/oas/v3.1.0");

    /// <summary>Nobody can say when somebody changes something.</summary>
    public static readonly Iri Irregular = new(Authority + "frequency/IRREG");

    /// <summary>Addresses that are public stay.</summary>
    public static readonly Iri Stable = new(Authority + "planned-availability/STABLE");

    public static Iri InDcat(string name) => new(Dcat + name);

    public static Iri InDct(string name) => new(Dct + name);

    public static Iri InFoaf(string name) => new(Foaf + name);

    public static Iri InVcard(string name) => new(Vcard + name);

    public static Iri InSkos(string name) => new(Skos + name);

    public static Iri InDcatAp(string name) => new(DcatAp + name);

    public static Iri Theme(string code) => new($"{Themes.Value}/{code}");

    public static Iri FileType(string code) => new($"{Authority}file-type/{code}");

    public static Iri Language(string code) =>
        new(
            Authority
                + "language/"
                + code switch
                {
                    "en" => "ENG",
                    "de" => "DEU",
                    "fi" => "FIN",
                    "sv" => "SWE",
                    "it" => "ITA",
                    _ => throw new ArgumentException("The interface speaks no such language.", nameof(code)),
                }
        );

    public static Iri MediaType(string type) => new("https://www.iana.org/assignments/media-types/" + type);
}
