using Alliance.Deals.Drafting;
using Alliance.Network;

namespace Alliance.Deals.Signing;

/// <summary>
/// A draft's text, fixed: what the city decides about and what the parties sign, byte by byte. When everyone it needs has
/// signed, it becomes a <see cref="DealVersion"/> with the same hash.
/// </summary>
public sealed class Release
{
    public long Id { get; private set; }
    public long DraftId { get; set; }
    public Draft? Draft { get; set; }

    /// <summary>The number that the deal's version will have.</summary>
    public required int Number { get; init; }

    /// <summary>The deal's canonical document (docs/format.md).</summary>
    public required string Content { get; init; }

    /// <summary>SHA-256 of <see cref="Content"/> in UTF-8, lower-case hex.</summary>
    public required string Hash { get; init; }

    /// <summary>When the text was fixed (UTC).</summary>
    public required DateTime At { get; init; }

    /// <summary>When the city released it for signature.</summary>
    public DateTime? ReleasedAt { get; set; }

    /// <summary>When it was taken back; nobody signs it any more, and what was signed binds nobody.</summary>
    public DateTime? VoidAt { get; set; }
    public List<ReleaseStep> Steps { get; set; } = [];
    public List<Signature> Signatures { get; set; } = [];
}

public enum StepAnswer
{
    Released,
    SentBack,
}

/// <summary>One decision on the way: who is asked, who stands in, since when, and what was said.</summary>
public sealed class ReleaseStep
{
    public long Id { get; private set; }
    public long ReleaseId { get; set; }
    public Release? Release { get; set; }
    public required int Order { get; init; }
    public required long ApproverAccountId { get; init; }
    public long? DeputyAccountId { get; init; }

    /// <summary>Null until the steps before it are done.</summary>
    public DateTime? AskedAt { get; set; }
    public DateTime? RemindedAt { get; set; }
    public DateTime? AnsweredAt { get; set; }
    public StepAnswer? Answer { get; set; }
    public string? Reason { get; set; }
    public long? AnsweredByAccountId { get; set; }

    public bool IsFor(Actor actor) =>
        actor.AccountId is { } own && (own == ApproverAccountId || own == DeputyAccountId);

    public bool IsOpen => AskedAt is not null && AnsweredAt is null;
}
