using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Exchange;

/// <summary>What somebody says to a topic.</summary>
public sealed class Answer
{
    public const int ReasonLength = 500;

    public long Id { get; private set; }
    public required long TopicId { get; init; }
    public Topic? Topic { get; init; }

    /// <summary>Null once a coordinator has removed it.</summary>
    public LocalText? Text { get; set; }

    /// <summary>Null once the account is gone.</summary>
    public long? AuthorId { get; init; }

    /// <summary>UTC, whole seconds.</summary>
    public required DateTime At { get; init; }

    /// <summary>Why a coordinator removed it; everybody in the space reads that in its place.</summary>
    public string? RemovedBecause { get; set; }
}
