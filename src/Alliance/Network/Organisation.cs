using Alliance.Platform.Texts;

namespace Alliance.Network;

public enum OrganisationKind
{
    Municipality,
    Sme,

    /// <summary>Size not stated by the source; many are large.</summary>
    Company,
    SmeAssociation,
    SocialEconomy,
    Ngo,
    Academia,
    Utility,
    PublicBody,
    Network,
    CitizenGroup,
}

public enum OrganisationSize
{
    Micro,
    Small,
    Medium,
    Large,
}

public sealed class Organisation
{
    public long Id { get; private set; }

    /// <summary>Stable; also the page's address below <c>/organisations/</c>.</summary>
    public required string Identifier { get; init; }

    /// <summary>As the organisation writes itself; names are not translated.</summary>
    public required string Name
    {
        get;
        set
        {
            field = value;
            SortName = Shortened(Folding.Fold(value));
            SortNameNordic = Shortened(Folding.FoldNordic(value));
        }
    }

    public List<string> OtherNames { get; set; } = [];

    /// <summary>The folded name that lists sort by; its first character is the letter readers look under.</summary>
    public string SortName { get; private set; } = "";

    /// <summary>The same for readers whose alphabet ends with Å, Ä and Ö (<see cref="Folding.FoldNordic"/>).</summary>
    public string SortNameNordic { get; private set; } = "";
    public required OrganisationKind Kind { get; set; }
    public OrganisationSize? Size { get; set; }

    /// <summary>NACE Rev. 2.1 section, <c>A</c>–<c>V</c>.</summary>
    public string? Nace { get; set; }
    public City? City { get; set; }
    public long? CityId { get; set; }

    /// <summary>The town, where it is not a city of the register.</summary>
    public string? Place { get; set; }
    public string? Country { get; set; }
    public List<OfficialNumber> OfficialNumbers { get; set; } = [];
    public LocalText? Role { get; set; }
    public SourceWords? AsSource { get; set; }

    /// <summary>
    /// Set when this record was found to be the same organisation as another. The record and everything that names it
    /// stay as they are, so that the merge can be undone; counts and pages follow the other one.
    /// </summary>
    public Organisation? MergedInto { get; set; }
    public long? MergedIntoId { get; set; }
    public string? Collection { get; set; }
    public List<Source> Sources { get; set; } = [];

    public const int SortNameLength = 120;

    private static string Shortened(string folded)
    {
        var name = folded.Trim();
        return name.Length > SortNameLength ? name[..SortNameLength] : name;
    }
}

/// <param name="Scheme">E.g. <c>fi-business-id</c>, <c>de-hrb</c>, <c>se-orgnr</c>, <c>lei</c>, <c>vat</c>.</param>
public sealed record OfficialNumber(string Scheme, string Value, string? Source = null);
