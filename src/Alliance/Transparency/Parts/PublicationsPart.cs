using Alliance.Knowledge.Publications;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Parts;

/// <summary>Frozen editions of what the group publishes, word for word. What is worked on is its coordinators' alone.</summary>
internal sealed class PublicationsPart() : PackagePart<EditionDocument>("publications")
{
    // Of each publication what kind it is: as stored, and as the package says.
    private readonly Dictionary<string, PublicationKind> stored = [];
    private readonly Dictionary<string, PublicationKind> said = [];

    protected override void Check(EditionDocument document, PackageContext context, Tell tell)
    {
        var id = EditionDocument.IdOf(document.Publication, document.Number);
        if (document.Id != id)
            tell("id", "wrong-form", document.Id, id);
        if (Edition.HashOf(document.Words()) != document.Hash)
            tell("hash", "edition-hash", document.Id);
        if (
            document.Read() is not { } content
            || content.Chapters.Any(c => !c.IsWhole)
            || content.Chapters.DistinctBy(c => c.Key).Count() < content.Chapters.Count
        )
            tell("content", "edition-contradicts", document.Id);
        else if (!said.TryAdd(document.Publication, content.Kind) && said[document.Publication] != content.Kind)
            tell("content.kind", "edition-contradicts", document.Id);
        if (document.WithdrawnAt is null != document.Reason is null)
            tell("withdrawnAt", "edition-contradicts", document.Id);
        foreach (
            var (field, at) in ((string, DateTime?)[])
                [("frozenAt", document.FrozenAt), ("withdrawnAt", document.WithdrawnAt)]
        )
            if (at is { } instant)
                context.CheckRecorded(
                    document.Id,
                    instant,
                    (_, code, found, expected) => tell(field, code, found, expected)
                );
    }

    // That it was withdrawn may come later; nothing else may, and nothing comes back.
    protected override void CheckChange(
        EditionDocument? before,
        EditionDocument after,
        PackageContext context,
        Tell tell
    )
    {
        base.CheckChange(before, after, context, tell);
        if (before is null)
        {
            if (stored.TryGetValue(after.Publication, out var kind) && after.Read()?.Kind != kind)
                tell("content.kind", "edition-differs", after.Id);
        }
        else if (
            before.WithdrawnAt is not null
            || (before.Hash, before.FrozenAt, before.Words()) != (after.Hash, after.FrozenAt, after.Words())
        )
            tell("", "edition-differs", after.Id);
    }

    protected override string NameOf(EditionDocument document) => $"{document.Read()?.Title} {document.Number}".Trim();

    protected override string TagOf(EditionDocument document) => "publications";

    public override async Task<List<EditionDocument>> StoredAsync(AppDb db, List<string> ids)
    {
        var names = ids.Select(id => id.Split('.')[0]).Distinct().ToList();
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        foreach (
            var publication in await db
                .Publications.Where(p => names.Contains(p.Identifier))
                .Select(p => new { p.Identifier, p.Kind })
                .ToListAsync()
        )
            stored[publication.Identifier] = publication.Kind;
        return
        [
            .. (await Rows(db.Editions.Where(e => names.Contains(e.Publication!.Identifier))).ToListAsync())
                .Select(r => EditionDocument.Of(r.Edition, r.Publication))
                .Where(d => wanted.Contains(d.Id)),
        ];
    }

    protected override async Task StoreAsync(AppDb db, List<EditionDocument> documents, PackageContext context)
    {
        var names = documents.Select(d => d.Publication).Distinct().ToList();
        var known = await context.PublicationsAsync(db, names);
        var editions = await db
            .Editions.Where(e => names.Contains(e.Publication!.Identifier))
            .ToDictionaryAsync(e => (e.PublicationId, e.Number));
        foreach (var own in documents.GroupBy(d => d.Publication, StringComparer.Ordinal))
        {
            if (!known.TryGetValue(own.Key, out var id))
            {
                var publication = own.MaxBy(d => d.Number)!.Begin();
                publication.Editions.AddRange(own.Select(d => d.Row(0)));
                db.Publications.Add(publication);
                continue;
            }
            foreach (var document in own)
                if (editions.TryGetValue((id, document.Number), out var edition))
                    (edition.WithdrawnAt, edition.Reason) = (document.WithdrawnAt, document.Reason);
                else
                    db.Editions.Add(document.Row(id));
        }
    }

    protected override IAsyncEnumerable<EditionDocument> AllAsync(AppDb db) =>
        ByOwnerAsync(
            Rows(db.Editions.OrderBy(e => e.Publication!.Identifier).ThenBy(e => e.Number)),
            row => EditionDocument.Of(row.Edition, row.Publication),
            edition => edition.Publication
        );

    private static IQueryable<Row> Rows(IQueryable<Edition> chosen) =>
        chosen.AsNoTracking().Select(e => new Row(e, e.Publication!.Identifier));

    private sealed record Row(Edition Edition, string Publication);
}
