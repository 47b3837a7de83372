using Alliance.Monitoring.Totals;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Parts;

internal sealed class ClaimsPart() : PackagePart<ClaimDocument>("claims")
{
    private readonly KnownPromises promises = new();

    // All there are, in the package or stored already: of an effect no more than the whole can be claimed.
    private readonly Dictionary<string, ClaimDocument> all = [];
    private List<ClaimDocument>? stored;
    private Dictionary<(EffectDocument, int), decimal>? claimed;

    // Of this package, by what they are: the row, and what identifies it as long as it is only staged.
    private readonly Dictionary<(EffectDocument, int), (Effect Row, long Id)> effects = [];

    protected override void Check(ClaimDocument document, PackageContext context, Tell tell)
    {
        var id = ClaimDocument.IdOf(document.Deal, document.Commitment, document.Year, document.Version);
        if (document.Id != id)
            tell("id", "wrong-form", document.Id, id);
        if (decimal.Round(document.Share, 6) != document.Share)
            tell("share", "too-exact", $"{document.Share}");
        if (document is { Effect: null, Share: not 1 })
            tell("share", "wrong-form", $"{document.Share}", "1");
        context.CheckRecorded(document.Id, document.RecordedAt, tell);
        all[document.Id] = document;
        if (document.Version > 1)
        {
            var before = ClaimDocument.IdOf(document.Deal, document.Commitment, document.Year, document.Version - 1);
            context.Expect(
                () => all.ContainsKey(before),
                () => tell("", "version-before-missing", document.Id, before)
            );
        }
        if (document.Effect is { } effect)
            context.Expect(
                () => Claimed()[(effect, document.Year)] <= 1,
                () => tell("share", "shares-exceed", $"{Claimed()[(effect, document.Year)]}")
            );
    }

    private Dictionary<(EffectDocument, int), decimal> Claimed()
    {
        if (claimed is not null)
            return claimed;
        claimed = [];
        foreach (var own in all.Values.GroupBy(d => (d.Deal, d.Commitment, d.Year)))
        foreach (var d in own)
        {
            if (d.Effect is not { } effect)
                continue;
            var counts = d.Version == own.Max(o => o.Version);
            claimed[(effect, d.Year)] = claimed.GetValueOrDefault((effect, d.Year)) + (counts ? d.Share : 0);
        }
        return claimed;
    }

    protected override void CheckChange(ClaimDocument? before, ClaimDocument after, PackageContext context, Tell tell)
    {
        base.CheckChange(before, after, context, tell);
        if (before is not null)
            tell("", "choice-differs", after.Id);
        promises.Check(after.Deal, after.Commitment, context, tell);
    }

    protected override string TagOf(ClaimDocument document) => $"deal:{document.Deal}";

    public override async Task<List<ClaimDocument>> StoredAsync(AppDb db, List<string> ids)
    {
        await promises.LoadAsync(db, [.. ids.Select(id => id.Split('.')[0]).Distinct()]);
        stored ??= (await Rows(db.Claims).ToListAsync()).ConvertAll(r => r.Document());
        foreach (var document in stored)
            all.TryAdd(document.Id, document);
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        return stored.FindAll(d => wanted.Contains(d.Id));
    }

    protected override async Task StoreAsync(AppDb db, List<ClaimDocument> documents, PackageContext context)
    {
        var deals = await context.DealsAsync(db, documents.Select(d => d.Deal));
        foreach (var d in documents)
            db.Claims.Add(
                new Claim
                {
                    DealId = deals[d.Deal],
                    Commitment = d.Commitment,
                    Year = d.Year,
                    Version = d.Version,
                    EffectId = d.Effect is { } effect ? await EffectAsync(db, effect, d.Year, context) : null,
                    Share = (long)(d.Share * Claim.Whole),
                    RecordedAt = d.RecordedAt,
                }
            );
    }

    private async Task<long> EffectAsync(AppDb db, EffectDocument what, int year, PackageContext context)
    {
        if (effects.TryGetValue((what, year), out var known))
            return known.Row.Id > 0 ? known.Row.Id : known.Id;
        var territory = context.References.Cities[what.Territory];
        var effect = await db.Effects.FirstOrDefaultAsync(e =>
            e.TerritoryId == territory
            && e.Action == what.Action
            && e.Sector == what.Sector
            && e.Scope == what.Scope
            && e.Gas == what.Gas
            && e.Year == year
        );
        if (effect is null)
        {
            effect = new Effect
            {
                Action = what.Action,
                Sector = what.Sector,
                TerritoryId = territory,
                Scope = what.Scope,
                Gas = what.Gas,
                Year = year,
            };
            db.Effects.Add(effect);
        }
        // What is not stored yet has a temporary one.
        var id = db.Entry(effect).Property(e => e.Id).CurrentValue;
        effects[(what, year)] = (effect, id);
        return id;
    }

    protected override IAsyncEnumerable<ClaimDocument> AllAsync(AppDb db) =>
        ByOwnerAsync(
            Rows(db.Claims.OrderBy(c => c.Deal!.Identifier).ThenBy(c => c.Id)),
            row => row.Document(),
            claim => claim.Deal
        );

    private static IQueryable<Row> Rows(IQueryable<Claim> chosen) =>
        chosen.AsNoTracking().Select(c => new Row(c, c.Effect, c.Deal!.Identifier, c.Effect!.Territory!.Identifier));

    private sealed record Row(Claim Claim, Effect? Effect, string Deal, string? Territory)
    {
        public ClaimDocument Document() => ClaimDocument.Of(Claim, Effect, Deal, Territory);
    }
}
