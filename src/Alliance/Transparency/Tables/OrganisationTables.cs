using System.Text.Json;
using System.Text.Json.Nodes;
using Alliance.Platform.Data;
using Alliance.Transparency.Parts;

namespace Alliance.Transparency.Tables;

/// <summary>Makes organisations of their rows, and lets the other tables know their names.</summary>
internal sealed class OrganisationTables(TableNames names, TableReport report, ILookup<string, string> reserved)
{
    private const int Batch = 200;
    private readonly TableValues values = new(names, report);

    public async Task<TableDocuments> ReadAsync(AppDb db, IEnumerable<TableRow> rows)
    {
        var byId = new Dictionary<string, TableRow>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var id = Identifier(row);
            if (!byId.TryAdd(id, row))
                report.Tell(row, "id", "duplicate-id", id);
            names.Organisations.Add(id, row["name"]);
        }
        var documents = new TableDocuments(report);
        foreach (var batch in byId.Chunk(Batch))
        {
            var ids = batch.Select(b => b.Key).ToList();
            var stored = (await new OrganisationsPart().StoredAsync(db, ids)).ToDictionary(d => d.Id);
            foreach (var (id, row) in batch)
            {
                var json = stored.TryGetValue(id, out var known)
                    ? (JsonObject)JsonSerializer.SerializeToNode(known, JsonColumn.Options)!
                    : [];
                values.Apply(row, json);
                json["id"] = id;
                documents.Add(new TableDocument(json, row));
            }
        }
        return documents;
    }

    // Without an identifier, the name is: of the organisation that has it already, or of a new one.
    private string Identifier(TableRow row)
    {
        if (row["id"].Length > 0)
            return row["id"];
        if (names.Organisations.Find(row["name"]).Count > 0)
            return values.Named(row, "name", names.Organisations, row["name"]);
        var id = TableNames.Identifier(row["name"]);
        for (var number = 2; names.Organisations.Has(id) || reserved["organisation"].Contains(id); number++)
            id = $"{TableNames.Identifier(row["name"])}-{number}";
        return id;
    }
}
