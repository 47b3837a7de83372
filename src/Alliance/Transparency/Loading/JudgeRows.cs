using System.Globalization;
using Alliance.Deals;
using Alliance.Monitoring;
using Alliance.Monitoring.Reporting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Transparency.Tables;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Loading;

/// <summary>
/// Judges a table of measurements row by row, as the form would judge each of them, in the order in which they stand: what an
/// earlier row says is there for the later ones. Reads the database, and stores nothing.
/// </summary>
internal sealed class JudgeRows(Actor actor, DateTimeOffset now)
{
    private readonly Dictionary<string, Deal> deals = [];
    private readonly HashSet<string> registered = [];
    private IReadOnlyDictionary<long, CityClock> clocks = new Dictionary<long, CityClock>();
    private readonly Dictionary<(string Deal, string Commitment), PromiseProgress> promises = [];
    private readonly Dictionary<(string Deal, string Commitment, Period Period), int> said = [];

    public static async Task<IReadOnlyList<LookedRow>> RunAsync(
        AppDb db,
        Actor actor,
        IReadOnlyList<TableRow> rows,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var judge = new JudgeRows(actor, now);
        await judge.LoadAsync(db, [.. rows.Select(r => r["deal"]).Distinct()], cancel);
        return [.. rows.Select(judge.Judge)];
    }

    // 7 queries, however many rows there are. Of a deal that is not this person's, only that it is there.
    private async Task LoadAsync(AppDb db, List<string> named, CancellationToken cancel)
    {
        var meant = db.Deals.Where(d => named.Contains(d.Identifier) || named.Contains(d.Slug));
        foreach (var deal in await meant.Select(d => new { d.Identifier, d.Slug }).ToListAsync(cancel))
            registered.UnionWith([deal.Identifier, deal.Slug]);
        var found = await MeasurementRights
            .Recorded(meant, actor)
            .AsNoTracking()
            .Include(d => d.Commitments)
            .Include(d => d.Parties)
            .AsSplitQuery()
            .ToListAsync(cancel);
        var ids = found.ConvertAll(d => d.Id);
        var measured = (
            await db.Measurements.AsNoTracking().Where(m => ids.Contains(m.DealId)).ToListAsync(cancel)
        ).ToLookup(m => (m.DealId, m.Commitment));
        var chosen = await DealProgress.Chosen(db, ids).ToDictionaryAsync(c => (c.DealId, c.Commitment), cancel);
        var cities = found.Select(d => d.CityId).Distinct().ToList();
        clocks = await CityClock.LoadAsync(db, db.Cities.Where(c => cities.Contains(c.Id)), now, cancel);
        foreach (var deal in found)
        {
            // People know a deal by the end of its page's address, too.
            deals[deal.Slug] = deal;
            deals[deal.Identifier] = deal;
            foreach (var promise in deal.Commitments)
                promises[(deal.Identifier, promise.Key)] = PromiseProgress.Of(
                    deal,
                    promise,
                    measured[(deal.Id, promise.Key)],
                    chosen.GetValueOrDefault((deal.Id, promise.Key))
                );
        }
    }

