namespace Alliance.Sprints.After;

/// <summary>
/// What was said and decided at a sprint. What is approved stays as it is; a correction is a further version, and the pages show the newest
/// approved one.
/// </summary>
public sealed class Minutes
{
    public const int TextLength = 60_000;

    public long Id { get; private set; }
    public required long SprintId { get; init; }
    public Sprint? Sprint { get; init; }

    /// <summary>From 1, given when they are approved; 0 of those that are worked on, of which a sprint has one at most.</summary>
    public int Number { get; set; }
    public required string Text { get; set; }

    /// <summary>In which it is written, ISO 639-1.</summary>
    public required string Language { get; init; }
    public DateTime? ApprovedAt { get; set; }
    public int Turn { get; set; }
}
