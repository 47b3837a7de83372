using Alliance.Platform.Texts;

namespace Alliance.Network;

public enum PolicyAreaKind
{
    Area,
    CrossCutting,
}

/// <summary>An entry of the list that all cities share; a city's own fields are mapped to it.</summary>
public sealed class PolicyArea
{
    public long Id { get; private set; }
    public required string Identifier { get; init; }
    public required LocalText Name { get; set; }
    public required LocalText Description { get; set; }
    public required PolicyAreaKind Kind { get; set; }

    /// <summary>Where it stands in lists and tables, from 1.</summary>
    public required int Order { get; set; }
}
