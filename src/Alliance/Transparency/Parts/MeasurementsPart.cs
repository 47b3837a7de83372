using Alliance.Monitoring;
using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Parts;

internal sealed class MeasurementsPart() : PackagePart<MeasurementDocument>("measurements")
{
    private readonly KnownPromises promises = new();

    // What is there of each promise, in the package or stored already.
    private readonly Dictionary<(string Deal, string Promise), Dictionary<(Period, int), MeasurementDocument>> all = [];

    protected override void Check(MeasurementDocument document, PackageContext context, Tell tell)
    {
        var id = MeasurementDocument.IdOf(document.Deal, document.Commitment, document.Period, document.Version);
        if (document.Id != id)
            tell("id", "wrong-form", document.Id, id);
        if ((document.Value is null) == (document.Notation is null))
            tell("value", "value-or-notation", $"{document.Value}");
        if ((document.Value is null) != (document.Unit is null))
            tell("unit", "unit-with-value", document.Unit);
        if (
            document.StatedValue is null != document.StatedUnit is null
            || document.Value is null && document.StatedValue is not null
        )
            tell("statedUnit", "unit-with-value", document.StatedUnit);
        foreach (
            var (field, value) in ((string, decimal?)[])
                [("value", document.Value), ("statedValue", document.StatedValue)]
        )
            if (value is { } number && decimal.Round(number, 6) != number)
                tell(field, "too-exact", $"{number}");
        if (document.Trust == TrustLevel.EvidenceAttached && document.Evidence is null)
            tell("evidence", "evidence-missing", Code.Of(document.Trust));
        if (!document.Period.IsOverSomewhere(context.Now))
            tell("period", "period-not-over", $"{document.Period}");
        context.CheckRecorded(document.Id, document.RecordedAt, tell);
        if (document.Version > 1 && document.Reason is null)
            tell("reason", "reason-missing", document.Id);
        var own = OfPromise(document.Deal, document.Commitment);
        own[(document.Period, document.Version)] = document;
        context.Expect(
            () => Disagreeing(own, document) is null,
            () => tell("", "does-not-fit", document.Id, Disagreeing(own, document))
        );
    }

    private Dictionary<(Period, int), MeasurementDocument> OfPromise(string deal, string promise)
    {
        if (!all.TryGetValue((deal, promise), out var own))
            all[(deal, promise)] = own = [];
        return own;
    }

    /// <summary>The measurement that this one cannot stand beside: versions have no gaps, periods do not overlap, numbers count alike.</summary>
    private static string? Disagreeing(Dictionary<(Period, int), MeasurementDocument> own, MeasurementDocument one)
    {
        if (one.Version > 1 && !own.ContainsKey((one.Period, one.Version - 1)))
            return MeasurementDocument.IdOf(one.Deal, one.Commitment, one.Period, one.Version - 1);
        if (one.Value is null || own.ContainsKey((one.Period, one.Version + 1)))
            return null;
        return own
            .Values.FirstOrDefault(other =>
                other.Value is not null
                && other.Period != one.Period
                && !own.ContainsKey((other.Period, other.Version + 1))
                // In another unit they may be: a change of the deal can have replaced it.
                && (other.Period.Overlaps(one.Period) || other.Span != one.Span)
            )
            ?.Id;
    }

    protected override void CheckChange(
        MeasurementDocument? before,
        MeasurementDocument after,
        PackageContext context,
        Tell tell
    )
    {
        base.CheckChange(before, after, context, tell);
        if (before is not null)
            tell("", "measurement-differs", after.Id);
        promises.Check(after.Deal, after.Commitment, context, tell);
    }

    protected override string TagOf(MeasurementDocument document) => $"deal:{document.Deal}";

    public override async Task<List<MeasurementDocument>> StoredAsync(AppDb db, List<string> ids)
    {
        var deals = ids.Select(id => MeasurementDocument.Parse(id)?.Deal).OfType<string>().Distinct().ToList();
        await promises.LoadAsync(db, deals);
        var rows = await Rows(db.Measurements.Where(m => deals.Contains(m.Deal!.Identifier))).ToListAsync();
        var stored = rows.ConvertAll(r => r.Document());
        foreach (var document in stored)
            OfPromise(document.Deal, document.Commitment).TryAdd((document.Period, document.Version), document);
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        return stored.FindAll(d => wanted.Contains(d.Id));
    }

    protected override async Task StoreAsync(AppDb db, List<MeasurementDocument> documents, PackageContext context)
    {
        var deals = await context.DealsAsync(db, documents.Select(d => d.Deal));
        foreach (var d in documents)
            db.Measurements.Add(
                new Measurement
                {
                    DealId = deals[d.Deal],
                    Commitment = d.Commitment,
                    Period = d.Period,
                    Version = d.Version,
                    Span = d.Span,
                    Value = d.Value,
                    Unit = d.Unit,
                    Per = d.Per,
                    StatedValue = d.StatedValue,
                    StatedUnit = d.StatedUnit,
                    Notation = d.Notation,
                    Method = d.Method,
                    Source = d.Source,
                    Evidence = d.Evidence,
                    Trust = d.Trust,
                    Note = d.Note,
                    Reason = d.Reason,
                    ByOrganisationId = d.By is null ? null : context.References.Organisations[d.By],
                    OnBehalf = d.OnBehalf,
                    RecordedAt = d.RecordedAt,
                }
            );
    }

    protected override IAsyncEnumerable<MeasurementDocument> AllAsync(AppDb db) =>
        ByOwnerAsync(
            Rows(db.Measurements.OrderBy(m => m.Deal!.Identifier).ThenBy(m => m.Id)),
            row => row.Document(),
            measurement => measurement.Deal
        );

    private static IQueryable<Row> Rows(IQueryable<Measurement> chosen) =>
        chosen.AsNoTracking().Select(m => new Row(m, m.Deal!.Identifier, m.By!.Identifier));

    private sealed record Row(Measurement Measurement, string Deal, string? By)
    {
        public MeasurementDocument Document() => MeasurementDocument.Of(Measurement, Deal, By);
    }
}
