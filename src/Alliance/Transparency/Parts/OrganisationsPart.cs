using Alliance.Network;
using Alliance.Network.Documents;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Parts;

internal sealed class OrganisationsPart() : PackagePart<OrganisationDocument>("organisations")
{
    private readonly Dictionary<string, string?> merges = [];
    private Dictionary<string, long> cities = [];

    protected override void Check(OrganisationDocument document, PackageContext context, Tell tell)
    {
        if (document.MergedInto == document.Id)
            tell("mergedInto", "merge-into-itself", document.Id, null);
        else
            context.Merges[document.Id] = document.MergedInto;
    }

    public override async Task<List<OrganisationDocument>> StoredAsync(AppDb db, List<string> ids) =>
        [
            .. (await Whole(db).AsNoTracking().Where(o => ids.Contains(o.Identifier)).ToListAsync()).Select(
                OrganisationDocument.Of
            ),
        ];

    protected override async Task StoreAsync(AppDb db, List<OrganisationDocument> documents, PackageContext context)
    {
        if (cities.Count == 0)
            cities = await db.Cities.ToDictionaryAsync(c => c.Identifier, c => c.Id);
        var ids = documents.Select(d => d.Id).ToList();
        var stored = await db.Organisations.Where(o => ids.Contains(o.Identifier)).ToDictionaryAsync(o => o.Identifier);
        foreach (var document in documents)
        {
            var organisation = document.Apply(stored.GetValueOrDefault(document.Id), id => cities[id]);
            db.Track(organisation);
            if (document.MergedInto is not null || organisation.MergedIntoId is not null)
                merges[document.Id] = document.MergedInto;
        }
    }

    /// <summary>Merges last: both sides are stored by then.</summary>
    protected override async Task FinishAsync(AppDb db, PackageContext context)
    {
        foreach (var batch in merges.Chunk(200))
        {
            var names = batch.SelectMany(m => new[] { m.Key, m.Value }).OfType<string>().ToList();
            var rows = await db
                .Organisations.Where(o => names.Contains(o.Identifier))
                .ToDictionaryAsync(o => o.Identifier);
            foreach (var (from, into) in batch)
                rows[from].MergedIntoId = into is null ? null : rows[into].Id;
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }
    }

    protected override IAsyncEnumerable<OrganisationDocument> AllAsync(AppDb db) =>
        Whole(db).AsNoTracking().OrderBy(o => o.Identifier).AsAsyncEnumerable().Select(OrganisationDocument.Of);

    private static IQueryable<Organisation> Whole(AppDb db) =>
        db.Organisations.Include(o => o.City).Include(o => o.MergedInto);
}
