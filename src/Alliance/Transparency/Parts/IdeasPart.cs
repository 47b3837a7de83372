using Alliance.Platform.Data;
using Alliance.Sprints.Documents;
using Alliance.Sprints.Onward;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Parts;

/// <summary>Ideas that went on, so that whoever moves takes their way along.</summary>
internal sealed class IdeasPart() : PackagePart<IdeaDocument>("ideas")
{
    protected override void Check(IdeaDocument document, PackageContext context, Tell tell)
    {
        context.CheckRecorded(
            document.Id,
            document.At,
            (_, code, found, expected) => tell("at", code, found, expected)
        );
    }

    protected override string NameOf(IdeaDocument document) => $"{document.Text}";

    protected override string TagOf(IdeaDocument document) => $"idea:{document.Id}";

    public override async Task<List<IdeaDocument>> StoredAsync(AppDb db, List<string> ids)
    {
        var made = await FatesMade.OfAsync(db, db.IdeaFates.Where(f => ids.Contains(f.Idea!.Key)));
        return
        [
            .. (await Whole(db).Where(i => ids.Contains(i.Key)).ToListAsync()).Select(i => IdeaDocument.Of(i, made)),
        ];
    }

    protected override async Task StoreAsync(AppDb db, List<IdeaDocument> documents, PackageContext context)
    {
        var ids = documents.Select(d => d.Id).ToList();
        var stored = await db.Ideas.Include(i => i.Fates).Where(i => ids.Contains(i.Key)).ToDictionaryAsync(i => i.Key);
        foreach (var document in documents)
            db.Track(document.Apply(stored.GetValueOrDefault(document.Id), city => context.References.Cities[city]));
    }

    protected override async IAsyncEnumerable<IdeaDocument> AllAsync(AppDb db)
    {
        var made = await FatesMade.OfAsync(db, db.IdeaFates);
        await foreach (var idea in Whole(db).OrderBy(i => i.Key).AsAsyncEnumerable())
            yield return IdeaDocument.Of(idea, made);
    }

    private static IQueryable<Idea> Whole(AppDb db) =>
        db.Ideas.AsNoTracking().Include(i => i.City).Include(i => i.Fates).ThenInclude(f => f.City);
}
