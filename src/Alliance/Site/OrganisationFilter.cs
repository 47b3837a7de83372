using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Site;

/// <summary>What a reader of the list of organisations chose; the address carries all of it.</summary>
/// <param name="City">A city's identifier: organisations that have their seat there.</param>
/// <param name="Partner">A city's identifier: organisations that take part in one of its deals.</param>
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
    public static readonly OrganisationFilter None = new("", null, null, null, null, null);

    /// <summary>Reads an address; what it does not understand is as if it were not there.</summary>
    public static OrganisationFilter Parse(IQueryCollection query)
    {
        string? Of(string name) => DealFilter.Clean(query[name].LastOrDefault()) is { Length: > 0 } text ? text : null;
        var letter = Folding.Fold(Of("letter") ?? "");
        return new OrganisationFilter(
            Of("q") ?? "",
            Code.TryParse<OrganisationKind>(Of("kind"), out var kind) ? kind : null,
            Of("city"),
            Of("partner"),
            letter.Length == 1 ? letter[0] : null,
            Of("after")
        );
    }

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
