using Alliance.Platform.Data;
using Alliance.Roadmaps;
using Alliance.Roadmaps.Documents;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Parts;

internal sealed class RoadmapsPart() : PackagePart<RoadmapDocument>("roadmaps")
{
    private readonly HashSet<string> all = [];

    // Those of this package, which are nowhere to be found as long as they are only staged.
    private readonly Dictionary<string, (Roadmap Row, long Id)> begun = [];

    protected override void Check(RoadmapDocument document, PackageContext context, Tell tell)
    {
        if (document.Id != RoadmapDocument.IdOf(document.City, document.Number))
            tell("id", "wrong-form", document.Id, RoadmapDocument.IdOf(document.City, document.Number));
        var made = RoadmapVersion.Of(document.Content, document.Kind, document.Number, document.RecordedAt);
        if (made.Hash != document.Hash)
            tell("hash", "hash-differs", document.Hash, made.Hash);
        foreach (var problem in RoadmapRules.Contradictions(document.Content))
            tell("content." + problem.Field, "roadmap-contradicts", problem.Why.Code);
        foreach (var untitled in RoadmapRules.Untitled(document.Content))
            tell("content." + untitled.Field, "roadmap-contradicts", untitled.Why.Code);
        if (document.Kind == RoadmapVersionKind.Adopted && document.Content.Decision is null)
            tell("content.decision", "roadmap-contradicts", "decision-missing");
        context.CheckRecorded(document.Id, document.RecordedAt, tell);
        all.Add(document.Id);
        if (document.Number > 1)
        {
            var before = RoadmapDocument.IdOf(document.City, document.Number - 1);
            context.Expect(() => all.Contains(before), () => tell("", "version-before-missing", document.Id, before));
        }
    }

    protected override void CheckChange(
        RoadmapDocument? before,
        RoadmapDocument after,
        PackageContext context,
        Tell tell
    )
    {
        base.CheckChange(before, after, context, tell);
        if (before is not null)
            tell("", "roadmap-differs", after.Id);
    }

    protected override string TagOf(RoadmapDocument document) => $"roadmap:{document.City}";

    public override async Task<List<RoadmapDocument>> StoredAsync(AppDb db, List<string> ids)
    {
        var cities = ids.Select(CityOf).Distinct().ToList();
        var stored = (
            await Rows(db.RoadmapVersions.Where(v => cities.Contains(v.Roadmap!.City!.Identifier))).ToListAsync()
        ).ConvertAll(r => RoadmapDocument.Of(r.Version, r.City));
        all.UnionWith(stored.Select(d => d.Id));
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        return stored.FindAll(d => wanted.Contains(d.Id));
    }

    protected override async Task StoreAsync(AppDb db, List<RoadmapDocument> documents, PackageContext context)
    {
        var cities = documents.Select(d => d.City).Distinct().ToList();
        var known = await db
            .Roadmaps.Where(r => cities.Contains(r.City!.Identifier))
            .ToDictionaryAsync(r => r.City!.Identifier, r => r.Id);
        foreach (var d in documents)
        {
            var version = RoadmapVersion.Of(d.Content, d.Kind, d.Number, d.RecordedAt);
            version.RoadmapId = known.TryGetValue(d.City, out var id) ? id : Begin(db, d, context);
            db.RoadmapVersions.Add(version);
        }
    }

    // Where nobody in the city has begun one; what is worked on follows when all versions are there (FollowImported).
    private long Begin(AppDb db, RoadmapDocument document, PackageContext context)
    {
        if (begun.TryGetValue(document.City, out var before))
            return before.Row.Id > 0 ? before.Row.Id : before.Id;
        var row = new Roadmap
        {
            CityId = context.References.Cities[document.City],
            Content = document.Content,
            ChangedAt = document.RecordedAt,
        };
        db.Roadmaps.Add(row);
        // What is not stored yet has a temporary one.
        var id = db.Entry(row).Property(r => r.Id).CurrentValue;
        begun[document.City] = (row, id);
        return id;
    }

    protected override IAsyncEnumerable<RoadmapDocument> AllAsync(AppDb db) =>
        ByOwnerAsync(
            Rows(db.RoadmapVersions.OrderBy(v => v.Roadmap!.City!.Identifier).ThenBy(v => v.Number)),
            row => RoadmapDocument.Of(row.Version, row.City),
            roadmap => roadmap.City
        );

    private static string CityOf(string id) => id.Split('.')[0];

    private static IQueryable<Row> Rows(IQueryable<RoadmapVersion> chosen) =>
        chosen.AsNoTracking().Select(v => new Row(v, v.Roadmap!.City!.Identifier));

    private sealed record Row(RoadmapVersion Version, string City);
}
