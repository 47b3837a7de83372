using Alliance.Network;
using Alliance.Sprints.Board;

namespace Alliance.Sprints.Onward;

/// <summary>
/// An idea that went on from where it was written, with what was said of it there, and what became of it. Its page is public and stays: boards
/// may be gone one day.
/// </summary>
public sealed class Idea
{
    public const int KeyLength = 12;
    public const int OriginLength = 120;

    public long Id { get; private set; }

    /// <summary>Its address below <c>/ideas/</c>: by chance, since what it comes from may be for those alone who have a link.</summary>
    public required string Key { get; init; }

    /// <summary>Where it stands, as <c>board:KEY/k17</c> or <c>open:SLUG/12</c>; once. The key of a board is never shown.</summary>
    public required string Origin { get; init; }

    /// <summary>The city on whose board it was written.</summary>
    public required long CityId { get; init; }
    public City? City { get; init; }

    /// <summary>The identifier of the sprint for which the board was.</summary>
    public string? Sprint { get; init; }

    /// <summary>What the board is called.</summary>
    public required string Board { get; set; }

    /// <summary>Its words, as they stood when it last went on; empty where they were erased.</summary>
    public required string Text { get; set; }

    /// <summary>What it answers, in words.</summary>
    public required string Challenge { get; set; }

    /// <summary>Null of a suggestion on an open board: there its city answers in words.</summary>
    public CardVerdict? Verdict { get; set; }

    /// <summary>What was said with the verdict.</summary>
    public string? Why { get; set; }

    /// <summary>In which all of this is written, ISO 639-1.</summary>
    public required string Language { get; set; }
    public required DateTime At { get; init; }
    public List<IdeaFate> Fates { get; } = [];

    public string Tag => "idea:" + Key;
}

/// <summary>Where an idea can go.</summary>
public enum FateKind
{
    /// <summary>A challenge of a city's roadmap.</summary>
    Challenge,

    /// <summary>A milestone there.</summary>
    Milestone,

    /// <summary>An article of a deal's draft, or of a declaration of intent's.</summary>
    Draft,
    Practice,

    /// <summary>Nobody goes on with it, for a reason that everybody reads.</summary>
    Shelf,
}

/// <summary>A step that an idea took. Only added: who takes an idea from the shelf adds one more.</summary>
public sealed class IdeaFate
{
    public const int TargetLength = 100;
    public const int ReasonLength = 500;

    public long Id { get; private set; }
    public long IdeaId { get; private set; }
    public Idea? Idea { get; init; }

    /// <summary>1, 2, 3 … of its idea: of two who take it on at the same moment one has to look again.</summary>
    public required int Number { get; init; }
    public required FateKind Kind { get; init; }

    /// <summary>Whose roadmap, draft or practice: a city that was a guest takes home what it likes.</summary>
    public required long CityId { get; init; }
    public City? City { get; init; }

    /// <summary>
    /// The key of the challenge or milestone, or of the draft; a practice knows its <see cref="Knowledge.Practice.Origin"/>. Of a step that came by a
    /// package the identifier of the deal or practice.
    /// </summary>
    public string? Target { get; init; }

    /// <summary>The key of the draft's article.</summary>
    public string? Article { get; init; }

    /// <summary>Of a step that came by a package: what it became there; null of those that were taken here.</summary>
    public FateElsewhere? Elsewhere { get; init; }

    /// <summary>Of the shelf.</summary>
    public string? Reason { get; init; }
    public required DateTime At { get; init; }
}

/// <summary>What a step became at the site where it was taken.</summary>
/// <param name="Deal">The identifier of the deal that was signed.</param>
/// <param name="Article">The number of its article.</param>
/// <param name="Version">The number of the version with that article that was signed first.</param>
/// <param name="Practice">The identifier of the practice.</param>
/// <param name="Ended">Talks that came to nothing, or a practice that was given up.</param>
public sealed record FateElsewhere(
    string? Deal = null,
    int? Article = null,
    int? Version = null,
    string? Practice = null,
    bool Ended = false
);
