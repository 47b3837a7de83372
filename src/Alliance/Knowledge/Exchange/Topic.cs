using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Exchange;

/// <summary>What a topic wants of the others.</summary>
public enum TopicKind
{
    /// <summary>To be answered.</summary>
    Question,

    /// <summary>Something stands in the way, and others may know how they got past it.</summary>
    Challenge,

    /// <summary>A proposal to the whole space, on which each member takes a position.</summary>
    Decision,
}

/// <summary>What came of a proposal.</summary>
public enum DecisionOutcome
{
    Agreed,
    NotAgreed,
    Postponed,
}

/// <summary>Something that is asked, or proposed, in a space.</summary>
public sealed class Topic
{
    public const int TitleLength = 200;

    public long Id { get; private set; }
    public required long SpaceId { get; init; }
    public Space? Space { get; init; }
    public required TopicKind Kind { get; init; }
    public required LocalText Title { get; init; }

    /// <summary>Of a decision: what is proposed.</summary>
    public LocalText? Text { get; init; }

    /// <summary>What it is about, as <see cref="TopicLink"/> writes it.</summary>
    public string? Link { get; init; }

    /// <summary>Null once the account is gone.</summary>
    public long? AuthorId { get; init; }

    /// <summary>UTC, whole seconds; as all that follow.</summary>
    public required DateTime At { get; init; }

    /// <summary>The answer that helped.</summary>
    public long? HelpfulId { get; set; }

    /// <summary>Null as long as it is open. Of a decision: when its outcome was noted.</summary>
    public DateTime? SettledAt { get; set; }

    /// <summary>Of a decision: until when positions are asked for.</summary>
    public DateOnly? AskedUntil { get; init; }
    public DecisionOutcome? Outcome { get; set; }
    public LocalText? OutcomeWords { get; set; }

    /// <summary>The day on which the group decided.</summary>
    public DateOnly? DecidedOn { get; set; }

    /// <summary>Who noted it; null once the account is gone.</summary>
    public long? NotedById { get; set; }

    /// <summary>Changes with every write, so that two of them at once do not both hold.</summary>
    public int Turn { get; set; }
}
