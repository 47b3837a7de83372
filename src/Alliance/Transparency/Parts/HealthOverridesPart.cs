using Alliance.Monitoring.Health;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Parts;

internal sealed class HealthOverridesPart() : PackagePart<HealthOverrideDocument>("health-overrides")
{
    private readonly KnownPromises promises = new();

    // What is there, in the package or else stored already.
    private readonly Dictionary<string, HealthOverrideDocument> all = [];

    protected override void Check(HealthOverrideDocument document, PackageContext context, Tell tell)
    {
        var id = HealthOverrideDocument.IdOf(document.Deal, document.Commitment, document.SetAt);
        if (document.Id != id)
            tell("id", "wrong-form", document.Id, id);
        context.CheckRecorded(
            document.Id,
            document.EndedAt > document.SetAt ? document.EndedAt.Value : document.SetAt,
            tell
        );
        all[document.Id] = document;
        context.Expect(
            () => document.EndedAt is not null || Holding(document) == 1,
            () => tell("endedAt", "override-holds", $"{document.Deal}.{document.Commitment}")
        );
    }

    private int Holding(HealthOverrideDocument one) =>
        all.Values.Count(o => (o.Deal, o.Commitment) == (one.Deal, one.Commitment) && o.EndedAt is null);

    protected override void CheckChange(
        HealthOverrideDocument? before,
        HealthOverrideDocument after,
        PackageContext context,
        Tell tell
    )
    {
        base.CheckChange(before, after, context, tell);
        if (before is not null && (before.EndedAt is not null || before with { EndedAt = after.EndedAt } != after))
            tell("", "override-differs", after.Id);
        promises.Check(after.Deal, after.Commitment, context, tell);
    }

    protected override string TagOf(HealthOverrideDocument document) => $"deal:{document.Deal}";

    public override async Task<List<HealthOverrideDocument>> StoredAsync(AppDb db, List<string> ids)
    {
        var deals = ids.Select(id => id.Split('.')[0]).Distinct().ToList();
        await promises.LoadAsync(db, deals);
        var stored = (
            await Rows(db.HealthOverrides.Where(o => deals.Contains(o.Deal!.Identifier))).ToListAsync()
        ).ConvertAll(r => r.Document());
        foreach (var document in stored)
            all.TryAdd(document.Id, document);
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        return stored.FindAll(d => wanted.Contains(d.Id));
    }

    // What has ended comes in the place of what held: of a promise one holds, at every step of storing.
    protected override async Task StoreAsync(AppDb db, List<HealthOverrideDocument> documents, PackageContext context)
    {
        var deals = await context.DealsAsync(db, documents.Select(d => d.Deal));
        var ids = documents.Select(d => deals[d.Deal]).Distinct().ToList();
        var holding = await db
            .HealthOverrides.Where(o => ids.Contains(o.DealId) && o.EndedAt == null)
            .ToDictionaryAsync(o => (o.DealId, o.Commitment, o.SetAt));
        foreach (var d in documents)
        {
            if (holding.TryGetValue((deals[d.Deal], d.Commitment, d.SetAt), out var held))
                db.HealthOverrides.Remove(held);
            db.HealthOverrides.Add(
                new HealthOverride
                {
                    DealId = deals[d.Deal],
                    Commitment = d.Commitment,
                    State = d.State,
                    Reason = d.Reason,
                    Language = d.Language,
                    AccountId = held?.AccountId,
                    SetAt = d.SetAt,
                    EndedAt = d.EndedAt,
                }
            );
        }
    }

    protected override IAsyncEnumerable<HealthOverrideDocument> AllAsync(AppDb db) =>
        ByOwnerAsync(
            Rows(db.HealthOverrides.OrderBy(o => o.Deal!.Identifier).ThenBy(o => o.Id)),
            row => row.Document(),
            set => set.Deal
        );

    private static IQueryable<Row> Rows(IQueryable<HealthOverride> chosen) =>
        chosen.AsNoTracking().Select(o => new Row(o, o.Deal!.Identifier));

    private sealed record Row(HealthOverride Set, string Deal)
    {
        public HealthOverrideDocument Document() => HealthOverrideDocument.Of(Set, Deal);
    }
}
