using Alliance.Platform.Texts;

namespace Alliance.Platform.Search;

/// <summary>A thing of the field, and what people call it.</summary>
/// <param name="Id">Stays the same once public.</param>
/// <param name="Area">The identifier of a policy area that all cities share.</param>
/// <param name="Wider">The identifier of the concept that this one is a kind or a part of.</param>
/// <param name="Terms">By language; the first is the one to be shown. Those that are shipped have every language.</param>
public sealed record Concept(
    string Id,
    string Area,
    string? Wider,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Terms
)
{
    /// <summary>
    /// What a record that names it is found by, whatever the language: a term beside its words. No word that anybody writes
    /// begins so.
    /// </summary>
    internal string Tag { get; } = "0c" + Id.Replace("-", "", StringComparison.Ordinal);

    /// <summary>What it is called to a reader of a language; in English where that one has no name for it.</summary>
    public string In(Language reader) => Terms[NamedIn(reader)][0];

    /// <summary>The code of the language in which a reader gets its names.</summary>
    public string NamedIn(Language reader) => Terms.ContainsKey(reader.Code) ? reader.Code : Language.English.Code;
}
