using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Publications;

public enum PublicationKind
{
    /// <summary>What worked and what did not, for others to take over.</summary>
    GoodPracticeBooklet,

    /// <summary>What others should do, and what that rests on.</summary>
    RecommendationsPaper,
}

public enum ChapterKind
{
    /// <summary>A good practice, lesson or failure.</summary>
    Practice,

    /// <summary>How often a kind of obstacle was met, or one that stands in the way of one promise.</summary>
    Obstacle,

    /// <summary>What the promises of a city, or of all, add up to.</summary>
    Totals,

    /// <summary>What came of what cities took over from each other.</summary>
    Replications,

    /// <summary>What somebody should do.</summary>
    Recommendation,
}

/// <summary>A chapter as it is chosen; what it shows is read when an edition is frozen.</summary>
/// <param name="Key">Given once: <c>k1</c>.</param>
/// <param name="Subject">
/// Of a practice its identifier, of an obstacle the kind's code or its name (<c>ma-11.c1.legal</c>), of totals a city's identifier or <see cref="Everywhere"/>; null for the others.
/// </param>
/// <param name="Heading">In place of the subject's own title.</param>
/// <param name="Comment">What the group says of it.</param>
/// <param name="Words">Of a recommendation: what should be done.</param>
/// <param name="To">Of a recommendation: to whom it is said.</param>
/// <param name="RestsOn">Of a recommendation: the practices and obstacles behind it, as <see cref="Ground"/> writes them.</param>
public sealed record Chapter(
    string Key,
    ChapterKind Kind,
    string? Subject = null,
    LocalText? Heading = null,
    LocalText? Comment = null,
    LocalText? Words = null,
    LocalText? To = null,
    List<string>? RestsOn = null
)
{
    public const string Everywhere = "all";
    public const int HeadingLength = 200;
    public const int TextLength = 4_000;

    /// <summary>How a recommendation names what it rests on: <c>practice:warm-halls</c>; null for what is no ground.</summary>
    public string? Ground => Kind is ChapterKind.Practice or ChapterKind.Obstacle ? $"{Code.Of(Kind)}:{Subject}" : null;
}

/// <summary>What the group of cities publishes, as it is worked on. Everybody reads its editions alone.</summary>
public sealed class Publication
{
    public const int TitleLength = 200;
    public const int TextLength = 10_000;
    public const int MostChapters = 60;

    /// <summary>The page of those who keep them reads all of them.</summary>
    public const int Most = 200;

    public long Id { get; private set; }

    /// <summary>The address of its pages, stable from the beginning.</summary>
    public required string Identifier { get; init; }
    public required PublicationKind Kind { get; init; }

    /// <summary>In its own language (<see cref="LocalText.Authentic"/>), and translated.</summary>
    public required LocalText Title { get; set; }
    public LocalText? Introduction { get; set; }

    /// <summary>In order.</summary>
    public List<Chapter> Chapters { get; set; } = [];

    /// <summary>The highest number that a chapter's key had so far.</summary>
    public int LastKey { get; set; }

    /// <summary>Changes with every write, so that two of them at once do not both hold.</summary>
    public int Turn { get; set; }
    public required DateTime ChangedAt { get; set; }
    public List<Edition> Editions { get; } = [];

    public string Language => Title.Authentic;
}
