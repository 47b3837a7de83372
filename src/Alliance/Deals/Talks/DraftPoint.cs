using Alliance.Deals.Drafting;

namespace Alliance.Deals.Talks;

public enum PointState
{
    Open,

    /// <summary>The proposed words stand in the draft now.</summary>
    Accepted,
    Refused,

    /// <summary>A question or remark that has its answer.</summary>
    Answered,

    /// <summary>Taken back by who raised it.</summary>
    Withdrawn,
}

/// <summary>
/// What somebody says about one part of a draft, or other words proposed for it. While one is open, no party it concerns
/// can sign.
/// </summary>
public sealed class DraftPoint
{
    public const int TextLength = 4_000;

    public long Id { get; private set; }
    public long DraftId { get; set; }
    public Draft? Draft { get; set; }

    /// <summary>What the form was sent with; sent twice, it is the same point.</summary>
    public required string Submission { get; init; }

    /// <summary>The field or part it is about: <c>promise.c2.action</c>, <c>article.a4.body</c>; empty for the whole.</summary>
    public required string About { get; init; }

    /// <summary>What is said; may be empty beside proposed words.</summary>
    public required string Text { get; init; }

    /// <summary>The words that stood there, and those that shall; null for a remark.</summary>
    public string? Before { get; init; }

    /// <inheritdoc cref="Before"/>
    public string? Proposed { get; init; }

    /// <summary>The key of the party that speaks.</summary>
    public required string ByParty { get; init; }
    public required DateTime At { get; init; }
    public PointState State { get; set; } = PointState.Open;
    public string? Answer { get; set; }

    /// <summary>The key of the party that answered.</summary>
    public string? AnsweredBy { get; set; }
    public DateTime? AnsweredAt { get; set; }

    /// <summary>Whether a party has to wait for its answer before signing.</summary>
    public bool Concerns(string party, DraftContent content)
    {
        // What one party promises concerns that party, its helpers, who spoke, and the city; everything else concerns all.
        if (About.Split('.') is not ["promise", var key, ..] || content.Promise(key) is not { } promise)
            return true;
        return party == ByParty
            || party == promise.By
            || promise.With.Contains(party)
            || content.Party(party)?.Role == PartyRole.City;
    }
}
