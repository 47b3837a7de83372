using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Parts;

/// <summary>A part whose documents are the rows of one table, which is most of them.</summary>
internal abstract class TablePart<TDocument, TRow>(string name) : PackagePart<TDocument>(name)
    where TDocument : class, IDocument
    where TRow : class
{
    private const string Identifier = nameof(Identifier);

    protected abstract TDocument Of(TRow row);

    /// <summary>The row with the document's content: the stored one, or a new one.</summary>
    protected abstract TRow Apply(TDocument document, TRow? stored);

    public override async Task<List<TDocument>> StoredAsync(AppDb db, List<string> ids) =>
        [.. (await Rows(db, ids).AsNoTracking().ToListAsync()).Select(Of)];

    protected override async Task StoreAsync(AppDb db, List<TDocument> documents, PackageContext context)
    {
        var rows = await Rows(db, [.. documents.Select(d => d.Id)]).ToListAsync();
        var stored = rows.ToDictionary(r => Of(r).Id);
        foreach (var document in documents)
            db.Track(Apply(document, stored.GetValueOrDefault(document.Id)));
    }

    protected override IAsyncEnumerable<TDocument> AllAsync(AppDb db) =>
        db.Set<TRow>().AsNoTracking().OrderBy(r => EF.Property<string>(r, Identifier)).AsAsyncEnumerable().Select(Of);

    private static IQueryable<TRow> Rows(AppDb db, List<string> ids) =>
        db.Set<TRow>().Where(r => ids.Contains(EF.Property<string>(r, Identifier)));
}
