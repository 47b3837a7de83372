using Alliance.Network;
using Alliance.Network.Documents;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Parts;

internal sealed class OrganisationsPart() : PackagePart<OrganisationDocument>("organisations")
{
    private readonly Dictionary<string, string?> merges = [];

    protected override void Check(OrganisationDocument document, PackageContext context, Tell tell)
    {
        if (document.MergedInto == document.Id)
            tell("mergedInto", "merge-into-itself", document.Id, null);
        else
            context.Merges[document.Id] = document.MergedInto;
    }

    // A city's table brings in its partners; what others know of an organisation of another city is theirs to change.
    protected override void CheckChange(
        OrganisationDocument? before,
        OrganisationDocument after,
        PackageContext context,
        Tell tell
    )
    {
        if (before is null && context.Reserved["organisation"].Contains(after.Id))
            tell("id", "reserved", after.Id);
        if (context.By is not { } by)
            return;
        if (before is not null && !(before.City is { } city && by.Cities.Contains(city)))
            tell("id", "not-your-organisation", before.Name);
        else if (after.City is { } put && !by.Cities.Contains(put))
            tell("city", "not-your-city", put, string.Join(", ", by.Cities.Order()));
    }

    protected override string NameOf(OrganisationDocument document) => document.Name;

    protected override string TagOf(OrganisationDocument document) => $"organisation:{document.Id}";

    public override async Task<List<OrganisationDocument>> StoredAsync(AppDb db, List<string> ids) =>
        [
            .. (await Whole(db).AsNoTracking().Where(o => ids.Contains(o.Identifier)).ToListAsync()).Select(
                OrganisationDocument.Of
            ),
        ];

    protected override async Task StoreAsync(AppDb db, List<OrganisationDocument> documents, PackageContext context)
    {
        var ids = documents.Select(d => d.Id).ToList();
        var stored = await db.Organisations.Where(o => ids.Contains(o.Identifier)).ToDictionaryAsync(o => o.Identifier);
        foreach (var document in documents)
        {
            var organisation = document.Apply(
                stored.GetValueOrDefault(document.Id),
                id => context.References.Cities[id]
            );
            db.Track(organisation);
            if (document.MergedInto is not null || organisation.MergedIntoId is not null)
                merges[document.Id] = document.MergedInto;
        }
    }

    /// <summary>Merges last: both sides are stored by then, or staged, so that only their identifiers are known.</summary>
    protected override async Task FinishAsync(AppDb db, PackageContext context)
    {
        var ids = context.References.Organisations;
        foreach (var batch in merges.Chunk(200))
        {
            foreach (var (from, into) in batch)
            {
                var pointer = db.Entry(
                    new Organisation
                    {
                        Identifier = from,
                        Name = from,
                        Kind = default,
                    }
                );
                pointer.Property(o => o.Id).CurrentValue = ids[from];
                pointer.State = EntityState.Unchanged;
                pointer.Entity.MergedIntoId = into is null ? null : ids[into];
                pointer.Property(o => o.MergedIntoId).IsModified = true;
            }
            await context.SaveQuietlyAsync(db);
        }
    }

    protected override IAsyncEnumerable<OrganisationDocument> AllAsync(AppDb db) =>
        Whole(db).AsNoTracking().OrderBy(o => o.Identifier).AsAsyncEnumerable().Select(OrganisationDocument.Of);

    private static IQueryable<Organisation> Whole(AppDb db) =>
        db.Organisations.Include(o => o.City).Include(o => o.MergedInto);
}
