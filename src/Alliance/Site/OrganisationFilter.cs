using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Site;

/// <summary>What a reader of the list of organisations chose; the address carries all of it.</summary>
/// <param name="City">A city's identifier: organisations that have their seat there.</param>
/// <param name="Partner">A city's identifier: organisations that take part in one of its deals.</param>
/// <param name="Letter">The first letter of the name; one of the reader's alphabet.</param>
/// <param name="After">The identifier of the last organisation on the page before.</param>
public sealed record OrganisationFilter(
    string Search,
    OrganisationKind? Kind,
    string? City,
    string? Partner,
    char? Letter,
    string? After
)
{
    /// <summary>No choice, in the order of the language.</summary>
    public static OrganisationFilter AllFor(Language language) =>
        new("", null, null, null, null, null) { Nordic = language.HasNordicLetters };

    /// <summary>Whether Å, Ä and Ö come behind Z, or stand with A and O.</summary>
    public bool Nordic { get; init; }

    /// <summary>Reads an address; what it does not understand is as if it were not there.</summary>
    /// <param name="query">What stands behind the question mark.</param>
    /// <param name="language">Whose alphabet letters and order are of; for programs, null, names are sorted without accents.</param>
    public static OrganisationFilter Parse(IQueryCollection query, Language? language)
    {
        var nordic = language?.HasNordicLetters ?? false;
        string? Of(string name) => DealFilter.Clean(query[name].LastOrDefault()) is { Length: > 0 } text ? text : null;
        var asked = Of("letter") ?? "";
        var letter = nordic ? Folding.FoldNordic(asked) : Folding.Fold(asked);
        return new OrganisationFilter(
            Of("q") ?? "",
            Code.TryParse<OrganisationKind>(Of("kind"), out var kind) ? kind : null,
            Of("city"),
            Of("partner"),
            letter.Length == 1 ? LetterOf(letter[0], nordic) : null,
            Of("after")
        )
        {
            Nordic = nordic,
        };
    }

    /// <summary>The letter that a sort name begins with, as readers know it.</summary>
    public static char LetterOf(char folded, bool nordic) => nordic ? Folding.NordicLetter(folded) : folded;

    public bool Empty => Search.Length == 0 && Kind is null && City is null && Partner is null && Letter is null;

    /// <summary>The choice as it stands behind the question mark; empty when nothing is chosen.</summary>
    public string Print()
    {
        var parts = new (string Name, string? Value)[]
        {
            ("q", Search.Length == 0 ? null : Search),
            ("kind", Kind is { } kind ? Code.Of(kind) : null),
            ("city", City),
            ("partner", Partner),
            ("letter", Letter?.ToString()),
            ("after", After),
        };
        return string.Join(
            '&',
            parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}")
        );
    }

    public string Address(Reader reader)
    {
        var query = Print();
        return reader.At(query.Length == 0 ? "organisations" : "organisations?" + query);
    }
}
