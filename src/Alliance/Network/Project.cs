using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Network;

/// <summary>A funded project with its consortium per city.</summary>
public sealed class Project
{
    public long Id { get; private set; }

    /// <summary>Stable; also the page's address below <c>/projects/</c>.</summary>
    public required string Identifier { get; init; }
    public required string Name { get; set; }
    public string? LongName { get; set; }
    public string? Grant { get; set; }
    public string? Programme { get; set; }
    public string? Funder { get; set; }
    public PartialDate? Start { get; set; }
    public PartialDate? End { get; set; }

    /// <summary>An organisation's identifier.</summary>
    public string? Coordinator { get; set; }
    public List<ConsortiumPart> Consortium { get; set; } = [];
    public LocalText? Summary { get; set; }
    public SourceWords? AsSource { get; set; }
    public string? Collection { get; set; }
    public List<Source> Sources { get; set; } = [];
}

/// <summary>The members of a consortium in one city, by identifier.</summary>
public sealed record ConsortiumPart(string City, List<string> Organisations);
