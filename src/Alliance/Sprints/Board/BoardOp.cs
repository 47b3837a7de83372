namespace Alliance.Sprints.Board;

/// <summary>What a board is at. Whoever leads it goes forward and back as the room needs.</summary>
public enum BoardPhase
{
    Challenges,
    Ideas,
    Grouping,
    Dreamers,
    Realists,
    Critics,
    Voting,
    Verdicts,
    Closed,
}

public enum CardKind
{
    Challenge,
    Idea,

    /// <summary>A dreamer, realist or critic on an idea.</summary>
    Comment,

    /// <summary>To whoever speaks.</summary>
    Question,

    /// <summary>A name under which ideas of one challenge lie together.</summary>
    Cluster,

    /// <summary>Of a flip chart.</summary>
    Photo,
}

public enum CardVoice
{
    Dreamer,
    Realist,
    Critic,
}

public enum CardVerdict
{
    Feasible,
    WithConditions,
    NotNow,
    NotForUs,
}

/// <summary>What can be done on a board.</summary>
public enum BoardAct
{
    Add,

    /// <summary>Other words on a card.</summary>
    Change,

    /// <summary>An idea to another challenge.</summary>
    Move,

    /// <summary>An idea into a cluster of its challenge, or out of it.</summary>
    Gather,

    /// <summary>So many of one's own dots on an idea.</summary>
    Vote,

    /// <summary>So many dots of a table whose people have no phone.</summary>
    TableVotes,
    Judge,
    NextStep,
    Answer,
    Hide,
    Erase,
    Phase,
    Timer,
    Silence,
}

/// <summary>
/// One thing that somebody does: what browsers send, and what is stored. Every act says how things shall be, not by how much they
/// change, so that doing it twice is doing it once. Which fields an act has: <see cref="BoardRules"/>.
/// </summary>
public sealed record BoardOp(BoardAct Do)
{
    /// <summary>The card it is about. <c>^1</c> is the first that the same sending adds.</summary>
    public string? Card { get; init; }

    /// <summary>Of a card that is added.</summary>
    public CardKind? Kind { get; init; }

    /// <summary>Of an idea and a cluster the challenge, of a comment the idea.</summary>
    public string? Under { get; init; }
    public CardVoice? Voice { get; init; }
    public string? Text { get; init; }
    public int? Table { get; init; }

    /// <summary>The cluster; null is none.</summary>
    public string? Cluster { get; init; }

    /// <summary>Dots; of a timer minutes, none stops it.</summary>
    public int? Count { get; init; }
    public CardVerdict? Verdict { get; init; }
    public string? Owner { get; init; }
    public DateOnly? Due { get; init; }
    public bool? On { get; init; }
    public BoardPhase? Phase { get; init; }

    /// <summary>When the time is up: the server's word, made of <see cref="Count"/>.</summary>
    public DateTime? Until { get; init; }

    /// <summary>The number of a <see cref="BoardPhoto"/>.</summary>
    public long? Photo { get; init; }
}

/// <summary>An operation in its place.</summary>
/// <param name="By">The participant's number.</param>
public sealed record BoardEntry(int Number, long By, BoardOp Op);
