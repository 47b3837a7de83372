using Alliance.Monitoring;
using Alliance.Monitoring.Obstacles;
using Alliance.Monitoring.Reporting;
using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Parts;

internal sealed class ReportsPart() : PackagePart<ReportDocument>("reports")
{
    private readonly KnownPromises promises = new();

    // What is there of each promise, in the package or stored already.
    private readonly HashSet<(string Deal, string Promise, Period Period, int Version)> all = [];

    protected override void Check(ReportDocument document, PackageContext context, Tell tell)
    {
        var id = MeasurementDocument.IdOf(document.Deal, document.Commitment, document.Period, document.Version);
        if (document.Id != id)
            tell("id", "wrong-form", document.Id, id);
        if (document is { Delivery: null, Sentence: null, Link: null, Obstacles: null, Measured: null })
            tell("", "report-empty", document.Id);
        if (document.Obstacles is { } named && !named.SequenceEqual(named.Distinct().Order()))
            tell(
                "obstacles",
                "wrong-order",
                string.Join(", ", named.Select(Code.Of)),
                string.Join(", ", named.Distinct().Order().Select(Code.Of))
            );
        if (
            document.Measured is { } measured
            && (
                MeasurementDocument.Parse(measured) is not { } number
                || (number.Deal, number.Commitment, number.Period)
                    != (document.Deal, document.Commitment, document.Period)
            )
        )
            tell(
                "measured",
                "wrong-form",
                measured,
                MeasurementDocument.IdOf(document.Deal, document.Commitment, document.Period, 1)
            );
        if (!document.Period.IsOverSomewhere(context.Now))
            tell("period", "period-not-over", $"{document.Period}");
        context.CheckRecorded(document.Id, document.RecordedAt, tell);
        if (document.Version > 1 && document.Reason is null)
            tell("reason", "reason-missing", document.Id);
        foreach (var obstacle in document.Obstacles ?? [])
            context.Obstacles.Add(new ObstacleName(document.Deal, document.Commitment, obstacle));
        all.Add((document.Deal, document.Commitment, document.Period, document.Version));
        var before = (document.Deal, document.Commitment, document.Period, document.Version - 1);
        context.Expect(
            () => document.Version == 1 || all.Contains(before),
            () =>
                tell(
                    "version",
                    "version-before-missing",
                    document.Id,
                    MeasurementDocument.IdOf(before.Deal, before.Commitment, before.Period, before.Item4)
                )
        );
    }

    protected override void CheckChange(ReportDocument? before, ReportDocument after, PackageContext context, Tell tell)
    {
        base.CheckChange(before, after, context, tell);
        if (before is not null)
            tell("", "report-differs", after.Id);
        promises.Check(after.Deal, after.Commitment, context, tell);
    }

    protected override string TagOf(ReportDocument document) => $"deal:{document.Deal}";

    public override async Task<List<ReportDocument>> StoredAsync(AppDb db, List<string> ids)
    {
        var deals = ids.Select(id => MeasurementDocument.Parse(id)?.Deal).OfType<string>().Distinct().ToList();
        await promises.LoadAsync(db, deals);
        var rows = await Rows(db.Reports.Where(r => deals.Contains(r.Deal!.Identifier))).ToListAsync();
        var stored = rows.ConvertAll(r => r.Document());
        foreach (var document in stored)
            all.Add((document.Deal, document.Commitment, document.Period, document.Version));
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        return stored.FindAll(d => wanted.Contains(d.Id));
    }

    protected override async Task StoreAsync(AppDb db, List<ReportDocument> documents, PackageContext context)
    {
        var deals = await context.DealsAsync(db, documents.Select(d => d.Deal));
        foreach (var d in documents)
            db.Reports.Add(
                new Report
                {
                    DealId = deals[d.Deal],
                    Commitment = d.Commitment,
                    Period = d.Period,
                    Version = d.Version,
                    Delivery = d.Delivery,
                    Sentence = d.Sentence,
                    Language = d.Language,
                    Link = d.Link,
                    Obstacles = d.Obstacles ?? [],
                    Measured = d.Measured is null ? null : MeasurementDocument.Parse(d.Measured)!.Value.Version,
                    Reason = d.Reason,
                    ByOrganisationId = d.By is null ? null : context.References.Organisations[d.By],
                    OnBehalf = d.OnBehalf,
                    RecordedAt = d.RecordedAt,
                }
            );
    }

    protected override IAsyncEnumerable<ReportDocument> AllAsync(AppDb db) =>
        ByOwnerAsync(
            Rows(db.Reports.OrderBy(r => r.Deal!.Identifier).ThenBy(r => r.Id)),
            row => row.Document(),
            report => report.Deal
        );

    private static IQueryable<Row> Rows(IQueryable<Report> chosen) =>
        chosen.AsNoTracking().Select(r => new Row(r, r.Deal!.Identifier, r.By!.Identifier));

    private sealed record Row(Report Report, string Deal, string? By)
    {
        public ReportDocument Document() => ReportDocument.Of(Report, Deal, By);
    }
}
