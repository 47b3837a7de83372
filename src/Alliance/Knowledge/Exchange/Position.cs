using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Exchange;

/// <summary>What a member says to a proposal.</summary>
public enum Stand
{
    Agree,
    AgreeWithRemarks,

    /// <summary>Lets the others decide.</summary>
    StandAside,
    Object,
}

/// <summary>A member's position on a proposal: one each, changed until the outcome is noted.</summary>
public sealed class Position
{
    public long Id { get; private set; }
    public required long TopicId { get; init; }
    public Topic? Topic { get; init; }

    /// <summary>Null once the account is gone: the position stays.</summary>
    public long? AccountId { get; init; }
    public required Stand Stand { get; set; }
    public LocalText? Words { get; set; }

    /// <summary>UTC, whole seconds.</summary>
    public required DateTime At { get; set; }
}
