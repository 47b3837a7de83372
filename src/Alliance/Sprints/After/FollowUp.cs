using Alliance.Sprints.Board;

namespace Alliance.Sprints.After;

public enum FollowUpState
{
    Open,
    Done,

    /// <summary>Nobody goes on with it, for a reason that everybody reads.</summary>
    Dropped,
}

/// <summary>Who is reminded of a follow-up.</summary>
public enum RemindedOf
{
    /// <summary>Whose address stands with it.</summary>
    Owner,

    /// <summary>The deal managers of the host city.</summary>
    Managers,
}

/// <summary>What goes on after a sprint, who sees to it and by when. Everybody reads it on the sprint's page, but for the address to remind.</summary>
public sealed class FollowUp
{
    public const int Most = 200;
    public const int TextLength = 500;
    public const int OwnerLength = 200;
    public const int OriginLength = 100;

    public long Id { get; private set; }
    public required long SprintId { get; init; }
    public Sprint? Sprint { get; init; }

    /// <summary>Counted in the sprint from 1, given once: links, the API and other sites name it by that.</summary>
    public required int Number { get; init; }
    public string Key => KeyOf(Number);
    public required string Text { get; set; }

    /// <summary>An organisation or an office, no person; one line.</summary>
    public required string Owner { get; set; }
    public DateOnly? Due { get; set; }

    /// <summary>What became of it.</summary>
    public FollowUpState State { get; set; }
    public DateOnly? ClosedOn { get; set; }

    /// <summary>With <see cref="FollowUpState.Dropped"/>.</summary>
    public string? Reason { get; set; }

    /// <summary>
    /// Whom to remind; goes when it is closed, or as visitors of the sprint do. Without one the host city's deal managers are reminded.
    /// </summary>
    public string? Email { get; set; }
    public required string Language { get; set; }

    /// <summary>How many reminders went out.</summary>
    public int Reminded { get; set; }

    /// <summary>
    /// Where it came from, as <c>board:KEY/k17</c>, or <c>idea:KEY</c> where it was written at another site; null where somebody typed it here.
    /// </summary>
    public string? Origin { get; init; }

    /// <summary>The words of the idea it came from, and how feasible that was found, as they stood then: a board may be gone one day.</summary>
    public string? Idea { get; set; }
    public CardVerdict? Verdict { get; init; }
    public int Turn { get; set; }

    /// <summary>Who learns that it is due; null where nobody does, since nobody has said a day.</summary>
    public RemindedOf? Reminds =>
        State != FollowUpState.Open || Due is null ? null
        : Email is null ? RemindedOf.Managers
        : RemindedOf.Owner;

    public static string KeyOf(int number) => FormattableString.Invariant($"f{number}");

    public bool IsLate(DateOnly today) => State == FollowUpState.Open && Due < today;
}
