using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Transparency.Tables;

/// <summary>
/// The tables in which people with a spreadsheet give deals: a sheet of the workbook, or a CSV file of the same name.
/// </summary>
/// <param name="Name">The name of sheet and CSV file.</param>
/// <param name="Key">The column without which a row belongs to nothing.</param>
internal sealed record Table(string Name, string Key, IReadOnlyList<TableColumn> Columns)
{
    private static readonly TableColumn Deal = new("deal", CellKind.Plain, "", "mannheim-green-roofs")
    {
        Required = true,
    };
    private static readonly TableColumn InLanguage = new("language", CellKind.Language, "", "en") { Required = true };

    public static readonly Table Deals = new(
        "deals",
        "id",
        [
            new("id", CellKind.Plain, "id", "mannheim-green-roofs") { Required = true },
            new("city", CellKind.City, "city", "mannheim") { Required = true },
            InLanguage,
            new("title", CellKind.Words, "title") { Required = true },
            new("summary", CellKind.Words, "summary") { Required = true },
            new("areas", CellKind.Areas, "areas", "climate; buildings"),
            Choice<Instrument>("instrument", "instrument", "deal"),
            Choice<Relation>("relation", "relation", "official-lgd"),
            Choice<Delivery>("delivery", "delivery", "running"),
            Choice<Standing>("standing", "standing", "collected", required: false),
            new("agreed", CellKind.Date, "agreed", "2026-04-30"),
            new("start", CellKind.Date, "start", "2026-05"),
            new("end", CellKind.Date, "end", "2030"),
            Choice<LegalNature>("legalNature", "legalNature", "not-binding", required: false),
            Choice<OpenToJoin>("openToJoin", "openToJoin", "yes", required: false),
            new("notes", CellKind.Words, "notes"),
            new("sources", CellKind.Addresses, "sources", "https://city.example/green-roofs"),
        ]
    );

    public static readonly Table Parties = new(
        "parties",
        "deal",
        [
            Deal,
            new("key", CellKind.Plain, "key", "p2"),
            new("organisation", CellKind.Organisation, "organisation", "mvv-energie"),
            Choice<PartyRole>("role", "role", "signatory"),
            new("group", CellKind.Words, "group.name"),
            new("count", CellKind.WholeNumber, "group.count", "17"),
            new("collective", CellKind.Words, "collective"),
            InLanguage with
            {
                Required = false,
            },
        ]
    );

    public static readonly Table Commitments = new(
        "commitments",
        "deal",
        [
            Deal,
            new("key", CellKind.Plain, "key", "c1"),
            new("by", CellKind.Party, "by", "mvv-energie") { Required = true },
            new("with", CellKind.Parties, "with", "p1; p3"),
            InLanguage,
            new("action", CellKind.Words, "action") { Required = true },
            Choice<Qualifier>("qualifier", "quantity.qualifier", "at-least", required: false),
            new("value", CellKind.Number, "quantity.value", "1500.5"),
            new("unit", CellKind.Choice, "quantity.unit", "m2") { Codes = [.. Units.All.Order()] },
            new("per", CellKind.Choice, "quantity.per", "year") { Codes = [.. Units.Rates.Order()], Names = "per" },
            Choice<Direction>("direction", "direction", "increase", required: false),
            new("baselineDate", CellKind.Date, "baseline.date", "2024"),
            new("baselineValue", CellKind.Number, "baseline.value", "200"),
            new("targetFrom", CellKind.Date, "target.from", "2026"),
            new("targetDate", CellKind.Date, "target.date", "2028-12"),
            new("sources", CellKind.Addresses, "sources", "https://city.example/green-roofs"),
        ]
    );

    public static readonly Table Organisations = new(
        "organisations",
        "name",
        [
            new("id", CellKind.Plain, "id", "roofers-of-mannheim"),
            new("name", CellKind.Plain, "name", "Roofers of Mannheim e.V.") { Required = true },
            Choice<OrganisationKind>("kind", "kind", "sme-association"),
            Choice<OrganisationSize>("size", "size", "small", required: false),
            new("nace", CellKind.Plain, "nace", "F"),
            new("city", CellKind.City, "city", "mannheim"),
            new("place", CellKind.Plain, "place", "Ludwigshafen"),
            new("country", CellKind.Plain, "country", "DE"),
            new("sources", CellKind.Addresses, "sources", "https://roofers.example"),
        ]
    );

    /// <summary>In the order in which they are read: nothing names what comes later.</summary>
    public static readonly IReadOnlyList<Table> All = [Organisations, Deals, Parties, Commitments];

    public string CsvFile => Name + ".csv";

    /// <summary>The table of this name, or of its name in any language.</summary>
    public static Table? Find(string name) =>
        All.FirstOrDefault(t =>
            string.Equals(t.Name, name, StringComparison.OrdinalIgnoreCase)
            || Language.Offered.Any(l =>
                string.Equals(new Reader(l)[$"table.{t.Name}"], name, StringComparison.OrdinalIgnoreCase)
            )
        );

    /// <summary>The column whose head this is, with the language that <c>title.sv</c> names.</summary>
    public (TableColumn Column, string? Language)? Column(string head)
    {
        var name = head.EndsWith(']') && head.LastIndexOf('[') is >= 0 and var open ? head[(open + 1)..^1] : head;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var language = dot < 0 ? null : name[(dot + 1)..].Trim().ToLowerInvariant();
        name = (dot < 0 ? name : name[..dot]).Trim();
        var column = Columns.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));
        return column is null || (language is not null && (column.Kind != CellKind.Words || language.Length != 2))
            ? null
            : (column, language);
    }

    private static TableColumn Choice<T>(string name, string path, string example, bool required = true)
        where T : struct, Enum =>
        new(name, CellKind.Choice, path, example)
        {
            Codes = Code.All<T>(),
            Names = Code.OfType<T>(),
            Required = required,
        };
}
