using Alliance.Network;

namespace Alliance.Sprints.Visits;

/// <summary>How far somebody is with coming to a sprint.</summary>
public enum VisitState
{
    Invited,
    Registered,

    /// <summary>There was no place; who waits longest moves up.</summary>
    Waiting,

    /// <summary>Was invited or registered, and does not come.</summary>
    NotComing,
}

/// <summary>
/// Somebody who comes to a sprint, or is asked to. No account: the link in a mail opens it. What somebody needs is seen by the hosts alone and goes
/// on the day after the sprint; the person goes after <see cref="MonthsKept"/> months, and what stays is counted.
/// </summary>
public sealed class Visit
{
    public const int NameLength = 120;
    public const int OrganisationLength = 300;
    public const int NeedLength = 500;
    public const int CodeLength = 32;

    /// <summary>Stands among <see cref="Sessions"/> where none of those wanted had room: the place is in the sprint alone.</summary>
    public const string NoSession = "-";

    /// <summary>After the last day: questions for feedback and follow-ups are written to these addresses.</summary>
    public const int MonthsKept = 12;

    public long Id { get; private set; }
    public required long SprintId { get; init; }
    public Sprint? Sprint { get; init; }
    public VisitState State { get; set; }
    public SprintRole Role { get; set; }

    /// <summary>Null where the invitation had none, and once it is forgotten.</summary>
    public string? Name { get; set; }
    public string? Organisation { get; set; }
    public OrganisationKind? Kind { get; set; }

    /// <summary>ISO 3166-1.</summary>
    public string? Country { get; set; }

    /// <summary>In small letters, once in each sprint; null of who came without, and once it is forgotten.</summary>
    public string? Email { get; set; }
    public required string Language { get; set; }

    /// <summary>Keys of the sessions; empty for all of them.</summary>
    public List<string> Sessions { get; set; } = [];

    /// <summary>What mails have brought into the own calendar (<see cref="SprintCalendar.KeysOf"/>): what is not there any more is taken out.</summary>
    public List<string> Told { get; set; } = [];
    public Needs? Needs { get; set; }

    /// <summary>What the code that the own page shows says at the door; it opens nothing but the hosts' list.</summary>
    public required string CheckInCode { get; init; }
    public DateTime? CheckedInAt { get; set; }
    public required DateTime At { get; init; }

    /// <summary>Since when it waits, or has its place.</summary>
    public DateTime? RegisteredAt { get; set; }

    /// <summary>The mail that asks what the sprint was worth went out.</summary>
    public bool AskedFeedback { get; set; }

    /// <summary>What was said stands elsewhere, and names nobody.</summary>
    public bool GaveFeedback { get; set; }

    /// <summary>When the newest mail went there: a form that everybody can send fills no mailbox.</summary>
    public DateTime? MailedAt { get; set; }
    public int Turn { get; set; }
    public List<VisitLink> Links { get; } = [];

    /// <summary>Keys of sessions; null for all.</summary>
    public IReadOnlyCollection<string>? Chosen => Sessions.Count == 0 ? null : Sessions;

    public bool Comes => State == VisitState.Registered;
}

/// <summary>A link that was mailed; all of them hold.</summary>
public sealed class VisitLink
{
    public long Id { get; private set; }
    public long VisitId { get; private set; }

    /// <summary>Of the token (<see cref="Platform.Mail.LinkToken"/>).</summary>
    public required string Hash { get; init; }
}

/// <summary>What somebody needs to take part, in own words; may tell of health or faith.</summary>
/// <param name="Access">Wheelchair, hearing loop.</param>
/// <param name="Interpreting">Into which language, spoken or signed.</param>
public sealed record Needs(string Access, string Food, string Interpreting)
{
    public bool IsNone => Access.Length + Food.Length + Interpreting.Length == 0;
}
