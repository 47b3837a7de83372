using System.Text.Json;
using System.Text.Json.Nodes;
using Alliance.Deals;
using Alliance.Deals.Documents;
using Alliance.Platform.Data;
using Alliance.Transparency.Parts;

namespace Alliance.Transparency.Tables;

/// <summary>
/// Makes deals of the rows about them. A stored deal keeps everything that no filled cell speaks of; parties and
/// commitments are added or changed, and never removed by leaving a row out.
/// </summary>
internal sealed class DealTables(TableNames names, TableReport report, LoadedBy? loader)
{
    private const int Batch = 200;
    private readonly TableValues values = new(names, report);

    public async Task<TableDocuments> ReadAsync(AppDb db, ILookup<Table, TableRow> rows)
    {
        var own = rows[Table.Deals].ToLookup(r => r["id"]);
        var parties = rows[Table.Parties].ToLookup(r => r["deal"]);
        var commitments = rows[Table.Commitments].ToLookup(r => r["deal"]);
        var ids = own.Concat(parties).Concat(commitments).Select(g => g.Key).Distinct().ToList();
        var documents = new TableDocuments(report);
        foreach (var batch in ids.Chunk(Batch))
        {
            var stored = (await new DealsPart().StoredAsync(db, [.. batch])).ToDictionary(d => d.Id);
            foreach (var id in batch)
                if (TooMany(parties[id]) || TooMany(commitments[id]))
                    continue;
                else if (
                    Deal(stored.GetValueOrDefault(id), own[id], [.. parties[id], .. commitments[id]]) is { } document
                )
                {
                    Parties(document, parties[id]);
                    Commitments(document, commitments[id]);
                    if (loader is not null && stored.TryGetValue(id, out var before))
                        Unconfirm(document.Json, before);
                    documents.Add(document);
                }
        }
        return documents;
    }

    private bool TooMany(IEnumerable<TableRow> rows)
    {
        var beyond = rows.Skip(TableLimits.RowsOfDeal).FirstOrDefault();
        if (beyond is not null)
            report.Tell(beyond, "deal", "too-many", beyond["deal"], TableLimits.RowsOfDeal.ToString("N0", null));
        return beyond is not null;
    }

    private TableDocument? Deal(DealDocument? stored, IEnumerable<TableRow> own, List<TableRow> others)
    {
        var row = own.FirstOrDefault();
        foreach (var again in own.Skip(1))
            report.Tell(again, "id", "duplicate-id", again["id"]);
        if (stored is not null)
        {
            var known = (JsonObject)JsonSerializer.SerializeToNode(stored, JsonColumn.Options)!;
            if (row is not null)
                values.Apply(row, known);
            return new TableDocument(known, row ?? others[0]);
        }
        if (row is null)
        {
            foreach (var other in others)
                report.Tell(other, "deal", "unknown-deal", other["deal"]);
            return null;
        }
        // What a new deal is until somebody says otherwise.
        var json = new JsonObject
        {
            // A city that gives its own deals stands behind them; the operator's tables are taken from somewhere.
            ["standing"] = loader is null ? "collected" : "confirmed-by-city",
            ["legalNature"] = "not-stated",
            ["openToJoin"] = "not-stated",
        };
        values.Apply(row, json);
        if (json["title"] is JsonObject title && TableValues.Text(title["authentic"]) is { } language)
            json["slug"] = TableNames.Identifier(
                $"{TableValues.Text(json["city"])} {TableValues.Text(title[language])}"
            );
        else
            json["slug"] = row["id"];
        if (!others.Exists(o => o.Head.Table == Table.Parties))
            report.Tell(row, "parties", "no-parties", row["id"]);
        return new TableDocument(json, row);
    }

    // What the parties have confirmed is not what stands there now; the city does stand behind it.
    private static void Unconfirm(JsonObject json, DealDocument before)
    {
        if (
            before.Standing == Standing.ConfirmedByParties
            && !JsonNode.DeepEquals(json, JsonSerializer.SerializeToNode(before, JsonColumn.Options))
        )
            json["standing"] = Code.Of(Standing.ConfirmedByCity);
    }

    private void Parties(TableDocument document, IEnumerable<TableRow> rows)
    {
        var list = List(document.Json, "parties");
        foreach (var row in rows)
        {
            var index = Of(list, row["key"]) ?? (row["key"].Length > 0 ? null : Same(list, row));
            if (index is null)
                list.Add((JsonNode)New(list, row["key"], "p"));
            Apply(row, list, index ?? list.Count - 1, document.Parties, null);
        }
    }

    private void Commitments(TableDocument document, IEnumerable<TableRow> rows)
    {
        var parties = List(document.Json, "parties");
        var list = List(document.Json, "commitments");
        foreach (var row in rows)
        {
            var index = Of(list, row["key"]) ?? (row["key"].Length > 0 ? null : Same(list, row, parties));
            if (index is null)
                list.Add((JsonNode)New(list, row["key"], "c"));
            Apply(row, list, index ?? list.Count - 1, document.Commitments, parties);
        }
        if (list.Count == 0)
            document.Json.Remove("commitments");
    }

    private void Apply(TableRow row, JsonArray list, int index, Dictionary<int, TableRow> rows, JsonArray? parties)
    {
        if (!rows.TryAdd(index, row))
            report.Tell(row, "key", "duplicate-key", TableValues.Text(list[index]!["key"]));
        values.Apply(row, (JsonObject)list[index]!, parties);
    }

    private static JsonArray List(JsonObject document, string name)
    {
        if (document[name] is not JsonArray list)
            document[name] = list = [];
        return list;
    }

    private static int? Of(JsonArray list, string key) =>
        list.Index().Where(i => TableValues.Text(i.Item!["key"]) == key).Select(i => (int?)i.Index).FirstOrDefault();

    /// <summary>The party that a row without a key means: the same organisation, group or collective word.</summary>
    private int? Same(JsonArray list, TableRow row)
    {
        var organisations = names.Organisations.Find(row["organisation"]);
        return list.Index()
            .Where(i =>
                (TableValues.Text(i.Item!["organisation"]) is { } id && organisations.Contains(id))
                || TableValues.SaysSo(i.Item["group"]?["name"], row["group"])
                || TableValues.SaysSo(i.Item["collective"], row["collective"])
            )
            .Select(i => (int?)i.Index)
            .FirstOrDefault();
    }

    /// <summary>The commitment that a row without a key means: the same words by the same party.</summary>
    private int? Same(JsonArray list, TableRow row, JsonArray parties)
    {
        var by = values.PartyKeys(parties, row["by"]);
        return list.Index()
            .Where(i =>
                TableValues.Text(i.Item!["by"]) is { } key
                && by.Contains(key)
                && TableValues.SaysSo(i.Item["action"], row["action"])
            )
            .Select(i => (int?)i.Index)
            .FirstOrDefault();
    }

    private static JsonObject New(JsonArray list, string key, string letter)
    {
        for (var number = list.Count + 1; key.Length == 0; number++)
            if (Of(list, $"{letter}{number}") is null)
                key = $"{letter}{number}";
        return new JsonObject { ["key"] = key };
    }
}
