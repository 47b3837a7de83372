using Alliance.Network;
using Alliance.Network.Documents;

namespace Alliance.Transparency.Parts;

internal sealed class CollectionsPart() : TablePart<CollectionDocument, Collection>("collections")
{
    protected override CollectionDocument Of(Collection row) => CollectionDocument.Of(row);

    protected override Collection Apply(CollectionDocument document, Collection? stored) => document.Apply(stored);
}

internal sealed class PolicyAreasPart() : TablePart<PolicyAreaDocument, PolicyArea>("policy-areas")
{
    protected override PolicyAreaDocument Of(PolicyArea row) => PolicyAreaDocument.Of(row);

    protected override PolicyArea Apply(PolicyAreaDocument document, PolicyArea? stored) => document.Apply(stored);
}

internal sealed class CitiesPart() : TablePart<CityDocument, City>("cities")
{
    protected override CityDocument Of(City row) => CityDocument.Of(row);

    protected override City Apply(CityDocument document, City? stored) => document.Apply(stored);

    protected override void Check(CityDocument document, PackageContext context, Tell tell)
    {
        Reference.Check(context, tell, "collections", "collection", document.Collection);
        foreach (var (i, field) in (document.ActionFields ?? []).Index())
        foreach (var (j, area) in (field.Areas ?? []).Index())
            Reference.Check(context, tell, "policy-areas", $"actionFields[{i}].areas[{j}]", area);
        foreach (var (i, area) in (document.CompleteFor ?? []).Index())
            Reference.Check(context, tell, "policy-areas", $"completeFor[{i}]", area);
    }
}

internal sealed class ProjectsPart() : TablePart<ProjectDocument, Project>("projects")
{
    protected override ProjectDocument Of(Project row) => ProjectDocument.Of(row);

    protected override Project Apply(ProjectDocument document, Project? stored) => document.Apply(stored);

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
