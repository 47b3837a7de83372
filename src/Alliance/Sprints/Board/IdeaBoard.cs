using Alliance.Network;

namespace Alliance.Sprints.Board;

/// <summary>
/// A board on which many people write at once: challenges, ideas, what dreamers, realists and critics say of them, verdicts and next
/// steps. What is on it follows from its <see cref="BoardOperation"/>s alone (<see cref="BoardState"/>).
/// </summary>
public sealed class IdeaBoard
{
    public const int TitleLength = 200;
    public const int KeyLength = 22;
    public const int MostDots = 20;

    public long Id { get; private set; }

    /// <summary>The city whose people lead it.</summary>
    public required long CityId { get; init; }
    public City? City { get; init; }
    public long? SprintId { get; init; }
    public Sprint? Sprint { get; init; }

    /// <summary>Random: who has the address takes part.</summary>
    public required string Key { get; init; }
    public required string Title { get; init; }

    /// <summary>In which its title, and what is written on it, is.</summary>
    public required string Language { get; init; }

    /// <summary>Nobody's name is asked for or kept.</summary>
    public bool Anonymous { get; init; }

    /// <summary>How many dots each participant gives.</summary>
    public int Dots { get; init; } = 5;
    public required DateTime StartedAt { get; init; }

    /// <summary>Null while it is open.</summary>
    public DateTime? ClosedAt { get; set; }

    /// <summary>Of the links by which somebody without an account hosts a table, or leads; the older one ends with a new one.</summary>
    public string? HostLink { get; set; }
    public string? LeadLink { get; set; }

    /// <summary>The state as JSON, so that a board of thousands of operations is there at once; null before the first.</summary>
    public string? Snapshot { get; set; }
    public int SnapshotVersion { get; set; }

    /// <summary>When the names of its participants were erased.</summary>
    public DateTime? NamesErasedAt { get; set; }
}

/// <summary>One browser that takes part, without an account.</summary>
public sealed class BoardParticipant
{
    public const int NameLength = 60;

    public long Id { get; private set; }
    public required long BoardId { get; init; }

    /// <summary>Of the random word in the browser's cookie.</summary>
    public required string TokenHash { get; init; }

    /// <summary>As somebody wished to be shown; null on anonymous boards, and when its time has come.</summary>
    public string? Name { get; set; }

    /// <summary>The hash of the link that made the participant more than a writer; it holds while it is the board's newest.</summary>
    public string? Link { get; set; }
    public required DateTime JoinedAt { get; init; }

    /// <summary>What the board's links make of this participant.</summary>
    public BoardRole RoleOn(IdeaBoard board) =>
        Link is null ? BoardRole.Writer
        : Link == board.LeadLink ? BoardRole.Lead
        : Link == board.HostLink ? BoardRole.Host
        : BoardRole.Writer;
}

/// <summary>Something that was done, in the order the server gave it. Only added; of an erased card the words go.</summary>
public sealed class BoardOperation
{
    public const int ClientLength = 60;

    public long Id { get; private set; }
    public required long BoardId { get; init; }

    /// <summary>1, 2, 3 …; of two who write the same number one has to read on.</summary>
    public required int Number { get; init; }
    public required long ParticipantId { get; init; }

    /// <summary>How the browser that sent it calls it: sent again it is the same, and done once.</summary>
    public required string Client { get; init; }

    /// <summary>A <see cref="BoardOp"/> as JSON.</summary>
    public required string Content { get; set; }
    public required DateTime At { get; init; }
}

/// <summary>The photo of a flip chart, without what the camera adds to it. Its card on the board carries who and which table.</summary>
public sealed class BoardPhoto
{
    public long Id { get; private set; }
    public required long BoardId { get; init; }
    public required string Name { get; init; }
    public required string MediaType { get; init; }
    public required byte[] Content { get; init; }

    /// <summary>SHA-256 of the content: sent again it is kept once on its board. Null of those from before.</summary>
    public string? Hash { get; init; }
    public required DateTime At { get; init; }
}

/// <summary>Who somebody is on a board; each may what those before may.</summary>
public enum BoardRole
{
    /// <summary>Reads, and has not taken part yet.</summary>
    Watcher,
    Writer,

    /// <summary>Writes for people at a table who have no phone.</summary>
    Host,

    /// <summary>Leads the phases, and may everything.</summary>
    Lead,
}
