using Alliance.Network;
using Alliance.Network.Documents;

namespace Alliance.Transparency.Parts;

internal sealed class CollectionsPart() : TablePart<CollectionDocument, Collection>("collections")
{
    protected override string TagOf(CollectionDocument document) => $"collection:{document.Id}";

    protected override CollectionDocument Of(Collection row) => CollectionDocument.Of(row);

    protected override Collection Apply(CollectionDocument document, Collection? stored) => document.Apply(stored);
}

internal sealed class PolicyAreasPart() : TablePart<PolicyAreaDocument, PolicyArea>("policy-areas")
{
    protected override void Check(PolicyAreaDocument document, PackageContext context, Tell tell) =>
        context.AreaOrder[document.Id] = document.Order;

    protected override string TagOf(PolicyAreaDocument document) => $"policy-area:{document.Id}";

    protected override PolicyAreaDocument Of(PolicyArea row) => PolicyAreaDocument.Of(row);

    protected override PolicyArea Apply(PolicyAreaDocument document, PolicyArea? stored) => document.Apply(stored);
}

internal sealed class CitiesPart() : TablePart<CityDocument, City>("cities")
{
    protected override string TagOf(CityDocument document) => $"city:{document.Id}";

    protected override CityDocument Of(City row) => CityDocument.Of(row);

    protected override City Apply(CityDocument document, City? stored) => document.Apply(stored);
}

internal sealed class ProjectsPart() : TablePart<ProjectDocument, Project>("projects")
{
    protected override string TagOf(ProjectDocument document) => $"project:{document.Id}";

    protected override ProjectDocument Of(Project row) => ProjectDocument.Of(row);

    protected override Project Apply(ProjectDocument document, Project? stored) => document.Apply(stored);

    protected override void Check(ProjectDocument document, PackageContext context, Tell tell)
    {
        if (document.Start?.First > document.End?.Last)
            tell("end", "end-before-start", document.End.ToString(), document.Start.ToString());
    }
}
