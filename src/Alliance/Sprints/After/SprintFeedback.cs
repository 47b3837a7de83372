namespace Alliance.Sprints.After;

/// <summary>What a visitor says of a sprint. It names nobody: that somebody has answered stands at the visit, what was said stands here.</summary>
public sealed class SprintFeedback
{
    /// <summary>From 1 (no use) to 4 (much use): nobody ends in the middle.</summary>
    public const int Steps = 4;
    public const int TextLength = 1_000;

    public long Id { get; private set; }
    public required long SprintId { get; init; }
    public Sprint? Sprint { get; init; }
    public required int Useful { get; init; }

    /// <summary>What somebody takes home.</summary>
    public string Takes { get; init; } = "";
    public string Better { get; init; } = "";

    /// <summary>Day, not moment: so it cannot be laid beside the visits.</summary>
    public required DateOnly On { get; init; }
}
