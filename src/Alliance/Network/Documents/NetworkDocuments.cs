using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Alliance.Platform.Texts;

namespace Alliance.Network.Documents;

// The documents of the open format, docs/format.md. Fields are written in the order of declaration; what is absent is
// null and not written.

public record CollectionDocument(
    string Id,
    LocalText Title,
    string Language,
    LocalText Method,
    List<LocalText>? Notes,
    List<Source>? Sources
) : IDocument
{
    public static CollectionDocument Of(Collection c) =>
        new(c.Identifier, c.Title, c.Language, c.Method, c.Notes.OrNone(), c.Sources.OrNone());

    public Collection Apply(Collection? stored)
    {
        var collection =
            stored
            ?? new Collection
            {
                Identifier = Id,
                Title = Title,
                Language = Language,
                Method = Method,
            };
        (collection.Title, collection.Language, collection.Method) = (Title, Language, Method);
        (collection.Notes, collection.Sources) = (Notes ?? [], Sources ?? []);
        return collection;
    }
}

public record PolicyAreaDocument(string Id, LocalText Name, LocalText Description, PolicyAreaKind Kind, int Order)
    : IDocument
{
    public static PolicyAreaDocument Of(PolicyArea a) => new(a.Identifier, a.Name, a.Description, a.Kind, a.Order);

    public PolicyArea Apply(PolicyArea? stored)
    {
        var area =
            stored
            ?? new PolicyArea
            {
                Identifier = Id,
                Name = Name,
                Description = Description,
                Kind = Kind,
                Order = Order,
            };
        (area.Name, area.Description, area.Kind, area.Order) = (Name, Description, Kind, Order);
        return area;
    }
}

public record ProjectDocument(
    string Id,
    string Name,
    string? LongName,
    string? Grant,
    string? Programme,
    string? Funder,
    PartialDate? Start,
    PartialDate? End,
    string? Coordinator,
    List<ConsortiumPart>? Consortium,
    LocalText? Summary,
    SourceWords? AsSource,
    string? Collection,
    List<Source>? Sources
) : IDocument
{
    public static ProjectDocument Of(Project p) =>
        new(
            p.Identifier,
            p.Name,
            p.LongName,
            p.Grant,
            p.Programme,
            p.Funder,
            p.Start,
            p.End,
            p.Coordinator,
            p.Consortium.OrNone(),
            p.Summary,
            p.AsSource,
            p.Collection,
            p.Sources.OrNone()
        );

    public Project Apply(Project? stored)
    {
        var project = stored ?? new Project { Identifier = Id, Name = Name };
        (project.Name, project.LongName, project.Grant) = (Name, LongName, Grant);
        (project.Programme, project.Funder) = (Programme, Funder);
        (project.Start, project.End, project.Coordinator) = (Start, End, Coordinator);
        (project.Consortium, project.Summary) = (Consortium ?? [], Summary);
        (project.AsSource, project.Collection, project.Sources) = (AsSource, Collection, Sources ?? []);
        return project;
    }
}
