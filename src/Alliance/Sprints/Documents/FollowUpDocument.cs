using System.Globalization;
using Alliance.Platform.Exchange;
using Alliance.Platform.Texts;
using Alliance.Sprints.After;
using Alliance.Sprints.Board;

namespace Alliance.Sprints.Documents;

/// <summary>What goes on after a sprint, in the open format: one line of <c>follow-ups.jsonl</c>. Whom to remind never leaves.</summary>
/// <param name="Id">The sprint's identifier and the key: <c>espoo-2026.f3</c>.</param>
/// <param name="Sprint">The sprint's identifier.</param>
/// <param name="Key">Given once in the sprint.</param>
/// <param name="Text">In the language in which it was written.</param>
/// <param name="Owner">Who sees to it: an organisation or an office in words.</param>
/// <param name="State">Open, done, or not pursued any more.</param>
public record FollowUpDocument(string Id, string Sprint, string Key, LocalText Text, string Owner, FollowUpState State)
    : IDocument
{
    /// <summary>By when; absent where nobody has said a day.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>The day on which it was done, or given up.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>Why nobody goes on with it.</summary>
    public LocalText? Reason { get; init; }

    /// <summary>The words of the idea that it came from; absent where they were erased.</summary>
    public LocalText? Idea { get; init; }

    /// <summary>What was said of that idea.</summary>
    public CardVerdict? Verdict { get; init; }

    /// <summary>The key of that idea, where it went on further.</summary>
    public string? From { get; init; }

    public static string IdOf(string sprint, string key) => $"{sprint}.{key}";

    internal static FollowUpDocument Of(FollowUp followUp, string sprint, string? from) =>
        new(
            IdOf(sprint, followUp.Key),
            sprint,
            followUp.Key,
            new LocalText(followUp.Language, followUp.Text),
            followUp.Owner,
            followUp.State
        )
        {
            Due = followUp.Due,
            ClosedOn = followUp.ClosedOn,
            Reason = Words(followUp, followUp.Reason),
            Idea = Words(followUp, followUp.Idea),
            Verdict = followUp.Verdict,
            From = from,
        };

    /// <summary>The row with this content: the stored one, which keeps whom to remind and what it came from here, or a new one.</summary>
    internal FollowUp Apply(FollowUp? stored, long sprint)
    {
        var followUp =
            stored
            ?? new FollowUp
            {
                SprintId = sprint,
                Number = int.Parse(Key.AsSpan(1), CultureInfo.InvariantCulture),
                Text = $"{Text}",
                Owner = Owner,
                Language = Text.Authentic,
                Origin = From is null ? null : "idea:" + From,
                Idea = Idea?.ToString(),
                Verdict = Verdict,
            };
        // Words that were erased here do not come back by a file from before.
        if (followUp.Idea is not null)
            followUp.Idea = Idea?.ToString();
        if (followUp.Due != Due)
            followUp.Reminded = 0;
        (followUp.Text, followUp.Language, followUp.Owner, followUp.Due) = ($"{Text}", Text.Authentic, Owner, Due);
        (followUp.State, followUp.ClosedOn, followUp.Reason) = (State, ClosedOn, Reason?.ToString());
        // Nobody is reminded of what is closed.
        if (State != FollowUpState.Open)
            followUp.Email = null;
        followUp.Turn++;
        return followUp;
    }

    private static LocalText? Words(FollowUp followUp, string? text) =>
        string.IsNullOrEmpty(text) ? null : new LocalText(followUp.Language, text);
}
