using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Alliance.Platform;
using Alliance.Platform.Data;

namespace Alliance.Transparency.Tables;

/// <summary>A document made of rows: which row says what.</summary>
/// <param name="Main">The row of the document itself, or the first that adds to it.</param>
internal sealed record TableDocument(JsonObject Json, TableRow Main)
{
    public Dictionary<int, TableRow> Parties { get; } = [];
    public Dictionary<int, TableRow> Commitments { get; } = [];
}

/// <summary>
/// Documents made of tables, as a file of the format: so they go through the same checks, and what is found at a line
/// and field there is told at the row and column here.
/// </summary>
internal sealed partial class TableDocuments(TableReport report) : IDisposable
{
    private readonly List<TableDocument> documents = [];

    // On disk: a few thousand deals with all their texts are more than a small server's memory should hold.
    private readonly FileStream file = TemporaryFile.Open();

    public int Count => documents.Count;

    public void Add(TableDocument document)
    {
        file.Write(Encoding.UTF8.GetBytes(document.Json.ToJsonString(JsonColumn.Options)));
        file.WriteByte((byte)'\n');
        documents.Add(document with { Json = [] });
    }

    /// <summary>The finished file, from its beginning.</summary>
    public Stream Read()
    {
        file.Position = 0;
        return file;
    }

    public void Dispose() => file.Dispose();

    /// <summary>Tells a problem of the file at the cell that it comes from.</summary>
    public void Tell(Problem problem)
    {
        var document = documents[Math.Max(0, problem.Line - 1)];
        var (row, field) = (document.Main, problem.Field);
        if (Item().Match(field) is { Success: true } item)
        {
            var rows = item.Groups["list"].Value == "parties" ? document.Parties : document.Commitments;
            if (rows.TryGetValue(int.Parse(item.Groups["index"].ValueSpan, null), out var found))
                (row, field) = (found, item.Groups["field"].Value);
        }
        report.TellOfFormat(row, Column(row.Head.Table, field), problem.Code, problem.Found, problem.Expected);
    }

    private static string Column(Table table, string field)
    {
        field = Index().Replace(field, "");
        // The address is made of the title, and the identifier is the key of the row.
        if (field is "slug")
            field = "title";
        return table.Columns.FirstOrDefault(c => c.Path == field)?.Name
            ?? table
                .Columns.FirstOrDefault(c =>
                    c.Path.Length > 0
                    && (
                        field.StartsWith(c.Path + ".", StringComparison.Ordinal)
                        || c.Path.StartsWith(field + ".", StringComparison.Ordinal)
                    )
                )
                ?.Name
            ?? (field.Length == 0 ? table.Key : field);
    }

    [GeneratedRegex(
        @"^(?<list>parties|commitments)\[(?<index>[0-9]+)\]\.?(?<field>.*)$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Item();

    [GeneratedRegex(@"\[[0-9]+\]", RegexOptions.None, 1000)]
    private static partial Regex Index();
}
