using Alliance.Knowledge;
using Alliance.Knowledge.Documents;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Parts;

/// <summary>Published practices: what its city works on has no address yet, and is not here.</summary>
internal sealed class PracticesPart() : PackagePart<PracticeDocument>("practices")
{
    private readonly HashSet<string> withdrawn = [];

    protected override PracticeDocument Canonical(PracticeDocument document, PackageContext context) =>
        document with
        {
            Reviews = document.Reviews?.OrderBy(r => r.City, StringComparer.Ordinal).ToList(),
        };

    protected override void Check(PracticeDocument document, PackageContext context, Tell tell)
    {
        foreach (var text in document.Texts().Where(t => t.Authentic != document.Title.Authentic))
            tell("", "practice-languages", text.Authentic, document.Title.Authentic);
        foreach (var twice in (document.Reviews ?? []).CountBy(r => r.City).Where(c => c.Value > 1))
            tell("reviews", "duplicate-key", twice.Key);
        if (document.City is { } own && document.Reviews?.Exists(r => r.City == own) == true)
            tell("reviews", "review-of-own", own);
        foreach (var twice in (document.Components ?? []).CountBy(c => c.Key).Where(c => c.Value > 1))
            tell("components", "duplicate-key", twice.Key);
        if (document.Id == Practice.ReservedIdentifier)
            tell("id", "identifier-reserved", document.Id);
        var recorded = new (string Field, DateTime? At)[]
        {
            ("publishedAt", document.PublishedAt),
            ("checkedAt", document.CheckedAt),
        }.Concat((document.Reviews ?? []).Select((r, i) => ($"reviews/{i}/at", (DateTime?)r.At)));
        foreach (var (field, at) in recorded)
            if (at is { } instant)
                context.CheckRecorded(
                    document.Id,
                    instant,
                    (_, code, found, expected) => tell(field, code, found, expected)
                );
    }

    // What was taken back here does not come back by a file from before.
    protected override void CheckChange(
        PracticeDocument? before,
        PracticeDocument after,
        PackageContext context,
        Tell tell
    )
    {
        base.CheckChange(before, after, context, tell);
        if (withdrawn.Contains(after.Id))
            tell("id", "practice-withdrawn", after.Id);
    }

    protected override string NameOf(PracticeDocument document) => $"{document.Title}";

    protected override string TagOf(PracticeDocument document) => $"practice:{document.Id}";

    public override async Task<List<PracticeDocument>> StoredAsync(AppDb db, List<string> ids)
    {
        var stored = await db
            .Practices.AsNoTracking()
            .Include(p => p.City)
            .Include(p => p.Reviews)
                .ThenInclude(r => r.City)
            .Where(p => ids.Contains(p.Identifier!))
            .ToListAsync();
        withdrawn.UnionWith(stored.Where(p => p.Standing != PracticeStanding.Published).Select(p => p.Identifier!));
        return [.. stored.Where(p => p.Standing == PracticeStanding.Published).Select(PracticeDocument.Of)];
    }

    protected override async Task StoreAsync(AppDb db, List<PracticeDocument> documents, PackageContext context)
    {
        var ids = documents.Select(d => d.Id).ToList();
        var stored = await db
            .Practices.Include(p => p.Links)
            .Include(p => p.Reviews)
            .Where(p => ids.Contains(p.Identifier!))
            .ToDictionaryAsync(p => p.Identifier!);
        foreach (var document in documents)
            db.Track(
                document.Apply(
                    stored.GetValueOrDefault(document.Id),
                    city => context.References.Cities[city],
                    context.Now
                )
            );
    }

    protected override IAsyncEnumerable<PracticeDocument> AllAsync(AppDb db) =>
        db
            .Practices.AsNoTracking()
            .Include(p => p.City)
            .Include(p => p.Reviews)
                .ThenInclude(r => r.City)
            .Where(p => p.Standing == PracticeStanding.Published)
            .OrderBy(p => p.Identifier)
            .AsAsyncEnumerable()
            .Select(PracticeDocument.Of);
}
