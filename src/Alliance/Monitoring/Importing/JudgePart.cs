using Alliance.Deals;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Totals;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Importing;

/// <summary>Judges rows as the form does (<see cref="RecordMeasurement.Judge"/>), for many promises at once.</summary>
/// <param name="begun">The indicators there were when the import began.</param>
/// <param name="import">What its rows will bear.</param>
/// <param name="at">When they count as recorded.</param>
internal sealed class JudgePart(AppDb db, IReadOnlyDictionary<string, Indicator> begun, long import, DateTimeOffset at)
{
    private readonly Dictionary<string, Indicator> indicators = new(begun);
    private readonly Dictionary<string, MeasuredSpan> spans = begun.ToDictionary(i => i.Key, i => i.Value.Span);

    // Nothing here looks at what a promise says.
    private static readonly LocalText Unread = new("en", "");

    /// <summary>Each with all rows of its deals. What is wrong is told, and left out.</summary>
    /// <param name="rows">What is to be judged.</param>
    /// <param name="room">What is filled; it is the part's own until that is kept or stored.</param>
    /// <param name="report">Told what is wrong.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<JudgedPart> RunAsync(
        IReadOnlyList<ImportRow> rows,
        PartRoom room,
        Action<ImportProblem> report,
        CancellationToken cancel
    )
    {
        var known = await LoadAsync(rows.Select(r => r.Stated.Deal).Where(Storable).Distinct().ToList(), cancel);
        room.Clear();
        Known? deal = null;
        foreach (var row in rows)
        {
            if (deal?.Identifier != row.Stated.Deal)
                deal = known.Deals.GetValueOrDefault(row.Stated.Deal);
            if (Judge(row, deal, report) is { } measurement)
                room.Rows.Add(measurement);
        }
        var deals = known.Deals.Values.Select(d => d.Id).ToList();
        AddTo(room.Sums, known.Deals.Values);
        return new JudgedPart(rows.Count, deals, room.Rows.Bytes, room.Sums, known.Seen);
    }

    /// <summary>What rows of these deals that an import has stored already add to the totals.</summary>
    public async Task<IReadOnlyDictionary<RollupKey, RollupDelta>> SumsAsync(
        IReadOnlyList<ImportRow> rows,
        CancellationToken cancel
    )
    {
        var (deals, _) = await LoadAsync(rows.Select(r => r.Stated.Deal).Distinct().ToList(), cancel, stored: true);
        var sums = new Dictionary<RollupKey, RollupDelta>();
        AddTo(sums, deals.Values);
        return sums;
    }

    private void AddTo(Dictionary<RollupKey, RollupDelta> sums, IEnumerable<Known> deals)
    {
        foreach (var deal in deals)
        foreach (var promise in deal.Promises.Values)
            promise.AddTo(sums, deal.City, spans);
    }

    // PostgreSQL cannot even be asked for a text with this.
    private static bool Storable(string text) => !text.Contains('\0', StringComparison.Ordinal);

    private Measurement? Judge(ImportRow row, Known? deal, Action<ImportProblem> report)
    {
        var stated = row.Stated;
        var refusal =
            deal is null ? new Refusal("deal-not-found", stated.Deal)
            : deal.State is null ? new Refusal("not-concluded-here")
            : null;
        if (refusal is null && deal!.Promises.TryGetValue(stated.Commitment, out var promise))
        {
            // Who says why corrects what is there.
            if (stated.Reason.Length > 0 && Period.TryParse(stated.Period, out var period))
                stated = stated with { Corrects = promise.VersionOf(period) };
            // The day of UTC: millions of rows from everywhere, and no city's zone is asked for.
            var today = DateOnly.FromDateTime(at.UtcDateTime);
            var judged = RecordMeasurement.Judge(stated, deal.Id, promise.Progress, promise.Author, at, today);
            refusal = judged.Refusal;
            if (refusal is null)
            {
                promise.Add(judged.Value);
                return judged.Value;
            }
        }
        refusal ??= new Refusal("promise-not-found", stated.Commitment);
        if (refusal.Fields.Count == 0)
            report(new ImportProblem(row.Line, "", refusal));
        foreach (var field in refusal.Fields)
            report(new ImportProblem(row.Line, field.Field, field.Why));
        return null;
    }

    private async Task<(IReadOnlyDictionary<string, Known> Deals, DealsSeen Seen)> LoadAsync(
        List<string> names,
        CancellationToken cancel,
        bool stored = false
    )
    {
        var deals = await db
            .Deals.Where(d => names.Contains(d.Identifier))
            .Select(d => new
            {
                d.Id,
                d.Identifier,
                d.CityId,
                d.State,
                d.ChangedAt,
            })
            .ToListAsync(cancel);
        var ids = deals.ConvertAll(d => d.Id);
        var promises = await db
            .Commitments.Where(c => ids.Contains(c.DealId))
            .Select(c => new
            {
                c.DealId,
                c.Key,
                c.By,
                c.Quantity,
            })
            .ToListAsync(cancel);
        var parties = await db
            .Parties.Where(p => ids.Contains(p.DealId))
            .Select(p => new
            {
                p.DealId,
                p.Key,
                p.Role,
            })
            .ToDictionaryAsync(p => (p.DealId, p.Key), p => p.Role, cancel);
        // Rows of an import that is open were judged before, and are not known to anybody; of these deals there are none.
        var all = await db
            .Measurements.IgnoreQueryFilters()
            .AsNoTracking()
            .Where(m => ids.Contains(m.DealId))
            .Numbers()
            .ToListAsync(cancel);
        var measured = all.ToLookup(m => (m.DealId, m.Commitment));
        var choices = await db.PromiseIndicators.AsNoTracking().Where(c => ids.Contains(c.DealId)).ToListAsync(cancel);
        await LoadMissingAsync(choices, cancel);
        var chosen = choices.ConvertAll(c => c.Described(indicators)).ToLookup(c => (c.DealId, c.Commitment));
        var ofDeal = promises.ToLookup(p => p.DealId, p => (p.Key, p.By, Role: parties[(p.DealId, p.By)], p.Quantity));
        // What was stored before a change dropped its promise counts all the same.
        var dropped = all.Where(m => stored && m.ImportId == import)
            .Select(m => (m.DealId, m.Commitment))
            .Distinct()
            .Where(m => !ofDeal[m.DealId].Any(p => p.Key == m.Commitment))
            .ToLookup(
                m => m.DealId,
                m => (Key: m.Commitment, By: "", Role: PartyRole.Signatory, Quantity: (Quantity?)null)
            );
        return (
            deals.ToDictionary(
                d => d.Identifier,
                d => new Known(
                    d.Id,
                    d.Identifier,
                    d.CityId,
                    d.State,
                    ofDeal[d.Id]
                        .Concat(dropped[d.Id])
                        .ToDictionary(
                            p => p.Key,
                            p =>
                            {
                                return new KnownPromise(
                                    new Commitment
                                    {
                                        Key = p.Key,
                                        By = p.By,
                                        Action = Unread,
                                        Quantity = p.Quantity,
                                    },
                                    new Party { Key = p.By, Role = p.Role },
                                    new Author(null, p.Role != PartyRole.City, null),
                                    [.. measured[(d.Id, p.Key)].Where(m => !stored || m.ImportId != import)],
                                    [.. measured[(d.Id, p.Key)].Where(m => stored && m.ImportId == import)],
                                    [.. chosen[(d.Id, p.Key)]]
                                );
                            },
                            StringComparer.Ordinal
                        )
                ),
                StringComparer.Ordinal
            ),
            new DealsSeen(all.Count, choices.Count, deals.Count == 0 ? null : deals.Max(d => d.ChangedAt))
        );
    }

    // One that was made since then; hardly ever.
    private async Task LoadMissingAsync(List<PromiseIndicator> choices, CancellationToken cancel)
    {
        var missing = choices
            .Select(c => c.IndicatorId)
            .OfType<string>()
            .Where(i => !indicators.ContainsKey(i))
            .Distinct()
            .ToList();
        if (missing.Count == 0)
            return;
        foreach (
            var made in await db
                .Indicators.AsNoTracking()
                .Where(i => missing.Contains(i.Identifier))
                .ToListAsync(cancel)
        )
            (indicators[made.Identifier], spans[made.Identifier]) = (made, made.Span);
    }

    private sealed record Known(
        long Id,
        string Identifier,
        long City,
        DealState? State,
        IReadOnlyDictionary<string, KnownPromise> Promises
    );
}
