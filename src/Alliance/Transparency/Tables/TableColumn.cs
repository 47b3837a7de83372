using Alliance.Platform.Texts;

namespace Alliance.Transparency.Tables;

/// <summary>How a cell's words become a value of the format.</summary>
internal enum CellKind
{
    /// <summary>Taken as it stands.</summary>
    Plain,

    /// <summary>A text in the language of its row; a column <c>title.sv</c> adds the Swedish wording.</summary>
    Words,

    /// <summary>One of a list: its code, or its name in any language of the interface.</summary>
    Choice,
    Date,
    Number,
    WholeNumber,

    /// <summary>An identifier or an exact name.</summary>
    City,
    Organisation,

    /// <summary>Several, with semicolons between them.</summary>
    Areas,
    Addresses,

    /// <summary>A party of the deal: its key, or its organisation, or the words for a group.</summary>
    Party,
    Parties,

    /// <summary>Which language the row is written in; it has no place of its own in a document.</summary>
    Language,
}

/// <summary>A column of the tables.</summary>
/// <param name="Name">Its stable name, which the head of a column ends with in brackets.</param>
/// <param name="Path">Where its value goes in the document.</param>
/// <param name="Example">What the template shows as an example; empty where a text of the catalogue does.</param>
internal sealed record TableColumn(string Name, CellKind Kind, string Path, string Example = "")
{
    /// <summary>Whether a new record needs it.</summary>
    public bool Required { get; init; }

    /// <summary>For a choice: the codes.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>For a choice: the texts of the names are <c>{Names}.{code}</c>; null where a code says enough.</summary>
    public string? Names { get; init; }

    /// <summary>The head in the template: <c>Vereinbart am [agreed]</c>.</summary>
    public string Head(Reader reader) => $"{reader[$"column.{Name}"]} [{Name}]";

    /// <summary>What a choice is called where people read it.</summary>
    public string NameOf(string code, Reader reader) => Names is null ? code : reader[$"{Names}.{code}"];

    /// <summary>The code that is meant by a code or by a name in any language; null when it is none.</summary>
    public string? CodeOf(string text) =>
        Codes.FirstOrDefault(c => string.Equals(c, text, StringComparison.OrdinalIgnoreCase))
        ?? Codes.FirstOrDefault(c =>
            Names is not null
            && Language.Offered.Any(l =>
                string.Equals(TextCatalogue.Own.Get(l, $"{Names}.{c}"), text, StringComparison.OrdinalIgnoreCase)
            )
        );
}
