using Alliance.Network.Documents;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Parts;

internal sealed class CollectionsPart() : PackagePart<CollectionDocument>("collections")
{
    protected override void Check(CollectionDocument document, PackageContext context, Tell tell) { }

    protected override async Task<List<CollectionDocument>> StoredAsync(AppDb db, List<string> ids) =>
        [
            .. (await db.Collections.AsNoTracking().Where(c => ids.Contains(c.Identifier)).ToListAsync()).Select(
                CollectionDocument.Of
            ),
        ];

    protected override async Task StoreAsync(AppDb db, List<CollectionDocument> documents, PackageContext context)
    {
        var ids = documents.Select(d => d.Id).ToList();
        var stored = await db.Collections.Where(c => ids.Contains(c.Identifier)).ToDictionaryAsync(c => c.Identifier);
        foreach (var document in documents)
            db.Track(document.Apply(stored.GetValueOrDefault(document.Id)));
    }

    protected override IAsyncEnumerable<CollectionDocument> AllAsync(AppDb db) =>
        db.Collections.AsNoTracking().OrderBy(c => c.Identifier).AsAsyncEnumerable().Select(CollectionDocument.Of);
}

internal sealed class PolicyAreasPart() : PackagePart<PolicyAreaDocument>("policy-areas")
{
    protected override void Check(PolicyAreaDocument document, PackageContext context, Tell tell) { }

    protected override async Task<List<PolicyAreaDocument>> StoredAsync(AppDb db, List<string> ids) =>
        [
            .. (await db.PolicyAreas.AsNoTracking().Where(a => ids.Contains(a.Identifier)).ToListAsync()).Select(
                PolicyAreaDocument.Of
            ),
        ];

    protected override async Task StoreAsync(AppDb db, List<PolicyAreaDocument> documents, PackageContext context)
    {
        var ids = documents.Select(d => d.Id).ToList();
        var stored = await db.PolicyAreas.Where(a => ids.Contains(a.Identifier)).ToDictionaryAsync(a => a.Identifier);
        foreach (var document in documents)
            db.Track(document.Apply(stored.GetValueOrDefault(document.Id)));
    }

    protected override IAsyncEnumerable<PolicyAreaDocument> AllAsync(AppDb db) =>
        db.PolicyAreas.AsNoTracking().OrderBy(a => a.Identifier).AsAsyncEnumerable().Select(PolicyAreaDocument.Of);
}

internal sealed class CitiesPart() : PackagePart<CityDocument>("cities")
{
    protected override void Check(CityDocument document, PackageContext context, Tell tell)
    {
        Reference.Check(context, tell, "collections", "collection", document.Collection);
        foreach (var (i, field) in (document.ActionFields ?? []).Index())
        foreach (var (j, area) in (field.Areas ?? []).Index())
            Reference.Check(context, tell, "policy-areas", $"actionFields[{i}].areas[{j}]", area);
        foreach (var (i, area) in (document.CompleteFor ?? []).Index())
            Reference.Check(context, tell, "policy-areas", $"completeFor[{i}]", area);
    }

    protected override async Task<List<CityDocument>> StoredAsync(AppDb db, List<string> ids) =>
        [
            .. (await db.Cities.AsNoTracking().Where(c => ids.Contains(c.Identifier)).ToListAsync()).Select(
                CityDocument.Of
            ),
        ];

    protected override async Task StoreAsync(AppDb db, List<CityDocument> documents, PackageContext context)
    {
        var ids = documents.Select(d => d.Id).ToList();
        var stored = await db.Cities.Where(c => ids.Contains(c.Identifier)).ToDictionaryAsync(c => c.Identifier);
        foreach (var document in documents)
            db.Track(document.Apply(stored.GetValueOrDefault(document.Id)));
    }

    protected override IAsyncEnumerable<CityDocument> AllAsync(AppDb db) =>
        db.Cities.AsNoTracking().OrderBy(c => c.Identifier).AsAsyncEnumerable().Select(CityDocument.Of);
}

internal sealed class ProjectsPart() : PackagePart<ProjectDocument>("projects")
{
    protected override void Check(ProjectDocument document, PackageContext context, Tell tell)
    {
        Reference.Check(context, tell, "collections", "collection", document.Collection);
        Reference.Check(context, tell, "organisations", "coordinator", document.Coordinator);
        if (document.Start?.First > document.End?.Last)
            tell("end", "end-before-start", document.End.ToString(), document.Start.ToString());
        foreach (var (i, part) in (document.Consortium ?? []).Index())
        {
            Reference.Check(context, tell, "cities", $"consortium[{i}].city", part.City);
            foreach (var (j, organisation) in part.Organisations.Index())
                Reference.Check(context, tell, "organisations", $"consortium[{i}].organisations[{j}]", organisation);
        }
    }

    protected override async Task<List<ProjectDocument>> StoredAsync(AppDb db, List<string> ids) =>
        [
            .. (await db.Projects.AsNoTracking().Where(p => ids.Contains(p.Identifier)).ToListAsync()).Select(
                ProjectDocument.Of
            ),
        ];

    protected override async Task StoreAsync(AppDb db, List<ProjectDocument> documents, PackageContext context)
    {
        var ids = documents.Select(d => d.Id).ToList();
        var stored = await db.Projects.Where(p => ids.Contains(p.Identifier)).ToDictionaryAsync(p => p.Identifier);
        foreach (var document in documents)
            db.Track(document.Apply(stored.GetValueOrDefault(document.Id)));
    }

    protected override IAsyncEnumerable<ProjectDocument> AllAsync(AppDb db) =>
        db.Projects.AsNoTracking().OrderBy(p => p.Identifier).AsAsyncEnumerable().Select(ProjectDocument.Of);
}

internal static class Reference
{
    /// <summary>Tells when <paramref name="id"/> refers to nothing; an absent reference is none.</summary>
    public static void Check(PackageContext context, Tell tell, string collection, string field, string? id)
    {
        if (id is not null && !context.Knows(collection, id))
            tell(field, "unknown-reference", id, collection);
    }
}