    private LookedRow Judge(TableRow row)
    {
        var about = string.Join(
            " · ",
            new[] { row["deal"], row["commitment"], row["period"] }.Where(t => t.Length > 0)
        );
        var number = $"{row["value"]} {row["unit"]}".Trim();
        var looked = new LookedRow(row.Number, number.Length > 0 ? $"{about}: {number}" : about, null, null, null, []);
        LookedRow Wrong(string? column, Refusal why) =>
            looked with
            {
                Problems = [new RowProblem(column is null ? null : row.PlaceOf(column).Column, why)],
            };
        if (!deals.TryGetValue(row["deal"], out var deal))
            return Wrong(
                "deal",
                registered.Contains(row["deal"])
                    ? new Refusal("not-allowed")
                    : new Refusal("deal-not-found", row["deal"])
            );
        var key = (deal.Identifier, row["commitment"]);
        if (!promises.TryGetValue(key, out var promise))
            return Wrong("commitment", new Refusal("promise-not-found", row["commitment"]));
        looked = looked with { Action = promise.Promise.Action };
        if (!MeasurementRights.MayRecord(actor, deal, promise.By))
            return Wrong("deal", new Refusal("not-allowed"));
        if (deal.State is null)
            return Wrong("deal", new Refusal("not-concluded-here"));
        var cells = new List<RowProblem>();
        var stated = Stated(row, deal, (column, why) => cells.Add(new RowProblem(row.PlaceOf(column).Column, why)));
        if (Period.TryParse(stated.Period, out var period))
        {
            looked = looked with { Before = promise.Current.FirstOrDefault(m => m.Period == period) };
            if (!said.TryAdd((key.Identifier, key.Item2, period), row.Number))
                return Wrong(
                    "period",
                    new Refusal("row-twice", $"{said[(key.Identifier, key.Item2, period)]}", stated.Period)
                );
        }
        var (author, today) = (Author.Of(actor, promise.By), clocks[deal.CityId].Today);
        var judged = RecordMeasurement.Judge(stated, deal.Id, promise, author, now, today);
        if (looked.Before is { } before && judged.Refusal?.Code is "measured-already" or "measured-meanwhile" && Same())
            return looked with { Problems = cells };
        if (judged.Refusal is { } refused)
            cells.AddRange(
                refused.Fields.Count == 0
                    ? [new RowProblem(null, refused)]
                    : refused
                        .Fields.Where(f => !cells.Exists(c => c.Cell == row.PlaceOf(f.Field).Column))
                        .Select(f => new RowProblem(row.PlaceOf(f.Field).Column, f.Why))
            );
        if (cells.Count > 0)
            return looked with { Problems = cells };
        promises[key] = PromiseProgress.Of(
            deal,
            promise.Promise,
            [.. promise.Current, .. promise.Corrected, judged.Value],
            promise.Choice
        );
        return looked with { Measured = judged.Value };

        // A spreadsheet that grows from year to year brings what is recorded already, too.
        bool Same()
        {
            var again = RecordMeasurement.Judge(
                stated with
                {
                    Corrects = before.Version,
                    Reason = "-",
                },
                deal.Id,
                promise,
                author,
                now,
                today
            );
            return again.Refusal is null
                && (again.Value.Value, again.Value.Notation, again.Value.Method, again.Value.Source)
                    == (before.Value, before.Notation, before.Method, before.Source)
                && (again.Value.Evidence, again.Value.Note) == (before.Evidence, before.Note);
        }
    }

    private static StatedMeasurement Stated(TableRow row, Deal deal, Action<string, Refusal> wrong)
    {
        string Coded(string column)
        {
            var text = row[column];
            if (text.Length == 0)
                return "";
            var known = row.Head.Table.Columns.First(c => c.Name == column);
            if (known.CodeOf(text) is { } code)
                return code;
            wrong(column, new Refusal("unknown-value", column, text, string.Join(", ", known.Codes)));
            return "";
        }
        string Number(string column)
        {
            var cell = row.Filled.FirstOrDefault(f => f.Column.Column.Name == column).Cell;
            if (string.IsNullOrEmpty(cell.Text))
                return "";
            var ambiguous = false;
            var number = cell.IsNumber
                ? decimal.TryParse(cell.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var stored)
                    ? stored
                    : null
                : CellValue.Number(cell.Text, out ambiguous);
            if (ambiguous)
                wrong(column, new Refusal("number-ambiguous", cell.Text));
            // What is none is left to the judgement.
            return number is { } read ? read.ToString(CultureInfo.InvariantCulture) : cell.Text;
        }

        int Corrected()
        {
            if (StatedMeasurement.CorrectedBy(row["version"]) is { } corrected)
                return corrected;
            wrong("version", new Refusal("bad-version", row["version"]));
            return 0;
        }

        return new StatedMeasurement(
            deal.Identifier,
            row["commitment"],
            row["period"].ToUpperInvariant(),
            Number("value"),
            Coded("unit"),
            Coded("notation"),
            Coded("span"),
            Coded("method"),
            row["source"],
            row["evidence"],
            row["note"],
            Corrected(),
            row["reason"],
            CultureInfo.InvariantCulture
        );
    }
}
