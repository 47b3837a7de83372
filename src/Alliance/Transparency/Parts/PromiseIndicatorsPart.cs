using Alliance.Monitoring.Indicators;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Parts;

internal sealed class PromiseIndicatorsPart() : PackagePart<PromiseIndicatorDocument>("promise-indicators")
{
    private readonly KnownPromises promises = new();
    private readonly HashSet<string> all = [];

    protected override void Check(PromiseIndicatorDocument document, PackageContext context, Tell tell)
    {
        var id = PromiseIndicatorDocument.IdOf(document.Deal, document.Commitment, document.Version);
        if (document.Id != id)
            tell("id", "wrong-form", document.Id, id);
        context.CheckRecorded(document.Id, document.RecordedAt, tell);
        all.Add(document.Id);
        if (document.Version == 1)
            return;
        var before = PromiseIndicatorDocument.IdOf(document.Deal, document.Commitment, document.Version - 1);
        context.Expect(() => all.Contains(before), () => tell("", "version-before-missing", document.Id, before));
    }

    protected override void CheckChange(
        PromiseIndicatorDocument? before,
        PromiseIndicatorDocument after,
        PackageContext context,
        Tell tell
    )
    {
        base.CheckChange(before, after, context, tell);
        if (before is not null)
            tell("", "choice-differs", after.Id);
        promises.Check(after.Deal, after.Commitment, context, tell);
    }

    protected override string TagOf(PromiseIndicatorDocument document) => $"deal:{document.Deal}";

    public override async Task<List<PromiseIndicatorDocument>> StoredAsync(AppDb db, List<string> ids)
    {
        var deals = ids.Select(id => id.Split('.')[0]).Distinct().ToList();
        await promises.LoadAsync(db, deals);
        var stored = (
            await Rows(db.PromiseIndicators.Where(c => deals.Contains(c.Deal!.Identifier))).ToListAsync()
        ).ConvertAll(r => r.Document());
        all.UnionWith(stored.Select(d => d.Id));
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        return stored.FindAll(d => wanted.Contains(d.Id));
    }

    protected override async Task StoreAsync(AppDb db, List<PromiseIndicatorDocument> documents, PackageContext context)
    {
        var deals = await context.DealsAsync(db, documents.Select(d => d.Deal));
        foreach (var d in documents)
            db.PromiseIndicators.Add(
                new PromiseIndicator
                {
                    DealId = deals[d.Deal],
                    Commitment = d.Commitment,
                    Version = d.Version,
                    IndicatorId = d.Indicator,
                    Sector = d.Sector,
                    Scope = d.Scope,
                    RecordedAt = d.RecordedAt,
                }
            );
    }

    protected override IAsyncEnumerable<PromiseIndicatorDocument> AllAsync(AppDb db) =>
        ByOwnerAsync(
            Rows(db.PromiseIndicators.OrderBy(c => c.Deal!.Identifier).ThenBy(c => c.Id)),
            row => row.Document(),
            choice => choice.Deal
        );

    private static IQueryable<Row> Rows(IQueryable<PromiseIndicator> chosen) =>
        chosen.AsNoTracking().Select(c => new Row(c, c.Deal!.Identifier));

    private sealed record Row(PromiseIndicator Choice, string Deal)
    {
        public PromiseIndicatorDocument Document() => PromiseIndicatorDocument.Of(Choice, Deal);
    }
}
