using Alliance.Platform.Texts;

namespace Alliance.Network;

/// <summary>How a body of facts was gathered: by what method, written down in which language.</summary>
public sealed class Collection
{
    public long Id { get; private set; }
    public required string Identifier { get; init; }
    public required LocalText Title { get; set; }
    public required string Language { get; set; }
    public required LocalText Method { get; set; }
    public List<LocalText> Notes { get; set; } = [];
    public List<Source> Sources { get; set; } = [];
}
